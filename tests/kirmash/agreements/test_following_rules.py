"""The states of commitments day by day, what is reminded of, funnels and meetings: plain rules."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirmash.agreements.deadlines import Execution
from kirmash.agreements.following.funnel import Case, StageDefinition, funnel
from kirmash.agreements.following.meetings import Holding, Said, holding
from kirmash.agreements.following.occurrences import Heard, Made, occurrences, present
from kirmash.agreements.following.reminders import Matter, remindings

SIGNED, TODAY = datetime.date(2024, 1, 10), datetime.date(2026, 5, 20)
YEARLY = Made(made_on=SIGNED, due_on=datetime.date(2024, 3, 15), every_months=12)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def states(made: Made, heard: list[Heard], today: datetime.date = TODAY) -> list[tuple[str, str]]:
    return [(str(one.due_on), str(one.state)) for one in occurrences(made, heard, today, 6)]


def test_what_recurs_has_a_state_of_its_own_each_time_and_the_next_one_is_ahead() -> None:
    heard = [
        Heard(on=day("2024-03-10"), is_done=True, due_on=day("2024-03-15")),
        Heard(on=day("2026-04-01"), is_done=False, due_on=day("2026-03-15")),
    ]

    found = states(YEARLY, heard)

    assert found == [
        ("2024-03-15", "done"), ("2025-03-15", "silent"), ("2026-03-15", "late"), ("2027-03-15", "due"),
    ]  # fmt: skip


def test_the_first_open_time_counts_as_the_present_one() -> None:
    heard = [Heard(on=day("2024-03-10"), is_done=True, due_on=day("2024-03-15"))]

    found = occurrences(YEARLY, heard, TODAY, 6)

    assert present(found).due_on == day("2025-03-15")


def test_a_report_that_nobody_accepted_keeps_it_from_silence_and_does_not_make_it_done() -> None:
    made = Made(made_on=SIGNED, due_on=day("2026-05-01"))
    heard = [Heard(on=day("2026-05-10"), is_done=True, counts=False, has_evidence=True)]

    (one,) = occurrences(made, heard, TODAY, 6)

    assert (one.state, one.is_reported, one.has_evidence, one.heard_on) == (
        Execution.LATE, True, False, day("2026-05-10"),
    )  # fmt: skip


def test_what_was_done_before_it_was_dropped_stays_done() -> None:
    made = Made(made_on=SIGNED, due_on=day("2026-02-01"), dropped_on=day("2026-03-01"))

    done = states(made, [Heard(on=day("2026-01-20"), is_done=True)])
    undone = states(made, [])

    assert (done, undone) == ([("2026-02-01", "done")], [("2026-02-01", "dropped")])


def test_after_it_was_dropped_it_does_not_fall_due_again() -> None:
    made = Made(made_on=SIGNED, due_on=day("2024-03-15"), every_months=12, dropped_on=day("2024-06-01"))

    assert states(made, []) == [("2024-03-15", "dropped"), ("2025-03-15", "dropped")]


@given(
    today=st.dates(day("2024-01-11"), day("2040-01-01")),
    every=st.integers(1, 36),
    heard=st.lists(
        st.builds(Heard, on=st.dates(day("2024-01-11"), day("2040-01-01")), is_done=st.booleans()), max_size=5
    ),
)
def test_times_follow_each_other_and_exactly_one_is_still_to_come(
    today: datetime.date, every: int, heard: list[Heard]
) -> None:
    made = Made(made_on=SIGNED, due_on=day("2024-03-15"), every_months=every)

    found = [one.due_on for one in occurrences(made, heard, today, 6)]

    assert (found, sum(one >= today for one in found if one)) == (sorted(found, key=str), 1)


def remind(on: str | None, state: Execution, given_words: frozenset[str] = frozenset()) -> list[str]:
    matter = Matter(word="commitment:1", on=day(on) if on else None, state=state)
    return [one.word for one in remindings([matter], TODAY, given_words)]


@pytest.mark.parametrize(
    ("on", "state", "expected"),
    [
        ("2026-06-19", Execution.DUE, "commitment:1 2026-06-19 within-30"),
        ("2026-05-27", Execution.DUE, "commitment:1 2026-05-27 within-7"),
        ("2026-05-21", Execution.DUE, "commitment:1 2026-05-21 within-1"),
        ("2026-05-20", Execution.DUE, "commitment:1 2026-05-20 within-1"),
        ("2026-05-19", Execution.LATE, "commitment:1 2026-05-19 late"),
        (None, Execution.SILENT, "commitment:1  silent"),
    ],
)
def test_each_step_is_reminded_of_under_its_own_word_and_once(on: str | None, state: Execution, expected: str) -> None:
    first = remind(on, state)
    second = remind(on, state, frozenset(first))

    assert (first, second) == ([expected], [])


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-06-20", Execution.DUE), (None, Execution.DUE), ("2026-05-01", Execution.DONE), (None, Execution.DROPPED)],
)
def test_what_is_far_off_done_or_dropped_is_not_reminded_of(on: str | None, state: Execution) -> None:
    assert remind(on, state) == []


def test_of_a_yearly_matter_the_next_year_is_reminded_of_again() -> None:
    given_words = frozenset({"commitment:1 2025-06-01 within-30"})

    assert remind("2026-06-01", Execution.DUE, given_words) == ["commitment:1 2026-06-01 within-30"]


PLAN = StageDefinition(key="plan", label="plan", definition="a plan was signed")
FIRST = StageDefinition(key="first", label="first", definition="something was delivered")


def case(key: str, entered: str | None, **reached: str) -> Case:
    return Case(
        key=key, entered_on=day(entered) if entered else None, reached={name: day(on) for name, on in reached.items()}
    )


def test_a_funnel_counts_until_its_cut_off_day_and_a_later_stage_implies_an_earlier_one() -> None:
    cases = [
        case("a", "2024-01-01", plan="2024-02-01", first="2025-01-01"), case("b", "2024-01-01", first="2024-06-01"),
        case("c", "2024-01-01", plan="2026-01-01"), case("d", "2026-01-01"), case("e", None, plan="2024-01-01"),
    ]  # fmt: skip

    found = funnel(cases, [PLAN, FIRST], denominator="agreements signed", cut_off=day("2025-12-31"))

    levels = [(level.stage.key, level.count, level.per_mille, level.keys) for level in found.levels]
    assert (found.total, found.undated, levels) == (
        3, 1, [("plan", 2, 667, ("a", "b")), ("first", 2, 667, ("a", "b"))],
    )  # fmt: skip


@pytest.mark.parametrize(("denominator", "stages"), [("", [PLAN]), ("agreements", []), ("agreements", [PLAN, PLAN])])
def test_no_funnel_without_denominator_and_stages(denominator: str, stages: list[StageDefinition]) -> None:
    with pytest.raises(ValueError, match="a funnel needs"):
        funnel([], stages, denominator=denominator, cut_off=TODAY)


def test_no_stage_without_its_definition() -> None:
    with pytest.raises(ValueError, match="needs its definition"):
        StageDefinition(key="plan", label="plan", definition=" ")


@given(
    st.lists(
        st.builds(
            Case,
            key=st.text(max_size=3),
            entered_on=st.none() | st.dates(day("2020-01-01"), day("2030-01-01")),
            reached=st.dictionaries(
                st.sampled_from(["plan", "first"]), st.none() | st.dates(day("2020-01-01"), day("2030-01-01"))
            ),
        ),
        max_size=20,
    ),
    st.dates(day("2020-01-01"), day("2030-01-01")),
)
def test_no_stage_is_wider_than_the_one_before_it(cases: list[Case], cut_off: datetime.date) -> None:
    found = funnel(cases, [PLAN, FIRST], denominator="x", cut_off=cut_off)

    counts = [found.total, *(level.count for level in found.levels)]
    assert counts == sorted(counts, reverse=True)


YES, NO = {"was_held": True, "has_scan": False}, {"was_held": False, "has_scan": False}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Holding.UNCONFIRMED),
        ([Said(side="delegation", **YES)], Holding.UNCONFIRMED),
        ([Said(side="delegation", **YES), Said(side="delegation", **YES)], Holding.UNCONFIRMED),
        ([Said(side="delegation", was_held=True, has_scan=True)], Holding.HELD),
        ([Said(side="delegation", **YES), Said(side="other", **YES)], Holding.HELD),
        ([Said(side="delegation", **YES), Said(side="other", **NO)], Holding.DISPUTED),
        ([Said(side="delegation", **NO)], Holding.UNCONFIRMED),
        ([Said(side="delegation", **NO), Said(side="other", **NO)], Holding.NOT_HELD),
        ([Said(side="other", **NO), Said(side="other", **YES), Said(side="delegation", **YES)], Holding.HELD),
    ],
)
def test_a_meeting_was_held_by_both_words_or_by_one_with_a_scan(words: list[Said], expected: Holding) -> None:
    assert holding(words) == expected
