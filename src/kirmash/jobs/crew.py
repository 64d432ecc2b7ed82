"""The workers of one machine: one in this process, or several in processes of their own that are replaced."""

import signal
import socket
import subprocess
import sys
import threading
import time

from kirmash.jobs.actions.attendance import sign_off
from kirmash.jobs.actions.leasing import expire
from kirmash.jobs.worker import Loop, log

#: How often dead processes are looked for, and the shortest time from a death to the next start, in seconds.
LOOK, PAUSE = 0.2, 1.0


def end_signs() -> list[int]:
    """Return a list that is empty until the machine, or the person at the keyboard, asks the process to end.

    A signal comes at any moment, also while the main thread holds a lock; so it only leaves its number here.
    """
    signs: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda each, _frame: signs.append(each))
    return signs


def work_alone(loop: Loop | None = None) -> None:
    """Be a worker until asked to end."""
    loop, signs = loop or Loop(), end_signs()
    thread = threading.Thread(target=loop.run, name="kirmash-worker")
    thread.start()
    while thread.is_alive() and not signs:
        thread.join(LOOK)
    loop.stop()
    thread.join()
    if not signs:
        raise SystemExit(1)  # the loop ended by an error, which its thread has said


class Crew:
    """Workers in processes of their own; one that dies is replaced, and what it held is free at once."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.processes: list[subprocess.Popen[bytes]] = []
        self.last_death = -PAUSE

    def run(self) -> None:
        """Keep the workers at work until asked to end, then wait for each of them."""
        signs = end_signs()
        while not signs:
            for process in [each for each in self.processes if each.poll() is not None]:
                self._bury(process)
            while len(self.processes) < self.size and not signs and self._may_start():
                self._start()
            time.sleep(LOOK)
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()

    def _may_start(self) -> bool:
        """Say whether a worker may be started: at first all of them, and after a death not at once."""
        return time.monotonic() - self.last_death >= PAUSE

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
