"""Funnels: of so many, how many reached which stage until a day; each with what it counts.

A rate is worth something only with its denominator, the definition of its stage and a cut-off day:
follow-up rates of investment summits that count the purchase of land as conversion differ threefold.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDefinition:
    """A stage of a funnel: its key, its name, and what counts as having reached it."""

    key: str
    label: str
    definition: str

    def __post_init__(self) -> None:
        for name in ("key", "label", "definition"):
            if not getattr(self, name).strip():
                sentence = f"a stage of a funnel needs its {name}"
                raise ValueError(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One of those that are counted: when it entered, and when it reached which stage."""

    key: str
    entered_on: datetime.date | None
    reached: Mapping[str, datetime.date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A stage with how many reached it; ``per_mille`` is of the denominator."""

    stage: StageDefinition
    count: int
    per_mille: int | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How many of those that entered until a day reached each stage until that day."""

    denominator: str
    cut_off: datetime.date
    total: int
    levels: tuple[Level, ...]
    #: Those whose day of entry is not known; they are not counted, and said to be.
    undated: int


def funnel(
    cases: Iterable[Case], stages: Sequence[StageDefinition], *, denominator: str, cut_off: datetime.date
) -> Funnel:
    """Count a funnel; a case counts at a stage if it reached that stage or a later one until the cut-off day.

    A stage that is known to be reached, but not when, does not count. Raises ``ValueError`` without a
    denominator or stages.
    """
    if not denominator.strip():
        raise ValueError("a funnel needs its denominator")
    if not stages or len({stage.key for stage in stages}) < len(stages):
        raise ValueError("a funnel needs stages, each once")
    known = list(cases)
    entered = [case for case in known if case.entered_on is not None and case.entered_on <= cut_off]
    levels = []
    for place, stage in enumerate(stages):
        later = [one.key for one in stages[place:]]
        keys = tuple(case.key for case in entered if _reached(case, later, cut_off))
        rate = round(1000 * len(keys) / len(entered)) if entered else None
        levels.append(Level(stage=stage, count=len(keys), per_mille=rate, keys=keys))
    undated = sum(case.entered_on is None for case in known)
    return Funnel(denominator=denominator, cut_off=cut_off, total=len(entered), levels=tuple(levels), undated=undated)


def _reached(case: Case, stages: Iterable[str], cut_off: datetime.date) -> bool:
    days = (case.reached.get(stage) for stage in stages)
    return any(day is not None and day <= cut_off for day in days)
