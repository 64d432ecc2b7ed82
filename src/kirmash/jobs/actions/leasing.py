"""What a worker does to a job: take it, keep it, finish it, fail it, give it back; and finding what was lost.

Every step is one transaction. Whoever changes a job that runs holds its row and has the fence under which
the job was taken; otherwise :class:`LeaseLost`.
"""

import traceback
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.utils import normalize_json

from kirmash.base.errors import Refused
from kirmash.jobs.models import Attempt, Job, Outcome, State
from kirmash.jobs.terms import Reason, terms_of

COUNTED = (Outcome.FAILED, Outcome.LOST)
BATCH = 100
LONGEST_TEXT = 500


class LeaseLost(Exception):
    """The job is not this worker's any more."""


def claim(*, worker: str, lease: timedelta, only: UUID | None = None, at: datetime | None = None) -> Job | None:
    """Take the job whose turn it is, or the one named if it waits; None if there is none."""
    now = timezone.now()
    waiting = Job.objects.filter(state=State.WAITING, due__lte=at or now)
    if only is not None:
        waiting = waiting.filter(pk=only)
    if not waiting.exists():  # a look takes no lock, which matters on SQLite
        return None
    with transaction.atomic():
        job = waiting.select_for_update(skip_locked=True).order_by("-priority", "due", "enqueued").first()
        if job is None:
            return None
        job.state, job.fence, job.lease_until = State.RUNNING, job.fence + 1, now + lease
        job.save(update_fields=["state", "fence", "lease_until"])
        Attempt.objects.create(job=job, number=job.fence, worker=worker, began=now)
    return job


def renew(*, job: Job, lease: timedelta, progress: Mapping[str, object]) -> None:
    """Keep a job for a while longer and show how far it is."""
    held = Job.objects.filter(pk=job.pk, fence=job.fence, state=State.RUNNING)
    if not held.update(lease_until=timezone.now() + lease, **progress):
        raise LeaseLost


def why_to_halt(*, job: Job) -> Reason | None:
    """Say why a job that runs should end, if it should."""
    row = Job.objects.filter(pk=job.pk, fence=job.fence, state=State.RUNNING).values_list("is_cancel_asked").first()
    if row is None:
        return Reason.LOST
    return Reason.CANCELLED if row[0] else None


@transaction.atomic
def finish(*, job: Job, work: Callable[[], object], progress: Mapping[str, object]) -> State:
    """Do the work and say that it is done, both or neither; a job that is to be cancelled is not done."""
    held = _hold(job)
    if held.is_cancel_asked:
        return _end(held, State.CANCELLED, Outcome.CANCELLED, progress)
    held.result = normalize_json(work())
    return _end(held, State.DONE, Outcome.DONE, progress)


@transaction.atomic
def fail(*, job: Job, error: BaseException, progress: Mapping[str, object]) -> State:
    """Note an error: the job waits for its next attempt, or has failed. A refusal is not tried again."""
    words = _plain("".join(traceback.format_exception(error)))
    is_final = isinstance(error, Refused)
    return _again(_hold(job), Outcome.FAILED, progress, error=_said(error), trace=words, is_final=is_final)


@transaction.atomic
def release(*, job: Job) -> State:
    """Give a job back undone; the attempt does not count."""
    return _wait(_hold(job), Outcome.RELEASED, timezone.now())


@transaction.atomic
def halt(*, job: Job, progress: Mapping[str, object]) -> State:
    """End a job that was to be cancelled and has stopped."""
    return _end(_hold(job), State.CANCELLED, Outcome.CANCELLED, progress)


def reap(*, at: datetime | None = None) -> int:
    """Take back what workers hold that fell silent; return how many jobs it was."""
    silent = Job.objects.filter(state=State.RUNNING, lease_until__lt=at or timezone.now())
    count = 0
    for pk in list(silent.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            job = silent.select_for_update(skip_locked=True).filter(pk=pk).first()
            if job is not None:
                _again(job, Outcome.LOST, {}, error={"code": "lost"})
                count += 1
    return count


def expire(*, worker: str) -> int:
    """End the leases of workers that are known to be dead, by the beginning of their keys."""
    held = Attempt.objects.filter(outcome=Outcome.RUNNING, worker__startswith=worker).values("job")
    return Job.objects.filter(pk__in=held, state=State.RUNNING).update(lease_until=timezone.now())


def _hold(job: Job) -> Job:
    held = Job.objects.select_for_update().filter(pk=job.pk, fence=job.fence, state=State.RUNNING).first()
    if held is None:
        raise LeaseLost
    return held


def _again(
    job: Job,
    outcome: Outcome,
    progress: Mapping[str, object],
    *,
    error: Mapping[str, object],
    trace: str = "",
    is_final: bool = False,
) -> State:
    terms = terms_of(job.task)
    tries = job.attempts.filter(outcome__in=COUNTED).count() + 1
    note = {"error": dict(error), "traceback": trace}
    if job.is_cancel_asked:
        return _end(job, State.CANCELLED, outcome, progress, **note)
    if is_final or tries >= terms.attempts:
        return _end(job, State.FAILED, outcome, progress, **note)
    return _wait(job, outcome, timezone.now() + terms.pause_after(tries), **note)


def _end(job: Job, state: State, outcome: Outcome, progress: Mapping[str, object], **note: object) -> State:
    now = timezone.now()
    job.state, job.finished, job.lease_until = state, now, None
    for column, value in progress.items():
        setattr(job, column, value)
    job.save()
    Attempt.objects.filter(job=job, number=job.fence).update(outcome=outcome, ended=now, **note)
    return state


def _wait(job: Job, outcome: Outcome, due: datetime, **note: object) -> State:
    if job.is_cancel_asked:
        return _end(job, State.CANCELLED, outcome, {}, **note)
    job.state, job.due, job.lease_until = State.WAITING, due, None
    job.done = job.total = None
    job.word = ""
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:  # meanwhile the same work was put into the queue again; this one waits beside it
        job.unique_key = ""
        job.save()
    Attempt.objects.filter(job=job, number=job.fence).update(outcome=outcome, ended=timezone.now(), **note)
    return State.WAITING


def _said(error: BaseException) -> dict[str, object]:
    if isinstance(error, Refused):
        return {"code": error.code, "values": {name: _plain(str(value)) for name, value in error.values.items()}}
    return {"type": type(error).__name__, "text": _plain(str(error))[:LONGEST_TEXT]}


def _plain(text: str) -> str:
    """Return a text that every database takes."""
    return text.replace("\0", "").encode(errors="replace").decode()
