"""Who sits where, which flag stands where, who passes the folders: as the hall sees it, from its left."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kirmash.agreements.ceremony.scene import Mode, Scene, Side
from kirmash.base.texts import choose, sort_key


class Beside(StrEnum):
    """On which hand of a signatory the assistant stands, as the hall sees it."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place at the table, its number from the left of the hall; a screen stands there for a side that is away."""

    number: int
    side: Side
    is_screen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """The flags before a seat: the country's, and that of the region or the city where one is flown."""

    number: int
    side: Side
    country: str
    local: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Who opens the folder for a signatory, dries the ink and passes it on; stands on the outer hand."""

    seat: int
    side: Side
    stands: Beside


def seating(scene: Scene) -> list[Seat]:
    """Return who sits where, from the left as the hall sees it.

    The place of honour is on the right hand of the host, which the hall sees on the left: there the guest sits.
    With several guests the host sits in the middle, and they beside it in their order, first right, then left.
    Without a host the first sits leftmost, on the right hand of the next.
    """
    sides = _arranged(scene)
    is_absent = scene.mode is Mode.VIDEO
    return [Seat(number=n, side=side, is_screen=is_absent and side.is_remote) for n, side in enumerate(sides, start=1)]


def _arranged(scene: Scene) -> list[Side]:
    host = scene.host
    guests = ordered(scene, [side for side in scene.sides if side is not host])
    if host is None:
        return guests
    return [*reversed(guests[::2]), host, *guests[1::2]]


def ordered(scene: Scene, sides: Sequence[Side]) -> list[Side]:
    """Return sides in their order: three parties and more by the alphabet of the stated language, else as agreed."""
    if len(scene.sides) < 3 or not scene.order_language:
        return list(sides)
    language = scene.order_language
    return sorted(sides, key=lambda side: (sort_key(side.name(language), language), side.position))


def flags(scene: Scene, language: str) -> list[Flag]:
    """Return the flags from the left as the hall sees it: each before its own side, the guest's in the place of honour.

    Where no country is known there is none; sides of one country have its flag before each of them.
    """
    return [
        Flag(number=seat.number, side=seat.side, country=seat.side.country, local=choose(seat.side.flag, language))
        for seat in seating(scene)
    ]


def assistants(scene: Scene) -> list[Assistant]:
    """Return who passes the folders: one for each side that sits here; left of the middle on the left, else right."""
    seats = seating(scene)
    return [
        Assistant(
            seat=seat.number, side=seat.side, stands=Beside.LEFT if 2 * seat.number <= len(seats) else Beside.RIGHT
        )
        for seat in seats
        if not seat.side.is_remote
    ]
