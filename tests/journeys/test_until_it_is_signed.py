"""The life of an agreement of two invented cities, from a draft to the yearly report; at 07:40 a deputy steps in."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kirmash.agreements.models.commitment import News, Way
from kirmash.agreements.models.instrument import Act
from kirmash.base.models import SiteRole
from pair import NAMES, TEXT_BE, TEXT_RU, Pair, a_pair, at_a_fair
from papers import a_picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
OFFICER, PROTOCOL, PARTNER = "officer@lipich.example", "protocol@kirmash.example", "the other side"
PROMISE = "Exchange the plans of work"


@pytest.fixture
def pair(settings: LazySettings, tmp_path: Path) -> Pair:
    settings.DATA, settings.SEAL_FILE = tmp_path, tmp_path / "seal.p12"
    made = at_a_fair(a_pair(), timezone.localdate())
    an_account(OFFICER, SiteRole.CITY, subject="place:lipich")
    an_account(PROTOCOL, SiteRole.PROTOCOL, subject="fair:invented-fair")
    return made


@pytest.fixture
def pages(chromium: Browser, live_server: LiveServer, pair: Pair) -> Iterator[dict[str, Page]]:
    site, found, contexts = str(live_server.url).replace("127.0.0.1", "localhost"), {}, []
    for who in (OFFICER, PROTOCOL, PARTNER):
        context = chromium.new_context(java_script_enabled=False, locale="en-GB", base_url=site)
        page = found[who] = context.new_page()
        contexts.append(context)
        if who == PARTNER:  # without an account
            continue
        page.goto("/accounts/login/")
        page.fill("#id_login", who)
        page.fill("#id_password", "correct-horse-battery")
        page.click(".sheet button")
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


def register_it(page: Page, pair: Pair) -> None:
    page.goto(f"/agreements/{pair.instrument.key}/change/")
    page.fill("#id_number", "12-5/34")
    page.fill("#id_months", "60")
    page.fill("#id_archive", "Archive of Lipich, file 7")
    page.click("button:has-text('Save')")


def keep_a_scan(page: Page, pair: Pair, scan: Path) -> None:
    scan.write_bytes(a_picture())
    page.goto(f"/agreements/{pair.instrument.key}/scans/add/")
    page.set_input_files("#id_file", scan)
    page.click("button:has-text('Hand it in')")


def meet_in_a_group(page: Page, pair: Pair) -> None:
    page.goto(f"/agreements/{pair.instrument.key}/group/")
    page.click("text=Set up a working group")
    page.fill("#id_name", "Group on trade")
    page.click("button:has-text('Save')")
    page.click("text=Plan a session")
    page.fill("#id_agenda", "Plans")
    page.click("button:has-text('Save')")
    page.click("text=Write the minutes")
    page.fill("#id_held_on", timezone.localdate().isoformat())
    page.fill("#id_what-1", PROMISE)
    page.click("text=Write them into the register")


def ask_the_other_side(page: Page) -> str:
    """Ask for news; return the link that is shown once."""
    page.goto("/cities/lipich/askings/new/")
    page.select_option("#id_partner", label="Zarechensk")
    page.click("main form button")
    page.fill("#id_contact", "Department of Zarechensk")
    page.click("button:has-text('Ask for news')")
    return page.inner_text(".link code")


def the_other_side_answers(page: Page, link: str) -> None:
    page.goto(re.sub(r"https?://[^/]+", "", link))
    page.check("text=done")
    page.fill("[name$=given_by]", "Olga Polyakova")
    page.click("text=Send the answers")


def accept_the_answer(page: Page) -> None:
    page.goto("/cities/lipich/askings/")
    page.click("main a:has-text('Zarechensk')")
    page.click(f"a:has-text('{PROMISE}')")
    page.click("text=Accept or dispute")
    page.check("text=accept it")
    page.click("button:has-text('Save')")


def the_report_of_the_year(page: Page) -> str:
    page.goto(f"/cities/lipich/yearly/?year={timezone.localdate().year}")
    with page.expect_download() as taken:
        page.click("a:text-is('DOCX')")
    document = docx.Document(str(taken.value.path()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_life_of_a_pair_with_one_change_at_0740(pages: dict[str, Page], pair: Pair, tmp_path: Path) -> None:
    officer, protocol, partner = pages[OFFICER], pages[PROTOCOL], pages[PARTNER]
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

    register_it(officer, pair)
    keep_a_scan(officer, pair, tmp_path / "scan.jpg")
    meet_in_a_group(officer, pair)
    the_other_side_answers(partner, ask_the_other_side(officer))
    accept_the_answer(officer)
    report = the_report_of_the_year(officer)

    assert pair.instrument.scans.count() == 1
    assert [(one.way, one.is_done) for one in News.objects.all()] == [(Way.LINK, True)]
    assert ("Zarechensk" in report, PROMISE in report) == (True, True)
