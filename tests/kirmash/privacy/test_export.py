"""What is handed out to somebody: all of it, readable by people and programs, and nothing of others."""

import io
import json
import zipfile

import pytest
from django.test import Client

from builders import a_claim, a_person, a_signature, an_account, an_exhibitor, an_office
from kirmash.base.models import Account, Change
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.privacy.actions.exporting import MOST_AN_HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(founding: Fair) -> None:
    person = a_person("anna", en="Anna Exampleva", ru="Анна Примерова")
    exhibitor = an_exhibitor("works", fair=founding, name="The Works")
    Representative.objects.create(exhibitor=exhibitor, person=person, languages=["be", "ru"])
    a_signature(an_office("anna-chair", person=person, body=exhibitor.organisation))
    a_claim("about-anna", "1", subject="person:anna")
    a_claim("naming-anna", "2", quotation="по словам Анны; ПРИМЕРОВА Анна")
    a_person("boris", en="Boris Other")


def unpacked(content: bytes) -> tuple[dict[str, object], str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["data.html", "data.json"]
        return json.loads(archive.read("data.json")), archive.read("data.html").decode()


def tables(document: dict[str, object]) -> dict[tuple[str, str], list[dict[str, object]]]:
    listed = document["tables"]
    assert isinstance(listed, list)
    return {(table["table"], table["found_by"]): table["rows"] for table in listed}


def test_an_export_holds_every_row_about_the_person(aigerim: Client, anna: None) -> None:
    answer = aigerim.post("/privacy/people/anna/export/", {"language": "en"})

    document, _page = unpacked(answer.content)
    rows = tables(document)
    assert (document["format"], document["version"], document["subject"]) == ("kirmash-personal-data", 1, "person:anna")
    assert [row["text"] for row in rows["kirmash.PersonName", "person"]] == ["Anna Exampleva", "Анна Примерова"]
    assert rows["kirmash.Representative", "person"] == [
        {"exhibitor": "The Works", "person": "Anna Exampleva", "languages": ["be", "ru"], "days": [],
         "is_contact": False},
    ]  # fmt: skip
    assert [row["instrument"] for row in rows["kirmash.Signature", "person"]] == ["an-instrument"]
    assert [row["key"] for row in rows["kirmash.Claim", "reference"]] == ["about-anna"]
    assert [row["quotation"] for row in rows["kirmash.Claim", "words"]][-1] == "по словам Анны; ПРИМЕРОВА Анна"


def test_an_export_says_of_each_table_why_it_is_kept_and_how_long(aigerim: Client, anna: None) -> None:
    document, _page = unpacked(aigerim.post("/privacy/people/anna/export/", {"language": "en"}).content)

    listed = document["tables"]
    assert isinstance(listed, list)
    stand = next(table for table in listed if table["table"] == "kirmash.Representative")
    assert (stand["basis"], stand["term"]) == ("contract", "3 years after the end of the fair")


def test_an_export_holds_nothing_of_others(aigerim: Client, anna: None) -> None:
    document, page = unpacked(aigerim.post("/privacy/people/anna/export/", {"language": "en"}).content)

    assert ("Boris" in json.dumps(document), "Boris" in page) == (False, False)


def test_the_readable_page_escapes_what_is_kept(aigerim: Client, anna: None) -> None:
    a_claim("evil", "3", subject="person:anna", note="<script>alert(1)</script>")

    _document, page = unpacked(aigerim.post("/privacy/people/anna/export/", {"language": "en"}).content)

    assert ("<script>" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_the_readable_page_is_in_the_language_that_was_asked_for(aigerim: Client, anna: None) -> None:
    _document, page = unpacked(aigerim.post("/privacy/people/anna/export/", {"language": "de"}).content)

    assert page.splitlines()[1] == '<html lang="de">'


def test_somebody_takes_out_their_own_data_with_those_of_their_person(bruno: Client, anna: None) -> None:
    Account.objects.filter(email="bruno@kirmash.example").update(person="anna")

    answer = bruno.post("/account/privacy/export/")

    document, _page = unpacked(answer.content)
    rows = tables(document)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert [row["email"] for row in rows["kirmash.Account", "account"]] == ["bruno@kirmash.example"]
    assert [row["key"] for row in rows["kirmash.Person", "person"]] == ["anna"]


def test_no_secret_leaves_the_site(bruno: Client) -> None:
    account = Account.objects.get(email="bruno@kirmash.example")
    account.set_password("correct-horse-battery")
    account.save()
    bruno.force_login(account)

    content = bruno.post("/account/privacy/export/").content

    document, page = unpacked(content)
    session = bruno.cookies["sessionid"].value
    written = json.dumps(document) + page
    assert [secret in written for secret in (account.password, session, "password")] == [False, False, False]


def test_the_history_says_who_took_out_what(aigerim: Client, anna: None) -> None:
    aigerim.post("/privacy/people/anna/export/", {"language": "en"})

    change = Change.objects.get(verb="export")
    assert (str(change.account), change.table, change.record) == ("aigerim@kirmash.example", "person", "anna")


def test_too_many_exports_in_an_hour_are_refused(bruno: Client) -> None:
    account = Account.objects.get(email="bruno@kirmash.example")
    Change.objects.bulk_create(
        Change(account=account, verb="export", table="account", record="1") for _number in range(MOST_AN_HOUR)
    )

    answer = bruno.post("/account/privacy/export/", follow=True)

    assert ("More than 20 exports in an hour" in answer.content.decode(), Change.objects.count()) == (True, 20)


def test_an_export_is_no_link(bruno: Client, aigerim: Client) -> None:
    number = an_account("zoe@kirmash.example").pk

    answers = [bruno.get("/account/privacy/export/"), aigerim.get(f"/privacy/accounts/{number}/export/")]

    assert [answer.status_code for answer in answers] == [405, 405]
