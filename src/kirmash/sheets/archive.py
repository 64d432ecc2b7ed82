"""The zip around a workbook: what it is and how large, before any of it is unpacked; nothing reaches the disk."""

import struct
import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.sheets.limits import (
    LARGEST_FILE,
    LARGEST_PART,
    LARGEST_WORKBOOK,
    MOST_PARTS,
    MOST_UNPACKING,
    megabytes,
)
from kirmash.sheets.lines import TableRefused, damaged
from kirmash.sheets.spec import visible

#: What Python's zip reader raises for files that are none, or none of its kind.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
WORKBOOK = "xl/workbook.xml"
_CHUNK = 65_536
_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_IS_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def open_archive(path: Path) -> zipfile.ZipFile:
    """Return the parts of a workbook; raise ``TableRefused`` for everything that is no plain workbook."""
    if path.stat().st_size > LARGEST_FILE:
        most = megabytes(LARGEST_FILE)
        raise TableRefused(_("is larger than %(most)s MB; leave out what is not needed") % {"most": most})
    with path.open("rb") as file:
        beginning = file.read(len(_OLE))
    if beginning == _OLE:
        is_encrypted = _count(path, _ENCRYPTED_PART) > 0
        raise TableRefused(_("is protected by a password; save it without one") if is_encrypted else other_kind(".xls"))
    if not beginning.startswith(b"PK"):
        raise TableRefused(_("is no workbook, whatever its name says; open it in a spreadsheet and save it as .xlsx"))
    if _count(path, _ENTRY) > MOST_PARTS:
        raise TableRefused(damaged())
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED:
        raise TableRefused(damaged()) from None
    try:
        _check_contents(archive)
    except TableRefused:
        archive.close()
        raise
    return archive


def other_kind(suffix: str) -> str:
    """Return the sentence on a spreadsheet of a kind that is not read."""
    return _("is a spreadsheet of another kind (%(suffix)s); save it as .xlsx or as CSV") % {"suffix": suffix}


def has_macros() -> str:
    """Return the sentence on a workbook that brings programs along."""
    return _("holds macros; save it as .xlsx without them")


def unpack(archive: zipfile.ZipFile, name: str, largest: int = LARGEST_PART) -> Generator[bytes]:
    """Yield a part piece by piece, and no more of it than the directory announces and the limit allows."""
    size = 0
    try:
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > largest:
                    raise TableRefused(too_large(largest))
                yield chunk
    except DAMAGED:
        raise TableRefused(damaged()) from None


def too_large(most: int = LARGEST_WORKBOOK) -> str:
    """Return the sentence on a workbook that unpacks to more than a machine should hold."""
    return _("unpacks to more than %(most)s MB, or to a multiple of its size that no spreadsheet writes") % {
        "most": megabytes(most)
    }


def _count(path: Path, pattern: bytes) -> int:
    """Return how often a pattern stands in a file, without holding the file."""
    count, rest = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(1_000_000):
            count += (rest + chunk).count(pattern)
            rest = chunk[-len(pattern) + 1 :]
    return count


def _check_contents(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > LARGEST_WORKBOOK or unpacked > LARGEST_PART + MOST_UNPACKING * packed:
        raise TableRefused(too_large())
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise TableRefused(_("is protected by a password; save it without one"))
    for part in parts:
        if _is_outside(part.filename):
            sentence = _(
                "holds a part with the path “%(path)s”, which leads out of the workbook; do not trust this file"
            )
            raise TableRefused(sentence % {"path": visible(part.filename)})
    if len(names) < len(parts) or any(part.compress_type not in _PACKINGS for part in parts):
        raise TableRefused(damaged())
    if WORKBOOK not in names:
        kind = ".ods" if "mimetype" in names else ".xlsb" if "xl/workbook.bin" in names else ""
        raise TableRefused(other_kind(kind) if kind else damaged())
    if any(name.endswith("vbaproject.bin") for name in names):
        raise TableRefused(has_macros())
    if any(name.startswith("xl/externallinks/") for name in names):
        raise TableRefused(_("takes values from other workbooks; break these links (Data, Edit Links) and save it"))


def _is_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")
