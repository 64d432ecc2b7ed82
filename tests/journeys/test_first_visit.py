"""A newcomer opens the site in a browser, follows a sentence to its source, and meets no barrier."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kept import FOUNDING
from kirmash.base.models import SiteRole
from kirmash.bulletin.actions import write_releases
from looks import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)
FAIR = "/fairs/innoprom-belarus-2025/"
PAGES = [
    "/",
    FAIR,
    "/claims/",
    "/claims/exhibitors-510/",
    "/claims/?q=2025&sort=-value&state=holds",
    "/conflicts/",
    "/conflicts/fair:innoprom-belarus-2025/exhibitors/whole/",
    "/conflicts/edition:innoprom-2021/countries/whole/",
    "/conflicts/fair:innoprom-belarus-2025/exhibitors/whole/reopen/",
    "/figures/fair:innoprom-belarus-2025/exhibitors/whole/",
    "/new/claim/",
    "/new/claim/?like=exhibitors-510",
    "/claims/exhibitors-510/withdraw/",
    "/unknown/",
    "/unknown/regions/",
    "/unknown/regions/answer/",
    "/unknown/regions/drop/",
    "/new/unknown/",
    "/history/",
    f"{FAIR}agreements/",
    f"{FAIR}catalogue/",
    f"{FAIR}delegations/",
    "/agreements/gomel-yekaterinburg-2025/",
    f"{FAIR}bulletins/de/?sentence=11",
    "/search/?q=Гомель",
    "/search/?q=Minsk&kind=claim",
    "/search/?q=nonesuch",
    "/privacy/",
    "/privacy/register/",
    "/privacy/people/",
    "/privacy/people/privalov/",
    "/privacy/people/privalov/erase/",
    "/privacy/people/privalov/consent/",
    "/privacy/accounts/",
    "/privacy/viewings/",
    "/privacy/retention/",
    "/privacy/erasures/",
    "/account/privacy/",
    "/accounts/",
    "/accounts/invite/",
    "/accounts/invite/file/",
    "/account/seen/",
    "/nothing/",
]


@pytest.fixture
def site(live_server: LiveServer) -> str:
    write_releases(fair=FOUNDING.put())
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: str) -> None:
    page.goto(site)
    page.fill("#id_login", "aigerim@kirmash.example")
    page.fill("#id_password", "correct-horse-battery")
    page.click(".sheet button")


def test_a_sentence_leads_to_its_claim_and_its_source_without_javascript(page: Page, site: str) -> None:
    sign_in(page, site)
    page.click(".ticket a")
    page.click("main >> text=Bulletin >> nth=0")
    page.click("main >> text=Deutsch >> nth=0")
    page.click("text=über 510 Unternehmen")

    page.click("aside >> text=companies taking part >> nth=0")

    assert page.inner_text("h1") == "companies taking part"
    assert page.inner_text(".value") == "more than 510"
    assert str(page.get_attribute("dd a", "href")).startswith("https://deu.belta.by/economics/view/gomel-und-")


def test_a_city_typed_in_another_script_leads_to_the_claims_about_it(page: Page, site: str) -> None:
    sign_in(page, site)
    page.fill("#search", "Гомель")
    page.press("#search", "Enter")

    page.click("section:has-text('Places') >> text=Gomel >> nth=0")

    assert (page.inner_text("h1"), page.input_value("select[name=subject]")) == ("Claims", "place:gomel")


def test_signing_out_closes_the_record(page: Page, site: str) -> None:
    sign_in(page, site)
    page.click(".tool.me")
    page.click("#me >> text=Sign out")

    page.goto(f"{site}/claims/")

    assert page.inner_text("h1") == "Sign in"


@pytest.mark.parametrize(("scheme", "width", "language"), LOOKS)
def test_no_page_has_a_barrier_or_runs_over_its_edge(
    scheme: str, width: int, language: str, chromium: Browser, site: str
) -> None:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, locale=language
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    found = []
    for path in ["/accounts/login/", *PAGES]:
        page.goto(site + path)
        result = Axe().run(page)
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in result.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "runs over its edge", str(width)))
        if path == "/accounts/login/":
            sign_in(page, site)
    context.close()

    assert (found, [error for error in errors if "404" not in error]) == ([], [])
