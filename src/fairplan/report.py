"""The words that every engine shares: limits, statuses, breaches, results."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic  # noqa: TID251 - a Limit is the one clock of the engines
from typing import Generic, TypeVar

SMALLEST = 200
PlanType = TypeVar("PlanType")


class Status(StrEnum):
    """How a run ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long an engine may try.

    ``seconds`` is wall time, for people who wait; ``work`` counts steps of the engine (conflicts of a
    SAT solver), for results that can be repeated. ``None`` means no limit.
    """

    seconds: float | None = None
    work: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("seconds", self.seconds), ("work", self.work)):
            if value is not None and value < 0:
                message = f"a limit of {value} {name} cannot be kept: it is negative"
                raise ValueError(message)

    def start(self, *, clock: Callable[[], float] = monotonic) -> "Stopwatch":
        """Return a stopwatch that began now."""
        return Stopwatch(limit=self, clock=clock)


class Stopwatch:
    """Counts the time and the work of one run against its limit."""

    def __init__(self, *, limit: Limit, clock: Callable[[], float]) -> None:
        self.limit = limit
        self.work = 0
        self._clock = clock
        self._began = clock()

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return self._clock() - self._began

    def is_over(self) -> bool:
        """Say whether the limit is reached."""
        late = self.limit.seconds is not None and self.seconds() >= self.limit.seconds
        return late or (self.limit.work is not None and self.work >= self.limit.work)

    def allowance(self, portion: int) -> int:
        """Return how much work may be done before the limit is looked at again, at most a portion.

        Where time is limited, it is what the pace up to here lets expect in the time left.
        """
        if self.limit.seconds is not None and self.work:
            seconds = self.seconds()
            portion = min(portion, max(SMALLEST, int(self.work * (self.limit.seconds - seconds) / max(seconds, 0.001))))
        return portion if self.limit.work is None else max(0, min(portion, self.limit.work - self.work))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Breach:
    """One violation of one rule: the rule's name and the ids of what breaks it."""

    rule: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[PlanType]):
    """What a run found: a plan or none, how far it is proved, and what it cost.

    ``bound`` is a lower bound on the plan's first measure that was not yet proved; ``contradiction``
    holds the ids that cannot all be granted when the status is infeasible.
    """

    status: Status
    plan: PlanType | None
    bound: int
    seconds: float
    work: int
    contradiction: tuple[str, ...] = ()
