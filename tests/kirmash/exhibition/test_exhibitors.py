"""The list of exhibitors and the page of one."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from builders import an_exhibitor
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Build, Exhibit, StandShape, StandWish
from kirmash.matching.models import GoodsLine, Side
from kirmash.registry.actions import put_organisations
from kirmash.registry.models.person import Person, PersonName

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(founding: Fair) -> Exhibitor:
    return an_exhibitor(
        "demo-maker", fair=founding, name="Demo Maker", section=founding.sections.get(key="machinery"),
        pavilion=founding.pavilions.get(key="kazakhstan"),
    )  # fmt: skip


@pytest.fixture
def guest(maker: Exhibitor) -> Exhibitor:
    return an_exhibitor("demo-guest", fair=maker.fair, name="Demo Guest", standing=Standing.CO, host=maker)


def listed(client: Client, fair: Fair, **chosen: str) -> list[str]:
    answer = client.get(reverse("exhibitors-file", kwargs={"key": fair.key, "kind": "csv"}), chosen)
    return [row["key"] for row in csv.DictReader(io.StringIO(answer.content.decode()))]


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ({}, ["demo-guest", "demo-maker"]),
        ({"section": "machinery"}, ["demo-maker"]),
        ({"standing": "co"}, ["demo-guest"]),
        ({"country": "BY", "pavilion": "kazakhstan"}, ["demo-maker"]),
        ({"country": "UZ"}, []),
        ({"section": "'; DROP TABLE"}, []),
    ],
)
def test_the_list_is_narrowed_by_what_is_chosen(
    chosen: dict[str, str], keys: list[str], bruno: Client, guest: Exhibitor
) -> None:
    page = bruno.get(reverse("exhibitors", kwargs={"key": guest.fair.key}), chosen).content.decode()

    assert listed(bruno, guest.fair, **chosen) == keys
    assert [key in page for key in ("demo-guest/", "demo-maker/")] == ["demo-guest" in keys, "demo-maker" in keys]
    assert ("No exhibitor fits." in page) is (not keys)


def test_invented_companies_are_marked_wherever_they_show(bruno: Client, guest: Exhibitor) -> None:
    key = guest.fair.key
    pages = [
        reverse("exhibitors", kwargs={"key": key}),
        reverse("exhibitor", kwargs={"key": key, "exhibitor": guest.key}),
    ]

    texts = [bruno.get(page).content.decode() for page in pages]

    assert [text.count('<b class="badge">demo</b>') for text in texts] == [2, 1]
    assert "This company is invented." in texts[1]
    file = bruno.get(reverse("exhibitors-file", kwargs={"key": key, "kind": "csv"})).content.decode()
    (row,) = [line for line in file.splitlines() if line.startswith("demo-guest")]
    assert row.endswith(",yes")


def test_the_page_of_an_exhibitor_shows_stand_machines_people_and_goods(
    chen: Client, maker: Exhibitor, guest: Exhibitor
) -> None:
    StandWish.objects.create(exhibitor=maker, area_m2=36, shape=StandShape.CORNER, build=Build.SHELL, needs_water=True)
    Exhibit.objects.create(exhibitor=maker, key="crane", shown_in="ground", length_mm=11400, width_mm=2550,
                           height_mm=3800, mass_kg=22000, names={"en": "truck crane"})  # fmt: skip
    person = Person.objects.create(key="anna", is_demo=True)
    PersonName.objects.create(person=person, language="en", text="Anna Demo-Lipich")
    Representative.objects.create(
        exhibitor=maker, person=person, languages=["ru", "be"], days=["2025-09-29"], is_contact=True
    )
    for side, text in ((Side.OFFER, "Предлагаем: краны <25 т>."), (Side.DEMAND, "Шукаем: сталь.")):
        GoodsLine.objects.create(fair=maker.fair, organisation=maker.organisation, key=side, side=side,
                                 language="ru", text=text, codes=["8426"])  # fmt: skip

    page = chen.get(reverse("exhibitor", kwargs={"key": maker.fair.key, "exhibitor": "demo-maker"})).content.decode()

    said = [
        "36 m²", "corner stand, two open sides", "shell scheme", "water", "truck crane",
        "11,400 × 2,550 × 3,800 mm", "22,000 kg", "Anna Demo-Lipich", "Russian, Belarusian", "29 Sep",
        "Предлагаем: краны &lt;25 т&gt;.", "Шукаем: сталь.", "HS 8426", "Demo Guest", "Kazakhstan",
    ]  # fmt: skip
    assert [word for word in said if word not in page] == []


def test_a_list_of_three_costs_no_more_queries_than_one(bruno: Client, maker: Exhibitor) -> None:
    url = reverse("exhibitors", kwargs={"key": maker.fair.key})
    with CaptureQueriesContext(
        connection,
    ) as one:
        bruno.get(url)
    for number in range(3):
        an_exhibitor(f"more-{number}", fair=maker.fair, standing=Standing.CO, host=maker)

    with CaptureQueriesContext(connection) as many:
        bruno.get(url)

    assert len(many) <= len(one) + 1  # the names of hosts, once there are any


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("demo-guest", "/fairs/innoprom-belarus-2025/exhibitors/demo-guest/"),
        ("city-of-yekaterinburg", "/claims/?subject=organisation%3Acity-of-yekaterinburg"),
    ],
)
def test_an_organisation_leads_to_its_part_in_the_fair_or_to_what_is_said_of_it(
    key: str, address: str, bruno: Client, guest: Exhibitor
) -> None:
    answer = bruno.get(reverse("organisation", kwargs={"key": key}))

    assert (answer.status_code, answer["Location"]) == (302, address)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_every_file_holds_what_the_list_shows(kind: str, bruno: Client, guest: Exhibitor) -> None:
    url = reverse("exhibitors-file", kwargs={"key": guest.fair.key, "kind": kind})

    put_organisations(keys=["demo-guest", "demo-maker"])

    answer = bruno.get(url, {"q": "guest"})

    assert keys_in(kind, answer.content) == ["demo-guest"]


def keys_in(kind: str, content: bytes) -> list[str]:
    if kind == "csv":
        return [row["key"] for row in csv.DictReader(io.StringIO(content.decode()))]
    if kind == "json":
        return [row["key"] for row in json.loads(content)["rows"]]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [str(row[0]) for row in sheet.to_python()[1:]]


def test_the_list_is_sorted_as_asked_and_shows_the_chosen_columns(bruno: Client, guest: Exhibitor) -> None:
    def shown(**asked: str | list[str]) -> tuple[list[str], list[str]]:
        html = bruno.get(reverse("exhibitors", kwargs={"key": guest.fair.key}), asked).content.decode()
        heads = html.partition("<thead>")[2].partition("</thead>")[0]
        found = [label for label in ("Exhibitor", "Place", "Section", "Standing", "Pavilion") if f">{label}<" in heads]
        return sorted(("demo-guest/", "demo-maker/"), key=html.index), found

    assert shown(sort="name") == (["demo-guest/", "demo-maker/"], ["Exhibitor", "Place", "Section", "Standing"])
    assert shown(sort="-name", columns=["pavilion"]) == (["demo-maker/", "demo-guest/"], ["Exhibitor", "Pavilion"])
    assert shown(sort="password", columns=["password"]) == (["demo-guest/", "demo-maker/"], ["Exhibitor"])


@pytest.mark.parametrize(
    ("missing", "keys"),
    [("contact", ["demo-guest", "demo-maker"]), ("wish", ["demo-maker"]), ("section", ["demo-guest"])],
)
def test_what_is_missing_is_listed(missing: str, keys: list[str], bruno: Client, guest: Exhibitor) -> None:
    assert listed(bruno, guest.fair, missing=missing) == keys
