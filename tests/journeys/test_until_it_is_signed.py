"""Two invented cities from a draft to the recorded signature, without JavaScript; at 07:40 a deputy steps in."""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kirmash.agreements.models.instrument import Act
from kirmash.base.models import SiteRole
from pair import NAMES, TEXT_BE, TEXT_RU, Pair, a_pair, at_a_fair

pytestmark = pytest.mark.django_db(transaction=True)
OFFICER, PROTOCOL = "officer@lipich.example", "protocol@kirmash.example"


@pytest.fixture
def pair() -> Pair:
    made = at_a_fair(a_pair(), timezone.localdate())
    an_account(OFFICER, SiteRole.CITY, subject="place:lipich")
    an_account(PROTOCOL, SiteRole.PROTOCOL, subject="fair:invented-fair")
    return made


@pytest.fixture
def pages(chromium: Browser, live_server: LiveServer, pair: Pair) -> Iterator[dict[str, Page]]:
    site, found, contexts = str(live_server.url).replace("127.0.0.1", "localhost"), {}, []
    for who in (OFFICER, PROTOCOL):
        context = chromium.new_context(java_script_enabled=False, locale="en-GB", base_url=site)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("#id_login", who)
        page.fill("#id_password", "correct-horse-battery")
        page.click(".sheet button")
        found[who] = page
        contexts.append(context)
    yield found
    for context in contexts:
        context.close()


def write_the_text(page: Page) -> None:
    page.click("text=Write the text")
    page.select_option("#id_own_1", "be")
    page.select_option("#id_own_2", "ru")
    for language, text in (("ru", TEXT_RU), ("be", TEXT_BE)):
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.fill(f"#id_text_{language}", text)
        for position in (1, 2):
            page.fill(f"#id_names_{position}_{language}", "\n".join(NAMES[position][language]))
    page.click("text=Keep as a new version")
    assert "Version 1 of the text is kept." in page.inner_text("main")


def have_it_vetted(page: Page) -> None:
    for side, days in (("Lipich", "40"), ("Zarechensk", "40"), ("Zarechensk", "65")):
        page.click("text=Add a step")
        page.select_option("#id_kind", "region" if days == "65" else "legal")
        page.select_option("#id_party", label=side)
        page.fill("#id_office", f"Department of {side}")
        page.fill("#id_lead_days", days)
        page.click("button:text-is('Save')")
    for position in (1, 2, 3):
        page.goto(re.sub(r"/file/.*", f"/file/steps/{position}/decide/", page.url))
        page.check("text=approved")
        page.fill("#id_decided_by", "Head of the department")
        page.click("text=Record it")
    page.click("a:text-is('Freeze the text')")
    page.click("text=Freeze it")
    assert "cleared for signature" in page.inner_text("main")


def name_the_heads(page: Page, pair: Pair) -> None:
    for position, office in ((1, pair.head), (2, pair.other_head)):
        page.goto(f"/agreements/{pair.instrument.key}/file/signatories/{position}/")
        page.select_option("#id_office", office.key)
        page.check("input[name=languages][value=ru]")
        page.click("text=Save and issue the papers")


def get_a_slot(officer: Page, protocol: Page) -> None:
    officer.click("text=Ask for the signing desk")
    officer.fill("#id_contact", "Reception of Lipich")
    officer.click("button:text-is('Ask')")
    protocol.goto("/fairs/invented-fair/desk/open/")
    protocol.fill("#id_opens", "10:00")
    protocol.fill("#id_closes", "12:00")
    protocol.fill("#id_room", "Signing room")
    protocol.click("text=Open it")
    protocol.click("td >> text=Answer")
    protocol.check("text=accepted")
    protocol.click("button:text-is('Answer')")
    protocol.click("text=Give slots to those that wait")
    assert "Every accepted request has a slot." in protocol.inner_text("main")
    assert protocol.inner_text("tbody time") == "10:00"


def a_deputy_steps_in(page: Page, pair: Pair) -> str:
    page.goto(f"/agreements/{pair.instrument.key}/file/signatories/1/")
    page.select_option("#id_office", pair.deputy.key)
    page.select_option("#id_authority", "power-of-attorney")
    page.fill("#id_paper", "No. 7")
    page.fill("#id_reason", "The head fell ill at 07:40.")
    page.uncheck("input[name=languages][value=ru]")
    page.check("input[name=languages][value=be]")
    page.click("text=Save and issue the papers")
    return page.inner_text("main")


def sign_it(page: Page, pair: Pair) -> None:
    page.goto("/fairs/invented-fair/desk/")
    page.click("td >> text=Record the signature")
    page.fill("#id_recorded_by", "The desk")
    page.click("button:text-is('Signed')")
    assert "Every signature is recorded." in page.inner_text("main")


def test_one_change_at_0740_and_the_agreement_is_signed_by_the_deputy(pages: dict[str, Page], pair: Pair) -> None:
    officer, protocol = pages[OFFICER], pages[PROTOCOL]
    officer.goto(f"/agreements/{pair.instrument.key}/")
    officer.click("a:text-is('File')")
    write_the_text(officer)
    have_it_vetted(officer)
    name_the_heads(officer, pair)
    officer.goto(f"/agreements/{pair.instrument.key}/file/")
    get_a_slot(officer, protocol)
    changed = a_deputy_steps_in(officer, pair)
    sign_it(protocol, pair)
    protocol.goto("/fairs/invented-fair/signed/")

    assert "8 papers changed" in changed
    assert [one.office for one in pair.instrument.signatures.order_by("party__position")] == [
        pair.deputy, pair.other_head,
    ]  # fmt: skip
    assert pair.instrument.events.get(act=Act.SIGNED).done_on == datetime.datetime.now(datetime.UTC).date()
    assert "1\n\nagreements\n\ntwinning agreement: 1" in protocol.inner_text(".figures")
