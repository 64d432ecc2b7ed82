"""``kirmash work`` and ``kirmash serve`` as someone runs them: they do jobs, end when asked, and survive kills."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
KIRMASH = str(Path(sys.executable).with_name("kirmash"))
PATIENCE = 60


class Site:
    """A folder with a database, the commands that are run on it, and what stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
        own = {"KIRMASH_DATA": str(folder), "PYTHONPATH": str(TESTS), "DJANGO_SETTINGS_MODULE": "kirmash.settings"}
        self.environment = {**kept, **own}

    def python(self, code: str) -> None:
        """Run Python with the tasks of the tests at hand."""
        prelude = "import django; django.setup(); import labour; "
        subprocess.run([sys.executable, "-c", prelude + code], env=self.environment, check=True)

    @contextmanager
    def running(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run a command of Kirmash; at the end nothing of it is left."""
        process = subprocess.Popen([KIRMASH, *words], env=self.environment, start_new_session=True)
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """Return what stands in the database; nothing as long as there is no such table."""
        with closing(sqlite3.connect(self.folder / "kirmash.sqlite3")) as database:
            try:
                return database.execute(question).fetchall()
            except sqlite3.OperationalError:
                return []

    def until(self, question: str, answer: list[tuple[object, ...]]) -> None:
        """Wait until the database answers so."""
        until(lambda: self.rows(question) == answer)


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"not within {PATIENCE} seconds"
        time.sleep(0.05)


LEDGER = "SELECT record FROM kirmash_change WHERE \"table\" = 'ledger' ORDER BY id"
STATES = "SELECT state FROM kirmash_job WHERE task LIKE 'labour.%'"
OUTCOMES = """
    SELECT outcome FROM kirmash_attempt a JOIN kirmash_job j ON a.job_id = j.id
    WHERE task LIKE 'labour.%' ORDER BY number
"""
LOST_BEFORE_THE_LEASE_ENDED = """
    SELECT julianday(ended) - julianday(began) < 30.0 / 86400 FROM kirmash_attempt WHERE outcome = 'lost'
"""
WORKERS = "SELECT kind FROM kirmash_worker"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.python("from django.core.management import call_command; call_command('migrate', verbosity=0)")
    return made


def test_a_worker_that_is_asked_to_end_finishes_a_short_job(site: Site) -> None:
    site.python("labour.short.enqueue('work', 1.5)")

    with site.running("work") as worker:
        site.until(STATES, [("running",)])
        worker.terminate()
        code = worker.wait(PATIENCE)

    assert (code, site.rows(LEDGER), site.rows(STATES), site.rows(WORKERS)) == (0, [("work",)], [("done",)], [])


def test_a_worker_that_is_asked_to_end_gives_a_long_job_back(site: Site) -> None:
    site.python("labour.slow.enqueue('work', 60, steps=300)")

    with site.running("work") as worker:
        site.until(STATES, [("running",)])
        worker.send_signal(signal.SIGINT)
        code = worker.wait(PATIENCE / 2)

    assert (code, site.rows(LEDGER), site.rows(STATES), site.rows(OUTCOMES), site.rows(WORKERS)) == (
        0, [], [("waiting",)], [("released",)], [],
    )  # fmt: skip


def test_a_job_that_runs_shows_its_progress_and_is_cancelled(site: Site) -> None:
    site.python("labour.slow.enqueue('work', 60, steps=300)")

    with site.running("work") as worker:
        site.until("SELECT done > 0, total, word FROM kirmash_job WHERE task = 'labour.slow'", [(1, 300, "steps")])
        site.python(
            "from kirmash.jobs.models import Job; from kirmash.jobs.actions import cancel_job; "
            "cancel_job(job_id=Job.objects.get(task='labour.slow').pk); labour.short.enqueue('the next')"
        )
        site.until(LEDGER, [("the next",)])
        worker.terminate()
        code = worker.wait(PATIENCE)

    assert (code, site.rows(STATES + " ORDER BY state"), site.rows(OUTCOMES + ", a.began")) == (
        0, [("cancelled",), ("done",)], [("cancelled",), ("done",)],
    )  # fmt: skip


def test_a_crew_replaces_a_killed_worker_and_its_job_is_free_at_once(site: Site) -> None:
    site.python("labour.slow.enqueue('work', 3)")
    holder = """
        SELECT pid FROM kirmash_worker w JOIN kirmash_attempt a ON a.worker = w.key
        JOIN kirmash_job j ON a.job_id = j.id WHERE a.outcome = 'running' AND task LIKE 'labour.%'
    """

    with site.running("work", "--processes", "2") as crew:
        site.until(WORKERS, [("process",)] * 2)
        site.until(STATES, [("running",)])
        ((pid,),) = site.rows(holder)
        os.kill(int(str(pid)), signal.SIGKILL)
        site.until(STATES, [("done",)])
        site.until(WORKERS, [("process",)] * 2)
        crew.terminate()
        code = crew.wait(PATIENCE)

    assert (code, site.rows(LEDGER), site.rows(OUTCOMES)) == (0, [("work",)], [("lost",), ("done",)])
    assert (site.rows(LOST_BEFORE_THE_LEASE_ENDED), site.rows(WORKERS)) == ([(1,)], [])


def test_on_sqlite_the_site_does_its_jobs_by_itself(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])

    with site.running("serve", "--port", port) as server:
        site.until(WORKERS, [("thread",)])
        site.python("labour.short.enqueue('work'); labour.slow.enqueue('plan', 60, steps=300)")
        site.until(STATES + " ORDER BY state", [("done",), ("running",)])
        server.terminate()
        code = server.wait(PATIENCE)

    assert (code, site.rows(LEDGER), site.rows(STATES + " ORDER BY state"), site.rows(WORKERS)) == (
        0, [("work",)], [("done",), ("waiting",)], [],
    )  # fmt: skip
