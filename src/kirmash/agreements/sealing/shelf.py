"""The shelf: files in the data folder, each under its SHA-256, written whole or not at all."""

import os
import re
import tempfile
from pathlib import Path

from kirmash.agreements.sealing.seal import sha256_of

_HASH = re.compile(r"[0-9a-f]{64}")


class Shelf:
    """The files of scans in a folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "scans"

    def path_of(self, sha256: str) -> Path:
        """Return where a file lies."""
        if not _HASH.fullmatch(sha256):
            raise ValueError(sha256)
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Lay a file down and return its SHA-256; one that is there and whole stays as it is."""
        sha256 = sha256_of(content)
        path = self.path_of(sha256)
        if self.get(sha256) is not None:
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """Return a file; nothing where it is missing, or is not what it was."""
        try:
            content = self.path_of(sha256).read_bytes()
        except OSError:
            return None
        return content if sha256_of(content) == sha256 else None

    def drop(self, sha256: str) -> None:
        """Take a file away."""
        self.path_of(sha256).unlink(missing_ok=True)
