"""A story: the facts of one fair and one agreement as they hold, ready to be worded.

Every fact knows the claims that carry it. A :class:`Pen` writes sentences and remembers the
claims of each fact that a sentence uses, so that no sentence can lose its trace.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in one language, with the grammatical forms that are on record."""

    text: str
    forms: Mapping[str, str] = field(default_factory=dict)

    def in_case(self, case: str) -> str:
        """Return the form in a case; the nominative where none is on record."""
        return self.forms.get(case, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Name):
    """Something that holds, named in the language of the story, with the keys of its claims."""

    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that holds: never printed without its comparator and its date."""

    number: Decimal
    comparator: str
    as_of: datetime.date | None
    counted_by: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date that holds."""

    date: datetime.date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A person who signed for a city, with the office held on that day.

    ``role`` and ``body_kind`` are words of term tables, for languages in which the record does not name the office.
    """

    city: Name
    name: str
    gender: str
    title: str
    claims: tuple[str, ...]
    role: str = ""
    body_kind: str = ""
    body_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one side spoke of, by topic key."""

    city: Name
    topics: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How many came from a place or places, and within what."""

    places: Sequence[Fact]
    figure: Figure
    regions: Figure | None
    expositions: Sequence[Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """How many companies came with a region's delegation, and how many of them were on its stand."""

    place: Name
    companies: Figure
    on_stand: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The facts of a fair and of the agreement signed there."""

    fair: Fact
    dateline: str
    filed_on: datetime.date
    begins: Day
    ends: Day
    place: Fact
    is_first: Fact | None
    cities: Sequence[Name]
    kind: Fact
    act: Fact
    signed_on: Day
    signed_at: Fact
    signatories: Sequence[Signatory]
    statements: Sequence[Statement]
    talks: Sequence[Fact]
    directions: Sequence[Fact]
    directions_open: Fact | None
    area: Figure | None
    ground: Fact | None
    sections: Sequence[Fact]
    exhibitors: Sequence[Figure]
    origins: Sequence[Origin]
    delegations: Sequence[Delegation] = ()
    sessions: Figure | None = None
    visitors: Figure | None = None
    visitor_countries: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence as written, with the claims that carry it."""

    paragraph: str
    text: str
    claims: tuple[str, ...]


@dataclass(slots=True)
class Pen:
    """Writes sentences and keeps their trace."""

    drafts: list[Draft] = field(default_factory=list)
    _used: dict[str, None] = field(default_factory=dict)

    def use(self, *facts: Fact | Figure | Day | Signatory | None) -> None:
        """Note that the sentence being written says these facts."""
        for fact in facts:
            if fact is not None:
                self._used.update(dict.fromkeys(fact.claims))

    def write(self, paragraph: str, text: str) -> None:
        """End a sentence; refuse one that no claim carries."""
        if not self._used:
            message = f"no fact carries the sentence {text!r}"
            raise ValueError(message)
        self.drafts.append(Draft(paragraph=paragraph, text=text, claims=tuple(self._used)))
        self._used = {}
