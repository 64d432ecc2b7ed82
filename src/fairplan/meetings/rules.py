"""What every plan of meetings must keep, each rule as plain loops; ``solve`` states the same rules apart.

Where no other source is named, a rule is decision 0012's reading of what an organiser asks for.
"BMSP" is Bofill et al., JAIR 74, 2022, section 2.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from fairplan.meetings.plan import Meeting, Plan, occupied
from fairplan.meetings.problem import Priority, Problem, Request
from fairplan.report import Breach

Rule = Callable[[Problem, Plan], Iterator[Breach]]


def _breach(rule: Rule, *subjects: object) -> Breach:
    return Breach(rule=rule.__name__, subjects=tuple(map(str, subjects)))


def each_meeting_once(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """A meeting is held once at most (BMSP)."""
    del problem
    for name, times in Counter(meeting.id for meeting in plan.meetings).items():
        if times > 1:
            yield _breach(each_meeting_once, name)


def mandatory_meetings_held(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Mandatory requests are held, unless the problem lets them be refused (BMSP: all requests)."""
    held = {meeting.id for meeting in plan.meetings}
    for request in problem.requests:
        if request.priority is Priority.MANDATORY and problem.mandatory_is_hard and request.id not in held:
            yield _breach(mandatory_meetings_held, request.id)


def engagements_kept(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Engagements of a delegation's head are held within their tolerance."""
    slots = {meeting.id: meeting.slot for meeting in plan.meetings}
    for engagement in problem.engagements:
        slot = slots.get(engagement.id)
        if slot is None or abs(slot - engagement.slot) > engagement.tolerance:
            yield _breach(engagements_kept, engagement.id)


def only_when_allowed(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """A meeting lies within one day, in its sessions and slots, a fixed one in its slot (BMSP)."""
    for meeting in plan.meetings:
        task, slots = problem.task[meeting.id], occupied(problem, meeting)
        whole = any(slots[0] in day and slots[-1] in day for day in problem.days)
        begins = not isinstance(task, Request) or task.begins_in(meeting.slot, problem.session_of[meeting.slot].id)
        if not (whole and begins):
            yield _breach(only_when_allowed, meeting.id)


def only_when_present(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Nobody meets while absent (BMSP: forbidden slots)."""
    for meeting in plan.meetings:
        for one in problem.people[meeting.id]:
            present = problem.person[one].available
            if present is not None and not present.issuperset(occupied(problem, meeting)):
                yield _breach(only_when_present, one, meeting.id)


def one_meeting_at_a_time(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Nobody is in two meetings at once, nor is a member while the team meets (BMSP)."""
    rows = defaultdict(list)
    for meeting in plan.meetings:
        for one in problem.people[meeting.id]:
            for slot in occupied(problem, meeting):
                rows[one, slot].append(meeting.id)
    for (one, slot), names in rows.items():
        if len(names) > 1:
            yield _breach(one_meeting_at_a_time, one, slot, *names)


def in_order(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Where both meetings of a precedence are held, the first ends before the other begins (BMSP)."""
    held = {meeting.id: occupied(problem, meeting) for meeting in plan.meetings}
    for pair in problem.precedences:
        if pair.one in held and pair.other in held and held[pair.one][-1] >= held[pair.other][0]:
            yield _breach(in_order, pair.one, pair.other)


def suitable_place(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """A meeting has one of its places, with its equipment; a fair without places needs none."""
    for meeting in plan.meetings:
        names = {place.id for place in problem.places_of(problem.task[meeting.id])} if problem.places else {""}
        if meeting.place not in names:
            yield _breach(suitable_place, meeting.id, meeting.place)


def enough_room(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """No place holds more meetings in a slot than it has tables or seats (BMSP: locations)."""
    load = Counter((meeting.place, slot) for meeting in plan.meetings for slot in occupied(problem, meeting))
    for place in problem.places:
        for slot in problem.session_of:
            if load[place.id, slot] > place.capacity:
                yield _breach(enough_room, place.id, slot)


def interpreter_at_hand(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """A meeting that needs interpretation has a present interpreter who knows the languages and is free."""
    rows = defaultdict(list)
    for meeting in plan.meetings:
        task = problem.task[meeting.id]
        able = {one.id: one for one in problem.interpreters_of(task)}
        if not task.interpretation:
            if meeting.interpreter:
                yield _breach(interpreter_at_hand, meeting.id, meeting.interpreter)
            continue
        slots = occupied(problem, meeting)
        one = able.get(meeting.interpreter)
        if one is None or (one.available is not None and not one.available.issuperset(slots)):
            yield _breach(interpreter_at_hand, meeting.id, meeting.interpreter)
        for slot in slots:
            rows[meeting.interpreter, slot].append(meeting.id)
    for (name, _slot), names in rows.items():
        if len(names) > 1:
            yield _breach(interpreter_at_hand, *names, name)


def time_to_walk(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Between meetings in consecutive slots of a session there is time for the way between their places."""
    for one, row in plan.rows(problem):
        for first, second in pairwise(row):
            if _is_too_far(problem, first, second):
                yield _breach(time_to_walk, one, first.id, second.id)


def _is_too_far(problem: Problem, first: Meeting, second: Meeting) -> bool:
    last = first.slot + problem.task[first.id].length - 1
    session = problem.session_of.get(last)
    walk = problem.way.get((first.place, second.place))
    if walk is None or session is None or second.slot != last + 1 or second.slot > session.last:
        return False
    return walk.minutes > session.change_minutes


def few_meetings_per_day(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Nobody begins more meetings on a day than the maximum asked for."""
    for one, row in plan.rows(problem):
        most = problem.person[one].most_per_day
        if most is not None and len(row) > most:
            yield _breach(few_meetings_per_day, one, row[0].slot)


def pauses_kept(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """In each guaranteed pause at least one slot stays free."""
    busy = plan.busy(problem)
    for person in problem.participants:
        for pause in person.pauses:
            if pause <= set(busy[person.id]):
                yield _breach(pauses_kept, person.id, min(pause))


def runs_bounded(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Nobody meets longer in a row, within a day, than the longest run asked for."""
    busy = plan.busy(problem)
    for person in problem.participants:
        if person.longest_run is None:
            continue
        slots = set(busy[person.id])
        for day in problem.days:
            for first in range(day.start, day.stop - person.longest_run):
                if slots.issuperset(range(first, first + person.longest_run + 1)):
                    yield _breach(runs_bounded, person.id, first)


def never_together(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Two participants who must never meet are in no common meeting."""
    for meeting in plan.meetings:
        people = problem.people[meeting.id]
        for pair in problem.never_with:
            if pair.one in people and pair.other in people:
                yield _breach(never_together, meeting.id, pair.one, pair.other)


def breaks_shared_fairly(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """The breaks of two participants, idle ones included, differ by the fairness at most (BMSP: homogeneity)."""
    if problem.fairness is None or not problem.fairness_is_hard or not problem.participants:
        return
    breaks = plan.breaks_of(problem)
    fewest = min(breaks.values())
    for one, number in breaks.items():
        if number - fewest > problem.fairness:
            yield _breach(breaks_shared_fairly, one)


RULES: tuple[Rule, ...] = (
    each_meeting_once,
    mandatory_meetings_held,
    engagements_kept,
    only_when_allowed,
    only_when_present,
    one_meeting_at_a_time,
    in_order,
    suitable_place,
    enough_room,
    interpreter_at_hand,
    time_to_walk,
    few_meetings_per_day,
    pauses_kept,
    runs_bounded,
    never_together,
    breaks_shared_fairly,
)


def check(problem: Problem, plan: Plan) -> tuple[Breach, ...]:
    """Return every breach of every rule, a meeting that the problem does not know first and alone.

    The rules look only at what the problem knows: ``unknown_meeting`` names what it does not, and
    what lies outside its slots is ``only_when_allowed``.
    """
    unknown = [meeting for meeting in plan.meetings if meeting.id not in problem.task]
    found = [Breach(rule="unknown_meeting", subjects=(meeting.id,)) for meeting in unknown]
    known = Plan(meetings=tuple(meeting for meeting in plan.meetings if meeting not in unknown))
    outside = [one for one in known.meetings if not set(occupied(problem, one)) <= problem.session_of.keys()]
    found += [_breach(only_when_allowed, meeting.id) for meeting in outside]
    inside = Plan(meetings=tuple(meeting for meeting in known.meetings if meeting not in outside))
    return (*found, *(breach for rule in RULES for breach in rule(problem, inside)))
