"""The invented exhibitors: how many, from where, with what; the same seed, the same fair."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from builders import an_account
from fairplan import goods
from kirmash.base.models import SiteRole
from kirmash.bulletin.actions import count_figures
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.loading import import_folder
from kirmash.protocol.queries import members_of, programme
from kirmash.record.models import Claim
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Person
from kirmash.scenarios.invented import invented, write_invented
from kirmash.scenarios.words import words

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    return invented(2025)


def homes(rows: Rows) -> dict[str, dict[str, str]]:
    places = {place["key"]: place for place in words("places")}
    return {row["key"]: places[row["place"]] for row in rows["organisations"] if row["kind"] == "company"}


def test_510_companies_come_from_where_the_figures_say(rows: Rows) -> None:
    found = homes(rows)

    countries = Counter(place["country_code"] for place in found.values())
    regions = {place["parent"] for place in found.values() if place["country_code"] == "RU"}
    assert (countries["RU"], countries["BY"], countries["KZ"] + countries["KG"] + countries["UZ"]) == (290, 190, 30)
    assert len(regions) == 23


def test_companies_of_central_asia_stand_in_their_national_pavilions(rows: Rows) -> None:
    pavilions = {"KZ": "kazakhstan", "KG": "kyrgyzstan", "UZ": "uzbekistan"}
    found = homes(rows)

    wrong = [
        row["key"]
        for row in rows["exhibitors"]
        if row["pavilion"] != pavilions.get(found[row["key"]]["country_code"], row["pavilion"])
    ]
    assert wrong == []


def test_the_hierarchy_has_a_realistic_share_of_guests(rows: Rows) -> None:
    standings = Counter(row["standing"] for row in rows["exhibitors"])
    mains = {row["key"] for row in rows["exhibitors"] if row["standing"] == "main"}

    assert (0.7 < standings["main"] / 510 < 0.85, 0.1 < standings["co"] / 510 < 0.2) == (True, True)
    assert {row["host"] for row in rows["exhibitors"] if row["standing"] != "main"} <= mains
    assert {row["exhibitor"] for row in rows["stand_wishes"]} == mains


def test_nobody_can_take_a_name_for_a_real_one(rows: Rows) -> None:
    marks = {"en": "Demo ", "de": "Demo-", "ru": "Демо-", "be": "Дэма-"}
    people = {"en": " Demo-", "de": " Demo-", "ru": " Демо-", "be": " Дэма-"}

    assert [r["text"] for r in rows["organisation_names"] if marks[r["language"]] not in r["text"]] == []
    assert [r["text"] for r in rows["person_names"] if people[r["language"]] not in r["text"]] == []
    assert {row["demo"] for name in ("organisations", "people") for row in rows[name]} == {"yes"}
    for language in marks:
        nominatives = [row for row in rows["organisation_names"] if row["case"] == "nominative"]
        names = [row["text"] for row in nominatives if row["language"] == language]
        assert len(set(names)) == len(names) == 510 + len(rows["delegations"])


def test_goods_lines_are_many_in_six_languages_and_fit_the_areas(rows: Rows) -> None:
    lines = rows["goods_lines"]
    said = {
        side: {
            good["key"]
            for good in words("goods")
            if any(good[row["language"]] in row["text"] for row in lines if row["side"] == side)
        }
        for side in ("offer", "demand")
    }

    assert {line["language"] for line in lines} == {"ru", "be", "kk", "ky", "uz", "en"}
    assert (len(said["offer"]) >= 560, len(said["demand"]) >= 400) == (True, True)
    areas = {good["area"] for good in words("goods") if good["key"] in said["offer"]}
    assert len(areas) == 12
    assert all(goods.parse(code) for line in lines for code in line["codes"].split())


def test_large_machines_stand_on_the_ground_and_are_offered_by_their_makers(rows: Rows) -> None:
    assert len(rows["exhibits"]) >= 40
    assert {row["shown_in"] for row in rows["exhibits"]} == {"ground"}
    goods_of = {row["key"]: row["goods"] for row in words("machines")}
    said = {good["key"]: good for good in words("goods")}
    offers: dict[str, str] = defaultdict(str)
    for line in rows["goods_lines"]:
        if line["side"] == "offer":
            offers[line["organisation"]] += line["text"]
    loose = [
        row["exhibitor"]
        for row in rows["exhibits"]
        if not any(
            said[goods_of[row["key"]]][lang] in offers[row["exhibitor"]]
            for lang in ("ru", "be", "kk", "ky", "uz", "en")
        )
    ]
    assert loose == []


def test_people_speak_a_language_of_their_country_and_come_on_days_of_the_fair(rows: Rows) -> None:
    staffed = {row["key"] for row in rows["exhibitors"] if row["standing"] != "represented"}

    assert {row["exhibitor"] for row in rows["representatives"]} == staffed
    assert all("ru" in row["languages"].split() for row in rows["representatives"])
    assert {day for row in rows["representatives"] for day in row["days"].split()} == {
        "2025-09-29", "2025-09-30", "2025-10-01",
    }  # fmt: skip
    contacts = Counter(row["exhibitor"] for row in rows["representatives"] if row["contact"] == "yes")
    assert set(contacts.values()) == {1}


def test_the_same_seed_makes_the_same_fair_and_another_seed_another(rows: Rows) -> None:
    assert invented(2025) == rows
    assert invented(7)["organisations"] != rows["organisations"]


@pytest.mark.once
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.django_db
def test_any_seed_makes_a_folder_that_comes_in_whole(seed: int, tmp_path: Path) -> None:
    fair, _loading = import_folder(write_invented(tmp_path / "fair", seed=seed))

    assert fair.exhibitors.count() == 510


def test_the_counts_are_claims_under_both_rules_marked_as_demo(demo: Fair) -> None:
    claims = {c.about.key: c for c in count_figures(fair=demo, counted_on=demo.reported_on) if not c.part}
    rows = list(demo.exhibitors.values_list("standing", "has_own_staff", "has_own_goods"))

    fkm = sum(standing != "represented" and staff is True for standing, staff, _goods in rows)
    ufi = sum(
        standing == "main" or (standing == "co" and staff is True and own is True) for standing, staff, own in rows
    )
    assert claims["exhibitors-recorded-fkm-1"].value == str(fkm)
    assert claims["exhibitors-recorded-ufi-1"].value == str(ufi)
    assert (fkm > ufi, claims["exhibitors-recorded-fkm-1"].is_demo, claims["sections-recorded"].is_demo) == (
        True,
        True,
        False,
    )
    assert Claim.objects.get(key="exhibitors-510").value == "510"


def test_everything_invented_is_marked_in_the_record(demo: Fair) -> None:
    organisations = Organisation.objects.filter(exhibits__fair=demo)

    assert set(organisations.values_list("is_demo", flat=True)) == {True}
    assert set(Person.objects.filter(stands__exhibitor__fair=demo).values_list("is_demo", flat=True)) == {True}


def test_delegations_are_invented_people_of_invented_bodies(demo: Fair) -> None:
    marks = {
        (delegation.is_demo, delegation.organisation is not None and delegation.organisation.is_demo, delegation.place)
        for delegation in demo.delegations.select_related("organisation")
    }

    assert (marks, demo.delegations.count()) == ({(True, True, None)}, 3)
    assert set(Person.objects.filter(memberships__delegation__fair=demo).values_list("is_demo", flat=True)) == {True}


def test_the_programmes_can_be_kept_but_for_one_member_who_leaves_early(demo: Fair) -> None:
    officer = an_account("p@kirmash.example", SiteRole.PROTOCOL, has_password=False)

    clashes = [
        clash
        for delegation in demo.delegations.select_related("fair")
        for item in programme(officer, delegation, members_of(delegation))
        for clash in item.clashes
    ]

    assert clashes == ["Not there on this day: Maria Demo-Rogozina."]


def test_no_official_of_the_record_is_in_a_delegation(demo: Fair) -> None:
    officials = Person.objects.filter(is_demo=False)

    assert (
        officials.filter(memberships__isnull=False).count(),
        officials.filter(led_delegations__isnull=False).count(),
    ) == (
        0,
        0,
    )
