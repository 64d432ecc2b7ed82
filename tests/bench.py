"""``make bench``: the main job, timed beside its bound, the reading of its files alone; then the engines."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_meetings

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


def main() -> None:
    """Print one table."""
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
        print(f"{seconds:8.2f} s  {name}")
    bench_meetings.main()


if __name__ == "__main__":
    main()
