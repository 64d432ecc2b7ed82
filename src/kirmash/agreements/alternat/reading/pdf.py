"""PDF as text, by the places of its letters, as an eye reads it; no trust in tags or in the order of drawing."""

import io
import logging
import re
import unicodedata
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font  # widths of letters; the library has no other door

from kirmash.agreements.alternat.reading.document import MOST_CHARACTERS, MOST_PAGES, Document, Unreadable
from kirmash.agreements.alternat.reading.lines import Line, Piece, items_of, lines_of, without_margins

_QUIET = frozenset({"/Link", "/Popup"})
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, ArithmeticError,
           AssertionError, NotImplementedError, UnicodeError, EOFError)  # fmt: skip

_USUAL_WIDTH = 0.5  # em
Widths = dict[str, float]


def read_pdf(data: bytes) -> Document:
    """Return a PDF as text; raise ``Unreadable`` where that would not be all that a reader sees."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(data)
    except Unreadable:
        raise
    except _BROKEN:
        raise Unreadable("damaged") from None


def _read(data: bytes) -> Document:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Unreadable("too-many-pages", str(count), str(MOST_PAGES))
    unread: set[str] = set()
    pages: list[list[Line]] = []
    without_text: list[int] = []
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        pieces = _Eye().look(page)
        characters += sum(len(piece.text) for piece in pieces)
        if characters > MOST_CHARACTERS:
            raise Unreadable("too-much-text", str(MOST_CHARACTERS))
        lines = lines_of(pieces)
        unread |= _beside_the_text(page)
        if not lines and "pictures" in _beside_the_text(page):
            without_text.append(number)
        pages.append(lines)
    if not any(pages):
        raise Unreadable("no-text")
    if without_text:
        raise Unreadable("page-without-text", str(without_text[0]))
    heights = [float(page.mediabox.height) or 1.0 for page in reader.pages]
    kept, margins = without_margins(pages, heights)
    return Document(kind="pdf", items=tuple(items_of(kept)), margins=margins, unread=tuple(sorted(unread)))


class _Eye:
    """Collects the pieces of text of one page."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._fonts: dict[int, tuple[DictionaryObject, Widths]] = {}
        self._stretch = 0.0

    def look(self, page: PageObject) -> list[Piece]:
        """Return the pieces of a page."""
        page.extract_text(visitor_text=self._see, visitor_operand_before=self._note)
        return self._pieces

    def _note(self, operator: bytes, operands: Any, *_matrices: object) -> None:  # Any: pypdf's
        """Add up how far a line was stretched inside its pieces, which their letters do not tell."""
        if operator == b"TJ" and operands:
            self._stretch -= sum(float(part) for part in operands[0] if isinstance(part, int | float)) / 1000

    def _see(self, text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:  # Any: pypdf's
        visible = text.replace("\n", "")
        stretch, self._stretch = self._stretch, 0.0
        if not visible:
            return
        if any(unicodedata.category(letter) in {"Co", "Cn", "Cc"} or letter == "\ufffd" for letter in
               visible.replace("\t", " ").replace("\r", " ")):  # fmt: skip
            raise Unreadable("font-without-letters")
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        base = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or 1.0
        height = abs(size) * scale
        width = (self._width(re.sub(r"  +", " ", visible), font) + max(0.0, stretch)) * height
        self._pieces.append(Piece(text=visible, left=left, right=left + width, base=base, size=height or 1.0))

    def _width(self, text: str, font: Any) -> float:  # Any: a font as pypdf hands it on
        """Return how wide a text is, in em."""
        if not isinstance(font, DictionaryObject):
            return _USUAL_WIDTH * len(text)
        if id(font) not in self._fonts:
            self._fonts[id(font)] = (font, _widths(font))
        return _width_of(text, self._fonts[id(font)][1])


def _width_of(text: str, widths: Widths) -> float:
    """Return how wide a text is, in em; what one glyph shows as several letters counts once."""
    width, at = 0.0, 0
    while at < len(text):
        length = next((n for n in (3, 2) if text[at : at + n] in widths and at + n <= len(text)), 1)
        width += widths.get(text[at : at + length], widths.get("", _USUAL_WIDTH))
        at += length
    return width


def _widths(font: DictionaryObject) -> Widths:
    """Return the widths of a font by what its glyphs show, that of others under the empty text."""
    try:
        known = Font.from_font_resource(font)
    except _BROKEN:
        return {}
    found: Widths = {"": known.character_widths.get("default", 500.0) / 1000}
    for code, width in known.character_widths.items():
        if len(code) == 1:
            found.setdefault(_shown(code, known), width / 1000)
    return found


def _shown(code: str, font: Font) -> str:
    """Return what a code of a font shows."""
    shown = font.character_map.get(code)
    if not isinstance(shown, str) and isinstance(font.encoding, dict):
        shown = font.encoding.get(ord(code))
    return shown if isinstance(shown, str) and shown else code


def _beside_the_text(page: PageObject) -> set[str]:
    """Return what a page shows that is no text of its own: notes stuck on, forms, pictures."""
    found = set()
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        if annotation.get("/Subtype") == "/Widget":
            found.add("form-fields")
        elif annotation.get("/Subtype") not in _QUIET:
            found.add("annotations")
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    for reference in (objects.get_object() if objects is not None else {}).values():
        if reference.get_object().get("/Subtype") == "/Image":
            found.add("pictures")
    return found
