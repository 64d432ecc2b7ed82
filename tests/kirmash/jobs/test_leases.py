"""Who holds a job may finish it, and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import labour
from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.jobs.actions import cancel_job, prune_jobs, replay_job
from kirmash.jobs.actions.attendance import sign_on
from kirmash.jobs.actions.leasing import (
    LeaseLost,
    claim,
    expire,
    fail,
    finish,
    halt,
    reap,
    release,
    renew,
    why_to_halt,
)  # fmt: skip
from kirmash.jobs.models import Attempt, Job, Outcome, State, Worker
from kirmash.jobs.terms import Context, Halted, Reason
from kirmash.jobs.worker import Loop, run_due
from labour import noted

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)
NO: dict[str, object] = {}


def taken(worker: str = "one") -> Job:
    job = claim(worker=worker, lease=LEASE)
    assert job is not None
    return job


def a_lost_job() -> Job:
    labour.short.enqueue("work")
    job = taken()
    reap(at=timezone.now() + 2 * LEASE)
    return job


def state_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def outcomes(job: Job) -> list[str]:
    return list(Attempt.objects.filter(job=job).order_by("number").values_list("outcome", flat=True))


def test_a_job_is_taken_by_one_worker() -> None:
    labour.short.enqueue("work")

    first, second = claim(worker="one", lease=LEASE), claim(worker="two", lease=LEASE)

    assert (first is not None, second) == (True, None)


def test_a_worker_that_fell_silent_loses_its_job_and_another_does_it() -> None:
    job = a_lost_job()

    run_due()

    assert (state_of(job), noted(), outcomes(job)) == (State.DONE, ["work"], [Outcome.LOST, Outcome.DONE])


def test_a_worker_whose_lease_still_runs_keeps_its_job() -> None:
    labour.short.enqueue("work")
    job = taken()

    count = reap()

    assert (count, state_of(job)) == (0, State.RUNNING)


def test_who_lost_a_job_can_neither_finish_nor_fail_nor_keep_nor_give_it_back() -> None:
    late = a_lost_job()
    taken("two")

    attempts: list[Callable[[], object]] = [
        partial(finish, job=late, work=lambda: labour.note("twice"), progress=NO),
        partial(fail, job=late, error=ValueError(), progress=NO),
        partial(renew, job=late, lease=LEASE, progress=NO),
        partial(release, job=late),
        partial(halt, job=late, progress=NO),
    ]
    for attempt in attempts:
        with pytest.raises(LeaseLost):
            attempt()

    assert (noted(), why_to_halt(job=late), state_of(late)) == ([], Reason.LOST, State.RUNNING)


def test_a_job_whose_workers_die_again_and_again_has_failed() -> None:
    labour.broken.enqueue()

    for _death in range(3):
        claim(worker="one", lease=LEASE, at=timezone.now() + timedelta(days=1))
        reap(at=timezone.now() + 2 * LEASE)

    job = Job.objects.get()
    assert (job.state, outcomes(job)) == (State.FAILED, [Outcome.LOST] * 3)


def test_what_a_dead_worker_held_is_free_at_once() -> None:
    labour.short.enqueue("work")
    job = taken("machine:123:abc")

    counts = (expire(worker="machine:12:"), expire(worker="machine:123:"))
    reap()

    assert (counts, state_of(job)) == ((0, 1), State.WAITING)


def test_a_job_that_is_given_back_waits_and_the_attempt_does_not_count() -> None:
    labour.broken.enqueue()

    for _time in range(5):
        release(job=taken())

    job = Job.objects.get()
    assert (job.state, job.due <= timezone.now(), outcomes(job)) == (State.WAITING, True, [Outcome.RELEASED] * 5)


def test_progress_is_kept_with_the_lease() -> None:
    labour.slow.enqueue("plan")
    job = taken()
    before = Job.objects.get().lease_until

    renew(job=job, lease=2 * LEASE, progress={"done": 3, "total": 10, "word": "steps"})

    shown = Job.objects.get()
    assert (shown.done, shown.total, shown.word) == (3, 10, "steps")
    assert before is not None
    assert shown.lease_until is not None
    assert shown.lease_until > before


def test_the_database_keeps_a_lease_for_what_runs_and_only_for_that() -> None:
    labour.short.enqueue("work")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(state=State.RUNNING)


def test_a_report_ends_a_job_that_is_to_end() -> None:
    context = Context(key="a", halt=Reason.CANCELLED)

    with pytest.raises(Halted) as halted:
        context.report(1, 2, "steps")

    assert (halted.value.reason, context.done) == (Reason.CANCELLED, 1)


# --- the same work waits once ------------------------------------------------------------


def test_the_same_work_waits_only_once() -> None:
    first = labour.for_fair.enqueue("gomel", reason="a new exhibitor")
    second = labour.for_fair.enqueue("gomel", reason="another one")
    other = labour.for_fair.enqueue(fair="minsk")

    run_due()

    assert (first.id == second.id, first.id == other.id, sorted(noted())) == (True, False, ["gomel", "minsk"])


def test_the_same_work_may_wait_while_it_is_done() -> None:
    labour.for_fair.enqueue("gomel")
    taken()

    labour.for_fair.enqueue("gomel")

    assert sorted(Job.objects.values_list("state", flat=True)) == [State.RUNNING, State.WAITING]


def test_a_job_that_waits_again_is_kept_though_the_same_work_waits() -> None:
    labour.for_fair.enqueue("gomel", reason="first")
    job = taken()
    labour.for_fair.enqueue("gomel", reason="second")

    fail(job=job, error=ValueError(), progress=NO)

    run_due(at=timezone.now() + timedelta(days=1))
    assert noted() == ["gomel", "gomel"]


# --- cancelling --------------------------------------------------------------------------


def test_a_job_that_waits_is_cancelled_at_once() -> None:
    labour.short.enqueue("work")
    job = Job.objects.get()

    cancel_job(job_id=job.pk)

    assert (state_of(job), run_due(), noted()) == (State.CANCELLED, 0, [])
    assert Change.objects.values_list("verb", "table", "record").get() == ("cancel", "job", str(job.pk))


def test_a_job_that_runs_is_asked_to_end_and_then_does_nothing() -> None:
    labour.short.enqueue("work")
    job = taken()

    cancel_job(job_id=job.pk)
    asked = (why_to_halt(job=job), state_of(job))
    ended = finish(job=job, work=lambda: labour.note("too late"), progress=NO)

    assert (asked, ended, noted()) == ((Reason.CANCELLED, State.RUNNING), State.CANCELLED, [])


ENDS: list[tuple[Callable[[Job], object], str]] = [
    (lambda job: fail(job=job, error=ValueError(), progress=NO), Outcome.FAILED),
    (lambda job: release(job=job), Outcome.RELEASED),
    (lambda _job: reap(at=timezone.now() + 2 * LEASE), Outcome.LOST),
    (lambda job: halt(job=job, progress=NO), Outcome.CANCELLED),
]


@pytest.mark.parametrize(("end", "outcome"), ENDS)
def test_a_job_that_was_asked_to_end_does_not_wait_again(end: Callable[[Job], object], outcome: str) -> None:
    labour.short.enqueue("work")
    job = taken()
    cancel_job(job_id=job.pk)

    end(job)

    assert (state_of(job), outcomes(job)) == (State.CANCELLED, [outcome])


def test_a_job_that_is_over_is_not_cancelled() -> None:
    labour.short.enqueue("work")
    run_due()

    with pytest.raises(Refused, match="no longer be cancelled"):
        cancel_job(job_id=Job.objects.get().pk)


def test_a_worker_that_is_to_end_gives_back_what_it_has_just_taken() -> None:
    labour.short.enqueue("work")
    loop = Loop()
    job = taken(loop.key)
    loop.stop()

    loop.do(job)

    assert (state_of(job), noted(), outcomes(job)) == (State.WAITING, [], [Outcome.RELEASED])


# --- doing again -------------------------------------------------------------------------


def a_failed_job() -> Job:
    labour.refused.using(priority=3).enqueue()
    with pytest.raises(Refused):
        run_due()
    return Job.objects.get()


def test_a_failed_job_is_done_again_by_a_new_one() -> None:
    old = a_failed_job()

    new = replay_job(job_id=old.pk)

    assert (new.replay_of, new.task, new.priority, new.state, state_of(old)) == (
        old,
        old.task,
        3,
        State.WAITING,
        State.FAILED,
    )
    change = Change.objects.get(verb="replay")
    assert (change.record, change.values) == (str(old.pk), {"task": "labour.refused", "new": str(new.pk)})


def test_a_job_is_not_done_again_twice_at_the_same_time() -> None:
    old = a_failed_job()
    replay_job(job_id=old.pk)

    with pytest.raises(Refused, match="being done again already"):
        replay_job(job_id=old.pk)

    assert Job.objects.count() == 2


def test_what_was_done_is_not_done_again() -> None:
    labour.short.enqueue("work")
    run_due()

    with pytest.raises(Refused, match="Only a job that failed"):
        replay_job(job_id=Job.objects.get().pk)


def test_what_this_version_does_not_know_is_not_done_again() -> None:
    old = a_failed_job()
    Job.objects.update(task="labour.gone")

    with pytest.raises(Refused, match=r"does not know the task labour\.gone"):
        replay_job(job_id=old.pk)


# --- clearing away -----------------------------------------------------------------------


def test_old_jobs_and_silent_workers_are_cleared_away() -> None:
    now = timezone.now()
    for name, state, days in [("a", "done", 31), ("b", "done", 29), ("c", "failed", 31), ("d", "failed", 91)]:
        labour.short.enqueue(name)
        newest = Job.objects.order_by("-enqueued")[:1]
        Job.objects.filter(pk__in=newest).update(state=state, finished=now - timedelta(days=days))
    labour.short.enqueue("e")
    for key in ("gone", "here"):
        sign_on(key=key, host="a", pid=1, kind="process")
    Worker.objects.filter(key="gone").update(seen=now - timedelta(days=2))

    count = prune_jobs.func()

    left = sorted(job.arguments["args"][0] for job in Job.objects.all())
    assert (count, left, list(Worker.objects.values_list("key", flat=True))) == (2, ["b", "c", "e"], ["here"])
