"""Try the API with what its description allows, and with what it does not.

``python tests/fuzz_api.py --minutes 20`` runs long, on a throw-away SQLite, or with ``--postgres`` on a
throw-away PostgreSQL. Hypothesis keeps what failed in ``.hypothesis``. The suite runs the same, shorter,
in ``tests/kirmash/api/test_api_fuzz.py``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from postgres import running_postgres

HERE = Path(__file__).parent


def run(minutes: int, **settings: str) -> int:
    """Run the fuzz test for so many minutes in a process of its own."""
    environment = {**os.environ, "KIRMASH_MODE": "test", "KIRMASH_FUZZ_MINUTES": str(minutes), **settings}
    command = [sys.executable, "-m", "pytest", "-q", "-s", "tests/kirmash/api/test_api_fuzz.py"]
    return subprocess.run(command, cwd=HERE.parent, env=environment, check=False).returncode


def main() -> int:
    """Return 0 when nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=20)
    parser.add_argument("--postgres", action="store_true")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not said.postgres:
            return run(said.minutes, KIRMASH_DATA=folder)
        with running_postgres() as address:
            return run(said.minutes, KIRMASH_DATA=folder, KIRMASH_DATABASE_URL=address)


if __name__ == "__main__":
    sys.exit(main())
