"""Tasks that only tests do: each notes in the history that it was done, so that twice done stands there twice."""

import time
from datetime import timedelta
from functools import partial

from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.jobs.terms import Context, Finish, job, long_job

AT_ONCE = timedelta(0)
STUBBORN = 500


def note(record: str, **values: object) -> str:
    """Write a line that says that it was done."""
    Change.objects.create(verb="did", table="ledger", record=record, values=values)
    return record


def noted() -> list[str]:
    """Return what was done, in order."""
    return list(Change.objects.filter(table="ledger").order_by("pk").values_list("record", flat=True))


@job("A short job", attempts=STUBBORN, pause=AT_ONCE)
def short(name: str, seconds: float = 0) -> str:
    """Note it, in a transaction that lasts as long as is asked for."""
    note(name)
    time.sleep(seconds)
    return name


@long_job("A long job", attempts=STUBBORN, pause=AT_ONCE)
def slow(context: Context, name: str, seconds: float = 0, steps: int = 5) -> Finish:
    """Compute in steps, then note it."""
    for step in range(steps):
        time.sleep(seconds / steps)
        context.report(step + 1, steps, "steps")
    return partial(note, name, key=context.key)


@long_job("A long job that reports nothing", attempts=STUBBORN, pause=AT_ONCE)
def silent(context: Context, name: str, seconds: float = 0) -> Finish:
    """Compute, then note it."""
    time.sleep(seconds)
    return partial(note, name, attempt=context.attempt)


@job("A job that makes jobs", attempts=STUBBORN, pause=AT_ONCE)
def parent(name: str, children: int = 2) -> None:
    """Note it, and enqueue others that are only there if it is done."""
    note(name)
    for child in range(children):
        short.enqueue(f"{name}-{child}")


@job("A job that goes wrong", attempts=3)
def broken(text: str = "no such file") -> None:
    """Note it and raise."""
    note("broken")
    raise ValueError(text)


@job("A job that ends with strange characters")
def strange() -> None:
    """Raise what no database takes as it is."""
    raise ValueError("nul \0 and half \ud83d")


@long_job("A job that goes wrong at first", pause=AT_ONCE)
def flaky(context: Context, name: str) -> Finish:
    """Raise, and at the next attempt note it."""
    if context.attempt == 1:
        raise ValueError(name)
    return partial(note, name)


@job("A job that is refused")
def refused() -> None:
    """Be refused."""
    raise Refused("claim-key-taken", key="a-key")


@long_job("A long job that writes too early", attempts=1)
def hasty(context: Context) -> Finish:
    """Write before the end."""
    note("too early", key=context.key)
    return partial(note, "late")


@job("A job for one fair", unique_by=("fair",), pause=AT_ONCE)
def for_fair(fair: str, reason: str = "") -> None:
    """Note it."""
    note(fair, reason=reason)
