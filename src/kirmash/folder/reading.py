"""Files to rows: every cell checked, every problem collected, nothing written."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.folder.finding import Place, find_tables, unreadable
from kirmash.folder.refusals import Refusals, shortened
from kirmash.folder.tables import TABLES
from kirmash.sheets.cells import RowReader
from kirmash.sheets.limits import MOST_ROWS_TOGETHER
from kirmash.sheets.lines import Row, TableRefused
from kirmash.sheets.spec import Problem, Table


@dataclass(slots=True)
class Reading:
    """A folder that was read.

    ``lost`` are the keys of rows that were refused (empty where the key is not known), ``unread`` the tables
    that were not read to their end: what refers to them is not checked, so that one mistake is one problem.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.name: [] for table in TABLES})
    refusals: Refusals = field(default_factory=Refusals)
    labels: dict[str, str] = field(default_factory=dict)
    lost: dict[str, set[str]] = field(default_factory=lambda: {table.name: set() for table in TABLES})
    unread: set[str] = field(default_factory=set)

    @property
    def problems(self) -> list[Problem]:
        """The first problems; ``refusals`` counts and holds all of them."""
        return self.refusals.first

    def refuse(self, table: Table, row: Row, sentence: str, column: str = "") -> None:
        """Note a problem with a row that was read."""
        value = shortened(row.cells.get(column, ""))
        file = self.file_of(table)
        problem = Problem(file=file, row=row.number, column=column, value=value, sentence=sentence)
        self.refusals.add(problem, table.name, row.cells)

    def file_of(self, table: Table) -> str:
        """Return what to call the file that holds a table."""
        return self.labels.get(table.name, "fair.toml" if table.name == "fair" else table.file)


def read_folder(folder: Path) -> Reading:
    """Read all tables of a fair folder, or of one workbook."""
    reading, found = Reading(), find_tables(folder)
    reading.unread |= found.unread
    for problem in found.problems:
        reading.refusals.add(problem)
    for table in TABLES:
        place = found.places.get(table.name)
        if place is not None and table.name not in reading.unread:
            reading.labels[table.name] = place.label
            _read_table(table, place, reading)
    return reading


def _read_table(table: Table, place: Place, reading: Reading) -> None:
    left = MOST_ROWS_TOGETHER - sum(len(rows) for rows in reading.rows.values())
    try:
        _read_rows(table, place, reading, left)
    except TableRefused as refused:
        reading.unread.add(table.name)
        for fault in refused.faults:
            value = shortened(fault.value)
            problem = Problem(
                file=place.label, row=fault.row, column=fault.column, value=value, sentence=fault.sentence
            )
            reading.refusals.add(problem)
    except OSError as wrong:
        reading.unread.add(table.name)
        reading.refusals.add(Problem(file=place.label, sentence=unreadable(wrong)))


def _read_rows(table: Table, place: Place, reading: Reading, left: int) -> None:
    reader = RowReader(table)
    count = 0
    for count, line in enumerate(place.lines(), 1):
        if count > left:
            sentence = _("brings the folder to more than %(most)s rows; leave out what is not needed")
            raise TableRefused(sentence % {"most": MOST_ROWS_TOGETHER})
        row, faults = reader.read(line)
        if table.name == "fair" and count > 1:
            faults[""] = _("is a second fair; a folder holds one")
        for column, sentence in faults.items():
            reading.refuse(table, row, sentence, column)
        if faults:
            is_known = not {"", "key"} & faults.keys()
            reading.lost[table.name].add(row.cells.get("key", "") if is_known else "")
        else:
            reading.rows[table.name].append(row)
    if table.name == "fair" and not count:
        raise TableRefused(_("has no row below its first; a fair begins with one"))
