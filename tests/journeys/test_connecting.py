"""An administrator connects another system in a browser, and meets no barrier."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kept import FOUNDING
from kirmash.base.models import SiteRole
from kirmash.connections.actions import add_webhook, send_test
from kirmash.connections.actions.delivering import send_soon
from kirmash.connections.models import ApiToken
from looks import LOOKS
from receiver import Receiver, receiving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    FOUNDING.put()
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", "aigerim@kirmash.example")
    page.fill("#id_password", "correct-horse-battery")
    page.click(".sheet button")


def test_a_token_is_made_used_and_revoked_without_javascript(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/account/tokens/")
    page.click("text=Make a token")
    page.fill("#id_name", "price list")
    page.check("input[value='read:fairs']")
    page.click("text=Make it")
    headers = {"Authorization": f"Bearer {page.input_value('#secret')}"}
    before = page.request.get(f"{site}/api/v1/fairs", headers=headers).status
    page.click("text=I have copied it")
    page.click("td >> text=Revoke")

    page.click("main button:has-text('Revoke')")

    after = page.request.get(f"{site}/api/v1/fairs", headers=headers).status
    assert (before, after, page.inner_text(".message")) == (
        200,
        401,
        "The token is revoked; it opens nothing any more.",
    )


def test_a_webhook_is_made_and_tried_without_javascript(page: Page, site: str, receiver: Receiver) -> None:
    sign_in(page, site)
    page.goto(f"{site}/connections/")
    page.click("text=Make a webhook")
    page.fill("#id_address", receiver.address)
    page.check("input[value='claim.stated']")
    page.click("text=Make it")
    page.click("text=I have copied it")

    page.click("text=Send a test event")

    assert (len(receiver.arrived), "It was taken" in page.inner_text(".message")) == (1, True)


def test_the_console_asks_our_own_server_only_and_gets_an_answer(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    sign_in(page, site)
    page.goto(f"{site}/api/v1/docs/console")
    page.click("#operations-tag-Connections")
    page.click("#operations-Connections-get-me .opblock-summary-control")
    page.click("text=Try it out")

    page.click("button.execute")

    expect(page.locator(".live-responses-table .response .microlight").first).to_contain_text("aigerim@kirmash.example")
    outside = [url for url in asked if not re.match(f"{site}/|data:|blob:", url)]
    context.close()
    assert (outside, errors) == ([], [])


@pytest.mark.parametrize(("scheme", "width", "language"), LOOKS)
def test_no_page_of_the_connections_has_a_barrier_or_runs_over_its_edge(
    scheme: str, width: int, language: str, chromium: Browser, site: str
) -> None:
    account = an_account("owner@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)
    with receiving() as receiver:
        hook = add_webhook(account=account, address=receiver.address, events=["claim.stated"])
        send_soon(send_test(webhook=hook))
        receiver.status = 410
        send_soon(send_test(webhook=hook))
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, locale=language
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    sign_in(page, site)
    page.goto(f"{site}/account/tokens/new/")
    page.fill("#id_name", "a name")
    page.check("input[value='read:fairs']")
    page.click("main .actions button")
    hooks = f"/connections/webhooks/{hook.pk}/"
    paths = [
        "", "/account/tokens/", "/account/tokens/new/", f"/account/tokens/{ApiToken.objects.get().pk}/revoke/",
        "/connections/", "/connections/webhooks/new/", hooks, f"{hooks}?state=failed", f"{hooks}change/",
        f"{hooks}secret/", f"{hooks}remove/", "/api/v1/docs", "/api/v1/docs/console", "/api/v1/problems/",
        "/api/v1/problems/invalid",
    ]  # fmt: skip
    found = []
    for path in paths:
        if path:
            page.goto(site + path)
        if path.endswith("console"):
            page.wait_for_selector(".opblock-tag")
        result = Axe().run(page)
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in result.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "runs over its edge", str(width)))
    context.close()

    assert (found, errors) == ([], [])
