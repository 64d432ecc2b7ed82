"""What every kind of file gives alike: lines of cells under a header, or one refusal of the whole table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from kirmash.sheets.limits import MOST_COLUMNS, MOST_ROWS
from kirmash.sheets.spec import Table, Value

T = TypeVar("T")
#: What stands in place of a name for cells beyond the last column.
OVER = "+"


class Cells(Mapping[str, T]):
    """The cells of a row by column; all rows of a table share the places of the columns."""

    __slots__ = ("_cells", "_places")

    def __init__(self, places: Mapping[str, int], cells: Sequence[T]) -> None:
        self._places = places
        self._cells = tuple(cells)

    def __getitem__(self, column: str) -> T:
        return self._cells[self._places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def pairs(self) -> Iterator[tuple[str, T]]:
        """Yield the columns with their cells."""
        return zip(self._places, self._cells, strict=True)

    def instead(self, cells: Sequence[T]) -> "Cells[T]":
        """Return other cells in the same columns."""
        return Cells(self._places, cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was read: its place in the file, its cells as written and as values."""

    number: int
    cells: Mapping[str, str]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands in a file.

    ``faults`` are sentences by column on what is wrong already; an empty column means the whole line.
    """

    number: int
    cells: Cells[str]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a table cannot be read."""

    sentence: str
    row: int | None = None
    column: str = ""
    value: str = ""


class TableRefused(Exception):
    """A table cannot be read, or not to its end."""

    def __init__(self, sentence: str = "", *, row: int | None = None, faults: Sequence[Fault] = ()) -> None:
        super().__init__(sentence)
        self.faults = tuple(faults) or (Fault(sentence=sentence, row=row),)


class Header:
    """The first row of a table; makes lines of the rows below it."""

    def __init__(self, table: Table, cells: Sequence[str], number: int = 1) -> None:
        names = [cell.strip() for cell in cells]
        while names and not names[-1]:
            names.pop()
        if faults := list(_faults(table, names, number)):
            raise TableRefused(faults=faults)
        self.names = names
        self._places = {name: place for place, name in enumerate(names)}

    def line(self, number: int, cells: Sequence[str], faults: Mapping[str, str] | None = None) -> Line:
        """Return the row as a line; cells without a column must be empty."""
        expected = len(self.names)
        if len(cells) > expected and not any(cells[expected:]):
            cells = cells[:expected]
        if len(cells) != expected:
            sentence = _("has %(found)s cells, but the first row has %(expected)s columns")
            values = {"found": len(cells), "expected": expected}
            return Line(number=number, cells=self._ragged(cells), faults={"": sentence % values})
        if cells[0].strip() == self.names[0] and [cell.strip() for cell in cells] == self.names:
            faults = {"": _("is the first row once more; remove it")}
        return Line(number=number, cells=Cells(self._places, cells), faults=faults or {})

    def _ragged(self, cells: Sequence[str]) -> Cells[str]:
        """Return cells that do not fit the columns; those that are over become one, under no column's name."""
        expected = len(self.names)
        places = {name: place for place, name in enumerate([*self.names, OVER][: len(cells)])}
        return Cells(places, [*cells[:expected], ",".join(cells[expected:])][: len(places)])


def _faults(table: Table, names: Sequence[str], number: int) -> Iterator[Fault]:
    if len(names) > MOST_COLUMNS:
        yield Fault(row=number, sentence=too_many_columns())
        return
    for place, name in enumerate(names, 1):
        if not name:
            yield Fault(row=number, sentence=_("has no name for column %(place)s; name it") % {"place": place})
        elif name not in table.header:
            yield Fault(row=number, column=name, sentence=_("is no column of this table; remove it"))
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        yield Fault(row=number, column=name, sentence=_("stands twice in the first row"))
    for column in table.columns:
        if column.required and column.name not in names:
            yield Fault(row=number, column=column.name, sentence=_("is missing in the first row"))


def too_many_rows() -> str:
    """Return the sentence on a table that is too long."""
    return _("has more than %(most)s rows, the most that a table may have; none of it was read") % {"most": MOST_ROWS}


def too_many_columns() -> str:
    """Return the sentence on a table that is too wide."""
    return _("has more than %(most)s columns, the most that a table may have; remove what stands beside the table") % {
        "most": MOST_COLUMNS
    }


def empty_table() -> str:
    """Return the sentence on a table without a first row."""
    return _("is empty; its first row names the columns")


def damaged() -> str:
    """Return the sentence on a workbook that cannot be read."""
    return _("is damaged; open it in a spreadsheet and save it again as .xlsx")
