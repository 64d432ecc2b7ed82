"""Findings in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale

from kirmash.agreements.models.instrument import Kind
from kirmash.agreements.models.reconciliation import Decision, FoundPair
from kirmash.agreements.reconciling import Difference, Match, State
from kirmash.base.texts import locale_of
from kirmash.registry.models.place import Place
from kirmash.registry.queries import places_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding in words: our name of the place, what each side says, why the names are taken for one place."""

    pair: FoundPair
    state: str
    country: str
    ours: str
    our_words: list[str]
    our_lines: list[tuple[str, str]]
    their_words: list[str]
    differences: list[str]
    because: str
    candidates: list[tuple[str, str, str]]
    decision: str


def shown(pairs: Iterable[FoundPair]) -> list[Shown]:
    """Return findings in words; a query or two for all of their names."""
    found = list(pairs)
    keys = {candidate["key"] for pair in found for candidate in pair.candidates if candidate["key"]}
    numbers = dict(Place.objects.filter(key__in=keys).values_list("key", "pk")) if keys else {}
    names = places_named({*numbers.values(), *(pair.place_id for pair in found if pair.place_id)})
    return [_shown(pair, numbers, names) for pair in found]


def _shown(pair: FoundPair, numbers: dict[str, int], names: dict[int, str]) -> Shown:
    def named(candidate: dict[str, str]) -> str:
        return names.get(numbers.get(candidate["key"], 0)) or candidate["label"]

    our_lines = [(line["key"], _line(str(Kind(line["kind"]).label), line["when"])) for line in pair.ours]
    return Shown(
        pair=pair,
        state=str(State(pair.state).label),
        country=_country(pair.country),
        ours=names.get(pair.place_id or 0, ""),
        our_words=[words for _key, words in our_lines],
        our_lines=our_lines,
        their_words=[_line(line["kind"], line["when"]) or "✓" for line in pair.theirs],
        differences=[str(Difference(word).label) for word in pair.differences],
        because=_because(pair.reason),
        candidates=[(each["key"], named(each), _because(each)) for each in pair.candidates],
        decision=str(Decision(pair.decision).label) if pair.decision else "",
    )


def _country(code: str) -> str:
    return str(Locale.parse(locale_of()).territories.get(code, code)) if code else ""


def _line(kind: str, when: str) -> str:
    return ", ".join(word for word in (kind, when) if word)


def _because(reason: dict[str, str | int | dict[str, str]]) -> str:
    values = reason.get("values", {})
    if not reason or not isinstance(values, dict):
        return ""
    return str(Match(code=str(reason["code"]), score=int(str(reason["score"])), values=values))
