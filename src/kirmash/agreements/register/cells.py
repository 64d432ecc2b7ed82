"""The cells of a register: kinds, days, terms and notices as officers write them; each or a sentence."""

import calendar
import datetime
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale
from babel.dates import get_month_names
from django.utils.translation import gettext as _

from kirmash.agreements.deadlines import Renewal

LANGUAGES = ("en", "de", "ru", "be", "pl")
#: The years in which a city may have signed something.
FIRST_YEAR, LAST_YEAR = 1900, 2200
#: The days to which a bare number of a spreadsheet may count, 1927 to 2119.
FIRST_SERIAL, LAST_SERIAL = 10_000, 80_000
_DAY_ZERO = datetime.date(1899, 12, 30)
_UNITS = (
    (12, r"years?|yrs?|jahre?n?|лет|года?|гадоў|гады|г\."),
    (1, r"months?|monate?n?|месяц(?:ев|а)?|месяц|месяцаў|месяца|мес\."),
)
_DAYS = r"days?|tage?n?|дн(?:ей|я|і|ёў)|день|дзён|дзень"


class When(NamedTuple):
    """A day, or a year where the day is not known."""

    day: datetime.date | None = None
    year: int | None = None


class Length(NamedTuple):
    """How long, until when, and what renews it."""

    months: int | None = None
    ends_on: datetime.date | None = None
    renewal: Renewal | None = None


@cache
def words() -> Mapping[str, Mapping[str, Any]]:  # Any: lists of signs, and codes of countries
    """Return the words by which headings and cells are known."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def known(table: str, cell: str) -> str | None:
    """Return the first word of a table of words that is found in a cell."""
    folded = fold(cell)
    return next((word for word, signs in words()[table].items() if any(sign in folded for sign in signs)), None)


def fold(cell: str) -> str:
    """Return a cell as it is compared."""
    return " ".join(cell.casefold().split())


def read_day(cell: str) -> When:
    """Return the day or the year in a cell; raise ``ValueError`` with a sentence where it is neither."""
    text = fold(cell).strip(" .")
    text = re.sub(r"\s*(г|года|год|р|roku)\.?$", "", text).strip()
    if re.fullmatch(r"\d{5}", text) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return When(day=_DAY_ZERO + datetime.timedelta(days=int(text)))
    if re.fullmatch(r"\d{4}", text):
        return When(year=_year(int(text)))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?", text):
        return _day(*map(int, match.groups()))
    if match := re.fullmatch(r"(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4})", text):
        day, month, year = map(int, match.groups())
        return _day(year, month, day)
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return _with_strokes(*map(int, match.groups()))
    if match := re.fullmatch(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s+(\d{4})", text):
        return _with_name(int(match[3]), match[2], int(match[1]))
    if match := re.fullmatch(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})", text):
        return _with_name(int(match[3]), match[1], int(match[2]))
    raise ValueError(_("is no day; write it as in 2025-09-29 or 29.09.2025, or a year alone"))


def _with_strokes(first: int, second: int, year: int) -> When:
    if first <= 12 and second <= 12 and first != second:
        sentence = _("may be %(one)s or %(other)s; write the day as in 2025-09-29")
        values = {"one": datetime.date(year, second, first), "other": datetime.date(year, first, second)}
        raise ValueError(sentence % values)
    return _day(year, second, first) if second <= 12 else _day(year, first, second)


def _with_name(year: int, name: str, day: int) -> When:
    month = _months().get(name) or next((n for m, n in _months().items() if len(name) > 2 and m.startswith(name)), None)
    if month is None:
        raise ValueError(_("has no month that is known; write the day as in 2025-09-29"))
    return _day(year, month, day)


@cache
def _months() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context, language).items():
                found.setdefault(str(name).casefold(), number)
    return found


def _day(year: int, month: int, day: int) -> When:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(_year(year), month)[1]):
        raise ValueError(_("is a day that does not exist"))
    return When(day=datetime.date(year, month, day))


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_("is no year in which something was signed"))
    return year


def read_length(cell: str) -> Length:
    """Return what a cell says of the duration: months, a last day, open-ended, renewed or not."""
    text = fold(cell)
    renewal = known("renewals", cell)
    months = _months_in(text)
    end = None
    if match := re.search(r"(?:до|да|until|till|bis(?: zum)?|to|–|-)\s*((?:\d{1,2}[. ]+)?[^\W\d]*[\d. ]*\d{4})", text):
        found = read_day(match[1])
        end = found.day or (datetime.date(found.year, 12, 31) if found.year else None)
    if not (renewal or months or end):
        raise ValueError(_("says no duration; write as in 5 years, until 31.12.2028, or unlimited"))
    return Length(months=months, ends_on=end, renewal=Renewal(renewal) if renewal else None)


def _months_in(text: str) -> int | None:
    total = 0
    for factor, unit in _UNITS:
        if match := re.search(rf"(\d{{1,3}})\s*(?:\([^)]*\)\s*)?(?:-\s*)?(?:{unit})(?!\w)", text):
            total += factor * int(match[1])
    return total or None


def read_renewal(cell: str) -> Length:
    """Return what a cell says of the renewal, with the months of each period where it names them."""
    renewal = known("renewals", cell) or {"да": "tacit", "yes": "tacit", "ja": "tacit", "так": "tacit"}.get(fold(cell))
    if fold(cell) in {"нет", "no", "nein", "не", "-", "–", "—"}:
        renewal = "none"
    if renewal is None:
        raise ValueError(_("says no way of renewal; write automatic, on written notice, by a new signature, or none"))
    return Length(months=_months_in(fold(cell)), renewal=Renewal(renewal))


def read_notice(cell: str) -> tuple[int, int]:
    """Return the months and the days of a notice."""
    text = fold(cell)
    days = re.search(rf"(\d{{1,4}})\s*(?:\([^)]*\)\s*)?(?:{_DAYS})(?!\w)", text)
    months = _months_in(text)
    if text.isdigit() and len(text) < 5:
        return 0, int(text)
    if not days and not months:
        raise ValueError(_("says no period of notice; write as in 90 days or 6 months"))
    return months or 0, int(days[1]) if days else 0


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code):
                found.setdefault(fold(str(name)), code)
    return {**found, **words()["countries"]}


def read_country(cell: str) -> str:
    """Return the code of a country by its name in any of the languages, or by its code."""
    text = fold(cell)
    code = cell.strip().upper() if re.fullmatch(r"[A-Za-z]{2}", cell.strip()) else _countries().get(text, "")
    if code not in set(_countries().values()):
        raise ValueError(_("is no country that is known; write its name in full, or its code as in BY"))
    return code


_PREFIX = re.compile(r"^(?:(?:г|гор|м)\.\s*|(?:г|город|горад|city of|city|stadt)\s+)(?=\S)", re.IGNORECASE)


def read_partner(cell: str) -> tuple[str, str]:
    """Return the name of a partner without the word for city, and the country where the cell names it beside."""
    name, country = " ".join(cell.split()), ""
    match = re.fullmatch(r"(.+?)\s*(?:\(([^()]+)\)|,\s*([^,]+))", name)
    if match:
        try:
            country = read_country(match[2] or match[3])
        except ValueError:
            country = ""
        else:
            name = match[1]
    return _PREFIX.sub("", name).strip(' «»„“"') or name, country


def is_region(name: str) -> bool:
    """Say whether a name is that of a region rather than of a city."""
    folded = fold(name) + " "
    return any(word in folded for word in words()["regions"]["words"])


def language_of(name: str, otherwise: str) -> str:
    """Return the language in which a name is written as far as its letters tell; another for Latin letters."""
    letters = name.casefold()
    if not re.search("[а-яёіўґ]", letters):
        return otherwise if otherwise not in {"ru", "be"} else "en"
    return "be" if re.search("[іў]", letters) else "ru"
