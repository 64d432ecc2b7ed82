"""Numbers and days of a text, in words and in the right plural."""

import datetime

import pytest

from kirmash.agreements.library.loading import wording_of
from kirmash.agreements.library.numbers import YearDay, day_in_words, plural, year_day_in_words


@pytest.mark.parametrize(
    ("number", "english", "russian", "belarusian"),
    [
        (1, "one (1)", "1 (один)", "1 (адзін)"),
        (5, "five (5)", "5 (пять)", "5 (пяць)"),
        (12, "twelve (12)", "12 (двенадцать)", "12 (дванаццаць)"),
        (19, "nineteen (19)", "19 (девятнадцать)", "19 (дзевятнаццаць)"),
        (20, "twenty (20)", "20 (двадцать)", "20 (дваццаць)"),
        (42, "forty-two (42)", "42 (сорок два)", "42 (сорак два)"),
        (90, "ninety (90)", "90 (девяносто)", "90 (дзевяноста)"),
        (100, "one hundred (100)", "100 (сто)", "100 (сто)"),
        (116, "one hundred and sixteen (116)", "116 (сто шестнадцать)", "116 (сто шаснаццаць)"),
        (365, "three hundred and sixty-five (365)", "365 (триста шестьдесят пять)", "365 (трыста шэсцьдзясят пяць)"),
        (730, "seven hundred and thirty (730)", "730 (семьсот тридцать)", "730 (семсот трыццаць)"),
    ],
)
def test_a_number_stands_with_its_words(number: int, english: str, russian: str, belarusian: str) -> None:
    written = [
        numerals.written(number) for name in ("en", "ru", "be") for numerals in [wording_of(name).numerals] if numerals
    ]

    assert written == [english, russian, belarusian]


@pytest.mark.parametrize("language", ["en", "ru", "be"])
def test_no_two_numbers_have_the_same_words(language: str) -> None:
    numerals = wording_of(language).numerals

    assert numerals is not None
    assert len({numerals.in_words(number) for number in range(1, 1000)}) == 999


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ru", ["1 год", "2 года", "5 лет", "11 лет", "21 год", "24 года", "112 лет"]),
        ("be", ["1 год", "2 гады", "5 гадоў", "11 гадоў", "21 год", "24 гады", "112 гадоў"]),
        ("de", ["1 Jahr", "2 Jahre", "5 Jahre", "11 Jahre", "21 Jahre", "24 Jahre", "112 Jahre"]),
        ("en", ["1 year", "2 years", "5 years", "11 years", "21 years", "24 years", "112 years"]),
    ],
)
def test_years_stand_in_the_plural_that_their_number_wants(language: str, written: list[str]) -> None:
    forms = wording_of(language).units["year"]

    assert [f"{n} {plural(n, forms, language)}" for n in (1, 2, 5, 11, 21, 24, 112)] == written


def test_days_stand_as_each_language_writes_them() -> None:
    day = datetime.date(2026, 3, 1)

    assert [day_in_words(day, language) for language in ("en", "de", "ru", "be")] == [
        "1 March 2026", "1. März 2026", "1 марта 2026 года", "1 сакавіка 2026 года",
    ]  # fmt: skip


def test_days_of_every_year_stand_without_it() -> None:
    assert [year_day_in_words(YearDay(1, 15), language) for language in ("en", "de", "ru", "be")] == [
        "15 January", "15. Januar", "15 января", "15 студзеня",
    ]  # fmt: skip
