"""Days are written year first; what else people write is refused with the day that it means."""

import datetime

import pytest

from kirmash.sheets.dates import day_of


def test_a_day_is_written_year_first() -> None:
    assert day_of("2025-09-29") == datetime.date(2025, 9, 29)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("29.09.2025", "is no date; write it year first, as 2025-09-29"),
        ("9.10.2025", "is no date; write it year first, as 2025-10-09"),
        ("09/29/2025", "is no date; write it year first, as 2025-09-29"),
        ("29/09/2025", "is no date; write it year first, as 2025-09-29"),
        ("10/10/2025", "is no date; write it year first, as 2025-10-10"),
        ("09/10/2025", "is no date, for it could be 2025-09-10 or 2025-10-09; write the one that is meant"),
        ("2025/9/29", "is no date; write it year first, as 2025-09-29"),
        ("20250929", "is no date; write it year first, as 2025-09-29"),
        ("2025101", "is no date; write year-month-day, as in 2025-09-29"),
        ("2025-W40-1", "is no date; write year-month-day, as in 2025-09-29"),
        ("2025-02-30", "is no date; write year-month-day, as in 2025-09-29"),
        ("٢٠٢٥-٠٩-٢٩", "is no date; write year-month-day, as in 2025-09-29"),
        ("29.09.25", "is no date; write year-month-day, as in 2025-09-29"),
        ("2025", "is no date; write year-month-day, as in 2025-09-29"),
    ],
)
def test_another_form_is_refused_with_the_day_it_means(cell: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="is no date") as refused:
        day_of(cell)

    assert str(refused.value) == sentence
