"""What a ceremony is made of, in one language."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

#: How long the signature of a document takes at the desk.
MINUTES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party at the table: who signs for it, by what right, and what that person speaks."""

    position: int
    name: str
    person: str = ""
    title: str = ""
    by_right: str = ""
    languages: Sequence[str] = ()
    is_host: bool = False

    @property
    def who(self) -> str:
        """The person with the office."""
        return ", ".join(word for word in (self.person, self.title) if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A planned signature: sides in the agreed order of the text."""

    kind: str
    sides: Sequence[Side]
    languages: Sequence[str]
    planned_on: datetime.date | None = None
    begins_at: datetime.datetime | None = None
    room: str = ""
    is_by_video: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place at the table: its number from the left as the hall sees it."""

    number: int
    side: Side


def seating(scene: Scene) -> list[Seat]:
    """Return who sits where, from the left as the hall sees it.

    The guest has the place of honour, on the right hand of the host: on the left as the hall sees it. With several
    guests the host sits in the middle, and they beside it in the agreed order, first right, then left. Without
    a host the sides sit in the agreed order, the first on the right hand of the others. Flags stand as people sit.
    """
    host = next((side for side in scene.sides if side.is_host), None)
    if host is None:
        return [Seat(number=number, side=side) for number, side in enumerate(scene.sides, start=1)]
    guests = [side for side in scene.sides if side is not host]
    right, left = guests[::2], guests[1::2]
    return [Seat(number=n, side=side) for n, side in enumerate([*reversed(right), host, *left], start=1)]


def interpreters_needed(scene: Scene) -> Iterator[tuple[Side, Side]]:
    """Yield the pairs of sides whose signatories are known to have no language in common."""
    for one, other in combinations(scene.sides, 2):
        if one.languages and other.languages and not set(one.languages) & set(other.languages):
            yield one, other


def languages_unknown(scene: Scene) -> list[Side]:
    """Return the sides of whose signatory nobody wrote down a language."""
    return [side for side in scene.sides if side.person and not side.languages]


def script(scene: Scene) -> list[str]:
    """Return what the announcer says and does, line by line, in the language of the moment."""
    names = " – ".join(side.name for side in scene.sides)
    lines = [
        _("Announce: %(kind)s. The parties: %(names)s.") % {"kind": scene.kind, "names": names},
        *(
            _("Call to the table for %(name)s: %(who)s.") % {"name": side.name, "who": side.who}
            for side in _called(scene)
        ),
    ]
    if scene.is_by_video:
        lines.append(_("Check picture and sound of every side; each signs its own original where it is."))
    lines.append(_("Each signs first the original that it keeps, on the left."))
    copies = len(scene.sides)
    if copies > 1 and not scene.is_by_video:
        lines.append(
            _("The assistants pass the folders on until each of the %(count)s originals bears every signature.")
            % {"count": copies}
        )
    lines.append(_("Announce that the document is signed only when every signature stands on every original."))
    lines.append(_("Exchange of the folders, handshake, photograph: in the order of the seats."))
    return lines


def _called(scene: Scene) -> list[Side]:
    """Return the sides as they are called: guests before the host, else as agreed."""
    return sorted(scene.sides, key=lambda side: side.is_host)


def table_cards(scene: Scene) -> list[str]:
    """Return the cards for the table, from the left as the hall sees it."""
    return [f"{seat.side.name}: {seat.side.who}" for seat in seating(scene)]
