"""Sheets of workbooks to lines: every value becomes the text that a CSV file would hold, or a sentence."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from kirmash.sheets.lines import Header, Line, TableRefused, empty_table
from kirmash.sheets.spec import Choice, Code, Codes, Column, Day, Flag, Table, Texts
from kirmash.sheets.workbook import SheetRow, Workbook

#: Columns that hold whatever their property says, dates among it.
OPEN_COLUMNS = {"value"}
#: The days that a bare number in a column of dates may count to, 1954 to 2119; 2025 is more likely a year.
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
_DAY_ZERO = datetime.date(1899, 12, 30)
_DAYS_TO_1904 = 1462
_EXACT_DIGITS = 15


def read_sheet(workbook: Workbook, sheet: str, table: Table) -> Iterator[Line]:
    """Yield the rows of a sheet; raise ``TableRefused`` where it cannot be read."""
    by_name = _columns(table)
    header, columns = None, list[Column]()
    for row in workbook.rows(sheet):
        if header is None:
            header = Header(table, [str(value) for value in row.values], row.number)
            columns = [by_name[name] for name in header.names]
        else:
            cells, faults = _texts(row, header.names, columns, counts_from_1904=workbook.counts_from_1904)
            yield header.line(row.number, cells, faults)
    if header is None:
        raise TableRefused(empty_table())


def cells_of(row: SheetRow) -> list[str]:
    """Return the texts of a row whose columns nobody knows beforehand; what holds an error says so."""
    texts = [_plain_text(value) for value in row.values]
    texts += [""] * (max([0, *row.errors, *row.unstored]) - len(texts))
    for place in (*row.errors, *row.unstored):
        texts[place - 1] = "#ERROR"
    return texts


def _plain_text(value: object) -> str:
    if isinstance(value, str | bool):
        return str(value)
    if isinstance(value, float | int):
        return _number(float(value))
    return str(value.date()) if isinstance(value, datetime.datetime) else str(value)


def _columns(table: Table) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in table.columns:
        names = column.columns() if isinstance(column, Texts) else (column.name,)
        found |= dict.fromkeys(names, column)
    return found


def _texts(
    row: SheetRow, names: Sequence[str], columns: Sequence[Column], *, counts_from_1904: bool
) -> tuple[list[str], dict[str, str]]:
    """Return the texts of a row, and by column the sentences on what the spreadsheet does not tell."""
    cells = [value if isinstance(value, str) else "" for value in row.values]
    cells += [""] * (len(names) - len(cells))
    faults: dict[str, str] = {}
    for place, value in enumerate(row.values):
        if isinstance(value, str):
            continue
        if place >= len(names):
            cells[place] = str(value)
            continue
        try:
            cells[place] = text_of(value, columns[place], counts_from_1904=counts_from_1904)
        except ValueError as wrong:
            cells[place] = _number(value) if isinstance(value, float) else str(value)
            faults[names[place]] = str(wrong)
    if row.errors or row.unstored:
        faults |= {names[place - 1]: _error() for place in row.errors if place <= len(names)}
        faults |= {names[place - 1]: _no_result() for place in row.unstored if place <= len(names)}
    return cells, faults


def text_of(value: object, column: Column, *, counts_from_1904: bool = False) -> str:
    """Return the text of a cell; raise ``ValueError`` with a sentence where the spreadsheet changed what was typed."""
    if isinstance(value, bool):
        words = ("yes", "no") if isinstance(column, Flag | Choice) else ("TRUE", "FALSE")
        return words[0] if value else words[1]
    if isinstance(value, float | int):
        return _number_in(float(value), column, counts_from_1904=counts_from_1904)
    if isinstance(value, datetime.date) and (isinstance(column, Day) or column.name in OPEN_COLUMNS):
        return str(value)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        sentence = _("is a date or a time in the workbook; format the column as text and type it again")
        raise ValueError(sentence)  # noqa: TRY004  # the type is right, its place is not
    return str(value)


def _number_in(value: float, column: Column, *, counts_from_1904: bool) -> str:
    text = _number(value)
    if isinstance(column, Day) and value.is_integer():
        serial = int(value) + (_DAYS_TO_1904 if counts_from_1904 else 0)
        if FIRST_SERIAL <= serial <= LAST_SERIAL:
            return str(_DAY_ZERO + datetime.timedelta(days=serial))
    # Codes have an even number of digits and never begin with two zeros: an odd number has lost one.
    if isinstance(column, Code | Codes) and (not value.is_integer() or len(text) % 2):
        sentence = _("is a number in the workbook and has lost a zero; format the column as text and type %(code)s")
        raise ValueError(sentence % {"code": f"0{text}" if value.is_integer() else "0406"})
    if len(text.partition(".")[0].lstrip("-")) > _EXACT_DIGITS:
        raise ValueError(_("is a number of more than 15 digits, which a spreadsheet rounds; write it as text"))
    return text


def _number(value: float) -> str:
    """Return a number without exponent: whole ones without a point, others with the 15 digits that count."""
    if value.is_integer():
        return str(int(value))
    return f"{Decimal(f'{value:.15g}'):f}"


def _error() -> str:
    return _("holds an error of the spreadsheet; mend the formula or write the value")


def _no_result() -> str:
    return _("holds a formula without a stored result; open the workbook in a spreadsheet and save it")
