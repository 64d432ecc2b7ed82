"""A protocol officer announces delegations, names their members and plans their engagements."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from builders import a_delegation, a_named_person, an_account, an_engagement, an_exhibitor, an_organisation
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.actions import add_delegation, plan_engagement
from kirmash.protocol.models import Delegation, Engagement, Member
from kirmash.registry.models.person import Office, Person
from kirmash.search.models import Entry

FAIR = "innoprom-belarus-2025"


@pytest.fixture
def officer(db: None) -> Client:
    client = Client()
    account = an_account("odile@kirmash.example", SiteRole.PROTOCOL, f"fair:{FAIR}", has_password=False)
    client.force_login(account)
    return client


@pytest.fixture
def guests(founding: Fair) -> Delegation:
    return a_delegation("guests", fair=founding)


def url(name: str, *more: Any) -> str:  # Any: keys and numbers
    return reverse(name, args=[FAIR, "guests", *more])


def history() -> list[tuple[str, str, str, dict[str, Any]]]:  # Any: JSON
    found = Change.objects.filter(table__in=["delegation", "member", "engagement"]).order_by("pk")
    return list(found.values_list("verb", "table", "record", "values"))


def test_a_delegation_is_announced_with_an_official_at_its_head(officer: Client, founding: Fair) -> None:
    words = {
        "name_en": "Delegation of Yekaterinburg", "name_be": "Дэлегацыя Екацярынбурга", "place": "place:yekaterinburg",
        "head": "office:orlov-head-yekaterinburg", "rank": "1",
    }  # fmt: skip

    answer = officer.post(reverse("delegation-add", args=[FAIR]), words)

    made = Delegation.objects.get()
    assert answer["Location"] == f"/fairs/{FAIR}/delegations/yekaterinburg/"
    assert (made.key, made.head, made.office, made.rank, made.names["be"]) == (
        "yekaterinburg", Person.objects.get(key="orlov"), Office.objects.get(key="orlov-head-yekaterinburg"), 1,
        "Дэлегацыя Екацярынбурга",
    )  # fmt: skip
    fields = ["head", "names", "office", "place", "rank"]
    assert history() == [("add", "delegation", f"{FAIR}/yekaterinburg", {"fields": fields})]


def test_a_second_delegation_from_the_same_place_has_a_key_of_its_own(founding: Fair) -> None:
    words: Any = {"names": {"en": "D"}, "place": founding.place, "organisation": None, "head": None,
                  "office": None, "rank": None}  # fmt: skip

    made = [add_delegation(fair=founding, **words).key for _time in range(3)]

    assert made == ["minsk", "minsk-2", "minsk-3"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"place": "place:minsk"}, "Write the name in at least one language."),
        ({"name_en": "D"}, "Name the place or the organisation that it comes from."),
        ({"name_en": "D", "place": "place:atlantis"}, "This names no record, or more than one"),
        ({"name_en": "D", "place": "place:minsk", "head": "person:orlov"}, "This names no record, or more than one"),
        ({"name_en": "D", "place": "place:minsk", "rank": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_delegation_that_is_not_fully_said_is_not_announced(
    words: dict[str, str], sentence: str, officer: Client, founding: Fair
) -> None:
    page = officer.post(reverse("delegation-add", args=[FAIR]), words).content.decode()

    assert (sentence in page, Delegation.objects.count(), history()) == (True, 0, [])


def test_a_new_person_becomes_a_member_who_leads_and_is_in_no_search(officer: Client, guests: Delegation) -> None:
    company = an_organisation("works", en="Demo Works")
    words = {
        "new_en": "Nora Newcome", "new_ru": "Нора Ньюком", "gender": "feminine", "leads": "on",
        "function_en": "chairwoman", "organisation": "organisation:works", "arrives_on": "2025-09-29",
        "leaves_on": "2025-09-30", "languages": ["en", "ru"], "needs_interpreter": "no",
    }  # fmt: skip

    officer.post(url("member-add"), words)

    member = guests.members.get()
    names = dict(member.person.names.values_list("language", "text"))
    guests.refresh_from_db()
    assert names == {"en": "Nora Newcome", "ru": "Нора Ньюком"}
    assert (guests.head, member.organisation, member.languages, member.needs_interpreter) == (
        member.person, company, ["en", "ru"], False,
    )  # fmt: skip
    assert (member.arrives_on, member.leaves_on) == (datetime.date(2025, 9, 29), datetime.date(2025, 9, 30))
    assert Entry.objects.filter(kind="person", key=member.person.key).count() == 0
    fields = ["arrives_on", "functions", "languages", "leaves_on", "organisation", "person"]
    assert history() == [("add", "member", f"{FAIR}/guests", {"fields": fields})]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"gender": ""}, "Choose one person from the list, or write the name of a new one."),
        ({"person": "person:known", "new_en": "X"}, "Choose one person from the list, or write the name of a new one."),
        ({"person": "person:known", "arrives_on": "2025-09-30", "leaves_on": "2025-09-29"},
         "The last day is before the first."),
        ({"person": "person:there"}, "This person is a member of the delegation already."),
        ({"person": "person:stranger"}, "This names no record, or more than one"),
    ],
)  # fmt: skip
def test_a_member_that_is_not_clear_is_not_added(
    words: dict[str, str], sentence: str, officer: Client, guests: Delegation
) -> None:
    a_named_person("stranger")
    for key in ("known", "there"):
        Member.objects.create(delegation=a_delegation(f"of-{key}", fair=guests.fair), person=a_named_person(key))
    Member.objects.create(delegation=guests, person=Person.objects.get(key="there"))

    page = officer.post(url("member-add"), words).content.decode()

    assert (sentence in page, guests.members.count(), history()) == (True, 1, [])


def test_a_head_who_is_taken_out_leads_no_more(officer: Client, guests: Delegation) -> None:
    member = Member.objects.create(delegation=guests, person=a_named_person("head"))
    Delegation.objects.update(head=member.person)

    officer.post(url("member-remove", member.pk))

    guests.refresh_from_db()
    assert (guests.head, guests.members.count(), Person.objects.filter(key="head").count()) == (None, 0, 1)


def test_a_member_who_no_longer_leads_stays_a_member(officer: Client, guests: Delegation) -> None:
    member = Member.objects.create(delegation=guests, person=a_named_person("head"), languages=["hi"])
    Delegation.objects.update(head=member.person)

    officer.post(url("member-change", member.pk), {"languages": ["hi"], "needs_interpreter": "yes"})

    guests.refresh_from_db()
    member.refresh_from_db()
    assert (guests.head, member.languages, member.needs_interpreter) == (None, ["hi"], True)
    assert history() == [("change", "member", f"{FAIR}/guests", {"fields": ["needs_interpreter"]})]


PLANNED = {
    "kind": "talks", "title_en": "Talks", "title_de": "Gespräch", "day": "2025-09-29", "begins": "10:00",
    "ends": "11:30", "room": "room 2", "space": "outdoor-ground", "exhibitor": "maker", "with_delegation": "others",
    "with_organisation": "organisation:works", "interpreters": ["de", "uz"], "note": "red folder",
}  # fmt: skip


@pytest.fixture
def around(guests: Delegation) -> None:
    an_exhibitor("maker", fair=guests.fair)
    a_delegation("others", fair=guests.fair)
    an_organisation("works", en="Demo Works")


def test_an_engagement_is_planned_in_the_time_of_the_fair(officer: Client, guests: Delegation, around: None) -> None:
    officer.post(url("engagement-add"), PLANNED)

    made = guests.engagements.get()
    assert (made.key, made.begins_at.isoformat(), made.ends_at.isoformat()) == (
        "1", "2025-09-29T07:00:00+00:00", "2025-09-29T08:30:00+00:00",
    )  # fmt: skip
    assert (made.space and made.space.key, made.exhibitor and made.exhibitor.key, made.interpreters) == (
        "outdoor-ground", "maker", ["de", "uz"],
    )  # fmt: skip
    assert (made.with_delegation and made.with_delegation.key, made.is_public) == ("others", False)
    (line,) = history()
    assert (line[:3], "red folder" in str(line), "Talks" in str(line)) == (
        ("plan", "engagement", f"{FAIR}/guests"), False, False,
    )  # fmt: skip


def test_a_form_that_is_sent_back_unchanged_changes_nothing(officer: Client, guests: Delegation, around: None) -> None:
    officer.post(url("engagement-add"), PLANNED)
    before = Engagement.objects.values().get()

    officer.post(url("engagement-change", "1"), PLANNED)

    assert Engagement.objects.values().get() == before
    assert history()[-1] == ("change", "engagement", f"{FAIR}/guests", {"fields": []})


def test_a_form_shows_what_is_planned(officer: Client, guests: Delegation) -> None:
    an_engagement(guests, "22:30", "23:45", note="red folder", is_public=True)

    page = officer.get(url("engagement-change", "1")).content.decode()

    shown = ['value="22:30"', 'value="23:45"', 'value="2025-09-29"', ">red folder<", 'value="Engagement 1"', "checked"]
    assert [word for word in shown if word not in page.replace("\n", "")] == []


def test_an_engagement_may_end_on_another_day(officer: Client, guests: Delegation, around: None) -> None:
    night = {"day": "2025-09-29", "begins": "23:30", "last_day": "2025-09-30", "ends": "00:30"}

    officer.post(url("engagement-add"), {**PLANNED, **night})

    made = guests.engagements.get()
    assert (made.ends_at - made.begins_at) == datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title_en": "", "title_de": ""}, "Say in at least one language what it is."),
        ({"ends": "10:00"}, "It must end after it begins."),
        ({"day": "0001-01-01"}, "Enter a valid date."),
        ({"day": "9999-12-31"}, "Enter a valid date."),
        ({"last_day": "9999-12-31"}, "Enter a valid date."),
        ({"exhibitor": "nobody"}, "nobody is not one of the available choices"),
        ({"with_delegation": "guests"}, "guests is not one of the available choices"),
        ({"kind": "coup"}, "coup is not one of the available choices"),
    ],
)
def test_an_engagement_that_cannot_be_is_not_planned(
    words: dict[str, str], sentence: str, officer: Client, guests: Delegation, around: None
) -> None:
    page = officer.post(url("engagement-add"), {**PLANNED, **words}).content.decode()

    assert (sentence in page, guests.engagements.count(), history()) == (True, 0, [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"titles": {}}, "engagement-without-title"),
        ({"ends_at": datetime.datetime(2025, 9, 29, 7, tzinfo=datetime.UTC)}, "ends-before-beginning"),
        ({"with_delegation": "itself"}, "engagement-with-itself"),
        ({"with_delegation": "elsewhere"}, "of-another-fair"),
    ],
)
def test_the_action_refuses_what_no_form_would_send(words: dict[str, Any], code: str, guests: Delegation) -> None:
    other = Fair.objects.create(**{**Fair.objects.values().get(), "id": None, "key": "other"})
    sides = {"itself": guests, "elsewhere": a_delegation("far", fair=other)}
    begins = datetime.datetime(2025, 9, 29, 8, tzinfo=datetime.UTC)
    said: dict[str, Any] = {
        "kind": "talks", "begins_at": begins, "ends_at": begins + datetime.timedelta(hours=1), "titles": {"en": "T"},
        "place": None, "space": None, "exhibitor": None, "room": "", "with_delegation": None,
        "with_organisation": None, "interpreters": [], "is_public": False, "note": "", **words,
    }  # fmt: skip
    if isinstance(said["with_delegation"], str):
        said["with_delegation"] = sides[said["with_delegation"]]

    with pytest.raises(Refused) as refused:
        plan_engagement(delegation=guests, **said)

    assert (refused.value.code, Engagement.objects.count()) == (code, 0)


def test_the_database_holds_no_engagement_that_ends_before_it_begins(guests: Delegation) -> None:
    with pytest.raises(IntegrityError):
        an_engagement(guests, "11:00", "10:00")


def test_removing_asks_first_and_leaves_a_line_without_words(officer: Client, guests: Delegation) -> None:
    an_engagement(guests, "10:00", "11:00", titles={"en": "Secret talks"})
    officer.get(url("engagement-cancel", "1"))
    officer.get(url("delegation-remove"))
    before = (Delegation.objects.count(), Engagement.objects.count())

    officer.post(url("engagement-cancel", "1"))
    officer.post(url("delegation-remove"))

    assert (before, Delegation.objects.count(), Engagement.objects.count()) == ((1, 1), 0, 0)
    assert history() == [
        ("cancel", "engagement", f"{FAIR}/guests", {"fields": []}),
        ("remove", "delegation", f"{FAIR}/guests", {"fields": []}),
    ]


def test_the_history_names_the_delegation_and_nothing_of_its_programme(
    officer: Client, aigerim: Client, guests: Delegation, around: None
) -> None:
    officer.post(url("engagement-add"), PLANNED)

    page = aigerim.get(reverse("history"), {"table": "engagement"}).content.decode()

    assert f'<a href="/fairs/{FAIR}/delegations/guests/">Delegation guests</a>' in page
    assert [word for word in ("red folder", "room 2", "Gespräch", "begins_at") if word in page] == []


PLANNING = ["delegation-change", "delegation-remove", "member-add", "engagement-add"]


@pytest.mark.parametrize(
    ("role", "subject"),
    [
        (SiteRole.ADMINISTRATOR, "site"),
        (SiteRole.ORGANISER, f"fair:{FAIR}"),
        (SiteRole.PROTOCOL, "fair:another"),
        (SiteRole.DELEGATION, f"delegation:{FAIR}/guests"),
    ],
)
def test_only_protocol_officers_of_the_fair_plan(role: SiteRole, subject: str, guests: Delegation) -> None:
    client = Client()
    client.force_login(an_account("else@kirmash.example", role, subject, has_password=False))
    urls = [reverse("delegation-add", args=[FAIR]), *(url(name) for name in PLANNING)]

    answers = {(client.get(address).status_code, client.post(address).status_code) for address in urls}

    assert (answers, Delegation.objects.count()) == ({(403, 403)}, 1)
