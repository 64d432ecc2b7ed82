"""Files that nobody vouches for are read in a process of their own, which its limits end: decision 0027."""

import subprocess
import sys

from fairplan.jsonio import build, parse
from kirmash.agreements.alternat.reading.document import LARGEST_FILE, MOST_SECONDS, Document, Unreadable

_PATIENCE = 2 * MOST_SECONDS + 10


def read(data: bytes) -> Document:
    """Return a PDF or DOCX as text; raise ``Unreadable`` where it is none, or takes too much work."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("too-large", str(LARGEST_FILE // 1_000_000))
    command = [sys.executable, "-m", "kirmash.agreements.alternat.reading"]
    try:
        run = subprocess.run(  # noqa: S603 - our own module, and the file by standard input only
            command, input=data, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("too-much-work") from None
    if run.returncode != 0:
        raise Unreadable("too-much-work")
    answer = parse(run.stdout.decode(), "what was read")
    refused = answer.get("unreadable")
    if isinstance(refused, list):
        raise Unreadable(*(str(word) for word in refused))
    return build(Document, answer["document"], "document")
