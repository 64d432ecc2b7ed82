"""Who is called to the desk when: as many as can be, the highest rank first, each as early as can be."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

Span = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A slot at a desk."""

    desk: int
    begins: datetime.datetime
    ends: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who wants to sign: between which times, with which people, who are busy when; rank 1 goes first.

    ``fixed`` is the slot that it has and keeps.
    """

    number: int
    rank: int = 5
    within: Span | None = None
    people: frozenset[int] = frozenset()
    busy: Sequence[Span] = ()
    fixed: tuple[int, datetime.datetime] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The slots given, by wish; and why others have none."""

    given: Mapping[int, Place]
    without: Mapping[int, str]


def plan(wishes: Sequence[Wish], places: Sequence[Place]) -> Queue:
    """Return the best queue: exact, and the same for the same wishes.

    First as much rank as can be served (each rank outweighs all lower ones), then the earliest slots.
    """
    formula, options = WCNF(), {wish.number: _options(wish, places) for wish in wishes}
    names = {(wish, place): n for n, (wish, place) in enumerate(
        ((number, place) for number, found in options.items() for place in found), start=1
    )}  # fmt: skip
    for wish in wishes:
        own = [names[wish.number, place] for place in options[wish.number]]
        for early, later in combinations(own, 2):
            formula.append([-early, -later])
        if wish.fixed and own:
            formula.append(own)
    for (one, name), (other, other_name) in combinations(names.items(), 2):
        if one[0] != other[0] and _clash(one, other, places, wishes):
            formula.append([-name, -other_name])
    for clause, weight in _soft(wishes, options, names, len(places)):
        formula.append(clause, weight=weight)
    chosen: set[int] = set()
    if names:
        with RC2(formula) as solver:
            chosen = {name for name in solver.compute() or () if name > 0}
    given = {wish: places[place] for (wish, place), name in names.items() if name in chosen}
    without = {
        wish.number: "no-slot-fits" if not options[wish.number] else "others-go-first"
        for wish in wishes
        if wish.number not in given
    }
    return Queue(given=given, without=without)


def _options(wish: Wish, places: Sequence[Place]) -> list[int]:
    if wish.fixed:
        return [n for n, place in enumerate(places) if (place.desk, place.begins) == wish.fixed]
    return [
        n
        for n, place in enumerate(places)
        if (wish.within is None or (wish.within[0] <= place.begins and place.ends <= wish.within[1]))
        and not any(begins < place.ends and place.begins < ends for begins, ends in wish.busy)
    ]


def _clash(one: tuple[int, int], other: tuple[int, int], places: Sequence[Place], wishes: Sequence[Wish]) -> bool:
    """Whether two wishes cannot have two slots: the same slot, or the same person at the same time."""
    if one[1] == other[1]:
        return True
    here, there = places[one[1]], places[other[1]]
    if not (here.begins < there.ends and there.begins < here.ends):
        return False
    people = {wish.number: wish.people for wish in wishes}
    return bool(people[one[0]] & people[other[0]])


def _soft(
    wishes: Sequence[Wish], options: Mapping[int, Sequence[int]], names: Mapping[tuple[int, int], int], slots: int
) -> list[tuple[list[int], int]]:
    """Return what is wanted: each wish served, the more the higher its rank; each slot early."""
    late = [([-names[wish.number, place]], place) for wish in wishes for place in options[wish.number] if place]
    weight = 1 + slots * len(wishes)
    found: list[tuple[list[int], int]] = [clause for clause in late if clause[1]]
    for rank in sorted({wish.rank for wish in wishes}, reverse=True):
        same = [wish for wish in wishes if wish.rank == rank and options[wish.number]]
        found += [([names[wish.number, place] for place in options[wish.number]], weight) for wish in same]
        weight *= len(same) + 1
    return found
