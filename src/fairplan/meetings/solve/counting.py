"""The counting part of the model: room per slot, breaks, fairness, and what an aim costs."""

from collections.abc import Iterable

from fairplan.meetings.problem import Aim, Priority, Problem, Request, Task
from fairplan.meetings.solve.formula import FALSE, TRUE, Formula

Costs = list[tuple[int, int]]
FAIRNESS = "fairness"


class Counts:
    """What a model counts; the literals are named by the model itself."""

    problem: Problem
    formula: Formula
    released: bool
    grants: dict[str, int]
    starts: dict[str, list[int]]
    begins: dict[str, dict[int, int]]
    at: dict[str, dict[int, int]]
    held: dict[str, int]
    busy: dict[str, dict[int, int]]
    tasks_of: dict[str, list[Task]]
    place_of: dict[str, dict[str, int]]
    where: dict[tuple[str, str, int], int]

    def enough_room(self) -> None:
        """Bound the meetings of each place and slot.

        Meetings that share a participant exclude each other, so each such cluster counts once. Where all
        meetings have two people and one place, its people are counted too: they are even in number, and
        that parity is what a solver does not find by itself.
        """
        for place in self.problem.places:
            for slot in self.problem.session_of:
                inside = {}
                for task in self.problem.tasks:
                    literal = self.at[task.id].get(slot, FALSE)
                    chosen = self.place_of[task.id].get(place.id, FALSE)
                    inside[task.id] = self.formula.all_of(literal, chosen)
                inside = {name: literal for name, literal in inside.items() if literal != FALSE}
                self.formula.at_most(self._clusters(inside), place.capacity)
        if len(self.problem.places) == 1 and all(len(people) == 2 for people in self.problem.people.values()):
            self._count_people(self.problem.places[0].capacity)

    def _clusters(self, inside: dict[str, int]) -> list[int]:
        """Return one literal per cluster of meetings around one participant, the largest cluster first."""
        rest, clusters = dict(inside), []
        while rest:
            around: dict[str, list[str]] = {}
            for name in rest:
                for one in self.problem.people[name]:
                    around.setdefault(one, []).append(name)
            largest = max(around.values(), key=len)
            clusters.append(self.formula.any_of(*(rest.pop(name) for name in largest)))
        return clusters

    def _count_people(self, capacity: int) -> None:
        for slot in self.problem.session_of:
            row = [busy[slot] for busy in self.busy.values() if busy[slot] != FALSE]
            total = [*self.formula.totalizer(row, 2 * capacity + 1), FALSE]
            if len(total) > 2 * capacity + 1:
                self.formula.add(-total[2 * capacity])
            for odd in range(0, len(total) - 1, 2):
                self.formula.add(-total[odd], total[odd + 1])

    def breaks_shared_fairly(self) -> None:
        """Bound the breaks of each participant above the fewest of anybody.

        Where somebody cannot have a break, and that is nearly always, this is a bound on each alone.
        """
        late = {one: self._later_blocks(one) for one in self.tasks_of}
        fairness = self.problem.fairness if self.problem.fairness_is_hard else None
        alone = fairness is not None and not all(late.values())
        self.levels: dict[str, list[int]] = {}
        for one, starts in late.items():
            most = min(len(starts), fairness + 1) if alone and fairness is not None else len(starts)
            self.levels[one] = self.formula.unary(starts, most)
        if fairness is not None:
            self._bound_levels(fairness, alone=alone)

    def _bound_levels(self, fairness: int, *, alone: bool) -> None:
        granted = TRUE
        if self.released:
            granted = self.grants[FAIRNESS] = self.formula.new()
        fewest = 0 if alone else max((len(row) for row in self.levels.values()), default=0)
        rows = self.levels.values()
        lowest = [self.formula.all_of(*(self._level(row, number) for row in rows)) for number in range(fewest)]
        for number, at_least in enumerate([*lowest, FALSE]):
            for row in self.levels.values():
                self.formula.add(-granted, at_least, -self._level(row, number + fairness))

    @staticmethod
    def _level(row: list[int], number: int) -> int:
        return row[number] if number < len(row) else FALSE

    def _later_blocks(self, one: str) -> list[int]:
        """Return a literal for each slot in which a participant's second or later block of a day may begin."""
        found = []
        for day in self.problem.days:
            counts = self._prefix_counts(one, day)
            busy = self.busy[one]
            found += [self.formula.all_of(busy[slot], -busy[slot - 1], counts[slot - 2][1]) for slot in day[2:]]
        return [literal for literal in found if literal != FALSE]

    def _prefix_counts(self, one: str, day: range) -> dict[int, list[int]]:
        """Return for each slot of a day literals "at least k slots of this day are busy up to here".

        Constants are folded in from what must and what can lie before and after.
        """
        low, high = self._bounds(one, day)
        formula, most = self.formula, high[day[-1]]
        before = [TRUE, *[FALSE] * (most + 1)]
        counts = {}
        for slot in day:
            between = [formula.new() for _count in range(low[slot], high[slot])]
            row = [TRUE, *[TRUE] * low[slot], *between, *[FALSE] * (most + 1 - high[slot])]
            busy = self.busy[one][slot]
            for k in range(1, most + 2):
                formula.add(-before[k], row[k])
                formula.add(-busy, -before[k - 1], row[k])
                formula.add(-row[k], before[k], busy)
                formula.add(-row[k], before[k - 1])
            counts[slot] = before = row
        return counts

    def _bounds(self, one: str, day: range) -> tuple[dict[int, int], dict[int, int]]:
        """Return the fewest and the most busy slots of a day up to each of its slots."""
        tasks = [task for task in self.tasks_of[one] if self.starts[task.id]]
        hard = [] if self.released else [task for task in tasks if self.problem.is_hard(task)]
        needed = sum(task.length for task in hard)
        free = {slot for slot, literal in self.busy[one].items() if literal != FALSE}
        low, high, least = {}, {}, 0
        for slot in day:
            upto = sum(1 for other in free if day.start <= other <= slot)
            within = range(day.start, slot + 1)
            must = sum(task.length for task in hard if self._ends_within(task, within))
            may = sum(task.length for task in tasks if any(start in within for start in self.starts[task.id]))
            least = max(least, must, needed - (len(free) - upto))
            low[slot], high[slot] = least, min(may, upto)
        for slot in reversed(day[:-1]):
            low[slot] = max(low[slot], low[slot + 1] - 1)
        return low, high

    def _ends_within(self, task: Task, within: range) -> bool:
        starts = self.starts[task.id]
        return starts[0] in within and starts[-1] + task.length - 1 in within

    def costs(self, aim: Aim) -> list[Costs]:
        """Return what an aim costs, in stages of falling importance, as weights and literals."""
        stages = {
            Aim.WORTH: self._worth,
            Aim.BREAKS: self._breaks,
            Aim.FAIRNESS: self._spread,
            Aim.WALKING: self._walking,
            Aim.EVENNESS: self._peak,
        }
        return [[(w, literal) for w, literal in stage if literal != FALSE] for stage in stages[aim]()]

    def _worth(self) -> Iterable[Costs]:
        weights = {Priority.MANDATORY: 1, Priority.HIGH: self.problem.worth_of_high, Priority.NORMAL: 1}
        asked = [request for request in self.problem.requests if not self.problem.is_hard(request)]
        for first in (True, False):
            stage: list[Request] = [one for one in asked if (one.priority is Priority.MANDATORY) is first]
            yield [(weights[one.priority], -self.held[one.id]) for one in stage]

    def _breaks(self) -> Iterable[Costs]:
        yield [(1, level) for row in self.levels.values() for level in row]

    def _spread(self) -> Iterable[Costs]:
        rows = list(self.levels.values())
        most = max((len(row) for row in rows), default=0)
        stage = []
        for number in range(most):
            reached = [self._level(row, number) for row in rows]
            stage.append((1, self.formula.all_of(self.formula.any_of(*reached), -self.formula.all_of(*reached))))
        yield stage

    def _walking(self) -> Iterable[Costs]:
        stage = []
        for one in self.tasks_of if self.where else ():
            for day in self.problem.days:
                last = {place.id: FALSE for place in self.problem.places}
                for slot in day:
                    here = {name: self.where[one, name, slot] for name in last}
                    for (came, goes), walk in self.problem.way.items():
                        stage.append((walk.metres, self.formula.all_of(here[goes], last[came])))
                    busy = self.busy[one][slot]
                    last = {
                        name: self.formula.any_of(here[name], self.formula.all_of(-busy, last[name])) for name in last
                    }
        yield [(metres, literal) for metres, literal in stage if metres]

    def _peak(self) -> Iterable[Costs]:
        rows = []
        for slot in self.problem.session_of:
            load = [row[slot] for row in self.at.values() if slot in row]
            rows.append(self.formula.totalizer(load, len(load)))
        most = max(map(len, rows), default=0)
        yield [(1, self.formula.any_of(*(self._level(row, number) for row in rows))) for number in range(most)]
