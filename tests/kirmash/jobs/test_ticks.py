"""The schedule: each tick once, and what was missed once."""

import datetime
from datetime import UTC, timedelta

import pytest
from django.db import IntegrityError, transaction

import labour
from kirmash.jobs.actions.queueing import put_job
from kirmash.jobs.actions.ticking import tick
from kirmash.jobs.models import Job, Schedule, State
from kirmash.jobs.terms import TERMS, Terms

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2025, 9, 29, 12, 0, 30, tzinfo=UTC)
PATH = "labour.short"


def at(hour: int, minute: int = 0, day: int = 29) -> datetime.datetime:
    return datetime.datetime(2025, 9, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def every_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> Terms:
    """The short job, due every ten minutes, and nothing else."""
    terms = Terms(path=PATH, label="A short job", every=timedelta(minutes=10))
    monkeypatch.setattr("kirmash.jobs.actions.ticking.TERMS", {PATH: terms})
    monkeypatch.setitem(TERMS, PATH, terms)
    return terms


def ticks() -> list[datetime.datetime | None]:
    return list(Job.objects.order_by("tick").values_list("tick", flat=True))


EVERY_TEN, EVERY_SIX = Terms(path=PATH, every=timedelta(minutes=10)), Terms(path=PATH, every=timedelta(hours=6))
MORNING, EVENING = (Terms(path=PATH, daily_at=datetime.time(hour, 10)) for hour in (3, 18))


@pytest.mark.parametrize(
    ("terms", "moment", "before", "after"),
    [
        (EVERY_TEN, NOON, at(12), at(12, 10)),
        (EVERY_TEN, at(12, 10), at(12, 10), at(12, 20)),
        (EVERY_SIX, NOON, at(12), at(18)),
        (MORNING, NOON, at(3, 10), at(3, 10, day=30)),
        (MORNING, at(3, 10), at(3, 10), at(3, 10, day=30)),
        (EVENING, NOON, at(18, 10, day=28), at(18, 10)),
    ],
)
def test_a_moment_lies_between_two_ticks(
    terms: Terms, moment: datetime.datetime, before: datetime.datetime, after: datetime.datetime
) -> None:
    assert (terms.tick_before(moment), terms.tick_after(moment)) == (before, after)


def test_a_new_schedule_waits_for_its_first_tick(every_ten_minutes: Terms) -> None:
    first = tick(at=NOON)

    assert (first, Schedule.objects.get().due, ticks()) == ([], at(12, 10), [])


def test_each_tick_is_enqueued_once(every_ten_minutes: Terms) -> None:
    tick(at=NOON)

    counts = [len(tick(at=at(12, minute))) for minute in (9, 10, 11, 12, 20, 20)]

    assert (counts, ticks()) == ([0, 1, 0, 0, 1, 0], [at(12, 10), at(12, 20)])


def test_ticks_that_were_missed_count_as_one(every_ten_minutes: Terms) -> None:
    tick(at=NOON)

    tick(at=at(9, 5, day=30))

    assert (ticks(), Schedule.objects.get().due) == ([at(9, day=30)], at(9, 10, day=30))


def test_a_worker_that_looked_earlier_does_not_enqueue_again(every_ten_minutes: Terms) -> None:
    tick(at=NOON)
    tick(at=at(12, 10))

    late = tick(at=at(12, 9))

    assert (late, ticks()) == ([], [at(12, 10)])


def test_a_changed_schedule_begins_anew(every_ten_minutes: Terms, monkeypatch: pytest.MonkeyPatch) -> None:
    tick(at=NOON)
    daily = Terms(path=PATH, daily_at=datetime.time(18))
    monkeypatch.setattr("kirmash.jobs.actions.ticking.TERMS", {PATH: daily})

    tick(at=at(12, 30))

    row = Schedule.objects.get()
    assert (row.rule, row.due, ticks()) == ("daily 18:00", at(18), [])


def test_the_database_holds_each_tick_once(every_ten_minutes: Terms) -> None:
    put_job(task=labour.short, kwargs={"name": "x"}, tick=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(task=PATH, tick=NOON)

    assert put_job(task=labour.short, kwargs={"name": "y"}, tick=NOON).arguments["kwargs"] == {"name": "x"}


def test_old_jobs_are_cleared_away_by_schedule() -> None:
    tick(at=at(12))

    made = tick(at=at(4, day=30))

    assert [(job.task, job.state) for job in made if job.task.endswith(".prune_jobs")] == [
        ("kirmash.jobs.actions.keeping.prune_jobs", State.WAITING)
    ]
