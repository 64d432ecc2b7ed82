"""Whose accounts an organiser keeps, and which roles are theirs to give."""

import pytest

from builders import an_account, an_exhibitor
from kirmash.accounts.actions.inviting import Wish, invite
from kirmash.accounts.queries.listing import find_accounts, rows_of
from kirmash.accounts.queries.scope import accounts_in, keeps, reachable, scope_of
from kirmash.accounts.queries.things import find_things, named_things
from kirmash.base.models import SITE, Account, Mandate, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.registry.actions import put_organisations

KEY = "innoprom-belarus-2025"
OWN, OTHER = f"fair:{KEY}", "fair:another-fair"


@pytest.fixture
def another(founding: Fair) -> Fair:
    values = Fair.objects.filter(key=KEY).values().get()
    return Fair.objects.create(**{**values, "id": None, "key": "another-fair", "names": {"en": "Another fair"}})


@pytest.fixture
def companies(founding: Fair, another: Fair) -> None:
    """One company at the own fair, one at the other, one at both, and one at none."""
    an_exhibitor("here", fair=founding, name="Works Here")
    an_exhibitor("there", fair=another, name="Works There")
    both = an_exhibitor("both", fair=founding, name="Works Both")
    both.organisation.exhibits.create(key="both", fair=another, standing="main")
    an_exhibitor("nowhere", fair=founding, name="Works Nowhere").delete()
    put_organisations(keys=["here", "there", "both", "nowhere"])


@pytest.fixture
def organiser(founding: Fair) -> Account:
    return an_account("chen@kirmash.example", SiteRole.ORGANISER, OWN, has_password=False)


HELD = [
    (SiteRole.EXHIBITOR, "organisation:here", True),
    (SiteRole.EXHIBITOR, "organisation:there", False),
    (SiteRole.EXHIBITOR, "organisation:both", False),
    (SiteRole.EXHIBITOR, "organisation:nowhere", False),
    (SiteRole.BUYER, "organisation:nowhere", True),
    (SiteRole.BUYER, "organisation:there", False),
    (SiteRole.PAVILION, f"pavilion:{KEY}/belarus", True),
    (SiteRole.PAVILION, "pavilion:another-fair/belarus", False),
    (SiteRole.DELEGATION, f"delegation:{KEY}/gomel", True),
    (SiteRole.DELEGATION, "delegation:another-fair/gomel", False),
    (SiteRole.PRESS, OWN, True),
    (SiteRole.PRESS, OTHER, False),
    (SiteRole.PRESS, SITE, False),
    (SiteRole.ORGANISER, OWN, True),
    (SiteRole.ORGANISER, SITE, False),
    (SiteRole.ADMINISTRATOR, SITE, False),
    (SiteRole.AUDITOR, SITE, False),
    (SiteRole.CITY, "place:gomel", False),
]


def test_an_organiser_gives_the_roles_of_the_own_fair_and_no_others(organiser: Account, companies: None) -> None:
    scope = scope_of(organiser)

    given = reachable(scope, ((role, subject) for role, subject, _mine in HELD))

    assert given == {(role, subject) for role, subject, mine in HELD if mine}


def test_an_organiser_of_the_site_reaches_every_fair_but_no_role_for_the_site(companies: None) -> None:
    everywhere = an_account("eva@kirmash.example", SiteRole.ORGANISER, has_password=False)

    given = reachable(scope_of(everywhere), ((role, subject) for role, subject, _mine in HELD))

    assert {pair for pair in ((role, subject) for role, subject, _mine in HELD) if pair not in given} == {
        (SiteRole.EXHIBITOR, "organisation:nowhere"),
        (SiteRole.PRESS, SITE),
        (SiteRole.ORGANISER, SITE),
        (SiteRole.ADMINISTRATOR, SITE),
        (SiteRole.AUDITOR, SITE),
        (SiteRole.CITY, "place:gomel"),
    }


def test_an_administrator_reaches_everything(companies: None) -> None:
    administrator = an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)
    held = frozenset((str(role), subject) for role, subject, _mine in HELD)

    assert (reachable(scope_of(administrator), held), accounts_in(scope_of(administrator)).count()) == (held, 1)


def test_others_reach_nothing(companies: None) -> None:
    planner = an_account("bruno@kirmash.example", SiteRole.PLANNER, has_password=False)
    an_account("an.exhibitor@kirmash.example", SiteRole.EXHIBITOR, "organisation:here", has_password=False)

    assert (list(accounts_in(scope_of(planner))), reachable(scope_of(planner), [(SiteRole.PRESS, OWN)])) == (
        [],
        frozenset(),
    )


def test_an_organiser_sees_the_accounts_that_touch_the_own_fair(organiser: Account, companies: None) -> None:
    for number, (role, subject, _mine) in enumerate(HELD):
        an_account(f"{number:02}@kirmash.example", role, subject, has_password=False)

    seen = [account.email for account in accounts_in(scope_of(organiser)).order_by("email")]

    touching = {
        (SiteRole.EXHIBITOR, "organisation:here"),
        (SiteRole.EXHIBITOR, "organisation:both"),
        (SiteRole.PAVILION, f"pavilion:{KEY}/belarus"),
        (SiteRole.DELEGATION, f"delegation:{KEY}/gomel"),
        (SiteRole.PRESS, OWN),
        (SiteRole.ORGANISER, OWN),
    }
    expected = [f"{n:02}@kirmash.example" for n, row in enumerate(HELD) if row[:2] in touching]
    assert seen == [*expected, "chen@kirmash.example"]


def test_a_buyer_is_seen_by_who_invited_for_the_fair(organiser: Account, companies: None) -> None:
    wish = Wish(email="b@x.example", role=SiteRole.BUYER, subject="organisation:nowhere", language="de")
    invite(wish=wish, by=organiser)
    rival = an_account("rival@kirmash.example", SiteRole.ORGANISER, OTHER, has_password=False)

    seen = [accounts_in(scope_of(person)).filter(email="b@x.example").exists() for person in (organiser, rival)]

    assert seen == [True, False]


def test_roles_outside_the_own_fair_are_counted_but_not_shown(organiser: Account, companies: None) -> None:
    staff = an_account("staff@kirmash.example", SiteRole.PRESS, OWN, has_password=False)
    for role, subject in ((SiteRole.PLANNER, OTHER), (SiteRole.AUDITOR, SITE)):
        Mandate.objects.create(account=staff, role=role, subject=subject)
    scope = scope_of(organiser)

    (row,) = rows_of([staff], scope)

    assert ([(r.role, r.thing) for r in row.roles], row.more, keeps(scope, staff)) == (
        [("Press officer", "INNOPROM. Belarus")],
        2,
        False,
    )


def test_the_filter_by_role_does_not_tell_of_roles_that_are_not_shown(organiser: Account, companies: None) -> None:
    staff = an_account("staff@kirmash.example", SiteRole.PRESS, OWN, has_password=False)
    Mandate.objects.create(account=staff, role=SiteRole.PLANNER, subject=OTHER)
    scope = scope_of(organiser)

    found = [[a.email for a in find_accounts(scope, role=role)] for role in (SiteRole.PLANNER, SiteRole.PRESS)]

    assert found == [[], ["staff@kirmash.example"]]


def test_a_thing_is_found_by_part_of_its_name_within_the_own_fair(organiser: Account, companies: None) -> None:
    scope = scope_of(organiser)
    asked = [
        (SiteRole.EXHIBITOR, "works"),
        (SiteRole.EXHIBITOR, "organisation:there"),
        (SiteRole.BUYER, "nowhere"),
        (SiteRole.PRESS, "fair"),
        (SiteRole.PRESS, ""),
        (SiteRole.EXHIBITOR, ""),
        (SiteRole.EXHIBITOR, "Works Here [organisation:here]"),
        (SiteRole.EXHIBITOR, "organisation:here'; --"),
    ]

    found = [[word for word, _name in find_things(role, text, scope)] for role, text in asked]

    assert found == [["organisation:here"], [], ["organisation:nowhere"], [], [OWN], [], ["organisation:here"], []]


def test_a_pavilion_is_found_and_named_with_its_fair(organiser: Account, founding: Fair) -> None:
    Pavilion.objects.create(fair=founding, key="a-pavilion", kind="national", place=founding.place)

    found = find_things(SiteRole.PAVILION, "pavil", scope_of(organiser))

    name = named_things(["pavilion:innoprom-belarus-2025/a-pavilion"])[f"pavilion:{KEY}/a-pavilion"]
    assert (found, name[1]) == (
        [(f"pavilion:{KEY}/a-pavilion", name[0])],
        f"/fairs/{KEY}/exhibitors/?pavilion=a-pavilion",
    )
