"""A table of trade by goods codes: code, year, value, unit, direction; each row a figure, or a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from fairplan.goods import parse
from kirmash.agreements.tables.words import folded
from kirmash.sheets.csv_files import read_cells
from kirmash.sheets.lines import TableRefused
from kirmash.sheets.workbook import Workbook
from kirmash.sheets.xlsx_files import cells_of

LARGEST, MOST_ROWS = 5_000_000, 2_000
FIRST_YEAR, LAST_YEAR = 1950, 2150
WORDS = {
    "code": ("code", "hs", "hs code", "hs4", "hs6", "commodity code", "warennummer", "hs-code", "код", "код тн вэд",
             "тн вэд", "код тн вэд еаэс", "код тн зэд", "тн зэд"),
    "year": ("year", "jahr", "год", "период", "год/период", "перыяд"),
    "value": ("value", "trade value", "wert", "стоимость", "значение", "сумма", "вартасць", "значэнне", "сума"),
    "unit": ("unit", "currency", "einheit", "währung", "единица", "ед. изм", "валюта", "адзінка", "единица измерения"),
    "flow": ("flow", "direction", "richtung", "направление", "поток", "кірунак", "напрамак"),
}  # fmt: skip
FLOWS = {
    "export": ("export", "exports", "x", "ausfuhr", "экспорт", "эк", "вывоз", "вываз"),
    "import": ("import", "imports", "m", "einfuhr", "импорт", "им", "ввоз", "імпарт", "увоз"),
    "both": ("", "both", "turnover", "umsatz", "оборот", "товарооборот", "тавараабарот"),
}
_UNIT = re.compile(r"[\w .,/%-]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of trade as a row states it; the flow is seen from the city that takes it in."""

    number: int
    code: str
    year: int
    value: str
    unit: str
    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that was not taken, with the reason."""

    number: int
    cells: Sequence[str]
    why: str


def read_trade(path: Path) -> tuple[list[Figure], list[Refusal]]:
    """Return the figures of a file, and the rows that are none; raise ``TableRefused`` where it is no table."""
    if path.stat().st_size > LARGEST:
        raise TableRefused(_("The file is larger than 5 MB."))
    columns: dict[str, int] = {}
    figures, refused = list[Figure](), list[Refusal]()
    for number, cells in _rows(path):
        if not columns:
            columns = _columns(cells)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(figures) + len(refused) >= MOST_ROWS:
            raise TableRefused(_("has more than %(most)s rows; divide it") % {"most": MOST_ROWS})
        try:
            figures.append(_figure(number, cells, columns))
        except ValueError as wrong:
            refused.append(Refusal(number=number, cells=cells, why=str(wrong)))
    if not columns:
        raise TableRefused(_("has no columns for code, year, value and unit; name them in the first row"))
    return figures, refused


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if not is_zip:
        yield from read_cells(path)
        return
    workbook = Workbook(path)
    for sheet in workbook.sheets[:1]:
        for row in workbook.rows(sheet):
            yield row.number, cells_of(row)


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, if the row is one of headings."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, words in WORDS.items():
            if folded(cell) in {folded(word) for word in words}:
                found.setdefault(name, place)
    return found if {"code", "year", "value", "unit"} <= set(found) else {}


def _figure(number: int, cells: Sequence[str], columns: dict[str, int]) -> Figure:
    said = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
    try:
        code = parse(said["code"])
    except ValueError:
        sentence = _("%(code)s is no goods code: 2, 4, 6, 8 or 10 digits are expected, as in 1806")
        raise ValueError(sentence % {"code": said["code"] or "–"}) from None
    year = said["year"].removesuffix(".0")
    if not (year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise ValueError(_("%(year)s is no year") % {"year": said["year"] or "–"})
    if not _UNIT.fullmatch(said["unit"]):
        raise ValueError(_("the unit is missing: say in which currency, or kg, or tonnes"))
    flow = next((name for name, words in FLOWS.items() if folded(said.get("flow", "")) in words), None)
    if flow is None:
        raise ValueError(_("%(word)s is no direction; write export, import, or nothing") % {"word": said["flow"]})
    return Figure(number=number, code=code, year=int(year), value=_value(said["value"]), unit=said["unit"], flow=flow)


def _value(cell: str) -> str:
    """Return a number with a point; where a comma may be either sign, it is refused and not guessed."""
    text = re.sub(r"[\s\u00a0\u202f']", "", cell)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3},\d{3}", text):
        raise ValueError(_("%(value)s may be read in two ways; write it without the comma") % {"value": cell})
    else:
        text = text.replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(_("%(value)s is no number") % {"value": cell or "–"}) from None
    if not number.is_finite() or number < 0 or abs(number) >= 10**15:
        raise ValueError(_("%(value)s is no number that trade has") % {"value": cell})
    return f"{number:f}"
