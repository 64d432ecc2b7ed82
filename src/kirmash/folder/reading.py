"""Files to rows: every cell checked, every problem collected, nothing written."""

import csv
import io
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.base.web import rearm
from kirmash.folder.spec import Language, Link, Problem, Table, Texts, Value
from kirmash.folder.tables import BY_NAME, TABLES

FORMAT = 1
LARGEST_FILE = 200_000_000
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was read: its place in the file, its cells as written and as values."""

    number: int
    cells: Mapping[str, str]
    values: Mapping[str, Value]


@dataclass(slots=True)
class Reading:
    """A folder that was read."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.name: [] for table in TABLES})
    problems: list[Problem] = field(default_factory=list)
    raw: dict[str, dict[int, Mapping[str, str]]] = field(default_factory=dict)

    def refuse(self, table: Table, row: Row, sentence: str, column: str = "") -> None:
        """Note a problem with a row that was read."""
        value = row.cells.get(column, "")
        file = file_of(table)
        self.problems.append(Problem(file=file, row=row.number, column=column, value=value, sentence=sentence))


def file_of(table: Table) -> str:
    """Return the file that holds a table."""
    return "fair.toml" if table.name == "fair" else table.file


def read_folder(folder: Path) -> Reading:
    """Read all files of a fair folder."""
    reading = Reading()
    if not folder.is_dir():
        reading.problems.append(Problem(file=str(folder), sentence=_("is no folder; name a folder with a fair.toml")))
        return reading
    _note_strangers(folder, reading)
    for table in TABLES:
        lines = _toml_lines(folder, reading) if table.name == "fair" else _csv_lines(folder, table, reading)
        for number, cells in lines:
            _take_row(table, number, cells, reading)
    return reading


def _note_strangers(folder: Path, reading: Reading) -> None:
    known = {file_of(table) for table in TABLES}
    for path in sorted(folder.iterdir()):
        if path.suffix in {".csv", ".toml"} and path.name not in known:
            sentence = _("is no table of a fair folder; rename or remove it")
            reading.problems.append(Problem(file=path.name, sentence=sentence))


def _decode(path: Path, reading: Reading) -> str | None:
    if path.stat().st_size > LARGEST_FILE:
        reading.problems.append(Problem(file=path.name, sentence=_("is larger than 200 MB; split it")))
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        sentence = _("is not written in UTF-8 (first at byte %(position)s); save it as CSV UTF-8") % {
            "position": wrong.start
        }
        reading.problems.append(Problem(file=path.name, sentence=sentence))
        return None
    return text


def _toml_lines(folder: Path, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    path = folder / "fair.toml"
    if not path.is_file():
        reading.problems.append(Problem(file="fair.toml", sentence=_("is missing; a fair folder begins with it")))
        return
    text = _decode(path, reading)
    try:
        content = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as wrong:
        reading.problems.append(Problem(file="fair.toml", sentence=_("cannot be read: %(error)s") % {"error": wrong}))
        return
    if content.get("format") != FORMAT:
        sentence = _("has no line “format = 1”; this version reads format 1 only")
        reading.problems.append(Problem(file="fair.toml", value=str(content.get("format", "")), sentence=sentence))
    fair = content.get("fair")
    if not isinstance(fair, dict):
        reading.problems.append(Problem(file="fair.toml", sentence=_("has no table [fair]")))
        return
    names = fair.pop("name", {})
    cells = {key: str(value) for key, value in fair.items()}
    if isinstance(names, dict):
        cells |= {f"name_{language}": str(name) for language, name in names.items()}
    for stranger in sorted(set(cells) - set(BY_NAME["fair"].header)):
        sentence = _("is no setting of a fair; remove it")
        reading.problems.append(Problem(file="fair.toml", column=stranger, sentence=sentence))
    yield 1, cells


def _csv_lines(folder: Path, table: Table, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    path = folder / table.file
    text = _decode(path, reading) if path.is_file() else None
    if not text:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not _is_header_right(table, header, reading):
            return
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                sentence = _("has %(found)s cells, but the first row has %(expected)s columns") % {
                    "found": len(cells),
                    "expected": len(header),
                }
                reading.problems.append(Problem(file=table.file, row=reader.line_num, sentence=sentence))
                reading.raw.setdefault(table.name, {})[reader.line_num] = dict(zip(header, cells, strict=False))
                continue
            yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as wrong:
        sentence = _("cannot be read as CSV: %(error)s") % {"error": wrong}
        reading.problems.append(Problem(file=table.file, row=reader.line_num, sentence=sentence))


def _is_header_right(table: Table, header: list[str], reading: Reading) -> bool:
    expected = table.header
    wrong = [
        *((name, _("is no column of this table; remove it")) for name in header if name not in expected),
        *((name, _("stands twice in the first row")) for name in {n for n in header if header.count(n) > 1}),
        *((c.name, _("is missing in the first row")) for c in table.columns if c.required and c.name not in header),
    ]
    if len(header) == 1 and ";" in header[0]:
        wrong = [("", _("is separated by semicolons; save it with commas"))]
    for column, sentence in wrong:
        reading.problems.append(Problem(file=table.file, row=1, column=column, sentence=sentence))
    return not wrong


def _take_row(table: Table, number: int, cells: Mapping[str, str], reading: Reading) -> None:
    cells = {name: unicodedata.normalize("NFC", rearm(cell.strip())) for name, cell in cells.items()}
    reading.raw.setdefault(table.name, {})[number] = cells
    values: dict[str, Value] = {}
    before = len(reading.problems)
    for column in table.columns:
        if isinstance(column, Texts):
            values[column.field] = column.gather(cells)
            continue
        cell = cells.get(column.name, "")
        try:
            values[column.field] = column.read(_clean(cell, column.name))
            if column.required and not cell:
                raise ValueError(_("is empty; it is needed"))
        except ValueError as wrong:
            if cell or column.required:
                reading.problems.append(
                    Problem(file=file_of(table), row=number, column=column.name, value=cell, sentence=str(wrong))
                )
            elif not isinstance(column, Link | Language):
                values[column.field] = ""
    if len(reading.problems) == before:
        reading.rows[table.name].append(Row(number=number, cells=cells, values=values))


def _clean(cell: str, column: str) -> str:
    allowed = "\n" if column in {"note", "quotation", "reason"} else ""
    for character in cell:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in allowed:
            raise ValueError(_("holds the control character U+%(code)04X; remove it") % {"code": ord(character)})
    return cell
