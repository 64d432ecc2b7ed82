"""``make bench``: the main job beside its bound, the reading and checking of its files alone; and the search."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from postgres import find_postgres, running_postgres

ROUNDS = 5


def best(*words: str) -> float:
    """Return the best time of several runs, in seconds."""
    times = []
    for _round in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            filled = [word.replace("{}", folder) for word in words]
            environment = {**os.environ, "KIRMASH_DATA": folder, "KIRMASH_MODE": "demo"}
            subprocess.run(filled, env=environment, check=True, capture_output=True)
            times.append(time.perf_counter() - began)
    return min(times)


def search(**settings: str) -> None:
    """Print what the search takes on a database of its own."""
    code = "import django; django.setup(); import bench_search; bench_search.main()"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KIRMASH_DATA": folder, "KIRMASH_MODE": "test", **settings}
        subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, env=environment, check=True)


def main() -> None:
    """Print one table, and the search's."""
    kirmash = str(Path(sys.executable).with_name("kirmash"))
    read = "import django; django.setup(); from kirmash.folder.reading import read_folder; "
    read += "from kirmash.folder.checking import check; from kirmash.scenarios import FOUNDING_FAIR; "
    read += "found = read_folder(FOUNDING_FAIR); check(found); assert not found.problems"
    os.environ["DJANGO_SETTINGS_MODULE"] = "kirmash.settings"
    rows = {
        "start of Python and Django": best(sys.executable, "-c", "import django; django.setup()"),
        "read and check the founding folder": best(sys.executable, "-c", read),
        "kirmash demo, whole": best(kirmash, "demo", "--out", "{}"),
    }
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, best of {ROUNDS}")
    for name, seconds in rows.items():
        print(f"{seconds:8.2f} s  {name}", flush=True)
    search()
    if find_postgres() is not None:
        with running_postgres() as address:
            search(KIRMASH_DATABASE_URL=address)


if __name__ == "__main__":
    main()
