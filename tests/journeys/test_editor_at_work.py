"""An editor states a claim that contradicts, decides, opens again, withdraws: in a browser, without JavaScript."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kept import FOUNDING
from kirmash.base.models import Change, SiteRole
from kirmash.bulletin.actions import write_releases
from kirmash.record.models import Claim, Resolution

pytestmark = pytest.mark.django_db(transaction=True)
STATED = "innoprom-belarus-2025-gross-area-25000"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    write_releases(fair=FOUNDING.put())
    an_account("chen@kirmash.example", SiteRole.ORGANISER)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: str) -> None:
    page.goto(site)
    page.fill("#id_login", "chen@kirmash.example")
    page.fill("#id_password", "correct-horse-battery")
    page.click(".sheet button")


def state_a_larger_area(page: Page) -> None:
    page.click("nav >> text=Claims")
    page.click("text=State a claim")
    page.fill("#id_subject", "INNOPROM. Belarus")
    page.select_option("#id_property", "gross-area")
    page.click("text=Continue")
    page.select_option("#id_source", "tass-closing")
    page.click("text=See what follows")
    assert page.inner_text(".summary li") == "Value: This field is required."
    page.fill("#id_value", "25 000")
    page.fill("#id_as_of", "2025-10-01")
    page.click("text=See what follows")
    assert "It contradicts what stands already." in page.inner_text("main")
    page.click("text=State it and open the conflict")


def test_an_editor_states_decides_opens_again_and_withdraws(page: Page, site: str) -> None:
    sign_in(page, site)
    state_a_larger_area(page)
    assert page.inner_text(".standing .badge") == "in conflict"

    page.click("text=Side by side with what others state")
    page.check("text=one claim holds")
    page.check("text=25,000 m² – TASS")
    page.fill("#id_reason", "The organisers' closing figure.")
    page.fill("#id_decided_by", "The desk")
    page.click("button:text-is('Decide')")
    assert "One claim holds. The organisers' closing figure." in page.inner_text(".message.success >> nth=1")

    page.click("text=Open it again")
    page.fill("#id_reason", "It was the area of another fair.")
    page.click("button:text-is('Open it again')")
    assert "Earlier decisions" in page.inner_text("main")

    page.click(".statements >> text=25,000 m²")
    page.click("text=Withdraw")
    page.fill("#id_reason", "It was the area of another fair.")
    page.click("button:text-is('Withdraw')")

    assert page.inner_text(".standing .badge") == "withdrawn"
    assert page.inner_text("p.value s") == "25,000 m²"
    page.goto(f"{site}/claims/gross-area/")
    assert page.inner_text(".standing .badge") == "holds"
    assert (Claim.objects.get(key=STATED).is_withdrawn, Resolution.objects.filter(is_withdrawn=True).count()) == (
        True,
        1,
    )
    done = Change.objects.filter(account__email="chen@kirmash.example").order_by("pk").values_list("verb", "table")
    assert list(done) == [
        ("state", "claim"), ("state", "claim"), ("resolve", "conflict"), ("reopen", "conflict"), ("withdraw", "claim"),
    ]  # fmt: skip


def test_the_whole_form_can_be_filled_from_the_keyboard(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/new/claim/?subject=fair:innoprom-belarus-2025&property=visitors")
    page.focus("#id_part")
    reached = []
    for _key in range(9):
        reached.append(page.evaluate("document.activeElement.id"))
        page.keyboard.press("Tab")

    assert reached == [
        "id_part", "id_comparator", "id_value", "id_as_of", "id_as_of", "id_as_of", "id_as_of", "id_counted_by",
        "id_definition",
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_what_follows_and_what_is_wrong_have_no_barrier(scheme: str, width: int, chromium: Browser, site: str) -> None:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    sign_in(page, site)
    found: list[tuple[str, str, str]] = []

    def look(what: str) -> None:
        found.extend((what, v["id"], v["nodes"][0]["html"][:200]) for v in Axe().run(page).response["violations"])
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((what, "runs over its edge", str(width)))

    page.goto(f"{site}/new/claim/?subject=fair:innoprom-belarus-2025&property=gross-area")
    page.check("[name=source_is][value=new]")
    page.click("text=See what follows")
    look("a form with errors")
    page.goto(f"{site}/new/claim/?like=gross-area")
    page.fill("#id_value", "25000")
    page.click("text=See what follows")
    look("what follows")
    page.click("text=State it and open the conflict")
    page.click("text=Withdraw")
    page.click("button:text-is('Withdraw')")
    look("a reason that is missing")
    page.fill("#id_reason", "Misread.")
    page.click("button:text-is('Withdraw')")
    look("a withdrawn claim")
    page.goto(f"{site}/claims/?state=withdrawn")
    look("a list with a withdrawn claim")
    context.close()

    assert found == []
