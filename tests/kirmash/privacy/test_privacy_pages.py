"""Who may see the pages of privacy, and what they promise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import DAY, a_person, a_signature, an_account, an_exhibitor, an_office
from kirmash.base.models import Account, Change, Mandate, SiteRole
from kirmash.consent.actions import give_consent
from kirmash.consent.models import Consent, How
from kirmash.consent.wording import CONTACT, PURPOSES
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.privacy.actions import erase
from kirmash.privacy.models import Erasure, Ground, RetentionRun
from kirmash.privacy.queries.register import register
from kirmash.registry.models.person import Person

pytestmark = pytest.mark.django_db


def somebody(number: int, fair: Fair) -> None:
    key = f"guest-{number}"
    person = a_person(key, en=f"Guest {number}")
    exhibitor = an_exhibitor(f"{key}-works", fair=fair)
    Representative.objects.create(exhibitor=exhibitor, person=person)
    an_office(f"{key}-chair", person=person, body=exhibitor.organisation)
    give_consent(purpose=CONTACT, language="en", person=key, how=How.PAPER, given_on=DAY, evidence="folder 3")
    account = an_account(f"{key}@kirmash.example", has_password=False)
    Account.objects.filter(pk=account.pk).update(person=key)
    client = Client()
    client.force_login(account)
    client.get(f"/fairs/{fair.key}/exhibitors/{exhibitor.key}/")
    RetentionRun.objects.create(day=DAY, account=account, report=[])
    Erasure.objects.create(digest="0" * 64, kind="person", scope="whole", ground="request", account=account)


@pytest.mark.parametrize(
    "url",
    ["/privacy/people/", "/privacy/people/?q=guest", "/privacy/accounts/", "/privacy/viewings/",
     "/privacy/viewings.csv", "/privacy/erasures/", "/privacy/retention/", "/privacy/register/"],
)  # fmt: skip
def test_a_list_of_privacy_costs_the_same_for_one_and_three_rows(url: str, aigerim: Client, founding: Fair) -> None:
    somebody(1, founding)
    with CaptureQueriesContext(connection) as one:
        aigerim.get(url)
    somebody(2, founding)
    somebody(3, founding)

    with CaptureQueriesContext(connection) as three:
        aigerim.get(url)

    assert len(three) == len(one)


def test_the_notice_is_for_everybody_and_names_every_activity(dana: Client) -> None:
    html = dana.get("/privacy/").content.decode()

    assert [str(entry.activity.title) in html for entry in register()] == [True] * len(register())
    assert [str(purpose.text) in html for purpose in PURPOSES] == [True] * len(PURPOSES)


def test_the_notice_says_who_answers(dana: Client, settings: object) -> None:
    settings.PRIVACY_CONTACT = "Kirmash GmbH <privacy@kirmash.example>"  # type: ignore[attr-defined]  # Django's

    html = dana.get("/privacy/").content.decode()

    assert "Kirmash GmbH &lt;privacy@kirmash.example&gt;" in html


def test_an_operator_who_has_not_said_who_answers_is_told_so(dana: Client) -> None:
    assert "KIRMASH_PRIVACY_CONTACT" in dana.get("/privacy/").content.decode()


def test_the_register_as_a_file_has_a_line_for_each_activity(bruno: Client) -> None:
    lines = bruno.get("/privacy/register.csv").content.decode().strip().split("\n")

    assert [line.split(",")[0] for line in lines[1:]] == [entry.activity.key for entry in register()]


def test_the_page_of_an_account_names_its_roles(aigerim: Client) -> None:
    account = an_account("vera@kirmash.example", SiteRole.AUDITOR, has_password=False)
    Mandate.objects.create(account=account, role=SiteRole.PRESS)
    nobody = an_account("nobody@kirmash.example", None, has_password=False)

    ledes = [
        aigerim.get(f"/privacy/accounts/{number}/").content.decode().partition('<p class="lede">')[2]
        for number in (account.pk, nobody.pk)
    ]

    assert [lede.partition(" · ")[0] for lede in ledes] == ["Press officer, Auditor", "no role"]


def test_the_demo_names_an_invented_contact_and_another_site_none(tmp_path: Path) -> None:
    code = "import django; django.setup(); from django.conf import settings; print(settings.PRIVACY_CONTACT)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kirmash.settings", "KIRMASH_DATA": str(tmp_path)}

    said = [
        subprocess.run(
            [sys.executable, "-c", code], env={**environment, "KIRMASH_MODE": mode}, check=True, text=True,
            stdout=subprocess.PIPE,
        ).stdout.strip()
        for mode in ("demo", "production")
    ]  # fmt: skip

    invented = "Example Fairs, 1 Example Street, Minsk, privacy@kirmash.example (invented for this demo)"
    assert said == [invented, ""]


@pytest.mark.parametrize("path", ["/privacy/people/none/", "/privacy/accounts/999999/", "/privacy/people/none/erase/"])
def test_nobody_there_is_a_page_that_says_so(path: str, aigerim: Client) -> None:
    assert aigerim.get(path).status_code == 404


@pytest.mark.parametrize("typed", ["Wanda", "Ванда Прымерава", "wanda-p"])
def test_people_are_found_by_a_name_in_any_spelling_and_by_key(typed: str, aigerim: Client, founding: Fair) -> None:
    a_person("wanda-p", en="Wanda Prymierava", be="Ванда Прымерава")

    rows = aigerim.get("/privacy/people/", {"q": typed}).context["rows"]

    assert [row.person.key for row in rows] == ["wanda-p"]


def test_an_erasure_is_rehearsed_confirmed_by_typing_and_done(aigerim: Client, founding: Fair) -> None:
    somebody(1, founding)
    page = "/privacy/people/guest-1/erase/"
    rehearsal = aigerim.get(page)
    mistyped = aigerim.post(page, {"ground": "request", "typed": "guest"})
    before = Person.objects.filter(key="guest-1").count()

    done = aigerim.post(page, {"ground": "request", "typed": "guest-1"}, follow=True)

    assert {str(step.way) for step in rehearsal.context["steps"]} == {"delete", "blank", "redact", "keep"}
    assert ("To confirm, type exactly: guest-1" in mistyped.content.decode(), before) == (True, 1)
    assert (done.redirect_chain[-1][0], Person.objects.filter(key="guest-1").count()) == ("/privacy/erasures/", 0)


def test_the_page_of_a_signatory_says_that_public_acts_stay(aigerim: Client, founding: Fair) -> None:
    a_signature(an_office("anna-chair", person=a_person("anna", en="Anna")))

    html = aigerim.get("/privacy/people/anna/erase/").content.decode()

    assert "public interest and archiving outweigh the erasure" in html


def test_an_administrator_does_not_erase_themselves(aigerim: Client) -> None:
    number = Account.objects.get(email="aigerim@kirmash.example").pk

    answer = aigerim.post(
        f"/privacy/accounts/{number}/erase/", {"ground": "request", "typed": "aigerim@kirmash.example"}
    )

    assert ("ask another administrator" in answer.content.decode(), Erasure.objects.count()) == (True, 0)


def test_the_bar_is_lifted_on_the_page(aigerim: Client, founding: Fair) -> None:
    a_person("anna", en="Anna")
    erase(subject="person:anna", typed="anna", ground=Ground.REQUEST)
    wrong = aigerim.post("/privacy/erasures/", {"key": "boris"})

    aigerim.post("/privacy/erasures/", {"key": "anna"})

    assert ("No erased person had this key" in wrong.content.decode(), Erasure.objects.get().is_barred) == (True, False)


def test_an_account_is_linked_to_one_person_and_unlinked_again(aigerim: Client) -> None:
    a_person("anna", en="Anna")
    first, second = an_account("a@kirmash.example"), an_account("b@kirmash.example")
    aigerim.post(f"/privacy/accounts/{first.pk}/person/", {"person": "anna"})
    taken = aigerim.post(f"/privacy/accounts/{second.pk}/person/", {"person": "anna"})
    wrong = aigerim.post(f"/privacy/accounts/{second.pk}/person/", {"person": "nobody"})
    linked = list(Account.objects.exclude(person="").values_list("email", flat=True))

    aigerim.post(f"/privacy/accounts/{first.pk}/person/", {"person": ""})

    assert linked == ["a@kirmash.example"]
    assert "Another account is linked to the person anna." in taken.content.decode()
    assert "No person has the key nobody." in wrong.content.decode()
    assert Account.objects.exclude(person="").count() == 0


def test_a_retention_run_is_started_and_kept(aigerim: Client, founding: Fair) -> None:
    answer = aigerim.post("/privacy/retention/", follow=True)

    run = RetentionRun.objects.get()
    assert (answer.redirect_chain[-1][0], str(run.account)) == (
        f"/privacy/retention/{run.pk}/",
        "aigerim@kirmash.example",
    )


def test_what_concerns_people_stands_in_the_history_for_administrators_only(
    aigerim: Client, chen: Client, founding: Fair
) -> None:
    a_person("anna", en="Anna Exampleva")
    aigerim.post("/privacy/people/anna/export/", {"language": "en"})

    pages = [client.get("/history/").content.decode() for client in (aigerim, chen)]

    assert ["took out the personal data of: Anna Exampleva" in page for page in pages] == [True, False]


def test_forms_of_privacy_are_refused_without_the_token_of_the_page(founding: Fair) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_account("admin@kirmash.example", has_password=False))

    answers = [
        client.post("/account/privacy/mail-digests/give/", {"agreed": "yes"}),
        client.post("/account/privacy/export/"),
        client.post("/privacy/people/anna/erase/", {"ground": "request", "typed": "anna"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (Consent.objects.count(), Change.objects.filter(verb="export").count()) == (0, 0)
