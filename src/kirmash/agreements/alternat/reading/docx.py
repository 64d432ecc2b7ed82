"""DOCX as text, from its own XML: what Word shows, with what it counts itself, and without what was deleted."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kirmash.agreements.alternat.reading.document import MOST_CHARACTERS, Document, Item, Unreadable
from kirmash.agreements.alternat.reading.lines import PAGE_NUMBER
from kirmash.agreements.alternat.reading.numbering import Numbering

_MOST_PARTS = 2_000
_LARGEST_PART = 20_000_000
_LARGEST_TOGETHER = 100_000_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError, RuntimeError,
            ValueError, SyntaxError, KeyError)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSED_OVER = {qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr")}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_UNREAD = {
    qn("w:ins"): "tracked-changes", qn("w:del"): "tracked-changes", qn("w:moveFrom"): "tracked-changes",
    qn("w:moveTo"): "tracked-changes", qn("w:txbxContent"): "text-boxes", qn("w:footnoteReference"): "footnotes",
    qn("w:endnoteReference"): "footnotes", qn("w:sym"): "symbols", qn("w:pict"): "pictures",
    qn("w:drawing"): "pictures", qn("w:object"): "objects", qn("w:commentReference"): "comments",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "formulas",
}  # fmt: skip
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_GAP = re.compile(r"\t+| {4,}")
_LABEL = re.compile(r"\W*\w{1,5}(\.\w{1,3})*[.)]?|[•–—-]")
Element = Any  # an element of lxml, which comes without types


def read_docx(data: bytes) -> Document:
    """Return a DOCX as text; raise ``Unreadable`` for what is none, or may do harm."""
    if data.startswith(_OLE):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old-word")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            return _Reader(archive).read()
    except Unreadable:
        raise
    except _DAMAGED:
        raise Unreadable("damaged") from None


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or any(part.file_size > _LARGEST_PART for part in parts if _is_read(part.filename)):
        raise Unreadable("unpacks-too-large")
    if sum(part.file_size for part in parts) > _LARGEST_TOGETHER:
        raise Unreadable("unpacks-too-large")
    names = [part.filename for part in parts]
    if "word/document.xml" not in names or len(set(names)) < len(names):
        raise Unreadable("no-docx")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable("encrypted")


def _is_read(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml")


class _Reader:
    """Reads one DOCX from its parts."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unread: set[str] = set()
        self._characters = 0
        styles, numbers = self._part("word/styles.xml"), self._part("word/numbering.xml")
        self._numbering = Numbering(styles, numbers)

    def read(self) -> Document:
        """Return the text with headers and footers."""
        body = self._part("word/document.xml")
        if body is None or body.find(qn("w:body")) is None:
            raise Unreadable("no-docx")
        items = tuple(self._items(body.find(qn("w:body"))))
        if not items:
            raise Unreadable("no-text")
        margins = []
        for name in sorted(self._archive.namelist()):
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                part = self._part(name)
                texts = (self._text(one, is_margin=True) for one in part.iter(qn("w:p"))) if part is not None else ()
                margins += [text for text in map(_without_page_numbers, texts) if text]
        return Document(kind="docx", items=items, margins=tuple(dict.fromkeys(margins)),
                        unread=tuple(sorted(self._unread)))  # fmt: skip

    def _part(self, name: str) -> Element:
        if name not in self._archive.namelist():
            return None
        with self._archive.open(name) as part:
            data = part.read(_LARGEST_PART + 1)
        if len(data) > _LARGEST_PART:
            raise Unreadable("unpacks-too-large")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Unreadable("declares-entities")
        return parse_xml(data)

    def _items(self, parent: Element) -> Iterator[Item]:
        """Yield the paragraphs and tables of a part in their order."""
        for child in parent:
            if child.tag == qn("w:p"):
                text = self._text(child)
                if text:
                    yield self._item(text, self._weight(child))
            elif child.tag == qn("w:tbl"):
                yield from self._rows(child)
            elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")}:
                self._note(child)
                yield from self._items(child)
            elif child.tag in {qn("w:del"), qn("w:moveFrom")}:
                self._note(child)

    @staticmethod
    def _item(text: str, weight: int) -> Item:
        """Return a paragraph, as columns if tabs or many blanks part it, but for a number before it."""
        parts = [" ".join(part.split()) for part in _GAP.split(text) if part.strip()]
        if len(parts) > 1 and _LABEL.fullmatch(parts[0]) is None:
            return Item(columns=tuple(parts), weight=weight)
        return Item(text=" ".join(parts), weight=weight)

    def _rows(self, table: Element) -> Iterator[Item]:
        """Yield the rows of a table, side by side what stands so."""
        rows = [
            tuple("\n".join(filter(None, (" ".join(self._text(one).split()) for one in cell.iter(qn("w:p")))))
                  for cell in row.iter(qn("w:tc")))
            for row in table.iter(qn("w:tr"))
        ]  # fmt: skip
        rows = [tuple(text for text in row if text) for row in rows]
        if rows and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 and self._is_stacked(table):
            yield Item(columns=tuple("\n".join(texts) for texts in zip(*rows, strict=True)))
            return
        for row in rows:
            if len(row) > 1:
                yield Item(columns=row)
            elif row:
                yield Item(text=row[0])

    @staticmethod
    def _is_stacked(table: Element) -> bool:
        """Say whether rows of a table continue one another: all but the first without a row's own head."""
        cells = [sum(1 for _p in cell.iter(qn("w:p"))) for cell in table.iter(qn("w:tc"))]
        return max(cells, default=0) == 1

    @staticmethod
    def _weight(paragraph: Element) -> int:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = (style.get(qn("w:val")) if style is not None else "") or ""
        return 8 if name.lower() in {"heading1", "title", "1"} else 0

    def _text(self, paragraph: Element, *, is_margin: bool = False) -> str:
        """Return a paragraph's text as Word shows it, with the number that Word counts."""
        words = "".join(self._words(paragraph, is_margin=is_margin))
        self._characters += len(words)
        if self._characters > MOST_CHARACTERS:
            raise Unreadable("too-much-text", str(MOST_CHARACTERS))
        words = words.strip()
        number = "" if is_margin or not words else self._numbering.next(paragraph)
        return f"{number} {words}".strip()

    def _words(self, paragraph: Element, *, is_margin: bool) -> Iterator[str]:
        field: list[str] = []
        is_result = False
        for element in self._visible(paragraph):
            if element.tag == qn("w:fldChar"):
                kind = element.get(qn("w:fldCharType"))
                is_result = kind == "separate" and is_margin and bool(set(" ".join(field).split()) & set(_COUNTED))
                if is_result:
                    yield "1"
                if kind == "begin":
                    field = []
            elif element.tag == qn("w:instrText"):
                field.append(element.text or "")
            elif element.tag in _SIGNS:
                yield _SIGNS[element.tag]
            elif element.tag == qn("w:t") and not is_result:
                text = element.text or ""
                yield text.upper() if self._is_in_capitals(element) else text

    def _visible(self, element: Element) -> Iterator[Element]:
        """Yield the elements inside a paragraph that are shown, in their order."""
        for child in element:
            self._note(child)
            if child.tag == qn("w:instrText"):
                yield child
            if child.tag in _PASSED_OVER or child.tag in {_FALLBACK, qn("w:txbxContent")}:
                continue
            if child.tag == qn("w:r") and child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
                self._unread.add("hidden-text")
                continue
            yield child
            yield from self._visible(child)

    @staticmethod
    def _is_in_capitals(element: Element) -> bool:
        capitals = element.getparent().find(f"{qn('w:rPr')}/{qn('w:caps')}")
        return capitals is not None and capitals.get(qn("w:val")) not in {"0", "false"}

    def _note(self, element: Element) -> None:
        name = _UNREAD.get(element.tag)
        if name is not None:
            self._unread.add(name)


def _without_page_numbers(text: str) -> str:
    """Return a header or footer without the cells that only count pages."""
    cells = [" ".join(cell.split()) for cell in text.split("\t")]
    return " ".join(cell for cell in cells if any(map(str.isalnum, cell)) and not PAGE_NUMBER.fullmatch(cell))
