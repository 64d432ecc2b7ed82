"""``make bench``: the main job beside its bound, the reading of its files alone; large tables; the search."""

import csv
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

import bench_meetings
from kirmash.scenarios import FOUNDING_FAIR
from postgres import find_postgres, running_postgres

ROUNDS = 5
CLAIM = ("key", "subject", "property", "comparator", "value", "as_of", "source", "language", "quotation")
SIZES = (200_000, 1_000_000)
READ_LARGE = """
import sys, time, django
django.setup()
from pathlib import Path
from kirmash.folder.checking import check
from kirmash.folder.reading import read_folder
began = time.perf_counter()
reading = read_folder(Path(sys.argv[1]))
check(reading)
seconds = time.perf_counter() - began
status = Path("/proc/self/status").read_text().split()
print(f"{seconds:8.2f} s {int(status[status.index('VmHWM:') + 1]) // 1000:5d} MB, {reading.refusals.count} problems")
"""


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


def claims(rows: int, *, good: bool) -> Iterator[tuple[str, ...]]:
    """Yield so many claims after their header; bad ones have no source that is there."""
    yield CLAIM
    for number in range(rows):
        fair, count = "fair:innoprom-belarus-2025", str(number)
        source = "belta-de" if good else f"nobody {number}"
        quotation = f"Mehr als {number} Firmen nehmen teil, sagte der Veranstalter."
        yield (f"claim-{number:07d}", fair, "exhibitors", "more_than", count, "2025-09-29", source, "de", quotation)


def large(rows: int, kind: str, *, good: bool = True) -> str:
    """Read and check a folder with so many claims in a process of its own; return its time and peak of memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(FOUNDING_FAIR, Path(name) / "fair")
        for table in ("claims.csv", "resolutions.csv"):
            (folder / table).unlink()
        if kind == "csv":
            with (folder / "claims.csv").open("w", encoding="utf-8") as file:
                csv.writer(file).writerows(claims(rows, good=good))
        else:
            with xlsxwriter.Workbook(str(folder / "claims.xlsx"), {"constant_memory": True}) as workbook:
                sheet = workbook.add_worksheet("claims")
                for number, row in enumerate(claims(rows, good=good)):
                    for place, cell in enumerate(row):
                        sheet.write_string(number, place, cell)
        run = subprocess.run([sys.executable, "-c", READ_LARGE, folder], capture_output=True, text=True, check=True)
    return run.stdout.strip("\n")


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
    print("Large tables, read and checked once, with the peak of memory")
    for size in SIZES:
        for kind in ("csv", "xlsx"):
            print(f"{large(size, kind)}  {size} claims as {kind}")
    print(f"{large(SIZES[0], 'csv', good=False)}  {SIZES[0]} claims as csv, all refused")
    search()
    if find_postgres() is not None:
        with running_postgres() as address:
            search(KIRMASH_DATABASE_URL=address)
    bench_meetings.main()


if __name__ == "__main__":
    main()
