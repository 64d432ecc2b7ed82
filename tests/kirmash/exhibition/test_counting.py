"""Counting rules for exhibitors."""

import pytest

from kirmash.exhibition.counting import Presence, count


@pytest.mark.parametrize(
    ("standing", "staff", "goods", "counts"),
    [
        ("main", True, True, {"FKM 1": 1, "UFI 1": 1}),
        ("main", False, True, {"FKM 1": 0, "UFI 1": 1}),
        ("co", True, True, {"FKM 1": 1, "UFI 1": 1}),
        ("co", True, False, {"FKM 1": 1, "UFI 1": 0}),
        ("co", None, None, {"FKM 1": 0, "UFI 1": 0}),
        ("represented", True, True, {"FKM 1": 0, "UFI 1": 0}),
    ],
)
def test_the_same_presence_counts_differently_under_each_rule(
    standing: str, staff: bool | None, goods: bool | None, counts: dict[str, int]
) -> None:
    assert count([Presence(standing=standing, has_own_staff=staff, has_own_goods=goods)]) == counts
