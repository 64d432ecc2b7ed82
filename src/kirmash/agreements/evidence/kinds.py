"""Which files are taken as evidence: known by their content, whatever their names say; hostile ones refused."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from enum import StrEnum

LARGEST = 20_000_000
MOST_PIXELS = 100_000_000
LONGEST_NAME = 120
_MOST_PARTS, _LARGEST_UNPACKED, _MOST_UNPACKING = 3_000, 300_000_000, 200
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError, RuntimeError,
            ValueError, KeyError)  # fmt: skip
_PNG = b"\x89PNG\r\n\x1a\n"
#: What makes a PDF do something by itself, or carries other files.
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|EmbeddedFiles?|XFA)\b")
_SOF = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


class Media(StrEnum):
    """The kinds of files that are taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


TYPES: Mapping[Media, str] = {
    Media.PDF: "application/pdf",
    Media.JPEG: "image/jpeg",
    Media.PNG: "image/png",
    Media.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Media.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS: Mapping[Media, str] = {**{one: f".{one}" for one in Media}, Media.JPEG: ".jpg"}


class NotTaken(ValueError):
    """A file is not taken; ``code`` names the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def examine(data: bytes) -> Media:
    """Return what a file is; raise ``NotTaken`` for what is no evidence, or may do harm."""
    if not data:
        raise NotTaken("evidence-is-empty")
    if len(data) > LARGEST:
        raise NotTaken("evidence-too-large")
    for begins, check in _KINDS.items():
        if data.startswith(begins):
            try:
                return check(data)
            except _DAMAGED as wrong:
                if isinstance(wrong, NotTaken):
                    raise
                raise NotTaken("evidence-is-damaged") from None
    raise NotTaken("evidence-of-other-kind")


def safe_name(name: str, media: Media) -> str:
    """Return the name of a file without folders, signs that mislead, and endings that lie."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" and c not in '<>:"|?*' else " " for c in base)
    stem = " ".join(kept.split()).strip(" .")
    for ending in (*ENDINGS.values(), ".jpeg"):
        stem = stem.removesuffix(ending).removesuffix(ending.upper())
    return (stem[: LONGEST_NAME - 5].rstrip(" .") or "file") + ENDINGS[media]


def _pdf(data: bytes) -> Media:
    if b"%%EOF" not in data[-2048:]:
        raise NotTaken("evidence-is-damaged")
    if b"/Encrypt" in data:
        raise NotTaken("evidence-is-encrypted")
    if _PDF_ACTIVE.search(data):
        raise NotTaken("evidence-is-active")
    return Media.PDF


def _jpeg(data: bytes) -> Media:
    at = 2
    while at < len(data) - 9:
        if data[at] != 0xFF:
            raise NotTaken("evidence-is-damaged")
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:
            at += 1
            continue
        if marker in _SOF:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _picture(Media.JPEG, width, height)
        if length < 2:
            raise NotTaken("evidence-is-damaged")
        at += 2 + length
    raise NotTaken("evidence-is-damaged")


def _png(data: bytes) -> Media:
    at, size = len(_PNG), (0, 0)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        given = int.from_bytes(data[at + 8 + length : at + 12 + length], "big")
        if len(body) < length or zlib.crc32(kind + body) != given:
            raise NotTaken("evidence-is-damaged")
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"IEND":
            return _picture(Media.PNG, *size)
        at += 12 + length
    raise NotTaken("evidence-is-damaged")


def _picture(media: Media, width: int, height: int) -> Media:
    if not 0 < width * height <= MOST_PIXELS:
        raise NotTaken("evidence-too-many-pixels")
    return media


def _office(data: bytes) -> Media:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        if len(parts) > _MOST_PARTS or len(set(names)) < len(names):
            raise NotTaken("evidence-is-damaged")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _LARGEST_UNPACKED or unpacked > 1_000_000 + _MOST_UNPACKING * len(data):
            raise NotTaken("evidence-unpacks-too-large")
        if any(part.flag_bits & 0x1 for part in parts):
            raise NotTaken("evidence-is-encrypted")
        if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
            raise NotTaken("evidence-is-active")
        media = Media.DOCX if "word/document.xml" in names else Media.XLSX if "xl/workbook.xml" in names else None
        if media is None or "[Content_Types].xml" not in names:
            raise NotTaken("evidence-of-other-kind")
        _look_for_programs(archive, [name.lower() for name in names], names)
        return media


def _look_for_programs(archive: zipfile.ZipFile, lower: list[str], names: list[str]) -> None:
    """Refuse macros, embedded objects, templates and workbooks fetched from elsewhere."""
    if any("vbaproject" in name or "/activex/" in name or "/embeddings/" in name for name in lower):
        raise NotTaken("evidence-is-active")
    if any(name.startswith("xl/externallinks/") for name in lower):
        raise NotTaken("evidence-is-active")
    for name in names:
        if name.endswith(".rels"):
            text = archive.read(name)
            for kind in (b"attachedTemplate", b"oleObject", b"frame", b"subDocument"):
                if re.search(rb"<Relationship\b[^>]*/" + kind + rb'"[^>]*>', text) and b'"External"' in text:
                    raise NotTaken("evidence-is-active")
        elif name == "[Content_Types].xml" and b"macroEnabled" in archive.read(name):
            raise NotTaken("evidence-is-active")


def _old_office(_data: bytes) -> Media:
    raise NotTaken("evidence-is-old-office")


_KINDS: Mapping[bytes, Callable[[bytes], Media]] = {
    b"%PDF-": _pdf, b"\xff\xd8\xff": _jpeg, _PNG: _png, b"PK\x03\x04": _office, b"\xd0\xcf\x11\xe0": _old_office,
}  # fmt: skip
