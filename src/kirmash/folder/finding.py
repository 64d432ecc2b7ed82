"""Which file or sheet holds which table."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.folder.tables import BY_NAME
from kirmash.folder.toml_file import read_toml
from kirmash.sheets.archive import has_macros, other_kind
from kirmash.sheets.csv_files import read_csv
from kirmash.sheets.lines import Line, TableRefused
from kirmash.sheets.spec import Problem, Table
from kirmash.sheets.workbook import Workbook
from kirmash.sheets.xlsx_files import read_sheet

TEXTS = frozenset({".csv", ".toml"})
BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".numbers"})
_UNSEEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: what to call it, and how to read it."""

    label: str
    lines: Callable[[], Iterator[Line]]


@dataclass(slots=True)
class Found:
    """The places of all tables, and what is wrong with the files as such."""

    places: dict[str, Place] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, name: str, label: str, lines: Callable[[Table], Iterator[Line]]) -> None:
        """Note where a table stands, or that it stands in two places."""
        if name not in BY_NAME:
            self.refuse(label, _no_table())
        elif name in self.places:
            sentence = _("holds the same table as %(other)s; remove one of the two")
            self.refuse(label, sentence % {"other": self.places[name].label}, name)
        else:
            self.places[name] = Place(label, partial(lines, BY_NAME[name]))

    def refuse(self, label: str, sentence: str, *unread: str) -> None:
        """Note what is wrong with a file, and which tables cannot be read for it."""
        self.problems.append(Problem(file=label, sentence=sentence))
        self.unread.update(unread)


def find_tables(folder: Path) -> Found:
    """Return where each table of a fair folder stands, or of one workbook."""
    found = Found()
    try:
        _look_around(folder, found)
    except OSError as wrong:
        found.refuse(str(folder), unreadable(wrong), *BY_NAME)
    if "fair" not in found.places and "fair" not in found.unread:
        found.refuse("fair.toml", _("is missing; a fair begins with it, or with a sheet “fair” in fair.xlsx"), "fair")
    return found


def unreadable(wrong: OSError) -> str:
    """Return the sentence on a file that the machine does not give."""
    if isinstance(wrong, PermissionError):
        return _("may not be read by this account; change the permissions of the file")
    return _("cannot be read: %(error)s") % {"error": wrong.strerror or wrong}


def _look_around(folder: Path, found: Found) -> None:
    if folder.is_file() and folder.suffix.lower() in BOOKS:
        _look_at(folder, "fair", found)
    elif not folder.is_dir():
        sentence = _("is no folder; name a folder with a fair.toml, or a workbook")
        found.refuse(str(folder), sentence, *BY_NAME)
    else:
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            name = path.stem.lower()
            if path.name.startswith(_UNSEEN) or path.suffix.lower() not in {*TEXTS, *BOOKS}:
                continue
            if sentence := _not_ours(path, folder):
                found.refuse(path.name, sentence, *_tables_of(path, name))
            else:
                _look_at(path, name, found)


def _tables_of(path: Path, name: str) -> set[str]:
    """Return the tables that a file may hold, going by its name."""
    return set(BY_NAME) if name == "fair" and path.suffix.lower() in BOOKS else {name} & set(BY_NAME)


def _not_ours(path: Path, folder: Path) -> str:
    """Return why a file of the folder is not opened: a way out of it, a pipe or a folder; empty when it is."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(folder.resolve()):
            return _("is a link to a file outside the folder; put the file itself here")
        return "" if stat.S_ISREG(path.stat().st_mode) else _("is no file; rename or remove it")
    except (FileNotFoundError, RuntimeError):
        return _("is a link that leads nowhere; put the file itself here")


def _look_at(path: Path, name: str, found: Found) -> None:
    suffix = path.suffix.lower()
    if suffix == ".xlsm":
        found.refuse(path.name, has_macros(), *_tables_of(path, name))
    elif suffix in BOOKS - {".xlsx"}:
        found.refuse(path.name, other_kind(suffix), *_tables_of(path, name))
    elif suffix == ".xlsx" and name in BY_NAME:
        _look_into(path, name, found)
    elif suffix == ".toml" and name == "fair":
        found.add(name, path.name, partial(read_toml, path))
    elif suffix == ".csv" and name != "fair":
        found.add(name, path.name, partial(read_csv, path))
    else:
        found.refuse(path.name, _no_table())


def _look_into(path: Path, name: str, found: Found) -> None:
    """Find the tables of a workbook: the sheets of fair.xlsx, or the one sheet of a workbook named as a table."""
    try:
        workbook = Workbook(path)
    except TableRefused as refused:
        found.refuse(path.name, refused.faults[0].sentence, *_tables_of(path, name))
        return
    except OSError as wrong:
        found.refuse(path.name, unreadable(wrong), *_tables_of(path, name))
        return
    sheets = {sheet: sheet.strip().lower() for sheet in workbook.sheets}
    if name != "fair":
        named = [sheet for sheet in sheets if sheets[sheet] == name] or list(sheets)
        if len(named) != 1:
            found.refuse(path.name, _("has no sheet “%(table)s”; give the sheet this name") % {"table": name}, name)
            return
        sheets = {named[0]: name}
    for sheet, table in sheets.items():
        label = path.name if name != "fair" else _("%(file)s, sheet %(sheet)s") % {"file": path.name, "sheet": sheet}
        found.add(table, label, partial(read_sheet, workbook, sheet))


def _no_table() -> str:
    return _("is no table of a fair folder; rename or remove it")
