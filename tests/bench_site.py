"""Load the site as visitors do, 50 requests a second, with 31,000 organisations: run by ``make bench``.

The load is open: requests leave on time, whether or not earlier ones were answered, so that waiting is counted.
The machine that asks is the machine that answers.
"""

import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from postgres import find_postgres, running_postgres

RATE, SECONDS, ASKERS, PORT = 50, 20, 40, 8765
FAIR = "innoprom-belarus-2025"
SEARCHED = ("насосы", "Minsk", "трактары", "GmbH Gomel")
#: Pages that list something, as organisers ask for them; ``{n}`` is a number that changes.
PAGES = {
    "exhibitors": f"/fairs/{FAIR}/exhibitors/?page={{n}}",
    "exhibitors, sorted": f"/fairs/{FAIR}/exhibitors/?sort=name&page={{n}}",
    "exhibitors, narrowed": f"/fairs/{FAIR}/exhibitors/?standing=main&country=BY&page={{n}}",
    "exhibitors, found": f"/fairs/{FAIR}/exhibitors/?q={{word}}",
    "claims": "/claims/?page={n}",
    "search": "/search/?q={word}",
}
PREPARE = "import django; django.setup(); import bench_site_data; bench_site_data.main()"
#: Somebody else who does something every second.
WRITE = (
    "import django, time; django.setup(); from kirmash.base.models import Change\n"
    "while True: Change.objects.create(verb='did', table='bench', record='x'); time.sleep(1)"
)
#: The first row of what is printed: no page, all of them.
ALL = "all pages"


class Askers:
    """Threads that ask for pages on time and note how long each answer took."""

    def __init__(self, session: str) -> None:
        self.session = session
        self.own = threading.local()
        self.times: dict[str, list[float]] = {name: [] for name in PAGES}
        self.wrong: list[str] = []

    def ask(self, name: str, path: str, due: float) -> None:
        """Ask for a page; the time counts from when it was due."""
        if not hasattr(self.own, "connection"):
            self.own.connection = http.client.HTTPConnection("localhost", PORT, timeout=30)
        headers = {"Cookie": f"sessionid={self.session}", "Accept-Encoding": "gzip"}
        try:
            self.own.connection.request("GET", path, headers=headers)
            answer = self.own.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as failed:
            del self.own.connection
            self.wrong.append(f"{name}: {failed!r}")
            return
        if answer.status != http.client.OK:
            self.wrong.append(f"{name}: {answer.status}")
        self.times[name].append(1000 * (time.perf_counter() - due))

    def load(self, seconds: int) -> None:
        """Ask for all pages in turn, so many a second."""
        chance = random.Random(10)  # noqa: S311  # which page is asked for
        with ThreadPoolExecutor(ASKERS) as pool:
            begin = time.perf_counter()
            for number in range(RATE * seconds):
                due = begin + number / RATE
                time.sleep(max(0.0, due - time.perf_counter()))
                name = chance.choice(list(PAGES))
                path = PAGES[name].format(n=chance.randint(1, 600), word=http_word(chance.choice(SEARCHED)))
                pool.submit(self.ask, name, path, due)


def http_word(text: str) -> str:
    """Return a word as it stands in an address."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def serve(environment: dict[str, str], data: str) -> subprocess.Popen[bytes]:
    """Start the site and wait until it answers."""
    kirmash = str(Path(sys.executable).with_name("kirmash"))
    command = [kirmash, "serve", "--data", data, "--port", str(PORT), "--workers", str(os.cpu_count() or 2)]
    site = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _second in range(60):
        try:
            connection = http.client.HTTPConnection("localhost", PORT, timeout=5)
            connection.request("GET", "/accounts/login/")
            connection.getresponse()
        except OSError:
            time.sleep(1)
        else:
            return site
    site.kill()
    sys.exit("the site did not start")


def measure(name: str, **settings: str) -> None:
    """Print how long pages take on one database."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kirmash.settings", "KIRMASH_DATA": data, **settings}
        path = {"PYTHONPATH": str(Path(__file__).parent)}
        words = [sys.executable, "-c", PREPARE]
        session = subprocess.run(words, env={**environment, **path}, check=True, capture_output=True, text=True).stdout
        site = serve(environment, data)
        try:
            Askers(session.strip()).load(5)
            quiet, busy = Askers(session.strip()), Askers(session.strip())
            quiet.load(SECONDS)
            writer = subprocess.Popen([sys.executable, "-c", WRITE], env={**environment, **path})
            busy.load(SECONDS)
            writer.kill()
            writer.wait()
        finally:
            site.terminate()
            site.wait(30)
    tell(quiet, name)
    tell(busy, f"{name}, while somebody does something every second")


def tell(askers: Askers, name: str) -> None:
    """Print how long the pages took."""
    print(f"{RATE} requests a second for {SECONDS} s, 31,000 organisations, {os.cpu_count()} workers, {name}")
    for page, times in {ALL: [t for found in askers.times.values() for t in found], **askers.times}.items():
        ordered = sorted(times)
        half, most, last = (
            statistics.median(ordered),
            ordered[len(ordered) * 95 // 100],
            ordered[len(ordered) * 99 // 100],
        )
        print(f"{half:8.1f} ms half, {most:8.1f} ms 95 %, {last:8.1f} ms 99 %  {page} ({len(ordered)})")
    if askers.wrong:
        print(f"{len(askers.wrong)} wrong answers: {sorted(set(askers.wrong))[:5]}")


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where it is installed."""
    measure("SQLite")
    if find_postgres() is not None:
        with running_postgres() as address:
            measure("PostgreSQL", KIRMASH_DATABASE_URL=address)


if __name__ == "__main__":
    main()
