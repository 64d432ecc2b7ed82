"""The facts against which an edited text is checked: what holds, free of any language's sentences.

References are words as in ``place:gomel``; claims are keys of the record.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kirmash.bulletin.check.reading import Entity

Forms = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that holds: of what, for which part, at which day, and who counted."""

    about: str
    comparator: str
    number: Decimal
    unit: str
    as_of: datetime.date | None = None
    part: frozenset[str] = frozenset()
    counted_by: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day and what happened on it: signed, begins, ends or filed."""

    what: str
    date: datetime.date
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office: who holds it, what it is called in each language, at which level of government, of which place."""

    person: str
    titles: Forms
    level: str
    body: str
    place: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An instrument: its kind, what was done with it where, by which parties, and who signed for which."""

    reference: str
    kind: str
    act: str
    place: str
    parties: tuple[str, ...]
    signatories: Mapping[str, str]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A topic or a group of goods, where it was said (text, statement, talks), by whom, and which way goods go."""

    reference: str
    block: str
    names: Mapping[str, str]
    said_by: str = ""
    flow: str = ""
    claims: tuple[str, ...] = ()

    @property
    def is_goods(self) -> bool:
        """Whether it is a group of goods."""
        return self.reference.startswith("trade-direction:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A quotation as stored, in its original language."""

    text: str
    language: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that an edited text may say of a fair and of the documents signed there."""

    fair: str
    host: str
    dateline: str
    entities: tuple[Entity, ...]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    posts: tuple[Post, ...]
    deeds: tuple[Deed, ...]
    themes: tuple[Theme, ...]
    sayings: tuple[Saying, ...] = ()
    edition: int | None = None
    sections: tuple[str, ...] = ()
    #: Claims of what has no other place here, by the reference of what they state.
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse facts about nothing."""
        if not self.deeds:
            message = f"{self.fair}: there is no instrument to write of"
            raise ValueError(message)

    def day(self, what: str) -> datetime.date | None:
        """Return the day on which something happened."""
        return next((moment.date for moment in self.moments if moment.what == what), None)
