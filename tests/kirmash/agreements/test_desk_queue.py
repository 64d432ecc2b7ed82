"""The queue of a desk is exact: compared with every possible one on small cases; and the figures of a minute."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from kirmash.agreements.ceremony.counting import GROUPS, Group, Signed, figures
from kirmash.agreements.ceremony.queue import Busy, Queue, Time, Why, Wish, meets, queue, times_of
from kirmash.agreements.models.instrument import Kind

OPENS = datetime.datetime(2026, 9, 29, 10, tzinfo=datetime.UTC)
TRAVEL = datetime.timedelta(minutes=10)


def at(minutes: int) -> datetime.datetime:
    return OPENS + datetime.timedelta(minutes=minutes)


def some_times(slots: int, rooms: int) -> list[Time]:
    return [
        Time(desk=room, begins=at(15 * n + 5 * room), ends=at(15 * n + 5 * room + 15), room=f"room {room}")
        for room in range(rooms) for n in range(slots)
    ]  # fmt: skip


def clash(one: Time, other: Time, people: bool) -> bool:
    same = one.desk == other.desk and one.begins < other.ends and other.begins < one.ends
    return same or (people and meets(one, other, TRAVEL))


def suits(wish: Wish, time: Time, busy: Sequence[Busy]) -> bool:
    inside = not wish.within or any(first <= time.begins and time.ends <= last for first, last in wish.within)
    return inside and not any(one.person in wish.people and meets(time, one, TRAVEL) for one in busy)


def every_queue(wishes: Sequence[Wish], times: Sequence[Time], busy: Sequence[Busy]) -> Iterator[dict[int, Time]]:
    options = [[None, *(time for time in times if suits(wish, time, busy))] for wish in wishes]
    for chosen in product(*options):
        placed = [(wish, time) for wish, time in zip(wishes, chosen, strict=True) if time]
        if not any(
            clash(time, then, bool(wish.people & other.people))
            for n, (wish, time) in enumerate(placed) for other, then in placed[n + 1:]
        ):  # fmt: skip
            yield {wish.key: time for wish, time in placed}


def worth(wishes: Sequence[Wish], placed: dict[int, Time]) -> tuple[object, ...]:
    """Whoever stands first is served first; then each, in the same order, is as early as can be."""
    served = tuple(wish.key not in placed for wish in wishes)
    early = tuple((placed[w.key].begins, placed[w.key].desk) if w.key in placed else (OPENS, 0) for w in wishes)
    return served, early


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Wish], list[Time], list[Busy]]:
    times = some_times(draw(st.integers(1, 3)), draw(st.integers(1, 2)))
    people = st.frozensets(st.integers(1, 3), max_size=2)
    spans = st.tuples(st.integers(0, 50), st.integers(10, 45)).map(lambda span: (at(span[0]), at(sum(span))))
    wishes = [
        Wish(key=key, people=draw(people), within=draw(st.lists(spans, max_size=1)))
        for key in range(draw(st.integers(1, 4)))
    ]
    elsewhere = st.tuples(st.integers(1, 3), st.integers(0, 50), st.sampled_from(["", "room 0"]))
    busy = [
        Busy(person=person, begins=at(begins), ends=at(begins + 10), room=room)
        for person, begins, room in draw(st.lists(elsewhere, max_size=2))
    ]
    return wishes, times, busy


@settings(max_examples=300, deadline=None)
@given(cases())
def test_no_queue_is_better(case: tuple[list[Wish], list[Time], list[Busy]]) -> None:
    wishes, times, busy = case

    found = queue(wishes, times, busy=busy, travel=TRAVEL)

    best = min(every_queue(wishes, times, busy), key=lambda placed: worth(wishes, placed))
    assert dict(found.placed) == best
    assert set(found.left) == {wish.key for wish in wishes} - set(best)


@given(cases())
def test_why_a_request_has_no_time_is_true(case: tuple[list[Wish], list[Time], list[Busy]]) -> None:
    wishes, times, busy = case

    found = queue(wishes, times, busy=busy, travel=TRAVEL)

    for wish in wishes:
        if wish.key in found.left:
            inside = [t for t in times if suits(Wish(key=0, within=wish.within), t, ())]
            free = [time for time in times if suits(wish, time, busy)]
            expected = Why.TAKEN if free else Why.NOT_FREE if inside else Why.NO_TIME
            assert found.left[wish.key] == expected


@given(cases(), st.data())
def test_who_has_a_time_keeps_it(case: tuple[list[Wish], list[Time], list[Busy]], data: st.DataObject) -> None:
    wishes, times, busy = case
    kept = data.draw(st.sampled_from(times))
    fixed = Wish(key=99, people=wishes[0].people, fixed=kept)

    found = queue([*wishes, fixed], times, busy=busy, travel=TRAVEL)

    others = [time for key, time in found.placed.items() if key != 99]
    assert found.placed[99] == kept
    assert [time for time in others if clash(time, kept, people=False)] == []


def test_two_of_one_person_in_two_rooms_leave_time_to_walk() -> None:
    wishes = [Wish(key=1, people=frozenset({7})), Wish(key=2, people=frozenset({7}))]
    times = [Time(desk=1, begins=at(0), ends=at(15), room="a"), Time(desk=2, begins=at(20), ends=at(35), room="b"),
             Time(desk=2, begins=at(25), ends=at(40), room="b")]  # fmt: skip

    found = queue(wishes, times, travel=TRAVEL)

    assert [found.placed[key].begins for key in (1, 2)] == [at(0), at(25)]


def test_sixty_requests_for_sixty_slots_are_all_served_whatever_their_wishes() -> None:
    times = some_times(60, 1)
    wishes = [
        Wish(key=n, people=frozenset({n % 20}), within=[(times[n].begins, times[min(n + 5, 59)].ends)])
        for n in reversed(range(60))
    ]

    found = queue(wishes, times, travel=TRAVEL)

    assert (len(found.placed), found.left) == (60, {})


def test_nobody_asks_and_nobody_is_called() -> None:
    assert queue([], some_times(3, 1), travel=TRAVEL) == Queue()


def test_the_last_time_ends_before_the_desk_closes_and_pauses_lie_between() -> None:
    found = list(times_of(desk=1, opens=at(0), closes=at(60), minutes=15, pause=5))

    assert [(time.begins, time.ends) for time in found] == [(at(0), at(15)), (at(20), at(35)), (at(40), at(55))]


def a_signed(kind: str, *minutes: int, parties: int = 2, value: str = "", currency: str = "") -> Signed:
    stated = Decimal(value) if value else None
    return Signed(kind=kind, parties=parties, recorded=[at(n) for n in minutes], value=stated, currency=currency)


def test_an_instrument_counts_from_the_minute_in_which_its_last_signature_is_recorded() -> None:
    found = [a_signed("contract", 3, 9)]

    assert [figures(found, at(n)).count(Group.CONTRACTS) for n in (2, 3, 8, 9, 10)] == [0, 0, 0, 1, 1]


def test_intentions_stand_apart_from_contracts_and_currencies_from_each_other() -> None:
    found = [
        a_signed("letter-of-intent", 1, 1, value="5000000", currency="USD"),
        a_signed("contract", 1, 1, value="100.50", currency="BYN"),
        a_signed("contract", 1, 2, value="200", currency="BYN"),
        a_signed("contract", 2, 2, value="7", currency="EUR"),
        a_signed("contract", 2, 2),
        a_signed("delivery-order", 2, 2, value="9", currency="BYN"),
        a_signed("contract", 2, value="1000000", currency="BYN"),
    ]

    told = figures(found, at(5))

    assert [(line.group, line.kind, line.count, line.with_value, line.values) for line in told.lines] == [
        (Group.INTENTS, "letter-of-intent", 1, 1, [("USD", Decimal(5_000_000))]),
        (Group.CONTRACTS, "contract", 4, 3, [("BYN", Decimal("300.50")), ("EUR", Decimal(7))]),
        (Group.CONTRACTS, "delivery-order", 1, 1, [("BYN", Decimal(9))]),
    ]
    assert told.waiting == 1


def test_every_kind_that_can_be_signed_is_in_one_group() -> None:
    assert set(Kind.values) - set(GROUPS) == {"oral-understanding"}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(GROUPS)), st.lists(st.integers(0, 60), max_size=3)), max_size=12),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_figures_never_fall_while_nothing_is_taken_back(
    rows: list[tuple[str, list[int]]], first: int, second: int
) -> None:  # fmt: skip
    found = [a_signed(kind, *minutes) for kind, minutes in rows]

    early, late = (figures(found, at(n)) for n in sorted((first, second)))

    assert all(early.count(group) <= late.count(group) for group in Group)
    assert sum(late.count(group) for group in Group) + late.waiting == len(found)
