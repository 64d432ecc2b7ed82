"""Ties between places, and the registers that say them."""

import datetime
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """For which ends a register speaks; only where it speaks does its silence count."""

    OWN = "own", _("a city's own list of its partners")
    ABOUT = "about", _("a list of a city's partners that somebody else keeps")
    ALL = "all", _("an export over all places, end by end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of a place: its language as a BCP 47 tag, and the year until which it was in use, if it no longer is."""

    text: str
    language: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A place at one end of a tie, as a register names it; ids are empty where it gives none."""

    names: tuple[Name, ...] = ()
    key: str = ""
    wikidata: str = ""
    geonames: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        """Refuse a place that nothing names."""
        if not (self.names or self.key or self.wikidata or self.geonames):
            message = "an end of a tie needs a name or an id"
            raise ValueError(message)

    @property
    def label(self) -> str:
        """The first name, or else an id."""
        return self.names[0].text if self.names else self.key or self.wikidata or self.geonames

    def named(self, language: str) -> str:
        """Return the name in a language that is in use; else the label."""
        current = {name.language: name.text for name in reversed(self.names) if name.until is None}
        return current.get(language) or current.get(language.partition("-")[0]) or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line of a register: two places are tied.

    ``a_says`` and ``b_says``: the register states it for that end (true), speaks for that end but does not
    state it (false), or does not speak for that end (none). ``kind`` is as written, ``kinds`` what it can mean.
    """

    a: End
    b: End
    a_says: bool | None = None
    b_says: bool | None = None
    kind: str = ""
    kinds: frozenset[str] = frozenset()
    day: datetime.date | None = None
    year: int | None = None
    row: int = 0
    key: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a day in another year than the year."""
        if self.day and self.year and self.day.year != self.year:
            message = f"row {self.row}: {self.day} is not in {self.year}"
            raise ValueError(message)

    @property
    def in_year(self) -> int | None:
        """The year, of the day where that is known."""
        return self.day.year if self.day else self.year

    @property
    def when(self) -> str:
        """The day or the year, as ISO 8601 writes it; empty where neither is known."""
        return str(self.day or self.year or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register of ties: what it is called, for which ends it speaks, of whom it is, as of when."""

    name: str
    scope: Scope
    of: End | None = None
    ties: tuple[Tie, ...] = field(default=(), repr=False)
    as_of: datetime.date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a list of nobody."""
        if self.scope != Scope.ALL and self.of is None:
            message = f"{self.name}: it must be said whose list it is"
            raise ValueError(message)
