"""Hypothesis strategies for problems of the engines."""

from itertools import pairwise

from hypothesis import strategies as st

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

PEOPLE = ("Aigerim", "Bruno", "Chen", "Dana")
SESSIONS = (
    Session(id="Monday morning", day="Monday", first=1, last=3, change_minutes=5),
    Session(id="Monday afternoon", day="Monday", first=4, last=5, change_minutes=5),
    Session(id="Tuesday", day="Tuesday", first=6, last=8, change_minutes=5),
)
SLOTS = range(1, 9)
slots = st.frozensets(st.sampled_from(SLOTS), min_size=1)
pairs = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=3, unique=True).map(tuple)


@st.composite
def participants(draw: st.DrawFn, name: str) -> Participant:
    """Draw what one of the cast asks for."""
    return Participant(
        id=name,
        members=frozenset({"Dana"}) if name == "Chen" and draw(st.booleans()) else frozenset(),
        available=draw(st.none() | slots),
        most_per_day=draw(st.none() | st.integers(0, 3)),
        longest_run=draw(st.none() | st.integers(1, 3)),
        pauses=draw(st.just(()) | slots.map(lambda pause: (pause,))),
    )


@st.composite
def requests(draw: st.DrawFn, number: int) -> Request:
    """Draw a request."""
    return Request(
        id=f"r{number}",
        participants=draw(pairs),
        priority=draw(st.sampled_from(Priority)),
        sessions=draw(st.just(frozenset()) | st.frozensets(st.sampled_from([one.id for one in SESSIONS]), min_size=1)),
        slots=draw(st.none() | slots),
        fixed=draw(st.none() | st.none() | st.sampled_from(SLOTS)),
        length=draw(st.sampled_from([1, 1, 1, 2])),
        places=draw(st.just(frozenset()) | st.just(frozenset({"stand"}))),
        equipment=draw(st.just(frozenset()) | st.just(frozenset({"screen"}))),
        interpretation=draw(st.just(frozenset()) | st.just(frozenset({"be", "zh"}))),
    )


@st.composite
def meeting_problems(draw: st.DrawFn) -> Problem:
    """Draw a small fair with everything that the engine knows."""
    asked = tuple(draw(requests(number)) for number in range(draw(st.integers(0, 5))))
    signing = Engagement(id="signing", participants=("Aigerim",), slot=2, tolerance=draw(st.integers(0, 2)), length=2)
    order = [Pair(one=one.id, other=other.id) for one, other in pairwise(asked)]
    tables = Place(id="tables", capacity=draw(st.integers(0, 2)), equipment=frozenset({"screen"}))
    return Problem(
        sessions=SESSIONS,
        participants=tuple(draw(participants(name)) for name in PEOPLE),
        requests=asked,
        engagements=(signing,) if draw(st.booleans()) else (),
        places=(tables, Place(id="stand")),
        walks=(Walk(one="tables", other="stand", minutes=draw(st.integers(0, 9)), metres=40),),
        interpreters=(Interpreter(id="Olga", languages=frozenset({"be", "zh"}), available=draw(st.none() | slots)),),
        precedences=tuple(draw(st.lists(st.sampled_from(order), unique=True, max_size=2))) if order else (),
        never_with=draw(st.just(()) | st.just((Pair(one="Bruno", other="Chen"),))),
        fairness=draw(st.none() | st.integers(0, 2)),
        fairness_is_hard=draw(st.booleans()),
        mandatory_is_hard=draw(st.booleans()),
        aims=tuple(Aim),
    )
