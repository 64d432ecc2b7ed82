"""Roles are held for the site or for one thing; who holds them for one thing has no other."""

import pytest
from django.test import Client
from django.urls import reverse

from builders import an_account, an_exhibitor
from kirmash.base.access import ADMINISTER, may
from kirmash.base.actions import give_account, give_mandate, take_mandate
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, Mandate, SiteRole
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.exhibition.queries import seen_by
from kirmash.exhibition.rights import SEE_PEOPLE, SEE_STAND_WISHES, words_of
from kirmash.record.rights import EDIT_RECORD, about
from kirmash.registry.models.place import Place


@pytest.fixture
def pavilion(founding: Fair) -> Pavilion:
    return Pavilion.objects.create(fair=founding, key="a-pavilion", kind="national", place=founding.place)


@pytest.fixture
def maker(founding: Fair, pavilion: Pavilion) -> Exhibitor:
    """An exhibitor of Gomel in the pavilion."""
    made = an_exhibitor("maker", fair=founding, pavilion=pavilion)
    made.organisation.place = Place.objects.get(key="gomel")
    made.organisation.save()
    return made


@pytest.fixture
def other(founding: Fair) -> Exhibitor:
    return an_exhibitor("other", fair=founding)


def holding(role: SiteRole, subject: str) -> Account:
    return an_account(f"{role}@kirmash.example", role, subject, has_password=False)


FAIR = "fair:innoprom-belarus-2025"
OWN = [
    (SiteRole.EXHIBITOR, "organisation:maker", ["maker"]),
    (SiteRole.EXHIBITOR, "organisation:other", ["other"]),
    (SiteRole.PAVILION, "pavilion:innoprom-belarus-2025/a-pavilion", ["maker"]),
    (SiteRole.PAVILION, "pavilion:another-fair/a-pavilion", []),
    (SiteRole.CITY, "place:gomel", ["maker"]),
    (SiteRole.CITY, "place:belarus", ["maker", "other"]),
    (SiteRole.CITY, "place:yekaterinburg", []),
    (SiteRole.ORGANISER, FAIR, ["maker", "other"]),
    (SiteRole.ORGANISER, "fair:another-fair", []),
    (SiteRole.AUDITOR, "site", ["maker", "other"]),
    (SiteRole.BUYER, "organisation:maker", []),
    (SiteRole.DELEGATION, "delegation:gomel", []),
]


@pytest.mark.parametrize(("role", "subject", "keys"), OWN, ids=[f"{row[0]} of {row[1]}" for row in OWN])
def test_a_list_of_exhibitors_holds_ones_own(
    role: SiteRole, subject: str, keys: list[str], maker: Exhibitor, other: Exhibitor
) -> None:
    account = holding(role, subject)

    assert sorted(e.key for e in seen_by(account, Exhibitor.objects.all())) == keys


@pytest.mark.parametrize(("role", "subject", "keys"), OWN, ids=[f"{row[0]} of {row[1]}" for row in OWN])
def test_a_page_opens_for_what_the_list_holds(
    role: SiteRole, subject: str, keys: list[str], maker: Exhibitor, other: Exhibitor
) -> None:
    client = Client()
    client.force_login(holding(role, subject))

    answers = {e.key: client.get(reverse("exhibitor", args=[e.fair.key, e.key])).status_code for e in (maker, other)}

    refused = 403 if role in {SiteRole.BUYER, SiteRole.DELEGATION} else 404
    assert answers == {key: 200 if key in keys else refused for key in answers}


@pytest.mark.parametrize(
    ("role", "subject", "wish", "people"),
    [
        (SiteRole.EXHIBITOR, "organisation:maker", True, True),
        (SiteRole.PAVILION, "pavilion:innoprom-belarus-2025/a-pavilion", True, True),
        (SiteRole.PLANNER, FAIR, True, False),
        (SiteRole.PROTOCOL, FAIR, False, True),
        (SiteRole.PRESS, FAIR, False, False),
        (SiteRole.CITY, "place:gomel", False, False),
        (SiteRole.EXHIBITOR, "organisation:other", False, False),
    ],
)
def test_wishes_and_people_are_for_those_who_need_them(
    role: SiteRole, subject: str, *, wish: bool, people: bool, maker: Exhibitor
) -> None:
    account = holding(role, subject)

    seen = [may(account, wanted, words_of(maker)) for wanted in (SEE_STAND_WISHES, SEE_PEOPLE)]

    assert seen == [wish, people]


def test_the_organiser_of_one_fair_does_not_write_into_the_record_of_another(db: None) -> None:
    account = holding(SiteRole.ORGANISER, "fair:mine")

    assert [may(account, EDIT_RECORD, about(of)) for of in ("fair:mine", "fair:other", "organisation:x")] == [
        True,
        False,
        True,
    ]


def test_the_main_exhibitor_sees_who_stands_with_it(maker: Exhibitor, founding: Fair) -> None:
    an_exhibitor("guest", fair=founding, standing="co", host=maker)

    assert sorted(
        e.key for e in seen_by(holding(SiteRole.EXHIBITOR, "organisation:maker"), Exhibitor.objects.all())
    ) == [
        "guest",
        "maker",
    ]


@pytest.mark.parametrize(
    ("role", "subject"),
    [
        (SiteRole.ADMINISTRATOR, "fair:x"),
        (SiteRole.EXHIBITOR, "site"),
        (SiteRole.CITY, "organisation:x"),
        (SiteRole.PAVILION, "x"),
    ],
)
def test_a_role_is_held_for_its_kind_of_thing(role: SiteRole, subject: str, db: None) -> None:
    account = an_account(role=None)

    with pytest.raises(Refused) as refused:
        give_mandate(account=account, role=role, subject=subject, by=None)

    assert (refused.value.code, Mandate.objects.count(), Change.objects.count()) == ("mandate-needs-its-thing", 0, 0)


def test_a_mandate_given_twice_is_one(db: None) -> None:
    account = an_account(role=None)

    for _time in range(2):
        give_mandate(account=account, role=SiteRole.PRESS, by=None)

    assert (Mandate.objects.count(), Change.objects.filter(verb="give-mandate").count()) == (1, 1)


def test_the_last_administrator_stays(db: None) -> None:
    account, _password = give_account(email="a@kirmash.example", role=SiteRole.ADMINISTRATOR)

    with pytest.raises(Refused) as refused:
        take_mandate(mandate=account.mandates.get(), by=account)

    assert (refused.value.code, may(account, ADMINISTER)) == ("last-administrator", True)


def test_a_mandate_taken_ends_the_right(db: None) -> None:
    account, _password = give_account(email="a@kirmash.example", role=SiteRole.ADMINISTRATOR)
    give_account(email="b@kirmash.example", role=SiteRole.ADMINISTRATOR)

    take_mandate(mandate=account.mandates.get(), by=account)

    assert may(Account.objects.get(pk=account.pk), ADMINISTER) is False
