"""Run all tests: on SQLite, then those that use a database once more on PostgreSQL.

Without PostgreSQL (or Chromium) the tests that need it are left out, and it is said; where ``CI`` is set
that is an error.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from postgres import find_postgres, running_postgres

HERE = Path(__file__).parent


def pytest(*words: str, **settings: str) -> int:
    """Run pytest with settings of the product."""
    environment = {**os.environ, "KIRMASH_MODE": "test", **settings}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "3", "--dist", "worksteal", "--durations=25", *words]
    return subprocess.run(command, cwd=HERE.parent, env=environment, check=False).returncode


def main() -> int:
    """Return 0 when everything passed."""
    with tempfile.TemporaryDirectory() as folder:
        status = pytest(
            "tests/fairplan", "--cov=fairplan", "--cov-report=term-missing:skip-covered", KIRMASH_DATA=folder
        )
        status = pytest("tests", "--ignore=tests/fairplan", *sys.argv[1:], KIRMASH_DATA=folder) or status
        if find_postgres() is None:
            print("PostgreSQL is not installed: its tests were left out (Debian: apt install postgresql)")
            return status or int(bool(os.environ.get("CI")))
        with running_postgres() as address:
            print("The same tests on PostgreSQL:")
            settings = {"KIRMASH_DATA": folder, "KIRMASH_DATABASE_URL": address}
            return status or pytest("tests/kirmash", **settings)


if __name__ == "__main__":
    sys.exit(main())
