"""Where evidence lies: beside the database, each file under its own hash, so that none is kept twice or changed."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def put(data: bytes) -> str:
    """Keep a file; return its hash. What is there already is left as it is."""
    digest = digest_of(data)
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def take(digest: str) -> bytes | None:
    """Return a file as it was handed in; None where it is gone, or no longer what it was."""
    try:
        data = _path(digest).read_bytes()
    except OSError:
        return None
    return data if digest_of(data) == digest else None


def throw_away(digest: str) -> None:
    """Delete a file."""
    _path(digest).unlink(missing_ok=True)


def _path(digest: str) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        sentence = f"{digest!r} is no hash"
        raise ValueError(sentence)
    return Path(settings.DATA) / "evidence" / digest[:2] / digest
