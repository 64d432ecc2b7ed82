"""Tables to one workbook, a sheet each; every cell is text, so that dates and codes keep their form."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kirmash.base.errors import Refused
from kirmash.sheets.spec import Column, Day, Flag, Table, Texts, Whole

# Rows go out as they come; no text becomes a formula, a number or a link.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NARROW, _MIDDLE, _WIDE = 12, 24, 40
_ALL_CELLS = "A1:XFD1048576"


def write_workbook(path: Path, tables: Iterable[tuple[Table, Iterator[Mapping[str, str]]]]) -> int:
    """Write each table as a sheet of its name; return the number of rows.

    Raises ``Refused`` and leaves no file where a row does not fit into a workbook.
    """
    workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    text = workbook.add_format({"num_format": "@"})
    head = workbook.add_format({"num_format": "@", "bold": True, "bottom": 1})
    try:
        count = sum(_write_sheet(workbook.add_worksheet(table.name), table, rows, text, head) for table, rows in tables)
    except Refused:
        workbook.close()
        path.unlink()
        raise
    workbook.close()
    return count


def _write_sheet(sheet: Worksheet, table: Table, rows: Iterator[Mapping[str, str]], text: Format, head: Format) -> int:
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": _ALL_CELLS})
    widths = [width for column in table.columns for width in _widths(column)]
    for place, (name, width) in enumerate(zip(table.header, widths, strict=True)):
        sheet.set_column(place, place, max(width, len(name) + 2), text)
        sheet.write_string(0, place, name, head)
    count = 0
    for count, row in enumerate(rows, 1):
        for place, name in enumerate(table.header):
            cell = row.get(name, "")
            # A cell of more than 32 767 characters, or a row below 1 048 576, would be cut off without a word.
            if cell and sheet.write_string(count, place, cell, text) != 0:
                raise Refused("not-for-workbook", table=table.name, row=count + 1)
    return count


def _widths(column: Column) -> tuple[int, ...]:
    """Return the width of a column in letters, of each column where it has several."""
    if isinstance(column, Texts):
        return (_WIDE,) * len(column.columns())
    if isinstance(column, Day | Flag | Whole):
        return (_NARROW,)
    return (_WIDE if type(column) is Column else _MIDDLE,)
