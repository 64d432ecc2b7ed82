"""The pages of a city's department: short, with the same cost for one and many; funnels, yearly report, trade."""

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from builders import a_place, an_account, an_organisation
from following import SIGNED, Followed, a_commitment, a_followed_pair, an_asking
from kirmash.agreements.actions.asking import Answer, take_answers
from kirmash.agreements.actions.dealing import DealWords, StageWords, begin_deal, reach_stage
from kirmash.agreements.actions.following import judge_report, write_news
from kirmash.agreements.exports.yearly import yearly_file
from kirmash.agreements.models.commitment import Way
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.agreements.models.term import Term
from kirmash.agreements.queries.funnels import funnels_of
from kirmash.agreements.queries.yearly import yearly_report
from kirmash.agreements.tables.trade import read_trade
from kirmash.base.errors import Refused
from kirmash.base.models import SiteRole
from kirmash.base.web import today
from kirmash.record.models import Claim

TODAY = datetime.date(2026, 5, 20)
LANGUAGES = ("en", "de", "ru", "be")


@pytest.fixture
def pair(db: None) -> Followed:
    return a_followed_pair()


@pytest.fixture
def client(pair: Followed) -> Client:
    made = Client()
    made.force_login(pair.officer)
    return made


def an_instrument(pair: Followed, number: int, **words: object) -> Instrument:
    made = Instrument.objects.create(**{"key": f"further-{number}", "kind": "memorandum", **words})
    Party.objects.create(instrument=made, position=1, place=pair.place)
    Party.objects.create(instrument=made, position=2, place=a_place(f"place-{number}", en=f"Place {number:03}"))
    LifeEvent.objects.create(instrument=made, act=Act.SIGNED, done_on=SIGNED)
    return made


def test_a_year_ahead_is_looked_at_and_shown_as_chosen_until_somebody_asks_otherwise(
    client: Client, pair: Followed
) -> None:
    a_commitment(pair.instrument, en="In half a year", due_on=today() + datetime.timedelta(days=180))
    chosen = re.compile(r'<option value="(\d+)" selected')

    usual = client.get(reverse("city", args=["dubki"])).content.decode()
    near = client.get(reverse("city", args=["dubki"]), {"within": "30"}).content.decode()
    wrong = client.get(reverse("city", args=["dubki"]), {"within": "x"}).content.decode()

    assert [chosen.findall(page) for page in (usual, near)] == [["365"], ["30"]]
    assert ["In half a year" in page for page in (usual, near, wrong)] == [True, False, True]


def test_the_register_is_paged_and_keeps_what_was_asked(client: Client, pair: Followed) -> None:
    for number in range(30):
        an_instrument(pair, number)
    url = reverse("city", args=["dubki"])

    first = client.get(url, {"kind": "memorandum"}).content.decode()
    second = client.get(url, {"kind": "memorandum", "page": "2"}).content.decode()

    rows = [page.count('<th scope="row" data-label="Partner">') for page in (first, second)]
    assert (rows, '?kind=memorandum&amp;page=2"' in first, "30 agreements" in first) == ([25, 5], True, True)


def test_the_page_of_a_department_costs_the_same_for_one_and_three_of_everything(
    client: Client, pair: Followed
) -> None:
    def more(number: int) -> None:
        made = a_commitment(an_instrument(pair, number), due_on=TODAY, every_months=12)
        write_news(commitment=made, heard_on=SIGNED, is_done=False, text="x", today=TODAY)
        asking, _secret = an_asking(pair, made, today=TODAY)
        answer = Answer(commitment=made, progress="done", on=TODAY)
        take_answers(asking=asking, answers=[answer], way=Way.LINK, given_by="x", today=TODAY)
        seller = an_organisation(f"seller-{number}", place=pair.place, en="S")
        deal = begin_deal(words=DealWords(first=seller, second=None, place=pair.partner, names={}))
        reach_stage(deal=deal, words=StageWords(kind="offer", reached_on=TODAY), today=TODAY)

    url = reverse("city", args=["dubki"])
    more(1)
    client.get(url)

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    more(2)
    more(3)
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(three) == len(one)


CITY_PAGES = ("city", "city-companies", "city-funnels", "city-funnels-file", "city-yearly", "city-trade")


@pytest.mark.parametrize("name", CITY_PAGES)
def test_the_pages_of_a_department_are_its_own(name: str, client: Client) -> None:
    other = Client()
    other.force_login(an_account("dana@x.example", SiteRole.CITY, "place:lipovsk", has_password=False))
    url = reverse(name, args=["dubki"])

    assert [one.get(url).status_code for one in (client, other, Client())] == [200, 403, 302]


def test_a_pair_of_cities_has_a_page_and_strangers_have_none(client: Client) -> None:
    a_place("stranger", en="Stranger")

    found = [client.get(reverse("city-pair", args=["dubki", key])).status_code for key in ("lipovsk", "stranger")]

    assert found == [200, 404]


def test_funnels_say_denominator_definition_and_cut_off_in_the_file_too(client: Client, pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    write_news(commitment=made, heard_on=datetime.date(2025, 6, 1), is_done=True, address="https://a.example",
               today=TODAY)  # fmt: skip

    text = client.get(reverse("city-funnels-file", args=["dubki"]), {"until": "2025-12-31"}).content.decode("utf-8-sig")

    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["funnel"] == "commitments"]
    assert [(row["stage"], row["reached"], row["total"], row["cut_off"], row["keys"]) for row in rows] == [
        (stage, "1", "1", "2025-12-31", made.key) for stage in ("reported as done", "done", "evidenced")
    ]
    assert [bool(row["definition"] and row["denominator"]) for row in rows] == [True] * 3


def test_a_funnel_before_the_news_counts_none(pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    write_news(commitment=made, heard_on=datetime.date(2025, 6, 1), is_done=True, today=TODAY)

    _first, shown, _third = funnels_of(pair.place, datetime.date(2025, 5, 31), first="contract", since=None)

    assert (shown.funnel.total, [level.count for level in shown.funnel.levels]) == (1, [0, 0, 0])


def test_deals_in_the_field_of_an_agreement_stand_in_its_funnel_by_what_was_asked(pair: Followed) -> None:
    seller = an_organisation("seller", place=pair.place, en="S")
    words = DealWords(first=seller, second=None, place=pair.partner, names={}, field_of=pair.instrument)
    deal = begin_deal(words=words)
    reach_stage(deal=deal, words=StageWords(kind="contract", reached_on=datetime.date(2026, 1, 1)), today=TODAY)

    found = [
        [level.count for level in funnels_of(pair.place, TODAY, first=first, since=None)[0].funnel.levels]
        for first in ("contract", "delivery")
    ]

    assert found == [[1, 1, 0], [0, 0, 0]]


def a_year(pair: Followed) -> None:
    """Make a year in which something was concluded, something lapsed, something done and something reported."""
    lapsed = an_instrument(pair, 1, kind="protocol-of-intent")
    Term.objects.create(instrument=lapsed, months=6, renewal="none")
    done, disputed = a_commitment(pair.instrument, en="Plan"), a_commitment(pair.instrument, en="Sport")
    write_news(commitment=done, heard_on=datetime.date(2025, 6, 1), is_done=True, text="Signed", today=TODAY)
    asking, _secret = an_asking(pair, disputed, today=datetime.date(2025, 7, 1))
    answer = Answer(commitment=disputed, progress="done", on=datetime.date(2025, 7, 2), text="Played")
    (news,) = take_answers(asking=asking, answers=[answer], way=Way.LINK, given_by="x", today=TODAY)
    judge_report(news=news, verdict="disputed", why="Nobody came.", today=TODAY)


def test_the_yearly_report_says_ties_results_what_was_concluded_and_what_lapsed(pair: Followed) -> None:
    a_year(pair)

    report = yearly_report(pair.place, 2025, "en", TODAY)

    tables = {table.title: [list(row) for row in table.rows] for table in report.tables}
    assert (report.cut_off, [value for _label, value, _said in report.figures]) == (
        datetime.date(2025, 12, 31), ["1", "0", "1", "2", "1", "2"],
    )  # fmt: skip
    assert tables["Results in the year"] == [["1 June 2025", "Lipovsk", "Plan", "Signed; without evidence"]]
    assert [row[0] for row in tables["Concluded in the year"]] == ["Lipovsk", "Place 001"]
    assert tables["Ended in the year"] == [
        ["Place 001", "protocol of intent", "1 March 2025", "lapsed, 1 September 2025"]
    ]
    assert [row[:3] for row in tables["Commitments by state"]] == [
        ["done", "Lipovsk", "Plan"], ["due", "Lipovsk", "Sport"],
    ]  # fmt: skip


def test_the_report_of_an_earlier_year_knows_nothing_of_later_ones(pair: Followed) -> None:
    a_year(pair)

    report = yearly_report(pair.place, 2024, "en", TODAY)

    assert [value for _label, value, _said in report.figures] == ["0", "0", "0", "0", "0", "0"]


@pytest.mark.parametrize("year", [1900, 2027])
def test_there_is_no_report_of_a_year_to_come(year: int, pair: Followed) -> None:
    with pytest.raises(Refused, match="no report of the year"):
        yearly_report(pair.place, year, "en", TODAY)


def test_the_files_say_the_same_numbers_in_all_languages_and_are_the_same_bytes_each_time(pair: Followed) -> None:
    a_year(pair)
    found, pages = set(), set()
    for language in LANGUAGES:
        report = yearly_report(pair.place, 2025, language, TODAY)
        pdf, docx_file, xlsx = (yearly_file(report, kind)[0] for kind in ("pdf", "docx", "xlsx"))
        reader = PdfReader(io.BytesIO(pdf))
        pages.add((len(reader.pages), reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value))  # type: ignore[index]  # as PDF has it
        text = "\n".join(cell.text for table in docx.Document(io.BytesIO(docx_file)).tables for row in table.rows
                         for cell in row.cells)  # fmt: skip
        found.add(tuple(sorted(re.findall(r"\b\d+\b", text))))
        again = yearly_report(pair.place, 2025, language, TODAY)
        assert [yearly_file(again, kind)[0] for kind in ("pdf", "docx", "xlsx")] == [pdf, docx_file, xlsx]
        assert zipfile.ZipFile(io.BytesIO(xlsx)).testzip() is None

    assert (len(found), len(pages), {marked for _count, marked in pages}) == (1, 1, {True})


def test_the_command_writes_twelve_files(pair: Followed, tmp_path: Path) -> None:
    a_year(pair)

    call_command("yearly", place="dubki", year=2025, out=tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"dubki-2025-{language}.{kind}" for language in LANGUAGES for kind in ("pdf", "docx", "xlsx")
    )


@pytest.mark.parametrize(("address", "status"), [
    ("2025-en.pdf", 200), ("2025-xx.pdf", 404), ("2025-en.exe", 404), ("2999-en.pdf", 404),
])  # fmt: skip
def test_a_report_that_there_is_not_is_not_found(address: str, status: int, client: Client) -> None:
    assert client.get(f"/cities/dubki/yearly/{address}").status_code == status


TRADE = """Код ТН ВЭД;Год;Стоимость;Валюта;Направление
1806;2024;1 250 000,50;USD;экспорт
8701;2024;310000;USD;импорт
"""
WRONG = """99;2024;1;USD;
1806;MMXX;1;USD;
1806;2024;1,234;USD;
1806;2024;-5;USD;
1806;2024;5;;
1806;2024;5;USD;sideways
"""


def test_a_table_of_trade_is_read_and_rows_that_are_none_come_back(tmp_path: Path) -> None:
    path = tmp_path / "trade.csv"
    path.write_text(TRADE + WRONG, encoding="utf-8")

    figures, refused = read_trade(path)

    assert [(one.code, one.year, one.value, one.unit, one.flow) for one in figures] == [
        ("1806", 2024, "1250000.50", "USD", "export"), ("8701", 2024, "310000", "USD", "import"),
    ]  # fmt: skip
    assert [(one.number, one.why) for one in refused] == [
        (4, "99 is no goods code: 2, 4, 6, 8 or 10 digits are expected, as in 1806"), (5, "MMXX is no year"),
        (6, "1,234 may be read in two ways; write it without the comma"), (7, "-5 is no number that trade has"),
        (8, "the unit is missing: say in which currency, or kg, or tonnes"),
        (9, "sideways is no direction; write export, import, or nothing"),
    ]  # fmt: skip


def test_figures_of_trade_become_claims_of_their_source_and_the_page_says_that_they_prove_nothing(
    client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "trade.csv"
    path.write_text(TRADE, encoding="utf-8")
    words = {"file": path, "place": "dubki", "partner": "lipovsk", "source": "Yearbook", "publisher": "Statistics"}

    call_command("trade", **words)
    call_command("trade", **words)

    claims = Claim.objects.order_by("pk")
    assert [(one.subject, one.part, one.value, one.source.title, str(one.as_of)) for one in claims] == [
        ("place:dubki+place:lipovsk", "hs-1806-2024-dubki-lipovsk", "1250000.50", "Yearbook", "2024-12-31"),
        ("place:dubki+place:lipovsk", "hs-8701-2024-lipovsk-dubki", "310000", "Yearbook", "2024-12-31"),
    ]  # fmt: skip
    page = client.get(reverse("city-pair", args=["dubki", "lipovsk"])).content.decode()
    assert ("They prove nothing about an agreement" in page, page.count("Statistics")) == (True, 2)


def test_a_table_of_trade_is_handed_in_on_the_page(client: Client) -> None:
    file = SimpleUploadedFile("trade.csv", (TRADE + WRONG).encode())

    page = client.post(reverse("city-trade", args=["dubki"]), {
        "partner": "lipovsk", "file": file, "title": "Yearbook",
    }, follow=True).content.decode()  # fmt: skip
    refused = client.get(reverse("city-trade-refused", args=["dubki"])).content.decode()

    assert ("2 figures taken as claims, 0 were known, 6 rows refused." in page, refused.count("\n")) == (True, 7)


def test_a_file_that_is_no_table_of_trade_is_a_sentence(pair: Followed, tmp_path: Path) -> None:
    path = tmp_path / "trade.csv"
    path.write_text("name;age\nx;7\n", encoding="utf-8")

    with pytest.raises(CommandError, match="has no columns for code, year, value and unit") as ended:
        call_command("trade", file=path, place="dubki", partner="lipovsk", source="x")

    assert ended.value.returncode == 2
