"""A register as a table: which heading means what, and each row as an entry or with its faults."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.agreements.deadlines import Renewal, Turn
from kirmash.agreements.register.cells import (
    When,
    fold,
    known,
    read_country,
    read_day,
    read_length,
    read_notice,
    read_partner,
    read_renewal,
    words,
)
from kirmash.sheets.csv_files import read_cells
from kirmash.sheets.lines import TableRefused, empty_table
from kirmash.sheets.workbook import Workbook
from kirmash.sheets.xlsx_files import cells_of

#: A register of more rows is not read: no city has so many ties.
MOST_ROWS = 5_000
LONGEST_CELL = 5_000
#: What a column may hold, in the words of an officer.
FIELDS = {
    "partner": gettext_lazy("Partner"),
    "country": gettext_lazy("Country"),
    "kind": gettext_lazy("Kind"),
    "title": gettext_lazy("Title"),
    "number": gettext_lazy("Registration number"),
    "signed_on": gettext_lazy("Signed on"),
    "place": gettext_lazy("Place of signature"),
    "in_force_on": gettext_lazy("In force since"),
    "term": gettext_lazy("Term"),
    "ends_on": gettext_lazy("Last day"),
    "renewal": gettext_lazy("Renewal"),
    "notice": gettext_lazy("Period of notice"),
    "state": gettext_lazy("State"),
    "archive": gettext_lazy("Where the original is kept"),
    "note": gettext_lazy("Note"),
    "row": gettext_lazy("Running number (not taken)"),
}
#: How far down the row of headings may stand, below titles of the table.
_HEADINGS_WITHIN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row as it stands in the file."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A table as it stands in the file, and what its headings seem to mean: a field by column."""

    headings: Sequence[str]
    rows: Sequence[RawRow]
    meant: Mapping[int, str]


@dataclass(slots=True, kw_only=True)
class Entry:
    """A tie of a city as a row of its register says it."""

    number: int
    partner: str
    country: str = ""
    kind: str = "agreement"
    title: str = ""
    register_number: str = ""
    signed: When = field(default_factory=When)
    place: str = ""
    in_force_on: datetime.date | None = None
    months: int | None = None
    ends_on: datetime.date | None = None
    renewal: Renewal = Renewal.UNKNOWN
    renewal_months: int | None = None
    notice: tuple[int, int] = (0, 0)
    turn: Turn | None = None
    archive: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a row is not taken: its column, what stands there, and a sentence."""

    number: int
    heading: str
    value: str
    sentence: str


def read_table(path: Path) -> RawTable:
    """Read a CSV file or the first sheet of a workbook that has a table; raise ``TableRefused`` where there is none."""
    rows = list(islice(_rows(path), MOST_ROWS + _HEADINGS_WITHIN + 1))
    if len(rows) > MOST_ROWS + _HEADINGS_WITHIN:
        raise TableRefused(_("has more than %(most)s rows; divide it") % {"most": MOST_ROWS})
    if not rows:
        raise TableRefused(empty_table())
    at = max(range(min(len(rows), _HEADINGS_WITHIN)), key=lambda place: (len(_meant(rows[place].cells)), -place))
    headings = [" ".join(cell.split()) for cell in rows[at].cells]
    return RawTable(headings=headings, rows=rows[at + 1 :], meant=_meant(headings))


def _rows(path: Path) -> Iterator[RawRow]:
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if not is_zip:
        for number, cells in read_cells(path):
            yield RawRow(number=number, cells=[cell.strip()[:LONGEST_CELL] for cell in cells])
        return
    workbook = Workbook(path, fills_merged=True)
    for sheet in workbook.sheets[:1]:
        for row in workbook.rows(sheet):
            yield RawRow(number=row.number, cells=[cell.strip()[:LONGEST_CELL] for cell in cells_of(row)])


def _meant(headings: Sequence[str]) -> dict[int, str]:
    """Return the field that each column seems to hold; a field is taken once, by the first heading that names it."""
    found: dict[int, str] = {}
    for name, signs in words()["headings"].items():
        fitting = [
            (sign == fold(heading), -place)
            for place, heading in enumerate(headings)
            if place not in found
            for sign in signs
            if sign in fold(heading)
        ]
        if fitting:
            found[-max(fitting)[1]] = name
    return found


def entries_of(table: RawTable, meant: Mapping[int, str] | None = None) -> tuple[list[Entry], list[Fault]]:
    """Return the entries of a table, and the faults of the rows that are none."""
    columns = table.meant if meant is None else meant
    entries, faults = [], []
    for row in table.rows:
        cells = {name: row.cells[at] for at, name in columns.items() if at < len(row.cells) and row.cells[at]}
        if not set(cells) - {"row"}:
            continue
        reader = _RowReader(row.number, cells)
        entry = reader.entry()
        if reader.faults:
            names = {name: table.headings[at] for at, name in columns.items() if at < len(table.headings)}
            faults += [
                Fault(number=row.number, heading=names.get(name, name), value=cells.get(name, ""), sentence=sentence)
                for name, sentence in reader.faults
            ]
        else:
            entries.append(entry)
    return entries, faults


class _RowReader:
    """Reads one row, and gathers what is wrong in it."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number, self.cells = number, cells
        self.faults: list[tuple[str, str]] = []

    def entry(self) -> Entry:
        """Return the row as an entry; it counts only where there are no faults."""
        cells = self.cells
        entry = Entry(
            number=self.number,
            partner=cells.get("partner", ""),
            title=cells.get("title", ""),
            register_number=cells.get("number", ""),
            place=cells.get("place", ""),
            archive=cells.get("archive", ""),
            note=cells.get("note", ""),
        )
        entry.partner, entry.country = read_partner(entry.partner)
        if not entry.partner:
            self.faults.append(("partner", _("is empty; it is needed")))
        for name in ("country", "kind", "signed_on", "in_force_on", "term", "ends_on", "renewal", "notice", "state"):
            if cells.get(name):
                try:
                    getattr(self, f"_{name}")(entry, cells[name])
                except ValueError as wrong:
                    self.faults.append((name, str(wrong)))
        if not cells.get("kind"):
            entry.kind = known("kinds", entry.title) or entry.kind
        if entry.signed.day and entry.ends_on and entry.ends_on < entry.signed.day:
            self.faults.append(("ends_on" if "ends_on" in cells else "term", _("is before the day of the signature")))
        return entry

    def _country(self, entry: Entry, cell: str) -> None:
        entry.country = read_country(cell)

    def _kind(self, entry: Entry, cell: str) -> None:
        found = known("kinds", cell)
        if found is None:
            raise ValueError(_("is no kind of agreement that is known"))
        entry.kind = found

    def _signed_on(self, entry: Entry, cell: str) -> None:
        entry.signed = read_day(cell)

    def _in_force_on(self, entry: Entry, cell: str) -> None:
        entry.in_force_on = _whole_day(cell)

    def _term(self, entry: Entry, cell: str) -> None:
        found = read_length(cell)
        entry.months, entry.ends_on = found.months, found.ends_on or entry.ends_on
        entry.renewal = found.renewal or entry.renewal

    def _ends_on(self, entry: Entry, cell: str) -> None:
        if known("renewals", cell) == Renewal.OPEN_ENDED:
            entry.renewal = Renewal.OPEN_ENDED
        else:
            entry.ends_on = _whole_day(cell)

    def _renewal(self, entry: Entry, cell: str) -> None:
        found = read_renewal(cell)
        entry.renewal, entry.renewal_months = found.renewal or entry.renewal, found.months

    def _notice(self, entry: Entry, cell: str) -> None:
        entry.notice = read_notice(cell)

    def _state(self, entry: Entry, cell: str) -> None:
        found = known("states", cell)
        if found is None:
            raise ValueError(_("is no state that is known; write in force, lapsed, terminated or suspended"))
        turns = {"lapsed": Turn.LAPSED, "terminated": Turn.TERMINATED, "suspended": Turn.SUSPENDED}
        entry.turn = turns.get(found)


def _whole_day(cell: str) -> datetime.date:
    found = read_day(cell)
    if found.day is None:
        raise ValueError(_("is a year alone; a day is needed here, as in 2025-09-29"))
    return found.day
