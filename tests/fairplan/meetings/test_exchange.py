"""Problems and plans as texts: our JSON and the benchmark's language."""

import csv
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from fairplan.jsonio import parse, schema
from fairplan.meetings import check, solve
from fairplan.meetings.exchange import read_plan, read_problem, write_breaches, write_problem, write_result
from fairplan.meetings.plan import Meeting, Plan
from fairplan.meetings.problem import Interpreter, Participant, Priority, Problem, Request, Session
from fairplan.report import Breach, Limit, Result, Status
from strategies import meeting_problems

ROOT = Path(__file__).parents[3]
INSTANCES = Path(__file__).parents[1] / "instances" / "meetings"
PUBLIC = Path(os.environ.get("FAIRPLAN_DATA", "../shared")) / "benchmarks" / "b2bsop"
TINY = """% two people, one meeting
nBusiness = 2; nMeetings = 1; nTables = 1; nTotalSlots = 2; nMorningSlots = 1;
requested = [| 1, 2, 2, |];
meetingsxBusiness = [{1,2},{1,2}];
nMeetingsBusiness = [1,1];
forbidden = [{0},{0,1}];
fixed = [0];
precedences = [{}];
"""


def test_the_benchmark_s_language_is_read() -> None:
    problem = read_problem(TINY, "tiny.dzn")

    assert problem.requests == (
        Request(id="1", participants=("1", "2"), priority=Priority.MANDATORY, sessions=frozenset({"pm"})),
    )
    assert [person.available for person in problem.participants] == [frozenset({1, 2}), frozenset({2})]
    assert (problem.places[0].capacity, problem.fairness, problem.days) == (1, 2, (range(1, 3),))


def test_precedences_are_numbered_from_1_and_name_those_before() -> None:
    text = TINY.replace("nMeetings = 1", "nMeetings = 2").replace("1, 2, 2, |", "1, 2, 3 | 1, 2, 3 |")
    text = text.replace("fixed = [0]", "fixed = [2,0]").replace("[{}]", "[{2},{}]")

    problem = read_problem(text, "tiny.dzn", fairness=1)

    assert [(pair.one, pair.other) for pair in problem.precedences] == [("2", "1")]
    assert (problem.requests[0].fixed, problem.fairness) == (2, 1)


@pytest.mark.parametrize("morning", [0, 2])
def test_a_session_that_is_not_there_has_no_slots(morning: int) -> None:
    text = TINY.replace("nMorningSlots = 1", f"nMorningSlots = {morning}").replace(
        "1, 2, 2", f"1, 2, {1 + morning // 2}"
    )

    problem = read_problem(text, "tiny.dzn")

    assert solve(problem, limit=Limit(work=10), seed=0).contradiction == ("1",)


def test_no_slots_at_all_are_no_plan() -> None:
    text = TINY.replace("nTotalSlots = 2; nMorningSlots = 1", "nTotalSlots = 0; nMorningSlots = 0")

    assert solve(read_problem(text, "tiny.dzn"), limit=Limit(work=10), seed=0).status == Status.INFEASIBLE


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("precedences = [{}];", "", "tiny.dzn: precedences is missing"),
        ("precedences = [{}];", "precedences = [{}", "tiny.dzn: the last assignment does not end: 'precedences"),
        ("fixed = [0];", "fixed [0];", "tiny.dzn: 'fixed [0]' is no assignment"),
        ("fixed = [0];", "fixed = [0]; fixed = [0];", "tiny.dzn: 'fixed = [0]' is no assignment, or the second one"),
        ("fixed = [0];", "fixed = [x];", "tiny.dzn: fixed cannot be read: '[x]'"),
        ("fixed = [0];", "fixed = [0,0];", "tiny.dzn: fixed has 2 entries, not 1"),
        ("1, 2, 2,", "1, 2, 4,", "tiny.dzn: requested row 1 has session 4, not 1, 2 or 3"),
        ("1, 2, 2,", "1, 1, 2,", "request 1 names a participant twice"),
        ("1, 2, 2,", "1, 9, 2,", "meeting 1 names '9', which is not there"),
        ("1, 2, 2,", "1, 2,", "tiny.dzn: requested cannot be read: '[|1,2,|]'"),
        ("nMorningSlots = 1", "nMorningSlots = 3", "tiny.dzn: 3 morning slots of 2 slots"),
        ("nTotalSlots = 2", "nTotalSlots = 999999999", "session pm ends in slot 999999999, after 10000"),
        ("nTables = 1", "nTables = -1", "tiny.dzn: nTables cannot be read: '-1'"),
    ],
)
def test_a_malformed_file_is_a_sentence(old: str, new: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_problem(TINY.replace(old, new), "tiny.dzn")


@pytest.mark.parametrize("length", range(0, len(TINY) - 2, 23))
def test_a_truncated_file_is_a_sentence(length: int) -> None:
    with pytest.raises(ValueError, match=r"tiny\.dzn: "):
        read_problem(TINY[:length], "tiny.dzn")


@settings(deadline=None, max_examples=30)
@given(meeting_problems())
def test_a_problem_survives_json(problem: Problem) -> None:
    assert read_problem(write_problem(problem), "p.json") == problem


def test_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"p\.json has version 2; this program reads 1"):
        read_problem('{"version": 2}', "p.json")


def test_fairness_may_be_given_beside_the_file() -> None:
    assert read_problem('{"version": 1, "fairness": 3}', "p.json", fairness=1).fairness == 1


def test_any_plan_is_read_by_its_meetings() -> None:
    problem = read_problem(TINY, "tiny.dzn")
    text = '{"by": "somebody", "meetings": [{"id": 1, "slot": 2, "mood": "good"}, {"id": "x", "slot": 1}]}'

    plan = read_plan(text, "plan.json", problem)

    assert plan.meetings == (Meeting(id="1", slot=2, place="tables"), Meeting(id="x", slot=1))


def test_a_place_that_is_open_stays_open() -> None:
    pair = (Participant(id="a"), Participant(id="b"))
    problem = Problem(participants=pair, requests=(Request(id="1", participants=("a", "b")),))

    plan = read_plan('{"meetings": [{"id": "1", "slot": 1, "place": "hall"}, {"id": "1", "slot": 1}]}', "p", problem)

    assert [meeting.place for meeting in plan.meetings] == ["hall", ""]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{}", "p.json has no list of meetings"),
        ('{"meetings": [1]}', r"p.json: meetings\[0\] is no object"),
        ('{"meetings": [{"id": "1"}]}', r"p.json: meetings\[0\]: 'slot' is missing"),
    ],
)
def test_what_is_no_plan_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_plan(text, "p.json", Problem())


def test_a_result_is_written_with_its_measures_and_reasons() -> None:
    sessions = (Session(id="s", day="d", first=1, last=1),)
    names = ("Aigerim", "Bruno", "Chen")
    zh = frozenset({"zh"})
    problem = Problem(
        sessions=sessions,
        participants=tuple(Participant(id=name) for name in names),
        requests=(
            Request(id="7", participants=("Aigerim", "Bruno"), priority=Priority.HIGH, interpretation=zh),
            Request(id="x", participants=("Aigerim", "Chen")),
        ),
        interpreters=(Interpreter(id="Olga", languages=zh),),
    )

    data = json.loads(write_result(problem, solve(problem, limit=Limit(work=10), seed=0)))

    assert data["meetings"] == [{"id": 7, "slot": 1, "interpreter": "Olga"}]
    assert data["refusals"] == [{"id": "x", "reason": "one_meeting_at_a_time", "subjects": ["Aigerim"]}]
    assert (data["status"], data["breaks"], data["bound"], data["measures"]["worth"]) == ("optimal", 0, 0, 3)


def test_a_result_without_a_plan_has_no_measures() -> None:
    result: Result[Plan] = Result(status=Status.UNKNOWN, plan=None, bound=0, seconds=1.0, work=0)

    data = json.loads(write_result(Problem(), result))

    assert (data["status"], data["breaks"], data["bound"], data["meetings"]) == ("unknown", None, None, [])


def test_breaches_are_written_one_a_line() -> None:
    breaches = (Breach(rule="in_order", subjects=("1", "2")),)

    assert (write_breaches(breaches), write_breaches(())) == ("in_order: 1, 2\n", "no breach\n")


@pytest.mark.parametrize("path", sorted(INSTANCES.glob("*.best.json")), ids=lambda path: path.name)
def test_small_fairs_reach_their_known_best_values(path: Path) -> None:
    best = parse(path.read_text(encoding="utf-8"), path.name)
    name = path.name.replace(".best", "")
    problem = read_problem(path.with_name(name).read_text(encoding="utf-8"), name)

    result = solve(problem, limit=Limit(work=50_000), seed=0)

    written = json.loads(write_result(problem, result))
    assert {key: written.get(key) for key in best} == best
    assert result.plan is None or check(problem, result.plan) == ()


def test_the_documentation_has_the_schema_of_a_problem() -> None:
    text = (ROOT / "docs" / "engines" / "meetings.md").read_text(encoding="utf-8")

    assert json.loads(text.partition("```json\n")[2].partition("\n```")[0]) == schema(Problem)


def public_cases() -> list[tuple[str, int, str]]:
    """Return the quick half of the public instances with their optima, none where they are not at hand."""
    table = PUBLIC / "optima.csv"
    if not table.exists():
        return []
    with table.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["instance"].startswith("tic-1")]
    return [(f"{row['instance']}.{row['variant']}", int(row["d"]), row["optimum_or_unsat"]) for row in rows]


@pytest.mark.parametrize(("name", "fairness", "optimum"), public_cases())
def test_public_instances_reach_their_published_optima(name: str, fairness: int, optimum: str) -> None:
    problem = read_problem((PUBLIC / f"{name}.dzn").read_text(encoding="utf-8"), f"{name}.dzn", fairness=fairness)

    result = solve(problem, limit=Limit(work=200_000), seed=0)

    assert (result.status == Status.INFEASIBLE) == (optimum == "unsat")
    assert result.plan is None or (result.plan.breaks(problem), check(problem, result.plan)) == (int(optimum), ())
