"""Table cards: folded A5, the same person to the hall and to the table, each in a language that is read there."""

from collections.abc import Sequence
from dataclasses import dataclass

from kirmash.agreements.ceremony.scene import Scene, Side
from kirmash.agreements.ceremony.seating import seating
from kirmash.base.texts import choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face of a card; empty where nobody is named. ``language`` is that of the reader."""

    language: str
    party: str
    person: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card at a seat: a face for the hall, one for the other signatories."""

    seat: int
    side: Side
    country: str
    faces: Sequence[Face]


def table_cards(scene: Scene) -> list[Card]:
    """Return the cards from the left as the hall sees it; none for a screen.

    The hall reads the first language of the announcer, the back is in the signatory's own first language.
    """
    hall = next(iter(scene.announcers), "en")
    return [
        Card(seat=seat.number, side=seat.side, country=seat.side.country, faces=tuple(
            _face(seat.side, language) for language in (hall, next(iter(seat.side.languages), hall))
        ))
        for seat in seating(scene)
        if not seat.is_screen
    ]  # fmt: skip


def _face(side: Side, language: str) -> Face:
    return Face(
        language=language, party=side.name(language), person=choose(side.person, language),
        title=choose(side.title, language),
    )  # fmt: skip
