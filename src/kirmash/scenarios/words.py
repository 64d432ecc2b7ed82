"""The words of the demo: lists beside this file, read once."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "vocabulary"
Row = dict[str, str]


@cache
def words(name: str) -> tuple[Row, ...]:
    """Return the rows of a list of the vocabulary, in the order of its file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
