"""What cannot be taken: the first problems in memory, all of them on disk until they are handed back."""

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kirmash.base.web import write_csv
from kirmash.folder.tables import TABLES
from kirmash.sheets.limits import KEPT_PROBLEMS, SHOWN_PROBLEMS
from kirmash.sheets.spec import LONGEST_SHOWN, Problem, Table

_TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE problem (number INTEGER PRIMARY KEY, name TEXT, file TEXT, row INT, cell TEXT, value TEXT, sentence TEXT);
CREATE TABLE refused (name TEXT, row INT, cells TEXT, UNIQUE (name, row));
BEGIN;
"""


class Refusals:
    """The problems of a folder in the order in which they were found, and the rows they are in."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.count = 0
        # A database without a name is a file of SQLite's own, which goes away with the connection.
        self._disk = sqlite3.connect("", check_same_thread=False)
        weakref.finalize(self, self._disk.close)
        self._disk.executescript(_TABLES)

    def add(self, problem: Problem, name: str = "", cells: Mapping[str, str] | None = None) -> None:
        """Note a problem, and the row of a table that it is in."""
        self.count += 1
        if len(self.first) < KEPT_PROBLEMS:
            self.first.append(problem)
        words = (name, problem.file, problem.row, problem.column, problem.value, problem.sentence)
        stored = [_storable(word) if isinstance(word, str) else word for word in words]
        self._disk.execute("INSERT INTO problem VALUES (NULL, ?, ?, ?, ?, ?, ?)", stored)
        if cells is not None:
            row = (name, problem.row, json.dumps(dict(cells)))
            self._disk.execute("INSERT OR IGNORE INTO refused VALUES (?, ?, ?)", row)

    def write(self, folder: Path, tables: Iterable[Table] = TABLES) -> list[Path]:
        """Write every refused row with its number and the reasons, one file a table; return the files.

        Where there are more problems than a command lists, ``problems.csv`` has them all.
        """
        files = []
        for table in tables:
            rows = self._rows(table)
            first = next(rows, None)
            if first is not None:
                header = ("row", "problem", *table.header)
                files.append(_write(folder / table.file, header, (first, *rows)))
        if self.count > SHOWN_PROBLEMS:
            problems = self._disk.execute("SELECT file, row, cell, value, sentence FROM problem ORDER BY number")
            files.append(_write(folder / "problems.csv", ("file", "row", "column", "value", "problem"), problems))
        return files

    def _rows(self, table: Table) -> Iterator[Sequence[object]]:
        """Yield the refused rows of a table; cells that are over stand behind its columns."""
        query = "SELECT row, cell, sentence FROM problem WHERE name = ? AND row IS NOT NULL ORDER BY row, number"
        for row, problems in groupby(self._disk.execute(query, (table.name,)), key=itemgetter(0)):
            reasons = "; ".join(f"{cell}: {sentence}".lstrip(": ") for _row, cell, sentence in problems)
            held = self._disk.execute(
                "SELECT cells FROM refused WHERE name = ? AND row = ?", (table.name, row)
            ).fetchone()
            if held is not None:
                cells: dict[str, str] = json.loads(held[0])
                over = [cell for name, cell in cells.items() if name not in table.header]
                yield (row, reasons, *(cells.get(name, "") for name in table.header), *over)


def shortened(value: str) -> str:
    """Return as much of a value as is ever shown."""
    return value[: LONGEST_SHOWN + 1]


def _storable(word: str) -> str:
    """Return the text without halves of characters, which names of files may have."""
    return word.encode("utf-8", "backslashreplace").decode("utf-8")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        write_csv(file, header, rows)
    return path
