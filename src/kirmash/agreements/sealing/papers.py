"""Scans as strangers hand them in: looked through, and made into one PDF that holds pages and nothing alive.

A PDF is read by qpdf under limits and written anew, so that nothing of earlier revisions stays in it, unless somebody
signed it already: then its bytes stay as they are. A picture becomes a page, without what the camera noted beside it.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import settings as qpdf
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

LARGEST_PAPER = 25_000_000
MOST_PAGES = 300
MOST_OBJECTS = 200_000
MOST_PIXELS = 80_000_000
#: Bytes to which one stream of a PDF may unpack while it is looked through.
LARGEST_STREAM = 200_000_000
DEEPEST = 60
PDF = "application/pdf"
#: What a file begins with, and what it is then; TIFF has two orders of bytes.
BEGINNINGS = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_PICTURES = {"image/jpeg": ("JPEG",), "image/png": ("PNG",), "image/tiff": ("TIFF",)}
#: Actions that only move within a document or open a page of the web.
_QUIET_ACTIONS = {"/GoTo", "/URI", "/Named"}
_ALIVE = {"/JS": "script", "/XFA": "form", "/RichMedia": "media", "/EF": "attachment", "/EmbeddedFiles": "attachment"}
_ALIVE_NOTES = {"/FileAttachment": "attachment", "/RichMedia": "media", "/Screen": "media", "/Movie": "media",
                "/Sound": "media", "/3D": "media"}  # fmt: skip
_A4_INCHES = 297 / 25.4
_SENSIBLE_DPI = range(72, 1201)


class PaperRefused(Exception):
    """A file is no scan that can be kept; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What was handed in: its kind, its pages, and the PDF that is sealed."""

    media_type: str
    pages: int
    pdf: bytes


def kind_of(content: bytes) -> str:
    """Return what a file is by its first bytes; empty if it is nothing that is taken."""
    return next((kind for start, kind in BEGINNINGS.items() if content.startswith(start)), "")


def paper_of(content: bytes) -> Paper:
    """Return a file as a paper; raise ``PaperRefused`` where it is none, too large, or holds more than pages."""
    if len(content) > LARGEST_PAPER:
        raise PaperRefused("too-large")
    kind = kind_of(content)
    if kind == PDF:
        return _of_pdf(content)
    if not kind:
        raise PaperRefused("other-kind")
    pages = list(_pages_of_picture(content, kind))
    return Paper(media_type=kind, pages=len(pages), pdf=_joined(pages))


def _of_pdf(content: bytes) -> Paper:
    with _opened(content) as pdf:
        look_through(pdf)
        pages = len(pdf.pages)
        made = content if is_signed(pdf) else _written(pdf)
    return Paper(media_type=PDF, pages=pages, pdf=made)


def _opened(content: bytes) -> pikepdf.Pdf:
    qpdf.set_qpdf_limits(flate_max_memory=LARGEST_STREAM)
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise PaperRefused("encrypted") from None
    except (pikepdf.PdfError, RuntimeError):
        raise PaperRefused("damaged") from None
    if pdf.is_encrypted:
        raise PaperRefused("encrypted")
    return pdf


def demand_readable(content: bytes) -> None:
    """Raise ``PaperRefused`` for what is no PDF of a sensible size, before anything else reads it."""
    if len(content) > LARGEST_PAPER:
        raise PaperRefused("too-large")
    if kind_of(content) != PDF:
        raise PaperRefused("no-pdf")
    with _opened(content) as pdf:
        try:
            is_large = len(pdf.objects) > MOST_OBJECTS
        except (pikepdf.PdfError, RuntimeError):
            raise PaperRefused("damaged") from None
        if is_large:
            raise PaperRefused("too-large")


def look_through(pdf: pikepdf.Pdf) -> None:
    """Raise ``PaperRefused`` where a PDF holds a script, a form that runs, a file, or anything else alive."""
    try:
        if not 1 <= len(pdf.pages) <= MOST_PAGES:
            raise PaperRefused("too-many-pages" if len(pdf.pages) else "damaged")
        if len(pdf.objects) > MOST_OBJECTS:
            raise PaperRefused("too-large")
        for one in pdf.objects:
            if isinstance(one, pikepdf.Object):
                _look_at(one, 0)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        raise PaperRefused("damaged") from None


def _look_at(one: pikepdf.Object, depth: int) -> None:
    """Look at an object and at what stands directly in it; what it refers to is looked at in its own turn."""
    if depth > DEEPEST:
        raise PaperRefused("damaged")
    inner: list[object]  # numbers and the like are no objects
    if isinstance(one, pikepdf.Array):
        inner = list(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        entries = {str(name): value for name, value in one.items()}
        _look_at_names(entries)
        inner = list(entries.values())
    else:
        return
    for each in inner:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            _look_at(each, depth + 1)


def _look_at_names(entries: Mapping[str, object]) -> None:
    for name, what in _ALIVE.items():
        if name in entries:
            raise PaperRefused(what)
    if str(entries.get("/Subtype", "")) in _ALIVE_NOTES:
        raise PaperRefused(_ALIVE_NOTES[str(entries["/Subtype"])])
    is_action = "/S" in entries and (str(entries.get("/Type", "/Action")) == "/Action")
    action = str(entries.get("/S", ""))
    if is_action and action in _KNOWN_ACTIONS - _QUIET_ACTIONS:
        raise PaperRefused("script" if action == "/JavaScript" else "action")


_KNOWN_ACTIONS = {
    "/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named",
    "/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView",
    "/RichMediaExecute",
}  # fmt: skip


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Say whether somebody signed a PDF already; then nothing of its bytes may change."""
    return any(
        isinstance(one, pikepdf.Dictionary) and "/ByteRange" in one and "/Contents" in one for one in pdf.objects
    )


def _written(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF written anew: one revision, the same bytes for the same pages."""
    buffer = io.BytesIO()
    try:
        pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    except (pikepdf.PdfError, RuntimeError):
        raise PaperRefused("damaged") from None
    return buffer.getvalue()


def _pages_of_picture(content: bytes, kind: str) -> Iterator[bytes]:
    """Yield each picture of a file as a PDF of one page."""
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES[kind]) as picture:
            frames = getattr(picture, "n_frames", 1)
            if frames > MOST_PAGES:
                raise PaperRefused("too-many-pages")
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > MOST_PIXELS:
                    raise PaperRefused("too-large")
                yield _page_of(frame)
    except Image.DecompressionBombError:
        raise PaperRefused("too-large") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise PaperRefused("damaged") from None


def _page_of(frame: Image.Image) -> bytes:
    turned = ImageOps.exif_transpose(frame)
    page = turned if turned.mode in {"1", "L"} else _on_white(turned)
    given = frame.info.get("dpi", (0, 0))[0]
    dpi = float(given) if round(float(given)) in _SENSIBLE_DPI else max(page.size) / _A4_INCHES
    buffer = io.BytesIO()
    quality = {} if page.mode == "1" else {"quality": 88}
    page.save(buffer, "PDF", resolution=dpi, **quality)
    return buffer.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in colour; what can be seen through is white as paper."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _joined(pages: list[bytes]) -> bytes:
    """Return pages as one PDF that says nothing of its making."""
    with pikepdf.new() as pdf:
        for page in pages:
            with pikepdf.open(io.BytesIO(page)) as one:
                pdf.pages.extend(one.pages)
        return _written(pdf)
