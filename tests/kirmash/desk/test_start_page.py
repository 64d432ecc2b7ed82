"""The start page says what is due to each role, and the navigation offers only what opens."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from builders import a_claim, an_account, an_exhibitor
from kirmash.base.models import HELD_FOR, SITE, SiteRole
from kirmash.desk.queries.tours import STOPS, TOURS
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair

pytestmark = pytest.mark.django_db
THINGS = {
    "organisation": "organisation:demo-maker",
    "pavilion": "pavilion:innoprom-belarus-2025/kazakhstan",
    "delegation": "delegation:innoprom-belarus-2025/demo",
    "place": "place:gomel",
}


@pytest.fixture
def maker(founding: Fair) -> Exhibitor:
    return an_exhibitor("demo-maker", fair=founding, pavilion=founding.pavilions.get(key="kazakhstan"))


def as_role(role: SiteRole) -> Client:
    client = Client()
    kind = HELD_FOR[role][0]
    client.force_login(an_account(f"{role}@kirmash.example", role, THINGS.get(kind, SITE), has_password=False))
    return client


def dues(client: Client) -> dict[str, int]:
    html = client.get("/").content.decode()
    rows = re.findall(r"<strong>(\d+)</strong><span>([^<]+)</span>", html)
    return {said: int(count) for count, said in rows}


def test_an_organiser_is_told_what_waits(maker: Exhibitor) -> None:
    found = dues(as_role(SiteRole.ORGANISER))

    assert found == {
        "conflicts of sources are open": 3,
        "matters are still unknown": 9,
        "bulletin waits to be written": 1,
        "exhibitor names no contact": 1,
        "main exhibitor has no stand wish": 1,
        "exhibitor is in no section": 1,
        "exhibitor states neither offer nor demand": 1,
    }


def test_an_exhibitor_is_told_only_about_their_own(maker: Exhibitor, founding: Fair) -> None:
    for number in range(3):
        an_exhibitor(f"other-{number}", fair=founding)

    assert set(dues(as_role(SiteRole.EXHIBITOR)).values()) == {1}


def test_where_nothing_waits_it_says_so(founding: Fair) -> None:
    assert "Nothing waits for you." in as_role(SiteRole.BUYER).get("/").content.decode()


def test_an_account_without_a_role_is_told_whom_to_ask(founding: Fair) -> None:
    client = Client()
    client.force_login(an_account(role=None))

    html = client.get("/").content.decode()

    assert ("Nothing is open to you yet" in html, 'id="rail"' in html) == (True, False)


@pytest.mark.parametrize("role", list(SiteRole))
def test_every_line_of_the_navigation_opens(role: SiteRole, maker: Exhibitor) -> None:
    client = as_role(role)
    rail = client.get("/").content.decode().partition('id="rail"')[2].partition("</nav>")[0]

    answers = {url: client.get(url).status_code for url in re.findall(r'<a href="([^"]+)"', rail)}

    assert (len(answers) > 1, set(answers.values())) == (True, {200})


@pytest.mark.parametrize("role", list(SiteRole))
def test_every_line_of_what_is_due_opens(role: SiteRole, maker: Exhibitor) -> None:
    a_claim("another", "500", about=None)
    client = as_role(role)
    listed = client.get("/").content.decode().partition('<ul class="due">')[2].partition("</ul>")[0]

    answers = [client.get(url.replace("&amp;", "&")).status_code for url in re.findall(r'<a href="([^"]+)"', listed)]

    assert set(answers) <= {200}


@pytest.mark.parametrize("role", list(SiteRole))
def test_the_tour_of_a_role_walks_through_pages_that_open(role: SiteRole, maker: Exhibitor) -> None:
    client = as_role(role)
    answers = [client.post(reverse("tour"), {"step": "begin"}, follow=True)]
    answers += [client.post(reverse("tour"), {"step": "on"}, follow=True) for _stop in TOURS[role][1:]]

    over = client.post(reverse("tour"), {"step": "on"}, follow=True)

    said = [
        (answer.status_code, f"<b>{n} / {len(answers)}</b>" in answer.content.decode())
        for n, answer in enumerate(answers, 1)
    ]
    assert (said, 'class="tour"' in over.content.decode()) == ([(200, True)] * len(answers), False)


def test_the_tour_goes_back_and_ends(maker: Exhibitor) -> None:
    client = as_role(SiteRole.PRESS)
    for step in ("begin", "on", "back"):
        answer = client.post(reverse("tour"), {"step": step}, follow=True)
    ended = client.post(reverse("tour"), {"step": "end"}, follow=True)

    assert (
        str(STOPS["home"]) in answer.content.decode(),
        'class="tour"' in ended.content.decode(),
    ) == (True, False)


@pytest.mark.parametrize("step", ["", "nonsense", "on", "back"])
def test_a_tour_that_was_not_begun_harms_nothing(step: str, founding: Fair) -> None:
    assert as_role(SiteRole.PRESS).post(reverse("tour"), {"step": step}, follow=True).status_code == 200


def test_who_holds_several_roles_works_in_the_one_they_choose(maker: Exhibitor) -> None:
    account = an_account("both@kirmash.example", SiteRole.BUYER, "organisation:demo-maker", has_password=False)
    account.mandates.create(role=SiteRole.PRESS)
    client = Client()
    client.force_login(account)

    first = dues(client)
    client.post(reverse("role"), {"role": "buyer"})
    second = dues(client)
    client.post(reverse("role"), {"role": "administrator"})

    assert (len(first) > 0, second, dues(client)) == (True, {}, {})


@pytest.mark.parametrize("role", list(SiteRole))
def test_the_page_of_the_fair_leads_nowhere_that_is_closed(role: SiteRole, maker: Exhibitor) -> None:
    client = as_role(role)
    main = (
        client.get(reverse("fair", args=[maker.fair.key]))
        .content.decode()
        .partition("<main")[2]
        .partition("</main>")[0]
    )

    answers = {
        url: client.get(url.replace("&amp;", "&")).status_code for url in re.findall(r'<a [^>]*href="(/[^"]+)"', main)
    }

    assert {url: status for url, status in answers.items() if status != 200} == {}
