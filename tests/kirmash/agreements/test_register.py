"""A city's own list of agreements: read with its headings, taken into the record, shown with its deadlines."""

import datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import an_account
from kirmash.agreements.actions.registering import found_city, import_register
from kirmash.agreements.deadlines import DeadlineKind, Renewal, Standing, Turn
from kirmash.agreements.exports.register import faults_of, rejected_csv
from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries import matters_of, register_of
from kirmash.agreements.register.cells import Length, When, read_country, read_day, read_length, read_partner
from kirmash.agreements.register.reading import Entry, entries_of, read_table
from kirmash.base.models import Change, SiteRole
from kirmash.registry.models.place import Place, PlaceName
from kirmash.sheets.lines import TableRefused

TODAY = datetime.date(2026, 1, 15)
RUSSIAN = """Реестр соглашений города;;;;;;;
№ п/п;Город-партнёр;Страна;Вид документа;Дата подписания;Срок действия;Пролонгация;Уведомление
1;г. Дубки;Россия;Соглашение о побратимских отношениях;29.09.2020;бессрочно;;
2;Липовск (Россия);;побратимские отношения;12 мая 2022 г.;5 лет;автоматически;за 6 месяцев
3;Чанлинь;КНР;Меморандум;2013;3 года;по согласованию сторон;
"""
WRONG = """4;;Польша;соглашение;01.02.2004;;;
5;Радонь;Польша;соглашение;31.02.2004;;;
6;Вязовка;Россия;план мероприятий;03/04/2020;;;
7;Вязовка;Атлантида;соглашение;2004;;;
8;Вязовка;Россия;соглашение;2004;когда-нибудь;;
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def gomel(db: None) -> Place:
    return found_city(name="Гомель", country="BY")


def entry(number: int, partner: str = "Дубки", **words: object) -> Entry:
    made = Entry(number=number, partner=partner, country="RU", kind="twinning")
    for name, value in words.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("29.09.2025", When(day=datetime.date(2025, 9, 29))),
        ("29. September 2025", When(day=datetime.date(2025, 9, 29))),
        ("29 верасня 2025 г.", When(day=datetime.date(2025, 9, 29))),
        ("29 сентября 2025 года", When(day=datetime.date(2025, 9, 29))),
        ("Sept 29, 2025", When(day=datetime.date(2025, 9, 29))),
        ("2025-09-29 00:00:00", When(day=datetime.date(2025, 9, 29))),
        ("45929", When(day=datetime.date(2025, 9, 29))),
        ("9/29/2025", When(day=datetime.date(2025, 9, 29))),
        ("2004 г.", When(year=2004)),
    ],
)
def test_days_are_read_as_officers_write_them(cell: str, expected: When) -> None:
    assert read_day(cell) == expected


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("31.02.2004", "is a day that does not exist"),
        ("03/04/2020", "may be 2020-04-03 or 2020-03-04; write the day as in 2025-09-29"),
        ("soon", "is no day; write it as in 2025-09-29 or 29.09.2025, or a year alone"),
        ("1 Smarch 2020", "has no month that is known; write the day as in 2025-09-29"),
        ("12.12.0120", "is no year in which something was signed"),
    ],
)
def test_a_day_that_cannot_be_told_is_a_sentence(cell: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("5 лет", Length(months=60)),
        ("2 (два) года с автоматической пролонгацией", Length(months=24, renewal=Renewal.TACIT)),
        ("unbefristet", Length(renewal=Renewal.OPEN_ENDED)),
        ("18 months", Length(months=18)),
        ("до 31.12.2027", Length(ends_on=datetime.date(2027, 12, 31))),
        ("5 гадоў, падаўжаецца аўтаматычна", Length(months=60, renewal=Renewal.TACIT)),
    ],
)
def test_terms_are_read_as_officers_write_them(cell: str, expected: Length) -> None:
    assert read_length(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("г. Дубки (Россия)", ("Дубки", "RU")),
        ("город Чанлинь, КНР", ("Чанлинь", "CN")),
        ("Stadt Lindenau", ("Lindenau", "")),
        ("Frankfurt (Oder)", ("Frankfurt (Oder)", "")),
        ("Городок", ("Городок", "")),
    ],
)
def test_a_partner_is_read_without_what_stands_around_it(cell: str, expected: tuple[str, str]) -> None:
    assert read_partner(cell) == expected


@pytest.mark.parametrize(("cell", "code"), [("Беларусь", "BY"), ("Китай", "CN"), ("Polska", "PL"), ("de", "DE")])
def test_countries_are_known_in_several_languages(cell: str, code: str) -> None:
    assert read_country(cell) == code


def test_a_table_is_read_below_its_title_with_its_own_headings(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, RUSSIAN))

    entries, faults = entries_of(table)

    assert faults == []
    assert [(one.number, one.partner, one.country, one.kind) for one in entries] == [
        (3, "Дубки", "RU", "twinning"), (4, "Липовск", "RU", "twinning"), (5, "Чанлинь", "CN", "memorandum"),
    ]  # fmt: skip
    assert (entries[1].months, entries[1].renewal, entries[1].notice) == (60, Renewal.TACIT, (6, 0))


def test_what_stands_in_merged_cells_stands_in_each_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "Register of the city")
        sheet.write_row(1, 0, ["Country", "Partner city", "Kind"])
        sheet.merge_range("A3:A4", "Germany")
        sheet.write_row(2, 1, ["Lindenau", "Sister city agreement"])
        sheet.write_row(3, 1, ["Eschenbach", "Memorandum"])
        sheet.write_row(4, 0, ["Poland", "Radonia", "Memorandum"])

    entries, faults = entries_of(read_table(path))

    assert faults == []
    assert [(one.partner, one.country) for one in entries] == [
        ("Lindenau", "DE"), ("Eschenbach", "DE"), ("Radonia", "PL"),
    ]  # fmt: skip


def test_a_workbook_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Partner city", "Country", "Kind", "Signed", "Status"])
    sheet.write_row(1, 0, ["Lindenau", "Germany", "Sister city agreement"])
    sheet.write_datetime(1, 3, datetime.date(2019, 5, 4), book.add_format({"num_format": "d.m.yyyy"}))
    sheet.write(1, 4, "terminated")
    book.close()

    entries, faults = entries_of(read_table(path))

    assert faults == []
    assert [(one.partner, one.country, one.kind, one.signed, one.turn) for one in entries] == [
        ("Lindenau", "DE", "twinning", When(day=datetime.date(2019, 5, 4)), Turn.TERMINATED)
    ]


def test_every_row_that_is_not_taken_comes_back_with_its_reason(gomel: Place, tmp_path: Path) -> None:
    table = read_table(written(tmp_path, RUSSIAN + WRONG))

    entries, faults = entries_of(table)
    taken = import_register(place=gomel, entries=entries)
    back = rejected_csv(table, [*faults, *faults_of(taken, table)])

    assert len(taken.instruments) == 3
    assert [line.rsplit(",", 2)[1] for line in back.splitlines()[1:4]] == ["6", "7", "8"]
    assert [fault.heading for fault in faults] == [
        "Город-партнёр", "Дата подписания", "Дата подписания", "Страна", "Срок действия",
    ]  # fmt: skip


def test_the_same_list_again_changes_nothing(gomel: Place, tmp_path: Path) -> None:
    entries, _faults = entries_of(read_table(written(tmp_path, RUSSIAN)))
    import_register(place=gomel, entries=entries)

    again = import_register(place=gomel, entries=entries)

    assert (again.instruments, again.places, len(again.known)) == ([], [], 3)
    assert Instrument.objects.count() == 3


def test_a_partner_that_may_be_two_places_is_not_guessed(gomel: Place) -> None:
    places = [Place.objects.create(key=f"dubki-{n}", kind="city", country_code="RU") for n in (1, 2)]
    for place in places:
        PlaceName.objects.create(place=place, language="ru", text="Дубки")

    taken = import_register(place=gomel, entries=[entry(1)])

    assert (taken.instruments, [found for _entry, found in taken.unclear]) == ([], [places])


def test_a_partner_of_another_country_is_another_place(gomel: Place) -> None:
    import_register(place=gomel, entries=[entry(1)])

    taken = import_register(place=gomel, entries=[entry(2, country="BY")])

    assert [place.country_code for place in taken.places] == ["BY"]


def test_the_register_says_how_each_stands_and_what_comes_next(gomel: Place) -> None:
    signed = When(day=datetime.date(2021, 3, 1))
    tacit = {"signed": signed, "months": 60, "renewal": Renewal.TACIT, "notice": (0, 30)}
    import_register(
        place=gomel,
        entries=[
            entry(1, "Дубки", **tacit),
            entry(2, "Липовск", signed=signed, months=12, renewal=Renewal.NONE),
            entry(3, "Вязовка", signed=signed, renewal=Renewal.OPEN_ENDED),
        ],
    )

    register = register_of(gomel, TODAY)

    assert {one.partners[0]: one.course.standing for one in register} == {
        "Вязовка": Standing.RUNNING, "Дубки": Standing.RUNNING, "Липовск": Standing.LAPSED,
    }  # fmt: skip
    assert [(one.held.partners[0], one.on, one.kind, one.is_late) for one in matters_of(register, TODAY, 90)] == [
        ("Дубки", datetime.date(2026, 1, 30), DeadlineKind.PREVENT_RENEWAL, False)
    ]


def test_a_commitment_is_late_done_or_silent(gomel: Place) -> None:
    made = import_register(place=gomel, entries=[entry(1, signed=When(day=datetime.date(2024, 1, 1)))]).instruments[0]
    days = {"late": "2025-12-01", "silent": "2025-03-01", "done": "2025-12-01", "yearly": "2024-06-01"}
    for position, (key, day) in enumerate(days.items(), 1):
        every = 12 if key == "yearly" else None
        Commitment.objects.create(
            instrument=made, key=key, position=position, due_on=day, every_months=every, names={"en": key}
        )
    News.objects.create(
        commitment=Commitment.objects.get(key="done"),
        number=1,
        heard_on="2025-12-02",
        is_done=True,
        due_on="2025-12-01",
    )
    for number, year in enumerate((2024, 2025), 1):
        News.objects.create(
            commitment=Commitment.objects.get(key="yearly"), number=number, heard_on=f"{year}-06-01", is_done=True,
            due_on=f"{year}-06-01",
        )  # fmt: skip

    found = matters_of(register_of(gomel, TODAY), TODAY, 365)

    assert [(one.what, one.stands, one.on) for one in found] == [
        ("silent", "silent", datetime.date(2025, 3, 1)),
        ("late", "late", datetime.date(2025, 12, 1)),
        ("yearly", "due", datetime.date(2026, 6, 1)),
    ]


def test_the_page_of_a_city_asks_as_often_for_one_agreement_as_for_three(gomel: Place) -> None:
    client = Client()
    client.force_login(an_account("city@kirmash.example", SiteRole.CITY, "place:gomel", has_password=False))
    counts = []
    for number in (1, 3):
        import_register(place=gomel, entries=[entry(n, f"Дубки {n}") for n in range(number)])
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/cities/gomel/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_department_of_another_city_sees_nothing_of_it(gomel: Place) -> None:
    client = Client()
    client.force_login(an_account("other@kirmash.example", SiteRole.CITY, "place:minsk", has_password=False))

    assert [client.get(f"/cities/gomel/{end}").status_code for end in ("", "register.csv")] == [403, 403]


def test_the_file_has_the_rows_that_the_page_shows(gomel: Place) -> None:
    client = Client()
    client.force_login(an_account("city@kirmash.example", SiteRole.CITY, "place:gomel", has_password=False))
    import_register(place=gomel, entries=[entry(1, "Дубки"), entry(2, "Липовск", kind="memorandum")])

    rows = client.get("/cities/gomel/register.csv", {"kind": "memorandum"}).content.decode("utf-8-sig").splitlines()

    assert [row.split(",")[0] for row in rows] == ["Partner", "Липовск"]


def test_a_city_is_set_up_by_one_command(tmp_path: Path, transactional_db: None) -> None:
    path = written(tmp_path, RUSSIAN)

    call_command("init", city="Гомель", country="Беларусь", email="officer@city.example", register=path)

    assert (Instrument.objects.count(), Change.objects.filter(table="register").count()) == (3, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("a;b;c\n1;2;3\n", "no column seems to name the partner"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_a_sentence(
    text: str, sentence: str, gomel: Place, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("register", file=written(tmp_path, text), place="gomel")


def test_a_file_in_another_encoding_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(RUSSIAN.encode("cp1251"))

    with pytest.raises(TableRefused) as refused:
        read_table(path)

    assert "probably in Windows-1251" in refused.value.faults[0].sentence
