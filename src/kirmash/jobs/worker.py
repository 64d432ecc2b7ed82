"""The worker: takes a job, computes, finishes, and takes the next; a side thread keeps the lease meanwhile."""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from multiprocessing.util import Finalize
from typing import Any

from django.db import Error as DatabaseProblem
from django.db import close_old_connections, connection

from kirmash.jobs.actions.attendance import sign_off, sign_on
from kirmash.jobs.actions.leasing import LeaseLost, claim, fail, finish, halt, reap, release, renew, why_to_halt
from kirmash.jobs.actions.queueing import task_at
from kirmash.jobs.actions.ticking import tick
from kirmash.jobs.models import Job
from kirmash.jobs.terms import Context, Finish, Halted, Reason, terms_of

log = logging.getLogger("kirmash.jobs")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "CREATE", "ALTER", "DROP", "TRUNCATE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a worker does what, in seconds."""

    #: A job is taken from a worker that has said nothing for so long.
    lease: float = 30.0
    #: How often the side thread looks after the job: shows its progress, asks whether it is cancelled.
    beat: float = 2.0
    #: The longest pause between two looks for work, and the shortest.
    idle: float = 1.0
    shortest: float = 0.05
    #: How often a worker looks for lost jobs and at the schedule.
    round: float = 5.0
    #: How often a worker says that it is there.
    seen: float = 15.0

    @property
    def lease_time(self) -> timedelta:
        """The lease as a length of time."""
        return timedelta(seconds=self.lease)


#: How long a web server that ends waits for the job that its thread does, in seconds.
FAREWELL = 10


class Phase(Enum):
    """Where a worker is."""

    IDLE = auto()
    CLAIMED = auto()
    COMPUTING = auto()
    FINISHING = auto()
    FINISHED = auto()


class WroteTooEarly(Exception):
    """A long job wrote to the database while it computed; only what it returns may, at its end."""

    def __str__(self) -> str:
        return "A long job writes only in the function that it returns: " + super().__str__()


class Pulse(threading.Thread):
    """The side thread: says that the worker is there, keeps the lease of its job, and passes on who wants it ended."""

    def __init__(self, rhythm: Rhythm, say: Callable[[], None]) -> None:
        super().__init__(name="kirmash-pulse", daemon=True)
        self.rhythm, self.say = rhythm, say
        self.ended, self.lock = threading.Event(), threading.Lock()
        self.held: tuple[Job, Context] | None = None
        self.shown: object = None
        self.renewed = self.said = time.monotonic()

    def run(self) -> None:
        """Beat until the worker ends."""
        while not self.ended.wait(self.rhythm.beat):
            try:
                self.beat()
            except DatabaseProblem:
                log.warning("the database is away; the next beat tries again", exc_info=True)
                connection.close()
        connection.close()

    def end(self) -> None:
        """Beat no more."""
        self.ended.set()
        self.join()

    def beat(self) -> None:
        """Look after the job once."""
        now = time.monotonic()
        with self.lock:
            if self.held is not None:
                self._keep(*self.held, now)
        if now - self.said >= self.rhythm.seen:
            self.say()
            self.said = now

    @contextmanager
    def holding(self, job: Job, context: Context) -> Iterator[None]:
        """Keep the lease of a job as long as this lasts."""
        with self.lock:
            self.held, self.shown, self.renewed = (job, context), context.progress, time.monotonic()
        try:
            yield
        finally:
            with self.lock:
                self.held = None

    def _keep(self, job: Job, context: Context, now: float) -> None:
        progress = context.progress
        context.halt = why_to_halt(job=job) or context.halt
        if context.halt == Reason.LOST:
            return
        if progress != self.shown or now - self.renewed >= self.rhythm.lease / 3:
            try:
                renew(job=job, lease=self.rhythm.lease_time, progress=progress)
            except LeaseLost:
                context.halt = Reason.LOST
            self.shown, self.renewed = progress, now


class Loop:
    """A worker's life."""

    def __init__(self, *, kind: str = "process", rhythm: Rhythm | None = None) -> None:
        self.rhythm, self.kind = rhythm or Rhythm(), kind
        self.host, self.pid = socket.gethostname()[:80], os.getpid()
        self.key = f"{self.host}:{self.pid}:{secrets.token_hex(4)}"
        self.stopped = threading.Event()
        self.context: Context | None = None
        self.phase = Phase.IDLE
        self.pulse: Pulse | None = None
        self.next_round = 0.0

    def stop(self) -> None:
        """Let the worker end: a short job is finished, a long one given back at its next report."""
        self.stopped.set()
        context = self.context
        if context is not None:
            context.halt = context.halt or Reason.STOPPING

    def enter(self, phase: Phase) -> None:
        """Note where the worker is."""
        self.phase = phase

    def run(self) -> None:
        """Work until it is stopped; a database that goes away is waited for."""
        self.pulse = Pulse(self.rhythm, self.say)
        self.pulse.start()
        pause = self.rhythm.shortest
        while not self.stopped.is_set():
            try:
                has_worked = self.turn()
            except DatabaseProblem:
                log.warning("the database is away; trying again", exc_info=True)
                connection.close()
                has_worked = False
            pause = self.rhythm.shortest if has_worked else min(pause * 2, self.rhythm.idle)
            if not has_worked:
                self.stopped.wait(pause)
        self.leave()

    def turn(self) -> bool:
        """Do one job if there is one, and now and then what is to be done for all."""
        if time.monotonic() >= self.next_round:
            close_old_connections()
            self._round()
        job = claim(worker=self.key, lease=self.rhythm.lease_time)
        if job is not None:
            self.do(job)
        return job is not None

    def do(self, job: Job) -> BaseException | None:
        """Do a job that was claimed, to whatever end; return the error that it ended with."""
        self.enter(Phase.CLAIMED)
        context = self.context = Context(key=str(job.pk), attempt=job.fence)
        try:
            if self.stopped.is_set():
                raise Halted(Reason.STOPPING)
            work = self._work_of(job, context)

            def in_transaction() -> object:
                self.enter(Phase.FINISHING)
                return work()

            finish(job=job, work=in_transaction, progress=context.progress)
            self.enter(Phase.FINISHED)
        except LeaseLost:
            log.warning("job %s was taken by another worker; what was done here is undone", job.pk)
        except Halted as halted:
            self._halt(job, context, halted.reason)
        except (Exception, SystemExit) as error:  # whatever a task raises is its outcome, noted and shown
            log.warning("job %s (%s) failed", job.pk, job.task, exc_info=True)
            self._fail(job, context, error)
            return error
        finally:
            self.context = None
            self.enter(Phase.IDLE)
        return None

    def _work_of(self, job: Job, context: Context) -> Callable[[], object]:
        task, args, kwargs = task_at(job.task), job.arguments["args"], job.arguments["kwargs"]
        terms = terms_of(job.task)
        if not terms.is_long:
            return lambda: task.func(*args, **kwargs)
        self.enter(Phase.COMPUTING)
        with self._kept(job, context), nullcontext() if terms.has_own_books else no_writes():
            finish_with: Finish = task.func(context, *args, **kwargs)
        return finish_with

    @contextmanager
    def _kept(self, job: Job, context: Context) -> Iterator[None]:
        if self.pulse is None:
            yield
        else:
            with self.pulse.holding(job, context):
                yield

    def _halt(self, job: Job, context: Context, reason: Reason) -> None:
        try:
            if reason == Reason.STOPPING:
                release(job=job)
            elif reason == Reason.CANCELLED:
                halt(job=job, progress=context.progress)
        except LeaseLost:
            log.warning("job %s was taken by another worker meanwhile", job.pk)

    def _fail(self, job: Job, context: Context, error: BaseException) -> None:
        try:
            fail(job=job, error=error, progress=context.progress)
        except LeaseLost:
            log.warning("job %s was taken by another worker meanwhile, or was done", job.pk)

    def _round(self) -> None:
        if self.next_round == 0.0:
            self.say()
        reap()
        tick()
        self.next_round = time.monotonic() + self.rhythm.round

    def say(self) -> None:
        """Say that this worker is there."""
        sign_on(key=self.key, host=self.host, pid=self.pid, kind=self.kind)

    def leave(self) -> None:
        """Go home."""
        if self.pulse is not None:
            self.pulse.end()
        try:
            sign_off(key=self.key)
        except DatabaseProblem:
            log.warning("the database is away; this worker stays on the list until it is forgotten")
        connection.close()


@contextmanager
def no_writes() -> Iterator[None]:
    """Refuse to write to the database from this thread."""

    def refuse(execute: Callable[..., Any], sql: object, *rest: Any) -> Any:  # Any: Django's signature
        if str(sql).lstrip("( \n").upper().startswith(WRITES):
            raise WroteTooEarly(str(sql)[:100])
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


def run_due(*, at: datetime | None = None) -> int:
    """Do all jobs that are due, in this thread and now; raise the first error. Meant for tests."""
    loop, count = Loop(), 0
    while job := claim(worker=loop.key, lease=timedelta(hours=1), at=at):
        error = loop.do(job)
        if error is not None:
            raise error
        count += 1
    return count


def start_thread() -> Loop:
    """Start a worker beside the web server, in a thread that ends with it."""
    loop = Loop(kind="thread")
    thread = threading.Thread(target=loop.run, name="kirmash-worker", daemon=True)

    def end() -> None:
        loop.stop()
        thread.join(timeout=FAREWELL)

    Finalize(None, end, exitpriority=100)  # not atexit, which processes that a web server forks do not run
    thread.start()
    return loop
