"""The workers of one machine: one in this process, or several in processes of their own that are replaced."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from kirmash.jobs.actions.attendance import sign_off
from kirmash.jobs.actions.leasing import expire
from kirmash.jobs.worker import Loop, log

#: How often dead processes are looked for, and the shortest time from one start to the next, in seconds.
LOOK, PAUSE = 0.2, 1.0


def on_end(stop: Callable[[], None]) -> None:
    """Call this when the machine, or the person at the keyboard, asks the process to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())


def work_alone() -> None:
    """Be a worker until asked to end."""
    loop = Loop()
    on_end(loop.stop)
    loop.run()


class Crew:
    """Workers in processes of their own; one that dies is replaced, and what it held is free at once."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.stopped = threading.Event()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.last_death = -PAUSE

    def run(self) -> None:
        """Keep the workers at work until asked to end, then wait for each of them."""
        while not self.stopped.is_set():
            for process in [each for each in self.processes if each.poll() is not None]:
                self._bury(process)
            while len(self.processes) < self.size and self._may_start():
                self._start()
            self.stopped.wait(LOOK)
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()

    def _may_start(self) -> bool:
        """Say whether a worker may be started: at first all of them, and after a death not at once."""
        return not self.stopped.is_set() and time.monotonic() - self.last_death >= PAUSE

    def _start(self) -> None:
        # A group of its own: Ctrl+C reaches the crew, which then asks each worker once.
        command = [sys.executable, "-m", "kirmash", "work"]
        process = subprocess.Popen(command, start_new_session=True)  # noqa: S603  # our own words only
        self.processes.append(process)

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        log.warning("worker %s ended with %s; another takes its place", process.pid, process.returncode)
        self.processes.remove(process)
        self.last_death = time.monotonic()
        dead = f"{socket.gethostname()[:80]}:{process.pid}:"
        expire(worker=dead)
        sign_off(key=dead)
