"""The same tasks, brought to the workers by procrastinate, on a real PostgreSQL."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from machine import lacks
from postgres import find_postgres, running_postgres

TESTS = Path(__file__).parents[1]
PATIENCE = 300
PRELUDE = "import django, json; django.setup(); import labour; from kirmash.jobs.models import Attempt, Job, Worker; "
#: A worker with a short lease, so that the test does not wait for the usual one.
WORK = (
    "from kirmash.jobs import relay; from kirmash.jobs.worker import Rhythm; "
    "relay.RHYTHM = Rhythm(lease=2.0, beat=0.5); relay.work_alone()"
)
#: The schedule of the site enqueues jobs of its own meanwhile: those of the test are asked for by their name.
STATES = "SELECT DISTINCT state FROM kirmash_job WHERE task LIKE 'labour.%'"
HOLDERS = """SELECT worker FROM kirmash_attempt JOIN kirmash_job ON kirmash_job.id = job_id
             WHERE outcome = 'running' AND task = 'labour.slow'"""


class Site:
    """A site on PostgreSQL whose jobs procrastinate brings."""

    def __init__(self, address: str, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
        own = {"KIRMASH_DATA": str(folder), "KIRMASH_DATABASE_URL": address, "KIRMASH_JOBS": "procrastinate"}
        python = {"PYTHONPATH": str(TESTS), "DJANGO_SETTINGS_MODULE": "kirmash.settings"}
        self.environment = {**kept, **own, **python}
        self.address = address
        self.workers: list[subprocess.Popen[bytes]] = []

    def python(self, code: str) -> object:
        """Run Python with the tasks of the tests at hand; return what it prints."""
        command = [sys.executable, "-c", PRELUDE + code]
        said = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout
        return json.loads(said) if said else None

    def find(self, query: str) -> list[str]:
        """Return the first column of what a query finds; asked at once, so that nothing is over before it is seen."""
        with psycopg.connect(self.address) as connection:
            return [str(row[0]) for row in connection.execute(query.encode()).fetchall()]

    def start(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        self.workers.append(subprocess.Popen([sys.executable, "-c", PRELUDE + WORK], env=self.environment))
        return self.workers[-1]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    if find_postgres() is None:
        lacks("PostgreSQL", "postgresql")
    with running_postgres() as address:
        made = Site(address, tmp_path)
        made.python("from django.core.management import call_command; call_command('migrate', verbosity=0)")
        yield made
        for worker in made.workers:
            worker.kill()
            worker.wait()


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"not within {PATIENCE} seconds"
        time.sleep(0.05)


def test_a_killed_worker_of_procrastinate_loses_nothing_and_nothing_is_done_twice(site: Site) -> None:
    site.python(
        "from django.db import transaction\n"
        "with transaction.atomic():\n"
        "    labour.slow.enqueue('slow', 4); labour.parent.enqueue('parent'); labour.flaky.enqueue('flaky')\n"
        "with transaction.atomic():\n"
        "    labour.short.enqueue('never'); transaction.set_rollback(True)\n"
    )

    first = site.start()
    until(lambda: any(f":{first.pid}:" in holder for holder in site.find(HOLDERS)))
    first.send_signal(signal.SIGKILL)
    second = site.start()
    until(lambda: site.find(STATES) == ["done"])
    second.terminate()
    code = second.wait(PATIENCE)

    noted = site.python("print(json.dumps(sorted(labour.noted())))")
    slow = site.python(
        "print(json.dumps(list(Attempt.objects.filter(job__task='labour.slow').order_by('number')"
        ".values_list('outcome', flat=True))))"
    )
    assert (code, noted, slow) == (0, ["flaky", "parent", "parent-0", "parent-1", "slow"], ["lost", "done"])


def test_procrastinate_on_sqlite_is_refused_with_a_sentence(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
    environment = {**kept, "KIRMASH_DATA": str(tmp_path), "KIRMASH_JOBS": "procrastinate"}

    ended = subprocess.run(
        [sys.executable, "-m", "kirmash", "work"], env=environment, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (
        2,
        "kirmash: the setting KIRMASH_JOBS=procrastinate needs PostgreSQL in KIRMASH_DATABASE_URL\n",
    )
