"""Finding exhibitors by words, and ways out where nothing was found."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from fairplan import spelling
from kirmash.catalogue.queries.listing import Catalogue
from kirmash.exhibition.models.fair import Fair
from kirmash.matching.models import GoodsLine
from kirmash.search.models import Kind
from kirmash.search.queries import find_about

MOST_WORDS, MOST_WAYS = 6, 4
LIKENESS = 0.72
SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Other words to search for, and how many exhibitors they find; meant are those that were mistyped."""

    text: str
    count: int
    is_meant: bool


def found_in(fair: Fair, text: str) -> Mapping[int, int]:
    """Return the exhibitors of a fair that are found by words, each with its rank."""
    keys = find_about(text, Kind.EXHIBITOR, f"fair:{fair.key}")
    return {int(key): rank for rank, key in enumerate(keys)}


def ways_out(catalogue: Catalogue, text: str) -> list[Way]:
    """Return searches that find something where this one does not: mended words first, then fewer words."""
    typed = text.split()[:MOST_WORDS]
    alone = {word: len(found_in(catalogue.fair, word)) for word in typed}
    unknown = [word for word in typed if not alone[word] and len(word) >= SHORTEST]
    meant = [" ".join(words) for words in _mended(typed, unknown, catalogue)] if unknown else []
    fewer = [" ".join(typed[:at] + typed[at + 1 :]) for at in range(len(typed))] if len(typed) > 1 else []
    ways = [(words, True) for words in meant] + [(words, False) for words in fewer]
    found = [
        Way(text=words, count=count, is_meant=is_meant)
        for words, is_meant in dict(reversed(ways)).items()
        if (count := len(found_in(catalogue.fair, words)))
    ]
    return sorted(found, key=lambda way: (not way.is_meant, -way.count))[:MOST_WAYS]


def _mended(typed: list[str], unknown: list[str], catalogue: Catalogue) -> list[list[str]]:
    """Return what was typed with each unknown word in place of the word of the catalogue that is most like it."""
    known = _vocabulary(catalogue)
    mended = [list(typed)]
    for word in unknown:
        spelled = next(iter(spelling.spellings(spelling.fold(word))), "")
        alike = difflib.get_close_matches(spelled, known, n=2, cutoff=LIKENESS)
        mended = [
            [known[other] if one == word else one for one in words] for words in mended for other in alike
        ] or mended
    return [words for words in mended if words != typed]


def _vocabulary(catalogue: Catalogue) -> dict[str, str]:
    """Return the words of the catalogue by their spelling in Latin letters."""
    names = chain.from_iterable((*one.names.values(), *one.places.values()) for one in catalogue.listings)
    lines = GoodsLine.objects.filter(fair=catalogue.fair).values_list("text", flat=True)
    words: dict[str, str] = {}
    for text in chain(names, lines):
        for word in spelling.words(text):
            if len(word) >= SHORTEST and not word.isdigit():
                words.setdefault(next(iter(spelling.spellings(word)), word), word)
    return words
