"""Dates in a sentence: written out, in numbers, as a range, by weekday, or by a word that cannot be checked."""

import datetime
import re
from dataclasses import dataclass

from kirmash.bulletin.check.dayword import day_number, day_words
from kirmash.bulletin.check.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySaid:
    """A day as a sentence says it; without a date it cannot be told."""

    start: int
    end: int
    date: datetime.date | None
    is_begin: bool = False
    is_end: bool = False
    is_year: bool = False


def days_of(text: str, words: Vocabulary, year: int) -> list[DaySaid]:
    """Return the days that a sentence names, the year supplied where it is left out; places within the sentence."""
    months = "|".join(sorted((re.escape(name) for name in words.months), key=len, reverse=True))
    found: list[DaySaid] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _patterns(months, words.language):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            found += _said(kind, match, words, year)
    found.sort(key=lambda day: day.start)
    later = [_with_year(day, found, text) for day in found]
    return _ranges(later, text) + _years(text, taken)


def _patterns(months: str, language: str) -> list[tuple[str, re.Pattern[str]]]:
    said = "|".join(word for _day, word in day_words(language))
    day = rf"(\d{{1,2}}|(?<!\w)(?:{said})(?!\w))(?:st|nd|rd|th|\.|-?го|-га)?"
    year = r"(?:,?\s+((?:19|20)\d\d))?"
    dash = r"\s*(?:–|—|-|bis(?: zum)?|(?:to|until|till|through|and)(?: the)?|по|па|да|до|und|и|і)\s*"
    month = rf"({months})\.?"
    flags = re.IGNORECASE
    return [
        ("iso", re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")),
        (
            "numeric-range",
            re.compile(
                r"(?<!\d)(\d{1,2})\.(?:(\d{1,2})\.)?\s*(?:–|—|-|bis)\s*(\d{1,2})\.(\d{1,2})\.((?:19|20)?\d\d)?(?!\d)"
            ),
        ),
        ("numeric", re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)?\d\d)?(?!\d)")),
        ("range", re.compile(rf"(?<!\d){day}{dash}{day}\s+(?:of\s+)?{month}(?!\w){year}(?!\d)", flags)),
        (
            "month-range",
            re.compile(
                rf"(?<!\w){month}\s+(?:the\s+)?{day}\s*(?:–|—|-|to|through)\s*(?:the\s+)?{day}(?![\w]){year}", flags
            ),
        ),
        ("day-month", re.compile(rf"(?<!\d){day}\s+(?:of\s+)?{month}(?!\w){year}", flags)),
        ("month-day", re.compile(rf"(?<!\w){month}\s+(?:the\s+)?{day}(?![\w]){year}", flags)),
    ]


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _said(kind: str, match: re.Match[str], words: Vocabulary, year: int) -> list[DaySaid]:
    groups = match.groups()
    begins: dict[str, tuple[tuple[str | None, str | None, str | None], ...]] = {
        "iso": ((groups[2], groups[1], groups[0]),) if kind == "iso" else (),
        "numeric": (groups[:3],) if kind == "numeric" else (),  # type: ignore[dict-item]  # three of them
        "numeric-range": ((groups[0], groups[1] or groups[3], groups[4]), (groups[2], groups[3], groups[4]))
        if kind == "numeric-range" else (),
        "range": ((groups[0], groups[2], groups[3]), (groups[1], groups[2], groups[3])) if kind == "range" else (),
        "month-range": ((groups[1], groups[0], groups[3]), (groups[2], groups[0], groups[3]))
        if kind == "month-range" else (),
        "day-month": (groups[:3],) if kind == "day-month" else (),  # type: ignore[dict-item]
        "month-day": ((groups[1], groups[0], groups[2]),) if kind == "month-day" else (),
    }  # fmt: skip
    said = begins[kind]
    days = []
    for position, (day, month, of_year) in enumerate(said):
        number = (
            words.months.get((month or "").lower().rstrip("."), 0) if not (month or "").isdigit() else int(month or 0)
        )
        full = int(of_year) if of_year else None
        full = 2000 + full if full is not None and full < 100 else full
        days.append(
            DaySaid(start=match.start(), end=match.end(),
                    date=_date(full or year, number, day_number(day or "0", words.language)),
                    is_begin=len(said) == 2 and position == 0, is_end=len(said) == 2 and position == 1)
        )  # fmt: skip
    return days


def _with_year(day: DaySaid, days: list[DaySaid], text: str) -> DaySaid:
    """Return a day with the year that a later date of the sentence names for both."""
    if day.date is None or re.search(r"(?:19|20)\d\d", text[day.start : day.end]):
        return day
    years = [
        o.date.year
        for o in days
        if o.date and o.start > day.start and re.search(r"(?:19|20)\d\d", text[o.start : o.end])
    ]
    if not years:
        return day
    date = _date(years[0], day.date.month, day.date.day)
    return DaySaid(start=day.start, end=day.end, date=date, is_begin=day.is_begin, is_end=day.is_end)


def _ranges(days: list[DaySaid], text: str) -> list[DaySaid]:
    """Mark two days that a dash or "from … to" joins as beginning and end."""
    found = list(days)
    joins = (
        r"\s*(?:(?:19|20)\d\d\s*)?(?:года|г\.)?\s*(?:–|—|-|bis(?: zum)?|to|until|through|till|по|па)\s*"
        r"(?:(?:zum|the)\s+)?"
    )
    for position in range(len(found) - 1):
        one, other = found[position], found[position + 1]
        if one.end <= other.start and re.fullmatch(joins, text[one.end : other.start], re.IGNORECASE):
            found[position] = DaySaid(start=one.start, end=one.end, date=one.date, is_begin=True)
            found[position + 1] = DaySaid(start=other.start, end=other.end, date=other.date, is_end=True)
    return found


def _years(text: str, taken: list[tuple[int, int]]) -> list[DaySaid]:
    """Return years that stand alone, as the first of their days without its month."""
    return [
        DaySaid(start=match.start(), end=match.end(), date=datetime.date(int(match.group()), 1, 1), is_year=True)
        for match in re.finditer(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)(?=\s*(?:года?|году|г\.|[.,;:)]|$|\s))", text)
        if not any(start <= match.start() < end for start, end in taken)
        and not (match.group().endswith("00") and not re.match(r"\s*(?:год|г\.)", text[match.end() :]))
        and not re.match(r"\s*(?:m²|qm|м²|кв|sq|[^\W\d_]*(?:meter|metre|метр))", text[match.end() :])
    ]
