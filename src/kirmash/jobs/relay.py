"""Procrastinate as the messenger of large sites on PostgreSQL: it wakes workers, our own tables keep the jobs.

A message names a job; whoever gets it claims the job as any worker does. So a message may come twice, late
or never: the sweep sends again what waits, and the fence lets each job be done once.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResult
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from kirmash.jobs.actions.leasing import claim, reap
from kirmash.jobs.actions.ticking import tick
from kirmash.jobs.backend import DatabaseBackend
from kirmash.jobs.models import Job, State
from kirmash.jobs.worker import Loop, Pulse, Rhythm

BATCH = 500
#: How often lost messages are sent again: every ten seconds; in procrastinate's cron the seconds stand last.
SWEEP = "* * * * * */10"
RHYTHM = Rhythm()


class ProcrastinateBackend(DatabaseBackend):
    """Jobs wait in the site's own database; procrastinate tells workers that they do."""

    def enqueue(
        self,
        task: Task[Any, Any],  # Any: as in the backend that this one extends
        args: Sequence[object],
        kwargs: Mapping[str, object],
    ) -> TaskResult[Any]:
        """Put a job into the queue and, once it is committed, send a message."""
        result = super().enqueue(task, args, kwargs)
        transaction.on_commit(lambda: send(result.id))
        return result


def send(job_id: str) -> None:
    """Send a message about a job that waits; one message waits for each job at most."""
    job = Job.objects.filter(pk=job_id, state=State.WAITING).first()
    if job is None:
        return
    due = job.due if job.due > timezone.now() else None
    message = bring.configure(priority=job.priority, schedule_at=due, queueing_lock=str(job.pk))
    try:
        with transaction.atomic():
            message.defer(job_id=str(job.pk))
    except AlreadyEnqueued:
        pass


@app.task(name="kirmash.bring")
def bring(job_id: str) -> None:
    """Do a job, if it still waits."""
    loop = Loop(rhythm=RHYTHM)
    loop.pulse = Pulse(loop.rhythm, lambda: None)
    job = claim(worker=loop.key, lease=loop.rhythm.lease_time, only=UUID(job_id))
    if job is None:
        return
    loop.pulse.start()
    try:
        loop.do(job)
    finally:
        loop.pulse.end()
    send(job_id)  # if it is to be tried again


@app.periodic(cron=SWEEP)
@app.task(name="kirmash.sweep", queueing_lock="kirmash.sweep", pass_context=True)
async def sweep(context: JobContext, timestamp: int) -> None:
    """Look for lost jobs, for lost messages, and at the schedule."""
    messages = context.app.job_manager
    for stalled in await messages.get_stalled_jobs():
        await messages.finish_job(stalled, status=Status.FAILED, delete_job=True)
    await sync_to_async(send_again)()


def send_again() -> None:
    """Take back what was lost, enqueue what is due, and send a message about everything that waits."""
    reap()
    tick()
    due = Job.objects.filter(state=State.WAITING, due__lte=timezone.now()).order_by("-priority", "due")
    for key in list(due.values_list("pk", flat=True)[:BATCH]):
        send(str(key))


def work_alone() -> None:
    """Be a worker of procrastinate until asked to end; a job that runs then is finished first."""
    loop = Loop(rhythm=RHYTHM)
    presence = Pulse(loop.rhythm, loop.say)
    loop.say()
    presence.start()
    connector: Any = app.connector  # Any: Django's connector, which alone has one for workers
    try:
        worker = app.with_connector(connector.get_worker_connector())
        worker.run_worker(name=loop.key, fetch_job_polling_interval=1.0, delete_jobs="always")
    finally:
        presence.end()
        loop.leave()
