"""Whether an instrument on record may be signed."""

import datetime
from collections.abc import Iterable

from kirmash.agreements.approval import Clearance, StepFacts, StepState, clear
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.route import Step, StepKind

#: What :func:`clearance` reads; fetch it beforehand for many instruments.
NEEDED = ("texts__freeze", "steps__decisions__version", "overrides__version", "signing")


def clearance(instrument: Instrument, today: datetime.date) -> Clearance:
    """Return whether the instrument may go to the signing desk, and what stands in the way."""
    texts = list(instrument.texts.all())
    frozen = [text.number for text in texts if hasattr(text, "freeze")]
    signing = getattr(instrument, "signing", None)
    override = max(instrument.overrides.all(), key=lambda one: one.pk, default=None)
    return clear(
        facts_of(instrument.steps.all()),
        planned_on=signing.planned_on if signing else None,
        latest=max((text.number for text in texts), default=None),
        frozen=max(frozen, default=None),
        overridden=(
            (override.version.number if override.version else None, frozenset(override.open_steps))
            if override
            else None
        ),
        today=today,
    )


def facts_of(steps: Iterable[Step]) -> list[StepFacts]:
    """Return steps with the last word on each."""
    return [_facts(step) for step in steps]


def _facts(step: Step) -> StepFacts:
    last = max(step.decisions.all(), key=lambda one: one.pk, default=None)
    return StepFacts(
        position=step.position,
        lead_days=step.lead_days,
        is_legal=step.kind == StepKind.LEGAL,
        is_of_text=step.is_of_text,
        must=step.must,
        outcome=StepState(last.outcome) if last else StepState.WAITING,
        version=last.version.number if last and last.version else None,
        decided_on=last.decided_on if last else None,
    )
