"""How an outlet wants its word: dateline, name forms, quotation marks, separators, dates."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

NBSP = "\u00a0"


class Length(TextChoices):
    """How much of a story is told."""

    FLASH = "flash", pgettext_lazy("length of a bulletin", "flash")
    STORY = "story", pgettext_lazy("length of a bulletin", "story")
    LONG = "long", pgettext_lazy("length of a bulletin", "long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The habits of an outlet.

    ``tag`` is the BCP 47 tag whose name forms are preferred; ``dateline`` is filled with ``place``
    and ``date``; ``day`` and ``year`` are CLDR patterns of a date without and with its year;
    ``spelling`` has pairs of a spelling of the house and the outlet's own.
    """

    key: str
    label: str
    tag: str
    quotes: tuple[str, str]
    thousands: str
    day: str
    year: str
    dateline: str = "{place}, {date}"
    has_capitals: bool = True
    spelling: tuple[tuple[str, str], ...] = ()
    length: Length = Length.STORY

    @property
    def language(self) -> str:
        """The language of the word."""
        return self.tag.split("-")[0]

    def date(self, day: datetime.date, *, with_year: bool = True) -> str:
        """Return a date written out, its day and month kept on one line."""
        text = format_date(day, self.year if with_year else self.day, locale=self.language)
        return text.replace(" ", NBSP, 1)

    def number(self, number: Decimal | int) -> str:
        """Return a number; four digits stand together, more are parted."""
        digits = format_decimal(number, locale="en")
        whole, _point, rest = digits.partition(".")
        whole = whole.replace(",", self.thousands)
        return f"{whole}{'.' if self.language in {'en', 'zh'} else ','}{rest}" if rest else whole

    def quote(self, text: str) -> str:
        """Return a text in quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def filed(self, place: str, day: datetime.date) -> str:
        """Return the dateline: where and when the word is filed."""
        return self.dateline.format(place=place.upper() if self.has_capitals else place, date=self.date(day))

    def finish(self, text: str) -> str:
        """Return a text with the outlet's spelling."""
        for house, outlet in self.spelling:
            text = text.replace(house, outlet)
        return text


_GERMAN = Style(key="de", label="Deutsch", tag="de", quotes=("„", "“"), thousands=".", day="d. MMMM", year="d. MMMM y")
_ENGLISH = Style(key="en", label="English", tag="en", quotes=("“", "”"), thousands=",", day="d MMMM", year="d MMMM y")
_RUSSIAN = Style(
    key="ru", label="Русский", tag="ru", quotes=("«", "»"), thousands=NBSP, day="d MMMM", year="d MMMM y 'года'",
    has_capitals=False,
)  # fmt: skip
_SWISS = replace(
    _GERMAN, key="de-CH", label="Deutsch (Schweiz)", tag="de-CH", quotes=("«", "»"), thousands="’",
    spelling=(("ß", "ss"),), has_capitals=False,
)  # fmt: skip
_AMERICAN = replace(
    _ENGLISH, key="en-US", label="English (US)", tag="en-US", day="MMMM d", year="MMMM d, y",
    spelling=(("organisers", "organizers"), ("metres", "meters")),
)  # fmt: skip
_BELARUSIAN = replace(_RUSSIAN, key="be", label="Беларуская", tag="be")
_STYLES = (
    _GERMAN,
    _ENGLISH,
    _RUSSIAN,
    _BELARUSIAN,
    _SWISS,
    _AMERICAN,
    replace(_RUSSIAN, key="ru-BY", label="Русский (Беларусь)", tag="ru-BY"),
    replace(_RUSSIAN, key="ru-RU", label="Русский (Россия)", tag="ru-RU"),
)
#: Languages in which drafts are written for a native editor.
_DRAFTS = (
    replace(_RUSSIAN, key="pl", label="Polski", tag="pl", quotes=("„", "”"), year="d MMMM y 'roku'"),
    replace(_RUSSIAN, key="kk", label="Қазақша", tag="kk", year="y 'жылғы' d MMMM"),
    replace(_RUSSIAN, key="ky", label="Кыргызча", tag="ky", year="y'-жылдын' d'-'MMMM", day="d'-'MMMM"),
    replace(_RUSSIAN, key="uz", label="O‘zbekcha", tag="uz", year="y'-yil' d'-'MMMM", day="d'-'MMMM"),
    replace(
        _RUSSIAN, key="zh", label="简体中文", tag="zh", quotes=("“", "”"), thousands=",", year="y年M月d日",
        day="M月d日", dateline="{place}，{date}",
    ),
)  # fmt: skip
#: The shorter and the longer telling, in the four languages of full quality.
_LENGTHS = tuple(
    replace(style, key=f"{style.key}-{length}", label=f"{style.label} ({word})", length=length)
    for style, flash, long in (
        (_GERMAN, "Kurzmeldung", "Langfassung"),
        (_ENGLISH, "flash", "long"),
        (_RUSSIAN, "кратко", "подробно"),
        (_BELARUSIAN, "коратка", "падрабязна"),
    )
    for length, word in ((Length.FLASH, flash), (Length.LONG, long))
)
STYLES = {style.key: style for style in (*_STYLES, *_DRAFTS, *_LENGTHS)}
DRAFTS = tuple(style.key for style in _DRAFTS)
#: The four in which every release appears.
MAIN = ("de", "en", "ru", "be")


def beside(style: str) -> tuple[str, ...]:
    """Return the four styles that tell a story at the length of one, with which it is compared."""
    length = STYLES[style].length
    return tuple(at_length(language, length) for language in MAIN)


def at_length(language: str, length: Length) -> str:
    """Return the style of one of the four languages at a length."""
    return language if length == Length.STORY else f"{language}-{length}"
