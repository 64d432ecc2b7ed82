"""The list of claims, filtered, searched and sorted; the same as a file."""

import csv
import datetime

import pytest
from django.test import Client
from django.utils.translation import override

from builders import DAY, a_claim, a_property, a_source
from kirmash.record.models import Comparator, Datatype
from kirmash.record.queries import State
from kirmash.record.queries.listing import Wanted, find_claims

pytestmark = pytest.mark.django_db


@pytest.fixture
def several() -> None:
    wire = a_source("wire", publisher="TASS", title="Итоги выставки")
    visitors = a_property("visitors", labels={"en": "visitors", "ru": "посетители"})
    title = a_property("plenary", datatype=Datatype.TEXT, unit="", labels={"en": "plenary session"})
    a_claim("small", "9", note="Opening day.")
    a_claim("large", "1000.5", comparator=Comparator.MORE_THAN, source=wire, as_of=datetime.date(2025, 10, 1))
    a_claim("people", "14000", about=visitors, source=wire, as_of=None, quotation="Более 14 тысяч ПОСЕТИТЕЛЕЙ")
    a_claim("words", "Союз новых технологий", about=title, subject="fair:other")


def keys(**wanted: object) -> list[str]:
    return [claim.key for claim in find_claims(Wanted(**wanted))]  # type: ignore[arg-type]  # a builder


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["small", "large", "people", "words"]),
        ({"subject": "fair:other"}, ["words"]),
        ({"property": "exhibitors"}, ["small", "large"]),
        ({"source": "wire"}, ["large", "people"]),
        ({"comparator": "more_than"}, ["large"]),
        ({"first": DAY, "last": DAY}, ["small", "words"]),
        ({"first": datetime.date(2025, 9, 30)}, ["large"]),
        ({"state": State.IN_CONFLICT}, ["small", "large"]),
        ({"state": State.HOLDS}, ["people", "words"]),
        ({"state": State.WITHDRAWN}, []),
    ],
)
def test_each_filter_keeps_what_fits(wanted: dict[str, object], found: list[str], several: None) -> None:
    assert keys(**wanted) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("opening", ["small"]),
        ("посетителей", ["people"]),
        ("ПОСЕТИТЕЛИ", ["people"]),
        ("итоги", ["large", "people"]),
        ("tass 14000", ["people"]),
        ("союз", ["words"]),
        ("plenary other", ["words"]),
        ("nothing", []),
        ("100%_", []),
        ("(", []),
    ],
)
def test_every_word_of_the_search_is_found_somewhere(text: str, found: list[str], several: None) -> None:
    assert keys(text=text) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("value", ["small", "large", "people", "words"]),
        ("-value", ["people", "large", "small", "words"]),
        ("as_of", ["small", "words", "large", "people"]),
        ("-as_of", ["large", "small", "words", "people"]),
        ("source", ["small", "words", "large", "people"]),
        ("subject", ["large", "people", "small", "words"]),
        ("property", ["large", "small", "words", "people"]),
        ("stated", ["small", "large", "people", "words"]),
        ("nonsense", ["small", "large", "people", "words"]),
    ],
)
def test_the_list_is_sorted_as_asked(sort: str, found: list[str], several: None) -> None:
    assert keys(sort=sort) == found


def test_properties_are_sorted_by_their_name_in_the_reader_s_language(several: None) -> None:
    with override("ru"):
        assert keys(sort="-property")[0] == "people"


def test_the_file_holds_what_the_list_shows_and_no_formula(bruno: Client, several: None) -> None:
    a_claim("formula", "=cmd|' /C calc'!A0", about=a_property("plenary"))

    answer = bruno.get("/claims.csv", {"property": "plenary", "sort": "subject"})

    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    assert [(row["claim"], row["value"], row["state"]) for row in rows] == [
        ("formula", "'=cmd|' /C calc'!A0", "holds"),
        ("words", "Союз новых технологий", "holds"),
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="claims.csv"'


def test_pages_and_headings_keep_the_question(bruno: Client) -> None:
    for number in range(51):
        a_claim(f"c{number}", str(number), source=a_source("x&y"))

    html = bruno.get("/claims/", {"source": "x&y", "sort": "value"}).content.decode()

    assert 'href="?source=x%26y&amp;sort=value&amp;page=2"' in html
    assert 'aria-sort="ascending"><a href="?source=x%26y&amp;sort=-value"' in html
    assert "51 statements" in html


def test_a_question_that_cannot_be_read_is_answered_with_what_is_wrong(bruno: Client) -> None:
    a_claim("one", "1")

    html = bruno.get("/claims/", {"since": "yesterday", "source": "nobody"}).content.decode()

    assert ("Enter a valid date." in html, "1 statement," in html) == (True, True)
