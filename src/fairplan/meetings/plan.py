"""A plan of meetings, and what it is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fairplan.meetings.problem import Aim, Priority, Problem, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A request or an engagement with its first slot, its place, and its interpreter where one is needed."""

    id: str
    slot: int
    place: str = ""
    interpreter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is not in the plan: the rules that stop each of its slots, and whom they concern.

    ``reason`` is ``no_slot_allowed``, the name of the rule that stops most of the possible slots, or
    ``others_preferred`` where it fits beside the plan only by displacing meetings of more worth.
    """

    id: str
    reason: str
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Meetings held and requests refused."""

    meetings: tuple[Meeting, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def busy(self, problem: Problem) -> dict[str, list[int]]:
        """Return the occupied slots of every participant, in order, a slot as often as it is occupied."""
        slots: dict[str, list[int]] = {person.id: [] for person in problem.participants}
        for meeting in self.meetings:
            for one in problem.people[meeting.id]:
                slots[one] += occupied(problem, meeting)
        return {one: sorted(row) for one, row in slots.items()}

    def breaks_of(self, problem: Problem) -> dict[str, int]:
        """Return the breaks of every participant.

        A break is a pair of consecutive occupied slots of one day that are not adjacent (Bofill et al.,
        "Constraint Solving Approaches to the Business-to-Business Meeting Scheduling Problem", JAIR 74,
        2022, definition 2.3). There is no rule for lunch; idle time before the first and after the last
        meeting does not count.
        """
        day_of = {slot: day.start for day in problem.days for slot in day}
        return {
            one: sum(later - slot > 1 and day_of[later] == day_of[slot] for slot, later in pairwise(slots))
            for one, slots in self.busy(problem).items()
        }

    def breaks(self, problem: Problem) -> int:
        """Return the breaks of all participants together."""
        return sum(self.breaks_of(problem).values())

    def spread(self, problem: Problem) -> int:
        """Return the difference between the most and the fewest breaks of two participants."""
        breaks = self.breaks_of(problem).values()
        return max(breaks) - min(breaks) if breaks else 0

    def worth(self, problem: Problem) -> int:
        """Return what the requests held weigh together; a mandatory one weighs more than all others."""
        requests = (problem.task[meeting.id] for meeting in self.meetings)
        return sum(worth_of(problem, task) for task in requests if isinstance(task, Request))

    def walking_m(self, problem: Problem) -> int:
        """Return the metres between the consecutive places of one day, of all participants together."""
        metres = 0
        for one, row in self.rows(problem):
            del one
            metres += sum(
                problem.way[first.place, second.place].metres
                for first, second in pairwise(row)
                if (first.place, second.place) in problem.way
            )
        return metres

    def rows(self, problem: Problem) -> Iterator[tuple[str, list[Meeting]]]:
        """Yield every participant's meetings of every day, in order."""
        for day in problem.days:
            rows: dict[str, list[Meeting]] = {person.id: [] for person in problem.participants}
            for meeting in sorted(self.meetings, key=lambda meeting: (meeting.slot, meeting.id)):
                for one in problem.people[meeting.id] if meeting.slot in day else ():
                    rows[one].append(meeting)
            yield from rows.items()

    def peak(self, problem: Problem) -> int:
        """Return the most meetings of one slot."""
        load = [slot for meeting in self.meetings for slot in occupied(problem, meeting)]
        return max((load.count(slot) for slot in set(load)), default=0)

    def measure(self, problem: Problem, aim: Aim) -> int:
        """Return one measure; all but the worth are the better the smaller."""
        measures = {
            Aim.WORTH: self.worth,
            Aim.BREAKS: self.breaks,
            Aim.FAIRNESS: self.spread,
            Aim.WALKING: self.walking_m,
            Aim.EVENNESS: self.peak,
        }
        return measures[aim](problem)


def occupied(problem: Problem, meeting: Meeting) -> range:
    """Return the slots that a meeting occupies."""
    return range(meeting.slot, meeting.slot + problem.task[meeting.id].length)


def worth_of(problem: Problem, request: Request) -> int:
    """Return the weight of a request: 1 normal, more for a high one, above all others for a mandatory one."""
    high = problem.worth_of_high
    if request.priority is Priority.MANDATORY:
        counted = [other.priority for other in problem.requests]
        return 1 + high * counted.count(Priority.HIGH) + counted.count(Priority.NORMAL)
    return high if request.priority is Priority.HIGH else 1
