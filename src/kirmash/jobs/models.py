"""Jobs, their attempts, the schedule, and who works."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PATH_LENGTH = 200


class State(models.TextChoices):
    """How a job stands."""

    WAITING = "waiting", pgettext_lazy("job", "waiting")
    RUNNING = "running", pgettext_lazy("job", "running")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")
    CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")


class Outcome(models.TextChoices):
    """How an attempt ended."""

    RUNNING = "running", pgettext_lazy("job", "running")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")
    LOST = "lost", pgettext_lazy("job", "worker lost")
    RELEASED = "released", pgettext_lazy("job", "given back")
    CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")


OVER = (State.DONE, State.FAILED, State.CANCELLED)


class Job(models.Model):
    """A piece of work: a task with its arguments, and how it stands.

    ``fence`` counts how often the job was taken. Who took it keeps the number and may change the job only
    while it is still the same, so that a worker that was taken for dead cannot finish what another has taken.
    It is not done before it is ``due``; the same work, by ``unique_key``, waits only once; ``tick`` is the
    moment of the schedule that it is for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=PATH_LENGTH)
    arguments = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    enqueued = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True, blank=True)
    unique_key = models.CharField(max_length=64, blank=True)
    tick = models.DateTimeField(null=True, blank=True)
    replay_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replays")
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    is_cancel_asked = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(null=True, blank=True)
    total = models.PositiveBigIntegerField(null=True, blank=True)
    word = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-priority", "due", "enqueued"], condition=Q(state=State.WAITING), name="job_by_turn"),
            models.Index(fields=["lease_until"], condition=Q(state=State.RUNNING), name="job_by_lease"),
            models.Index(fields=["state", "-enqueued"], name="job_by_state"),
            models.Index(fields=["-enqueued"], name="job_by_age"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, lease_until__isnull=False)
                | Q(~Q(state=State.RUNNING), lease_until__isnull=True),
                name="job_has_a_lease_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OVER, finished__isnull=False) | Q(~Q(state__in=OVER), finished__isnull=True),
                name="job_is_finished_when_it_is_over",
            ),
            models.UniqueConstraint(
                fields=["task", "unique_key"],
                condition=Q(state=State.WAITING) & ~Q(unique_key=""),
                name="job_waits_once",
            ),
            models.UniqueConstraint(fields=["task", "tick"], name="job_once_for_each_tick"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id}"


class Attempt(models.Model):
    """One attempt at a job; its number is the job's fence at that time."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    worker = models.CharField(max_length=120)
    began = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.RUNNING)
    error = models.JSONField(default=dict, blank=True)
    traceback = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="attempt_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.RUNNING, ended__isnull=True)
                | Q(~Q(outcome=Outcome.RUNNING), ended__isnull=False),
                name="attempt_ends_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.number}"

    @property
    def took(self) -> float | None:
        """How long it lasted, in seconds."""
        return round((self.ended - self.began).total_seconds(), 1) if self.ended else None


class Schedule(models.Model):
    """When a task is due by itself; ``due`` moves on in the transaction that enqueues the tick."""

    task = models.CharField(max_length=PATH_LENGTH, unique=True)
    rule = models.CharField(max_length=40)
    last = models.DateTimeField(null=True, blank=True)
    due = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task} {self.rule}"


class Worker(models.Model):
    """Someone who works off jobs, and when they were last heard of."""

    key = models.CharField(max_length=120, unique=True)
    host = models.CharField(max_length=80)
    pid = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=20, choices=[("process", _("process")), ("thread", _("thread in the web server"))]
    )
    began = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key
