"""The guide names every table and column of the folder."""

import re
from pathlib import Path

from kirmash.folder.tables import TABLES
from kirmash.sheets import limits
from kirmash.sheets.spec import Texts

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "fair-folder.md"


def test_the_guide_has_every_table_with_every_column() -> None:
    chapters = re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    written = {
        chapter.split(".csv")[0]: re.findall(r"^\| `(\w+)`", chapter, re.MULTILINE)
        for chapter in chapters
        if ".csv\n" in chapter
    }

    stated = {
        table.name: [f"{c.name}_en" if isinstance(c, Texts) else c.name for c in table.columns]
        for table in TABLES
        if table.name != "fair"
    }
    assert {name: columns for name, columns in written.items() if name in stated} == stated


def test_the_guide_states_the_limits() -> None:
    chapter = GUIDE.read_text(encoding="utf-8").partition("\n## Limits\n")[2].partition("\n## ")[0]

    stated = [int(number.replace(",", "")) for number in re.findall(r"\| ([0-9,]+) \|$", chapter, re.MULTILINE)]
    assert stated == [
        limits.MOST_ROWS,
        limits.MOST_ROWS_TOGETHER,
        limits.MOST_COLUMNS,
        limits.LARGEST_FILE,
        limits.LARGEST_SETTINGS,
        limits.LONGEST_LINE,
        limits.LARGEST_WORKBOOK,
        limits.LARGEST_SHEET,
    ]
