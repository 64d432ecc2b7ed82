"""Workbooks as strangers make them: written part by part, so that a test can spoil any of them."""

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
#: A style whose cells are dates.
DATES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file."""
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def sheet_of(rows: Iterable[Sequence[str]], replaced: Mapping[str, str] | None = None) -> str:
    """Return rows as the XML of a sheet; ``replaced`` holds other elements for some cells (``B2``)."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for place, text in enumerate(row):
            name = f"{chr(ord('A') + place)}{number}"
            plain = f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            cells.append((replaced or {}).get(name, plain))
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def workbook_of(
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    head: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook of sheets given as XML, with shared texts, settings and further parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _parts(sheets, strings, head).items():
            if name not in (parts or {}):
                archive.writestr(name, text)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return held.getvalue()


def _parts(sheets: Mapping[str, str], strings: str, head: str) -> dict[str, str]:
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, sheets, strict=True)
    )
    targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers}
    targets |= {"strings": ("sharedStrings", "sharedStrings.xml"), "styles": ("styles", "styles.xml")}
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    root = f'<Relationship Id="rId1" Type="{_KINDS}/officeDocument" Target="xl/workbook.xml"/>'
    found = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{root}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}">{head}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{DATES}</styleSheet>',
    }
    for number, sheet in zip(numbers, sheets.values(), strict=True):
        found[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>'
    return found


def as_workbook(folder: Path, path: Path) -> Path:
    """Write all tables of a CSV folder as the sheets of one workbook."""
    fair = tomllib.loads((folder / "fair.toml").read_text(encoding="utf-8"))["fair"]
    names = {f"name_{language}": name for language, name in fair.pop("name").items()}
    settings = {**{name: str(value) for name, value in fair.items()}, **names}
    tables = {"fair": [list(settings), list(settings.values())]}
    tables |= {file.stem: rows_of(file) for file in sorted(folder.glob("*.csv"))}
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for name, rows in tables.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
    return path
