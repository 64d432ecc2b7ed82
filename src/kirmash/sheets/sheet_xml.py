"""What a sheet of a workbook holds, seen before its cells are read: its size and what no value can tell."""

import re
from array import array
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from kirmash.sheets.archive import too_large
from kirmash.sheets.limits import LONGEST_SHEET, MOST_COLUMNS, MOST_ROWS
from kirmash.sheets.lines import TableRefused, damaged, too_many_columns, too_many_rows

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_RANGE = re.compile(rf"{_CELL.pattern}:{_CELL.pattern}")
_MERGED_SHOWN = 10
#: Merged cells of a sheet in which they are filled; each of them is looked at in every row that it spans.
_MOST_FILLED = 2_000
_LONGEST_INDEX = 9


class Marks:
    """Cells of a sheet in their order, eight bytes each."""

    def __init__(self) -> None:
        self._places = array("Q")
        self._next = 0

    def add(self, row: int, column: int) -> None:
        """Note a cell."""
        self._places.append(row * 100_000 + column)

    def take(self, row: int) -> list[int]:
        """Return the columns that are noted in a row; rows are asked for in their order."""
        columns = []
        while self._next < len(self._places) and self._places[self._next] // 100_000 <= row:
            columns.append(self._places[self._next] % 100_000)
            self._next += 1
        return columns


class SheetShape:
    """Follows the cells of a sheet; raises ``TableRefused`` as soon as it is too large or damaged.

    Rows and columns count from 1. ``lengths`` are those of the texts that cells share.
    Where ``fills_merged``, merged cells are no fault: ``merged`` has the first row, the last row and the first column
    of those that span several rows.
    """

    def __init__(self, lengths: Sequence[int], *, fills_merged: bool = False) -> None:
        self.merged: list[tuple[int, int, int]] = []
        self._fills_merged = fills_merged
        self.rows = self.last_row = self.last_column = 0
        self.errors, self.unstored = Marks(), Marks()
        self._merged: list[str] = []
        self._lengths = lengths
        self._characters = 0
        self._numbers: dict[str, int] = {}
        self._row = self._column = 0
        self._row_text = ""
        self._is_formula = self._has_value = self._in_value = False
        self._type = self._value = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "v":
            self._has_value, self._in_value, self._value = True, True, ""
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "is":
            self._has_value = True
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "mergeCell":
            self._note_merged(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        """Keep the beginning of a value: an index, or whether there is one."""
        if self._in_value and len(self._value) <= _LONGEST_INDEX:
            self._value += data[: _LONGEST_INDEX + 1]

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "v":
            self._in_value = False
        elif name == "c" and (self._has_value or self._is_formula):
            self._end_cell()

    def check(self) -> None:
        """Raise ``TableRefused`` for merged cells within the table, and for a cell far below it."""
        if self.last_row > MOST_ROWS + 1:
            sentence = _("has a cell far below the table; delete what stands below its last row")
            raise TableRefused(sentence, row=self.last_row)
        if self._merged:
            more = " …" if len(self._merged) > _MERGED_SHOWN else ""
            sentence = _("has merged cells (%(ranges)s); unmerge them, so that every row has cells of its own")
            raise TableRefused(sentence % {"ranges": ", ".join(self._merged[:_MERGED_SHOWN]) + more})

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        text = attributes.get("r") or str(self._row + 1)
        if not _ROW.fullmatch(text) or int(text) <= self._row:
            raise TableRefused(damaged())
        self._row, self._row_text, self._column = int(text), text, 0

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        column = self._column + 1
        if text := attributes.get("r"):
            letters = text.rstrip("0123456789")
            if text[len(letters) :] != self._row_text:
                raise TableRefused(damaged())
            column = self._numbers.get(letters) or self._number(letters)
        if column <= self._column or not self._row:
            raise TableRefused(damaged())
        self._column, self._type, self._value = column, attributes.get("t", ""), ""
        self._is_formula = self._has_value = self._in_value = False

    def _number(self, letters: str) -> int:
        """Return the number of a column: A is 1, AA is 27."""
        if not _LETTERS.fullmatch(letters):
            raise TableRefused(damaged())
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        self._numbers[letters] = number
        return number

    def _end_cell(self) -> None:
        if self._row > self.last_row:
            self.rows += 1
            self.last_row = self._row
            if self.rows > MOST_ROWS + 1:
                raise TableRefused(too_many_rows())
        if self._column > self.last_column:
            self.last_column = self._column
            if self._column > MOST_COLUMNS:
                raise TableRefused(too_many_columns(), row=self._row)
        if self._type == "s" and self._has_value:
            self._count_shared()
        elif self._type == "e":
            self.errors.add(self._row, self._column)
        elif self._is_formula and not self._value and not (self._has_value and self._type == "str"):
            self.unstored.add(self._row, self._column)
        self._is_formula = self._has_value = False

    def _count_shared(self) -> None:
        try:
            self._characters += self._lengths[int(self._value)]
        except (ValueError, IndexError):
            raise TableRefused(damaged()) from None
        if self._characters > LONGEST_SHEET:
            raise TableRefused(too_large())

    def _note_merged(self, text: str) -> None:
        match = _CELL.match(text)
        if match is None:
            raise TableRefused(damaged())
        if self._fills_merged:
            self._fill_merged(text)
            return
        is_inside = int(match[2]) <= self.last_row and self._number(match[1]) <= self.last_column
        if is_inside and len(self._merged) <= _MERGED_SHOWN:
            self._merged.append(text)

    def _fill_merged(self, text: str) -> None:
        match = _RANGE.fullmatch(text)
        if match is None or len(self.merged) >= _MOST_FILLED:
            raise TableRefused(damaged())
        first, last = int(match[2]), min(int(match[4]), self.last_row)
        if first < last:
            self.merged.append((first, last, self._number(match[1])))
