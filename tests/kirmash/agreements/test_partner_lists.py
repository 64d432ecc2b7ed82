"""Lists from elsewhere, read: tables and pasted text, with what cannot be taken handed back."""

from pathlib import Path

import pytest

from kirmash.agreements.reconciling import End, Listed, Name, Reading, Scope, is_export, read_register
from kirmash.agreements.reconciling.reading import read_handed_in, read_pasted
from workbooks import sheet_of, workbook_of

GOMEL = End(names=(Name(text="Гомель"),), wikidata="Q2678")
LISTED = Listed(name="a list", scope=Scope.ABOUT, of=GOMEL)
EXPORT = Listed(name="an export", scope=Scope.ALL)


def partners(reading: Reading) -> list[tuple[str, str, str, str]]:
    """Return the partners that were read: name, country, kind, date."""
    return [(tie.b.label, tie.b.country, tie.kind, tie.when) for tie in reading.register.ties]


def why(reading: Reading) -> list[str]:
    return [str(refusal) for refusal in (*reading.faults, *reading.refused)]


@pytest.mark.parametrize(
    ("line", "partner"),
    [
        ("1. Брянск (Россия), 1998", ("Брянск", "RU", "", "1998")),
        ("• Ōtsu, Japan", ("Ōtsu", "JP", "", "")),
        ("Ростов-на-Дону (Россия), с 2009 года", ("Ростов-на-Дону", "RU", "", "2009")),
        ("- Huai'an (China) – since 2012", ("Huai'an", "CN", "", "2012")),
        ("Мінск – Беларусь", ("Мінск", "BY", "", "")),
        ("Frankfurt (Oder)", ("Frankfurt (Oder)", "", "", "")),
        ("戈梅利", ("戈梅利", "", "", "")),
    ],
)
def test_a_pasted_line_names_a_partner(line: str, partner: tuple[str, str, str, str]) -> None:
    assert partners(read_pasted(line, LISTED)) == [partner]


def test_empty_lines_of_a_pasted_list_are_passed_over() -> None:
    assert partners(read_pasted("Курск\n\n  \nУфа\n", LISTED)) == [("Курск", "", "", ""), ("Уфа", "", "", "")]


def test_a_pasted_table_has_its_columns_in_the_language_of_its_office() -> None:
    table = (
        "№\tГород\tСтрана\tВид\tГод подписания\n1\tКурск\tРоссия\tпобратим\t12.05.2004\n2\tУфа\tРФ\tпротокол\t2023\n"
    )

    assert partners(read_pasted(table, LISTED)) == [
        ("Курск", "RU", "побратим", "2004-05-12"),
        ("Уфа", "RU", "протокол", "2023"),
    ]


def test_lines_that_cannot_be_taken_come_back_with_their_reasons() -> None:
    table = "name,country,wikidata,date\nKursk,Narnia,,\n,,,2004\nUfa,,42,\nRadom,PL,Q104740,99\nOmsk,,,2001\n"

    reading = read_pasted(table, LISTED)

    assert partners(reading) == [("Omsk", "", "", "2001")]
    assert why(reading) == [
        "row 2: names a country that is not known: Narnia; write its name or its code, as in BY",
        "row 3: names no place: it has neither a name nor an id",
        "row 4: is no Wikidata id, as in Q2678: 42",
        "row 5: date: has no date that is understood: 99; write 2025-09-29, 29.09.2025 or 2025",
    ]
    assert reading.refused[0].cells == {"name": "Kursk", "country": "Narnia", "wikidata": "", "date": ""}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("name,mayor\nKursk,X\n", "row 1: mayor: is no column of this table; remove it"),
        ("name,город\nKursk,Курск\n", "row 1: has two columns for the same: город"),
        ("country,kind\nRU,x\n", "row 1: has no column with the names of the partners; call it “name”"),
    ],
)
def test_a_table_that_is_not_understood_is_refused_as_a_whole(table: str, sentence: str) -> None:
    reading = read_pasted(table, LISTED)

    assert (reading.register.ties, why(reading)) == ((), [sentence])


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name\nГомель, Курск, Ростов\n".encode("cp1251"))

    assert why(read_register(path, LISTED)) == [
        "row 2: is not written in UTF-8 but probably in Windows-1251; save it as UTF-8 (“CSV UTF-8” in Excel)"
    ]


def test_a_workbook_is_read_from_its_first_sheet(tmp_path: Path) -> None:
    path, year = tmp_path / "list.xlsx", '<c r="B2"><v>2004</v></c>'
    path.write_bytes(workbook_of({"Побратимы": sheet_of([["Город", "Год"], ["Курск", ""]], {"B2": year})}))

    assert partners(read_register(path, LISTED)) == [("Курск", "", "", "2004")]


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")

    assert why(read_register(path, LISTED)) == ["is damaged; open it in a spreadsheet and save it again as .xlsx"]


def test_an_upload_keeps_nothing_of_its_name_but_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("name\nKursk\n", encoding="utf-8")

    with path.open("rb") as file:
        reading = read_handed_in(file=file, file_name="../../etc/passwd/../x.csv", text="", listed=LISTED)

    assert partners(reading) == [("Kursk", "", "", "")]


def test_an_export_says_it_end_by_end() -> None:
    header = "qid_a\tname_a\tqid_b\tname_b\ta_to_b\tb_to_a\n"
    table = f"{header}Q2678\tGomel\tQ3159\tKursk\t1\t0\nQ1\tA\tQ1\tA\t1\t1\nQ1\tA\tQ2\tB\t2\t1\n"

    reading = read_pasted(table, EXPORT)

    assert [(tie.a.wikidata, tie.b.wikidata, tie.a_says, tie.b_says) for tie in reading.register.ties] == [
        ("Q2678", "Q3159", True, False)
    ]
    assert why(reading) == ["row 3: ties a place to itself", "row 4: has neither 0 nor 1 in the column a_to_b"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("qid_a,name_a,qid_b,name_b,a_to_b,b_to_a\nQ1,A,Q2,B,1,1\n", True), ("name\nKursk\n", False)],
)
def test_an_export_is_known_by_its_columns(tmp_path: Path, text: str, *, is_one: bool) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")

    assert is_export(path) == is_one
