"""A visitor without an account opens the catalogue, with JavaScript and without, and meets no barrier."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from builders import a_goods_line, a_published_catalogue, an_exhibitor
from kept import FOUNDING
from kirmash.exhibition.models.exhibitor import Standing
from looks import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "catalogue/innoprom-belarus-2025/"
PAGES = [
    "", "exhibitors/", "exhibitors/?q=насосы&section=machinery", "exhibitors/?q=hydraulc&section=machinery",
    "exhibitors/demo-pumps/", "exhibitors/nobody/", "print/",
]  # fmt: skip


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A published catalogue of forty companies, two of which have pumps."""
    fair = FOUNDING.put()
    sections = list(fair.sections.all())
    host = an_exhibitor("demo-pumps", fair=fair, name="Demo Pumps", section=fair.sections.get(key="machinery"))
    a_goods_line(host, "центробежные насосы", "8413", language="ru")
    a_goods_line(host, "hydraulic oil", "2710", side="demand")
    other = an_exhibitor(
        "demo-other", fair=fair, name="Demo Other", section=sections[-1], standing=Standing.CO, host=host
    )
    a_goods_line(other, "насосы и вентили", "8413", language="ru")
    for number in range(38):
        an_exhibitor(
            f"demo-{number}", fair=fair, name=f"{chr(65 + number % 26)} Works {number}", section=sections[number % 3]
        )
    a_published_catalogue(fair)
    return str(live_server.url).replace("127.0.0.1", "localhost")


def opened(chromium: Browser, site: str, *, has_scripts: bool) -> Page:
    page = chromium.new_context(java_script_enabled=has_scripts, locale="en-GB").new_page()
    page.goto(f"{site}/{BASE}exhibitors/")
    return page


def test_the_list_narrows_by_itself_and_its_address_follows(chromium: Browser, site: str) -> None:
    page = opened(chromium, site, has_scripts=True)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

    page.fill("#q", "насосы")
    expect(page.locator("#count")).to_contain_text("2 exhibitors")
    page.check("#section-machinery")
    expect(page.locator("#count")).to_contain_text("1 exhibitor for “насосы”")

    assert page.url.partition("exhibitors/")[2] == "?q=%D0%BD%D0%B0%D1%81%D0%BE%D1%81%D1%8B&section=machinery"
    assert page.locator(".entries a").all_inner_texts() == ["Demo Pumps"]
    assert page.evaluate("document.activeElement.id") == "section-machinery"
    assert (errors, page.evaluate("performance.getEntriesByType('navigation').length")) == ([], 1)
    page.go_back()
    expect(page.locator("#count")).to_contain_text("2 exhibitors")
    page.context.close()


def test_the_list_narrows_without_javascript(chromium: Browser, site: str) -> None:
    page = opened(chromium, site, has_scripts=False)

    page.fill("#q", "насосы")
    page.check("#section-machinery")
    page.click("#filters button")

    assert page.locator(".entries a").all_inner_texts() == ["Demo Pumps"]
    page.click(".chips a >> nth=0")
    assert sorted(page.locator(".entries a").all_inner_texts()) == ["Demo Other", "Demo Pumps"]
    page.click("text=Demo Other")
    assert (page.inner_text("h1"), "This company is invented." in page.inner_text("main")) == ("Demo Other", True)
    page.context.close()


def test_pages_letters_and_languages_are_links(chromium: Browser, site: str) -> None:
    page = opened(chromium, site, has_scripts=False)
    first = page.locator(".entries a").all_inner_texts()

    page.click("text=Next")
    second = page.locator(".entries a").all_inner_texts()
    page.click(".letters >> text=B")
    lettered = page.locator(".entries a").all_inner_texts()
    page.click(".tongues >> text=DE")

    assert (len(first), len(second), set(first) & set(second)) == (30, 10, set())
    assert (lettered, page.inner_text("h1")) == (["B Works 1", "B Works 27"], "Aussteller")
    assert page.locator(".entries a").all_inner_texts() == lettered
    page.context.close()


@pytest.mark.parametrize(("scheme", "width", "language"), LOOKS)
def test_no_page_of_the_catalogue_has_a_barrier(
    scheme: str, width: int, language: str, chromium: Browser, site: str
) -> None:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    found = []
    for path in ["catalogue/", *(BASE + rest for rest in PAGES)]:
        page.goto(f"{site}/{language}/{path}")
        result = Axe().run(page)
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in result.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "runs over its edge", str(width)))
    context.close()

    assert (found, [error for error in errors if "404" not in error]) == ([], [])
