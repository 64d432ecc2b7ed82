"""Who saw what: written down once, shown to those it concerns."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from builders import a_person, an_account, an_exhibitor
from kirmash.base.models import Account, SiteRole, Viewing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative

pytestmark = pytest.mark.django_db
PAGE = "/fairs/innoprom-belarus-2025/exhibitors/works/"


@pytest.fixture
def stand(founding: Fair) -> str:
    exhibitor = an_exhibitor("works", fair=founding, name="The Works")
    for key in ("anna", "boris"):
        person = a_person(key, en=f"{key.title()} Example")
        Representative.objects.create(exhibitor=exhibitor, person=person)
    return PAGE


@pytest.fixture
def vera(db: None) -> Client:
    """Vera, an auditor, signed in; like Chen she sees the people of exhibitors."""
    client = Client()
    client.force_login(an_account("vera@kirmash.example", SiteRole.AUDITOR, has_password=False))
    return client


@pytest.fixture
def seen_by_two(vera: Client, chen: Client, stand: str) -> None:
    vera.get(stand)
    chen.get(stand)


def logged() -> list[tuple[str, str, str, str]]:
    rows = Viewing.objects.order_by("pk").select_related("account")
    return [(str(row.account), row.page, row.subject, row.people) for row in rows]


def test_whoever_opens_an_exhibitor_with_people_is_written_down(vera: Client, stand: str) -> None:
    vera.get(stand)

    assert logged() == [
        ("vera@kirmash.example", "exhibitor-people", "exhibitor:innoprom-belarus-2025/works", " anna boris ")
    ]


def test_an_exhibitor_without_people_is_not_written_down(vera: Client, founding: Fair) -> None:
    an_exhibitor("works", fair=founding)

    vera.get(PAGE)

    assert logged() == []


def test_the_same_page_seen_again_within_ten_minutes_is_one_line(vera: Client, chen: Client, stand: str) -> None:
    for client in (vera, vera, chen, vera):
        client.get(stand)

    assert [who for who, *_rest in logged()] == ["vera@kirmash.example", "chen@kirmash.example"]


def test_somebody_who_came_to_the_stand_meanwhile_is_a_new_line(vera: Client, stand: str) -> None:
    vera.get(stand)
    Representative.objects.get(person__key="boris").delete()

    vera.get(stand)

    assert [people for *_rest, people in logged()] == [" anna boris ", " anna "]


def test_the_same_page_seen_an_hour_later_is_a_new_line(vera: Client, stand: str) -> None:
    vera.get(stand)
    Viewing.objects.update(slot=timezone.now() - datetime.timedelta(hours=1))

    vera.get(stand)

    assert len(logged()) == 2


def test_what_was_refused_was_not_seen(dana: Client, vera: Client, stand: str) -> None:
    dana.get(stand)
    vera.get("/privacy/people/anna/")
    vera.get("/fairs/innoprom-belarus-2025/exhibitors/none/")

    assert logged() == []


def test_whoever_looks_at_the_site_as_somebody_else_is_the_one_who_saw(
    aigerim: Client, vera: Client, stand: str
) -> None:
    number = Account.objects.get(email="vera@kirmash.example").pk
    aigerim.post(f"/accounts/{number}/look/", {"reason": "she sees no people"})

    aigerim.get(stand)
    aigerim.post("/look/end/")
    aigerim.get(stand)

    seen = Viewing.objects.filter(page="exhibitor-people").order_by("pk").values_list("account__email", "reason")
    assert list(seen) == [
        ("aigerim@kirmash.example", "vera@kirmash.example: she sees no people"),
        ("aigerim@kirmash.example", ""),
    ]


@pytest.mark.parametrize(
    ("path", "page", "subject"),
    [
        ("/privacy/people/", "people", "people"),
        ("/privacy/accounts/", "accounts", "accounts"),
        ("/privacy/people/anna/", "personal-data", "person:anna"),
        ("/privacy/people/anna/erase/", "erasure", "person:anna"),
    ],
)
def test_pages_of_administrators_are_written_down_too(
    path: str, page: str, subject: str, aigerim: Client, stand: str
) -> None:
    aigerim.get(path)

    assert [(row.page, row.subject) for row in Viewing.objects.all()] == [(page, subject)]


def test_an_export_is_written_down(aigerim: Client, stand: str) -> None:
    aigerim.post("/privacy/people/anna/export/", {"language": "en"})

    assert logged() == [("aigerim@kirmash.example", "export", "person:anna", "")]


def test_somebody_sees_who_looked_at_their_data_and_only_that(
    vera: Client, chen: Client, aigerim: Client, stand: str
) -> None:
    Account.objects.filter(email="vera@kirmash.example").update(person="boris")
    chen.get(stand)
    aigerim.get("/privacy/people/anna/")
    vera.get(stand)

    seen = vera.get("/account/privacy/").context["seen"]

    assert [(one.who, one.page) for one in seen] == [("chen@kirmash.example", "People of an exhibitor")]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, ["chen", "vera"]),
        ({"page": "exhibitor-people"}, ["chen", "vera"]),
        ({"page": "export"}, []),
        ({"subject": "anna"}, ["chen", "vera"]),
        ({"subject": "exhibitor:innoprom"}, ["chen", "vera"]),
        ({"subject": "ann"}, []),
        ({"since": "2999-01-01"}, []),
        ({"until": "2000-01-01"}, []),
        ({"since": "never"}, ["chen", "vera"]),
        ({"who": "999999"}, ["chen", "vera"]),
    ],
)
def test_each_filter_of_the_log_keeps_what_fits(
    question: dict[str, str], found: list[str], aigerim: Client, seen_by_two: None
) -> None:
    answer = aigerim.get("/privacy/viewings/", question)

    assert [one.who.partition("@")[0] for one in answer.context["seen"]] == found


def test_the_log_as_a_file_has_the_same_lines(chen: Client, aigerim: Client, stand: str) -> None:
    chen.get(stand)

    answer = aigerim.get("/privacy/viewings.csv", {"subject": "anna"})

    header, line = answer.content.decode().strip().split("\n")
    assert header == "at,account,page,subject,name,people,reason"
    assert line.split(",", 1)[1] == (
        "chen@kirmash.example,exhibitor-people,exhibitor:innoprom-belarus-2025/works,The Works,anna boris,"
    )
