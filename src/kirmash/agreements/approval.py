"""Whether an instrument may be signed: the steps of its approval, counted back from the planned day."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class StepState(StrEnum):
    """How a step stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"
    #: It was approved for an earlier text.
    ANEW = "anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """A step with the last word on it; ``version`` is the number of the text that the word was about."""

    position: int
    lead_days: int
    is_legal: bool = False
    is_of_text: bool = True
    must: bool = True
    outcome: StepState = StepState.WAITING
    version: int | None = None
    decided_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a step stands on a day: its state, until when it is due, and whether that has passed."""

    facts: StepFacts
    state: StepState
    due_on: datetime.date | None
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Whether something is still to be decided."""
        return self.state is not StepState.APPROVED


class ClearanceState(StrEnum):
    """Whether an instrument may go to the signing desk."""

    CLEARED = "cleared"
    OVERRIDDEN = "overridden"
    NO_TEXT = "no-text"
    NOT_FROZEN = "not-frozen"
    OPEN_STEPS = "open-steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Whether an instrument may be signed, and what stands in the way."""

    state: ClearanceState
    steps: Sequence[Judged]
    latest: int | None
    frozen: int | None

    @property
    def may_be_signed(self) -> bool:
        """Whether it may go to the signing desk."""
        return self.state in {ClearanceState.CLEARED, ClearanceState.OVERRIDDEN}

    @property
    def open_steps(self) -> list[Judged]:
        """The steps without which nothing is signed, and which are not approved."""
        return [step for step in self.steps if step.is_open and step.facts.must]

    @property
    def may_be_frozen(self) -> bool:
        """Whether the legal departments have approved the latest text, and it is not frozen yet."""
        legal = [step for step in self.steps if step.facts.is_legal and step.facts.must]
        return self.latest is not None and self.latest != self.frozen and not any(step.is_open for step in legal)


def judge(step: StepFacts, *, planned_on: datetime.date | None, latest: int | None, today: datetime.date) -> Judged:
    """Return how a step stands; a word on an earlier text is asked for anew where the step is about the text."""
    state = step.outcome
    if state is StepState.APPROVED and step.is_of_text and step.version != latest:
        state = StepState.ANEW
    due = planned_on - datetime.timedelta(days=step.lead_days) if planned_on else None
    return Judged(
        facts=step, state=state, due_on=due, is_late=bool(due and due < today and state is not StepState.APPROVED)
    )


def clear(
    steps: Iterable[StepFacts],
    *,
    planned_on: datetime.date | None,
    latest: int | None,
    frozen: int | None,
    overridden: tuple[int | None, frozenset[int]] | None,
    today: datetime.date,
) -> Clearance:
    """Return whether an instrument may be signed.

    ``latest`` and ``frozen`` are numbers of texts. ``overridden`` is the last override, with the text that it was
    about and the steps that were open then; it holds for that text and for those steps alone.
    """
    judged = [judge(step, planned_on=planned_on, latest=latest, today=today) for step in steps]
    blocking = {step.facts.position for step in judged if step.is_open and step.facts.must}
    if latest is not None and frozen == latest and not blocking:
        state = ClearanceState.CLEARED
    elif overridden and overridden[0] == latest and blocking <= overridden[1]:
        state = ClearanceState.OVERRIDDEN
    elif latest is None:
        state = ClearanceState.NO_TEXT
    else:
        state = ClearanceState.OPEN_STEPS if blocking else ClearanceState.NOT_FROZEN
    return Clearance(state=state, steps=judged, latest=latest, frozen=frozen)
