"""Whatever a stranger puts into a folder ends in a sentence; nothing is written and nothing stored is lost."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from builders import a_source
from kirmash.folder.loading import FolderRefused, import_folder
from kirmash.scenarios import FOUNDING_FAIR
from strangers import (
    ENCRYPTED,
    HEADER,
    LAUGHS,
    NFC,
    NFD,
    OLD,
    RLO,
    SHARED,
    ZERO_WIDTH,
    ZEROS,
    Hostile,
    append,
    book,
    cell,
    encode,
    inner_folder,
    instead,
    largest,
    lie,
    link_nowhere,
    link_outside,
    many,
    pipe,
    put,
    replace,
    sheet,
    two_fairs,
)
from workbooks import sheet_of, workbook_of

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "fair-folder.md"
A_ROW = "row-{},7,Name,,,\n"

# fmt: off
HOSTILE = [
    # files
    Hostile("a file instead of a folder", lambda folder: folder / "places.csv",
            "fair/places.csv: is no folder; name a folder with a fair.toml, or a workbook"),
    Hostile("a folder that is not there", lambda folder: folder / "nothing",
            "fair/nothing: is no folder; name a folder with a fair.toml, or a workbook"),
    Hostile("a fair without settings", lambda folder: (folder / "fair.toml").unlink(),
            "fair.toml: is missing; a fair begins with it, or with a sheet “fair” in fair.xlsx"),
    Hostile("a file that is no table", put("stands.csv", "key\n"),
            "stands.csv: is no table of a fair folder; rename or remove it"),
    Hostile("a file name in another script", put("места.csv", "key\n"),
            "места.csv: is no table of a fair folder; rename or remove it"),
    Hostile("a table in two files", put("Sections.CSV", HEADER),
            "sections.csv: holds the same table as Sections.CSV; remove one of the two"),
    Hostile("a table in a workbook and in CSV", put("sections.xlsx", workbook_of({"sections": sheet_of([["key"]])})),
            "sections.xlsx: holds the same table as sections.csv; remove one of the two"),
    Hostile("a link to a file outside the folder", link_outside,
            "sections.csv: is a link to a file outside the folder; put the file itself here"),
    Hostile("a link that leads nowhere", link_nowhere,
            "sections.csv: is a link that leads nowhere; put the file itself here"),
    Hostile("a pipe", pipe, "sections.csv: is no file; rename or remove it"),
    Hostile("a folder with the name of a table", inner_folder, "sections.csv: is no file; rename or remove it"),
    Hostile("a file of more than 200 MB", largest, "sections.csv: is larger than 200 MB; leave out what is not needed"),
    Hostile("an OpenDocument spreadsheet", instead(b"PK", "sections.ods"),
            "sections.ods: is a spreadsheet of another kind (.ods); save it as .xlsx or as CSV"),
    Hostile("an old Excel workbook", instead(OLD, "sections.xls"),
            "sections.xls: is a spreadsheet of another kind (.xls); save it as .xlsx or as CSV"),
    Hostile("a workbook with macros", instead(b"PK", "sections.xlsm"),
            "sections.xlsm: holds macros; save it as .xlsx without them"),
    # text
    Hostile("CSV in Windows-1251", encode("place_names.csv", "cp1251"),
            ("place_names.csv, row 4: is not written in UTF-8 but probably in Windows-1251; save it as UTF-8 "
             "(“CSV UTF-8” in Excel)")),
    Hostile("CSV in Windows-1252",
            append("sections.csv", A_ROW.format(1).replace("Name", "Aufzüge für Möbel").encode("cp1252")),
            ("sections.csv, row 8: is not written in UTF-8 but probably in Windows-1252; save it as UTF-8 "
             "(“CSV UTF-8” in Excel)")),
    Hostile("CSV in DOS 866", encode("place_names.csv", "cp866"),
            ("place_names.csv, row 4: is not written in UTF-8 but probably in DOS 866; save it as UTF-8 "
             "(“CSV UTF-8” in Excel)")),
    Hostile("CSV in UTF-16", encode("places.csv", "utf-16"),
            "places.csv: is not written in UTF-8 but probably in UTF-16; save it as UTF-8 (“CSV UTF-8” in Excel)"),
    Hostile("CSV in UTF-16 without a byte order mark", encode("place_names.csv", "utf-16-le"),
            "place_names.csv: is not written in UTF-8 but probably in UTF-16; save it as UTF-8 (“CSV UTF-8” in Excel)"),
    Hostile("half of a character", append("sections.csv", b"row-\xed\xa0\x80,7,Name,,,\n"),
            "sections.csv, row 8: is not written in UTF-8; save it as UTF-8 (“CSV UTF-8” in Excel)"),
    Hostile("an empty file", put("sections.csv", ""), "sections.csv: is empty; its first row names the columns"),
    Hostile("a quotation mark that stays open", append("sections.csv", 'row-1,7,"Name,,,\n' + A_ROW.format(2)),
            ("sections.csv, row 8: opens a quotation mark that is never closed; close it, or write it twice; "
             "nothing below was read")),
    Hostile("text after a quotation", append("sections.csv", 'row-1,7,"Na"me,,,\n'),
            ("sections.csv, row 8: has text after a closing quotation mark; write a mark inside a cell "
             "twice; nothing below was read")),
    Hostile("a cell too many", append("sections.csv", "row-1,7,Name,,,,more\n"),
            "sections.csv, row 8: has 7 cells, but the first row has 6 columns"),
    Hostile("a cell too few", append("sections.csv", "row-1,7\n"),
            "sections.csv, row 8: has 2 cells, but the first row has 6 columns"),
    Hostile("a column that no table has", replace("sections.csv", "name_be", "colour"),
            "sections.csv, row 1, column colour: is no column of this table; remove it"),
    Hostile("a column twice", replace("sections.csv", "name_be", "name_en"),
            "sections.csv, row 1, column name_en: stands twice in the first row"),
    Hostile("a column without a name", replace("sections.csv", "name_ru", ""),
            "sections.csv, row 1: has no name for column 5; name it"),
    Hostile("the first row twice", append("sections.csv", HEADER),
            "sections.csv, row 8: is the first row once more; remove it"),
    Hostile("10,000 columns", put("sections.csv", ",".join(f"c{n}" for n in range(10_000)) + "\n"),
            ("sections.csv, row 1: has more than 50 columns, the most that a table may have; remove what "
             "stands beside the table")),
    Hostile("more than 200,000 rows", put("sections.csv", HEADER + "x,1,,,,\n" * 200_001),
            "sections.csv: has more than 200000 rows, the most that a table may have; none of it was read"),
    Hostile("a line without end", append("sections.csv", "x" * 10_000_001),
            "sections.csv: has a line of more than 10000000 characters; shorten it"),
    # cells
    Hostile("a cell of 5 MB", append("sections.csv", A_ROW.format(1).replace("Name", "N" * 5_000_000)),
            ("sections.csv, row 8, column name_en: is longer than 500 characters; shorten it "
             "[NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN…]")),
    Hostile("a key twice", append("sections.csv", "machinery,7,Name,,,\n"),
            "sections.csv, row 8, column key: stands in row 2 already; keep one of the two [machinery]"),
    Hostile("a name twice, composed and decomposed",
            append("place_names.csv", f"gomel,be,nominative,{NFC},,,\ngomel,be,nominative,{NFD},,,\n"),
            "place_names.csv, row 256, column text: stands in row 255 already; keep one of the two [Гродненскі край]"),
    Hostile("a reference that leads nowhere", append("pavilions.csv", "atlantis,national,atlantis\n"),
            "pavilions.csv, row 6, column place: is no key in places.csv [atlantis]"),
    Hostile("29.09.2025", replace("offices.csv", "2025-09-29", "29.09.2025"),
            "offices.csv, row 2, column attested_on: is no date; write it year first, as 2025-09-29 [29.09.2025]"),
    Hostile("09/29/2025", replace("offices.csv", "2025-09-29", "09/29/2025"),
            "offices.csv, row 2, column attested_on: is no date; write it year first, as 2025-09-29 [09/29/2025]"),
    Hostile("09/10/2025", replace("offices.csv", "2025-09-29", "09/10/2025"),
            ("offices.csv, row 2, column attested_on: is no date, for it could be 2025-09-10 or 2025-10-09; "
             "write the one that is meant [09/10/2025]")),
    Hostile("a day that no calendar has", replace("offices.csv", "2025-09-29", "2025-02-30"),
            "offices.csv, row 2, column attested_on: is no date; write year-month-day, as in 2025-09-29 [2025-02-30]"),
    Hostile("a number with an exponent", replace("claims.csv", ",20000,", ",1e999999999,"),
            ("claims.csv, row 9, column value: is no number; write digits and a point, as in 20000 or 12.5 "
             "[1e999999999]")),
    Hostile("a number that the database cannot hold", append("sections.csv", "row-1,99999,Name,,,\n"),
            "sections.csv, row 8, column position: is larger than 32767 [99999]"),
    Hostile("a formula where a number is due", replace("claims.csv", ",20000,", ",=1+1,"),
            "claims.csv, row 9, column value: is no number; write digits and a point, as in 20000 or 12.5 [=1+1]"),
    Hostile("a control character", append("sections.csv", A_ROW.format(1).replace("Name", "Na\x1bme")),
            "sections.csv, row 8, column name_en: holds the control character U+001B; remove it [Na\\u001bme]"),
    Hostile("a zero byte", append("sections.csv", A_ROW.format(1).replace("Name", "Na\0me")),
            "sections.csv, row 8, column name_en: holds the control character U+0000; remove it [Na\\u0000me]"),
    Hostile("a right-to-left override in a name", append("sections.csv", A_ROW.format(1).replace("Name", f"Na{RLO}me")),
            ("sections.csv, row 8, column name_en: holds the mark U+202E, which makes letters stand in "
             "another order; remove it [Na\\u202eme]")),
    Hostile("a right-to-left override in a key", append("sections.csv", A_ROW.format(RLO)),
            ("sections.csv, row 8, column key: holds the mark U+202E, which makes letters stand in another "
             "order; remove it [row-\\u202e]")),
    Hostile("a zero-width space in a key", append("sections.csv", A_ROW.format(ZERO_WIDTH)),
            "sections.csv, row 8, column key: holds the invisible character U+200B; remove it [row-\\u200b]"),
    # fair.toml
    Hostile("settings of 100 kB", append("fair.toml", "# " + "x" * 100_000),
            "fair.toml: is larger than 100 kB; it holds a few lines only"),
    Hostile("settings that are no TOML", replace("fair.toml", "[fair]", "[fair"),
            "fair.toml: cannot be read: Expected ']' at the end of a table declaration (at line 5, column 6)"),
    Hostile("brackets within brackets", append("fair.toml", "x = " + "[" * 5_000),
            "fair.toml: has brackets within brackets; write one value a line"),
    Hostile("a number of 5,000 digits", replace("fair.toml", "edition = 1", "edition = " + "1" * 5_000),
            "fair.toml: holds too large a number"),
    Hostile("a list as a setting", replace("fair.toml", 'place = "minsk"', 'place = ["minsk"]'),
            ("fair.toml, row 1, column place: is neither a text, a whole number nor a date; write one of "
             "them [['minsk']]")),
    Hostile("a time instead of a day",
            replace("fair.toml", "begins_on = 2025-09-29", "begins_on = 2025-09-29T10:00:00"),
            ("fair.toml, row 1, column begins_on: is no date; write year-month-day, as in 2025-09-29 "
             "[2025-09-29 10:00:00]")),
    Hostile("an unknown setting", replace("fair.toml", "edition = 1", 'colour = "red"'),
            "fair.toml, row 1, column colour: is no setting of a fair; remove it [red]"),
    # workbooks
    Hostile("a workbook that is no zip", instead(b"key,position\n"),
            "sections.xlsx: is no workbook, whatever its name says; open it in a spreadsheet and save it as .xlsx"),
    Hostile("half of a workbook", book(change=lambda content: content[: len(content) // 2]),
            "sections.xlsx: is damaged; open it in a spreadsheet and save it again as .xlsx"),
    Hostile("a workbook with a password", instead(ENCRYPTED),
            "sections.xlsx: is protected by a password; save it without one"),
    Hostile("an old workbook with a new name", instead(OLD),
            "sections.xlsx: is a spreadsheet of another kind (.xls); save it as .xlsx or as CSV"),
    Hostile("an OpenDocument spreadsheet with another name",
            instead(workbook_of({}, parts={"mimetype": "x"}).replace(b"xl/workbook.xml", b"xl/contents.xml")),
            "sections.xlsx: is a spreadsheet of another kind (.ods); save it as .xlsx or as CSV"),
    Hostile("macros in a workbook", book(parts={"xl/vbaProject.bin": b"x"}),
            "sections.xlsx: holds macros; save it as .xlsx without them"),
    Hostile("values from other workbooks", book(parts={"xl/externalLinks/externalLink1.xml": "<x/>"}),
            "sections.xlsx: takes values from other workbooks; break these links (Data, Edit Links) and save it"),
    Hostile("a zip bomb", book(parts={"xl/media/image1.png": ZEROS}),
            "sections.xlsx: unpacks to more than 1000 MB, or to a multiple of its size that no spreadsheet writes"),
    Hostile("a zip bomb with a lying directory", book(parts={"xl/styles.xml": ZEROS}, change=lie),
            "sections.xlsx: is damaged; open it in a spreadsheet and save it again as .xlsx"),
    Hostile("a path out of the zip", book(parts={"../../etc/passwd": "x"}),
            ("sections.xlsx: holds a part with the path “../../etc/passwd”, which leads out of the workbook; "
             "do not trust this file")),
    Hostile("XML entities", book(parts={"xl/worksheets/sheet1.xml": LAUGHS}),
            "sections.xlsx: declares XML entities, as no spreadsheet does; do not trust this file"),
    Hostile("XML that does not end", book(parts={"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}),
            "sections.xlsx: is damaged; open it in a spreadsheet and save it again as .xlsx"),
    Hostile("merged cells", book(after='<mergeCells><mergeCell ref="C2:D3"/></mergeCells>'),
            "sections.xlsx: has merged cells (C2:D3); unmerge them, so that every row has cells of its own"),
    Hostile("a stray cell far below", book({"F7": '<c r="F7"/></row><row r="1048576"><c r="A1048576"><v>1</v></c>'}),
            "sections.xlsx, row 1048576: has a cell far below the table; delete what stands below its last row"),
    Hostile("more than 200,000 rows in a sheet", sheet(many(200_001)),
            "sections.xlsx: has more than 200000 rows, the most that a table may have; none of it was read"),
    Hostile("a cell in column XFD", book({"F7": '<c r="F7"/><c r="XFD7"><v>1</v></c>'}),
            ("sections.xlsx, row 7: has more than 50 columns, the most that a table may have; remove what "
             "stands beside the table")),
    Hostile("a long text that every cell shares", sheet(SHARED, f"<si><t>{'x' * 30_000}</t></si>"),
            "sections.xlsx: unpacks to more than 1000 MB, or to a multiple of its size that no spreadsheet writes"),
    Hostile("a formula that was never calculated", book(cell("B2", "<f>1+1</f>")),
            ("sections.xlsx, row 2, column position: holds a formula without a stored result; open the "
             "workbook in a spreadsheet and save it")),
    Hostile("an error of a spreadsheet", book(cell("B2", "<f>A9</f><v>#REF!</v>", "e")),
            ("sections.xlsx, row 2, column position: holds an error of the spreadsheet; mend the formula or "
             "write the value")),
    Hostile("a goods code typed as a number", book(cell("B2", "<v>406</v>"), table="goods"),
            ("goods.xlsx, row 2, column code: is a number in the workbook and has lost a zero; format the "
             "column as text and type 0406 [406]")),
    Hostile("a key that became a date", book(cell("A2", "<v>45929</v>", style=1)),
            ("sections.xlsx, row 2, column key: is a date or a time in the workbook; format the column as "
             "text and type it again [2025-09-29]")),
    Hostile("a cell of 5 MB in a workbook", book(cell("C2", f"<is><t>{'N' * 5_000_000}</t></is>", "inlineStr")),
            "sections.xlsx, row 2, column name_en: is longer than 500 characters; shorten it [" + "N" * 57 + "…]"),
    Hostile("a number of 16 digits", book(cell("C2", "<v>1234567890123456</v>")),
            ("sections.xlsx, row 2, column name_en: is a number of more than 15 digits, which a spreadsheet "
             "rounds; write it as text [1234567890123456]")),
    Hostile("a value beside the table", book({"F2": '<c r="F2"/><c r="G2"><v>1</v></c>'}),
            "sections.xlsx, row 2: has 7 cells, but the first row has 6 columns"),
    Hostile("a sheet that is no table", put("fair.xlsx", workbook_of({"Лист1": sheet_of([["x"]])})),
            "fair.xlsx, sheet Лист1: is no table of a fair folder; rename or remove it"),
    Hostile("two sheets in the workbook of a table",
            instead(workbook_of({"a": sheet_of([["key"]]), "b": sheet_of([["key"]])})),
            "sections.xlsx: has no sheet “sections”; give the sheet this name"),
    Hostile("two fairs in a workbook", two_fairs,
            "fairs.xlsx, sheet fair, row 3: is a second fair; a folder holds one"),
]
# fmt: on


UNREADABLE = Hostile(
    "a file that may not be read",
    lambda folder: (folder / "sections.csv").chmod(0),
    "sections.csv: may not be read by this account; change the permissions of the file",
)


def stored() -> dict[str, int]:
    models = apps.get_app_config("kirmash").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.what for hostile in HOSTILE])
def test_hostile_input_is_one_sentence_and_changes_nothing(hostile: Hostile, tmp_path: Path) -> None:
    folder = shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")
    a_source()
    before = stored()
    path = hostile.spoil(folder) or folder

    with pytest.raises(FolderRefused) as refused:
        import_folder(path)

    said = [str(problem).replace(str(folder), "fair") for problem in refused.value.problems]
    assert said == [hostile.says]
    assert stored() == before


@pytest.mark.django_db
def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")
    UNREADABLE.spoil(folder)
    if os.access(folder / "sections.csv", os.R_OK):  # the system's administrator may read everything
        monkeypatch.setattr(Path, "open", refuse_to_open("sections.csv"))

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    assert [str(problem) for problem in refused.value.problems] == [UNREADABLE.says]


def refuse_to_open(name: str) -> Callable[..., Any]:
    before = Path.open

    def opened(path: Path, *words: Any, **options: Any) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return before(path, *words, **options)

    return opened


def test_the_guide_says_what_kirmash_says() -> None:
    chapter = GUIDE.read_text(encoding="utf-8").partition("## What is wrong, and what Kirmash says")[2]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", chapter.partition("\n## ")[0], re.MULTILINE)

    stated = [(hostile.what, hostile.says) for hostile in (*HOSTILE, UNREADABLE)]
    assert rows[1:] == stated
