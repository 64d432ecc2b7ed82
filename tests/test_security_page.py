"""The page on security answers every requirement of levels 1 and 2, once, and names files that are there."""

import csv
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "security.md"
ROW = re.compile(
    r"\| (?P<id>\d+\.\d+\.\d+) \| (?P<level>[12]) \| [^|]+ \| (?P<holds>[^|]+) \| (?P<how>[^|]+) \| (?P<where>[^|]+) \|"
)
STATES = {"yes", "in part", "**gap**", "the site", "not applicable"}


def rows() -> list[re.Match[str]]:
    return [row for row in map(ROW.fullmatch, PAGE.read_text(encoding="utf-8").splitlines()) if row]


def test_every_requirement_is_answered_once_in_the_order_of_the_standard() -> None:
    """The list of ids is the standard's: version 5.0.0, 70 of level 1 and 183 of level 2."""
    with (ROOT / "tests" / "asvs.csv").open(encoding="utf-8") as file:
        wanted = [(row["id"], row["level"]) for row in csv.DictReader(file)]

    assert [(row["id"], row["level"]) for row in rows()] == wanted
    assert [sum(level == each for _id, level in wanted) for each in "12"] == [70, 183]


def test_every_answer_says_how_it_stands_and_where() -> None:
    unclear = [row["id"] for row in rows() if row["holds"] not in STATES or not row["how"].endswith((".", "‡"))]
    nowhere = [row["id"] for row in rows() if "`" not in row["where"] and row["holds"] != "not applicable"]

    assert (unclear, nowhere) == ([], [])


def test_every_file_that_is_named_is_there() -> None:
    """Except of chapters that the mark ‡ names."""
    named = {path for row in rows() for path in re.findall(r"`([^`]+)`(?!‡)", row["where"])}

    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_numbers_at_the_top_are_counted() -> None:
    text = PAGE.read_text(encoding="utf-8")
    counted = [(state.strip("*"), sum(row["holds"] == state for row in rows())) for state in STATES]

    assert [f"| {state} | {number} |" in text for state, number in counted] == [True] * len(STATES)
