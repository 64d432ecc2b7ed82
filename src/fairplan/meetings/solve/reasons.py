"""Why not: the reason of each refused request, and a smallest contradiction where there is no plan."""

from collections import Counter
from collections.abc import Iterator

from fairplan.meetings.plan import Meeting, Plan, Refusal
from fairplan.meetings.problem import Problem, Request
from fairplan.meetings.rules import check
from fairplan.meetings.solve.exact import Search
from fairplan.meetings.solve.model import Model
from fairplan.report import Breach, Stopwatch

CORE_WORK = 20_000


def contradiction(problem: Problem, *, watch: Stopwatch, seed: int) -> tuple[str, ...]:
    """Return ids that cannot all be granted, none of which can be left out, where the work suffices.

    Beside the ids of meetings, ``fairness`` stands for the bound on breaks.
    """
    model = Model(problem, released=True)
    alone = [task.id for task in problem.tasks if problem.is_hard(task) and not model.starts[task.id]]
    if alone:
        return (alone[0],)
    with Search(model, watch=watch, seed=seed) as search:
        if search.ask([*model.grants.values()], most=CORE_WORK) is not False:
            return ()
        core = smallest(search, search.core())
    return tuple(name for name, literal in model.grants.items() if literal in core)


def smallest(search: Search, literals: list[int]) -> list[int]:
    """Return of assumptions that cannot hold together some of which none can be left out."""
    core = sorted(literals)
    for literal in sorted(literals):
        rest = [other for other in core if other != literal]
        if literal in core and search.ask(rest, most=CORE_WORK // 10) is False:
            core = sorted(search.core())
    return core


def refusals(problem: Problem, plan: Plan) -> tuple[Refusal, ...]:
    """Return for each request that the plan leaves out the rule that stops most of its slots, and whom."""
    held = {meeting.id for meeting in plan.meetings}
    known = set(check(problem, plan))
    return tuple(_refusal(problem, plan, request, known) for request in problem.requests if request.id not in held)


def _refusal(problem: Problem, plan: Plan, request: Request, known: set[Breach]) -> Refusal:
    """Put the request in each of its slots and places in turn, and see what the rules say."""
    stopped: list[Breach] = []
    tried = False
    for meeting in _alternatives(problem, request):
        new = [one for one in check(problem, Plan(meetings=(*plan.meetings, meeting))) if one not in known]
        if any(one.rule in {"only_when_allowed", "suitable_place"} for one in new):
            continue
        tried = True
        stopped += new[:1] or [Breach(rule="others_preferred", subjects=())]
    if not tried:
        return Refusal(id=request.id, reason="no_slot_allowed")
    rule = Counter(one.rule for one in stopped).most_common(1)[0][0]
    people = set(problem.people[request.id]) | {place.id for place in problem.places}
    concerned = {name for one in stopped if one.rule == rule for name in one.subjects if name in people}
    return Refusal(id=request.id, reason=rule, subjects=tuple(sorted(concerned)))


def _alternatives(problem: Problem, request: Request) -> Iterator[Meeting]:
    places = [place.id for place in problem.places_of(request)] or [""]
    interpreters = [one.id for one in problem.interpreters_of(request)] or [""]
    for slot in problem.session_of:
        for place in places:
            for interpreter in interpreters:
                yield Meeting(id=request.id, slot=slot, place=place, interpreter=interpreter)
