"""A city's register: how each of its instruments stands, and what must be done until when."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kirmash.agreements.deadlines import (
    Course,
    Deadline,
    DeadlineKind,
    Execution,
    Happened,
    Renewal,
    Standing,
    Term,
    Turn,
    course,
)
from kirmash.agreements.models.commitment import Commitment, ExecutionLabel
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent
from kirmash.agreements.models.route import Step
from kirmash.agreements.models.term import Beginning, MatterLabel, StandingLabel
from kirmash.agreements.models.term import Renewal as RenewalLabel
from kirmash.agreements.queries.clearance import NEEDED, clearance
from kirmash.agreements.queries.execution import OF_NEWS, stood
from kirmash.base.texts import choose
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

#: How an instrument that is over stands.
OVER = frozenset({Standing.ENDED, Standing.LAPSED})
_TURNS = set(Turn)
_READ: tuple[str, ...] = (
    "parties__place__names", "parties__organisation__names", "events", "commitments__news", "parties__loans",
    "group__sessions", *(f"commitments__{one}" for one in OF_NEWS), *NEEDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An instrument as a city holds it: with whom, since when, how it stands."""

    instrument: Instrument
    partners: Sequence[str]
    signed: LifeEvent | None
    course: Course
    promises: Sequence[tuple[Commitment, Execution, datetime.date | None]]

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        return str(StandingLabel(self.course.standing).label)

    @property
    def renewal(self) -> str:
        """What renews it, in words."""
        term = getattr(self.instrument, "term", None)
        return str(term.get_renewal_display()) if term else str(RenewalLabel.UNKNOWN.label)

    @property
    def is_over(self) -> bool:
        """Whether it binds nobody any more."""
        return self.course.standing in OVER

    @property
    def next_deadline(self) -> Deadline | None:
        """The deadline that comes first."""
        return next(iter(self.course.deadlines), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something that a city has to see to: a deadline or a commitment, with its day."""

    held: Held
    on: datetime.date | None
    kind: DeadlineKind
    is_late: bool
    commitment: Commitment | None = None
    state: Execution | None = None
    step: Step | None = None

    @property
    def what(self) -> str:
        """What is to be done, in words."""
        if self.step:
            return f"{MatterLabel(self.kind).label}: {self.step.get_kind_display()}"
        return choose(self.commitment.names) if self.commitment else str(MatterLabel(self.kind).label)

    @property
    def stands(self) -> str:
        """How the commitment stands, in words."""
        return str(ExecutionLabel(self.state).label) if self.state else ""


def register_of(place: Place, today: datetime.date) -> list[Held]:
    """Return all instruments of a city or a region, the partner's name first; as many queries whatever their number."""
    rows = register_rows().filter(parties__place=place).distinct()
    found = [held(instrument, place, today) for instrument in rows]
    return sorted(found, key=lambda one: (one.partners, _signed_key(one)))


def register_rows() -> QuerySet[Instrument]:
    """Return instruments with all that a register says of them."""
    return Instrument.objects.select_related("term", "fair", "signing").prefetch_related(*_READ)


def held(instrument: Instrument, place: Place | None, today: datetime.date) -> Held:
    """Return an instrument as a city holds it; as nobody's, with all its parties."""
    others = [party for party in instrument.parties.all() if place is None or party.place_id != place.pk]
    named = [party.place or party.organisation for party in others]
    events = list(instrument.events.all())
    signed = next((event for event in events if event.act == Act.SIGNED), None)
    return Held(
        instrument=instrument,
        partners=[name_of(one.names.all()) for one in named if one],
        signed=signed,
        course=course(term_of(instrument, events), turns_of(events), today),
        promises=[_promise(commitment, events, today) for commitment in instrument.commitments.all()],
    )


def matters_of(register: Iterable[Held], today: datetime.date, within_days: int) -> list[Matter]:
    """Return what is late, silent, or due within so many days; what is most urgent first."""
    last = today + datetime.timedelta(days=within_days)
    found = [matter for one in register for matter in _matters(one, today) if matter.on is None or matter.on <= last]
    return sorted(found, key=lambda matter: (matter.on or datetime.date.max, matter.held.partners))


def _matters(one: Held, today: datetime.date) -> Iterator[Matter]:
    for deadline in one.course.deadlines:
        yield Matter(held=one, on=deadline.on, kind=deadline.kind, is_late=deadline.on < today)
    control = one.instrument.control_on
    if control:
        yield Matter(held=one, on=control, kind=DeadlineKind.CONTROL, is_late=control < today)
    yield from _steps(one, today)
    for kind, day in _days_of_file(one.instrument):
        yield Matter(held=one, on=day, kind=kind, is_late=day < today)
    for commitment, state, due in one.promises:
        if state in {Execution.DUE, Execution.LATE, Execution.SILENT} and (due or state == Execution.SILENT):
            yield Matter(
                held=one, on=due, kind=DeadlineKind.COMMITMENT, is_late=state != Execution.DUE, commitment=commitment,
                state=state,
            )  # fmt: skip


def _steps(one: Held, today: datetime.date) -> Iterator[Matter]:
    """Yield the steps of the approval that are open before a planned signature."""
    if one.signed or not hasattr(one.instrument, "signing"):
        return
    steps = {step.position: step for step in one.instrument.steps.all()}
    for judged in clearance(one.instrument, today).open_steps:
        yield Matter(
            held=one, on=judged.due_on, kind=DeadlineKind.ROUTE_STEP, is_late=judged.is_late,
            step=steps[judged.facts.position],
        )  # fmt: skip


def _days_of_file(instrument: Instrument) -> Iterator[tuple[DeadlineKind, datetime.date]]:
    """Yield the days by which lent originals come back, and on which the working group is to meet."""
    for party in instrument.parties.all():
        yield from ((DeadlineKind.LOAN, loan.due_on) for loan in party.loans.all() if loan.back_on is None)
    for session in instrument.group.sessions.all() if hasattr(instrument, "group") else ():
        if session.planned_on and not session.held_on and not session.cancelled_why:
            yield DeadlineKind.SESSION, session.planned_on


def term_of(instrument: Instrument, events: Sequence[LifeEvent]) -> Term:
    """Return what is on record of the term; where its days contradict each other, its beginning is not known."""
    stored = getattr(instrument, "term", None)
    if stored is None:
        return Term(begins_on=_day_of(events, Act.SIGNED))
    begins = {
        Beginning.SIGNATURE: _day_of(events, Act.SIGNED),
        Beginning.IN_FORCE: _day_of(events, Act.IN_FORCE),
        Beginning.DAY: stored.begins_on,
    }[Beginning(stored.begins)]
    if begins and stored.ends_on and stored.ends_on < begins:
        begins = None  # the days contradict each other; a person must look
    return Term(
        begins_on=begins,
        months=stored.months,
        ends_on=stored.ends_on,
        renewal=Renewal(stored.renewal),
        renewal_months=stored.renewal_months,
        notice_months=stored.notice_months,
        notice_days=stored.notice_days,
        termination_days=stored.termination_days,
    )


def _day_of(events: Iterable[LifeEvent], act: str) -> datetime.date | None:
    return next((event.done_on for event in events if event.act == act and event.done_on), None)


def turns_of(events: Iterable[LifeEvent]) -> Iterator[Happened]:
    """Yield the turns; one of which only the year is known was on its last day, one without either long ago."""
    for event in events:
        if event.act in _TURNS:
            last = datetime.date(event.year, 12, 31) if event.year else datetime.date.min
            yield Happened(turn=Turn(event.act), on=event.done_on or last, until=event.until)


def _promise(
    commitment: Commitment, events: Sequence[LifeEvent], today: datetime.date
) -> tuple[Commitment, Execution, datetime.date | None]:
    """Return how a commitment stands, and the day on which it falls due next, or fell due."""
    now = stood(commitment, events, today).now
    return commitment, now.state, now.due_on


def _signed_key(one: Held) -> tuple[datetime.date, str]:
    day = one.signed.done_on if one.signed else None
    year = one.signed.year if one.signed else None
    return day or (datetime.date(year, 1, 1) if year else datetime.date.max), one.instrument.key
