"""A fair's meetings to be planned: who, when, where, and what must hold.

Slots are numbered from 1 through the whole fair; sessions cut them into days. Every id is the caller's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

MOST_SLOTS = 10_000


class Priority(StrEnum):
    """How much a request weighs."""

    MANDATORY = "mandatory"
    HIGH = "high"
    NORMAL = "normal"


class Aim(StrEnum):
    """What a plan is judged by, in the order of this list."""

    WORTH = "worth"
    BREAKS = "breaks"
    FAIRNESS = "fairness"
    WALKING = "walking"
    EVENNESS = "evenness"


def _refuse(condition: object, sentence: str) -> None:
    if condition:
        raise ValueError(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Consecutive slots of one day, the first and the last included."""

    id: str
    day: str
    first: int
    last: int
    change_minutes: int = 0

    def __post_init__(self) -> None:
        _refuse(not 1 <= self.first <= self.last, f"session {self.id}: slots {self.first} to {self.last} are no range")
        _refuse(self.last > MOST_SLOTS, f"session {self.id} ends in slot {self.last}, after {MOST_SLOTS}")
        _refuse(self.change_minutes < 0, f"session {self.id}: {self.change_minutes} minutes to change are negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person, or a team of one organisation that always meets together (then with members).

    ``available`` are the slots of presence, ``None`` means all. Each of ``pauses`` is a set of slots of
    which at least one stays free. ``longest_run`` bounds the slots in a row without a free one.
    """

    id: str
    organisation: str = ""
    members: frozenset[str] = frozenset()
    available: frozenset[int] | None = None
    most_per_day: int | None = None
    longest_run: int | None = None
    pauses: tuple[frozenset[int], ...] = ()

    def __post_init__(self) -> None:
        _refuse(not self.id, "a participant has an empty id")
        _refuse(self.id in self.members, f"participant {self.id} is a member of itself")
        _refuse((self.most_per_day or 0) < 0, f"participant {self.id}: most_per_day is negative")
        _refuse(
            self.longest_run is not None and self.longest_run < 1, f"participant {self.id}: longest_run is less than 1"
        )
        _refuse(frozenset() in self.pauses, f"participant {self.id}: a pause has no slots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """Somebody who interprets between languages and can be at one meeting at a time."""

    id: str
    languages: frozenset[str]
    available: frozenset[int] | None = None

    def __post_init__(self) -> None:
        _refuse(not self.languages, f"interpreter {self.id} has no languages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where meetings are held: equal tables, a room, or a stand; ``capacity`` meetings at a time."""

    id: str
    capacity: int = 1
    equipment: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _refuse(self.capacity < 0, f"place {self.id}: a capacity of {self.capacity} is negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The way between two places, the same in both directions."""

    one: str
    other: str
    minutes: int
    metres: int

    def __post_init__(self) -> None:
        way = f"the walk between {self.one} and {self.other}"
        _refuse(self.one == self.other, f"{way} leads nowhere")
        _refuse(self.minutes < 0 or self.metres < 0, f"{way} has a negative length")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A meeting that somebody asks for, between two or more participants.

    ``sessions`` and ``slots`` bound where it may begin (empty and ``None``: anywhere); ``fixed`` names the
    slot. ``places`` are those allowed (empty: all); ``interpretation`` the languages an interpreter needs.
    """

    id: str
    participants: tuple[str, ...]
    priority: Priority = Priority.NORMAL
    sessions: frozenset[str] = frozenset()
    slots: frozenset[int] | None = None
    fixed: int | None = None
    length: int = 1
    places: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    interpretation: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _refuse(not self.id, "a request has an empty id")
        _refuse(len(self.participants) < 2, f"request {self.id} has fewer than two participants")
        _refuse(len(set(self.participants)) < len(self.participants), f"request {self.id} names a participant twice")
        _refuse(not 1 <= self.length <= MOST_SLOTS, f"request {self.id} has a length of {self.length} slots")

    def begins_in(self, slot: int, session: str) -> bool:
        """Say whether the request itself allows to begin in a slot."""
        if self.fixed is not None:
            return slot == self.fixed and (not self.sessions or session in self.sessions)
        return (self.slots is None or slot in self.slots) and (not self.sessions or session in self.sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A talk, a stand tour or a signing of a delegation's head: always kept, and meetings yield to it.

    It begins at most ``tolerance`` slots before or after ``slot`` and occupies ``length`` slots.
    """

    id: str
    participants: tuple[str, ...]
    slot: int
    tolerance: int = 0
    length: int = 1
    places: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    interpretation: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _refuse(not self.id, "an engagement has an empty id")
        _refuse(not self.participants, f"engagement {self.id} has no participants")
        _refuse(len(set(self.participants)) < len(self.participants), f"engagement {self.id} names somebody twice")
        _refuse(not 1 <= self.length <= MOST_SLOTS, f"engagement {self.id} has a length of {self.length} slots")
        _refuse(self.tolerance < 0, f"engagement {self.id} has a negative tolerance")

    def begins_in(self, slot: int, session: str) -> bool:
        """Say whether the tolerance allows to begin in a slot."""
        return abs(slot - self.slot) <= self.tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two ids in an order: a precedence of two meetings, or two participants who never meet."""

    one: str
    other: str

    def __post_init__(self) -> None:
        _refuse(self.one == self.other, f"the pair {self.one}, {self.other} names one thing twice")


Task = Request | Engagement


@dataclass(frozen=True, kw_only=True)
class Problem:
    """All that a plan of meetings depends on.

    ``fairness`` bounds the difference between the most and the fewest breaks of two participants; where
    ``fairness_is_hard`` is false, it is approached after the breaks. ``worth_of_high`` is what a high
    request weighs against a normal one. No slots attribute: lookups are kept once they are made.
    """

    sessions: tuple[Session, ...] = ()
    participants: tuple[Participant, ...] = ()
    requests: tuple[Request, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    places: tuple[Place, ...] = ()
    walks: tuple[Walk, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    precedences: tuple[Pair, ...] = ()
    never_with: tuple[Pair, ...] = ()
    fairness: int | None = None
    fairness_is_hard: bool = True
    mandatory_is_hard: bool = True
    worth_of_high: int = 3
    aims: tuple[Aim, ...] = (Aim.WORTH, Aim.BREAKS, Aim.FAIRNESS, Aim.WALKING)

    def __post_init__(self) -> None:
        self._validate_ids()
        self._validate_references()
        expected = 1
        for session in self.sessions:
            _refuse(session.first != expected, f"session {session.id} begins in {session.first}, not {expected}")
            expected = session.last + 1
        days = [session.day for session in self.sessions]
        again = [day for place, day in enumerate(days[1:], 1) if day in days[:place] and day != days[place - 1]]
        _refuse(again, f"day {again[:1]} comes twice")
        _refuse((self.fairness or 0) < 0, f"a fairness of {self.fairness} is negative")
        _refuse(self.worth_of_high < 1, f"a worth of {self.worth_of_high} is less than 1")

    def _validate_ids(self) -> None:
        kinds = {
            "session": [session.id for session in self.sessions],
            "participant": [person.id for person in self.participants],
            "place": [place.id for place in self.places],
            "interpreter": [one.id for one in self.interpreters],
            "meeting": [task.id for task in self.tasks],
        }
        for kind, names in kinds.items():
            seen: set[str] = set()
            for name in names:
                _refuse(name in seen, f"two of kind {kind} have the id {name}")
                seen.add(name)

    def _validate_references(self) -> None:
        known = {person.id for person in self.participants}
        sessions, places = {session.id for session in self.sessions}, {place.id for place in self.places}
        for person in self.participants:
            _known(f"participant {person.id}", person.members, known)
        for task in self.tasks:
            _known(f"meeting {task.id}", task.participants, known)
            _known(f"meeting {task.id}", task.places, places)
            if isinstance(task, Request):
                _known(f"meeting {task.id}", task.sessions, sessions)
        for walk in self.walks:
            _known("a walk", (walk.one, walk.other), places)
        for pair in self.never_with:
            _known("never_with", (pair.one, pair.other), known)
        for pair in self.precedences:
            _known("a precedence", (pair.one, pair.other), self.task)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Engagements and requests."""
        return (*self.engagements, *self.requests)

    @cached_property
    def task(self) -> dict[str, Task]:
        """Engagements and requests by id."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def person(self) -> dict[str, Participant]:
        """Participants by id."""
        return {person.id: person for person in self.participants}

    @cached_property
    def people(self) -> dict[str, tuple[str, ...]]:
        """Whom each meeting occupies: its participants and the members of its teams."""
        return {
            task.id: tuple(
                dict.fromkeys(one for name in task.participants for one in (name, *sorted(self.person[name].members)))
            )
            for task in self.tasks
        }

    @cached_property
    def days(self) -> tuple[range, ...]:
        """The slots of each day."""
        names = list(dict.fromkeys(session.day for session in self.sessions))
        parts = [[session for session in self.sessions if session.day == name] for name in names]
        return tuple(range(part[0].first, part[-1].last + 1) for part in parts)

    @cached_property
    def session_of(self) -> dict[int, Session]:
        """The session of each slot."""
        return {slot: session for session in self.sessions for slot in range(session.first, session.last + 1)}

    def is_hard(self, task: Task) -> bool:
        """Say whether there is no plan without this meeting."""
        return isinstance(task, Engagement) or (self.mandatory_is_hard and task.priority is Priority.MANDATORY)

    def places_of(self, task: Task) -> tuple[Place, ...]:
        """Return the places that are allowed and equipped."""
        return tuple(
            place
            for place in self.places
            if (not task.places or place.id in task.places) and task.equipment <= place.equipment
        )

    def interpreters_of(self, task: Task) -> tuple[Interpreter, ...]:
        """Return the interpreters who know the languages, none where none is needed."""
        return tuple(one for one in self.interpreters if task.interpretation and task.interpretation <= one.languages)

    @cached_property
    def way(self) -> dict[tuple[str, str], Walk]:
        """The walks in both directions."""
        ways = {(walk.one, walk.other): walk for walk in self.walks}
        return ways | {(other, one): walk for (one, other), walk in ways.items()}


def _known(whose: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        _refuse(name not in known, f"{whose} names {name!r}, which is not there")
