"""Goods codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairplan import goods

CODES = st.tuples(
    st.integers(1, 97).filter(lambda chapter: chapter != 77), st.integers(0, 4), st.integers(0, 99_999_999)
).map(lambda parts: f"{parts[0]:02}{parts[2]:08}"[: 2 + 2 * parts[1]])


@pytest.mark.parametrize(
    ("text", "code"), [("1806", "1806"), ("1806.31", "180631"), ("9403 60 10", "94036010"), ("27\u00a010", "2710")]
)
def test_a_code_is_read_as_people_write_it(text: str, code: str) -> None:
    assert goods.parse(text) == code


@pytest.mark.parametrize("text", ["", "180", "18063", "chocolate", "7701", "9801", "0012", "١٨٠٦", "18061234567"])
def test_what_is_no_code_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="is no goods code") as refused:
        goods.parse(text)

    assert repr(text) in str(refused.value)


def test_parents_begin_with_the_chapter() -> None:
    assert goods.parents("18063100") == ("18", "1806", "180631")


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("01", "I"),
        ("05", "I"),
        ("1806", "IV"),
        ("2710", "V"),
        ("62", "XI"),
        ("71", "XIV"),
        ("9403", "XX"),
        ("97", "XXI"),
    ],
)
def test_a_code_lies_in_its_section(code: str, section: str) -> None:
    assert goods.section(code) == section


@pytest.mark.parametrize(
    ("one", "other", "steps"), [("1806", "1806", 0), ("1806", "180631", 1), ("1806", "1805", 2), ("1806", "1704", 4)]
)
def test_distance_counts_steps_over_the_common_parent(one: str, other: str, steps: int) -> None:
    assert goods.distance(one, other) == steps


def test_codes_of_one_section_are_nearer_than_of_two() -> None:
    assert goods.distance("1806", "1704") < goods.distance("1806", "9403")


@given(CODES, CODES, CODES)
def test_distance_is_a_metric(one: str, two: str, three: str) -> None:
    assert goods.distance(one, one) == 0
    assert goods.distance(one, two) == goods.distance(two, one)
    assert goods.distance(one, three) <= goods.distance(one, two) + goods.distance(two, three)


@given(CODES)
def test_reading_a_code_twice_changes_nothing(code: str) -> None:
    assert goods.parse(goods.parse(code)) == code
