"""A programme is known to those concerned; everyone else sees what is public of it."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import a_delegation, a_named_person, an_account, an_engagement, an_exhibitor
from kirmash.base.models import SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.models import Delegation, Member
from kirmash.protocol.queries import members_of, programme

FAIR = "innoprom-belarus-2025"
THIRD_DAY = "2025-10-01"


def signed_in(role: SiteRole, subject: str = "site") -> Client:
    client = Client()
    client.force_login(an_account(f"{role}@kirmash.example", role, subject, has_password=False))
    return client


@pytest.fixture
def officer(db: None) -> Client:
    return signed_in(SiteRole.PROTOCOL, f"fair:{FAIR}")


@pytest.fixture
def guests(founding: Fair) -> Delegation:
    """A delegation with a head, secret talks and a public signing."""
    made = a_delegation("guests", fair=founding, head=a_named_person("head", name="Hanna Head"), rank=3)
    Member.objects.create(delegation=made, person=a_named_person("walter", name="Walter Writer"))
    an_engagement(made, "10:00", "11:00", titles={"en": "Secret talks"}, note="red folder", interpreters=["de"])
    an_engagement(made, "14:00", "14:20", kind="signing", titles={"en": "Open signing"}, is_public=True, note="left")
    return made


def said(client: Client, delegation: Delegation) -> list[str]:
    """Return what of the delegation's words stands on its page."""
    page = client.get(reverse("delegation", args=[delegation.fair.key, delegation.key])).content.decode()
    words = ["Hanna Head", "Walter Writer", "Secret talks", "red folder", "Open signing", "left", "Add a member"]
    return [word for word in words if f">{word}<" in page or f"{word}</" in page]


@pytest.mark.parametrize(
    ("role", "subject", "words"),
    [
        (SiteRole.PROTOCOL, f"fair:{FAIR}", ["Hanna Head", "Walter Writer", "Secret talks", "red folder",
                                             "Open signing", "left", "Add a member"]),
        (SiteRole.PROTOCOL, "fair:another", ["Open signing"]),
        (SiteRole.DELEGATION, f"delegation:{FAIR}/guests", ["Hanna Head", "Walter Writer", "Secret talks",
                                                            "red folder", "Open signing", "left"]),
        (SiteRole.DELEGATION, f"delegation:{FAIR}/others", ["Open signing"]),
        (SiteRole.DELEGATION, "delegation:another/guests", ["Open signing"]),
        (SiteRole.ADMINISTRATOR, "site", ["Open signing"]),
        (SiteRole.ORGANISER, "site", ["Open signing"]),
        (SiteRole.BUYER, "organisation:x", ["Open signing"]),
    ],
)  # fmt: skip
def test_each_sees_what_their_mandate_lets_them_know(
    role: SiteRole, subject: str, words: list[str], guests: Delegation
) -> None:
    assert said(signed_in(role, subject), guests) == words


def test_the_other_side_of_talks_sees_them_without_the_note(guests: Delegation) -> None:
    others = a_delegation("others", fair=guests.fair)
    talks = an_engagement(guests, "16:00", "17:00", titles={"en": "Shared talks"}, with_delegation=others, note="soft")
    account = an_account("d@kirmash.example", SiteRole.DELEGATION, f"delegation:{FAIR}/others", has_password=False)

    (item,) = programme(account, others)

    assert (item.engagement, item.title, item.whom, item.note, item.is_own) == (
        talks, "Shared talks", "Delegation guests", "", False,
    )  # fmt: skip


def clashes(person: Any, delegation: Delegation) -> list[tuple[str, tuple[str, ...]]]:  # Any: an account
    return [(item.title, item.clashes) for item in programme(person, delegation, members_of(delegation))]


def test_a_head_is_at_one_place_at_a_time(guests: Delegation) -> None:
    person = an_account("p@kirmash.example", SiteRole.PROTOCOL, has_password=False)
    same_head = a_delegation("same-head", fair=guests.fair, head=guests.head)
    an_engagement(same_head, "10:59", "12:00", titles={"en": "Elsewhere"})
    an_engagement(same_head, "11:00", "11:30", titles={"en": "Right after"})

    found = dict(clashes(person, guests))

    assert found["Secret talks"] == ("The head is to be elsewhere at this time: Elsewhere, 10:59–12:00.",)
    assert found["Open signing"] == ()


def test_whom_one_meets_must_be_free_too_but_a_delegation_learns_nothing_of_the_other(guests: Delegation) -> None:
    others = a_delegation("others", fair=guests.fair)
    an_engagement(others, "16:30", "18:00", titles={"en": "Hidden dinner"})
    an_engagement(guests, "16:00", "17:00", titles={"en": "Shared talks"}, with_delegation=others)
    officer = an_account("p@kirmash.example", SiteRole.PROTOCOL, has_password=False)
    own = an_account("d@kirmash.example", SiteRole.DELEGATION, f"delegation:{FAIR}/guests", has_password=False)

    found = [dict(clashes(person, guests))["Shared talks"] for person in (officer, own)]

    assert found == [("The head is to be elsewhere at this time: Hidden dinner, 16:30–18:00.",), ()]


def test_who_is_away_and_what_is_outside_the_fair_is_said(guests: Delegation) -> None:
    person = an_account("p@kirmash.example", SiteRole.PROTOCOL, has_password=False)
    guests.members.update(arrives_on="2025-09-29", leaves_on="2025-09-30")
    an_engagement(guests, "09:00", "10:00", day=THIRD_DAY, titles={"en": "Last day"})
    an_engagement(guests, "09:00", "10:00", day="2025-09-28", titles={"en": "Early"})
    an_engagement(guests, "08:00", "08:30", day="2025-09-28", titles={"en": "Airport"}, kind="transfer")

    found = dict(clashes(person, guests))

    away = "Not there on this day: Walter Writer."
    assert [found[title] for title in ("Last day", "Early", "Airport")] == [
        (away,), ("It is outside the days of the fair.", away), (away,),
    ]  # fmt: skip


def test_times_are_the_fairs_own(guests: Delegation, officer: Client) -> None:
    page = officer.get(reverse("delegation", args=[FAIR, "guests"])).content.decode()

    assert "All times are those of the fair (Europe/Minsk)." in page
    assert '<time datetime="2025-09-29T10:00">10:00</time>–<time datetime="2025-09-29T11:00">11:00</time>' in page


def test_what_is_confidential_is_stored_nowhere(guests: Delegation, officer: Client) -> None:
    names = ("delegation", "programme-csv", "programme-ics", "delegation-change", "engagement-add")

    kept = {name: officer.get(reverse(name, args=[FAIR, "guests"]))["Cache-Control"] for name in names}

    assert kept == dict.fromkeys(names, "private, no-store")


def rows_of(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("delegations-file", args=[FAIR]), asked)
    return [row["key"] for row in csv.DictReader(io.StringIO(answer.content.decode()))]


@pytest.mark.parametrize(
    ("asked", "known", "unknown"),
    [
        ({}, ["others", "guests"], ["guests", "others"]),
        ({"q": "guests"}, ["guests"], ["guests"]),
        ({"q": "Минск"}, ["others", "guests"], ["guests", "others"]),
        ({"q": "Hanna"}, ["guests"], []),
        ({"q": "Walter"}, ["guests"], []),
        ({"day": "2025-09-29"}, ["guests"], ["guests"]),
        ({"day": THIRD_DAY}, ["guests"], []),
        ({"country": "BY"}, ["others", "guests"], ["guests", "others"]),
        ({"country": "UZ"}, ["others", "guests"], ["guests", "others"]),
        ({"day": "'; DROP TABLE"}, ["others", "guests"], ["guests", "others"]),
    ],
)
def test_a_list_is_narrowed_only_by_what_the_reader_may_know(
    *, asked: dict[str, str], known: list[str], unknown: list[str], guests: Delegation, officer: Client, aigerim: Client
) -> None:
    """The officer's list stands in the order of rank, the administrator's in that of names."""
    a_delegation("others", fair=guests.fair, rank=1)
    an_engagement(guests, "09:00", "10:00", day=THIRD_DAY)

    assert (rows_of(officer, **asked), rows_of(aigerim, **asked)) == (known, unknown)


def test_the_list_tells_ranks_and_heads_to_officers_only(guests: Delegation, officer: Client, aigerim: Client) -> None:
    lines = [
        next(csv.DictReader(io.StringIO(client.get(reverse("delegations-file", args=[FAIR])).content.decode())))
        for client in (officer, aigerim)
    ]

    assert [(line["rank"], line["head"], line["engagements"]) for line in lines] == [
        ("3", "Hanna Head", "2"),
        ("", "", "1"),
    ]


@pytest.mark.parametrize("name", ["delegations", "delegations-file", "delegation", "programme-csv"])
def test_three_of_everything_cost_no_more_queries_than_one(name: str, guests: Delegation, officer: Client) -> None:
    url = reverse(name, args=[FAIR] if name.startswith("delegations") else [FAIR, "guests"])

    def one_more(number: int) -> None:
        other = a_delegation(f"more-{number}", fair=guests.fair, head=a_named_person(f"head-{number}"))
        stand = an_exhibitor(f"stand-{number}", fair=guests.fair)
        Member.objects.create(delegation=guests, person=a_named_person(f"m-{number}"), organisation=stand.organisation)
        Member.objects.create(delegation=other, person=a_named_person(f"o-{number}"))
        places = {"exhibitor": stand, "with_delegation": other, "with_organisation": stand.organisation}
        an_engagement(guests, "10:00", "11:00", place=guests.fair.place, **places)
        an_engagement(other, "10:00", "11:00")

    one_more(1)
    with CaptureQueriesContext(connection) as one:
        officer.get(url)
    one_more(2)
    one_more(3)

    with CaptureQueriesContext(connection) as three:
        officer.get(url)

    assert len(three) == len(one)


def test_a_programme_is_a_table_without_formulas(guests: Delegation, officer: Client) -> None:
    guests.engagements.filter(key="1").update(titles={"en": "=1+1"}, room="hall 2")

    answer = officer.get(reverse("programme-csv", args=[FAIR, "guests"]))

    (first, second) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert first == {
        "key": "1", "begins": "2025-09-29 10:00", "ends": "2025-09-29 11:00", "kind": "talks", "title": "'=1+1",
        "where": "hall 2", "with": "", "interpreters": "German", "public": "no", "note": "red folder",
    }  # fmt: skip
    assert (second["title"], second["public"]) == ("Open signing", "yes")


def test_a_programme_is_a_calendar(guests: Delegation, officer: Client) -> None:
    long = "Gespräch über gemeinsamen Einkauf, Ausbildung; und anderes – " * 3
    guests.engagements.filter(key="1").update(titles={"en": long}, room="hall 2", note="first\nsecond")

    answer = officer.get(reverse("programme-ics", args=[FAIR, "guests"]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    raw = answer.content.split(b"\r\n")
    assert (max(map(len, raw)) <= 75, raw[-1]) == (True, b"")
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    events = [line for line in lines if not line.startswith("DTSTAMP")]
    assert events == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kirmash//Programme of a delegation//EN", "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Delegation guests",
        "BEGIN:VEVENT", f"UID:1.guests.{FAIR}@kirmash", "DTSTART:20250929T070000Z", "DTEND:20250929T080000Z",
        "SUMMARY:" + long.replace(",", "\\,").replace(";", "\\;"), "CLASS:CONFIDENTIAL", "LOCATION:hall 2",
        "DESCRIPTION:German\\nfirst\\nsecond", "END:VEVENT",
        "BEGIN:VEVENT", f"UID:2.guests.{FAIR}@kirmash", "DTSTART:20250929T110000Z", "DTEND:20250929T112000Z",
        "SUMMARY:Open signing", "CLASS:PUBLIC", "DESCRIPTION:left", "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip


def test_an_unknown_time_zone_is_no_barrier(guests: Delegation, officer: Client) -> None:
    Fair.objects.filter(key=FAIR).update(time_zone="Mars/Phobos")

    page = officer.get(reverse("delegation", args=[FAIR, "guests"])).content.decode()

    assert '<time datetime="2025-09-29T07:00">07:00</time>' in page


def test_what_officers_write_is_escaped(guests: Delegation, officer: Client) -> None:
    guests.engagements.update(note="<script>alert(1)</script>", room="<b>hall</b>")

    page = officer.get(reverse("delegation", args=[FAIR, "guests"])).content.decode()

    assert ("<script>" in page, "<b>hall" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)


def test_delegations_fill_pages(founding: Fair, officer: Client) -> None:
    for number in range(51):
        a_delegation(f"d-{number:02}", fair=founding)

    page = officer.get(reverse("delegations", args=[FAIR]), {"page": "2"}).content.decode()

    assert (page.count('<th scope="row"'), "51 delegations come to the fair." in page) == (1, True)
