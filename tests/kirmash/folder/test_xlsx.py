"""Workbooks are read as their people mean them, and survive whatever stands in them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kirmash.folder.checking import check
from kirmash.folder.reading import read_folder
from kirmash.folder.tables import BY_NAME
from kirmash.scenarios import FOUNDING_FAIR
from strangers import book, cell
from workbooks import as_workbook, rows_of, sheet_of, workbook_of

pytestmark = pytest.mark.once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")


#: A cell of a workbook, the table and column it stands in, and the text that is read.
MEANT = [
    ("a number", "sections", "B2", cell("B2", "<v>1.0</v>"), "1"),
    ("a number with more digits than count", "claims", "F2", cell("F2", "<v>0.30000000000000004</v>"), "0.3"),
    ("a large number", "claims", "F2", cell("F2", "<v>2.5E+14</v>"), "250000000000000"),
    ("a date", "offices", "G2", cell("G2", "<v>45929</v>", style=1), "2025-09-29"),
    ("the number of a day", "offices", "G2", cell("G2", "<v>45929</v>"), "2025-09-29"),
    ("a date of the standard's own kind", "offices", "G2", cell("G2", "<v>2025-09-29</v>", "d"), "2025-09-29"),
    ("a date as a value", "claims", "F2", cell("F2", "<v>45929</v>", style=1), "2025-09-29"),
    ("a truth value", "people", "C2", cell("C2", "<v>0</v>", "b"), "no"),
    ("a goods code that lost nothing", "goods", "B2", cell("B2", "<v>8471</v>"), "8471"),
    ("a formula with its result", "sections", "B2", cell("B2", "<f>3-2</f><v>1</v>"), "1"),
    ("a formula with the result of nothing", "sections", "D2", cell("D2", '<f>""</f><v></v>', "str"), ""),
    ("a text that looks like a formula", "sections", "C2", cell("C2", "<is><t>=1+1</t></is>", "inlineStr"), "=1+1"),
    ("a text with an apostrophe", "sections", "C2", cell("C2", "<is><t>'=1</t></is>", "inlineStr"), "'=1"),
    ("a shared text in several pieces", "sections", "C2", cell("C2", "<v>0</v>", "s"), "ab"),
    ("an escaped character", "sections", "C2", cell("C2", "<is><t>a_x0041_</t></is>", "inlineStr"), "aA"),
]
STRINGS = "<si><r><t>a</t></r><r><t>b</t></r><rPh><t>phonetic</t></rPh></si>"


@pytest.mark.parametrize(("table", "place", "replaced", "text"), [row[1:] for row in MEANT], ids=[m[0] for m in MEANT])
def test_a_cell_is_read_as_it_is_meant(
    table: str, place: str, replaced: dict[str, str], text: str, folder: Path
) -> None:
    column = rows_of(folder / f"{table}.csv")[0][ord(place[0]) - ord("A")]
    book(replaced, table=table, strings=STRINGS)(folder)

    row = read_folder(folder).rows[table][0]

    assert row.cells[column] == text


def test_a_workbook_that_counts_from_1904_is_read_so(folder: Path) -> None:
    rows = rows_of(folder / "offices.csv")
    (folder / "offices.csv").unlink()
    content = {"offices": sheet_of(rows, cell("G2", "<v>44467</v>") | cell("G3", "<v>44467</v>", style=1))}
    (folder / "offices.xlsx").write_bytes(workbook_of(content, head='<workbookPr date1904="1"/>'))

    read = read_folder(folder).rows["offices"]

    assert [row.cells["attested_on"] for row in read] == ["2025-09-29", "2025-09-29"]


def test_one_workbook_is_the_same_as_the_folder(tmp_path: Path) -> None:
    path = as_workbook(FOUNDING_FAIR, tmp_path / "innoprom.xlsx")

    reading, plain = read_folder(path), read_folder(FOUNDING_FAIR)

    check(reading)
    assert reading.problems == []
    assert {name: [dict(row.values) for row in rows] for name, rows in reading.rows.items()} == {
        name: [dict(row.values) for row in rows] for name, rows in plain.rows.items()
    }


def test_files_and_sheets_of_a_folder_go_together(folder: Path) -> None:
    whole = as_workbook(folder, folder / "fair.xlsx")
    for path in folder.glob("*.csv"):
        path.unlink()
    (folder / "fair.toml").unlink()
    (folder / "~$fair.xlsx").write_bytes(b"the mark of an open workbook")

    reading = read_folder(folder)

    check(reading)
    assert whole.exists()
    assert (reading.problems, len(reading.rows["places"])) == ([], 34)


@pytest.mark.parametrize("name", ["Sections", "sections ", "Лист1"])
def test_the_only_sheet_of_a_table_may_have_any_name(name: str, folder: Path) -> None:
    rows = rows_of(folder / "sections.csv")
    (folder / "sections.csv").unlink()
    (folder / "Sections.XLSX").write_bytes(workbook_of({name: sheet_of(rows), "Sheet2": "<sheetData/>"}))

    reading = read_folder(folder)

    assert (reading.problems, len(reading.rows["sections"])) == ([], 6)


def test_empty_rows_columns_and_cells_with_a_look_only_are_passed_over(folder: Path) -> None:
    rows = rows_of(folder / "sections.csv")
    (folder / "sections.csv").unlink()
    xml = sheet_of([[], [], *[["", *row] for row in rows]])
    xml = xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    xml += '<mergeCells><mergeCell ref="Z100:Z101"/></mergeCells>'
    (folder / "sections.xlsx").write_bytes(workbook_of({"sections": xml}))

    problems = [str(problem) for problem in read_folder(folder).problems]

    assert problems == ["sections.xlsx, row 3: has no name for column 1; name it"]


def test_elements_with_a_prefix_are_read_alike(folder: Path) -> None:
    rows = rows_of(folder / "sections.csv")
    (folder / "sections.csv").unlink()
    plain = sheet_of(rows).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    parts = {"xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{MAIN}">{plain}</x:worksheet>'}
    (folder / "sections.xlsx").write_bytes(workbook_of({"sections": ""}, parts=parts))

    assert len(read_folder(folder).rows["sections"]) == 6


SECTIONS = rows_of(FOUNDING_FAIR / "sections.csv")
PLAIN = sheet_of(SECTIONS, cell("B2", "<f>1</f><v>1</v>") | cell("C2", "<v>0</v>", "s") | cell("B3", "<v>2</v>"))
WHOLE = workbook_of({"sections": PLAIN}, strings=STRINGS)


def spoilt(folder: Path, content: bytes) -> None:
    (folder / "sections.csv").unlink(missing_ok=True)
    (folder / "sections.xlsx").write_bytes(content)
    check(read_folder(folder))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_bytes_of_a_workbook_raise_anything(changes: list[tuple[int, int]], folder: Path) -> None:
    content = bytearray(WHOLE)
    for place, byte in changes:
        content[place] = byte

    spoilt(folder, bytes(content))


WORDS = [
    "<c>",
    "</c>",
    "<v>",
    "</v>",
    "<v/>",
    "<row>",
    "</row>",
    '<row r="7">',
    '<c r="B2">',
    't="s"',
    't="d"',
    's="9"',
]
WORDS += ["9", "-", "e", "&#65;", "<!-- -->", "<![CDATA[0]]>", "<?x?>", "<is><t>x</t></is>", "<f/>", "A1:B2", "\ufeff"]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cuts=st.lists(st.tuples(st.integers(0, len(PLAIN)), st.integers(0, 9), st.sampled_from(WORDS)), max_size=4))
@example(cuts=[(0, len(PLAIN), "<sheetData/>")])
def test_no_markup_in_a_sheet_raises_anything(cuts: list[tuple[int, int, str]], folder: Path) -> None:
    xml = PLAIN
    for place, length, word in cuts:
        xml = xml[:place] + word + xml[place + length :]

    spoilt(folder, workbook_of({"sections": xml}, strings=STRINGS))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    value=st.floats() | st.integers() | st.text("0123456789.-+eEINFinfna", max_size=12), style=st.sampled_from([0, 1])
)
def test_no_number_in_a_cell_raises_anything(value: float | str, style: int, folder: Path) -> None:
    replaced = cell("B2", f"<v>{value}</v>", style=style) | cell("C3", f"<v>{value}</v>", style=style)

    spoilt(folder, workbook_of({"sections": sheet_of(SECTIONS, replaced)}))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FILLING = [
    ("levels", "<a>" * 101 + "</a>" * 101),
    ("names", "".join(f"<a{n}/>" for n in range(20_000))),
    ("an attribute", f'<a b="{"x" * 10_100_000}"/>'),
]


@pytest.mark.parametrize("inner", [row[1] for row in FILLING], ids=[row[0] for row in FILLING])
def test_markup_that_would_fill_the_memory_is_damage(inner: str, folder: Path) -> None:
    xml = f'<worksheet xmlns="{MAIN}">{PLAIN}{inner}</worksheet>'

    assert said_of(folder, workbook_of({"sections": ""}, parts={SHEET: xml})) == [DAMAGED]


DAMAGED = "sections.xlsx: is damaged; open it in a spreadsheet and save it again as .xlsx"
SHEET, SHEETS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
RELATIONS = """<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="x/sharedStrings" Target="{}"/></Relationships>"""
LATIN = f'<?xml version="1.0" encoding="latin-1"?><worksheet>{PLAIN}</worksheet>'
BACKWARDS = '<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>'
ODD: list[tuple[str, dict[str, str | bytes]]] = [
    ("another encoding", {SHEET: LATIN}),
    ("two bytes a letter", {SHEET: f"<worksheet>{PLAIN}</worksheet>".encode("utf-16")}),
    ("rows in another order", {SHEET: BACKWARDS}),
    ("too many parts", {f"part{n}": "" for n in range(10_001)}),
    ("one part in two roles", {SHEETS: RELATIONS.format("worksheets/sheet1.xml")}),
    ("no sheet of that name", {SHEETS: "<Relationships/>"}),
]


@pytest.mark.parametrize("parts", [row[1] for row in ODD], ids=[row[0] for row in ODD])
def test_what_no_spreadsheet_writes_is_damage(parts: dict[str, str | bytes], folder: Path) -> None:
    content = workbook_of({"sections": PLAIN}, strings=STRINGS, parts=parts)

    assert said_of(folder, content) == [DAMAGED]


def said_of(folder: Path, content: bytes) -> list[str]:
    (folder / "sections.csv").unlink()
    (folder / "sections.xlsx").write_bytes(content)
    return [str(problem) for problem in read_folder(folder).problems]


def test_every_table_fits_into_the_columns_that_are_read() -> None:
    assert max(len(table.header) for table in BY_NAME.values()) < 50
