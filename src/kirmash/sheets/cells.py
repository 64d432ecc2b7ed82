"""Lines to rows: each cell cleaned, measured and read by its column."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import PositiveSmallIntegerField
from django.utils.translation import gettext as _

from kirmash.sheets.lines import Cells, Line, Row
from kirmash.sheets.spec import Column, Language, Table, Texts, Value, Web

#: Free text: lines may break in it, and it may set its own direction.
FREE = {"note", "quotation", "reason"}
#: Texts by language that are names; the others are free.
_NAMES = {"name", "label"}
#: Plain columns that hold keys.
_KEYS = {"subject", "part", "upheld"}
_LARGEST_SMALL = 32_767
#: Cells of a column that are kept to recognise them: most columns repeat a few words.
_MOST_KNOWN = 1_000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_IN_FREE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Embeddings, overrides and isolates of the bidirectional algorithm: Unicode Technical Report 36, chapter 2.5.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Characters that take no room, among them the joiners that some scripts need in names but no key does.
_INVISIBLE = re.compile("[\xad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff]")


class _Taken(NamedTuple):
    """A cell that was looked at: without blanks around it, its value, and why it is refused."""

    cell: str
    value: Value = None
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """How the cells of one column are read; what was taken before is known and shared."""

    column: Column
    place: int
    is_free: bool
    is_plain: bool
    largest: int | None
    known: dict[str, _Taken] = field(default_factory=dict)

    def take(self, raw: str) -> _Taken:
        """Return what a cell gives."""
        taken = self.known.get(raw)
        if taken is None:
            cell = _tidy(raw)
            try:
                taken = _Taken(cell, self._read(cell))
            except ValueError as wrong:
                return _Taken(cell, sentence=str(wrong))
            if len(self.known) < _MOST_KNOWN:
                self.known[raw] = taken
        return taken

    def _read(self, cell: str) -> Value:
        if not cell:
            return self._read_nothing()
        self._check(cell)
        value = cell if isinstance(self.column, Texts) else self.column.read(cell)
        if self.largest is not None and isinstance(value, int) and value > self.largest:
            raise ValueError(_("is larger than %(largest)s") % {"largest": self.largest})
        return value

    def _read_nothing(self) -> Value:
        if self.column.required:
            raise ValueError(_("is empty; it is needed"))
        return _nothing(self.column)

    def _check(self, cell: str) -> None:
        """Raise ``ValueError`` for characters that mislead, and for a text that is too long."""
        if found := (_CONTROL_IN_FREE if self.is_free else _CONTROL).search(cell):
            raise ValueError(_("holds the control character U+%(code)04X; remove it") % {"code": ord(found[0])})
        if not cell.isascii() and not self.is_free:
            self._check_marks(cell)
        if isinstance(self.column, Texts | Web | Language) and len(cell) > self.column.longest:
            longest = self.column.longest
            raise ValueError(_("is longer than %(longest)s characters; shorten it") % {"longest": longest})

    def _check_marks(self, cell: str) -> None:
        if found := _DIRECTION.search(cell):
            sentence = _("holds the mark U+%(code)04X, which makes letters stand in another order; remove it")
            raise ValueError(sentence % {"code": ord(found[0])})
        if not self.is_plain and (found := _INVISIBLE.search(cell)):
            raise ValueError(_("holds the invisible character U+%(code)04X; remove it") % {"code": ord(found[0])})


class RowReader:
    """Reads the lines of one table."""

    def __init__(self, table: Table) -> None:
        self._rules: dict[str, _Rule] = {}
        self._texts: list[tuple[int, Texts]] = []
        for place, column in enumerate(table.columns):
            rule = _rule(table, column, place)
            self._rules |= dict.fromkeys(column.columns() if isinstance(column, Texts) else (column.name,), rule)
            if isinstance(column, Texts):
                self._texts.append((place, column))
        self._places = {column.field: place for place, column in enumerate(table.columns)}
        self._nothing = [_nothing(column) for column in table.columns]

    def read(self, line: Line) -> tuple[Row, dict[str, str]]:
        """Return the row of a line, and by column the sentences on what cannot be taken."""
        faults = dict(line.faults)
        if "" in faults:
            return Row(number=line.number, cells=line.cells, values={}), faults
        tidied, values = [], list(self._nothing)
        for name, raw in line.cells.pairs():
            rule = self._rules.get(name)
            taken = rule.take(raw) if rule else _Taken(_tidy(raw))
            tidied.append(taken.cell)
            if taken.sentence:
                faults.setdefault(name, taken.sentence)
            elif rule:
                values[rule.place] = taken.value
        cells = line.cells.instead(tidied)
        for place, column in self._texts:
            values[place] = column.gather(cells)
        return Row(number=line.number, cells=cells, values=Cells(self._places, values)), faults


def _rule(table: Table, column: Column, place: int) -> _Rule:
    try:
        is_small = isinstance(table.model._meta.get_field(column.field), PositiveSmallIntegerField)
    except FieldDoesNotExist:
        is_small = False
    is_free = column.name not in _NAMES if isinstance(column, Texts) else column.name in FREE
    is_plain = isinstance(column, Texts) or (type(column) is Column and column.name not in _KEYS)
    largest = _LARGEST_SMALL if is_small else None
    return _Rule(column=column, place=place, is_free=is_free, is_plain=is_plain, largest=largest)


def _nothing(column: Column) -> Value:
    """Return the value of a column that the file does not have."""
    try:
        return column.read("")
    except ValueError:
        return ""


def _tidy(cell: str) -> str:
    """Return a cell without blanks at its ends, in one Unicode form, with one kind of line ends."""
    cell = cell.strip()
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n")
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)
