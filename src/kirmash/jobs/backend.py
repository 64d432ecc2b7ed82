"""The door for django-tasks: what a task's ``enqueue`` reaches, and the result it gives back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from kirmash.jobs.actions.queueing import put_job, task_at
from kirmash.jobs.models import Job, State

STATUS = {
    State.WAITING: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.FAILED: TaskResultStatus.FAILED,
    State.CANCELLED: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Jobs wait in the site's own database."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self,
        task: Task[Any, Any],  # Any: the types of django-tasks cannot be said of a list and a dictionary
        args: Sequence[object],
        kwargs: Mapping[str, object],
    ) -> TaskResult[Any]:
        """Put a job into the queue."""
        self.validate_task(task)
        return result_of(put_job(task=task, args=args, kwargs=kwargs), task)

    def get_result(self, result_id: str) -> TaskResult[Any]:  # Any: whatever the task gives back
        """Return how a job stands."""
        try:
            job = Job.objects.get(pk=result_id)
        except (Job.DoesNotExist, ValidationError) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return result_of(job, task_at(job.task))


def result_of(job: Job, task: Task[Any, Any]) -> TaskResult[Any]:  # Any: as above
    """Return a job in the words of django-tasks."""
    attempts = list(job.attempts.order_by("number"))
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[State(job.state)],
        enqueued_at=job.enqueued,
        started_at=attempts[0].began if attempts else None,
        last_attempted_at=attempts[-1].began if attempts else None,
        finished_at=job.finished,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=task.backend,
        errors=[
            TaskError(exception_class_path=str(attempt.error.get("type", "")), traceback=attempt.traceback)
            for attempt in attempts
            if attempt.error
        ],
        worker_ids=[attempt.worker for attempt in attempts],
    )
    object.__setattr__(result, "_return_value", job.result)  # the way of django-tasks
    return result
