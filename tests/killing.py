"""Kill and pause real workers, and count what is done: ``python -c "import killing; killing.kill_all()" KILLS SEED``.

A prepared parent forks the workers, so that a new one is there at once; what they do, they write into shared
memory, so that it is known where each of them died. The answer is one line of JSON.
"""

import ctypes
import json
import mmap
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # only now
from django.db import Error, OperationalError, connection, connections, transaction  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from kirmash.jobs.actions.leasing import reap  # noqa: E402
from kirmash.jobs.crew import work_alone  # noqa: E402
from kirmash.jobs.models import OVER, Attempt, Job  # noqa: E402
from kirmash.jobs.terms import TERMS, job  # noqa: E402
from kirmash.jobs.worker import Loop, Phase, Rhythm, start_thread  # noqa: E402
from labour import STUBBORN, note, noted, parent, short, silent, slow  # noqa: E402

WORKERS = 4
RHYTHM = Rhythm(lease=1.0, beat=0.15, idle=0.05, shortest=0.01, round=0.2, seen=1.0)
#: How long a worker lingers in a phase that is too short to be hit by chance, in seconds.
LINGER = {Phase.CLAIMED: 0.02, Phase.FINISHING: 0.02, Phase.FINISHED: 0.02}
PATIENCE = 60
PR_SET_PDEATHSIG = 1


@job("A job of the schedule", attempts=STUBBORN, pause=timedelta(0))
def tock() -> None:
    """Note the tick; it ticks only where workers are killed."""
    note("tock")


class Watched(Loop):
    """A worker that says where it is, and lingers there a little."""

    def __init__(self, place: mmap.mmap, number: int, seed: int) -> None:
        super().__init__(rhythm=RHYTHM)
        self.place, self.number, self.chance = place, number, random.Random(seed)  # noqa: S311  # a seed, no secret

    def enter(self, phase: Phase) -> None:
        super().enter(phase)
        self.place[self.number] = phase.value
        time.sleep(self.chance.uniform(0, LINGER.get(phase, 0)))


class Stable:
    """The workers and those who kill them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # a seed, no secret
        self.place = mmap.mmap(-1, WORKERS)
        self.pids: dict[int, int] = {}
        self.deaths: Counter[str] = Counter()

    def start(self, number: int) -> None:
        """Fork a worker."""
        connections.close_all()
        seed = self.chance.getrandbits(32)
        pid = os.fork()
        if pid == 0:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # nobody outlives the stable
            work_alone(Watched(self.place, number, seed))
            os._exit(0)
        self.pids[number] = pid

    def kill(self) -> None:
        """Kill a worker, if possible in the phase that chance names, and start another."""
        wanted = self.chance.choice(list(Phase)).value
        time.sleep(self.chance.uniform(0, 0.08))
        numbers = self.chance.sample(range(WORKERS), WORKERS)
        end, number = time.monotonic() + 0.25, numbers[0]
        while time.monotonic() < end:
            there = [each for each in numbers if self.place[each] == wanted]
            if there:
                number = there[0]
                time.sleep(self.chance.uniform(0, 0.01))
                break
            time.sleep(0.001)
        os.kill(self.pids[number], signal.SIGKILL)
        _pid, status = os.waitpid(self.pids[number], 0)
        if os.WTERMSIG(status) != signal.SIGKILL:
            message = f"worker {number} had died by itself: {status}"
            raise RuntimeError(message)
        self.deaths[Phase(self.place[number]).name] += 1
        self.start(number)

    def end(self) -> list[int]:
        """Ask all to end; return how they did."""
        for pid in self.pids.values():
            os.kill(pid, signal.SIGTERM)
        return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in self.pids.values()]


def enqueue(number: int) -> list[str]:
    """Enqueue some of each kind in one transaction, and some that are rolled back; return what will be noted."""
    with transaction.atomic():
        short.enqueue(f"short-{number}", 0.005)
        slow.enqueue(f"slow-{number}", 0.06)
        parent.enqueue(f"parent-{number}")
    try:
        with transaction.atomic():
            short.enqueue(f"never-{number}")
            raise KeyError(number)
    except KeyError:
        pass
    return [f"short-{number}", f"slow-{number}", *(f"parent-{number}{end}" for end in ("", "-0", "-1"))]


def prepare(seed: int) -> Stable:
    """Return a stable without workers, over an empty database."""
    call_command("migrate", verbosity=0)
    return Stable(seed)


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            message = f"not within {PATIENCE} seconds"
            raise TimeoutError(message)
        time.sleep(0.005)


def asked_for() -> QuerySet[Job]:
    """Return the jobs of the test, without ticks and without what the product does by its own schedule."""
    return Job.objects.exclude(task="killing.tock").exclude(task__startswith="kirmash.")


def kill_all() -> None:
    """Kill, wait, count."""
    kills, seed = int(sys.argv[1]), int(sys.argv[2])
    TERMS[tock.module_path] = replace(TERMS[tock.module_path], every=timedelta(seconds=1))
    stable, expected = prepare(seed), []
    for number in range(WORKERS):
        stable.start(number)
    began = time.monotonic()
    for number in range(kills):
        expected += enqueue(number)
        stable.kill()
    killed = time.monotonic()
    asked = asked_for().exclude(state__in=OVER)
    until(lambda: not asked.exists())
    exits = stable.end()
    ledger = Counter(noted())
    ticks = list(Job.objects.filter(task="killing.tock").values_list("tick", "state"))
    tocks = ledger.pop("tock", 0)
    answer = {
        "missing": sorted(set(expected) - set(ledger)),
        "doubled": sorted(name for name, times in ledger.items() if times > 1),
        "unasked": sorted(set(ledger) - set(expected)),
        "done": len(ledger),
        "states": dict(Counter(asked_for().values_list("state", flat=True))),
        "tocks": tocks,
        "ticks_done": sum(state == "done" for _tick, state in ticks),
        "ticks_twice": len(ticks) - len({tick for tick, _state in ticks}),
        "lost": Attempt.objects.filter(outcome="lost").count(),
        "deaths": dict(stable.deaths),
        "exits": exits,
        "seconds": [round(killed - began, 1), round(time.monotonic() - killed, 1)],
    }
    print(json.dumps(answer))


def pause_while_computing() -> None:
    """Stop a worker until another has done its job, then let it go on."""
    stable = prepare(1)
    job_id = silent.enqueue("work", 0.5).id
    stable.start(0)
    until(lambda: stable.place[0] == Phase.COMPUTING.value)
    stop_between_writes(stable.pids[0], job_id)
    stable.start(1)
    until(lambda: Job.objects.get(pk=job_id).state == "done")
    before = noted()
    os.kill(stable.pids[0], signal.SIGCONT)
    until(lambda: stable.place[0] == Phase.IDLE.value)
    print(json.dumps({"before": before, **end_of(stable, job_id)}))


def pause_in_the_transaction() -> None:
    """Stop a worker in the transaction that finishes a job, for longer than its lease."""
    stable = prepare(1)
    job_id = short.enqueue("work", 0.5).id
    stable.start(0)
    until(lambda: stable.place[0] == Phase.FINISHING.value)
    os.kill(stable.pids[0], signal.SIGSTOP)
    taken_back = reap(at=timezone.now() + timedelta(hours=1))
    os.kill(stable.pids[0], signal.SIGCONT)
    until(lambda: Job.objects.get(pk=job_id).state == "done")
    print(json.dumps({"taken_back": taken_back, **end_of(stable, job_id)}))


def stop_between_writes(pid: int, job_id: str) -> None:
    """Stop a worker, but not while its side thread writes, which would stop everybody else on SQLite."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA busy_timeout = 50")
    while True:
        os.kill(pid, signal.SIGSTOP)
        try:
            with transaction.atomic():
                Job.objects.select_for_update(nowait=True).get(pk=job_id)
        except OperationalError:
            os.kill(pid, signal.SIGCONT)
        else:
            return


def end_of(stable: Stable, job_id: str) -> dict[str, object]:
    """End the workers; return what was done and how the attempts at a job ended."""
    exits = stable.end()
    attempts = Attempt.objects.filter(job__pk=job_id).order_by("number")
    return {"noted": noted(), "outcomes": list(attempts.values_list("outcome", flat=True)), "exits": exits}


def write_beside_a_thread() -> None:
    """Write from several threads, as a web server does, while a worker thread does what they enqueue."""
    call_command("migrate", verbosity=0)
    loop = start_thread()
    errors: list[str] = []

    def write(number: int) -> None:
        try:
            for count in range(100):
                with transaction.atomic():
                    note(f"page-{number}-{count}")
                    short.enqueue(f"job-{number}-{count}")
        except Error as error:
            errors.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until(lambda: not Job.objects.exclude(state__in=OVER).exists())
    kinds = Counter(record.split("-")[0] for record in noted())
    attempts = Attempt.objects.filter(job__task="labour.short").count()  # the schedule of the site has jobs of its own
    print(json.dumps({"errors": errors, "noted": kinds, "attempts": attempts, "kind": loop.kind}))
