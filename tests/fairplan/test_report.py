"""Limits and their stopwatch."""

import pytest

from fairplan.report import Limit


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="a limit of -1 seconds cannot be kept: it is negative"):
        Limit(seconds=-1)


def test_time_ends_a_run() -> None:
    ticks = iter([10.0, 10.5, 12.0])
    watch = Limit(seconds=2).start(clock=lambda: next(ticks))

    assert [watch.is_over(), watch.is_over()] == [False, True]


def test_work_ends_a_run_and_is_given_out_in_portions() -> None:
    watch = Limit(work=5).start(clock=lambda: 0.0)
    watch.work = 3

    assert (watch.is_over(), watch.allowance(4), watch.allowance(1)) == (False, 2, 1)
    watch.work = 5
    assert watch.is_over() is True


def test_without_a_limit_the_portion_is_whole() -> None:
    assert Limit().start().allowance(7) == 7


def test_the_pace_tells_how_much_fits_in_the_time_left() -> None:
    ticks = iter([0.0, 4.0, 9.99])
    watch = Limit(seconds=10).start(clock=lambda: next(ticks))
    watch.work = 1000

    assert [watch.allowance(5000), watch.allowance(5000)] == [1500, 200]
