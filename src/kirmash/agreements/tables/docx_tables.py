"""The tables of a DOCX, cell by cell, with what Word shows and without what was deleted; never unpacked to disk."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kirmash.sheets.lines import TableRefused, damaged

_MOST_PARTS, _LARGEST_PART, _MOST_UNPACKING = 2_000, 30_000_000, 200
_MOST_TABLES, _MOST_CELLS = 50, 50_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError, RuntimeError,
            ValueError, SyntaxError, KeyError)  # fmt: skip
_DOCUMENT = "word/document.xml"
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:tbl"), qn("w:rPr"), qn("w:pPr"), qn("w:instrText"), qn("w:sdtPr")}
_SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
Element = Any  # an element of lxml, which comes without types
Rows = list[tuple[int, list[str]]]


def tables_of(data: bytes) -> Iterator[Rows]:
    """Yield the tables of a DOCX: the number of each row, and its cells; merged cells fill the columns they cover."""
    body = parse_xml(_document(data)).find(qn("w:body"))
    if body is None:
        raise TableRefused(damaged())
    cells = 0
    for count, table in enumerate(body.iter(qn("w:tbl"))):
        if count >= _MOST_TABLES:
            raise TableRefused(_("holds more tables than such a file needs"))
        rows: Rows = []
        for number, row in enumerate(_rows(table), 1):
            texts = list(_cells(row))
            cells += len(texts)
            if cells > _MOST_CELLS:
                raise TableRefused(_("holds more cells than such a file needs"))
            rows.append((number, texts))
        yield rows


def _document(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            info = archive.getinfo(_DOCUMENT)
            if len(parts) > _MOST_PARTS or info.flag_bits & 0x1:
                raise TableRefused(damaged())
            if info.file_size > min(_LARGEST_PART, 1_000_000 + _MOST_UNPACKING * len(data)):
                raise TableRefused(_("unpacks to a multiple of its size that no office writes"))
            with archive.open(info) as part:
                content = part.read(_LARGEST_PART + 1)
    except _DAMAGED:
        raise TableRefused(damaged()) from None
    if len(content) > _LARGEST_PART or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TableRefused(damaged())
    try:
        parse_xml(content)
    except (SyntaxError, ValueError):
        raise TableRefused(damaged()) from None
    return content


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table itself, not of tables inside its cells; such as were deleted are left out."""
    for child in table:
        if child.tag == qn("w:tr"):
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[str]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield " ".join("".join(_text(child)).split())
            span = child.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            value = span.get(qn("w:val")) if span is not None else "1"
            yield from [""] * (min(int(value), 50) - 1 if value and value.isdecimal() else 0)
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")}:
            yield from _cells(child)


def _text(element: Element) -> Iterator[str]:
    """Yield what is shown in an element; a placeholder that nobody replaced is nothing."""
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == qn("w:sdt") and child.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == qn("w:p"):
            yield from _text(child)
            yield " "
        else:
            yield from _text(child)
