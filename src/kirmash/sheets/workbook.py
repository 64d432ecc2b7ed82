"""A workbook: its sheets by name, each looked through before calamine reads a cell of it."""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from kirmash.sheets.archive import WORKBOOK, open_archive, unpack
from kirmash.sheets.limits import LARGEST_PART, LARGEST_SHEET
from kirmash.sheets.lines import TableRefused, damaged, empty_table
from kirmash.sheets.markup import Elements, TextLengths, Visitor, look_through
from kirmash.sheets.sheet_xml import SheetShape

T = TypeVar("T")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_FRAME = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    f'Target="{WORKBOOK}"/></Relationships>',
}


@dataclass(slots=True)
class SheetRow:
    """A row of a sheet: its number, its values from column A on, and the columns whose values are missing."""

    number: int
    values: list[Any]  # Any: whatever a cell holds
    errors: list[int]
    unstored: list[int]


class _Parts:
    """The parts of a workbook, each of which is looked through once and copied."""

    def __init__(self, archive: zipfile.ZipFile, copy: zipfile.ZipFile) -> None:
        self._archive, self._copy = archive, copy
        self._names = {name.lower(): name for name in archive.namelist()}
        for name, text in _FRAME.items():
            copy.writestr(name, text)

    def look(self, part: str, visitor: Visitor, largest: int = LARGEST_PART) -> None:
        """Show a part to a visitor and copy it; raise ``TableRefused`` where it is missing or not fit to be read."""
        name = self._names.pop(part.lower(), None)
        if name is None:
            raise TableRefused(damaged())
        with self._copy.open(part, "w") as file, closing(unpack(self._archive, name, largest)) as chunks:
            for chunk in look_through(chunks, visitor):
                file.write(chunk)

    def drop(self, part: str) -> None:
        """Take a part out of the copy's directory, so that it is never read."""
        info = self._copy.NameToInfo.pop(part, None)
        if info is not None:
            self._copy.filelist.remove(info)


class Workbook:
    """A workbook that was looked through; raises ``TableRefused`` where it is none, or not safe to read.

    Only a copy in memory of the parts that were looked through is read. Where it ``fills_merged``, what stands in
    merged cells stands in each row that they span; otherwise a sheet with merged cells is refused.
    """

    def __init__(self, path: Path, *, fills_merged: bool = False) -> None:
        self.counts_from_1904 = False
        self._fills_merged = fills_merged
        self._shapes: dict[str, SheetShape | TableRefused] = {}
        copied = io.BytesIO()
        with open_archive(path) as archive, zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            self._look_through(_Parts(archive, copy))
        copied.seek(0)
        self._calamine = _ask(CalamineWorkbook.from_filelike, copied)

    @property
    def sheets(self) -> list[str]:
        """The sheets that hold anything, or cannot be read."""
        return [name for name, shape in self._shapes.items() if isinstance(shape, TableRefused) or shape.rows]

    def rows(self, sheet: str) -> Iterator[SheetRow]:
        """Yield the rows of a sheet that are not empty."""
        shape = self._shapes[sheet]
        if isinstance(shape, TableRefused):
            raise shape
        if not shape.rows:
            raise TableRefused(empty_table())
        found = _ask(self._calamine.get_sheet_by_name, sheet)
        before: list[object] = [""] * (found.start[1] if found.start else 0)
        lists = chain(_ask(found.iter_rows) if found.start else (), repeat([]))
        held: dict[int, object] = {}
        for number in range(1, shape.last_row + 1):
            values = _filled(before + _ask(next, lists), number, shape.merged, held)
            errors, unstored = shape.errors.take(number), shape.unstored.take(number)
            if errors or unstored or any(value != "" for value in values):
                yield SheetRow(number, values, errors, unstored)

    def _look_through(self, parts: _Parts) -> None:
        book, relations, texts = Elements("sheet", "workbookPr"), Elements("Relationship"), TextLengths()
        parts.look(WORKBOOK, book)
        parts.look(_RELATIONS, relations)
        related = {values.get("Id", ""): values for _name, values in relations.found}
        shared = _of_kind(related, "/sharedStrings")
        if len(related) < len(relations.found) or len(shared) > 1:
            raise TableRefused(damaged())
        for relation in shared:
            parts.look(_path(relation), texts, LARGEST_SHEET)
        for relation in _of_kind(related, "/styles"):
            parts.look(_path(relation), Elements())
        for sheet, part in self._sheets(book, related).items():
            shape = SheetShape(texts.lengths, fills_merged=self._fills_merged)
            try:
                parts.look(part, shape, LARGEST_SHEET)
                shape.check()
            except TableRefused as refused:
                parts.drop(part)
                self._shapes[sheet] = refused
            else:
                self._shapes[sheet] = shape

    def _sheets(self, book: Elements, parts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """Return the part of each sheet; note the day from which the workbook counts."""
        sheets: dict[str, str] = {}
        for element, values in book.found:
            if element == "workbookPr":
                self.counts_from_1904 = values.get("date1904", "0") in {"1", "true"}
                continue
            ids = {value for key, value in values.items() if key.endswith(":id")}
            name, relation = values.get("name", ""), parts.get(ids.pop()) if len(ids) == 1 else None
            if relation is None or not name or name in sheets:
                raise TableRefused(damaged())
            if relation.get("Type", "").endswith("/worksheet"):
                sheets[name] = _path(relation)
        if len(set(sheets.values())) < len(sheets):
            raise TableRefused(damaged())
        return sheets


def _filled(
    values: list[object], number: int, merged: list[tuple[int, int, int]], held: dict[int, object]
) -> list[object]:
    """Return the cells of a row with what stands in merged cells that began above; ``held`` keeps it by range."""
    for place, (first, last, column) in enumerate(merged):
        if first <= number <= last and column <= len(values):
            if number == first:
                held[place] = values[column - 1]
            elif values[column - 1] == "":
                values[column - 1] = held.get(place, "")
    return values


def _of_kind(related: Mapping[str, Mapping[str, str]], kind: str) -> list[Mapping[str, str]]:
    return [relation for relation in related.values() if relation.get("Type", "").endswith(kind)]


def _path(relation: Mapping[str, str]) -> str:
    """Return the path of a part in the zip; relationships name it from the root or from the workbook."""
    target = relation.get("Target", "")
    path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target.removeprefix("xl/"))
    if posixpath.normpath(path) != path or not path.startswith("xl/"):
        raise TableRefused(damaged())
    return path


def _ask(question: Callable[..., T], *words: object) -> T:
    """Ask calamine; what it cannot read is a sentence."""
    try:
        return question(*words)
    except CalamineError:
        raise TableRefused(damaged()) from None
    except BaseException as wrong:
        # A panic inside the library arrives as a class that no module exports.
        if type(wrong).__name__ == "PanicException":
            raise TableRefused(damaged()) from None
        raise
