"""Which request gets which time at the desk: exact, and the same each time it is asked."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

#: So many trials of one question are enough; a queue of dozens needs a few hundred.
MOST_STEPS = 50_000


Span = tuple[datetime.datetime, datetime.datetime]


class Why(StrEnum):
    """Why a request has no time."""

    NO_TIME = "no-time"
    NOT_FREE = "not-free"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time at a desk, which has a number."""

    desk: int
    begins: datetime.datetime
    ends: datetime.datetime
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """That somebody is elsewhere, or has not come yet, or has left."""

    person: int
    begins: datetime.datetime
    ends: datetime.datetime
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A request: who signs, between which moments it may be; lists of wishes stand in the order in which they count.

    Without ``within`` any time will do.
    """

    key: int
    people: frozenset[int] = frozenset()
    within: Sequence[Span] = ()
    #: The time that it has already and keeps.
    fixed: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The times that requests get, and why the others get none."""

    placed: Mapping[int, Time] = field(default_factory=dict)
    left: Mapping[int, Why] = field(default_factory=dict)


def meets(one: Time | Busy, other: Time | Busy, travel: datetime.timedelta) -> bool:
    """Say whether nobody can be at both: they overlap, or there is no time to walk from room to room between them."""
    pause = datetime.timedelta() if one.room == other.room else travel
    return one.begins < other.ends + pause and other.begins < one.ends + pause


def queue(
    wishes: Sequence[Wish], times: Sequence[Time], *, busy: Sequence[Busy] = (), travel: datetime.timedelta
) -> Queue:
    """Return who gets which time.

    Whoever stands first in the list gets a time wherever one fits, whatever becomes of those behind; then each,
    in the same order, gets the earliest of its times that leaves all others theirs. Nobody is moved who is fixed.
    """
    return _Search(wishes, times, busy, travel).queue()


@dataclass(slots=True)
class _Search:
    wishes: Sequence[Wish]
    times: Sequence[Time]
    busy: Sequence[Busy]
    travel: datetime.timedelta
    options: dict[int, list[Time]] = field(init=False, default_factory=dict)
    people: dict[int, frozenset[int]] = field(init=False)
    fixed: dict[int, Time] = field(init=False)
    free: list[Wish] = field(init=False)
    steps: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.people = {wish.key: wish.people for wish in self.wishes}
        self.fixed = {wish.key: wish.fixed for wish in self.wishes if wish.fixed}
        self.free = [wish for wish in self.wishes if not wish.fixed]

    def queue(self) -> Queue:
        left: dict[int, Why] = {}
        placed: dict[int, Time] = {}
        for wish in self.free:
            self.options[wish.key], why = self._options(wish)
            found = self._extended(placed, wish.key) if self.options[wish.key] else None
            if found is None:
                left[wish.key] = why
            else:
                placed = found
        for wish in self.free:
            if wish.key in placed:
                placed = self._earliest(placed, wish.key)
        return Queue(placed=self.fixed | placed, left=left)

    def _options(self, wish: Wish) -> tuple[list[Time], Why]:
        """Return the times that suit a wish by itself, the earliest first, and why it gets none if it gets none."""
        wanted = [
            time for time in self.times
            if not wish.within or any(first <= time.begins and time.ends <= last for first, last in wish.within)
        ]  # fmt: skip
        own = [one for one in self.busy if one.person in wish.people]
        free = [time for time in wanted if not any(meets(time, one, self.travel) for one in own)]
        why = Why.TAKEN if free else Why.NOT_FREE if wanted else Why.NO_TIME
        open_ = [time for time in free if self._fits(wish.key, time, self.fixed)]
        return sorted(open_, key=lambda time: (time.begins, time.desk)), why

    def _clash(self, one: int, at: Time, other: int, then: Time) -> bool:
        if at.desk == then.desk and at.begins < then.ends and then.begins < at.ends:
            return True
        return bool(self.people[one] & self.people[other]) and meets(at, then, self.travel)

    def _fits(self, key: int, time: Time, placed: Mapping[int, Time]) -> bool:
        return not any(self._clash(key, time, other, then) for other, then in placed.items() if other != key)

    def _extended(self, placed: dict[int, Time], key: int) -> dict[int, Time] | None:
        """Return times for one more, moving others where it must be; None if there are none."""
        direct = next((time for time in self.options[key] if self._fits(key, time, placed)), None)
        if direct is not None:
            return {**placed, key: direct}
        return self._solve({one: self.options[one] for one in (*placed, key)})

    def _earliest(self, placed: dict[int, Time], key: int) -> dict[int, Time]:
        """Return times in which this one has its earliest that is possible, and those before it keep theirs."""
        at = [wish.key for wish in self.free].index(key)
        kept = {wish.key for wish in self.free[:at] if wish.key in placed}
        for time in self.options[key]:
            if time == placed[key]:
                return placed
            if self._fits(key, time, placed):
                return {**placed, key: time}
            if not self._fits(key, time, {one: placed[one] for one in kept}):
                continue
            domains = {one: [placed[one]] if one in kept else self.options[one] for one in placed}
            found = self._solve({**domains, key: [time]})
            if found is not None:
                return found
        return placed

    def _solve(self, domains: Mapping[int, list[Time]]) -> dict[int, Time] | None:
        """Return a time for each, or None; who has the fewest times chooses first."""
        self.steps = 0
        return self._search(dict(domains), {})

    def _search(self, domains: dict[int, list[Time]], done: dict[int, Time]) -> dict[int, Time] | None:
        self.steps += 1
        if not domains:
            return done
        if self.steps > MOST_STEPS or not _all_can_be_matched(domains):
            return None
        key = min(domains, key=lambda one: len(domains[one]))
        for time in domains[key]:
            rest = {
                other: [then for then in own if not self._clash(key, time, other, then)]
                for other, own in domains.items()
                if other != key
            }
            if all(rest.values()):
                found = self._search(rest, {**done, key: time})
                if found is not None:
                    return found
        return None


def _all_can_be_matched(domains: Mapping[int, Sequence[Time]]) -> bool:
    """Say whether each could have a time of its own, if nothing but the times mattered (Kuhn's matching)."""
    taken: dict[Time, int] = {}
    return all(_match(key, domains, taken, set()) for key in domains)


def _match(key: int, domains: Mapping[int, Sequence[Time]], taken: dict[Time, int], seen: set[Time]) -> bool:
    for time in domains[key]:
        if time not in seen:
            seen.add(time)
            if time not in taken or _match(taken[time], domains, taken, seen):
                taken[time] = key
                return True
    return False


def times_of(
    *, desk: int, opens: datetime.datetime, closes: datetime.datetime, minutes: int, pause: int = 0, room: str = ""
) -> Iterator[Time]:
    """Yield the times of a desk that is open from one moment to another; the last one ends before it closes."""
    length, step = datetime.timedelta(minutes=minutes), datetime.timedelta(minutes=minutes + pause)
    begins = opens
    while begins + length <= closes:
        yield Time(desk=desk, begins=begins, ends=begins + length, room=room)
        begins += step
