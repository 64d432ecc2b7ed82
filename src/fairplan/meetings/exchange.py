"""Problems and plans from and to texts: our JSON, and the benchmark's ``.dzn`` (MiniZinc data)."""

import re
from typing import NoReturn, TypeVar

from fairplan.jsonio import VERSION, build, dump, parse, plain
from fairplan.meetings.plan import Meeting, Plan
from fairplan.meetings.problem import Aim, Pair, Participant, Place, Priority, Problem, Request, Session
from fairplan.report import Breach, Result

Item = TypeVar("Item")
FAIRNESS_OF_BENCHMARK = 2
TABLES = "tables"
_SESSIONS = {1: ("am",), 2: ("pm",), 3: ()}


def read_problem(text: str, name: str, *, fairness: int | None = None) -> Problem:
    """Return the problem in a text; a name that ends in ``.dzn`` says which language it has."""
    if name.endswith(".dzn"):
        return _benchmark(text, name, FAIRNESS_OF_BENCHMARK if fairness is None else fairness)
    data = parse(text, name)
    version = data.pop("version", None)
    if version != VERSION:
        message = f"{name} has version {version!r}; this program reads {VERSION}"
        raise ValueError(message)
    if fairness is not None:
        data["fairness"] = fairness
    return build(Problem, data, name)


def write_problem(problem: Problem) -> str:
    """Return a problem as JSON."""
    data = plain(problem)
    return dump({"version": VERSION, **data}) if isinstance(data, dict) else ""


def read_plan(text: str, name: str, problem: Problem) -> Plan:
    """Return the meetings of a plan, whoever made it; only ``meetings`` is read, ids may be numbers.

    A place that is not stated is filled in where there is one only.
    """
    rows = parse(text, name).get("meetings")
    if not isinstance(rows, list):
        message = f"{name} has no list of meetings"
        raise ValueError(message)  # noqa: TRY004 - a sentence about a file, not a mistake in code
    return Plan(meetings=tuple(_meeting(row, f"{name}: meetings[{place}]", problem) for place, row in enumerate(rows)))


def _meeting(row: object, where: str, problem: Problem) -> Meeting:
    if not isinstance(row, dict):
        message = f"{where} is no object"
        raise ValueError(message)  # noqa: TRY004 - a sentence about a file, not a mistake in code
    data = {key: row[key] for key in ("id", "slot", "place", "interpreter") if key in row}
    if type(data.get("id")) is int:
        data["id"] = str(data["id"])
    meeting = build(Meeting, data, where)
    if meeting.place or meeting.id not in problem.task:
        return meeting
    places = problem.places_of(problem.task[meeting.id])
    place = places[0].id if len(places) == 1 else ""
    return Meeting(id=meeting.id, slot=meeting.slot, place=place, interpreter=meeting.interpreter)


def write_result(problem: Problem, result: Result[Plan]) -> str:
    """Return what a run found as JSON: status, measures, meetings and refusals."""
    plan = result.plan or Plan()
    data: dict[str, object] = {"version": VERSION, "status": result.status.value}
    data["breaks"] = None if result.plan is None else plan.breaks(problem)
    data["bound"] = None if result.plan is None else result.bound
    data["seconds"] = round(result.seconds, 3)
    data["conflicts"] = result.work
    if result.plan is not None:
        data["measures"] = {aim.value: plan.measure(problem, aim) for aim in Aim}
    data["meetings"] = [_row(meeting) for meeting in plan.meetings]
    data["refusals"] = plain(plan.refusals)
    data["contradiction"] = list(result.contradiction)
    return dump(data)


def _row(meeting: Meeting) -> dict[str, object]:
    row: dict[str, object] = {"id": int(meeting.id) if meeting.id.isdecimal() else meeting.id, "slot": meeting.slot}
    row |= {"place": meeting.place} if meeting.place else {}
    return row | ({"interpreter": meeting.interpreter} if meeting.interpreter else {})


def write_breaches(breaches: tuple[Breach, ...]) -> str:
    """Return one line per breach, the rule first; or that there is none."""
    lines = [f"{breach.rule}: {', '.join(breach.subjects)}" for breach in breaches]
    return "".join(f"{line}\n" for line in lines or ["no breach"])


def _benchmark(text: str, name: str, fairness: int) -> Problem:
    """Read the data of Bofill et al., JAIR 2022.

    ``forbidden`` and ``meetingsxBusiness`` carry dummies; the latter repeats ``requested`` and is not
    needed. ``precedences`` lists for each meeting those before it, numbered from 1.
    """
    data = _Dzn(text, name)
    slots, morning = data.number("nTotalSlots"), data.number("nMorningSlots")
    people = range(1, data.number("nBusiness") + 1)
    rows = data.rows("requested", data.number("nMeetings"))
    forbidden = data.groups("forbidden", len(people))
    fixed = data.numbers("fixed", len(rows))
    before = data.groups("precedences", len(rows))
    if not 0 <= morning <= slots:
        data.refuse(f"{morning} morning slots of {slots} slots")
    sessions = [Session(id="am", day="1", first=1, last=morning)] if morning else []
    sessions += [Session(id="pm", day="1", first=morning + 1, last=slots)] if morning < slots else []
    known = {session.id for session in sessions}
    requests = []
    for number, (one, other, session) in enumerate(rows, 1):
        if session not in _SESSIONS:
            data.refuse(f"requested row {number} has session {session}, not 1, 2 or 3")
        requests.append(
            Request(
                id=str(number),
                participants=(str(one), str(other)),
                priority=Priority.MANDATORY,
                sessions=frozenset(_SESSIONS[session]) & known,
                slots=frozenset() if not known.issuperset(_SESSIONS[session]) else None,
                fixed=fixed[number - 1] or None,
            )
        )
    everywhere = frozenset(range(1, slots + 1))
    present = [everywhere - frozenset(group) for group in forbidden]
    return Problem(
        sessions=tuple(sessions),
        participants=tuple(Participant(id=str(one), available=present[one - 1]) for one in people),
        requests=tuple(requests),
        places=(Place(id=TABLES, capacity=data.number("nTables")),),
        precedences=tuple(Pair(one=str(a), other=str(b)) for b, group in enumerate(before, 1) for a in sorted(group)),
        fairness=fairness,
        aims=(Aim.BREAKS,),
    )


class _Dzn:
    """The assignments of a MiniZinc data file, as text, and their reading."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        bare = re.sub(r"%[^\n]*", "", text)
        parts = [part.strip() for part in bare.split(";")]
        if parts[-1]:
            self.refuse(f"the last assignment does not end: {parts[-1][:40]!r}")
        self._values: dict[str, str] = {}
        for part in parts[:-1]:
            key, equals, value = part.partition("=")
            if not equals or key.strip() in self._values:
                self.refuse(f"{part[:40]!r} is no assignment, or the second one")
            self._values[key.strip()] = "".join(value.split())

    def refuse(self, what: str) -> NoReturn:
        """Raise with the file's name."""
        message = f"{self.name}: {what}"
        raise ValueError(message)

    def _value(self, key: str, pattern: str) -> str:
        value = self._values.get(key)
        if value is None:
            self.refuse(f"{key} is missing")
        if not re.fullmatch(pattern, value):
            self.refuse(f"{key} cannot be read: {value[:40]!r}")
        return value

    def number(self, key: str) -> int:
        """Return one number."""
        return int(self._value(key, r"\d{1,9}"))

    def numbers(self, key: str, expected: int) -> list[int]:
        """Return a list of numbers, of the length expected."""
        found = [int(word) for word in re.findall(r"\d+", self._value(key, r"\[(\d{1,9},?)*\]"))]
        return self._counted(key, found, expected)

    def rows(self, key: str, expected: int) -> list[list[int]]:
        """Return a table of three columns."""
        value = self._value(key, r"\[(\|(\d{1,9},\d{1,9},\d{1,9},?)?)*\|?\]")
        found = [[int(word) for word in row.split(",") if word] for row in value[1:-1].split("|") if row]
        return self._counted(key, found, expected)

    def groups(self, key: str, expected: int) -> list[list[int]]:
        """Return a list of sets, the dummy 0 left out."""
        value = self._value(key, r"\[(\{(\d{1,9},?)*\},?)*\]")
        found = [[int(word) for word in group.split(",") if word] for group in re.findall(r"\{([^}]*)\}", value)]
        return self._counted(key, [[word for word in group if word] for group in found], expected)

    def _counted(self, key: str, found: list[Item], expected: int) -> list[Item]:
        if len(found) != expected:
            self.refuse(f"{key} has {len(found)} entries, not {expected}")
        return found
