"""A figure over time: where its marks stand, and what the page says of them."""

import datetime
from itertools import pairwise

import pytest
from django.test import Client

from builders import DAY, a_claim, a_property, a_source
from kirmash.record.actions import withdraw_claim
from kirmash.record.models import Claim, Comparator, Datatype
from kirmash.record.queries import show, states_of
from kirmash.record.queries.timeline import LINE, NARROW, TOP, Chart, chart_of

pytestmark = pytest.mark.django_db
ADDRESS = "/figures/fair:a-fair/exhibitors/whole/"


def chart(width: int = NARROW) -> Chart:
    claims = list(Claim.objects.select_related("about", "source"))
    states = states_of(claims)
    found = chart_of([(shown, states[shown.claim.pk]) for shown in show(claims)], width)
    assert found is not None
    return found


def day(number: int) -> datetime.date:
    return DAY + datetime.timedelta(number)


def test_later_days_stand_further_right_and_larger_numbers_higher() -> None:
    for number, value in enumerate(("510", "520", "500")):
        a_claim(f"c{number}", value, as_of=day(number))

    marks = sorted(chart().marks, key=lambda mark: mark.x)

    assert [mark.text for mark in marks] == ["510", "520", "500"]
    assert [mark.text for mark in sorted(marks, key=lambda mark: mark.y)] == ["520", "510", "500"]


def test_every_mark_stands_inside_the_field_and_no_two_labels_touch() -> None:
    for number in range(12):
        a_claim(f"c{number}", str(500 + number % 3), as_of=day(number) if number % 4 else None)

    found = chart()

    places = sorted(mark.label_y for mark in found.marks)
    assert all(found.left <= mark.x <= found.right and TOP <= mark.y <= found.bottom for mark in found.marks)
    assert all(lower - upper >= LINE for upper, lower in pairwise(places))
    assert (places[0] >= TOP, places[-1] <= found.bottom) == (True, True)


@pytest.mark.parametrize("values", [["0"], ["-5", "7"], ["0.001", "0.002"], ["1000000", "1"], ["510", "510"]])
def test_any_numbers_can_be_drawn(values: list[str]) -> None:
    for number, value in enumerate(values):
        a_claim(f"c{number}", value, as_of=None)

    assert (len(chart().marks), bool(chart().numbers), chart().days) == (len(values), True, [])


def test_a_number_beyond_all_measure_is_left_to_the_table(bruno: Client) -> None:
    a_claim("one", "510")
    a_claim("two", "1e400")

    assert (len(chart().marks), bruno.get(ADDRESS).status_code) == (1, 200)


def test_the_comparator_is_in_the_label_and_what_holds_is_marked() -> None:
    a_claim("one", "510", comparator=Comparator.MORE_THAN)
    a_claim("two", "7000", about=a_property("visitors"), comparator=Comparator.ABOUT)
    a_claim("three", "8000", about=a_property("visitors"), comparator=Comparator.FORECAST)

    assert {mark.text: mark.is_held for mark in chart().marks} == {"> 510": True, "≈ 7,000": False, "8,000": False}


def test_a_withdrawn_claim_is_in_the_table_only(bruno: Client) -> None:
    a_claim("one", "510")
    wrong = a_claim("two", "5100", source=a_source("x", publisher="Evening News"))
    withdraw_claim(claim=wrong, reason="a slip", done_by="Chen", done_on=DAY)

    html = bruno.get(ADDRESS).content.decode()

    drawing, table = html.split("As a table")
    assert (len(chart().marks), "Evening News" in drawing, "<s>5,100</s>" in table) == (1, False, True)


def test_the_picture_says_in_words_what_it_shows(bruno: Client) -> None:
    a_claim("one", "510", comparator=Comparator.MORE_THAN)

    html = bruno.get(ADDRESS).content.decode()

    assert '<title id="plot-1-title">exhibitors, a-fair</title>' in html
    assert "more than 510, 29 September 2025, A paper (holds); </desc>" in html
    assert " style=" not in html


def test_a_text_over_time_is_a_table_without_a_picture(bruno: Client) -> None:
    a_claim("one", "a word", about=a_property("title", datatype=Datatype.TEXT, unit=""))

    html = bruno.get("/figures/fair:a-fair/title/whole/").content.decode()

    assert ("<svg class" in html, "a word" in html) == (False, True)
