"""The rules of a plan of meetings as one propositional formula: a method for each rule, of its name.

Literals: ``begins[m][t]`` meeting m begins in slot t; ``at[m][t]`` it occupies t; ``busy[p][t]`` participant p
is in a meeting; ``levels[p][k]`` p has at least k + 1 breaks. ``docs/engines/meetings.md`` has the mathematics.
"""

from collections import defaultdict

from fairplan.meetings.plan import Meeting, Plan
from fairplan.meetings.problem import Priority, Problem, Task
from fairplan.meetings.solve.counting import Counts
from fairplan.meetings.solve.formula import FALSE, TRUE, Formula
from fairplan.meetings.solve.windows import narrow


class Model(Counts):
    """A formula whose models are the plans of a problem.

    Where it is ``released``, what has to be held is held only under the assumptions ``grants``: a core of
    them is a contradiction.
    """

    def __init__(self, problem: Problem, *, released: bool = False) -> None:
        self.problem = problem
        self.formula = Formula()
        self.released = released
        self.grants: dict[str, int] = {}
        self.starts = {task.id: [*problem.session_of] for task in problem.tasks}
        self.only_when_allowed()
        self.only_when_present()
        self.never_together()
        if not released:
            narrow(problem, self.starts)
        self._name_literals()
        self.each_meeting_once()
        self.mandatory_meetings_held()
        self.engagements_kept()
        self.one_meeting_at_a_time()
        self.in_order()
        self.suitable_place()
        self.enough_room()
        self.interpreter_at_hand()
        self.time_to_walk()
        self.few_meetings_per_day()
        self.pauses_kept()
        self.runs_bounded()
        self.breaks_shared_fairly()

    def only_when_allowed(self) -> None:
        """Keep the slots of one day that the request allows."""
        for task in self.problem.tasks:
            whole = [slot for day in self.problem.days for slot in range(day.start, day.stop - task.length + 1)]
            self.starts[task.id] = [slot for slot in whole if task.begins_in(slot, self.problem.session_of[slot].id)]

    def only_when_present(self) -> None:
        """Keep the slots in which everybody is there."""
        for task in self.problem.tasks:
            for one in self.problem.people[task.id]:
                present = self.problem.person[one].available
                if present is not None:
                    kept = [t for t in self.starts[task.id] if present.issuperset(range(t, t + task.length))]
                    self.starts[task.id] = kept

    def never_together(self) -> None:
        """Leave no slot to a meeting of two who must never meet."""
        for task in self.problem.tasks:
            people = self.problem.people[task.id]
            if any(pair.one in people and pair.other in people for pair in self.problem.never_with):
                self.starts[task.id] = []

    def _name_literals(self) -> None:
        formula, problem = self.formula, self.problem
        self.begins = {task.id: {slot: formula.new() for slot in self.starts[task.id]} for task in problem.tasks}
        self.at = {task.id: self._occupation(task) for task in problem.tasks}
        self.held = {name: formula.any_of(*row.values()) for name, row in self.begins.items()}
        self.tasks_of: dict[str, list[Task]] = {person.id: [] for person in problem.participants}
        for task in problem.tasks:
            for one in problem.people[task.id]:
                self.tasks_of[one].append(task)
        self.busy = {one: self._busy_row(tasks) for one, tasks in self.tasks_of.items()}

    def _occupation(self, task: Task) -> dict[int, int]:
        begins = self.begins[task.id]
        if task.length == 1:
            return begins
        slots = {slot + more for slot in begins for more in range(task.length)}
        gates = {}
        for slot in sorted(slots):
            gates[slot] = self.formula.any_of(*(begins.get(slot - more, FALSE) for more in range(task.length)))
        return gates

    def _busy_row(self, tasks: list[Task]) -> dict[int, int]:
        rows = defaultdict(list)
        for task in tasks:
            for slot, literal in self.at[task.id].items():
                rows[slot].append(literal)
        return {slot: self.formula.any_of(*rows[slot]) for slot in self.problem.session_of}

    def each_meeting_once(self) -> None:
        """Let a meeting begin in one slot at most."""
        for row in self.begins.values():
            self.formula.at_most_one(row.values())

    def _demand(self, task: Task) -> None:
        held = self.held[task.id]
        if self.released:
            self.grants[task.id] = self.formula.new()
            held = self.formula.any_of(-self.grants[task.id], held)
        self.formula.add(held)

    def mandatory_meetings_held(self) -> None:
        """Demand what is mandatory."""
        for request in self.problem.requests:
            if request.priority is Priority.MANDATORY and self.problem.mandatory_is_hard:
                self._demand(request)

    def engagements_kept(self) -> None:
        """Demand every engagement; its slots are narrowed to the tolerance already."""
        for engagement in self.problem.engagements:
            self._demand(engagement)

    def one_meeting_at_a_time(self) -> None:
        """Allow a participant one meeting in a slot."""
        for tasks in self.tasks_of.values():
            for slot in self.problem.session_of:
                row = (self.at[task.id].get(slot, FALSE) for task in tasks)
                self.formula.at_most_one(literal for literal in row if literal != FALSE)

    def in_order(self) -> None:
        """Let the second meeting begin only in a slot in which the first cannot begin or end any more."""
        for pair in self.problem.precedences:
            first, second = self.begins[pair.one], self.begins[pair.other]
            length = self.problem.task[pair.one].length
            done = TRUE
            for slot in sorted(self.problem.session_of, reverse=True):
                ended = slot - length + 1
                done = self.formula.all_of(done, -first.get(ended, FALSE)) if ended in first else done
                if slot in second:
                    self.formula.add(-second[slot], done)

    def suitable_place(self) -> None:
        """Give every meeting held one of its places."""
        self.place_of: dict[str, dict[str, int]] = {}
        for task in self.problem.tasks:
            names = [place.id for place in self.problem.places_of(task)] if self.problem.places else [""]
            self.place_of[task.id] = self._choice(task, names)

    def interpreter_at_hand(self) -> None:
        """Give every meeting that needs one a free interpreter who is there."""
        self.interpreter_of: dict[str, dict[str, int]] = {}
        rows = defaultdict(list)
        for task in self.problem.tasks:
            able = self.problem.interpreters_of(task)
            if not task.interpretation:
                continue
            self.interpreter_of[task.id] = self._choice(task, [one.id for one in able])
            for one in able:
                chosen = self.interpreter_of[task.id][one.id]
                for slot, literal in self.at[task.id].items():
                    if one.available is not None and slot not in one.available:
                        self.formula.add(-chosen, -literal)
                    rows[one.id, slot].append(self.formula.all_of(chosen, literal))
        for row in rows.values():
            self.formula.at_most_one(row)

    def _choice(self, task: Task, names: list[str]) -> dict[str, int]:
        held = self.held[task.id]
        if len(names) == 1:
            return {names[0]: TRUE}
        choice = {name: self.formula.new() for name in names}
        self.formula.add(-held, *choice.values())
        self.formula.at_most_one(choice.values())
        return choice

    def time_to_walk(self) -> None:
        """Forbid two places in consecutive slots of a session where the way is too long."""
        self.where = self._whereabouts() if self.problem.walks else {}
        for session in self.problem.sessions:
            far = [walk for walk in self.problem.walks if walk.minutes > session.change_minutes]
            for slot in range(session.first, session.last):
                for one in self.tasks_of:
                    for walk in far:
                        for place, other in ((walk.one, walk.other), (walk.other, walk.one)):
                            here, there = self.where[one, place, slot], self.where[one, other, slot + 1]
                            self.formula.add(-here, -there)

    def _whereabouts(self) -> dict[tuple[str, str, int], int]:
        """Return for participant, place and slot whether they are there."""
        rows = defaultdict(list)
        for one, tasks in self.tasks_of.items():
            for task in tasks:
                for name, chosen in self.place_of[task.id].items():
                    for slot, literal in self.at[task.id].items():
                        rows[one, name, slot].append(self.formula.all_of(chosen, literal))
        keys = (
            (one, place.id, slot)
            for one in self.tasks_of
            for place in self.problem.places
            for slot in self.problem.session_of
        )
        return {key: self.formula.any_of(*rows[key]) for key in keys}

    def few_meetings_per_day(self) -> None:
        """Bound the meetings that a participant begins on a day."""
        for person in self.problem.participants:
            if person.most_per_day is None:
                continue
            for day in self.problem.days:
                begun = [self.begins[task.id].get(slot, FALSE) for task in self.tasks_of[person.id] for slot in day]
                self.formula.at_most([literal for literal in begun if literal != FALSE], person.most_per_day)

    def pauses_kept(self) -> None:
        """Leave one slot of each pause free."""
        for person in self.problem.participants:
            for pause in person.pauses:
                self.formula.add(*(-self.busy[person.id].get(slot, FALSE) for slot in sorted(pause)))

    def runs_bounded(self) -> None:
        """Leave a free slot in every window longer than the longest run."""
        for person in self.problem.participants:
            if person.longest_run is None:
                continue
            for day in self.problem.days:
                for first in range(day.start, day.stop - person.longest_run):
                    window = range(first, first + person.longest_run + 1)
                    self.formula.add(*(-self.busy[person.id][slot] for slot in window))

    def plan(self, truth: list[int]) -> Plan:
        """Return the plan that a model of the formula describes."""
        meetings = []
        for task in self.problem.tasks:
            slots = [slot for slot, literal in self.begins[task.id].items() if truth[literal - 1] > 0]
            places = [name for name, literal in self.place_of[task.id].items() if truth[literal - 1] > 0]
            chosen = self.interpreter_of.get(task.id, {})
            names = [name for name, literal in chosen.items() if truth[literal - 1] > 0]
            meetings += [
                Meeting(id=task.id, slot=slot, place=places[0], interpreter=names[0] if names else "") for slot in slots
            ]
        return Plan(meetings=tuple(meetings))
