"""What holds, what conflicts, what can be true together."""

import datetime

import pytest

from builders import a_claim, a_property, a_source
from kirmash.record.actions import resolve_conflict
from kirmash.record.models import Cardinality, Claim, Comparator, Datatype, Resolution, Verdict
from kirmash.record.queries import conflicts, definition_of, holding, may_hold_together, show

pytestmark = pytest.mark.django_db


def resolve(upheld: list[Claim], verdict: Verdict) -> Resolution:
    return resolve_conflict(
        key="r", subject="fair:a-fair", about=a_property(), upheld=upheld, verdict=verdict, reason="two sources say so",
        decided_by="Aigerim", decided_on=datetime.date(2025, 10, 2),
    )  # fmt: skip


def held() -> set[str]:
    return {
        claim.key for claim in holding(list(Claim.objects.filter(about__key="exhibitors")), Resolution.objects.all())
    }


def test_two_values_of_one_property_are_a_conflict() -> None:
    a_claim("one", "510")
    a_claim("two", "520")

    assert [[claim.key for claim in conflict.claims] for conflict in conflicts()] == [["one", "two"]]


def test_the_same_number_with_another_comparator_is_a_conflict() -> None:
    a_claim("one", "510")
    a_claim("two", "510", comparator=Comparator.MORE_THAN)

    assert len(conflicts()) == 1


@pytest.mark.parametrize(("one", "two"), [("510", "510"), ("510", "510.0"), ("20000", "2e4")])
def test_the_same_statement_of_two_sources_is_none(one: str, two: str) -> None:
    a_claim("one", one)
    a_claim("two", two, source=a_source("another"))

    assert conflicts() == []


def test_a_property_with_many_values_has_no_conflicts() -> None:
    section = a_property("section", datatype=Datatype.REFERENCE, cardinality=Cardinality.MANY)
    a_claim("one", "section:a", about=section)
    a_claim("two", "section:b", about=section)

    assert conflicts() == []


def test_parts_are_other_matters_than_the_whole() -> None:
    a_claim("whole", "510")
    a_claim("part", "290", part="place:russia")

    assert conflicts() == []


def test_nothing_holds_while_a_conflict_is_open() -> None:
    a_claim("one", "510")
    a_claim("two", "520")

    assert held() == set()


def test_the_upheld_claim_holds_with_those_that_say_the_same() -> None:
    upheld = a_claim("one", "510")
    a_claim("same", "510", source=a_source("another"))
    a_claim("other", "520")
    resolve([upheld], Verdict.ONE)

    assert held() == {"one", "same"}


def test_side_by_side_only_the_chosen_hold() -> None:
    chosen = [a_claim("one", "510"), a_claim("two", "520")]
    a_claim("three", "500")
    resolve(chosen, Verdict.SIDE_BY_SIDE)

    assert held() == {"one", "two"}


def test_a_claim_without_a_rival_can_be_put_aside() -> None:
    a_claim("one", "14000")
    resolve([], Verdict.NONE)

    assert (held(), len(conflicts())) == (set(), 1)


@pytest.mark.parametrize(
    ("claims", "may"),
    [
        ([("more_than", "500"), ("more_than", "510"), ("exactly", "520")], True),
        ([("more_than", "520"), ("exactly", "520")], False),
        ([("at_least", "520"), ("exactly", "520")], True),
        ([("exactly", "510"), ("exactly", "520")], False),
        ([("about", "7000"), ("exactly", "520")], True),
    ],
)
def test_bounds_and_numbers_may_hold_together(claims: list[tuple[str, str]], may: bool) -> None:
    made = [a_claim(f"c{i}", value, comparator=comparator) for i, (comparator, value) in enumerate(claims)]

    assert may_hold_together(made) is may


def test_words_that_differ_cannot_hold_together() -> None:
    about = a_property("act", datatype=Datatype.WORD, unit="")

    assert may_hold_together([a_claim("a", "signed", about=about), a_claim("b", "initialled", about=about)]) is False


def test_a_claim_is_shown_with_its_comparator_in_the_language_of_the_reader() -> None:
    claim = a_claim("area", "20000", about=a_property("area", unit="m2"), comparator=Comparator.MORE_THAN)

    assert [show([claim], language)[0].value.replace("\xa0", " ") for language in ("en", "de")] == [
        "more than 20,000 m²",
        "more than 20.000 m²",
    ]


@pytest.mark.parametrize(("value", "written"), [("12.34567", "12.34567"), ("20000.0", "20,000"), ("1e400", "1E+400")])
def test_no_digit_of_a_claim_is_lost(value: str, written: str) -> None:
    assert show([a_claim("one", value)], "en")[0].value == written


@pytest.mark.parametrize("rows", [1, 3])
def test_showing_claims_costs_the_same_for_one_and_three(rows: int, django_assert_num_queries: object) -> None:
    claims = [a_claim(f"c{i}", str(i + 1), part=f"place:p{i}") for i in range(rows)]
    found = list(Claim.objects.filter(pk__in=[c.pk for c in claims]).select_related("about", "source"))

    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture: fair and place names
        show(found, "en")


@pytest.mark.parametrize(("language", "text"), [("de", "Firmen"), ("ru", "companies"), ("en", "companies")])
def test_a_definition_without_a_language_counts_as_english(language: str, text: str) -> None:
    about = a_property(definition="companies", definitions={"de": "Firmen"})

    assert definition_of(about, language) == text
