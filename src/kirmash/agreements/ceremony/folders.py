"""What lies in each folder, who signs it first, and how the folders go round."""

from collections.abc import Sequence
from dataclasses import dataclass

from kirmash.agreements.ceremony.scene import Mode, Original, Scene, Side
from kirmash.agreements.ceremony.seating import ordered, seating

#: Two pens for each signatory: one writes, one is at hand.
PENS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder: the original that its keeper takes home, and the sides in the order in which they sign it.

    ``signs_left`` has the place of honour on the page: the keeper, who is named first in its own original.
    """

    number: int
    keeper: Side
    languages: Sequence[str]
    order: Sequence[Side]
    pens: int

    @property
    def signs_left(self) -> Side:
        """Whose signature stands on the left, or first."""
        return self.keeper


def folders(scene: Scene) -> list[Folder]:
    """Return the folders, in the order of the seats.

    Each folder begins with its keeper and goes on to the next seat, so in every round each side signs one folder.
    A side that is away signs its own original where it is, and those of the others when they reach it.
    """
    ring = _ring(scene)
    kept = {original.keeper: original for original in scene.originals} or {
        side.position: Original(keeper=side.position) for side in scene.sides
    }
    keepers = [side for side in ring if side.position in kept]
    return [
        Folder(
            number=number, keeper=side, languages=tuple(kept[side.position].languages),
            order=(*ring[ring.index(side):], *ring[: ring.index(side)]), pens=PENS * len(_in_room(scene, side)),
        )
        for number, side in enumerate(keepers, start=1)
    ]  # fmt: skip


def rounds(scene: Scene) -> list[list[tuple[Side, Folder]]]:
    """Return round by round who at the table signs which folder; those who are away sign later."""
    laid = folders(scene)
    return [
        [(folder.order[number], folder) for folder in laid if _signs_here(scene, folder.order[number], folder)]
        for number in range(len(scene.sides))
    ]


def _ring(scene: Scene) -> list[Side]:
    if scene.mode is Mode.EXCHANGE:
        return ordered(scene, scene.sides)
    return [seat.side for seat in seating(scene)]


def _in_room(scene: Scene, keeper: Side) -> list[Side]:
    return [keeper] if scene.mode is Mode.EXCHANGE or keeper.is_remote else scene.at_table


def _signs_here(scene: Scene, side: Side, folder: Folder) -> bool:
    if scene.mode is Mode.EXCHANGE:
        return side is folder.keeper
    return side.is_remote == folder.keeper.is_remote and (not side.is_remote or side is folder.keeper)
