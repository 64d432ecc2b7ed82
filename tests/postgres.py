"""A real PostgreSQL for the tests: a cluster of its own in a temporary folder, on a socket there."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest version first."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start PostgreSQL and yield the address of its database; it refuses to run as root, so root steps down."""
    programs = find_postgres()
    if programs is None:
        message = "PostgreSQL is not installed"
        raise RuntimeError(message)
    with tempfile.TemporaryDirectory(prefix="kirmash-pg-") as name:
        folder = Path(name)
        user: str | None = None
        if os.geteuid() == 0:
            user = "postgres"
            owner = pwd.getpwnam(user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)

        def run(program: str, *words: str) -> None:
            subprocess.run([str(programs / program), *words], user=user, cwd=folder, check=True, capture_output=True)

        run("initdb", "-D", f"{folder}/data", "-U", "kirmash", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off"
        run("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql://kirmash@{name.replace('/', '%2F')}/postgres"
        finally:
            run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
