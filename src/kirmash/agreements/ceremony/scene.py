"""What a ceremony is made of: sides, originals, room, and who speaks what; names stand in several languages."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kirmash.base.texts import choose

Texts = Mapping[str, str]
#: How long the signature of a document takes at the desk, where the desk says nothing else.
MINUTES = 15


class Authority(StrEnum):
    """By what right somebody signs."""

    OWN_OFFICE = "own-office"
    DEPUTY = "deputy"
    POWER_OF_ATTORNEY = "power-of-attorney"


class Mode(StrEnum):
    """How the signatures are given."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    EXCHANGE = "exchange"


class Act(StrEnum):
    """What is done with the document at the table."""

    SIGNED = "signed"
    INITIALLED = "initialled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party at the table, by its position in the text: its flags, who signs for it, what that person speaks.

    ``country`` is an ISO 3166 code; ``flag`` names the flag of the region or the city, where it is flown.
    """

    position: int
    names: Texts
    country: str = ""
    flag: Texts = field(default_factory=dict)
    is_host: bool = False
    person: Texts = field(default_factory=dict)
    title: Texts = field(default_factory=dict)
    authority: Authority = Authority.OWN_OFFICE
    paper: str = ""
    languages: Sequence[str] = ()
    is_remote: bool = False

    def name(self, language: str) -> str:
        """Return the name of the party in a language, or in the nearest that is known; never a transliteration."""
        return choose(self.names, language)

    def who(self, language: str) -> str:
        """Return the person with the office."""
        return ", ".join(filter(None, (choose(self.person, language), choose(self.title, language))))

    @property
    def is_named(self) -> bool:
        """Whether somebody is named who signs."""
        return any(self.person.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document on the table: which side keeps it, and its languages, the keeper's own first."""

    keeper: int
    languages: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """Somebody at the ceremony who does not sign: a witness, the photographer."""

    names: Texts
    title: Texts = field(default_factory=dict)

    def who(self, language: str) -> str:
        """Return the person with the office."""
        return ", ".join(filter(None, (choose(self.names, language), choose(self.title, language))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A planned signature: the sides in the agreed order of the text.

    ``order_language`` is the language in whose alphabet three and more parties sit; without it they sit as agreed.
    ``begins_at`` is in the time of the room.
    """

    kind: str
    sides: Sequence[Side]
    titles: Texts = field(default_factory=dict)
    originals: Sequence[Original] = ()
    act: Act = Act.SIGNED
    planned_on: datetime.date | None = None
    begins_at: datetime.datetime | None = None
    room: str = ""
    mode: Mode = Mode.IN_PERSON
    announcers: Sequence[str] = ()
    order_language: str = ""
    witnesses: Sequence[Onlooker] = ()
    photographer: str = ""

    def __post_init__(self) -> None:
        """Refuse what no room can hold."""
        positions = [side.position for side in self.sides]
        if len(set(positions)) != len(positions):
            message = f"{self.kind}: two sides have one position: {sorted(positions)}"
            raise ValueError(message)
        if sum(side.is_host for side in self.sides) > 1:
            message = f"{self.kind}: a ceremony has one host"
            raise ValueError(message)
        if unknown := {original.keeper for original in self.originals} - set(positions):
            message = f"{self.kind}: nobody keeps the originals of {sorted(unknown)}"
            raise ValueError(message)

    @property
    def is_by_video(self) -> bool:
        """Whether a side comes in by a screen."""
        return self.mode is Mode.VIDEO

    @property
    def host(self) -> Side | None:
        """Who receives the others."""
        return next((side for side in self.sides if side.is_host), None)

    @property
    def at_table(self) -> list[Side]:
        """The sides that sit in this room."""
        return [side for side in self.sides if not side.is_remote]
