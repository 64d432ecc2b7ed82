"""The schedule: every tick is enqueued once, however many workers look; ticks that were missed count as one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kirmash.jobs.actions.queueing import put_job, task_at
from kirmash.jobs.models import Job, Schedule
from kirmash.jobs.terms import TERMS, Terms


def tick(*, at: datetime | None = None) -> list[Job]:
    """Enqueue what is due by the schedule."""
    now = at or timezone.now()
    kept = {schedule.task: schedule for schedule in Schedule.objects.all()}
    planned = {path: terms for path, terms in TERMS.items() if terms.rule}
    if any(path not in kept or kept[path].rule != terms.rule for path, terms in planned.items()):
        kept = _declare(planned, now)
    due = [planned[path] for path, schedule in kept.items() if path in planned and schedule.due <= now]
    return [job for terms in due if (job := _enqueue(terms, kept[terms.path], now))]


@transaction.atomic
def _declare(planned: dict[str, Terms], now: datetime) -> dict[str, Schedule]:
    rows = [Schedule(task=path, rule=terms.rule, due=terms.tick_after(now)) for path, terms in planned.items()]
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)
    for schedule in Schedule.objects.select_for_update().filter(task__in=planned).order_by("task"):
        terms = planned[schedule.task]
        if schedule.rule != terms.rule:
            schedule.rule, schedule.due = terms.rule, terms.tick_after(now)
            schedule.save()
    return {schedule.task: schedule for schedule in Schedule.objects.all()}


@transaction.atomic
def _enqueue(terms: Terms, schedule: Schedule, now: datetime) -> Job | None:
    """Move the schedule on and enqueue its latest tick; None if another worker was first."""
    moment = terms.tick_before(now)
    mine = Schedule.objects.filter(task=terms.path, rule=terms.rule, due=schedule.due)
    if not mine.update(last=moment, due=terms.tick_after(now)):
        return None
    return put_job(task=task_at(terms.path), tick=moment)
