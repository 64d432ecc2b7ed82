"""Kill workers at random moments and count what is done: ``python -c "import killing; killing.main()" KILLS SEED``.

A prepared parent forks the workers, so that a new one is there at once; what they do, they write into shared
memory, so that it is known where each of them died. The answer is one line of JSON.
"""

import json
import mmap
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # only now
from django.db import connections, transaction  # noqa: E402

from kirmash.jobs.models import OVER, Attempt, Job, Worker  # noqa: E402
from kirmash.jobs.terms import job  # noqa: E402
from kirmash.jobs.worker import Loop, Phase, Rhythm  # noqa: E402
from labour import STUBBORN, note, noted, parent, short, slow  # noqa: E402

WORKERS = 4
RHYTHM = Rhythm(lease=1.0, beat=0.15, idle=0.05, shortest=0.01, round=0.2, seen=1.0)
#: How long a worker lingers in a phase that is too short to be hit by chance, in seconds.
LINGER = {Phase.CLAIMED: 0.02, Phase.FINISHING: 0.02, Phase.FINISHED: 0.02}
PATIENCE = 60


@job("A job of the schedule", every=timedelta(seconds=1), attempts=STUBBORN, pause=timedelta(0))
def tock() -> None:
    """Note the tick."""
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
            loop = Watched(self.place, number, seed)
            signal.signal(signal.SIGTERM, lambda *_: loop.stop())
            loop.run()
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


def settle() -> None:
    """Wait until nothing waits or runs but what the schedule adds."""
    end = time.monotonic() + PATIENCE
    while Job.objects.exclude(state__in=OVER).exclude(task="killing.tock").exists() and time.monotonic() < end:
        time.sleep(0.05)


def main() -> None:
    """Kill, wait, count."""
    kills, seed = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    stable, expected = Stable(seed), []
    for number in range(WORKERS):
        stable.start(number)
    began = time.monotonic()
    for number in range(kills):
        expected += enqueue(number)
        stable.kill()
    killed = time.monotonic()
    settle()
    exits = stable.end()
    ledger = Counter(noted())
    ticks = list(Job.objects.filter(task="killing.tock").values_list("tick", "state"))
    tocks = ledger.pop("tock", 0)
    answer = {
        "missing": sorted(set(expected) - set(ledger)),
        "doubled": sorted(name for name, times in ledger.items() if times > 1),
        "unasked": sorted(set(ledger) - set(expected)),
        "done": len(ledger),
        "ticks": len({tick for tick, _state in ticks}),
        "ticks_done": sum(state == "done" for _tick, state in ticks),
        "tocks": tocks,
        "states": dict(Counter(Job.objects.exclude(task="killing.tock").values_list("state", flat=True))),
        "lost_attempts": Attempt.objects.filter(outcome="lost").count(),
        "deaths": dict(stable.deaths),
        "exits": exits,
        "still_signed_on": Worker.objects.count(),
        "seconds": [round(killed - began, 1), round(time.monotonic() - killed, 1)],
    }
    print(json.dumps(answer))
