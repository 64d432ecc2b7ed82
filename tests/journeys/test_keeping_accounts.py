"""An exhibitor is invited, signs in, asks for help, and reads who helped; without JavaScript."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account, an_exhibitor
from kept import FOUNDING
from kirmash.base.models import Account, SiteRole
from kirmash.registry.actions import put_organisations

pytestmark = pytest.mark.django_db(transaction=True)
GIVEN, CHOSEN = "correct-horse-battery", "a-long-enough-secret"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    fair = FOUNDING.put()
    for key in ("maker", "miller"):
        an_exhibitor(key, fair=fair, name=f"Demo-{key.title()}")
    put_organisations(keys=["maker", "miller"])
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def pages(chromium: Browser) -> Iterator[tuple[Page, Page]]:
    """Two browsers: the administrator's and the exhibitor's."""
    contexts = [chromium.new_context(java_script_enabled=False, locale="en-GB") for _each in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def sign_in(page: Page, site: str, email: str, password: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click(".sheet button")


def invite_bruno(page: Page, site: str) -> str:
    page.goto(f"{site}/accounts/")
    page.click("text=Invite someone")
    page.fill("#id_email", "bruno@example.org")
    page.select_option("#id_role", "exhibitor")
    page.fill("#id_thing", "demo")
    page.click(".desk button")
    page.check("label:has-text('Demo-Maker') input")
    page.click(".desk button")
    return page.inner_text("pre.link")


def test_an_invited_exhibitor_comes_in_and_reads_who_helped(site: str, pages: tuple[Page, Page]) -> None:
    aigerim, bruno = pages
    sign_in(aigerim, site, "aigerim@kirmash.example", GIVEN)
    bruno.goto(invite_bruno(aigerim, site))
    bruno.fill("#id_password", CHOSEN)
    bruno.fill("#id_again", CHOSEN)
    bruno.click(".sheet button")
    sign_in(bruno, site, "bruno@example.org", CHOSEN)
    own = f"{site}/fairs/innoprom-belarus-2025/exhibitors/"
    bruno.goto(own)
    aigerim.click("text=Go to the account")
    aigerim.click("text=Look at the site as this account")
    aigerim.fill("textarea", "Bruno does not find his stand")
    aigerim.click(".desk button")
    aigerim.goto(own)

    seen = [page.locator("tbody th").all_inner_texts() for page in (bruno, aigerim)]

    aigerim.click("text=End this")
    bruno.goto(f"{site}/account/seen/")
    assert seen == [["Demo-Maker demo"], ["Demo-Maker demo"]]
    assert (aigerim.inner_text("h1"), bruno.locator("tbody td").last.inner_text()) == (
        "bruno@example.org",
        "Bruno does not find his stand",
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_no_page_of_an_account_has_a_barrier(scheme: str, width: int, chromium: Browser, site: str) -> None:
    account = an_account("boris.with-a-very-long-name-indeed@kirmash.example", SiteRole.EXHIBITOR, "organisation:maker")
    Account.objects.create_user("closed@kirmash.example", is_active=False)
    own, role = f"/accounts/{account.pk}", account.mandates.get().pk
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    sign_in(page, site, "aigerim@kirmash.example", GIVEN)
    found = []

    for path in (
        f"{own}/", f"{own}/give/", f"{own}/take/{role}/", f"{own}/deactivate/", f"{own}/reactivate/",
        f"{own}/password/", f"{own}/look/", "/accounts/?q=closed&state=deactivated", "begin", "/account/seen/", "end",
        "/join/x/",
    ):  # fmt: skip
        if path == "begin":
            page.goto(f"{site}{own}/look/")
            page.fill("textarea", "Bruno does not find his stand")
            page.click(".desk button")
        elif path == "end":
            page.click(".looking button")
        else:
            page.goto(site + path)
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "runs over its edge", str(width)))
    context.close()

    assert found == []
