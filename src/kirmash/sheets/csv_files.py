"""CSV files to lines: one row at a time, whichever of three separators the first row proves."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from kirmash.base.web import ARMOUR, rearm
from kirmash.sheets.encoding import count_lines
from kirmash.sheets.limits import LONGEST_LINE, MOST_ROWS
from kirmash.sheets.lines import Header, Line, TableRefused, empty_table, too_many_rows
from kirmash.sheets.spec import Table

SEPARATORS = (",", ";", "\t")
csv.field_size_limit(LONGEST_LINE)


def read_csv(path: Path, table: Table) -> Iterator[Line]:
    """Yield the rows of a CSV file; raise ``TableRefused`` where it cannot be read on."""
    if count_lines(path) > MOST_ROWS and next(islice(_rows(path, table), MOST_ROWS + 1, None), None):
        raise TableRefused(too_many_rows())
    header = None
    for number, cells in _rows(path, table):
        if header is None:
            header = Header(table, cells, number)
        else:
            yield header.line(number, [rearm(cell.strip()) if ARMOUR in cell else cell for cell in cells])
    if header is None:
        raise TableRefused(empty_table())


def read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file whose columns nobody knows beforehand, each with its number."""
    if count_lines(path) > MOST_ROWS:
        raise TableRefused(too_many_rows())
    for number, cells in _rows(path, None):
        yield number, [rearm(cell.strip()) if ARMOUR in cell else cell for cell in cells]


def _rows(path: Path, table: Table | None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, with their numbers as a spreadsheet counts them."""
    number = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        separator = _separator(file, table)
        reader = csv.reader(_lines(file), strict=True, delimiter=separator)
        try:
            for number, cells in enumerate(reader, 1):
                if any(cells):
                    yield number, cells
        except csv.Error as wrong:
            raise TableRefused(_sentence(wrong), row=number + 1) from None


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise TableRefused(_("has a line of more than %(most)s characters; shorten it") % {"most": LONGEST_LINE})
        yield line


def _separator(file: TextIO, table: Table | None) -> str:
    """Return the separator with which the first row names most columns of the table, or has most cells."""
    beginning = ""
    while not beginning.strip() and (line := file.readline(LONGEST_LINE)):
        beginning = line
    file.seek(0)

    def known(separator: str) -> int:
        names = next(csv.reader(io.StringIO(beginning, newline=""), delimiter=separator), [])
        return len({name.strip() for name in names} & set(table.header)) if table else len(names)

    return max(SEPARATORS, key=known)


def _sentence(wrong: csv.Error) -> str:
    """Return what a reader of CSV says, in words of its user."""
    said = str(wrong)
    if "expected after" in said:
        return _("has text after a closing quotation mark; write a mark inside a cell twice; nothing below was read")
    if "unexpected end" in said or "field limit" in said:
        return _("opens a quotation mark that is never closed; close it, or write it twice; nothing below was read")
    return _("cannot be read as CSV: %(error)s") % {"error": said}
