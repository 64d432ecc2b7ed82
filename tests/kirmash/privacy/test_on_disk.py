"""What is erased is not in the file of the database either: not in its free pages, its index or its log."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

FILL = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from builders import a_claim, a_person
from kirmash.record.actions import put_claims
for number in range(300):
    a_person(f"guest-{number}", en=f"Guest Number{number}", ru=f"Гость Номер{number}")
a_person("zvanna-plantova", en="Zvanna Plantova", ru="Званна Плантова")
a_claim("c", "1", quotation="said Zvanna Plantova " * 500)
put_claims(keys=["c"])
"""
#: Begins as a SQLite does that was built without overwriting what is deleted; Debian's is built with it.
ERASE = """
import django; django.setup()
from django.db import connection
connection.cursor().execute("PRAGMA secure_delete = OFF")
from kirmash.privacy.actions import erase
from kirmash.privacy.models import Ground
erase(subject="person:zvanna-plantova", typed="zvanna-plantova", ground=Ground.REQUEST)
"""
TRACES = [b"vanna-plant", b"Zvanna Plantova", "Плантова".encode(), b"lantov", b"\\u041f\\u043b\\u0430\\u043d\\u0442"]


def run(code: str, data: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "KIRMASH_DATABASE_URL"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "kirmash.settings", "KIRMASH_MODE": "test", "KIRMASH_DATA": str(data),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def on_disk(data: Path) -> list[bool]:
    """Say of each trace whether it stands in any file of the database."""
    written = b"".join(path.read_bytes() for path in data.glob("kirmash.sqlite3*"))
    return [trace in written for trace in TRACES]


def test_no_trace_of_an_erased_person_stands_in_the_file_of_the_database(tmp_path: Path) -> None:
    run(FILL, tmp_path)
    before = on_disk(tmp_path)
    with closing(sqlite3.connect(tmp_path / "kirmash.sqlite3")) as another:  # the site goes on: the log is not closed
        another.execute("SELECT count(*) FROM kirmash_person").fetchall()

        run(ERASE, tmp_path)

        assert (before.count(True) >= 3, on_disk(tmp_path)) == (True, [False] * len(TRACES))
