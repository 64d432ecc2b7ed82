"""The vocabulary of goods that demo exhibitors offer and seek."""

import csv
import re
from collections import Counter
from pathlib import Path

import kirmash.scenarios
from fairplan import goods
from kirmash.scenarios import FOUNDING_FAIR

FOLDER = Path(kirmash.scenarios.__file__).parent / "vocabulary"
LANGUAGES = ("en", "de", "ru", "be", "kk", "ky", "uz")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_at_least_400_lines_cover_every_section_and_trade_direction() -> None:
    lines = Counter(row["area"] for row in rows(FOLDER / "goods.csv"))
    areas = {row["key"] for name in ("sections", "trade_directions") for row in rows(FOUNDING_FAIR / f"{name}.csv")}

    assert set(lines) == areas
    assert (lines.total() >= 400, min(lines.values()) >= 30) == (True, True)


def test_every_line_is_said_once_in_every_language() -> None:
    found = rows(FOLDER / "goods.csv")

    for name in ("key", *LANGUAGES):
        values = [row[name] for row in found]
        assert [value for value, count in Counter(values).items() if count > 1 or not value.strip()] == [], name


def test_codes_are_headings_and_numbers_agree_in_every_language() -> None:
    loose = []
    for row in rows(FOLDER / "goods.csv"):
        if row["hs"]:
            assert len(goods.parse(row["hs"])) == 4
        numbers = sorted(re.findall(r"\d+", row["en"]))
        loose += [
            (row["key"], language) for language in LANGUAGES if sorted(re.findall(r"\d+", row[language])) != numbers
        ]

    assert loose == []


def test_belarusian_has_no_russian_letters() -> None:
    assert [row["be"] for row in rows(FOLDER / "goods.csv") if re.search("[ищъ]", row["be"])] == []


def test_machines_are_goods_with_dimensions() -> None:
    keys = {row["key"] for row in rows(FOLDER / "goods.csv") if row["area"] == "machinery"}
    machines = rows(FOLDER / "machines.csv")

    assert {machine["goods"] for machine in machines} - keys == set()
    assert all(int(m[name]) > 0 for m in machines for name in ("length_mm", "width_mm", "height_mm", "mass_kg"))
    assert len(machines) >= 25
