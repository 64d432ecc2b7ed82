"""Problems of meetings refuse what cannot be."""

from collections.abc import Callable

import pytest

from fairplan.meetings.problem import Engagement, Interpreter, Pair, Participant, Place, Problem, Request, Session, Walk

MONDAY = Session(id="Monday", day="Monday", first=1, last=4)
AIGERIM, BRUNO = Participant(id="Aigerim"), Participant(id="Bruno")
MEETING = Request(id="1", participants=("Aigerim", "Bruno"))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Session(id="s", day="d", first=3, last=2), "session s: slots 3 to 2 are no range"),
        (lambda: Session(id="s", day="d", first=1, last=2, change_minutes=-1), "session s: -1 minutes"),
        (lambda: Session(id="s", day="d", first=1, last=10**9), "session s ends in slot 1000000000, after 10000"),
        (lambda: Request(id="r", participants=("a", "b"), length=10**9), "request r has a length of 1000000000"),
        (lambda: Engagement(id="e", participants=("a",), slot=1, length=10**9), "engagement e has a length of 1"),
        (lambda: Participant(id=""), "a participant has an empty id"),
        (lambda: Participant(id="team", members=frozenset({"team"})), "participant team is a member of itself"),
        (lambda: Participant(id="p", most_per_day=-1), "participant p: most_per_day is negative"),
        (lambda: Participant(id="p", longest_run=0), "participant p: longest_run is less than 1"),
        (lambda: Participant(id="p", pauses=(frozenset(),)), "participant p: a pause has no slots"),
        (lambda: Interpreter(id="i", languages=frozenset()), "interpreter i has no languages"),
        (lambda: Place(id="hall", capacity=-1), "place hall: a capacity of -1 is negative"),
        (lambda: Walk(one="a", other="a", minutes=1, metres=1), "the walk between a and a leads nowhere"),
        (lambda: Walk(one="a", other="b", minutes=1, metres=-1), "the walk between a and b has a negative length"),
        (lambda: Request(id="", participants=("a", "b")), "a request has an empty id"),
        (lambda: Request(id="r", participants=("a",)), "request r has fewer than two participants"),
        (lambda: Request(id="r", participants=("a", "a")), "request r names a participant twice"),
        (lambda: Request(id="r", participants=("a", "b"), length=0), "request r has a length of 0 slots"),
        (lambda: Engagement(id="", participants=("a",), slot=1), "an engagement has an empty id"),
        (lambda: Engagement(id="e", participants=(), slot=1), "engagement e has no participants"),
        (lambda: Engagement(id="e", participants=("a", "a"), slot=1), "engagement e names somebody twice"),
        (lambda: Engagement(id="e", participants=("a",), slot=1, length=0), "engagement e has a length of 0"),
        (lambda: Engagement(id="e", participants=("a",), slot=1, tolerance=-1), "engagement e has a negative tol"),
        (lambda: Pair(one="a", other="a"), "the pair a, a names one thing twice"),
        (lambda: Problem(participants=(AIGERIM, AIGERIM)), "two of kind participant have the id Aigerim"),
        (lambda: Problem(requests=(MEETING,)), "meeting 1 names 'Aigerim', which is not there"),
        (lambda: Problem(never_with=(Pair(one="a", other="b"),)), "never_with names 'a', which is not there"),
        (lambda: Problem(precedences=(Pair(one="a", other="b"),)), "a precedence names 'a'"),
        (lambda: Problem(walks=(Walk(one="a", other="b", minutes=1, metres=1),)), "a walk names 'a'"),
        (lambda: Problem(sessions=(Session(id="s", day="d", first=2, last=3),)), "session s begins in 2, not 1"),
        (lambda: Problem(fairness=-1), "a fairness of -1 is negative"),
        (lambda: Problem(worth_of_high=0), "a worth of 0 is less than 1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make()


def test_a_day_is_in_one_piece() -> None:
    days = ["Monday", "Tuesday", "Monday"]
    sessions = tuple(Session(id=str(n), day=day, first=n, last=n) for n, day in enumerate(days, 1))

    with pytest.raises(ValueError, match=r"day \['Monday'\] comes twice"):
        Problem(sessions=sessions)


def test_a_team_meets_with_all_its_members() -> None:
    team = Participant(id="mill", members=frozenset({"Bruno", "Aigerim"}))
    chen = Participant(id="Chen")
    request = Request(id="1", participants=("mill", "Chen"))
    problem = Problem(sessions=(MONDAY,), participants=(AIGERIM, BRUNO, team, chen), requests=(request,))

    assert problem.people == {"1": ("mill", "Aigerim", "Bruno", "Chen")}
