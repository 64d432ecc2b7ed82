"""A city that runs no fair: set up by an administrator, its register in and its deadlines seen; without JavaScript."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kirmash.agreements.models.instrument import Instrument
from kirmash.base.models import SiteRole
from papers import a_picture
from registers import a_register_workbook

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
GIVEN, CHOSEN = "correct-horse-battery", "a-long-enough-secret"


@pytest.fixture
def site(live_server: LiveServer, settings: LazySettings, tmp_path: Path) -> str:
    settings.DATA, settings.SEAL_FILE = tmp_path, tmp_path / "seal.p12"
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def pages(chromium: Browser) -> Iterator[tuple[Page, Page]]:
    """Two browsers: the administrator's and the officer's."""
    contexts = [chromium.new_context(java_script_enabled=False, locale="en-GB") for _each in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def sign_in(page: Page, site: str, email: str, password: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click(".sheet button")


def set_up(page: Page, site: str) -> str:
    """Set the city up as an administrator; return the link that its officer gets."""
    page.goto(f"{site}/cities/")
    page.click("text=Set up a city")
    page.fill("#id_name", "Гомель")
    page.fill("#id_country", "Беларусь")
    page.fill("#id_email", "bruno@example.org")
    page.click(".desk button")
    return page.inner_text("pre.link")


def take_in(page: Page, file: Path) -> None:
    """Take a register in, from the officer's start page."""
    page.click("main a:has-text('Гомель')")
    page.click("text=Import the register >> nth=0")
    page.set_input_files("#id_file", file)
    page.click("text=Read it")
    page.click("button:has-text('Take it in')")


def test_a_city_sees_its_deadlines_on_the_first_screen(
    site: str, pages: tuple[Page, Page], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    aigerim, bruno = pages
    sign_in(aigerim, site, "aigerim@kirmash.example", GIVEN)
    bruno.goto(set_up(aigerim, site))
    bruno.fill("#id_password", CHOSEN)
    bruno.fill("#id_again", CHOSEN)
    bruno.click(".sheet button")
    began = time.monotonic()

    sign_in(bruno, site, "bruno@example.org", CHOSEN)
    take_in(bruno, a_register_workbook(tmp_path / "Реестр.xlsx"))
    bruno.goto(f"{site}/")

    record_property("seconds", round(time.monotonic() - began, 1))
    assert Instrument.objects.count() == 40
    assert bruno.locator("main .matters li").count() == 8
    bruno.click("main a:has-text('Гомель') >> nth=0")
    assert bruno.inner_text("main [role=status] >> nth=0") == "40 agreements"


def test_an_officer_keeps_an_original_a_scan_and_minutes(site: str, pages: tuple[Page, Page], tmp_path: Path) -> None:
    _aigerim, bruno = pages
    scan = tmp_path / "scan.jpg"
    scan.write_bytes(a_picture())
    an_account("officer@kirmash.example", SiteRole.PROTOCOL)
    an_account("keeper@kirmash.example", SiteRole.CITY, "place:gomel")
    sign_in(bruno, site, "aigerim@kirmash.example", GIVEN)
    set_up(bruno, site)
    bruno.goto(f"{site}/cities/gomel/add/")
    bruno.fill("#id_partner", "Дубки")
    bruno.fill("#id_signed_on", "2022-05-12")
    bruno.click("button:has-text('Save')")
    bruno.click("text=Open the file")
    bruno.click("text=Lend it >> nth=0")
    bruno.fill("#id_lent_to", "Legal department")
    bruno.fill("#id_lent_on", "2026-01-10")
    bruno.fill("#id_due_on", "2026-02-10")
    bruno.click("button:has-text('Save')")
    bruno.click("text=Add a scan")
    bruno.set_input_files("#id_file", scan)
    bruno.click("button:has-text('Hand it in')")
    custody = bruno.url
    bruno.goto(custody.replace("custody", "group"))
    bruno.click("text=Set up a working group")
    bruno.fill("#id_name", "Group on trade")
    bruno.click("button:has-text('Save')")
    bruno.click("text=Plan a session")
    bruno.fill("#id_agenda", "Schools")
    bruno.click("button:has-text('Save')")
    bruno.click("text=Write the minutes")
    bruno.fill("#id_held_on", "2026-03-02")
    bruno.fill("#id_what-1", "Send a list of schools")
    bruno.click("text=Write them into the register")

    assert bruno.inner_text("main tbody th") == "Send a list of schools"
    bruno.goto(custody)
    assert bruno.locator(".badge.open").all_inner_texts() == ["late"]
    assert bruno.locator("section table").count() == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_a_city_have_no_barrier(site: str, chromium: Browser, tmp_path: Path, theme: str) -> None:
    context = chromium.new_context(locale="en-GB", color_scheme="dark" if theme == "dark" else "light")
    page = context.new_page()
    sign_in(page, site, "aigerim@kirmash.example", GIVEN)
    set_up(page, site)
    page.goto(f"{site}/cities/gomel/import/")
    page.set_input_files("#id_file", a_register_workbook(tmp_path / "r.xlsx", wrong=2))
    page.click("text=Read it")
    upload = page.url
    page.click("button:has-text('Take it in')")
    key = Instrument.objects.order_by("pk")[0].key
    found = {}
    for path in ("/cities/", "/accounts/city/", "/cities/gomel/", "/cities/gomel/import/", upload[len(site) :],
                 "/cities/gomel/add/", f"/agreements/{key}/", f"/agreements/{key}/custody/",
                 f"/agreements/{key}/scans/add/", f"/agreements/{key}/group/", "/seal/"):  # fmt: skip
        page.goto(f"{site}{path}")
        violations = Axe().run(page).response["violations"]
        found[path] = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations]
    context.close()

    assert {path: ids for path, ids in found.items() if ids} == {}
