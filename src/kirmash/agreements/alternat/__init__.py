"""Alternat: from one text the originals that the parties keep, and the proof that they differ in order only.

A text comes from ``read_version`` (markup), ``from_toml`` or ``from_json``; ``originals`` composes it,
``as_pdf`` and ``as_docx`` print what it composed, ``check`` reads finished files back, and
``compare_languages`` shows where the languages of one text do not say the same.
"""

from kirmash.agreements.alternat.checking.check import check_against, check_files
from kirmash.agreements.alternat.checking.verdict import Finding, Verdict
from kirmash.agreements.alternat.composing import Original, originals
from kirmash.agreements.alternat.concord.compare import compare_languages, named_outside_groups
from kirmash.agreements.alternat.faults import faults_of
from kirmash.agreements.alternat.markup import read_version, write_version
from kirmash.agreements.alternat.printing import as_docx, as_pdf
from kirmash.agreements.alternat.reading.document import Document, Unreadable
from kirmash.agreements.alternat.reading.guard import read
from kirmash.agreements.alternat.storing import from_json, from_toml, to_json
from kirmash.agreements.alternat.text import Block, Name, Party, Status, Text, TextRefused, Version

__all__ = [
    "Block", "Finding", "Name", "Original", "Party", "Status", "Text", "TextRefused", "Unreadable", "Verdict",
    "Version", "as_docx", "as_pdf", "check", "compare_languages", "faults_of", "from_json", "from_toml",
    "named_outside_groups", "originals", "read_version", "to_json", "write_version",
]  # fmt: skip


def check(*files: bytes, names: tuple[str, ...] = (), text: Text | None = None) -> Verdict:
    """Return whether finished originals, PDF or DOCX, differ in order only; with a text, whether they are of it.

    Raise ``Unreadable`` for a file that is not read; each is read in a process of its own.
    """
    called = names or tuple(str(number) for number in range(1, len(files) + 1))
    documents = [(name, _read(name, data)) for name, data in zip(called, files, strict=True)]
    if text is not None:
        return check_against(text, documents)
    if len(documents) < 2:
        message = "two files are compared, or one with its text"
        raise ValueError(message)
    return check_files(documents)


def _read(name: str, data: bytes) -> Document:
    try:
        return read(data)
    except Unreadable as why:
        why.name = name
        raise
