"""People sign in in a real browser: by password and app, by passkey, by link, at a provider; also without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.mail import EmailMessage
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from codes import code_of
from kirmash.base.models import Change, SiteRole
from looks import LOOKS
from provider import CLIENT, SECRET, running_provider

pytestmark = pytest.mark.django_db(transaction=True)
AIGERIM, PASSWORD = "aigerim@kirmash.example", "correct-horse-battery"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    an_account(AIGERIM, SiteRole.ADMINISTRATOR)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which every complaint of the browser is an error, above all of the content policy."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def with_a_key(context: BrowserContext, page: Page) -> Any:  # Any: the protocol of the browser is not typed
    """Plug a key into the browser: one that asks for a finger, and gets it."""
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    key = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return protocol, key["authenticatorId"]


def by_password(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", AIGERIM)
    page.fill("#id_password", PASSWORD)
    page.click(".sheet button:text('Sign in')")


def add_a_key(page: Page, site: str, *, is_passkey: bool) -> None:
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.fill("#id_name", "Laptop")
    page.set_checked("#id_passwordless", is_passkey)
    page.click("#mfa_webauthn_add")
    expect(page.locator("h1")).to_have_text("Recovery codes")


def sign_out(page: Page) -> None:
    page.click(".tool.me")
    page.click("#me >> text=Sign out")
    expect(page.locator("h1")).to_have_text("Sign in")


def test_a_passkey_is_added_and_opens_the_account_without_a_password(
    context: BrowserContext, page: Page, site: str
) -> None:
    with_a_key(context, page)
    by_password(page, site)
    add_a_key(page, site, is_passkey=True)
    sign_out(page)

    page.click("#passkey_login")

    expect(page.locator("h1")).to_have_text("What is due")
    page.goto(f"{site}/accounts/2fa/webauthn/")
    assert page.inner_text("tbody th").split() == ["Laptop", "passkey"]
    assert list(Change.objects.values_list("verb", "values")) == [("add-factor", {"factor": "key"})]


def test_a_key_that_is_no_passkey_is_the_second_factor(context: BrowserContext, page: Page, site: str) -> None:
    with_a_key(context, page)
    by_password(page, site)
    add_a_key(page, site, is_passkey=False)
    sign_out(page)
    by_password(page, site)
    expect(page.locator("h1")).to_have_text("Second factor")

    page.click("#mfa_webauthn_authenticate")

    expect(page.locator("h1")).to_have_text("What is due")


def test_a_passkey_that_does_not_see_its_owner_opens_nothing_and_says_so(
    context: BrowserContext, page: Page, site: str
) -> None:
    protocol, key = with_a_key(context, page)
    by_password(page, site)
    add_a_key(page, site, is_passkey=True)
    sign_out(page)
    protocol.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})

    page.click("#passkey_login")

    expect(page.locator("#key-failed")).to_be_visible()
    assert page.inner_text("h1") == "Sign in"


def test_a_link_from_the_mail_opens_the_account(page: Page, site: str, mailoutbox: list[EmailMessage]) -> None:
    page.goto(f"{site}/accounts/login/")
    page.click("text=Send me a link")
    page.fill("#id_email", AIGERIM)
    page.click(".sheet button")
    expect(page.locator("h1")).to_have_text("Look into your mail")
    found = re.search(r"http://\S+/accounts/link/\S+", str(mailoutbox[0].body))
    assert found

    page.goto(found[0])
    page.click(".sheet button")

    expect(page.locator("h1")).to_have_text("What is due")


def test_the_way_to_a_provider_and_back_passes_the_content_policy(page: Page, site: str, settings: Settings) -> None:
    with running_provider() as provider:
        app = {"provider_id": "oidc", "name": "Trade House", "client_id": CLIENT, "secret": SECRET,
               "settings": {"server_url": provider.issuer}}  # fmt: skip
        settings.OIDC_APP, settings.SOCIALACCOUNT_PROVIDERS = (
            app,
            {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}},
        )
        provider.person = {"sub": "1", "email": AIGERIM, "email_verified": True}
        page.goto(f"{site}/accounts/login/?next=/account/")

        page.click("text=Sign in with Trade House")

        expect(page.locator("h1")).to_have_text("My account")


def test_all_but_keys_works_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{site}/accounts/login/")
    passkey = page.locator("#passkey_login").is_visible()
    by_password(page, site)
    page.goto(f"{site}/accounts/2fa/totp/activate/")
    secret = page.input_value("#authenticator_secret")
    page.fill("#id_code", code_of(secret))
    page.click("form.sheet button")
    codes = page.locator(".codes li").all_inner_texts()
    sign_out(page)
    by_password(page, site)

    page.fill("#id_code", codes[0])
    page.click("form.sheet button >> nth=0")

    assert (passkey, len(codes), page.inner_text("h1")) == (False, 10, "What is due")
    context.close()


def test_an_administrator_is_led_through_the_second_factor_once(page: Page, site: str, settings: Settings) -> None:
    settings.SECOND_FACTOR = "administrators"
    by_password(page, site)
    assert "Your account needs a second factor." in page.inner_text(".message")
    page.click(".panel a.button >> nth=0")
    page.fill("#id_code", code_of(page.input_value("#authenticator_secret")))
    page.click("form.sheet button")
    expect(page.locator("h1")).to_have_text("Recovery codes")

    page.click(".brand")

    expect(page.locator("h1")).to_have_text("What is due")


STRANGERS = ["login/", "login/code/", "password/reset/", "password/reset/done/", "link/BCDF-GHJK/", "signup/",
             "inactive/", "3rdparty/login/cancelled/",
             "password/reset/key/1-a-b/"]  # fmt: skip
OWN = ["/account/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
       "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/sessions/", "/accounts/3rdparty/",
       "/accounts/logout/", "/accounts/reauthenticate/?next=/account/"]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width", "language"), LOOKS)
def test_no_page_of_the_sign_in_has_a_barrier_or_runs_over_its_edge(
    scheme: Any, width: int, language: str, chromium: Browser, site: str
) -> None:
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, locale=language, user_agent="x" * 150
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    found: list[tuple[str, str, str]] = []

    def look(path: str) -> None:
        page.goto(site + path)
        found.extend((path, v["id"], v["nodes"][0]["html"][:200]) for v in Axe().run(page).response["violations"])
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "runs over its edge", str(width)))

    for path in STRANGERS:
        look(f"/accounts/{path}")
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", AIGERIM)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    for path in OWN:
        look(path)
    page.goto(f"{site}/accounts/2fa/totp/activate/")
    page.fill("#id_code", code_of(page.input_value("#authenticator_secret")))
    page.press("#id_code", "Enter")
    page.wait_for_url("**/recovery-codes/")
    for path in [
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
    ]:
        look(path)
    context.close()

    assert (found, complaints) == ([], [])
