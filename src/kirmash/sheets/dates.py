"""Days as people write them: the one form that is taken, and what to write instead of the others."""

import datetime
import re

from django.utils.translation import gettext as _

_TAKEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")


def day_of(cell: str) -> datetime.date:
    """Return the day of a cell; raise ``ValueError`` with a sentence that says what to write instead."""
    if _TAKEN.fullmatch(cell):
        day = _day(cell[:4], cell[5:7], cell[8:])
        if day is not None:
            return day
    readings = sorted(_readings(cell))
    if len(readings) == 1:
        raise ValueError(_("is no date; write it year first, as %(day)s") % {"day": readings[0]})
    if readings:
        sentence = _("is no date, for it could be %(first)s or %(second)s; write the one that is meant")
        raise ValueError(sentence % {"first": readings[0], "second": readings[1]})
    raise ValueError(_("is no date; write year-month-day, as in 2025-09-29"))


def _readings(cell: str) -> set[datetime.date]:
    """Return the days that a cell can mean; a full stop puts the day first, a stroke does not tell."""
    if match := _YEAR_FIRST.fullmatch(cell):
        found = {_day(*(part for part in match.groups() if part))}
    elif match := _YEAR_LAST.fullmatch(cell):
        first, mark, second, year = match.groups()
        day_first, month_first = _day(year, second, first), _day(year, first, second)
        found = {day_first} if mark == "." and day_first else {day_first, month_first}
    else:
        found = set()
    return {day for day in found if day is not None}


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
