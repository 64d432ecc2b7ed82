"""Registers of ties from strangers: a list of partners or an export, as CSV, TSV, XLSX or pasted text."""

import datetime
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from kirmash.agreements.reconciling.entries import (
    Entry,
    Listed,
    Reading,
    Refusal,
    edge_of,
    entry_of_line,
    tie_of,
    when_of,
)
from kirmash.agreements.reconciling.tie import Scope, Tie
from kirmash.registry.models.place import Place
from kirmash.sheets.archive import has_macros, other_kind
from kirmash.sheets.cells import RowReader
from kirmash.sheets.csv_files import SEPARATORS, read_csv
from kirmash.sheets.lines import Line, Row, TableRefused, empty_table
from kirmash.sheets.spec import Column, Day, Table
from kirmash.sheets.workbook import Workbook
from kirmash.sheets.xlsx_files import read_sheet

#: Bytes of a file and characters of a text that a page takes; rows of it. The command takes what a folder takes.
LARGEST_UPLOAD, LONGEST_TEXT, MOST_LINES = 5_000_000, 200_000, 50_000
MOST_REFUSED = 1_000
_OTHER_BOOKS = frozenset({".xls", ".xlsb", ".ods", ".fods", ".numbers"})


class When(Day):
    """A day or a year, as lists of other offices write it."""

    def read(self, cell: str) -> datetime.date | None:
        """Return the day where there is one; raise ``ValueError`` with a sentence."""
        return when_of(cell)[0]


#: What the columns of a list of partners are called, by what they hold; capitals at the beginning are taken too.
WORDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "partner", "city", "partner city", "town", "ort", "stadt", "partnerstadt", "название", "город",
             "партнёр", "партнер", "город-побратим", "город-партнёр", "назва", "горад", "партнёр (горад)",
             "горад-пабрацім", "miasto", "ville", "місто"),
    "language": ("language", "lang", "sprache", "язык", "мова"),
    "country": ("country", "land", "staat", "страна", "государство", "краіна", "краина", "kraj", "pays", "країна"),
    "wikidata": ("wikidata", "qid", "wikidata id"),
    "geonames": ("geonames", "geonameid", "geonames id"),
    "kind": ("kind", "type", "art", "form", "вид", "тип", "вид соглашения", "вид документа", "від", "тып", "rodzaj"),
    "date": ("date", "year", "since", "signed_on", "signed on", "datum", "jahr", "seit", "дата", "год",
             "дата подписания", "год подписания", "с", "дата падпісання", "з", "data", "rok", "année", "рік"),
    "note": ("note", "comment", "remark", "bemerkung", "anmerkung", "примечание", "комментарий", "заўвага",
             "каментар"),
    "number": ("no", "no.", "nr", "nr.", "number", "№", "№ п/п", "п/п", "nummer", "номер", "нумар"),
}  # fmt: skip
_BY_WORD = {form: name for name, words in WORDS.items() for word in words for form in (word, word.capitalize())}
_BY_WORD |= {word.upper(): name for name, words in WORDS.items() for word in words[:1]}
LIST = Table(name="partners", model=Place, columns=tuple(
    When(word, "when") if name == "date" else Column(word, f"{name}_text", longest=1_000)
    for word, name in _BY_WORD.items()))  # fmt: skip
EXPORT = Table(name="edges", model=Place, columns=tuple(
    Column(name, required=name in {"qid_a", "qid_b", "a_to_b", "b_to_a"})
    for name in ("qid_a", "name_a", "qid_b", "name_b", "a_to_b", "b_to_a")))  # fmt: skip


def read_register(path: Path, listed: Listed, *, most: int | None = None) -> Reading:
    """Read a list or an export from a file."""
    table = EXPORT if listed.scope == Scope.ALL else LIST
    ties: list[Tie] = []
    refused: list[Refusal] = []
    try:
        for line in _lines(path, table):
            if most is not None and len(ties) + len(refused) >= most:
                raise TableRefused(_("has more than %(most)s rows; leave out what is not needed") % {"most": most})
            _take(line, table, listed, ties, refused)
    except TableRefused as wrong:
        faults = (Refusal(row=f.row, sentence=f"{f.column}: {f.sentence}".lstrip(": ")) for f in wrong.faults)
        return Reading(register=listed.register(), faults=tuple(faults))
    except OSError as wrong:
        return _nothing(listed, _("cannot be read: %(error)s") % {"error": wrong.strerror or wrong})
    return Reading(register=listed.register(ties), refused=tuple(refused[:MOST_REFUSED]))


def read_handed_in(*, file: IO[bytes] | None, file_name: str, text: str, listed: Listed) -> Reading:
    """Read what somebody hands in on a page: an uploaded file, or else a pasted text."""
    if file is None:
        return read_pasted(text, listed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(file_name).suffix.lower()[:10]}"
        path.write_bytes(file.read(LARGEST_UPLOAD + 1))
        if path.stat().st_size > LARGEST_UPLOAD:
            sentence = _("is larger than %(most)s MB; leave out what is not needed")
            return _nothing(listed, sentence % {"most": LARGEST_UPLOAD // 1_000_000})
        return read_register(path, listed, most=MOST_LINES)


def read_pasted(text: str, listed: Listed) -> Reading:
    """Read a pasted text: a table with its first row, as a spreadsheet gives it, or a partner in each line."""
    if len(text) > LONGEST_TEXT:
        return _nothing(listed, _("is longer than %(most)s characters") % {"most": LONGEST_TEXT})
    if listed.scope == Scope.ALL or _has_header(text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.csv"
            path.write_text(text.strip("\n\r") + "\n", encoding="utf-8", newline="\n")
            return read_register(path, listed, most=MOST_LINES)
    ties: list[Tie] = []
    refused: list[Refusal] = []
    lines = list(enumerate(text.splitlines(), 1))
    for row, line in lines[_names_column(lines) :]:
        if line.rstrip().endswith(":"):
            refused.append(Refusal(row=row, sentence=_("is a heading, not a partner"), cells={"line": line.strip()}))
        elif entry := entry_of_line(_without_controls(line), row=row, language=listed.language):
            _take_entry(entry, {"line": line}, listed, ties, refused)
    return Reading(register=listed.register(ties), refused=tuple(refused[:MOST_REFUSED]))


def is_export(path: Path) -> bool:
    """Say whether a file begins as an export does, with the columns of both ends."""
    try:
        first = next(_lines(path, EXPORT), None)
    except (TableRefused, OSError):
        return False
    return first is not None


def _nothing(listed: Listed, sentence: str) -> Reading:
    return Reading(register=listed.register(), faults=(Refusal(row=None, sentence=sentence),))


def _lines(path: Path, table: Table) -> Iterator[Line]:
    suffix = path.suffix.lower()
    if suffix == ".xlsm":
        raise TableRefused(has_macros())
    if suffix in _OTHER_BOOKS:
        raise TableRefused(other_kind(suffix))
    if suffix == ".xlsx":
        workbook = Workbook(path)
        if not workbook.sheets:
            raise TableRefused(empty_table())
        return read_sheet(workbook, workbook.sheets[0], table)
    return read_csv(path, table)


def _take(line: Line, table: Table, listed: Listed, ties: list[Tie], refused: list[Refusal]) -> None:
    row, faults = _READERS[table.name].read(line)
    if faults:
        sentences = "; ".join(f"{column}: {sentence}".lstrip(": ") for column, sentence in faults.items())
        refused.append(Refusal(row=line.number, sentence=sentences, cells=dict(row.cells)))
    elif table is EXPORT:
        try:
            ties.append(edge_of(row.cells, row=row.number))
        except ValueError as wrong:
            refused.append(Refusal(row=row.number, sentence=str(wrong), cells=dict(row.cells)))
    elif any(row.cells.values()):
        _take_entry(_entry(row, listed), row.cells, listed, ties, refused)


def _entry(row: Row, listed: Listed) -> Entry:
    """Return what a row says; of two columns that mean the same, and hold something else, none is preferred."""
    said: dict[str, str] = {}
    for column, cell in row.cells.items():
        name = _BY_WORD[column]
        if cell and name != "number" and said.setdefault(name, cell) != cell:
            raise TableRefused(_("has two columns for the same: %(column)s") % {"column": column}, row=1)
    if not {"name", "wikidata", "geonames"} & {_BY_WORD[column] for column in row.cells}:
        raise TableRefused(_("has no column with the names of the partners; call it “name”"), row=1)
    said.setdefault("language", listed.language)
    return Entry(
        name=said.get("name", ""), language=said["language"], country=said.get("country", ""), row=row.number,
        wikidata=said.get("wikidata", ""), geonames=said.get("geonames", ""), kind=said.get("kind", ""),
        date=said.get("date", ""), note=said.get("note", ""),
    )  # fmt: skip


def _take_entry(
    entry: Entry, cells: Mapping[str, str], listed: Listed, ties: list[Tie], refused: list[Refusal]
) -> None:
    assert listed.of is not None  # noqa: S101  # a register that is no export has somebody whose it is
    try:
        ties.append(tie_of(entry, of=listed.of, scope=listed.scope))
    except ValueError as wrong:
        refused.append(Refusal(row=entry.row, sentence=str(wrong), cells=dict(cells)))


def _has_header(text: str) -> bool:
    """Say whether the first line names columns, separated as a table is."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = max(([cell.strip() for cell in first.split(mark)] for mark in SEPARATORS), key=len)
    return any(cell in _BY_WORD for cell in cells) and (len(cells) > 1 or cells[0] in WORDS)


def _names_column(lines: list[tuple[int, str]]) -> int:
    """Return after how many lines a pasted column of names begins: after the one that only says what they are."""
    first = next((at for at, (_row, line) in enumerate(lines) if line.strip()), 0)
    is_head = bool(lines) and lines[first][1].strip().casefold() in WORDS["name"]
    return first + 1 if is_head else 0


def _without_controls(line: str) -> str:
    return "".join(letter for letter in line if letter.isprintable() or letter == "\t")


_READERS = {table.name: RowReader(table) for table in (LIST, EXPORT)}
