"""Finding exhibitors by words, and ways out where nothing was found."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from fairplan import spelling
from kirmash.catalogue.queries.detail import Line
from kirmash.catalogue.queries.listing import Catalogue
from kirmash.exhibition.models.fair import Fair
from kirmash.matching.models import GoodsLine
from kirmash.registry.queries import goods_named
from kirmash.search.models import Kind
from kirmash.search.queries import find_about, read

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


def telling(lines: Sequence[Line], text: str) -> list[Line]:
    """Return the offers and demands in which most of the words stand; none where none does."""
    words = read(text).words
    scores = [sum(word.stands_in(spelling.tokens(line.text, line.language)) for word in words) for line in lines]
    ranked = sorted(zip(scores, lines, strict=True), key=lambda one: -one[0])
    return [line for score, line in ranked if score]


def ways_out(catalogue: Catalogue, text: str) -> list[Way]:
    """Return searches that find something where this one does not: mended words first, then fewer words."""
    typed = text.split()[:MOST_WORDS]
    unknown = [word for word in typed if len(word) >= SHORTEST and not found_in(catalogue.fair, word)]
    meant = _mended(typed, unknown, catalogue) if unknown else []
    fewer = [" ".join(typed[:at] + typed[at + 1 :]) for at in range(len(typed))] if len(typed) > 1 else []
    ways = dict.fromkeys((*meant, *fewer))
    found = [Way(text=way, count=len(found_in(catalogue.fair, way)), is_meant=way in meant) for way in ways]
    return sorted((way for way in found if way.count), key=lambda way: (not way.is_meant, -way.count))[:MOST_WAYS]


def _mended(typed: list[str], unknown: list[str], catalogue: Catalogue) -> list[str]:
    """Return what was typed with the likest words of the catalogue in place of unknown ones, and these alone."""
    known = _vocabulary(catalogue)
    likest: dict[str, list[str]] = {}
    for word in unknown:
        spelled = next(iter(spelling.spellings(spelling.fold(word))), "")
        likest[word] = [known[other] for other in difflib.get_close_matches(spelled, known, n=2, cutoff=LIKENESS)]
    whole = " ".join(likest[word][0] if likest.get(word) else word for word in typed)
    return list(dict.fromkeys((whole, *chain.from_iterable(likest.values())))) if any(likest.values()) else []


def _vocabulary(catalogue: Catalogue) -> dict[str, str]:
    """Return the words of the catalogue by their spelling in Latin letters."""
    names = chain.from_iterable((*one.names.values(), *one.places.values()) for one in catalogue.listings)
    lines = GoodsLine.objects.filter(fair=catalogue.fair).values_list("text", flat=True)
    labels = goods_named({code for one in catalogue.listings for code in (*one.goods, *one.sought)}).values()
    words: dict[str, str] = {}
    for text in chain(names, lines, labels):
        for word in spelling.words(text):
            if len(word) >= SHORTEST and not word.isdigit():
                words.setdefault(next(iter(spelling.spellings(word)), word), word)
    return words
