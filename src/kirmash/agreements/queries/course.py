"""What stands on the time line of an instrument: its periods, what happened, its deadlines and duties."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kirmash.agreements.deadlines import (
    ENDS,
    MOST_PERIODS,
    Course,
    DeadlineKind,
    Happened,
    Promise,
    Renewal,
    Term,
    Turn,
    course,
    execution,
    months_later,
    recurrences,
)
from kirmash.agreements.models.instrument import Happening
from kirmash.agreements.models.term import MatterLabel
from kirmash.agreements.models.term import Renewal as RenewalLabel
from kirmash.agreements.queries.register import SILENT_AFTER
from kirmash.base.texts import locale_of


class State(StrEnum):
    """How a bar or a point is drawn."""

    RUNNING = "running"
    EXPECTED = "expected"
    SUSPENDED = "suspended"
    TURN = "turn"
    DEADLINE = "deadline"
    DUE = "due"
    DONE = "done"
    LATE = "late"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What the parties promised, in the reader's words: its first due day, how often again, on which due days done."""

    name: str
    due_on: datetime.date
    every_months: int | None = None
    done: frozenset[datetime.date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time; ``until`` is its last day."""

    since: datetime.date
    until: datetime.date
    state: State
    #: It goes on after the last day that is drawn.
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day on which something happened or must be done."""

    on: datetime.date
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is drawn on one track, with its words and a quiet line below them."""

    name: str
    note: str
    spans: tuple[Span, ...] = ()
    points: tuple[Point, ...] = ()


def rows_of(
    term: Term,
    happened: Sequence[Happened],
    duties: Sequence[Duty],
    *,
    today: datetime.date,
    until: datetime.date,
) -> tuple[Row, ...]:
    """Return the rows of a time line up to a day: the term, what happened, deadlines, and the duties as they fall due.

    A term that renews itself is drawn on, as expected, until a day or a notice stops it.
    """
    stands = course(term, happened, today)
    rows = [*_term(term, stands, today, until), *_suspended(happened, stands, until)]
    rows += [
        Row(name=str(Happening(one.turn).label).capitalize(), note=short(one.on),
            points=(Point(on=one.on, state=State.TURN),))
        for one in sorted(happened, key=lambda one: one.on)
        if one.turn not in {Turn.SUSPENDED, Turn.RESUMED} and one.on <= until
    ]  # fmt: skip
    rows += [
        Row(name=_sentence(str(MatterLabel(one.kind).label)), note=short(one.on),
            points=(Point(on=one.on, state=State.LATE if one.on < today else State.DEADLINE),))
        for one in stands.deadlines
        if one.on <= until
    ]  # fmt: skip
    last = min(until, stands.ended_on) if stands.ended_on else until
    rows += [_duty(duty, today, last) for duty in duties if duty.due_on <= last]
    return tuple(rows)


def short(day: datetime.date) -> str:
    """Return a day as the reader's language writes it shortly."""
    return str(format_skeleton("yMMMd", day, locale=locale_of()))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _term(term: Term, stands: Course, today: datetime.date, until: datetime.date) -> Iterator[Row]:
    """Yield the row of the periods: those that were or run, and those that tacit renewal would bring."""
    spans = [
        Span(since=since, until=min(end or until, stands.ended_on or until, until), state=State.RUNNING,
             is_open=end is None and stands.ended_on is None)
        for since, end in stands.periods
        if since and since <= min(until, stands.ended_on or until)
    ]  # fmt: skip
    if not spans:
        return
    last = stands.periods[-1][1]
    if last and term.renewal == Renewal.TACIT and stands.ended_on is None and not _is_ending(stands):
        spans += _expected(last, term.next_months, until)
    yield Row(name=_("Term"), note=str(RenewalLabel(term.renewal).label), spans=tuple(spans))


def _is_ending(stands: Course) -> bool:
    return any(one.kind == DeadlineKind.ENDS_BY_NOTICE for one in stands.deadlines)


def _expected(last: datetime.date, months: int | None, until: datetime.date) -> Iterator[Span]:
    for _number in range(MOST_PERIODS):
        if last >= until or not months:
            return
        since, last = last + datetime.timedelta(days=1), months_later(last, months)
        yield Span(since=since, until=min(last, until), state=State.EXPECTED, is_open=last > until)


def _suspended(happened: Sequence[Happened], stands: Course, until: datetime.date) -> Iterator[Row]:
    """Yield the row of the times in which the instrument was suspended, if there were any."""
    spans, since = [], None
    for one in sorted(happened, key=lambda one: one.on):
        if one.turn == Turn.SUSPENDED and since is None and one.on <= until:
            since = one.on
        elif since and one.turn in {Turn.RESUMED, *ENDS}:
            spans.append(Span(since=since, until=min(one.on, until), state=State.SUSPENDED))
            since = None
    if since:
        last = max(since, min(until, stands.ended_on or until))
        spans.append(Span(since=since, until=last, state=State.SUSPENDED, is_open=stands.ended_on is None))
    if spans:
        yield Row(name=_sentence(str(Happening(Turn.SUSPENDED).label)), note=short(spans[0].since), spans=tuple(spans))


def _duty(duty: Duty, today: datetime.date, until: datetime.date) -> Row:
    days = list(recurrences(duty.due_on, duty.every_months, until))
    points = tuple(Point(on=day, state=_state(day, today, is_done=day in duty.done)) for day in days)
    coming = next((point.on for point in points if point.state is State.DUE), None)
    notes = [_often(duty.every_months)] if duty.every_months else []
    notes += [_("next {day}").format(day=short(coming))] if coming else []
    return Row(name=duty.name, note=", ".join(notes) or short(days[-1]), points=points)


def _state(due_on: datetime.date, today: datetime.date, *, is_done: bool) -> State:
    promise = Promise(made_on=None, due_on=due_on, done_on=due_on if is_done else None)
    return State.DONE if is_done else State(execution(promise, today, SILENT_AFTER))


def _often(months: int) -> str:
    if months in {1, 12}:
        return _("every month") if months == 1 else _("every year")
    if months % 12:
        return ngettext("every {n} month", "every {n} months", months).format(n=months)
    return ngettext("every {n} year", "every {n} years", months // 12).format(n=months // 12)
