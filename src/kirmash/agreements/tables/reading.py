"""A table that came back: found in a DOCX or XLSX whatever stands around it, its rows known by their codes."""

import datetime
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from kirmash.agreements.register.cells import read_day
from kirmash.agreements.tables.docx_tables import tables_of
from kirmash.agreements.tables.words import ASKED, column_of, progress_of
from kirmash.sheets.lines import TableRefused
from kirmash.sheets.workbook import Workbook
from kirmash.sheets.xlsx_files import cells_of

LARGEST, MOST_ROWS, LONGEST = 5_000_000, 2_000, 5_000
#: The code of a row: the key of a commitment, and the due day that the question is about.
CODE = re.compile(r"\[\s*([a-z0-9][a-z0-9_-]{0,119})\s*(?:@\s*(\d{4}-\d{2}-\d{2})\s*)?\]")


class RowRefused(ValueError):
    """A row is not clear; it says why in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row as it came back, with what each of its known columns holds."""

    number: int
    cells: Sequence[str]
    code: str
    due_on: datetime.date | None
    said: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a row answers."""

    key: str
    due_on: datetime.date | None
    progress: str
    on: datetime.date
    text: str
    address: str


def code_of(key: str, due_on: datetime.date | None) -> str:
    """Return the code by which a row is known when it comes back."""
    return f"[{key}@{due_on}]" if due_on else f"[{key}]"


def read_answers(data: bytes) -> list[ReadRow]:
    """Return the rows of a table with their codes; raise ``TableRefused`` where there is none.

    Rows may stand in another order, columns may have been added or moved, empty rows are passed over.
    """
    if len(data) > LARGEST:
        raise TableRefused(_("The file is larger than 5 MB."))
    found: list[ReadRow] = []
    is_headed = False
    for table in _tables(data):
        columns: dict[int, str] = {}
        for number, cells in table:
            heads = {place: name for place, cell in enumerate(cells) if (name := column_of(cell))}
            if len(set(heads.values()) & {"key", "measure", *ASKED}) >= 3 and not CODE.search(" ".join(cells)):
                columns, is_headed = heads, True
            elif columns and any(cells):
                found.append(_row(number, cells, columns))
            if len(found) > MOST_ROWS:
                raise TableRefused(_("has more than %(most)s rows; divide it") % {"most": MOST_ROWS})
    if not is_headed:
        raise TableRefused(_("holds no table with the headings that were sent out"))
    return found


def _row(number: int, cells: Sequence[str], columns: dict[int, str]) -> ReadRow:
    match = CODE.search(" ".join(cells))
    said: dict[str, str] = {}
    for place, name in columns.items():
        if place < len(cells) and cells[place] and name not in said:
            said[name] = cells[place][:LONGEST]
    due = None
    if match and match[2]:
        try:
            due = datetime.date.fromisoformat(match[2])
        except ValueError:
            match = None
    return ReadRow(number=number, cells=cells, code=match[1] if match else "", due_on=due, said=said)


def read_row(row: ReadRow, today: datetime.date) -> Given | None:
    """Return what a row answers, None where nothing was filled in; raise ``RowRefused`` where it is not clear."""
    if not any(row.said.get(name) for name in ASKED):
        return None
    if not row.code:
        raise RowRefused(_("has lost its code; say in a new table which commitment it is about"))
    progress = progress_of(row.said.get("progress", ""))
    if progress is None:
        said = row.said.get("progress")
        raise RowRefused(
            _("does not say how far it is") if not said else _("says “%(word)s”, which is none of the answers")
            % {"word": said[:60]}
        )  # fmt: skip
    return Given(
        key=row.code, due_on=row.due_on, progress=progress, on=_day(row.said.get("day", ""), today),
        text=row.said.get("text", ""), address=_address(row.said.get("address", "")),
    )  # fmt: skip


def _day(cell: str, today: datetime.date) -> datetime.date:
    if not cell:
        return today
    try:
        day = read_day(cell).day
    except ValueError as wrong:
        sentence = f"{cell[:40]!r} {wrong}"
        raise RowRefused(sentence) from None
    if day is None:
        raise RowRefused(_("names a year alone; a day is needed here, as in 2025-09-29"))
    if day > today:
        raise RowRefused(_("names a day that is still to come"))
    return day


def _address(cell: str) -> str:
    if not cell:
        return ""
    text = cell.split(maxsplit=1)[0][:500]
    address = text if "://" in text else f"https://{text}"
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise RowRefused(_("has a link that is no address of a page"))
    return address


def _tables(data: bytes) -> Iterator[list[tuple[int, list[str]]]]:
    if not data.startswith(b"PK"):
        raise TableRefused(_("is neither DOCX nor XLSX; save it as one of them, without a password"))
    if b"word/document.xml" in data:
        yield from tables_of(data)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.xlsx"
        path.write_bytes(data)
        workbook = Workbook(path)
        for sheet in workbook.sheets[:5]:
            yield [(row.number, [cell.strip() for cell in cells_of(row)]) for row in workbook.rows(sheet)]


def codes_in(data: bytes) -> frozenset[str]:
    """Return the keys of the commitments that a table is about."""
    return frozenset(row.code for row in read_answers(data) if row.code)
