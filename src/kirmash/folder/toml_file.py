"""``fair.toml`` to one line of the table ``fair``."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.sheets.encoding import count_lines
from kirmash.sheets.limits import LARGEST_SETTINGS
from kirmash.sheets.lines import Cells, Fault, Line, TableRefused
from kirmash.sheets.spec import Table

FORMAT = 1


def read_toml(path: Path, table: Table) -> Iterator[Line]:
    """Yield the settings of a fair as a row of its table; raise ``TableRefused`` where there are none."""
    count_lines(path, LARGEST_SETTINGS)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise TableRefused(_("has brackets within brackets; write one value a line")) from None
    except tomllib.TOMLDecodeError as wrong:
        raise TableRefused(_("cannot be read: %(error)s") % {"error": str(wrong).partition("\n")[0]}) from None
    except ValueError:
        raise TableRefused(_("holds too large a number")) from None
    if content.get("format") != FORMAT or isinstance(content["format"], bool):
        sentence = _("has no line “format = 1”; this version reads format 1 only")
        fault = Fault(sentence=sentence, value=_shown(content.get("format", "")))
        raise TableRefused(faults=[fault])
    fair = content.get("fair")
    if not isinstance(fair, dict):
        raise TableRefused(_("has no table [fair]"))
    yield _line(fair, table)


def _line(fair: Mapping[str, object], table: Table) -> Line:
    settings = {name: value for name, value in fair.items() if name != "name"}
    names = fair.get("name", {})
    if isinstance(names, dict):
        settings |= {f"name_{language}": name for language, name in names.items()}
    else:
        settings["name"] = names
    settings |= {column.name: "" for column in table.columns if column.required and column.name not in settings}
    faults = {}
    for name, value in settings.items():
        if name not in table.header:
            faults[name] = _("is no setting of a fair; remove it")
        elif isinstance(value, bool) or not isinstance(value, str | int | datetime.date):
            faults[name] = _("is neither a text, a whole number nor a date; write one of them")
        elif isinstance(value, int) and abs(value) > 10**9:
            faults[name] = _("holds too large a number")
    places = {name: place for place, name in enumerate(settings)}
    return Line(number=1, cells=Cells(places, [_shown(value) for value in settings.values()]), faults=faults)


def _shown(value: object) -> str:
    """Return a value as a cell; a number of thousands of digits has no text."""
    try:
        return str(value)
    except ValueError:
        return ""
