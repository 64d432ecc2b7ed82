"""A file of either kind, known by its content, whatever its name says."""

from kirmash.agreements.alternat.reading.document import LARGEST_FILE, Document, Unreadable
from kirmash.agreements.alternat.reading.docx import read_docx
from kirmash.agreements.alternat.reading.pdf import read_pdf


def read_bytes(data: bytes) -> Document:
    """Return a PDF or DOCX as text, in this process; files of strangers are read by ``guard.read`` instead."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("too-large", str(LARGEST_FILE // 1_000_000))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return read_pdf(data)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return read_docx(data)
    raise Unreadable("other-kind")
