"""Putting jobs into the queue; what a person does not do leaves no line in the history."""

import hashlib
import inspect
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks.utils import normalize_json

from kirmash.jobs.models import Job, State
from kirmash.jobs.terms import Terms, terms_of


class UnknownTask(Exception):
    """No task has this path: it was renamed or removed, or this worker is older than the job."""


def task_at(path: str) -> Task[..., Any]:  # Any: whatever the task gives back
    """Return the task with this path."""
    try:
        found = import_string(path)
    except ImportError as error:
        raise UnknownTask(path) from error
    if not isinstance(found, Task):
        raise UnknownTask(path)
    return found


@transaction.atomic
def put_job(
    *,
    task: Task[..., Any],  # Any: whatever the task gives back
    args: Sequence[object] = (),
    kwargs: Mapping[str, object] | None = None,
    tick: datetime | None = None,
    replay_of: Job | None = None,
) -> Job:
    """Put a job into the queue, or return the one that waits for the same work already.

    Inside a transaction it takes effect with the commit and is rolled back with it.
    """
    now, terms = timezone.now(), terms_of(task.module_path)
    job = Job(
        task=task.module_path,
        arguments=normalize_json({"args": list(args), "kwargs": dict(kwargs or {})}),
        priority=task.priority,
        enqueued=now,
        due=task.run_after or now,
        unique_key=_unique_key(task, terms, args, kwargs or {}),
        tick=tick,
        replay_of=replay_of,
    )
    same = Q(pk=job.pk)
    if job.unique_key:
        same |= Q(task=job.task, unique_key=job.unique_key, state=State.WAITING)
    if tick:
        same |= Q(task=job.task, tick=tick)
    while True:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        found = Job.objects.filter(same).first()
        if found is not None:  # otherwise the other one was taken this moment, and there is room for a new one
            return found


def _unique_key(task: Task[..., Any], terms: Terms, args: Sequence[object], kwargs: Mapping[str, object]) -> str:
    if terms.unique_by is None:
        return ""
    given = [None, *args] if terms.is_long else list(args)
    bound = inspect.signature(task.func).bind(*given, **kwargs)
    bound.apply_defaults()
    same = {name: normalize_json(bound.arguments[name]) for name in terms.unique_by}
    return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()
