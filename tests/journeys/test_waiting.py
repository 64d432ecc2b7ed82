"""A page that takes its time says so, and nothing is sent twice meanwhile."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from builders import an_account
from kirmash.base.models import SiteRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    context = chromium.new_context(locale="en-GB", service_workers="block")
    page = context.new_page()
    page.goto(str(live_server.url).replace("127.0.0.1", "localhost"))
    page.fill("#id_login", "aigerim@kirmash.example")
    page.fill("#id_password", "correct-horse-battery")
    page.click(".sheet button")
    yield page
    context.close()


#: Notes in the session of the window when the sign of work appears; it outlives the page.
WATCH = """
  new MutationObserver(() => { if (!document.getElementById("working").hidden) sessionStorage.setItem("seen", "yes"); })
    .observe(document.getElementById("working"), {attributes: true});
"""


class Slow:
    """Lets each request go after more than a second."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, route: Route) -> None:
        """Hold a request for a while."""
        self.asked.append(route.request.method)
        time.sleep(1.2)
        route.continue_()


def test_a_slow_page_shows_that_it_is_on_its_way(page: Page) -> None:
    page.route("**/claims/", Slow())
    page.evaluate(WATCH)

    page.click("#rail >> text=Claims")

    expect(page.locator("h1")).to_have_text("Claims")
    expect(page.locator("#working")).to_be_hidden()
    assert page.evaluate("sessionStorage.getItem('seen')") == "yes"


def test_a_form_is_sent_once_however_often_it_is_pressed(page: Page) -> None:
    page.goto(f"{page.url}accounts/invite/")
    page.fill("#id_email", "dana@example.org")
    page.select_option("#id_role", "auditor")
    slow = Slow()
    page.route("**/accounts/invite/", slow)

    page.evaluate("for (const _press of [1, 2, 3]) document.querySelector('main form button').click()")

    expect(page.locator("pre.link")).to_be_visible()
    assert slow.asked == ["POST"]


def test_a_file_leaves_no_sign_of_work_behind(page: Page) -> None:
    page.goto(f"{page.url}account/privacy/")

    with page.expect_download():
        page.click("text=Download all my data")

    page.wait_for_timeout(800)
    expect(page.locator("#working")).to_be_hidden()
