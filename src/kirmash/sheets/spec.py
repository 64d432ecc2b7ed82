"""What a table of the folder looks like: its columns, and how a cell is read."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _

from fairplan import goods
from kirmash.base.models import KEY_LENGTH
from kirmash.sheets.dates import day_of

Value: TypeAlias = "str | int | bool | datetime.date | list[str] | dict[str, str] | None"
_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}", re.ASCII)
#: Beyond these years a time may have no day in UTC.
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_SHOWN = 60
LONGEST_PATH = 300
LANGUAGES = ("en", "de", "ru", "be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the folder that cannot be taken, where it is and what to do."""

    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    sentence: str

    def __str__(self) -> str:
        place = visible(self.file, LONGEST_PATH)
        if self.row is not None:
            place += _(", row %(row)s") % {"row": self.row}
        if self.column:
            place += _(", column %(column)s") % {"column": visible(self.column)}
        shown = visible(self.value)
        return f"{place}: {self.sentence}" + (f" [{shown}]" if shown else "")


def visible(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return the beginning of a stranger's text so that it neither hides nor steers anything on a terminal."""
    text = text if len(text) <= longest else text[: longest - 3] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the model's field it fills, whether it may be empty, how long it may be."""

    name: str
    target: str = ""
    required: bool = False
    longest: int = 500

    @property
    def field(self) -> str:
        """The field of the model that the column fills."""
        return self.target or self.name

    def read(self, cell: str) -> Value:
        """Return the cell's value; raise ``ValueError`` with a sentence."""
        if len(cell) > self.longest:
            raise ValueError(_("is longer than %(longest)s characters; shorten it") % {"longest": self.longest})
        return cell


@dataclass(frozen=True, slots=True)
class Key(Column):
    """The row's own key."""

    required: bool = True

    def read(self, cell: str) -> str:
        """Return the key."""
        if not _KEY.fullmatch(cell) or len(cell) > KEY_LENGTH:
            raise ValueError(_("is no key; use small Latin letters, digits and hyphens, as in gomel-2025"))
        return cell


@dataclass(frozen=True, slots=True)
class Link(Column):
    """The key of a row of another table."""

    table: str = ""


@dataclass(frozen=True, slots=True)
class Choice(Column):
    """A word of a closed list."""

    choices: type[models.TextChoices] = field(default=models.TextChoices)

    def read(self, cell: str) -> str:
        """Return the word."""
        if cell not in self.choices.values:
            raise ValueError(_("is none of: %(words)s") % {"words": ", ".join(self.choices.values)})
        return cell


class Day(Column):
    """A date, year first."""

    def read(self, cell: str) -> datetime.date | None:
        """Return the date; None for an empty cell."""
        return day_of(cell) if cell else None


class Moment(Column):
    """A time of a day with its distance from UTC."""

    def read(self, cell: str) -> datetime.datetime | None:
        """Return the time; None for an empty cell."""
        if not cell:
            return None
        try:
            moment = datetime.datetime.fromisoformat(cell) if _MOMENT.fullmatch(cell) else None
        except ValueError:
            moment = None
        if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(_("is no time; write it with its distance from UTC, as in 2025-09-29T10:00+03:00"))
        return moment


class Whole(Column):
    """A whole number, zero or more."""

    def read(self, cell: str) -> int | None:
        """Return the number; None for an empty cell."""
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit() and len(cell) <= 9):
            raise ValueError(_("is no whole number; write digits only, as in 20000"))
        return int(cell)


class Flag(Column):
    """Yes, no, or empty for unknown."""

    def read(self, cell: str) -> bool | None:
        """Return the answer."""
        answers = {"yes": True, "no": False, "": None}
        if cell not in answers:
            raise ValueError(_("is neither yes nor no; leave it empty where it is not known"))
        return answers[cell]


class Web(Column):
    """An address on the web."""

    def read(self, cell: str) -> str:
        """Return the address."""
        parts = urlsplit(cell)
        if cell and (parts.scheme not in {"http", "https"} or not parts.netloc or " " in cell):
            raise ValueError(_("is no web address; begin with https://"))
        return cell


class Language(Column):
    """A BCP 47 language tag."""

    def read(self, cell: str) -> str:
        """Return the tag."""
        if cell and not _LANGUAGE.fullmatch(cell):
            raise ValueError(_("is no language tag, as in de or be-Latn"))
        return cell


class Languages(Column):
    """Language tags, separated by spaces."""

    def read(self, cell: str) -> list[str]:
        """Return the tags."""
        column = Language(self.name)
        return [column.read(word) for word in cell.split()]


class Days(Column):
    """Dates, year first, separated by spaces."""

    def read(self, cell: str) -> list[str]:
        """Return the dates as they are written."""
        column = Day(self.name)
        for word in cell.split():
            column.read(word)
        return cell.split()


class Code(Column):
    """A goods code."""

    def read(self, cell: str) -> str:
        """Return the digits."""
        try:
            return goods.parse(cell)
        except ValueError:
            raise ValueError(_("is no goods code; 2, 4, 6, 8 or 10 digits are expected")) from None


class Codes(Column):
    """Goods codes, separated by spaces."""

    def read(self, cell: str) -> list[str]:
        """Return the codes."""
        column = Code(self.name)
        return [column.read(word) for word in cell.split()]


@dataclass(frozen=True, slots=True)
class Texts(Column):
    """Texts by language: the columns ``NAME_en``, ``NAME_de`` and so on."""

    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns in the file."""
        return tuple(f"{self.name}_{language}" for language in LANGUAGES)

    def gather(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Return the texts that are there."""
        return {
            language: cells[f"{self.name}_{language}"] for language in LANGUAGES if cells.get(f"{self.name}_{language}")
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the folder: one file, one model, one row each."""

    name: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ("key",)
    shared: bool = False
    of_fair: bool = False

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the file, in order."""
        names: list[str] = []
        for column in self.columns:
            names += column.columns() if isinstance(column, Texts) else [column.name]
        return tuple(names)
