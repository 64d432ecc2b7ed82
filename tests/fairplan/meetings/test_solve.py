"""Plans keep every rule, are the best, and say why not."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairplan.meetings import check, solve
from fairplan.meetings.plan import Meeting, Plan, Refusal
from fairplan.meetings.problem import (
    Aim,
    Engagement,
    Interpreter,
    Pair,
    Participant,
    Place,
    Priority,
    Problem,
    Request,
    Session,
    Walk,
)
from fairplan.meetings.solve.exact import Search
from fairplan.meetings.solve.model import Model
from fairplan.meetings.solve.reasons import contradiction, refusals, smallest
from fairplan.report import Limit, Status
from strategies import meeting_problems

WORK = Limit(work=20_000)
MORNING = Session(id="morning", day="Monday", first=1, last=4)
CAST = tuple(Participant(id=name) for name in ("Aigerim", "Bruno", "Chen", "Dana"))
slow = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def a_request(name: str, **more: object) -> Request:
    """Return a request between the two whose initials are its name."""
    people = {person.id[0].lower(): person.id for person in CAST}
    return Request(id=name, participants=tuple(people[letter] for letter in name), **more)  # type: ignore[arg-type]  # any field


def a_fair(*requests: Request, **more: object) -> Problem:
    """Return a morning with these requests."""
    return Problem(**{"sessions": (MORNING,), "participants": CAST, "requests": requests, **more})  # type: ignore[arg-type]  # any field


def mandatory(*names: str, **more: object) -> tuple[Request, ...]:
    """Return mandatory requests."""
    return tuple(a_request(name, priority=Priority.MANDATORY, **more) for name in names)


def solved(problem: Problem) -> Plan:
    """Return the plan proved best."""
    result = solve(problem, limit=WORK, seed=0)
    assert (result.status, result.plan is not None) == (Status.OPTIMAL, True)
    return result.plan or Plan()


@slow
@given(meeting_problems())
def test_no_plan_breaks_a_rule(problem: Problem) -> None:
    result = solve(problem, limit=WORK, seed=0)

    assert result.status in {Status.OPTIMAL, Status.INFEASIBLE}
    assert result.plan is None or check(problem, result.plan) == ()


@slow
@given(meeting_problems(), st.integers(0, 3))
def test_the_same_seed_gives_the_same_plan(problem: Problem, seed: int) -> None:
    first, second = (solve(problem, limit=WORK, seed=seed) for _run in range(2))

    assert (first.plan, first.contradiction) == (second.plan, second.contradiction)


@slow
@given(meeting_problems())
def test_more_tables_never_place_fewer(problem: Problem) -> None:
    more = tuple(replace(place, capacity=place.capacity + 1) for place in problem.places)
    before = solve(problem, limit=WORK, seed=0).plan
    after = solve(replace(problem, places=more), limit=WORK, seed=0).plan

    assert before is None or (after is not None and after.worth(problem) >= before.worth(problem))


def best_by_hand(problem: Problem) -> tuple[int, int] | None:
    """Return the worth and the breaks of the best plan, by trying all."""
    options = [
        [None, *(Meeting(id=one.id, slot=slot, place="tables") for slot in problem.session_of)]
        for one in problem.requests
    ]
    plans = (Plan(meetings=tuple(one for one in row if one)) for row in product(*options))
    found = [(-plan.worth(problem), plan.breaks(problem)) for plan in plans if not check(problem, plan)]
    return min(found, default=None)


@slow
@given(
    st.lists(st.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd"]), unique=True, max_size=5),
    st.lists(st.sampled_from([*Priority]), min_size=5, max_size=5),
    st.lists(st.frozensets(st.sampled_from([1, 2, 3, 4]), min_size=1), min_size=5, max_size=5),
    st.integers(1, 2),
    st.none() | st.integers(0, 1),
)
def test_the_best_plan_is_found(
    names: list[str], weights: list[Priority], slots: list[frozenset[int]], tables: int, fairness: int | None
) -> None:
    rows = zip(names, weights, slots, strict=False)
    asked = (a_request(name, priority=weight, slots=one) for name, weight, one in rows)
    places = (Place(id="tables", capacity=tables),)
    problem = a_fair(*asked, places=places, fairness=fairness, aims=(Aim.WORTH, Aim.BREAKS))

    plan = solve(problem, limit=WORK, seed=0).plan

    best = None if plan is None else (-plan.worth(problem), plan.breaks(problem))
    assert best == best_by_hand(problem)


def test_an_empty_problem_has_an_empty_plan() -> None:
    assert solved(Problem()) == Plan()


def test_no_slots_at_all_refuse_every_request() -> None:
    plan = solved(a_fair(a_request("ab"), sessions=()))

    assert plan == Plan(refusals=(Refusal(id="ab", reason="no_slot_allowed"),))


def test_a_refused_request_says_which_rule_stops_it_and_whom() -> None:
    problem = a_fair(
        a_request("ab", priority=Priority.HIGH),
        a_request("ac"),
        sessions=(replace(MORNING, last=1),),
        places=(Place(id="tables", capacity=1),),
    )

    plan = solved(problem)

    assert plan.meetings == (Meeting(id="ab", slot=1, place="tables"),)
    assert plan.refusals == (Refusal(id="ac", reason="one_meeting_at_a_time", subjects=("Aigerim",)),)


def test_a_full_stand_is_named() -> None:
    problem = a_fair(
        a_request("ab"), a_request("cd"), sessions=(replace(MORNING, last=1),), places=(Place(id="stand", capacity=1),)
    )

    assert [(one.reason, one.subjects) for one in solved(problem).refusals] == [("enough_room", ("stand",))]


def a_crowd(pairs: int, **more: object) -> Problem:
    """Return a slot with room for three of many pairs: easy to see, hard to prove."""
    names = [str(number) for number in range(2 * pairs)]
    people = tuple(Participant(id=name) for name in names)
    rows = zip(names[::2], names[1::2], strict=True)
    asked = tuple(Request(id=one, participants=(one, other), **more) for one, other in rows)  # type: ignore[arg-type]  # any field
    places = (Place(id="hall", capacity=2), Place(id="ground"))
    return a_fair(*asked, participants=people, places=places, sessions=(replace(MORNING, last=1),))


def test_a_plan_cut_short_is_feasible_and_sound() -> None:
    problem = a_crowd(12)

    result = solve(problem, limit=Limit(work=20), seed=0)

    assert (result.status, check(problem, result.plan or Plan(meetings=(Meeting(id="?", slot=1),)))) == (
        Status.FEASIBLE,
        (),
    )


def test_a_request_that_still_fits_gave_way_to_others() -> None:
    assert refusals(a_fair(a_request("ab")), Plan()) == (Refusal(id="ab", reason="others_preferred"),)


def test_a_proof_cut_short_leaves_the_question_open() -> None:
    result = solve(a_crowd(12, priority=Priority.MANDATORY), limit=Limit(work=1), seed=0)

    assert (result.status, result.plan) == (Status.UNKNOWN, None)


def test_a_first_plan_is_looked_for_even_where_time_is_up() -> None:
    problem = a_fair(a_request("ab"))

    result = solve(problem, limit=Limit(seconds=0), seed=0)

    assert (result.plan is not None, result.bound) == (True, 0)


def test_without_any_work_nothing_is_known() -> None:
    result = solve(a_fair(a_request("ab")), limit=Limit(work=0), seed=0)

    assert (result.status, result.plan) == (Status.UNKNOWN, None)


def test_contradictory_fixed_meetings_are_named_and_no_others() -> None:
    fixed = mandatory("ab", "ac", fixed=2)

    result = solve(a_fair(*fixed, *mandatory("bc", "bd")), limit=WORK, seed=0)

    assert (result.status, result.contradiction) == (Status.INFEASIBLE, ("ab", "ac"))


def test_a_meeting_without_any_slot_is_the_contradiction() -> None:
    result = solve(a_fair(*mandatory("ab", "cd", slots=frozenset())), limit=WORK, seed=0)

    assert (result.status, result.contradiction) == (Status.INFEASIBLE, ("ab",))


def test_fairness_may_be_part_of_the_contradiction() -> None:
    problem = a_fair(*mandatory("ab", fixed=1), *mandatory("ac", fixed=4), fairness=0)

    result = solve(problem, limit=WORK, seed=0)

    assert result.contradiction == ("ab", "ac", "fairness")


def test_a_contradiction_too_hard_to_find_is_left_out() -> None:
    problem = a_crowd(12, priority=Priority.MANDATORY)
    watch = Limit(work=0).start()

    assert contradiction(problem, watch=watch, seed=0) == ()


def test_nothing_can_be_left_out_of_a_contradiction() -> None:
    result = solve(a_crowd(12, priority=Priority.MANDATORY), limit=WORK, seed=0)

    assert (result.status, len(result.contradiction)) == (Status.INFEASIBLE, 4)


def test_what_a_contradiction_does_not_need_is_left_out() -> None:
    model = Model(a_fair(*mandatory("bd"), *mandatory("ab", "ac", fixed=2), *mandatory("cd")), released=True)

    with Search(model, watch=Limit().start(), seed=0) as search:
        core = smallest(search, [*model.grants.values()])

    assert core == [model.grants["ab"], model.grants["ac"]]


def test_a_mandatory_request_may_be_refused_where_the_problem_says_so() -> None:
    asked = (*mandatory("ab", "ac", fixed=2), a_request("ad", fixed=2, priority=Priority.HIGH))

    plan = solved(a_fair(*asked, mandatory_is_hard=False))

    assert (len(plan.meetings), plan.meetings[0].id in {"ab", "ac"}) == (1, True)


def test_meetings_yield_to_an_engagement() -> None:
    signing = Engagement(id="signing", participants=("Aigerim",), slot=1, tolerance=1, length=3)

    plan = solved(a_fair(a_request("ab", fixed=1), engagements=(signing,)))

    slots = {meeting.id: meeting.slot for meeting in plan.meetings}
    assert slots == {"signing": 2, "ab": 1}


def test_an_interpreter_is_in_one_meeting_at_a_time() -> None:
    zh = frozenset({"zh"})
    olga = Interpreter(id="Olga", languages=zh, available=frozenset({1, 3}))

    plan = solved(a_fair(a_request("ab", interpretation=zh), a_request("cd", interpretation=zh), interpreters=(olga,)))

    assert sorted((one.slot, one.interpreter) for one in plan.meetings) == [(1, "Olga"), (3, "Olga")]


def test_walking_is_shortened_after_the_breaks() -> None:
    places = (Place(id="hall"), Place(id="ground"), Place(id="tent"))
    walks = (
        Walk(one="hall", other="ground", minutes=1, metres=300),
        Walk(one="hall", other="tent", minutes=1, metres=200),
        Walk(one="tent", other="ground", minutes=1, metres=100),
    )
    asked = (
        a_request("ab", fixed=1, places=frozenset({"ground"})),
        a_request("ac", places=frozenset({"hall", "tent"})),
    )
    problem = a_fair(*asked, places=places, walks=walks, sessions=(replace(MORNING, change_minutes=1),))

    plan = solved(problem)

    assert (plan.walking_m(problem), plan.breaks(problem)) == (100, 0)


def test_a_way_too_long_parts_two_meetings() -> None:
    walks = (Walk(one="hall", other="ground", minutes=9, metres=900),)
    asked = (a_request("ab", places=frozenset({"hall"})), a_request("ac", places=frozenset({"ground"})))

    plan = solved(a_fair(*asked, places=(Place(id="hall"), Place(id="ground")), walks=walks))

    first, second = sorted(meeting.slot for meeting in plan.meetings)
    assert second - first > 1


def test_load_is_evened_out_last() -> None:
    problem = a_fair(*mandatory("ab", "cd"), aims=(Aim.BREAKS, Aim.EVENNESS))

    assert solved(problem).peak(problem) == 1


def test_breaks_are_shared_softly_where_fairness_is_soft() -> None:
    fixed = [("ab", 1), ("ab", 3), ("cd", 1), ("cd", 4)]
    requests = tuple(
        Request(id=str(n), participants=a_request(name).participants, fixed=slot, priority=Priority.MANDATORY)
        for n, (name, slot) in enumerate(fixed)
    )
    problem = a_fair(*requests, fairness=0, fairness_is_hard=False)

    assert solved(problem).spread(problem) == 0


def test_fairness_holds_where_everybody_may_have_breaks() -> None:
    requests = tuple(
        Request(id=str(n), participants=a_request(name).participants, slots=slots, priority=Priority.MANDATORY)
        for n, (name, slots) in enumerate(
            [("ab", frozenset({1})), ("ab", frozenset({3, 4})), ("cd", frozenset({1, 2})), ("cd", frozenset({4, 3}))]
        )
    )
    problem = a_fair(*requests, fairness=0)

    plan = solved(problem)

    assert (plan.breaks(problem), plan.spread(problem), check(problem, plan)) == (4, 0, ())


def test_a_precedence_is_kept_by_long_meetings() -> None:
    asked = (*mandatory("ab", length=2), *mandatory("cd", length=2))

    plan = solved(a_fair(*asked, precedences=(Pair(one="cd", other="ab"),)))

    assert {meeting.id: meeting.slot for meeting in plan.meetings} == {"cd": 1, "ab": 3}


@pytest.mark.parametrize("seed", [0, 7])
def test_two_requests_of_one_pair_are_two_meetings(seed: int) -> None:
    twice = tuple(Request(id=name, participants=("Aigerim", "Bruno")) for name in ("first", "second"))

    plan = solve(a_fair(*twice), limit=WORK, seed=seed).plan or Plan()

    assert sorted(meeting.id for meeting in plan.meetings) == ["first", "second"]
