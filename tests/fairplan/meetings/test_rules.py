"""Each rule of meetings finds its breach, and only its breach."""

from dataclasses import replace
from pathlib import Path

import pytest

from fairplan.meetings import RULES, check
from fairplan.meetings.plan import Meeting, Plan
from fairplan.meetings.problem import (
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
from fairplan.meetings.solve.model import Model
from fairplan.report import Breach

ROOT = Path(__file__).parents[3]
DAYS = (
    Session(id="morning", day="Monday", first=1, last=3, change_minutes=5),
    Session(id="afternoon", day="Monday", first=4, last=5),
    Session(id="Tuesday", day="Tuesday", first=6, last=8),
)
CAST = tuple(Participant(id=name) for name in ("Aigerim", "Bruno", "Chen"))
FAIR = Problem(
    sessions=DAYS,
    participants=CAST,
    requests=(
        Request(id="ab", participants=("Aigerim", "Bruno")),
        Request(id="ac", participants=("Aigerim", "Chen")),
        Request(id="bc", participants=("Bruno", "Chen"), length=2),
    ),
    places=(Place(id="hall", capacity=2), Place(id="ground")),
    walks=(Walk(one="hall", other="ground", minutes=6, metres=300),),
)


def hall(**slots: int) -> Plan:
    """Return meetings in the hall."""
    return Plan(meetings=tuple(Meeting(id=name, slot=slot, place="hall") for name, slot in slots.items()))


def found(problem: Problem, plan: Plan) -> list[tuple[str, ...]]:
    """Return the breaches as rows."""
    return [(breach.rule, *breach.subjects) for breach in check(problem, plan)]


def asking(**wish: object) -> Problem:
    """Return the fair with a wish of Aigerim."""
    return replace(FAIR, participants=(replace(CAST[0], **wish), *CAST[1:]))  # type: ignore[arg-type]  # any field


def requesting(**change: object) -> Problem:
    """Return the fair with a change to its first request."""
    return replace(FAIR, requests=(replace(FAIR.requests[0], **change), *FAIR.requests[1:]))  # type: ignore[arg-type]  # any field


def test_a_sound_plan_has_no_breach() -> None:
    assert check(FAIR, hall(ab=1, ac=2, bc=4)) == ()


def test_an_unknown_meeting_is_a_breach() -> None:
    assert check(FAIR, hall(xy=1)) == (Breach(rule="unknown_meeting", subjects=("xy",)),)


@pytest.mark.parametrize("slot", [-1, 0, 9])
def test_a_slot_outside_the_fair_is_a_breach(slot: int) -> None:
    assert found(FAIR, hall(ab=slot)) == [("only_when_allowed", "ab")]


def test_a_meeting_held_twice_is_a_breach() -> None:
    plan = Plan(meetings=(*hall(ab=1).meetings, *hall(ab=2).meetings))

    assert found(FAIR, plan) == [("each_meeting_once", "ab")]


def test_a_mandatory_meeting_left_out_is_a_breach() -> None:
    assert found(requesting(priority=Priority.MANDATORY), hall(ac=1)) == [("mandatory_meetings_held", "ab")]


def test_an_engagement_beyond_its_tolerance_is_a_breach() -> None:
    problem = replace(FAIR, engagements=(Engagement(id="tour", participants=("Chen",), slot=3, tolerance=1),))

    assert found(problem, hall(tour=5)) == [("engagements_kept", "tour")]
    assert found(problem, hall()) == [("engagements_kept", "tour")]
    assert found(problem, hall(tour=4)) == []


def test_a_meeting_over_two_days_is_a_breach() -> None:
    assert found(FAIR, hall(bc=5)) == [("only_when_allowed", "bc")]


@pytest.mark.parametrize("wish", [{"sessions": frozenset({"Tuesday"})}, {"slots": frozenset({2})}, {"fixed": 3}])
def test_a_meeting_in_a_slot_not_allowed_is_a_breach(wish: dict[str, object]) -> None:
    assert found(requesting(**wish), hall(ab=1)) == [("only_when_allowed", "ab")]


def test_a_fixed_meeting_outside_its_session_has_no_slot() -> None:
    problem = requesting(fixed=1, sessions=frozenset({"Tuesday"}))

    assert found(problem, hall(ab=1)) == [("only_when_allowed", "ab")]


def test_a_delegate_who_is_absent_is_a_breach() -> None:
    assert found(asking(available=frozenset({2})), hall(ab=1)) == [("only_when_present", "Aigerim", "ab")]


def test_a_delegate_in_two_meetings_at_once_is_a_breach() -> None:
    assert found(FAIR, hall(bc=1, ab=2)) == [("one_meeting_at_a_time", "Bruno", "2", "bc", "ab")]


def test_a_meeting_before_its_predecessor_ends_is_a_breach() -> None:
    problem = replace(FAIR, precedences=(Pair(one="ac", other="ab"),))

    assert found(problem, hall(ab=1, ac=2)) == [("in_order", "ac", "ab")]
    assert found(problem, hall(ab=1)) == []


def test_a_place_without_equipment_is_a_breach() -> None:
    assert found(requesting(equipment=frozenset({"screen"})), hall(ab=1)) == [("suitable_place", "ab", "hall")]


def test_more_meetings_than_tables_are_a_breach() -> None:
    problem = replace(FAIR, places=(Place(id="hall", capacity=0), Place(id="ground")))

    assert found(problem, hall(ab=1)) == [("enough_room", "hall", "1")]


def test_interpreters_are_able_present_free_and_needed() -> None:
    problem = replace(
        requesting(interpretation=frozenset({"zh"})),
        interpreters=(Interpreter(id="Olga", languages=frozenset({"zh", "ru"}), available=frozenset({1, 6})),),
    )

    def with_olga(name: str, slot: int, one: str = "Olga") -> Plan:
        return Plan(meetings=(Meeting(id=name, slot=slot, place="hall", interpreter=one),))

    assert found(problem, with_olga("ab", 1)) == []
    assert found(problem, with_olga("ab", 2)) == [("interpreter_at_hand", "ab", "Olga")]
    assert found(problem, with_olga("ab", 1, "")) == [("interpreter_at_hand", "ab", "")]
    assert found(problem, with_olga("ac", 1)) == [("interpreter_at_hand", "ac", "Olga")]


def test_an_interpreter_in_two_meetings_at_once_is_a_breach() -> None:
    zh = frozenset({"zh"})
    people = (*CAST, Participant(id="Dana"))
    wanted = (("1", ("Aigerim", "Bruno")), ("2", ("Chen", "Dana")))
    requests = tuple(Request(id=name, participants=pair, interpretation=zh) for name, pair in wanted)
    olga = Interpreter(id="Olga", languages=zh)
    problem = Problem(sessions=DAYS, participants=people, requests=requests, interpreters=(olga,))
    plan = Plan(meetings=tuple(Meeting(id=name, slot=1, interpreter="Olga") for name in ("1", "2")))

    assert found(problem, plan) == [("interpreter_at_hand", "1", "2", "Olga")]


@pytest.mark.parametrize(("slot", "breaches"), [(2, [("time_to_walk", "Aigerim", "ab", "ac")]), (3, []), (4, [])])
def test_a_way_too_long_for_the_change_is_a_breach(slot: int, breaches: list[tuple[str, ...]]) -> None:
    meetings = (Meeting(id="ab", slot=1, place="hall"), Meeting(id="ac", slot=slot, place="ground"))

    assert found(FAIR, Plan(meetings=meetings)) == breaches


def test_a_session_s_end_gives_time_to_walk() -> None:
    meetings = (Meeting(id="ab", slot=3, place="hall"), Meeting(id="ac", slot=4, place="ground"))

    assert found(FAIR, Plan(meetings=meetings)) == []


def test_too_many_meetings_on_a_day_are_a_breach() -> None:
    assert found(asking(most_per_day=1), hall(ab=2, ac=4)) == [("few_meetings_per_day", "Aigerim", "2")]


def test_a_pause_filled_is_a_breach() -> None:
    assert found(asking(pauses=(frozenset({2, 3}),)), hall(ab=3, ac=2)) == [("pauses_kept", "Aigerim", "2")]


def test_a_run_too_long_is_a_breach() -> None:
    assert found(asking(longest_run=1), hall(ab=3, ac=4)) == [("runs_bounded", "Aigerim", "3")]


def test_a_run_ends_with_the_day() -> None:
    assert found(asking(longest_run=1), hall(ab=5, ac=6)) == []


def test_two_who_never_meet_together_are_a_breach() -> None:
    problem = replace(FAIR, never_with=(Pair(one="Bruno", other="Aigerim"),))

    assert found(problem, hall(ab=1)) == [("never_together", "ab", "Bruno", "Aigerim")]


def test_breaks_unlike_anybody_s_are_a_breach() -> None:
    problem = replace(FAIR, fairness=0)

    assert found(problem, hall(ab=1, ac=3)) == [("breaks_shared_fairly", "Aigerim")]
    assert found(replace(problem, fairness_is_hard=False), hall(ab=1, ac=3)) == []
    assert found(replace(FAIR, fairness=1), hall(ab=1, ac=3)) == []


def test_breaks_end_with_the_day() -> None:
    assert hall(ab=1, ac=8).breaks_of(FAIR) == {"Aigerim": 0, "Bruno": 0, "Chen": 0}


def test_measures_are_counted() -> None:
    plan = Plan(meetings=(Meeting(id="ab", slot=1, place="hall"), Meeting(id="ac", slot=3, place="ground")))

    assert (plan.breaks(FAIR), plan.spread(FAIR), plan.walking_m(FAIR), plan.peak(FAIR)) == (1, 1, 300, 1)
    assert Plan().spread(Problem()) == 0


def test_a_mandatory_meeting_is_worth_more_than_all_others() -> None:
    high = requesting(priority=Priority.HIGH)
    mandatory = replace(requesting(priority=Priority.MANDATORY), mandatory_is_hard=False)

    assert hall(ab=1).worth(high) == 3
    assert hall(ab=1).worth(mandatory) > hall(ac=1, bc=2).worth(mandatory)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_source_a_method_of_its_name_and_a_line_in_the_documentation(rule: object) -> None:
    name = rule.__name__  # type: ignore[attr-defined]  # every rule is a function
    described = (ROOT / "docs" / "engines" / "meetings.md").read_text(encoding="utf-8")

    assert (bool(rule.__doc__), callable(getattr(Model, name, None)), f"| `{name}` |" in described) == (True,) * 3
