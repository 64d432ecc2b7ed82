"""Real workers on real databases are killed, paused and ended; no job is lost and none is done twice."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from machine import lacks
from postgres import find_postgres, running_postgres

TESTS = Path(__file__).parents[1]
KILLS, SEED = 200, 20250929
PHASES = {"IDLE", "CLAIMED", "COMPUTING", "FINISHING", "FINISHED"}
Settings = dict[str, str]


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a site with a database of its own."""
    settings = {"KIRMASH_DATA": str(tmp_path), "KIRMASH_MODE": "test"}
    if request.param == "sqlite":
        yield settings
        return
    if find_postgres() is None:
        lacks("PostgreSQL", "postgresql")
    with running_postgres() as address:
        yield {**settings, "KIRMASH_DATABASE_URL": address}


def environment(site: Settings) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
    return {**kept, **site, "PYTHONPATH": str(TESTS), "DJANGO_SETTINGS_MODULE": "kirmash.settings"}


def play(scene: str, site: Settings, *words: object) -> dict[str, object]:
    """Run a scene of ``killing.py`` in a process of its own and return what came of it."""
    command = [sys.executable, "-c", f"import killing; killing.{scene}()", *map(str, words)]
    ended = subprocess.run(command, env=environment(site), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, object] = json.loads(ended.stdout)
    return answer


def test_no_kill_loses_a_job_or_has_it_done_twice(site: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    answer = play("kill_all", site, KILLS, SEED)

    with capsys.disabled():
        print(f"\n{KILLS} kills: {answer['deaths']}, {answer['lost']} attempts lost, seconds {answer['seconds']}")
    deaths = answer["deaths"]
    assert isinstance(deaths, dict)
    assert (sum(deaths.values()), set(deaths)) == (KILLS, PHASES)
    assert min(deaths.values()) >= KILLS / 20
    assert (answer["missing"], answer["doubled"], answer["unasked"]) == ([], [], [])
    assert (answer["done"], answer["states"]) == (5 * KILLS, {"done": 5 * KILLS})
    assert (answer["tocks"], answer["ticks_twice"]) == (answer["ticks_done"], 0)
    assert answer["exits"] == [0, 0, 0, 0]


def test_a_paused_worker_cannot_finish_what_another_has_done(site: Settings) -> None:
    answer = play("pause_while_computing", site)

    assert answer == {"before": ["work"], "noted": ["work"], "outcomes": ["lost", "done"], "exits": [0, 0]}


def test_a_worker_that_is_paused_in_its_transaction_keeps_the_job(site: Settings) -> None:
    if "KIRMASH_DATABASE_URL" not in site:
        pytest.skip("on SQLite nobody can write meanwhile, so nobody can take the job")

    answer = play("pause_in_the_transaction", site)

    assert answer == {"taken_back": 0, "noted": ["work"], "outcomes": ["done"], "exits": [0]}


def test_a_worker_thread_and_the_web_write_side_by_side(site: Settings) -> None:
    answer = play("write_beside_a_thread", site)

    assert answer == {"errors": [], "noted": {"page": 400, "job": 400}, "attempts": 400, "kind": "thread"}
