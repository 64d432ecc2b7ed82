"""Numbers of a text as its language writes them: with words in brackets where lawyers do so, plurals by CLDR."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from babel import Locale
from babel.dates import format_date

from kirmash.base.texts import locale_of

#: The largest number that is written in words.
LARGEST = 999


class Unit(StrEnum):
    """In what a length of time is counted."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, as in six months."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"

    @property
    def months(self) -> int | None:
        """The length in months; None where it is counted in days."""
        return {Unit.MONTHS: self.number, Unit.YEARS: 12 * self.number}.get(self.unit)


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of every year; 29 February is none."""

    month: int
    day: int

    def __post_init__(self) -> None:
        self.in_year(2025)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> datetime.date:
        """Return the day in a year."""
        return datetime.date(year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """The number words of a language, masculine, as the accusative of days, months and years wants them.

    ``counted`` is how a text has a number and its words.
    """

    counted: str
    small: Sequence[str]
    tens: Sequence[str]
    hundreds: Sequence[str]
    after_tens: str
    after_hundreds: str

    def in_words(self, number: int) -> str:
        """Return a number from 1 to 999 in words."""
        if not 0 < number <= LARGEST:
            sentence = f"{number}: only numbers from 1 to {LARGEST} are written in words"
            raise ValueError(sentence)
        hundreds, rest = divmod(number, 100)
        tens, ones = divmod(rest, 10)
        if rest < 20:
            below = self.small[rest] if rest else ""
        else:
            below = self.after_tens.join([self.tens[tens - 2], *([self.small[ones]] if ones else [])])
        return self.after_hundreds.join(
            part for part in (self.hundreds[hundreds - 1] if hundreds else "", below) if part
        )

    def written(self, number: int) -> str:
        """Return a number as it stands in a text: ``five (5)``, ``5 (пять)``."""
        return self.counted.replace("<<number>>", str(number)).replace("<<words>>", self.in_words(number))


def plural(number: int, forms: Mapping[str, str], language: str) -> str:
    """Return the form of a noun that a number wants, by the rules of CLDR."""
    return forms.get(Locale.parse(language).plural_form(number), forms["other"])


def day_in_words(day: datetime.date, language: str) -> str:
    """Return a day as texts of the language write it, in the genitive where it has cases."""
    written = str(format_date(day, "d. MMMM y" if language == "de" else "d MMMM y", locale=locale_of(language)))
    return f"{written} года" if language in {"ru", "be"} else written


def year_day_in_words(day: YearDay, language: str) -> str:
    """Return a day of every year as texts of the language write it."""
    pattern = "d. MMMM" if language == "de" else "d MMMM"
    return str(format_date(day.in_year(2025), pattern, locale=locale_of(language)))
