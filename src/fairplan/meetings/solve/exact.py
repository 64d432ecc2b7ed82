"""Exact search on the formula: a first plan, then each aim in its order, bounds from both sides.

The lower bound rises by refuting "at most k" under assumptions, learned clauses kept; see
``docs/engines/meetings.md`` for what was tried beside it.
"""

from collections.abc import Sequence

from pysat.solvers import Solver

from fairplan.meetings.solve.model import Model
from fairplan.report import Stopwatch

SOLVER = "cadical153"
PORTION = 4000
CHEAP = 1000
SETTINGS = {"phase": 0}
Truth = list[int]


class Search:
    """One incremental solver on one model, within a limit."""

    def __init__(self, model: Model, *, watch: Stopwatch, seed: int) -> None:
        self.model = model
        self.watch = watch
        self.lower = 0
        self._added = 0
        self._solver = Solver(name=SOLVER)
        self._solver.configure({**SETTINGS, "seed": seed})

    def __enter__(self) -> "Search":
        return self

    def __exit__(self, *_how: object) -> None:
        self._solver.delete()

    def ask(self, assumptions: Sequence[int] = (), *, most: int | None = None) -> bool | None:
        """Say whether the formula can be satisfied, or ``None`` where the limit, or a most of work, came first.

        A first portion is granted even where building the formula took all the seconds: late is better than nothing.
        """
        clauses = self.model.formula.clauses
        for clause in clauses[self._added :]:
            self._solver.add_clause(clause)
        self._added = len(clauses)
        portion = most or PORTION
        late_start = self.watch.limit.work is None and self.watch.work == 0
        while late_start or not self.watch.is_over():
            late_start = False
            before = self._conflicts()
            self._solver.conf_budget(self.watch.allowance(portion))
            answer: bool | None = self._solver.solve_limited(assumptions=list(assumptions))
            self.watch.work += self._conflicts() - before
            if answer is not None or most is not None:
                return answer
            portion *= 2  # a solver loses its thread at each interruption, so these become rare
        return None

    def truth(self) -> Truth:
        """Return the last model found."""
        truth: Truth = self._solver.get_model()
        return [*truth, *(-free for free in range(len(truth) + 1, self.model.formula.variables + 1))]

    def core(self) -> list[int]:
        """Return assumptions that cannot hold together."""
        return self._solver.get_core() or []

    def _conflicts(self) -> int:
        return int(self._solver.accum_stats()["conflicts"])


def spent(costs: Sequence[tuple[int, int]], truth: Truth) -> int:
    """Return what a model costs."""
    return sum(weight for weight, literal in costs if (truth[abs(literal) - 1] > 0) == (literal > 0))


class Descent:
    """One stage: make a sum of weights as small as it gets, and fix it there."""

    def __init__(self, search: Search, costs: Sequence[tuple[int, int]], truth: Truth) -> None:
        self.search = search
        self.costs = costs
        self.truth = truth
        self.lower = 0
        self.upper = spent(costs, truth)
        self._reached = search.model.formula.sums(costs, self.upper + 1)
        self._values = sorted(self._reached)

    def run(self) -> None:
        """Halve the sum while that is cheap, then close the gap; leave the sum bounded by what was found."""
        while self.upper > self.lower:
            if self._try((self.lower + self.upper) // 2, most=CHEAP) is not True:
                break
        weighted = any(weight > 1 for weight, _literal in self.costs)
        while self.upper > self.lower:
            if self._try(self.upper - 1 if weighted else self.lower) is None:
                break
        self._forbid_above(self.upper)

    def _above(self, value: int) -> list[int]:
        following = next((other for other in self._values if other > value), None)
        return [] if following is None else [-self._reached[following]]

    def _forbid_above(self, value: int) -> None:
        for literal in self._above(value):
            self.search.model.formula.add(literal)

    def _try(self, value: int, most: int | None = None) -> bool | None:
        """Ask for a sum of a value at most; move the bound that the answer moves."""
        assumptions = self._above(value)
        answer = self.search.ask(assumptions, most=most)
        if answer:
            self.truth = self.search.truth()
            self.upper = spent(self.costs, self.truth)
            self._forbid_above(self.upper)
        elif answer is False:
            self.lower = next(other for other in self._values if other > value)
            self.search.model.formula.add(*(-literal for literal in assumptions))
        return answer
