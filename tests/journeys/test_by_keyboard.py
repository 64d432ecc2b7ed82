"""Every journey is walked with the keyboard alone; wherever the focus comes, it is seen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from builders import a_published_catalogue, an_account, an_exhibitor
from hands import Hands
from kept import FOUNDING
from kirmash.base.models import Account, SiteRole
from kirmash.bulletin.actions import write_releases
from kirmash.connections.models import ApiToken
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.models import Engagement
from kirmash.record.models import Claim, Resolution

pytestmark = pytest.mark.django_db(transaction=True)
FAIR = "/fairs/innoprom-belarus-2025/"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    fair = FOUNDING.put()
    sections = list(fair.sections.all())
    for number in range(60):
        an_exhibitor(f"maker-{number:02}", fair=fair, name=f"Demo Maker {number:02}", section=sections[number % 3])
    a_published_catalogue(fair)
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def hands(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Hands]:
    context = chromium.new_context(
        viewport={"width": request.param, "height": 800}, locale="en-GB", service_workers="block"
    )
    made = Hands(context.new_page())
    yield made
    context.close()
    assert made.lost == []


def is_narrow(page: Page) -> bool:
    return bool(page.evaluate("innerWidth < 600"))


def go(hands: Hands, label: str) -> None:
    """Go to a page by the navigation, which lies behind a button on a narrow screen."""
    if is_narrow(hands.page):
        hands.press("button[popovertarget='rail'].only-narrow")
    hands.press(f"#rail a:text-is('{label}')")


def test_an_editor_states_a_claim_decides_and_withdraws(hands: Hands, site: str) -> None:
    page = hands.page
    an_account("chen@kirmash.example", SiteRole.ORGANISER)
    hands.sign_in(site, "chen@kirmash.example")

    go(hands, "Claims")
    hands.press("text=State a claim")
    hands.write("#id_subject", "INNOPROM. Belarus")
    hands.choose("#id_property", "Gross area")
    hands.press("button:has-text('Continue')")
    hands.choose("#id_source", "TASS")
    hands.write("#id_value", "25 000")
    hands.type_into("#id_as_of", "10102025")
    hands.press("button:has-text('See what follows')")
    hands.press("button:has-text('State it and open the conflict')")
    hands.press("text=Side by side with what others state")
    hands.press("label:has-text('one claim holds') input", "Space")
    hands.press("label:has-text('25,000 m²') input", "Space")
    hands.write("#id_reason", "The organisers' closing figure.")
    hands.write("#id_decided_by", "The desk")
    hands.press("button:text-is('Decide')")
    expect(page.locator(".message.success").last).to_contain_text("One claim holds.")
    hands.press(".statements a:has-text('25,000 m²')")
    hands.press("main a:text-is('Withdraw')")
    hands.write("#id_reason", "It was the area of another fair.")
    hands.press("button:text-is('Withdraw')")

    assert page.inner_text(".standing .badge") == "withdrawn"
    assert (Claim.objects.filter(is_withdrawn=True).exists(), Resolution.objects.exists()) == (True, True)


def test_a_reader_searches_lists_and_follows_a_sentence_to_its_source(hands: Hands, site: str) -> None:
    page = hands.page
    write_releases(fair=Fair.objects.get())
    an_account("bruno@kirmash.example", SiteRole.AUDITOR)
    hands.sign_in(site, "bruno@kirmash.example")

    page.keyboard.press("/")
    page.keyboard.type("Гомель")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    hands.press("section.found:has-text('Places') a:has-text('Gomel')")
    assert page.inner_text("h1") == "Claims"
    go(hands, "Bulletin")
    hands.press("main a:has-text('Deutsch')")
    hands.press("main a:has-text('über 510 Unternehmen')")
    hands.press("aside a:has-text('companies taking part')")
    assert page.inner_text(".value") == "more than 510"
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(f"{site}/")


def test_a_planner_narrows_sorts_and_turns_the_list_of_exhibitors(hands: Hands, site: str) -> None:
    page = hands.page
    an_account("bruno@kirmash.example", SiteRole.PLANNER)
    hands.sign_in(site, "bruno@kirmash.example")

    go(hands, "Exhibitors")
    hands.press("nav.pages a[rel='next']")
    expect(page.locator("tbody tr")).to_have_count(10)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("tbody tr")).to_have_count(50)
    hands.choose("select[name='section']", "Metal")
    expect(page.locator("tbody tr")).to_have_count(20)
    hands.press("details:has-text('Columns') summary")
    hands.press("input[value='number']", "Space")
    expect(page.locator("thead")).to_contain_text("Registration number")
    hands.press("thead a:has-text('Exhibitor')")
    hands.press("tbody th a >> nth=0")
    assert page.inner_text("h1").startswith("Demo Maker")


def test_an_administrator_invites_and_makes_a_token(hands: Hands, site: str) -> None:
    page = hands.page
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    hands.sign_in(site, "aigerim@kirmash.example")

    go(hands, "Accounts")
    hands.press("text=Invite someone")
    hands.write("#id_email", "dana@example.org")
    hands.choose("#id_role", "Auditor")
    hands.press("main form button")
    assert "/join/" in page.inner_text("pre.link")
    hands.press("button[popovertarget='me']")
    hands.press("#me a:has-text('Access for programs')")
    hands.press("text=Make a token")
    hands.write("#id_name", "price list")
    hands.press("input[value='read:fairs']", "Space")
    hands.press("button:has-text('Make it')")
    hands.press("text=I have copied it")
    hands.press("td >> text=Revoke")
    hands.press("main button:has-text('Revoke')")

    assert page.inner_text(".message") == "The token is revoked; it opens nothing any more."
    assert (Account.objects.filter(email="dana@example.org").exists(), ApiToken.objects.count()) == (True, 1)


def test_a_protocol_officer_announces_a_delegation_and_plans(hands: Hands, site: str) -> None:
    page = hands.page
    an_account("li@kirmash.example", SiteRole.PROTOCOL)
    hands.sign_in(site, "li@kirmash.example")

    go(hands, "Delegations")
    hands.press("text=Announce a delegation")
    hands.write("#id_name_en", "Delegation of Homiel")
    hands.write("#id_place", "Gomel")
    hands.press("main form.desk button.button")
    expect(page.locator("h1")).to_have_text("Delegation of Homiel")
    hands.press("main a:has-text('Plan an engagement')")
    hands.type_into("#id_begins", "1000AM")
    hands.type_into("#id_ends", "1100AM")
    hands.write("#id_title_en", "Talks")
    hands.press("main form.desk button.button")

    expect(page.locator("main")).to_contain_text("Talks")
    assert Engagement.objects.get().titles == {"en": "Talks"}


def test_a_visitor_looks_through_the_catalogue(hands: Hands, site: str) -> None:
    page = hands.page
    page.goto(f"{site}/en/catalogue/innoprom-belarus-2025/exhibitors/")

    hands.write("#q", "Maker 07")
    expect(page.locator("#count")).to_contain_text("1 exhibitor")
    hands.press(".entries a:has-text('Demo Maker 07')")

    assert page.inner_text("h1") == "Demo Maker 07"


def test_menus_open_close_and_give_the_focus_back(hands: Hands, site: str) -> None:
    page = hands.page
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    hands.sign_in(site, "aigerim@kirmash.example")
    found = []

    for name in ("languages", "me", *(["rail"] if is_narrow(page) else [])):
        opener = f"header [popovertarget='{name}']"
        hands.press(opener)
        assert page.locator(f"#{name}:popover-open").count() == 1
        found += [(name, v["id"], v["nodes"][0]["html"][:200]) for v in Axe().run(page).response["violations"]]
        page.keyboard.press("Escape")
        assert page.locator(f"#{name}:popover-open").count() == 0
        assert page.locator(opener).evaluate("(one) => one === document.activeElement")
    page.keyboard.press("?")
    assert page.locator("#keys").evaluate("(one) => one.open")
    found += [("keys", v["id"], v["nodes"][0]["html"][:200]) for v in Axe().run(page).response["violations"]]
    page.keyboard.press("Escape")
    hands.press("header [popovertarget='languages']")
    hands.press("#languages button[value='de']")

    assert (found, page.get_attribute("html", "lang")) == ([], "de")


def test_the_first_step_leads_past_the_navigation(hands: Hands, site: str) -> None:
    page = hands.page
    an_account("chen@kirmash.example", SiteRole.ORGANISER)
    hands.sign_in(site, "chen@kirmash.example")
    page.goto(f"{site}{FAIR}")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
