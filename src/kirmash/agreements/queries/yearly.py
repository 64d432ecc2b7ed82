"""The yearly report of a city: its ties, what came of them, what was concluded and what ended in the year."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.agreements.deadlines import Standing
from kirmash.agreements.models.asking import Verdict
from kirmash.agreements.models.commitment import ExecutionLabel, News
from kirmash.agreements.models.instrument import Happening, LifeEvent
from kirmash.agreements.queries.execution import Stood, commitments, counts, has_evidence, stood
from kirmash.agreements.queries.funnels import Shown, funnels_of
from kirmash.agreements.queries.register import Held, register_of
from kirmash.base.errors import Refused
from kirmash.base.texts import choose
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

FIRST_YEAR, LAST_YEAR = 1950, 2150
IN_FORCE = frozenset({Standing.RUNNING, Standing.ENDING})
ENDINGS = frozenset({Happening.TERMINATED, Happening.LAPSED, Happening.UPGRADED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the report: its title, its columns with their shares of the width, its rows, a note."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report: whose, of which year, until which day, and its parts in words of one language."""

    place: str
    year: int
    language: str
    cut_off: datetime.date
    title: str
    subtitle: str
    figures: Sequence[tuple[str, str, str]]
    tables: Sequence[Table]
    funnels: Sequence[Shown]
    is_demo: bool


def yearly_report(place: Place, year: int, language: str, today: datetime.date) -> Report:
    """Return the report of a year until its last day, or until today while it runs."""
    if not FIRST_YEAR <= year <= min(LAST_YEAR, today.year):
        raise Refused("no-such-year", year=year)
    cut_off = min(datetime.date(year, 12, 31), today)
    with override(language):
        register = [one for one in register_of(place, cut_off) if _was_there(one, cut_off)]
        rows = commitments().filter(instrument__parties__place=place).distinct().order_by("instrument", "position")
        promised = [stood(row, _events_until(row.instrument.events.all(), cut_off), cut_off) for row in rows]
        promised = [one for one in promised if one.made_on]
        name = name_of(place.names.all()) or place.key
        return Report(
            place=name, year=year, language=language, cut_off=cut_off,
            title=_("Report on international and interregional ties in %(year)s") % {"year": year},
            subtitle=_("%(place)s, as of %(day)s") % {"place": name, "day": _day(cut_off)},
            figures=_figures(register, promised, year),
            tables=_tables(register, promised, year, place),
            funnels=funnels_of(place, cut_off, first="contract", since=None),
            is_demo=any(one.instrument.is_demo for one in register),
        )  # fmt: skip


def _was_there(one: Held, cut_off: datetime.date) -> bool:
    """Say whether an instrument was signed until a day; one whose day nobody knows counts as signed."""
    event = one.signed
    if event is None:
        return False
    first = event.done_on or (datetime.date(event.year, 1, 1) if event.year else datetime.date.min)
    return first <= cut_off


def _events_until(events: Iterable[LifeEvent], cut_off: datetime.date) -> list[LifeEvent]:
    return [event for event in events if (event.done_on or datetime.date(event.year or 1, 1, 1)) <= cut_off]


def _year_of(event: LifeEvent) -> int | None:
    return event.done_on.year if event.done_on else event.year


def _concluded(register: Iterable[Held], year: int) -> list[Held]:
    return [one for one in register if one.signed and _year_of(one.signed) == year]


def _ended(register: Iterable[Held], year: int) -> list[tuple[Held, str]]:
    """Return what ended in a year, with how: by an event, or because its term ran out."""
    found = []
    for one in register:
        events = [event for event in one.instrument.events.all() if event.act in ENDINGS and _year_of(event) == year]
        if events:
            found.append((one, f"{events[-1].get_act_display()}, {_when(events[-1])}"))
        elif one.is_over and one.course.ended_on and one.course.ended_on.year == year:
            how = _("lapsed") if one.course.standing == Standing.LAPSED else _("ended")
            found.append((one, f"{how}, {_day(one.course.ended_on)}"))
    return found


def _figures(register: Sequence[Held], promised: Sequence[Stood], year: int) -> list[tuple[str, str, str]]:
    running = [one for one in register if one.course.standing in IN_FORCE]
    states = Counter(one.now.state for one in promised)
    partners = {name for one in running for name in one.partners}
    said = ", ".join(f"{ExecutionLabel(state).label} {states[state]}" for state in states)
    return [
        (_("Agreements in force"), str(len(running)), _(
            "signed until the cut-off day, and in force on it by what is known of their term")),
        (_("Standing not known, or suspended"), str(len(_unclear(register))), _(
            "signed until the cut-off day, and not known to have ended; a person must look")),
        (_("Partners"), str(len(partners)), _("other parties of these agreements, each once")),
        (_("Concluded in the year"), str(len(_concluded(register, year))), _("signed in the year")),
        (_("Ended in the year"), str(len(_ended(register, year))), _(
            "terminated, replaced or lapsed in the year, also where the term ran out")),
        (_("Commitments"), str(len(promised)), said or _("none is on record")),
    ]  # fmt: skip


def _tables(register: Sequence[Held], promised: Sequence[Stood], year: int, place: Place) -> list[Table]:
    partner, kind, signed = (_("Partner"), 26), (_("Kind"), 24), (_("Signed"), 16)
    running = [one for one in register if one.course.standing in IN_FORCE]
    results = _results(promised, year, place)
    return [
        Table(title=_("Ties in force"), columns=[partner, kind, signed, (_("Term"), 34)],
              rows=[[*_line(one), _term(one)] for one in running], empty=_("No agreement is in force.")),
        Table(title=_("Standing not known, or suspended"), columns=[partner, kind, signed, (_("Stands"), 34)],
              rows=[[*_line(one), ", ".join(filter(None, (one.stands, _until(one))))] for one in _unclear(register)],
              empty=_("None.")),
        Table(title=_("Results in the year"), columns=[(_("Day"), 16), partner, (_("What was undertaken"), 28),
              (_("What came of it"), 30)], rows=results, empty=_("No result is on record."),
              note=_("What the other side reported counts here only where the department accepted it.")),
        Table(title=_("Concluded in the year"), columns=[partner, kind, signed, (_("Term"), 34)],
              rows=[[*_line(one), _term(one)] for one in _concluded(register, year)], empty=_("None.")),
        Table(title=_("Ended in the year"), columns=[partner, kind, signed, (_("How"), 34)],
              rows=[[*_line(one), how] for one, how in _ended(register, year)], empty=_("None.")),
        Table(title=_("Commitments by state"), columns=[(_("State"), 16), partner, (_("Commitment"), 42),
              (_("Due"), 16)], rows=_by_state(promised, place), empty=_("No commitment is on record."),
              note=_("Silent: nothing was heard of it for more than six months. That is not the same as not done.")),
    ]  # fmt: skip


def _line(one: Held) -> list[str]:
    return [", ".join(one.partners), one.instrument.get_kind_display(), _when(one.signed) if one.signed else "–"]


def _unclear(register: Iterable[Held]) -> list[Held]:
    return [one for one in register if not one.is_over and one.course.standing not in IN_FORCE]


def _term(one: Held) -> str:
    return ", ".join(filter(None, (_until(one), one.renewal)))


def _until(one: Held) -> str:
    last = one.course.last_day
    return _("until %(day)s") % {"day": _day(last)} if last else ""


def _results(promised: Iterable[Stood], year: int, place: Place) -> list[list[str]]:
    found = [
        (news, one) for one in promised for news in one.commitment.news.all()
        if news.heard_on.year == year and news.is_done and counts(news)
    ]  # fmt: skip
    found.sort(key=lambda pair: (pair[0].heard_on, pair[1].commitment.key))
    return [[_day(news.heard_on), _partners(one, place), one.title, _told(news)] for news, one in found]


def _told(news: News) -> str:
    proof = _("with evidence") if has_evidence(news) else _("without evidence")
    judged = list(news.judgements.all())
    who = _("reported by the other side, accepted") if judged and judged[-1].verdict == Verdict.ACCEPTED else ""
    return "; ".join(filter(None, (news.text, who, proof)))


def _partners(one: Stood, place: Place) -> str:
    others = (party for party in one.commitment.instrument.parties.all() if party.place_id != place.pk)
    sides = (party.place or party.organisation for party in others)
    return " – ".join(name_of(side.names.all()) for side in sides if side)


def _by_state(promised: Iterable[Stood], place: Place) -> list[list[str]]:
    ordered = sorted(promised, key=lambda one: (one.now.state, one.now.due_on or datetime.date.max))
    return [
        [
            one.stands,
            _partners(one, place),
            choose(one.commitment.names),
            _day(one.now.due_on) if one.now.due_on else "–",
        ]
        for one in ordered
    ]


def _when(event: LifeEvent) -> str:
    return _day(event.done_on) if event.done_on else str(event.year or "–")


def _day(day: datetime.date) -> str:
    return date_format(day, "DATE_FORMAT")
