"""When an instrument ends, until when something must be done about it, and how its commitments stand.

A period ends on the day of the same number so many months later, the last day included (Regulation (EEC,
Euratom) No 1182/71, article 3; Civil Code of the Russian Federation, article 192; of Belarus, article 193).
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

#: So many periods of tacit renewal are computed at most.
MOST_PERIODS = 200


class Renewal(StrEnum):
    """What happens when the term of an instrument ends."""

    NONE = "none"
    TACIT = "tacit"
    ON_NOTICE = "on-notice"
    ON_NEW_SIGNATURE = "on-new-signature"
    OPEN_ENDED = "open-ended"
    UNKNOWN = "unknown"


class Turn(StrEnum):
    """What happens to an instrument after it was concluded."""

    RENEWED = "renewed"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    NOTICE = "notice-given"
    TERMINATED = "terminated"
    LAPSED = "lapsed"
    UPGRADED = "upgraded"


#: After these an instrument has no more life.
ENDS = (Turn.TERMINATED, Turn.LAPSED, Turn.UPGRADED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long an instrument runs: months, or a last day; what renews it; days of notice.

    ``notice_months`` and ``notice_days`` before the last day a party must have written, to renew it or to prevent that;
    a notice of termination takes effect ``termination_days`` after it was given.
    """

    begins_on: datetime.date | None = None
    months: int | None = None
    ends_on: datetime.date | None = None
    renewal: Renewal = Renewal.UNKNOWN
    renewal_months: int | None = None
    notice_months: int = 0
    notice_days: int = 0
    termination_days: int | None = None

    def __post_init__(self) -> None:
        for name in ("months", "renewal_months"):
            value = getattr(self, name)
            if value is not None and value < 1:
                sentence = f"{name}: {value} is no number of months"
                raise ValueError(sentence)
        if min(self.notice_months, self.notice_days) < 0 or (self.termination_days or 0) < 0:
            raise ValueError("a notice is not given after the last day")
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValueError("ends_on: the last day is before the first")

    @property
    def first_end(self) -> datetime.date | None:
        """The last day of the first period; None if there is none, or it is not known."""
        if self.renewal == Renewal.OPEN_ENDED:
            return None
        if self.ends_on:
            return self.ends_on
        return months_later(self.begins_on, self.months) if self.begins_on and self.months else None

    def notice_by(self, last: datetime.date) -> datetime.date:
        """Return the last day on which a party may write about the period that ends on a day."""
        return months_later(last, -self.notice_months) - datetime.timedelta(days=self.notice_days)

    @property
    def next_months(self) -> int | None:
        """The length of each further period: as stated, or as long as the first."""
        if self.renewal_months or self.months:
            return self.renewal_months or self.months
        if self.begins_on and self.ends_on:
            return max(1, round((self.ends_on - self.begins_on).days / 30.44))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A turn in the life of an instrument."""

    turn: Turn
    on: datetime.date
    #: For a renewal, the new last day where it is stated.
    until: datetime.date | None = None


class Standing(StrEnum):
    """How an instrument stands on a day."""

    NOT_YET = "not-yet"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDING = "ending"
    ENDED = "ended"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


class DeadlineKind(StrEnum):
    """What must be done until a day, or happens on it."""

    RENEW_BY_NOTICE = "renew-by-notice"
    PREVENT_RENEWAL = "prevent-renewal"
    SIGN_ANEW = "sign-anew"
    LAST_DAY = "last-day"
    ENDS_BY_NOTICE = "ends-by-notice"
    CONTROL = "control"
    COMMITMENT = "commitment"
    ROUTE_STEP = "route-step"
    LOAN = "loan"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Deadline:
    """A day until which something is to be done; ``period_ends`` is the last day that it is about."""

    on: datetime.date
    kind: DeadlineKind
    period_ends: datetime.date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The life of an instrument as far as it can be computed on a day."""

    standing: Standing
    periods: Sequence[tuple[datetime.date | None, datetime.date | None]]
    ended_on: datetime.date | None = None
    deadlines: Sequence[Deadline] = ()

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of the period that runs, or of the last one."""
        return self.ended_on or (self.periods[-1][1] if self.periods else None)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the day of the same number so many months later; the last of the month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, datetime.MINYEAR), datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def course(term: Term, happened: Iterable[Happened], today: datetime.date) -> Course:
    """Return how an instrument stands on a day, its periods so far, and the deadlines of the last one."""
    turns = sorted((one for one in happened if one.on <= today), key=lambda one: one.on)
    notice = _notice(turns)
    by_notice = notice.on + datetime.timedelta(days=term.termination_days or 0) if notice else None
    if term.termination_days is None:
        by_notice = None
    periods = list(_periods(term, turns, today, notice))
    last = periods[-1][1]
    end = next((one.on for one in reversed(turns) if one.turn in ENDS), None)
    if end or (by_notice and by_notice <= today):
        return Course(standing=Standing.ENDED, periods=periods, ended_on=end or by_notice)
    if last and last < today:
        if term.renewal == Renewal.UNKNOWN:
            return Course(standing=Standing.UNKNOWN, periods=periods)
        return Course(standing=Standing.LAPSED, periods=periods, ended_on=last)
    deadlines = tuple(sorted(_deadlines(term, last, by_notice, is_ending=notice is not None)))
    standing = _standing(term, turns, today, is_ending=notice is not None)
    return Course(standing=standing, periods=periods, deadlines=deadlines)


def _notice(turns: Sequence[Happened]) -> Happened | None:
    """Return the last notice of termination, unless the parties renewed after it."""
    said = [one for one in turns if one.turn in {Turn.NOTICE, Turn.RENEWED}]
    return said[-1] if said and said[-1].turn == Turn.NOTICE else None


def _standing(term: Term, turns: Sequence[Happened], today: datetime.date, *, is_ending: bool) -> Standing:
    held = [one.turn for one in turns if one.turn in {Turn.SUSPENDED, Turn.RESUMED}]
    if term.begins_on is None:
        return Standing.UNKNOWN
    if today < term.begins_on:
        return Standing.NOT_YET
    if held and held[-1] == Turn.SUSPENDED:
        return Standing.SUSPENDED
    return Standing.ENDING if is_ending else Standing.RUNNING


def _periods(
    term: Term, turns: Sequence[Happened], today: datetime.date, notice: Happened | None
) -> Iterator[tuple[datetime.date | None, datetime.date | None]]:
    """Yield the periods until the one in which a day lies.

    What is renewed in time runs on from the last day; what is signed again later runs from the new signature.
    """
    last, months = term.first_end, term.next_months
    renewals = [one for one in turns if one.turn == Turn.RENEWED]
    yield term.begins_on, last
    for _number in range(MOST_PERIODS):
        if last is None:
            return
        renewal = renewals[0] if renewals else None
        if renewal and renewal.on <= last:
            begins = last + datetime.timedelta(days=1)
            last = _until(renewals.pop(0), last, months)
        elif _renews_itself(term, last, today, notice):
            begins, last = last + datetime.timedelta(days=1), months_later(last, months or 1)
        elif renewal:
            begins = renewal.on
            last = _until(renewals.pop(0), begins, months)
        else:
            return
        yield begins, last


def _until(renewal: Happened, last: datetime.date, months: int | None) -> datetime.date | None:
    return renewal.until or (months_later(last, months) if months else None)


def _renews_itself(term: Term, last: datetime.date, today: datetime.date, notice: Happened | None) -> bool:
    if term.renewal != Renewal.TACIT or last >= today or not term.next_months:
        return False
    return notice is None or not _is_in_time(term, notice, last)


def _is_in_time(term: Term, notice: Happened, last: datetime.date) -> bool:
    return notice.on <= term.notice_by(last)


def _deadlines(
    term: Term, last: datetime.date | None, by_notice: datetime.date | None, *, is_ending: bool
) -> Iterator[Deadline]:
    if by_notice:
        yield Deadline(on=by_notice, kind=DeadlineKind.ENDS_BY_NOTICE, period_ends=by_notice)
    if last is None:
        return
    kind = {
        Renewal.TACIT: DeadlineKind.PREVENT_RENEWAL,
        Renewal.ON_NOTICE: DeadlineKind.RENEW_BY_NOTICE,
        Renewal.ON_NEW_SIGNATURE: DeadlineKind.SIGN_ANEW,
    }.get(term.renewal)
    if kind and not is_ending:
        yield Deadline(on=term.notice_by(last), kind=kind, period_ends=last)
    if term.renewal != Renewal.TACIT or is_ending:
        yield Deadline(on=last, kind=DeadlineKind.LAST_DAY, period_ends=last)


class Execution(StrEnum):
    """How a commitment stands on a day."""

    DUE = "due"
    DONE = "done"
    LATE = "late"
    SILENT = "silent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is known of a commitment: when it was made, until when, what was heard of it."""

    made_on: datetime.date | None
    due_on: datetime.date | None = None
    done_on: datetime.date | None = None
    dropped_on: datetime.date | None = None
    heard_on: datetime.date | None = None


def execution(promise: Promise, today: datetime.date, silent_after_months: int) -> Execution:
    """Return how a commitment stands; one of which nothing was heard for so many months is silent, not broken.

    The months count from the last news, or from the due day where that is later, or from when it was made.
    """
    if promise.dropped_on and promise.dropped_on <= today:
        return Execution.DROPPED
    if promise.done_on and promise.done_on <= today:
        return Execution.DONE
    known = [day for day in (promise.made_on, promise.heard_on, promise.due_on) if day]
    if known and months_later(max(known), silent_after_months) < today:
        return Execution.SILENT
    return Execution.LATE if promise.due_on and promise.due_on < today else Execution.DUE


def recurrences(first: datetime.date, every_months: int | None, until: datetime.date) -> Iterator[datetime.date]:
    """Yield the days on which a commitment falls due until a day: once, or again and again."""
    yield first
    if not every_months:
        return
    for number in range(1, MOST_PERIODS + 1):
        day = months_later(first, number * every_months)
        if day > until:
            return
        yield day
