"""What administrators do with jobs, and the clearing away of old ones."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.jobs.actions.attendance import FORGOTTEN
from kirmash.jobs.actions.queueing import UnknownTask, put_job, task_at
from kirmash.jobs.models import OVER, Job, State, Worker
from kirmash.jobs.personal import DAYS
from kirmash.jobs.terms import job

KEPT = datetime.timedelta(days=30)
FAILED_KEPT = datetime.timedelta(days=DAYS)
BATCH = 1000


@transaction.atomic
def cancel_job(*, job_id: UUID, account: Account | None = None) -> Job:
    """Cancel a job that waits; ask one that runs to end at its next report."""
    found = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id).first()
    if found is None:
        raise Refused("job-is-being-finished")
    if found.state in OVER:
        raise Refused("job-is-over")
    if found.state == State.WAITING:
        found.state, found.finished = State.CANCELLED, timezone.now()
    found.is_cancel_asked = True
    found.save(update_fields=["state", "finished", "is_cancel_asked"])
    _remember("cancel", found, account)
    return found


@transaction.atomic
def replay_job(*, job_id: UUID, account: Account | None = None) -> Job:
    """Put a job that failed or was cancelled into the queue anew; the new one knows the old one."""
    old = Job.objects.select_for_update().get(pk=job_id)
    if old.state not in (State.FAILED, State.CANCELLED):
        raise Refused("job-is-not-failed")
    if old.replays.exclude(state__in=OVER).exists():
        raise Refused("job-is-replayed")
    try:
        task = task_at(old.task).using(priority=old.priority)
    except UnknownTask:
        raise Refused("task-is-unknown", task=old.task) from None
    new = put_job(task=task, args=old.arguments["args"], kwargs=old.arguments["kwargs"], replay_of=old)
    _remember("replay", old, account, new=str(new.pk))
    return new


@job(_("Clear away old jobs"), daily_at=datetime.time(3, 10), unique_by=())
def prune_jobs() -> int:
    """Delete jobs that were over a month ago, failed ones after three, and workers that fell silent long ago."""
    now = timezone.now()
    old = Q(state__in=[State.DONE, State.CANCELLED], finished__lt=now - KEPT)
    old |= Q(state=State.FAILED, finished__lt=now - FAILED_KEPT)
    keys = list(Job.objects.filter(old).values_list("pk", flat=True)[:BATCH])
    Job.objects.filter(pk__in=keys).delete()
    Worker.objects.filter(seen__lt=now - FORGOTTEN).delete()
    if len(keys) == BATCH:
        prune_jobs.enqueue()
    return len(keys)


def _remember(verb: str, found: Job, account: Account | None, **values: str) -> None:
    Change.objects.create(
        account=account, verb=verb, table="job", record=str(found.pk), values={"task": found.task, **values}
    )
