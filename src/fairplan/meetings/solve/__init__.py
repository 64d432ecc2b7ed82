"""A problem is solved into a plan, exactly where the limit allows; ``exact`` searches, ``model`` states the rules."""

from fairplan.meetings.plan import Plan
from fairplan.meetings.problem import Aim, Problem
from fairplan.meetings.solve.counting import Costs
from fairplan.meetings.solve.exact import Descent, Search, Truth
from fairplan.meetings.solve.model import Model
from fairplan.meetings.solve.reasons import contradiction, refusals
from fairplan.report import Limit, Result, Status, Stopwatch


def solve(problem: Problem, *, limit: Limit, seed: int) -> Result[Plan]:
    """Return the best plan found within the limit; optimal only where every aim is proved.

    The result's bound is a lower bound on the breaks under the worth that the plan has.
    """
    watch = limit.start()
    model = Model(problem)
    stages = [(aim, costs) for aim in problem.aims for costs in model.costs(aim)]
    with Search(model, watch=watch, seed=seed) as search:
        answer = search.ask()
        if answer is None:
            return _result(Status.UNKNOWN, None, 0, watch)
        if not answer:
            found = contradiction(problem, watch=watch, seed=seed)
            return _result(Status.INFEASIBLE, None, 0, watch, found)
        truth, bound, proved = _descend(stages, search)
    plan = model.plan(truth)
    plan = Plan(meetings=plan.meetings, refusals=refusals(problem, plan))
    return _result(Status.OPTIMAL if proved else Status.FEASIBLE, plan, bound, watch)


def _descend(stages: list[tuple[Aim, Costs]], search: Search) -> tuple[Truth, int, bool]:
    """Settle the aims in their order; return the best model, the bound on the breaks, and whether all is proved."""
    truth, bound = search.truth(), 0
    for aim, costs in stages:
        descent = Descent(search, costs, truth)
        descent.run()
        truth = descent.truth
        if aim is Aim.BREAKS:
            bound = descent.lower
        if descent.lower < descent.upper:
            return truth, bound, False
    return truth, bound, True


def _result(
    status: Status, plan: Plan | None, bound: int, watch: Stopwatch, found: tuple[str, ...] = ()
) -> Result[Plan]:
    return Result(status=status, plan=plan, bound=bound, seconds=watch.seconds(), work=watch.work, contradiction=found)
