"""The mails in a real browser: whole pages without a barrier, and a hostile mail that can do nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kirmash.base.models import Account, SiteRole
from kirmash.mail.actions import write_trial
from kirmash.mail.kinds import KINDS
from kirmash.mail.models import Message
from kirmash.mail.queries import token_of
from looks import LOOKS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
HOSTILE = """<html><head><style>p { color: red }</style><script>parent.document.title = "taken"</script>
<link rel="stylesheet" href="/static/kirmash/stolen.css"><meta http-equiv="refresh" content="0;url=/stolen/"></head>
<body onload="top.location = '/stolen/'"><p id="words">hello</p><img src="/stolen.png" onerror="alert(1)">
<div style="background: url(/stolen.jpg)">x</div><form action="/stolen/" method="post"><button>press</button></form>
<iframe src="/stolen/"></iframe><svg onload="alert(2)"></svg></body></html>"""


@pytest.fixture
def aigerim_herself() -> Account:
    return an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", "aigerim@kirmash.example")
    page.fill("#id_password", "correct-horse-battery")
    page.click(".sheet button")


def test_a_hostile_mail_runs_loads_and_sends_nothing_in_its_frame(
    chromium: Browser, site: str, aigerim_herself: Account
) -> None:
    message = write_trial(kind=KINDS["test"], language="en", account=aigerim_herself)
    Message.objects.filter(pk=message.pk).update(html=HOSTILE)
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    answered: list[str] = []
    dialogs: list[str] = []
    page.on("response", lambda answer: answered.append(answer.url))

    def refuse_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse_dialog)
    sign_in(page, site)

    page.goto(f"{site}/mail/messages/{message.pk}/")
    frame = page.frame_locator("iframe.letter")
    words = frame.locator("#words").inner_text()
    frame.locator("button").click()
    page.wait_for_load_state("networkidle")
    title = page.title()
    context.close()

    assert (words, dialogs, title) == ("hello", [], "Test: Test mail of Kirmash · Kirmash")
    assert [url for url in answered if "stolen" in url] == []


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_the_mail_has_a_barrier_or_runs_over_its_edge(
    look: tuple[str, int, str], chromium: Browser, site: str, aigerim_herself: Account
) -> None:
    scheme, width, language = look
    message = write_trial(kind=KINDS["digest"], language=language, account=aigerim_herself)
    token = token_of("chen@kirmash.example", "digest")
    paths = ["/mail/", "/mail/?q=nothing", "/mail/kinds/", "/mail/kinds/account-login-code/be/", f"/mail/stop/{token}/"]
    paths += [f"/mail/messages/{message.pk}/{end}" for end in ("", "resend/", "cancel/")]
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, locale=language
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    sign_in(page, site)
    found = []
    for path in paths:
        page.goto(site + path, wait_until="networkidle")
        violations = Axe().run(page).response["violations"]
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in violations]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "runs over its edge", str(width)))
    context.close()

    assert (found, errors) == ([], [])


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(250, 249, 246)"), ("dark", "rgb(18, 23, 26)")])
def test_a_mail_is_light_or_dark_as_its_reader_likes(
    scheme: str, paper: str, chromium: Browser, site: str, aigerim_herself: Account
) -> None:
    message = write_trial(kind=KINDS["test"], language="en", account=aigerim_herself)
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light", locale="en-GB")
    page = context.new_page()
    sign_in(page, site)

    page.goto(f"{site}/mail/messages/{message.pk}/html/")

    shown = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert shown == paper
