"""The states of a commitment: one for each day on which it falls due."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kirmash.agreements.deadlines import Execution, Promise, execution, months_later, recurrences


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard of a commitment; ``counts`` is false for what the other side reports until it is accepted."""

    on: datetime.date
    is_done: bool
    due_on: datetime.date | None = None
    counts: bool = True
    has_evidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A commitment as it was made: when, until when, how often, whether it was dropped."""

    made_on: datetime.date | None
    due_on: datetime.date | None = None
    every_months: int | None = None
    dropped_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """How a commitment stands for one of its due days, or as a whole where it has none."""

    due_on: datetime.date | None
    state: Execution
    heard_on: datetime.date | None = None
    done_on: datetime.date | None = None
    #: Somebody says that it is done, and nobody here has accepted that yet.
    is_reported: bool = False
    has_evidence: bool = False


def occurrences(
    made: Made, heard: Iterable[Heard], today: datetime.date, silent_after_months: int
) -> tuple[Occurrence, ...]:
    """Return how a commitment stands for each due day so far and for the next one; for its only one otherwise.

    News without a due day are about the due day that came next when they were heard.
    """
    said = sorted(heard, key=lambda one: one.on)
    if made.due_on is None or not made.every_months:
        return (_occurrence(made, made.due_on, made.made_on, said, (today, silent_after_months)),)
    ahead = months_later(max(today, made.due_on), made.every_months)
    days = _until_next(list(recurrences(made.due_on, made.every_months, ahead)), today)
    by_day: dict[datetime.date, list[Heard]] = {day: [] for day in days}
    for one in said:
        by_day[_meant(one, days)].append(one)
    begins = [made.made_on, *days]
    return tuple(
        _occurrence(made, day, begins[place], by_day[day], (today, silent_after_months))
        for place, day in enumerate(days)
        if place == 0 or made.dropped_on is None or days[place - 1] <= made.dropped_on
    )


def present(found: Sequence[Occurrence]) -> Occurrence:
    """Return the occurrence that counts now: the first that is open, or else the last."""
    open_ones = (one for one in found if one.state not in {Execution.DONE, Execution.DROPPED})
    return next(open_ones, found[-1])


def _until_next(days: list[datetime.date], today: datetime.date) -> list[datetime.date]:
    """Return the days so far, and the first that is to come."""
    past = [day for day in days if day < today]
    coming = [day for day in days if day >= today]
    return [*past, *coming[:1]]


def _meant(one: Heard, days: Sequence[datetime.date]) -> datetime.date:
    if one.due_on is not None and one.due_on in days:
        return one.due_on
    return next((day for day in days if day >= (one.due_on or one.on)), days[-1])


def _occurrence(
    made: Made,
    due_on: datetime.date | None,
    begins: datetime.date | None,
    said: Sequence[Heard],
    asked: tuple[datetime.date, int],
) -> Occurrence:
    today, silent_after_months = asked
    known = [one for one in said if one.on <= today]
    done = [one for one in known if one.is_done and one.counts]
    heard_on = max((one.on for one in known), default=None)
    done_on = done[-1].on if done else None
    was_dropped_after = bool(done_on and made.dropped_on and done_on <= made.dropped_on)
    promise = Promise(
        made_on=begins,
        due_on=due_on,
        done_on=done_on,
        dropped_on=None if was_dropped_after else made.dropped_on,
        heard_on=heard_on,
    )
    return Occurrence(
        due_on=due_on,
        state=execution(promise, today, silent_after_months),
        heard_on=heard_on,
        done_on=done_on,
        is_reported=not done and any(one.is_done for one in known),
        has_evidence=any(one.has_evidence for one in done),
    )
