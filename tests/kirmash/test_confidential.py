"""Confidential fields stay confidential on every page, in every file and in every search, for every role."""

import pytest
from django.apps import apps
from pytest_django.fixtures import Settings

from kirmash.base.models import SiteRole
from kirmash.record.actions import put_claims
from kirmash.record.models import Claim
from kirmash.registry.actions import put_organisations, put_people, put_places
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place
from kirmash.search.queries import find
from planting import BEGINNING, a_world, confidential
from walking import Route, a_cast, addresses, allowed, bare_refusals, routes, walk

pytestmark = pytest.mark.django_db

#: Confidential fields in which no value can be told from another.
UNTOLD = {
    ("StandWish", "needs_water"): "yes or no, in the sentence of the area",
    ("StandWish", "needs_compressed_air"): "yes or no, in the sentence of the area",
    ("Representative", "is_contact"): "yes or no, beside the person's name",
    ("Member", "needs_interpreter"): "yes or no, in the row of the languages",
    **{
        (table, name): "an hour and a minute, as every clock has them"
        for table in ("SlotRequest", "DeskEnquiry")
        for name in ("not_before", "not_after")
    },
}
#: Fields of the same tables that are no secret, and why.
OPEN = {
    "StandWish": {"id": "a number of the database", "exhibitor": "whose page it is on"},
    "Representative": {"id": "a number of the database", "exhibitor": "whose page it is on"},
    "ExhibitorNote": {
        "id": "a number of the database", "exhibitor": "the history says that there is a note",
        "at": "so does it say when", "changed_at": "and when it was changed",
    },
    "StandOffer": {
        "id": "a number of the database", "exhibitor": "the history says that an offer was made",
        "at": "so does it say when",
    },
    "Delegation": {
        "id": "a number of the database", "fair": "that it comes is no secret", "key": "nor where to",
        "names": "nor what it is called", "place": "nor from where", "organisation": "nor who sends it",
        "is_demo": "what is invented is marked for everyone",
    },
    "Member": {"id": "a number of the database", "delegation": "the page it is on"},
    "Engagement": {
        "id": "a number of the database", "key": "a number within the programme", "delegation": "the page it is on",
        "is_public": "those who see it know that they do",
    },
    "SlotRequest": {
        "id": "a number of the database", "fair": "the page it is on", "instrument": "what was signed is no secret",
        "state": "the file says whether it goes to the desk", "rank": "a number of one digit", "desk": "a room",
        "begins_at": "it is the planned time of the file", "wants_photographer": "yes or no",
        "wants_press": "yes or no", "wants_interpreters": "yes or no", "wants_flags": "yes or no",
        "reason": "of the answer, in the history of the file", "witnesses": "they stand on the papers",
        "photographer": "stands on the papers", "came_at": "what everybody in the room sees",
        "fell_at": "what everybody in the room sees", "fell_why": "in the history of the file",
        "asked_at": "the history of the file says it", "account": "so does it say by whom",
    },
    "DeskEnquiry": {
        "id": "a number of the database", "fair": "the page it is on", "number": "a number of the page",
        "subject": "whose page it is on", "kind": "one of a few words", "wants_photographer": "yes or no",
        "wants_press": "yes or no", "wants_interpreters": "yes or no", "wants_flags": "yes or no",
        "state": "one of a few words", "instrument": "its file has its own rights", "asked_at": "no page shows it",
        "account": "no page shows it",
    },
}  # fmt: skip
#: Routes on which nothing of ours can stand, and why.
EXCUSED = {
    "accounts/": "signing in: allauth's own pages, which show an account its own address",
    "language/": "only takes a choice",
    "theme/": "only takes a choice",
    "role/": "only takes a choice",
    "tour/": "only takes a step",
    "account/": "one's own account",
    "join/": "takes an invitation up",
    "look/": "ends a look at the site as another",
    "catalogue/": "leads to the reader's language",
    "api/v1/webhooks": "of administrators: addresses of other systems",
    "api/v1/deliveries": "of administrators: references to what happened",
    "api/v1/<rest>": "says that there is nothing",
    "connections/": "of administrators: tokens, webhooks and what was delivered",
    "jobs/": "of administrators: names of tasks, and keys",
    "mail/": "of administrators: letters to the people concerned; secret ones are not kept",
    "reconciliations/": "lists that cities compare with their registers: none of their tables is confidential by field",
    **dict.fromkeys(
        (
            "commitments/",
            "evidence/",
            "askings/",
            "answer/",
            "deals/",
            "links/",
            "agreements/<slug:key>/scans/",
            "agreements/<slug:key>/custody/",
            "agreements/<slug:key>/group/",
            "cities/<slug:key>/import/",
            "cities/<slug:key>/with/",
            "cities/<slug:key>/yearly/",
            "agreements/<slug:key>/file/print/",
            "fairs/<slug:key>/desk/print/",
        ),
        "what follows a signature, and what is printed of it: no table behind it is confidential by field",
    ),
    "privacy/": "of administrators: what is kept of one person, on their request, and logged",
}
#: Routes that only take what is sent.
SENT_ONLY = {
    "bulletin-write", "bulletin-publish", "bulletin-withdraw", "bulletin-edited", "bulletin-embargo", "bulletin-ask",
    "api:withdraw", "api:reinstate", "api:resolve", "api:reopen", "api:answer", "api:drop",
    "bulletin-keep",
    "desk-move", "desk-come", "desk-wait", "desk-signed",
}  # fmt: skip

#: What opens only where there is what the planted world has none of, and shows nothing else.
OF_NOTHING = {
    "press-chart",  # figures by origin
    "city-trade-refused",  # rows of a table that were refused
    "bulletin-approve",
    "bulletin-answer",  # parties of the agreement that a bulletin is about
}


@pytest.fixture(autouse=True)
def _no_log_of_refusals(caplog: pytest.LogCaptureFixture) -> None:
    """Most of what is asked for here is refused; a log of it would take longer than the walk."""
    caplog.set_level("ERROR", "django.request")


@pytest.fixture(autouse=True)
def _no_limit_of_the_api(settings: Settings) -> None:
    """Whoever walks everywhere asks more often than a program may."""
    settings.API_RATE = settings.API_KNOCKS = 10**9


def ways() -> list[Route]:
    return [route for route in routes() if not route.path.startswith(tuple(EXCUSED))]


def test_every_route_of_the_site_can_be_walked() -> None:
    things, gaps = a_world(), []

    for route in ways():
        try:
            addresses(route, things)
        except KeyError as gap:
            gaps.append((route.path, str(gap)))

    assert gaps == [], "fill the gap in walking.words_of_addresses, or excuse the route with a reason"


def test_every_confidential_field_is_planted_or_cannot_be_told() -> None:
    planted = {plant.field for thing in a_world() for plant in thing.plants}

    assert (planted & set(UNTOLD), planted | set(UNTOLD)) == (set(), set(confidential()))


def test_every_field_of_a_table_with_secrets_is_secret_or_open_for_a_reason() -> None:
    tables = {table for table, _field in confidential()}

    secret = {table: {field for name, field in confidential() if name == table} for table in tables}
    columns = {table: {field.name for field in apps.get_model("kirmash", table)._meta.fields} for table in tables}

    assert columns == {table: secret[table] | set(OPEN[table]) for table in tables}


#: Those who open every page between them, and the others in parts that take about as long.
OPENERS = {
    "administrator of site", "protocol of site", "delegation of delegation:one/town-one",
    "exhibitor of organisation:maker-mine",
}  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("part", range(4))
def test_what_is_confidential_shows_to_those_it_is_for_and_to_no_one_else(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_refusals(monkeypatch)
    everyone, things = a_cast(), a_world()
    parts = [OPENERS, *(sorted(set(everyone) - OPENERS)[at::3] for at in range(3))]
    cast = {who: everyone[who] for who in parts[part]}

    walked = walk(cast, things, ways())

    expected = allowed(cast, [plant for thing in things for plant in thing.plants])
    leaks = {pair: where for pair, where in walked.seen.items() if pair not in expected}
    assert leaks == {}, "seen by who may not see it, on these routes"
    assert expected - set(walked.seen) == set(), "never seen by who may see it"
    assert cast.keys() != OPENERS or {route.name for route in ways()} - walked.opened == SENT_ONLY | OF_NOTHING


def test_nothing_confidential_is_in_the_search() -> None:
    things = a_world()
    put_people(keys=Person.objects.values_list("key", flat=True))
    put_organisations(keys=Organisation.objects.values_list("key", flat=True))
    put_places(keys=Place.objects.values_list("key", flat=True))
    put_claims(keys=Claim.objects.values_list("key", flat=True))

    found = {
        plant.name
        for thing in things
        for plant in thing.plants
        for look in plant.looks
        if look.startswith(BEGINNING) and not plant.open_at and find(look)
    }

    assert found == set()


def test_a_leak_would_be_noticed() -> None:
    cast, things = a_cast(), a_world()
    text = next(plant.looks[0] for plant in things[0].plants if plant.field == ("ExhibitorNote", "text"))
    Claim.objects.filter(key="claim-one").update(note=f"as noted: {text}")

    walked = walk(cast, things, [Route("claim", "claims/<str:key>/")])

    assert walked.seen["press of site", "ExhibitorNote.text of mine"] == {"claim"}


#: Who sees what, in words that do not come from the code: by role, of what the role is held for.
EXPECTED = {
    ("Engagement", "titles"): {SiteRole.PROTOCOL, SiteRole.DELEGATION},
    ("SlotRequest", "value"): {SiteRole.ORGANISER, SiteRole.PROTOCOL, SiteRole.CITY},
    ("DeskEnquiry", "contact_name"): {SiteRole.ORGANISER, SiteRole.PROTOCOL, SiteRole.EXHIBITOR},
    ("Member", "person"): {SiteRole.PROTOCOL, SiteRole.DELEGATION},
    ("ExhibitorNote", "text"): {SiteRole.ADMINISTRATOR, SiteRole.ORGANISER},
    ("StandOffer", "amount_minor"): {
        SiteRole.ADMINISTRATOR, SiteRole.ORGANISER, SiteRole.PLANNER, SiteRole.AUDITOR, SiteRole.EXHIBITOR,
        SiteRole.PAVILION,
    },
    ("StandWish", "area_m2"): {
        SiteRole.ADMINISTRATOR, SiteRole.ORGANISER, SiteRole.PLANNER, SiteRole.AUDITOR, SiteRole.EXHIBITOR,
        SiteRole.PAVILION,
    },
    ("Representative", "person"): {
        SiteRole.ADMINISTRATOR, SiteRole.ORGANISER, SiteRole.PROTOCOL, SiteRole.AUDITOR, SiteRole.EXHIBITOR,
        SiteRole.PAVILION,
    },
}  # fmt: skip


@pytest.mark.parametrize("field", EXPECTED, ids=".".join)
def test_the_tables_say_what_the_guide_says(field: tuple[str, str]) -> None:
    cast, things = a_cast(), a_world()
    mine = [plant for plant in things[0].plants if plant.field == field and plant.thing == "mine"]

    roles = {SiteRole(who.split(" of ")[0]) for who, _name in allowed(cast, mine)}

    assert roles == EXPECTED[field]


def test_what_is_between_a_guest_and_the_fair_is_not_for_its_host() -> None:
    cast, things = a_cast(), a_world()
    offers = [plant for thing in things for plant in thing.plants if plant.field == ("StandOffer", "amount_minor")]

    seen = {name for who, name in allowed(cast, offers) if who == "exhibitor of organisation:maker-mine"}

    assert seen == {"StandOffer.amount_minor of mine"}
