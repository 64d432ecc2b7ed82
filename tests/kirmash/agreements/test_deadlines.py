"""When instruments end, what must be done until when, and how commitments stand."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirmash.agreements.deadlines import (
    Deadline,
    DeadlineKind,
    Execution,
    Happened,
    Promise,
    Renewal,
    Standing,
    Term,
    Turn,
    course,
    execution,
    months_later,
    recurrences,
)

SIGNED = date(2020, 9, 29)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def five_years(renewal: Renewal, *, notice_days: int = 0, termination_days: int | None = None) -> Term:
    return Term(
        begins_on=SIGNED, months=60, renewal=renewal, notice_days=notice_days, termination_days=termination_days
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 9, 29), 60, date(2030, 9, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
    ],
)
def test_a_term_ends_on_the_day_of_the_same_number(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("renewal", "today", "standing", "last_day"),
    [
        (Renewal.NONE, date(2025, 9, 29), Standing.RUNNING, date(2025, 9, 29)),
        (Renewal.NONE, date(2025, 9, 30), Standing.LAPSED, date(2025, 9, 29)),
        (Renewal.ON_NOTICE, date(2025, 9, 30), Standing.LAPSED, date(2025, 9, 29)),
        (Renewal.ON_NEW_SIGNATURE, date(2025, 9, 30), Standing.LAPSED, date(2025, 9, 29)),
        (Renewal.TACIT, date(2025, 9, 30), Standing.RUNNING, date(2030, 9, 29)),
        (Renewal.TACIT, date(2036, 1, 1), Standing.RUNNING, date(2040, 9, 29)),
        (Renewal.OPEN_ENDED, date(2049, 1, 1), Standing.RUNNING, None),
        (Renewal.UNKNOWN, date(2025, 9, 30), Standing.UNKNOWN, date(2025, 9, 29)),
        (Renewal.TACIT, date(2020, 9, 28), Standing.NOT_YET, date(2025, 9, 29)),
    ],
)
def test_what_renews_a_term_decides_how_it_stands(
    renewal: Renewal, today: date, standing: Standing, last_day: date | None
) -> None:
    found = course(five_years(renewal), (), today)

    assert (found.standing, found.last_day) == (standing, last_day)


@pytest.mark.parametrize(
    ("renewal", "expected"),
    [
        (Renewal.TACIT, [(date(2025, 3, 31), DeadlineKind.PREVENT_RENEWAL)]),
        (Renewal.ON_NOTICE,
         [(date(2025, 3, 31), DeadlineKind.RENEW_BY_NOTICE), (date(2025, 9, 30), DeadlineKind.LAST_DAY)]),
        (Renewal.ON_NEW_SIGNATURE,
         [(date(2025, 3, 31), DeadlineKind.SIGN_ANEW), (date(2025, 9, 30), DeadlineKind.LAST_DAY)]),
        (Renewal.NONE, [(date(2025, 9, 30), DeadlineKind.LAST_DAY)]),
        (Renewal.OPEN_ENDED, []),
    ],
)  # fmt: skip
def test_deadlines_follow_from_term_and_renewal(renewal: Renewal, expected: list[tuple[date, DeadlineKind]]) -> None:
    term = Term(begins_on=date(2020, 9, 30), months=60, renewal=renewal, notice_days=183)

    found = course(term, (), date(2024, 1, 1)).deadlines

    assert [(deadline.on, deadline.kind) for deadline in found] == expected


def test_a_notice_of_months_counts_in_months() -> None:
    term = Term(begins_on=SIGNED, months=60, renewal=Renewal.ON_NOTICE, notice_months=6)

    assert term.notice_by(date(2025, 9, 29)) == date(2025, 3, 29)


def test_a_notice_in_time_prevents_tacit_renewal_and_a_late_one_does_not() -> None:
    term = five_years(Renewal.TACIT, notice_days=180)
    in_time, late = (Happened(turn=Turn.NOTICE, on=day) for day in (date(2025, 4, 2), date(2025, 4, 3)))

    ends = [course(term, [notice], date(2025, 10, 1)).last_day for notice in (in_time, late)]

    assert ends == [date(2025, 9, 29), date(2030, 9, 29)]


def test_a_notice_of_termination_takes_effect_after_its_days() -> None:
    term = five_years(Renewal.OPEN_ENDED, termination_days=90)
    notice = Happened(turn=Turn.NOTICE, on=date(2024, 1, 1))

    stands = [course(term, [notice], day).standing for day in (date(2024, 3, 30), date(2024, 3, 31))]

    assert stands == [Standing.ENDING, Standing.ENDED]
    assert course(term, [notice], date(2024, 2, 1)).deadlines == (
        Deadline(on=date(2024, 3, 31), kind=DeadlineKind.ENDS_BY_NOTICE),
    )


def test_what_is_renewed_in_time_runs_on_and_what_is_signed_again_later_begins_anew() -> None:
    term = five_years(Renewal.ON_NEW_SIGNATURE)
    today = date(2027, 1, 1)
    early, late = (Happened(turn=Turn.RENEWED, on=day) for day in (date(2025, 9, 1), date(2026, 3, 1)))

    periods = [course(term, [renewed], today).periods[-1] for renewed in (early, late)]

    assert periods == [(date(2025, 9, 30), date(2030, 9, 29)), (date(2026, 3, 1), date(2031, 3, 1))]


def test_a_renewal_takes_a_notice_back() -> None:
    turns = [Happened(turn=Turn.NOTICE, on=date(2025, 1, 1)), Happened(turn=Turn.RENEWED, on=date(2025, 2, 1))]

    found = course(five_years(Renewal.TACIT, termination_days=30), turns, date(2025, 3, 5))

    assert (found.standing, found.last_day) == (Standing.RUNNING, date(2030, 9, 29))


@pytest.mark.parametrize("turn", [Turn.TERMINATED, Turn.LAPSED, Turn.UPGRADED])
def test_an_end_on_record_ends_it(turn: Turn) -> None:
    found = course(five_years(Renewal.TACIT), [Happened(turn=turn, on=date(2023, 5, 5))], date(2026, 1, 1))

    assert (found.standing, found.ended_on, found.deadlines) == (Standing.ENDED, date(2023, 5, 5), ())


def test_a_suspension_lasts_until_it_is_lifted() -> None:
    turns = [Happened(turn=Turn.SUSPENDED, on=date(2022, 1, 1)), Happened(turn=Turn.RESUMED, on=date(2023, 1, 1))]

    stands = [course(five_years(Renewal.TACIT), turns, day).standing for day in (date(2022, 6, 1), date(2023, 6, 1))]

    assert stands == [Standing.SUSPENDED, Standing.RUNNING]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"months": 0}, "months: 0 is no number of months"),
        ({"notice_days": -1}, "a notice is not given after the last day"),
        ({"begins_on": date(2025, 1, 2), "ends_on": date(2025, 1, 1)}, "ends_on: the last day is before the first"),
    ],
)
def test_a_term_that_cannot_be_is_refused(words: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Term(**words)  # type: ignore[arg-type]  # on purpose


@given(
    term=st.builds(
        Term,
        begins_on=DAYS,
        months=st.integers(1, 120),
        renewal=st.sampled_from(Renewal),
        notice_days=st.integers(0, 400),
        termination_days=st.just(30),
    ),
    turns=st.lists(st.builds(Happened, turn=st.sampled_from(Turn), on=DAYS), max_size=4),
    today=DAYS,
)
def test_periods_follow_each_other_and_no_deadline_is_of_a_period_that_is_over(
    term: Term, turns: list[Happened], today: date
) -> None:
    found = course(term, turns, today)

    ends = [last for _first, last in found.periods[:-1]]
    starts = [first for first, _last in found.periods[1:]]
    assert all(last and first and first > last for first, last in zip(starts, ends, strict=True))
    assert all(deadline.period_ends and deadline.period_ends >= today for deadline in found.deadlines)
    assert (found.ended_on is None) == (found.standing not in {Standing.ENDED, Standing.LAPSED})


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (Promise(made_on=date(2025, 1, 1), due_on=date(2025, 12, 1)), Execution.DUE),
        (Promise(made_on=date(2025, 1, 1), due_on=date(2025, 6, 29)), Execution.LATE),
        (Promise(made_on=date(2024, 1, 1), due_on=date(2024, 12, 29)), Execution.SILENT),
        (Promise(made_on=date(2024, 1, 1), due_on=date(2024, 12, 29), heard_on=date(2025, 3, 1)), Execution.LATE),
        (Promise(made_on=date(2024, 1, 1)), Execution.SILENT),
        (Promise(made_on=date(2024, 1, 1), done_on=date(2024, 5, 1)), Execution.DONE),
        (Promise(made_on=date(2024, 1, 1), dropped_on=date(2024, 5, 1)), Execution.DROPPED),
        (Promise(made_on=None), Execution.DUE),
    ],
)
def test_no_news_is_a_state_of_its_own(promise: Promise, expected: Execution) -> None:
    assert execution(promise, date(2025, 6, 30), 6) == expected


def test_a_commitment_recurs_until_the_end() -> None:
    found = list(recurrences(date(2025, 1, 31), 6, date(2026, 8, 1)))

    assert found == [date(2025, 1, 31), date(2025, 7, 31), date(2026, 1, 31), date(2026, 7, 31)]


def test_a_commitment_that_does_not_recur_falls_due_once() -> None:
    assert list(recurrences(date(2025, 1, 31), None, date(2099, 1, 1))) == [date(2025, 1, 31)]


def test_the_ends_of_time_are_no_error() -> None:
    assert months_later(datetime.date.max, 12).year == datetime.MAXYEAR
