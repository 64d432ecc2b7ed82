"""The other side's hand: the link without an account, and the table that comes back however an office changed it."""

import copy
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from builders import an_account, an_organisation
from following import PDF, Followed, a_commitment, a_followed_pair, an_asking
from kirmash.agreements.actions.answering import take_table
from kirmash.agreements.actions.asking import AskingWords, ask, hash_of, renew_asking, revoke_asking, send_asking
from kirmash.agreements.actions.dealing import DealWords, begin_deal
from kirmash.agreements.exports.answers import table_for
from kirmash.agreements.models.asking import Asking, Report
from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.deal import Stage
from kirmash.agreements.queries.asking import askings, questions_of
from kirmash.agreements.tables.reading import code_of, read_answers
from kirmash.agreements.tables.words import progress_words
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.base.web import today
from kirmash.mail.models import Message
from kirmash.sheets.lines import TableRefused

YESTERDAY = today() - datetime.timedelta(days=1)


@pytest.fixture
def pair(db: None, settings: LazySettings, tmp_path: Path) -> Followed:
    settings.DATA = tmp_path
    cache.clear()
    return a_followed_pair()


@pytest.fixture
def plan(pair: Followed) -> Commitment:
    return a_commitment(pair.instrument, due_on=today() - datetime.timedelta(days=40), every_months=12)


@pytest.fixture
def sport(pair: Followed) -> Commitment:
    return a_commitment(pair.instrument, en="Football")


def asked(pair: Followed, *commitments: Commitment, **words: Any) -> tuple[Asking, str]:
    return an_asking(pair, *commitments, today=today(), **words)


def fields(commitment: Commitment, **said: Any) -> dict[str, Any]:
    return {f"c{commitment.pk}-{name}": value for name, value in said.items()} | {"given_by": "I. Ivanova"}


def told() -> list[tuple[str, str, str, str, str]]:
    rows = Report.objects.select_related("news").order_by("pk")
    return [(one.progress, one.news.text, one.news.way, one.news.given_by, str(one.news.due_on)) for one in rows]


def test_looking_changes_nothing_and_answering_needs_no_account(
    dana: Client, pair: Followed, plan: Commitment, sport: Commitment
) -> None:
    _asking, secret = asked(pair, plan, sport)
    url = reverse("answer", args=[secret])

    page = dana.get(url)
    before = (News.objects.count(), Change.objects.filter(verb="answer").count())
    sent = dana.post(url, fields(plan, progress="under-way", text="Half of it is written."))
    receipt = dana.get(sent["Location"])

    assert (page.status_code, before) == (200, (0, 0))
    assert (sent.status_code, sent["Location"]) == (302, f"{url}received/")
    assert told() == [("under-way", "Half of it is written.", "link", "I. Ivanova", str(plan.due_on))]
    assert "Half of it is written." in receipt.content.decode()


def test_every_page_behind_a_link_is_kept_from_search_engines_and_from_other_sites(
    dana: Client, pair: Followed, sport: Commitment
) -> None:
    _asking, secret = asked(pair, sport)
    urls = [reverse("answer", args=[secret]), reverse("answer-received", args=[secret]),
            reverse("answer-table", args=[secret, "docx"]), reverse("answer", args=["wrong"])]  # fmt: skip

    found = [dana.get(url) for url in urls]

    assert [(one["Referrer-Policy"], one["X-Robots-Tag"], "no-store" in one["Cache-Control"]) for one in found] == [
        ("same-origin", "noindex, nofollow", True)
    ] * 4


def test_the_page_speaks_the_language_of_the_partner(dana: Client, pair: Followed, sport: Commitment) -> None:
    _asking, secret = asked(pair, sport, language="de")

    answer = dana.get(reverse("answer", args=[secret]))

    assert (answer["Content-Language"], '<html lang="de"' in answer.content.decode()) == ("de", True)


def test_only_the_hash_of_the_secret_is_kept(pair: Followed, sport: Commitment) -> None:
    made, secret = asked(pair, sport)

    values = [str(value) for value in Asking.objects.values().get(pk=made.pk).values()]
    assert (made.token_sha256 == hash_of(secret), [value for value in values if secret in value]) == (True, [])


def end_by_time(made: Asking) -> None:
    Asking.objects.filter(pk=made.pk).update(asked_on="2020-01-01", expires_on="2020-02-01")


def end_by_hand(made: Asking) -> None:
    revoke_asking(asking=made, today=today())


def end_by_renewal(made: Asking) -> None:
    renew_asking(asking=made, today=today())


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (end_by_time, "This link has expired."),
        (end_by_hand, "This link was ended by those who sent it."),
        (end_by_renewal, "This link is not complete."),
    ],
)
def test_a_link_that_has_ended_opens_nothing(
    end: Callable[[Asking], None], sentence: str, dana: Client, pair: Followed, sport: Commitment
) -> None:
    made, secret = asked(pair, sport)
    end(made)
    urls = [reverse("answer", args=[secret]), reverse("answer-received", args=[secret]),
            reverse("answer-table", args=[secret, "xlsx"])]  # fmt: skip

    found = [dana.get(url) for url in urls] + [dana.post(urls[0], fields(sport, progress="done"))]

    assert [(one.status_code, sentence in one.content.decode()) for one in found] == [(404, True)] * 4
    assert News.objects.count() == 0


def test_whoever_guesses_links_is_held_off(dana: Client, pair: Followed, sport: Commitment) -> None:
    _asking, secret = asked(pair, sport)

    guesses = [dana.get(reverse("answer", args=[f"guess-{number}"])).status_code for number in range(33)]
    right = dana.get(reverse("answer", args=[secret])).status_code
    elsewhere = dana.get(reverse("answer", args=[secret]), REMOTE_ADDR="192.0.2.9").status_code

    assert (guesses[:31], guesses[31:], right, elsewhere) == ([404] * 31, [429] * 2, 429, 200)


def test_a_link_takes_so_many_answers_a_minute(dana: Client, pair: Followed, sport: Commitment) -> None:
    _asking, secret = asked(pair, sport)
    url = reverse("answer", args=[secret])

    found = [dana.post(url, fields(sport, progress="not-yet", text=str(n))).status_code for n in range(11)]

    assert (found, News.objects.count()) == ([302] * 10 + [429], 10)


def test_a_form_from_elsewhere_is_refused(pair: Followed, sport: Commitment) -> None:
    _asking, secret = asked(pair, sport)

    answer = Client(enforce_csrf_checks=True).post(reverse("answer", args=[secret]), fields(sport, progress="done"))

    assert (answer.status_code, News.objects.count()) == (403, 0)


def test_what_was_sent_twice_is_kept_once_and_a_new_answer_beside_the_old(
    dana: Client, pair: Followed, sport: Commitment
) -> None:
    _asking, secret = asked(pair, sport)
    url = reverse("answer", args=[secret])

    for progress in ("under-way", "under-way", "done"):
        dana.post(url, fields(sport, progress=progress))

    assert [one[0] for one in told()] == ["under-way", "done"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Nothing is answered yet"),
        ({"text": "It was held."}, "Say how far it is."),
        ({"progress": "done", "on": "2999-01-01"}, "valid date"),
        ({"progress": "done", "on": str(today() + datetime.timedelta(days=2))}, "This day is still to come."),
        ({"progress": "perhaps"}, "Select a valid choice"),
        ({"progress": "done", "address": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"progress": "done", "file": SimpleUploadedFile("a.pdf", b"<script>")}, "The file is no PDF"),
    ],
)
def test_an_answer_that_is_none_is_said_to_be(
    said: dict[str, Any], sentence: str, dana: Client, pair: Followed, sport: Commitment
) -> None:
    _asking, secret = asked(pair, sport)

    answer = dana.post(reverse("answer", args=[secret]), fields(sport, **said))

    assert (answer.status_code, sentence in answer.content.decode(), News.objects.count()) == (200, True, 0)


def test_a_file_comes_with_an_answer_and_its_hash_stands_in_the_receipt(
    dana: Client, pair: Followed, sport: Commitment
) -> None:
    _asking, secret = asked(pair, sport)
    said = fields(sport, progress="done", file=SimpleUploadedFile("minutes.pdf", PDF))

    receipt = dana.post(reverse("answer", args=[secret]), said, follow=True).content.decode()

    kept = News.objects.get().evidence.get()
    assert (kept.name, kept.account, kept.sha256 in receipt) == ("minutes.pdf", None, True)


def test_one_bad_answer_takes_none_of_them(dana: Client, pair: Followed, plan: Commitment, sport: Commitment) -> None:
    _asking, secret = asked(pair, plan, sport)
    said = fields(plan, progress="done") | fields(sport, progress="done", file=SimpleUploadedFile("a.pdf", b"<script>"))

    dana.post(reverse("answer", args=[secret]), said)

    assert News.objects.count() == 0


def test_a_link_answers_only_what_it_asks(dana: Client, pair: Followed, plan: Commitment, sport: Commitment) -> None:
    _asking, secret = asked(pair, plan)

    answer = dana.post(reverse("answer", args=[secret]), fields(sport, progress="done"))

    assert ("Nothing is answered yet" in answer.content.decode(), News.objects.count()) == (True, 0)


def test_a_company_answers_of_its_deal_by_a_link_too(dana: Client, pair: Followed) -> None:
    seller, buyer = an_organisation("seller", place=pair.place, en="Seller"), an_organisation("buyer", en="Buyer")
    deal = begin_deal(words=DealWords(first=seller, second=buyer, place=None, names={"en": "gears"}))
    words = AskingWords(partner_place=None, partner_organisation=buyer, commitments=[], deals=[deal], language="en")
    _asking, secret = ask(place=pair.place, words=words, today=today())

    dana.post(reverse("answer", args=[secret]), {
        f"d{deal.pk}-kind": "contract", f"d{deal.pk}-least": "2000", f"d{deal.pk}-most": "2500.50",
        f"d{deal.pk}-currency": "EUR", "given_by": "Sales",
    })  # fmt: skip

    stage = Stage.objects.get()
    assert (stage.kind, stage.least_minor, stage.most_minor, stage.currency, stage.way, stage.given_by) == (
        "contract", 200_000, 250_050, "EUR", "link", "Sales",
    )  # fmt: skip


def test_a_request_goes_out_in_the_partners_language_and_the_outbox_keeps_no_link(
    pair: Followed, sport: Commitment, settings: LazySettings
) -> None:
    settings.MAIL_SERVER = None
    made, secret = asked(pair, sport, language="ru", email="office@lipovsk.example")

    is_sent = send_asking(asking=made, secret=secret, today=today())

    message = Message.objects.get()
    assert (is_sent, message.kind, message.language, message.is_secret, message.text, made.sent_on) == (
        False, "asking", "ru", True, "", None,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["askings", "asking-add"])
def test_whom_a_city_asks_is_its_own_business(name: str, pair: Followed) -> None:
    found = []
    for account in (pair.officer, an_account("dana@x.example", SiteRole.CITY, "place:lipovsk", has_password=False),
                    an_account("chen@x.example", SiteRole.ORGANISER, has_password=False)):  # fmt: skip
        client = Client()
        client.force_login(account)
        found.append(client.get(reverse(name, args=["dubki"]), {"partner": "place:lipovsk"}).status_code)

    assert found == [200, 403, 403]


def test_the_link_is_shown_to_the_officer_once(pair: Followed, sport: Commitment) -> None:
    client = Client()
    client.force_login(pair.officer)
    sent = client.post(f"{reverse('asking-add', args=['dubki'])}?partner=place:lipovsk", {
        "commitments": [sport.key], "language": "be", "expires_on": str(today() + datetime.timedelta(days=30)),
    })  # fmt: skip

    first, second = (client.get(sent["Location"]).content.decode() for _time in range(2))

    assert (first.count("/answer/"), second.count("/answer/"), Asking.objects.get().language) == (1, 0, "be")


def handed_in(pair: Followed, made: Asking, data: bytes) -> Any:
    return take_table(asking=askings().get(pk=made.pk), data=data, given_by="Office", today=today())


def filled_docx(made: Asking, change: Callable[[Any], None]) -> bytes:
    """Return the table of a request as Word gives it back after somebody worked in it."""
    row = askings().get(pk=made.pk)
    document = docx.Document(io.BytesIO(table_for(row, questions_of(row, today()), "docx")[0]))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def choose_in(cell: Any, word: str) -> None:
    """Choose a word in the drop-down list of a cell, as Word writes it."""
    about = cell._tc.find(f".//{qn('w:sdtPr')}")
    about.remove(about.find(qn("w:showingPlcHdr")))
    cell._tc.find(f".//{qn('w:sdtContent')}//{qn('w:t')}").text = word


def test_a_table_of_word_is_read_back_with_its_list_day_words_and_link(
    pair: Followed, plan: Commitment, sport: Commitment
) -> None:
    made, _secret = asked(pair, plan, sport, language="ru")

    def change(document: Any) -> None:
        cells = next(row.cells for row in document.tables[0].rows if plan.key in row.cells[0].text)
        choose_in(cells[3], progress_words("ru")[0])
        cells[4].text, cells[5].text, cells[6].text = f"{YESTERDAY:%d.%m.%Y}", "План подписан", "lipovsk.example/news/7"

    taken = handed_in(pair, made, filled_docx(made, change))

    news = News.objects.get()
    assert (taken.new, taken.refused) == (1, [])
    assert told() == [("done", "План подписан", "table", "Office", str(plan.due_on))]
    assert (str(news.heard_on), news.address, news.is_done) == (str(YESTERDAY), "https://lipovsk.example/news/7", True)


def test_rows_in_another_order_added_columns_and_empty_rows_do_no_harm(
    pair: Followed, plan: Commitment, sport: Commitment
) -> None:
    made, _secret = asked(pair, plan, sport)

    def change(document: Any) -> None:
        table = document.tables[0]
        for row in table.rows[1:]:
            choose_in(row.cells[3], "not yet" if sport.key in row.cells[0].text else "under way")
        head, first, second = (row._tr for row in table.rows)
        first.addprevious(copy.deepcopy(head))  # a heading that was repeated by hand
        second.addnext(first)
        table.add_row()
        for row in table.rows:  # a column before all others
            row._tr.insert(0, copy.deepcopy(row.cells[2]._tc))
        document.add_paragraph("With kind regards")

    taken = handed_in(pair, made, filled_docx(made, change))

    assert (taken.new, taken.refused, sorted(one[0] for one in told())) == (2, [], ["not-yet", "under-way"])


def test_deleted_words_and_rows_of_tracked_changes_are_not_read(pair: Followed, sport: Commitment) -> None:
    made, _secret = asked(pair, sport)

    def change(document: Any) -> None:
        cells = document.tables[0].rows[1].cells
        choose_in(cells[3], "done")
        run = cells[5].paragraphs[0].add_run("wrong")._r
        gone = OxmlElement("w:del")
        run.addprevious(gone)
        gone.append(run)
        cells[5].paragraphs[0].add_run("right")
        deleted = document.tables[0].add_row()
        deleted.cells[0].text, deleted.cells[3].text = "[nothing]", "done"
        deleted._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    taken = handed_in(pair, made, filled_docx(made, change))

    assert (taken.refused, [one[1] for one in told()]) == ([], ["right"])


def test_a_list_that_nobody_touched_says_nothing(pair: Followed, sport: Commitment) -> None:
    made, _secret = asked(pair, sport)

    taken = handed_in(pair, made, filled_docx(made, lambda document: None))

    assert (taken.new, taken.known, taken.refused) == (0, 0, [])


def workbook(*rows: tuple[str, ...]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


HEAD = ("Результат", "Код", "Выполнено?", "Наш номер", "Дата", "Ссылка")


def test_a_workbook_is_read_by_its_headings_in_any_language_and_refused_rows_come_back(
    pair: Followed, plan: Commitment, sport: Commitment
) -> None:
    made, _secret = asked(pair, plan, sport)
    other = a_commitment(pair.instrument, en="Not asked")
    data = workbook(
        ("Ответ города",), HEAD,
        ("сделали", code_of(sport.key, None), "Да", "7", str(YESTERDAY), ""),
        ("", "", "", "", "", ""),
        ("?", code_of(plan.key, plan.due_on), "наверное", "", "", ""),
        ("?", "", "Да", "", "", ""),
        ("?", code_of(plan.key, None), "Да", "", "31.02.2026", ""),
        ("?", code_of(plan.key, None), "Да", "", "2999-01-01", ""),
        ("?", code_of(plan.key, None), "Да", "", "", "не знаю"),
        ("?", code_of(other.key, None), "Да", "", "", ""),
        ("?", code_of(plan.key, None), "", "", "", ""),
    )  # fmt: skip

    taken = handed_in(pair, made, data)

    assert (taken.new, [(row["row"], row["why"]) for row in taken.refused]) == (1, [
        ("5", "says “наверное”, which is none of the answers"),
        ("6", "has lost its code; say in a new table which commitment it is about"),
        ("7", "'31.02.2026' is a day that does not exist"),
        ("8", "'2999-01-01' is no year in which something was signed"),
        ("9", "has a link that is no address of a page"),
        ("10", "is about a commitment that this request does not ask about"),
        ("11", "does not say how far it is"),
    ])  # fmt: skip
    assert told() == [("done", "сделали", "table", "Office", "None")]
    assert len(Asking.objects.get().refused) == 7


def test_the_own_workbook_comes_back_and_a_second_time_says_nothing_new(pair: Followed, sport: Commitment) -> None:
    made, _secret = asked(pair, sport)
    data = workbook(("Code", "How far?", "What happened"), (code_of(sport.key, None), "x", "held"))

    first, second = handed_in(pair, made, data), handed_in(pair, made, data)

    assert ((first.new, first.known), (second.new, second.known), News.objects.count()) == ((1, 0), (0, 1), 1)


def test_the_own_workbook_is_read_back_as_it_was_sent(pair: Followed, plan: Commitment, sport: Commitment) -> None:
    made, _secret = asked(pair, plan, sport, language="de")
    row = askings().get(pk=made.pk)

    found = read_answers(table_for(row, questions_of(row, today()), "xlsx")[0])

    assert {(one.code, one.due_on) for one in found} == {(plan.key, plan.due_on), (sport.key, None)}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_same_request_gives_the_same_bytes(kind: str, pair: Followed, plan: Commitment) -> None:
    made, _secret = asked(pair, plan)
    row = askings().get(pk=made.pk)

    first, second = (table_for(row, questions_of(row, today()), kind)[0] for _time in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is neither DOCX nor XLSX"),
        (b"%PDF-1.4", "is neither DOCX nor XLSX"),
        (b"PK\x03\x04word/document.xml", "damaged"),
        (b"PK" + b"x" * 5_000_001, "larger than 5 MB"),
        (workbook(("Name", "Age"), ("x", "7")), "no table with the headings"),
    ],
)
def test_what_is_no_such_table_is_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(TableRefused) as refused:
        read_answers(data)

    assert sentence in refused.value.faults[0].sentence


def test_a_document_that_declares_entities_is_not_read(pair: Followed, sport: Commitment) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')

    with pytest.raises(TableRefused):
        read_answers(buffer.getvalue())


def test_the_command_finds_the_request_and_gives_refused_rows_back(
    pair: Followed, sport: Commitment, tmp_path: Path
) -> None:
    made, _secret = asked(pair, sport)
    path = tmp_path / "answers.xlsx"
    path.write_bytes(workbook(HEAD, ("", code_of(sport.key, None), "так"), ("", code_of(sport.key, None), "???")))

    with pytest.raises(CommandError) as ended:
        call_command("answers", file=path, place="dubki", given_by="Office")

    rejected = path.with_suffix(".rejected.csv").read_text(encoding="utf-8")
    assert (ended.value.returncode, told(), "says “???”" in rejected, Asking.objects.get().key) == (
        1, [("done", "done", "table", "Office", "None")], True, made.key,
    )  # fmt: skip


def test_an_officer_hands_a_table_in_on_the_page(pair: Followed, sport: Commitment) -> None:
    made, _secret = asked(pair, sport)
    client = Client()
    client.force_login(pair.officer)
    data = workbook(HEAD, ("held", code_of(sport.key, None), "да"), ("x", "", "да"))

    page = client.post(reverse("asking-answers", args=[made.key]), {
        "file": SimpleUploadedFile("a.xlsx", data), "given_by": "Office",
    }, follow=True).content.decode()  # fmt: skip
    refused = client.get(reverse("asking-refused", args=[made.key])).content.decode()

    assert ("1 answers taken, 0 were known, 1 rows refused." in page, "has lost its code" in refused) == (True, True)


def test_nothing_is_asked_and_no_link_lasts_for_ever(pair: Followed, sport: Commitment) -> None:
    with pytest.raises(Refused, match="Choose at least one"):
        asked(pair)
    words = AskingWords(partner_place=pair.partner, partner_organisation=None, commitments=[sport], deals=[],
                        language="en", expires_on=today() + datetime.timedelta(days=500))  # fmt: skip
    with pytest.raises(Refused, match="within the next twelve months"):
        ask(place=pair.place, words=words, today=today())
