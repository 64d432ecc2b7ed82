"""Findings in the reader's language."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Kind
from kirmash.agreements.models.reconciliation import Decision, FoundPair
from kirmash.agreements.queries.reconciling import ASKING
from kirmash.agreements.reconciling import Match, Scope, State, besides
from kirmash.agreements.reconciling.naming import OF_A_PLACE
from kirmash.base.texts import locale_of
from kirmash.registry.models.place import Place
from kirmash.registry.queries import places_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding in words: what it is called, what each side says, why the names are taken for one place.

    It is called as the list writes it, and where only our register has it, as the reader does.
    """

    pair: FoundPair
    title: str
    state: str
    tone: str
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
    ends = {pair.place_id for pair in found if pair.place_id} | {pair.reconciliation.place_id for pair in found}
    names = places_named({*numbers.values(), *ends})
    return [_shown(pair, numbers, names) for pair in found]


def _shown(pair: FoundPair, numbers: dict[str, int], names: dict[int, str]) -> Shown:
    def named(candidate: dict[str, str]) -> str:
        return names.get(numbers.get(candidate["key"], 0)) or candidate["label"]

    ours = names.get(pair.place_id or 0, "")
    is_own = pair.reconciliation.scope == Scope.OWN  # a partner's own list names us
    is_written = bool(pair.theirs) and not is_own
    our_lines = [(line["key"], _line(str(Kind(line["kind"]).label), line["when"])) for line in pair.ours]
    return Shown(
        pair=pair,
        title=pair.label if is_written else ours or pair.label,
        state=str(State(pair.state).label),
        tone=_tone(State(pair.state)),
        country=_country(pair.country),
        ours=ours,
        our_words=[words for _key, words in our_lines],
        our_lines=our_lines,
        their_words=[_line(line["kind"], line["when"]) or str(_("is there")) for line in pair.theirs],
        differences=besides(pair.state, pair.differences),
        because=_because(pair.reason, names.get(pair.reconciliation.place_id, "") if is_own else ours),
        candidates=[(each["key"], named(each), _because(each, named(each))) for each in pair.candidates],
        decision=str(Decision(pair.decision).label) if pair.decision else "",
    )


def _tone(state: State) -> str:
    """Return how the state is marked: what agrees, and what asks for a decision."""
    return "open" if state in ASKING else "holds" if state != State.UNTOLD else ""


def _country(code: str) -> str:
    return str(Locale.parse(locale_of()).territories.get(code, code)) if code else ""


def _line(kind: str, when: str) -> str:
    return ", ".join(word for word in (kind, day_said(when)) if word)


def day_said(when: str) -> str:
    """Return a day that stands as ISO 8601 writes it as the reader writes days; a year stays a year."""
    return date_format(datetime.date.fromisoformat(when), "DATE_FORMAT") if len(when) > len("2025") else when


def _because(reason: dict[str, str | int | dict[str, str]], ours: str) -> str:
    """Return a reason in words, with a known form beside what the reader calls the place."""
    values = reason.get("values", {})
    if not reason or not isinstance(values, dict):
        return ""
    code = str(reason["code"])
    if code in OF_A_PLACE and ours:
        code, values = "name" if values["theirs"] == ours else code, {**values, "ours": ours}
    return str(Match(code=code, score=int(str(reason["score"])), values=values))
