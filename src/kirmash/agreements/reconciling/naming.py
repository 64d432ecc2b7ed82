"""Places found again by their names, in any script, each time with a reason; never guessed.

Sounds and spellings are those of the search (``fairplan.spelling``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product

from django.utils.translation import gettext_lazy as _

from fairplan.spelling import fold, script, sounds, spellings, words
from kirmash.agreements.reconciling.countries import country_of
from kirmash.agreements.reconciling.exonyms import forms_elsewhere
from kirmash.agreements.reconciling.latin import written_in_latin
from kirmash.agreements.reconciling.tie import End, Name

#: From this score on a match is taken where no other place comes near it; all scores are thousandths.
CERTAIN = 750
#: How far every other place must stay behind.
MARGIN = 120
MOST_CANDIDATES = 5
_COUNTRY_UNSAID, _PART_OF_NAME = 20, 200
_SHORTEST_NEAR = 6
_SHORTEST_BEGINNING = 5
#: What a short sound, as of Niamey and Nome, says less.
_SHORT_SOUND, _SHORTEST_CERTAIN_SOUND = 120, 5
_MOST_FORMS = 12
_SCORES = {"id": 1000, "name": 960, "old-name": 930, "letters": 900, "latin": 890, "sound": 800, "near": 600,
           "beginning": 600, "elsewhere": 940}  # fmt: skip
REASONS = {
    "new": _("not known here before"),
    "chosen": _("chosen by a person"),
    "key": _("same key: %(id)s"),
    "wikidata": _("same Wikidata id: %(id)s"),
    "geonames": _("same GeoNames id: %(id)s"),
    "name": _("same name: %(theirs)s"),
    "known-form": _("known form of the name: %(theirs)s = %(ours)s (%(language)s)"),
    "elsewhere": _("known form of the name (CLDR): %(theirs)s = %(ours)s"),
    "old-name": _("old name until %(until)s: %(theirs)s = %(ours)s"),
    "letters": _("same letters without accents: %(theirs)s / %(ours)s"),
    "latin": _("same after transliteration (%(table)s): %(theirs)s / %(ours)s"),
    "sound": _("sounds alike: %(theirs)s / %(ours)s"),
    "beginning": _("one name begins the other: %(theirs)s / %(ours)s"),
    "near": _("one letter differs: %(theirs)s / %(ours)s"),
}
#: Reasons that name the place beside the form of its name that was found.
OF_A_PLACE = frozenset({"known-form", "old-name"})
#: Scripts that are letters for sounds; of others only known forms and ids tell.
_SPELT = frozenset({"LATIN", "CYRILLIC", "GEORGIAN", "ARMENIAN", "GREEK"})
_BRACKETS = re.compile(r"\s*[(\[（]([^)\]）]*)[)\]）]")
_TITLES = re.compile(
    r"^(?:г|гор|город|горад|м|місто|stadt|city of|town of|ville de|miasto|град|қаласы|the city of)\.?\s+|"
    r"\s+(?:city|qalasy|қаласы|市)$|(?<=..)市$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Why a name is taken for a place: a reason by its code, what fills it, and a score of at most 1000."""

    code: str
    score: int
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return str(REASONS[self.code]) % self.values


#: A place that was not known before.
NEW = Match(code="new", score=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that may be meant."""

    place: int
    match: Match


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a name under one kind of index."""

    place: int
    name: Name
    is_part: bool = False
    table: str = ""
    is_short: bool = False


@dataclass(slots=True)
class _Indexes:
    exact: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    latin: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    sound: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    near: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    beginning: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))


class Gazetteer:
    """The places that are known; a place that is met for the first time is known from then on."""

    def __init__(self, places: Iterable[End] = (), *, knows_cities: bool = True) -> None:
        self._knows_cities = knows_cities
        self.places: list[End] = []
        self._ids: dict[tuple[str, str], int] = {}
        self._indexes = _Indexes()
        self._unread: list[int] = []
        for place in places:
            self.add(place)

    def add(self, place: End) -> int:
        """Note a place as one of its own; return its number."""
        number = len(self.places)
        self.places.append(place)
        self._unread.append(number)
        for kind, word in _ids_of(place):
            self._ids.setdefault((kind, word), number)
        return number

    def same(self, place: End) -> tuple[int, Match] | None:
        """Return the place with the same id."""
        for kind, word in _ids_of(place):
            number = self._ids.get((kind, word))
            if number is not None:
                return number, Match(code=kind, score=_SCORES["id"], values={"id": word})
        return None

    def candidates(self, place: End) -> list[Candidate]:
        """Return the places that may be meant, the likeliest first; ids that differ and other countries rule out."""
        if found := self.same(place):
            return [Candidate(place=found[0], match=found[1])]
        self._read()
        best: dict[int, Match] = {}
        for name in place.names:
            for number, match in self._alike(name, place):
                if number not in best or match.score > best[number].score:
                    best[number] = match
        ranked = sorted(best.items(), key=lambda pair: (-pair[1].score, pair[0]))
        return [Candidate(place=number, match=match) for number, match in ranked]

    def find(self, place: End) -> tuple[Candidate | None, tuple[Candidate, ...]]:
        """Return the one place that is meant, or else those that may be; neither where nothing comes near."""
        ranked = self.candidates(place)
        if not ranked:
            return None, ()
        first = ranked[0]
        near = [each for each in ranked[1:] if each.match.score > first.match.score - MARGIN]
        if first.match.score >= CERTAIN and not near:
            return first, ()
        return None, tuple(ranked[:MOST_CANDIDATES])

    def _read(self) -> None:
        """Put the names of places that came since into the indexes."""
        for number in self._unread:
            for name in self.places[number].names:
                for text, is_part in variants(name.text):
                    self._index(text, _Form(number, name, is_part))
        self._unread.clear()

    def _index(self, text: str, form: _Form) -> None:
        indexes = self._indexes
        indexes.exact[exact_form(text)].append(form)
        for letters in _letter_forms(text):
            indexes.letters[letters].append(form)
        for letters, table in _latin_forms(text, form.name.language):
            indexes.latin[letters].append(_Form(form.place, form.name, form.is_part, table))
        for sound in _sound_forms(text):
            indexes.sound[sound].append(form)
        for letters in _near_forms(text):
            indexes.near[letters].append(form)
        first, is_more = _beginning(text)
        if is_more:
            indexes.beginning[first].append(form)

    def _alike(self, name: Name, place: End) -> Iterator[tuple[int, Match]]:
        for text, is_part in variants(name.text):
            for kind, form in self._forms(text, name.language):
                if not self._ruled_out(form.place, place):
                    yield form.place, self._match(kind, form, name, place, is_part=is_part)

    def _forms(self, text: str, language: str) -> Iterator[tuple[str, _Form]]:
        indexes = self._indexes
        yield from (("name", form) for form in indexes.exact.get(exact_form(text), ()))
        for letters in _letter_forms(text):
            # Letters of two scripts that are written alike by accident prove less than a table does.
            yield from (("letters", form) for form in indexes.letters.get(letters, ()) if _same_script(text, form))
            yield from (("latin", form) for form in indexes.latin.get(letters, ()))
        for letters, table in _latin_forms(text, language):
            found = indexes.letters.get(letters, ())
            yield from (("latin", _Form(f.place, f.name, f.is_part, table)) for f in found if not _same_script(text, f))
        for sound in _sound_forms(text):
            found = indexes.sound.get(sound, ())
            is_short = len(sound.strip("~")) < _SHORTEST_CERTAIN_SOUND
            yield from (("sound", _Form(f.place, f.name, f.is_part, "", is_short)) for f in found)
        if self._knows_cities:
            for other in forms_elsewhere(text):
                yield from (("elsewhere", form) for form in indexes.exact.get(exact_form(other.text), ()))
        first, is_more = _beginning(text)
        begun = indexes.exact if is_more else indexes.beginning
        yield from (("beginning", form) for form in begun.get(first, ()) if first)
        own = next(iter(_letter_forms(text)), "")
        for letters in _near_forms(text):
            for form in indexes.near.get(letters, ()):
                if _is_near(own, next(iter(_letter_forms(form.name.text)), "")):
                    yield "near", form

    def _ruled_out(self, number: int, place: End) -> bool:
        known = self.places[number]
        pairs = (
            (known.key, place.key),
            (known.wikidata, place.wikidata),
            (known.geonames, place.geonames),
            (known.country, place.country),
        )
        return any(ours and theirs and ours != theirs for ours, theirs in pairs)

    def _match(self, kind: str, form: _Form, name: Name, place: End, *, is_part: bool) -> Match:
        known = self.places[form.place]
        code = kind
        if form.name.until is not None and kind not in {"near", "beginning"}:
            code, kind = "old-name", "old-name" if kind == "name" else kind
        elif kind == "name" and form.name != known.names[0]:
            code = "known-form"
        score = _SCORES[kind] - _PART_OF_NAME * (is_part + form.is_part)
        score -= _SHORT_SOUND * form.is_short
        score -= 0 if known.country and place.country else _COUNTRY_UNSAID
        values = {
            "theirs": name.text, "ours": known.label if code in OF_A_PLACE else form.name.text,
            "language": form.name.language, "until": str(form.name.until or ""), "table": form.table,
        }  # fmt: skip
        return Match(code=code, score=score, values=values)


def _ids_of(place: End) -> Iterator[tuple[str, str]]:
    for kind, word in (("key", place.key), ("wikidata", place.wikidata), ("geonames", place.geonames)):
        if word:
            yield kind, word


def variants(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a name, and what is left of it without brackets, title or what stands behind a comma or stroke.

    The second value says that only a part of the name is left, which proves less. What stands in the brackets is
    a name too, unless it is a country.
    """
    whole = _TITLES.sub("", text.strip()) or text
    yield whole, False
    bare = _BRACKETS.sub("", whole).strip()
    for inner in _BRACKETS.findall(whole):
        if bare and not country_of(inner):
            yield inner.strip(), True
    if bare and bare != whole:
        yield bare, True
    parts = [part.strip() for part in re.split(r"[,/]", bare) if part.strip()]
    if len(parts) > 1:
        yield from ((part, True) for part in (parts if "/" in bare else parts[:1]))


def exact_form(text: str) -> str:
    """Return a name without what spellings of one word differ in."""
    return " ".join(words(text))


def _letter_forms(text: str) -> Iterator[str]:
    """Yield a name in ASCII letters, umlauts in both ways; names of one or two letters have none."""
    lists = [spellings(word) for word in words(text)] if _is_spelt(text) else []
    together = dict.fromkeys("".join(parts) for parts in islice(product(*lists), _MOST_FORMS))
    return (letters for letters in together if len(letters) > 2)


def _latin_forms(text: str, language: str) -> Iterator[tuple[str, str]]:
    folded = [word for word in words(text) if word]
    if not folded or script(folded[0]) != "CYRILLIC":
        return
    for latin, table in written_in_latin(unfolded(text), language):
        yield from ((letters, table) for letters in _letter_forms(latin))


def unfolded(text: str) -> str:
    """Return a name with its words parted by spaces, its letters kept as they are but for their case."""
    return " ".join(re.findall(r"[\w'’ʼ]+", text.lower()))


def _sound_forms(text: str) -> Iterator[str]:
    """Yield how a name may sound; every word must sound, and short ones must be written alike."""
    if not _is_spelt(text):
        return iter(())
    lists = [tuple(f"~{sound}" for sound in sounds(word)) or spellings(word)[:1] for word in words(text)]
    if not any(forms and forms[0].startswith("~") for forms in lists):
        return iter(())
    return (" ".join(parts) for parts in dict.fromkeys(islice(product(*lists), _MOST_FORMS)))


def _is_spelt(text: str) -> bool:
    return all(word.isdigit() or script(word) in _SPELT for word in words(text))


def _near_forms(text: str) -> Iterator[str]:
    """Yield a name in ASCII letters, whole and with each letter left out in turn."""
    letters = next(iter(_letter_forms(text)), "")
    if len(letters) >= _SHORTEST_NEAR:
        yield letters
        yield from {letters[:place] + letters[place + 1 :] for place in range(1, len(letters))}


def _beginning(text: str) -> tuple[str, bool]:
    """Return the first word of a name, if it is long enough to be a name itself, and whether others follow."""
    parts = words(text)
    first = parts[0] if parts and len(parts[0]) >= _SHORTEST_BEGINNING else ""
    return first, bool(first) and len(parts) > 1


def _is_near(first: str, second: str) -> bool:
    """Say whether two words differ in one letter: added, left out, another, or two in another order."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, other = first[start:], second[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[2:] == other[2:] and rest[:2] == other[1::-1])
    )


def _same_script(text: str, form: _Form) -> bool:
    first, second = fold(text).strip(), fold(form.name.text).strip()
    return bool(first and second) and script(first) == script(second)
