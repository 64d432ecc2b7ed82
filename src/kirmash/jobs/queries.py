"""What the pages show of jobs, in the reader's words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from kirmash.base.errors import SENTENCES
from kirmash.jobs.models import Attempt, Job, Outcome, Schedule, State, Worker
from kirmash.jobs.terms import TERMS, Terms, terms_of

#: A worker that has said nothing for so long counts as silent.
SILENT = timedelta(minutes=1)
SECRET = re.compile(
    r"password|passphrase|secret|token|credential|api_?key|cookie|signature|authori[sz]ation", re.IGNORECASE
)
MASK, LONGEST = "••••••", 300
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A job in words."""

    job: Job
    label: str
    error: str = ""

    @property
    def percent(self) -> int | None:
        """How far it is, where it said of how much."""
        done, total = self.job.done, self.job.total
        return min(100, 100 * done // total) if done is not None and total else None

    @property
    def brief(self) -> str:
        """Its arguments in a line, which tell it from others of the same task."""
        return ", ".join(value for _name, value in arguments_of(self.job))

    @property
    def word(self) -> str:
        """What it does now, in the reader's language."""
        return gettext(self.job.word) if self.job.word else ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.job.finished is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A task of the schedule: when it is due, and the job of its latest tick if that is still kept."""

    label: str
    rule: str
    schedule: Schedule
    last_job: Job | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A worker, whether it was heard of lately, and the job that it does."""

    worker: Worker
    is_silent: bool
    attempt: Attempt | None
    label: str


def label_of(path: str) -> str:
    """Return what a task is called; its path, where this version does not know it."""
    return str(terms_of(path).label)


def find_jobs(text: str, state: str = "") -> QuerySet[Job]:
    """Return the jobs of tasks whose name has all these words, the newest first."""
    found = Job.objects.order_by("-enqueued", "pk")
    if state:
        found = found.filter(state=state)
    for word in text.casefold().split():
        named = [path for path, terms in TERMS.items() if word in str(terms.label).casefold()]
        found = found.filter(Q(task__in=named) | Q(task__icontains=word))
    return found


def count_states(text: str) -> dict[str, int]:
    """Return how many jobs are in each state."""
    return dict(find_jobs(text).order_by().values_list("state").annotate(count=Count("pk")))


def show(jobs: Iterable[Job]) -> list[Shown]:
    """Return jobs in words, with the latest error of each; one query for any number."""
    found = list(jobs)
    wanted = [job.pk for job in found if job.state in (State.WAITING, State.FAILED) and job.fence]
    attempts = Attempt.objects.filter(job__in=wanted).exclude(error={}).order_by("number").defer("traceback")
    errors = {attempt.job_id: sentence_of(attempt.error) for attempt in attempts}
    return [Shown(job=job, label=label_of(job.task), error=errors.get(job.pk, "")) for job in found]


def sentence_of(error: Mapping[str, object]) -> str:
    """Return what went wrong as a sentence in the reader's language."""
    code, values = error.get("code"), error.get("values")
    if code == "lost":
        return _("The worker fell silent. What it had begun is undone.")
    if code in SENTENCES and isinstance(values, Mapping):
        return str(SENTENCES[str(code)]) % values
    if not error:
        return ""
    words = ": ".join(str(part) for part in (error.get("type"), error.get("text")) if part)
    return _("The task ended with an error that it does not foresee: %(error)s") % {"error": words}


def arguments_of(job: Job) -> list[tuple[str, str]]:
    """Return the arguments by name, shortened; what looks like a secret is covered."""
    names, args = terms_of(job.task).parameters, job.arguments.get("args", [])
    rows = list(zip_longest(names[: len(args)], args, fillvalue="…"))
    rows += job.arguments.get("kwargs", {}).items()
    return [(name, MASK if SECRET.search(name) else _plain(value)) for name, value in rows]


def workers() -> list[Present]:
    """Return who works, the ones that were heard of last first."""
    now = timezone.now()
    busy = Attempt.objects.filter(outcome=Outcome.RUNNING).select_related("job").defer("traceback")
    attempts = {attempt.worker: attempt for attempt in busy}
    rows = []
    for worker in Worker.objects.order_by("-seen"):
        attempt = attempts.get(worker.key)
        label = label_of(attempt.job.task) if attempt else ""
        rows.append(Present(worker=worker, is_silent=now - worker.seen > SILENT, attempt=attempt, label=label))
    return rows


def count_workers() -> int:
    """Return how many workers were heard of lately."""
    return Worker.objects.filter(seen__gte=timezone.now() - SILENT).count()


def is_anyone_late() -> bool:
    """Say whether a job has been due for longer than a worker may be silent."""
    return Job.objects.filter(state=State.WAITING, due__lt=timezone.now() - SILENT).exists()


def schedule() -> list[Planned]:
    """Return what is due by itself, the next first."""
    rows = [row for row in Schedule.objects.order_by("due", "task") if row.task in TERMS]
    moments = [row.last for row in rows if row.last]
    ticks = Job.objects.filter(task__in=[row.task for row in rows], tick__in=moments)
    jobs: dict[tuple[str, datetime | None], Job] = {(job.task, job.tick): job for job in ticks}
    return [
        Planned(
            label=label_of(row.task),
            rule=rule_of(TERMS[row.task]),
            schedule=row,
            last_job=jobs.get((row.task, row.last)),
        )
        for row in rows
    ]


def rule_of(terms: Terms) -> str:
    """Return when a task is due by itself, in words."""
    if terms.daily_at:
        return _("every day at %(time)s UTC") % {"time": f"{terms.daily_at:%H:%M}"}
    seconds = int(terms.every.total_seconds()) if terms.every else 0
    if seconds % 60:
        return ngettext("every %(count)s second", "every %(count)s seconds", seconds) % {"count": seconds}
    return ngettext("every %(count)s minute", "every %(count)s minutes", seconds // 60) % {"count": seconds // 60}


def _plain(value: object) -> str:
    text = repr(_covered(value)) if isinstance(value, dict | list) else str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _covered(value: object) -> object:
    if isinstance(value, dict):
        return {name: MASK if SECRET.search(str(name)) else _covered(each) for name, each in value.items()}
    return [_covered(each) for each in value] if isinstance(value, list) else value
