"""Reads one file from standard input under limits that end the process, and writes what it read as JSON."""

import resource
import sys

from fairplan.jsonio import dump, plain
from kirmash.agreements.alternat.reading.document import LARGEST_FILE, MOST_MEMORY, MOST_SECONDS, Unreadable
from kirmash.agreements.alternat.reading.file import read_bytes

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = {"document": plain(read_bytes(sys.stdin.buffer.read(LARGEST_FILE + 1)))}
    except Unreadable as why:
        answer = {"unreadable": [why.code, *why.values]}
    except (MemoryError, RecursionError):
        answer = {"unreadable": ["too-much-work"]}
    sys.stdout.buffer.write(dump(answer).encode())
