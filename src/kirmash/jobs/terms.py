"""What a task says of itself, and what it is given: the face that other chapters see.

A task is declared with :func:`job` or :func:`long_job` and put into the queue with its ``enqueue``.
``docs/guide/jobs.md`` tells how.
"""

import datetime
import inspect
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypedDict, TypeVar, Unpack, cast

from django.utils.translation import override
from django_tasks import task
from django_tasks.base import Task

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

P = ParamSpec("P")
T = TypeVar("T")
#: What a long job returns: what is to be done at its end, in the transaction that finishes it.
Finish = Callable[[], object]
LONGEST_PAUSE = datetime.timedelta(hours=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


class Options(TypedDict, total=False):
    """What a task may say of itself beside its label."""

    attempts: int
    pause: datetime.timedelta
    unique_by: tuple[str, ...]
    daily_at: datetime.time
    every: datetime.timedelta
    has_own_books: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms on which a task is done."""

    path: str
    label: "StrOrPromise" = ""
    is_long: bool = False
    #: The names of its arguments, in order.
    parameters: tuple[str, ...] = ()
    #: How often it is tried before it counts as failed; an attempt whose worker died counts too.
    attempts: int = 5
    #: The pause before the second attempt; it doubles from one attempt to the next.
    pause: datetime.timedelta = datetime.timedelta(seconds=10)
    #: Arguments that make it the same work, so that it waits only once; ``()``: whatever the arguments.
    unique_by: tuple[str, ...] | None = None
    #: When it is due by itself: every day at a time in UTC, or again and again, counted from EPOCH.
    daily_at: datetime.time | None = None
    every: datetime.timedelta | None = None
    #: A long job that notes by itself, in transactions of its own, what it did outside the database.
    has_own_books: bool = False

    @property
    def rule(self) -> str:
        """The schedule as a word, empty without one: ``daily 03:10`` or ``every 600``."""
        if self.daily_at:
            return f"daily {self.daily_at:%H:%M}"
        return f"every {int(self.every.total_seconds())}" if self.every else ""

    def tick_before(self, moment: datetime.datetime) -> datetime.datetime:
        """Return the latest moment of the schedule that is not after this one."""
        start, length = EPOCH, self.every or DAY
        if self.daily_at:
            start += datetime.timedelta(hours=self.daily_at.hour, minutes=self.daily_at.minute)
        return start + (moment - start) // length * length

    def tick_after(self, moment: datetime.datetime) -> datetime.datetime:
        """Return the first moment of the schedule that is after this one."""
        return self.tick_before(moment) + (self.every or DAY)

    def pause_after(self, tries: int) -> datetime.timedelta:
        """Return how long to wait after so many attempts: doubled each time, less some chance, at most an hour."""
        longest = min(self.pause * (1 << min(tries - 1, 20)), LONGEST_PAUSE)
        return longest * random.uniform(0.5, 1)  # noqa: S311  # spreads the load, hides nothing


TERMS: dict[str, Terms] = {}


def nothing_left() -> None:
    """End a long job that has kept its own books."""


def terms_of(path: str) -> Terms:
    """Return the terms of a task, the usual ones for a task that declares none."""
    return TERMS.get(path) or Terms(path=path, label=path)


def job(
    label: "StrOrPromise", *, priority: int = 0, **options: Unpack[Options]
) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Make a function a short job: all it does is one transaction, together with being done.

    It should be a matter of seconds, for on SQLite nobody else writes meanwhile.
    """

    def declare(function: Callable[P, T]) -> Task[P, T]:
        made = task(priority=priority)(function)
        TERMS[made.module_path] = Terms(path=made.module_path, label=label, parameters=_names(function), **options)
        return made

    return declare


def long_job(
    label: "StrOrPromise", *, priority: int = 0, **options: Unpack[Options]
) -> Callable[[Callable[Concatenate["Context", P], Finish]], Task[P, Finish]]:
    """Make a function a long job: it computes outside any transaction and returns what to do at the end.

    What it returns is done in one transaction, together with being done. The function itself may read
    and reach outside, but not write to the database.
    """

    def declare(function: Callable[Concatenate["Context", P], Finish]) -> Task[P, Finish]:
        # Any: the context of django-tasks is replaced by our own, which its types cannot say.
        made = task(priority=priority, takes_context=True)(cast("Any", function))
        TERMS[made.module_path] = Terms(
            path=made.module_path, label=label, is_long=True, parameters=_names(function)[1:], **options
        )
        return cast("Task[P, Finish]", made)

    return declare


def _names(function: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


class Reason(Enum):
    """Why a running job is asked to end."""

    CANCELLED = "cancelled"
    STOPPING = "stopping"
    LOST = "lost"


class Halted(BaseException):
    """A long job ends before its work is done; it passes every ``except Exception``."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True, kw_only=True)
class Context:
    """What a long job is given: a key for effects outside the database, and a place to report its progress."""

    #: The same word at every attempt of this job: the idempotency key for whatever is reached outside.
    key: str
    attempt: int = 1
    done: int | None = None
    total: int | None = None
    word: str = ""
    halt: Reason | None = None

    def report(self, done: int, total: int | None = None, word: "StrOrPromise" = "") -> None:
        """Say how far the job is, with a word that is marked for translation; it ends here if it is to end."""
        with override(None, deactivate=True):
            self.done, self.total, self.word = done, total, str(word)[:200]
        if self.halt is not None:
            raise Halted(self.halt)

    @property
    def progress(self) -> Mapping[str, object]:
        """The progress as columns of the job."""
        return {"done": self.done, "total": self.total, "word": self.word}
