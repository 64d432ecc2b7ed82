"""Papers for the tests: plain ones, and those that a stranger may hand in."""

import io

import pikepdf
from PIL import Image

SIZE = (620, 877)


def a_picture(form: str = "JPEG", mode: str = "RGB", pages: int = 1) -> bytes:
    """Return a scanned page as a picture; of several pages as a TIFF."""
    buffer = io.BytesIO()
    first, *rest = [Image.new(mode, SIZE, number) for number in range(pages)]
    first.save(buffer, form, **({"save_all": True, "append_images": rest} if rest else {}))
    return buffer.getvalue()


def a_pdf(pages: int = 1, **catalog: object) -> bytes:
    """Return a PDF; further words stand in its catalogue."""
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        for name, value in catalog.items():
            pdf.Root[f"/{name}"] = value
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """Return the bytes of a PDF."""
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id="encryption" not in options, **options)  # type: ignore[arg-type]  # what a test asks for
    return buffer.getvalue()


def a_locked_pdf(password: str = "") -> bytes:
    """Return an encrypted PDF, which anybody may open or nobody."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=password))


def with_attachment() -> bytes:
    """Return a PDF with a file inside."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.attachments["x.exe"] = b"MZ"
        return saved(pdf)


def with_action(kind: str, *, on_page: bool = False) -> bytes:
    """Return a PDF that does something when it, or its page, is opened."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), F="cmd.exe", JS="app.alert(1)")
        if kind != "JavaScript":
            del action["/JS"]
        if on_page:
            pdf.pages[0]["/AA"] = pikepdf.Dictionary(O=action)
        else:
            pdf.Root["/OpenAction"] = action
        return saved(pdf)


def with_note(kind: str) -> bytes:
    """Return a PDF with an annotation of a kind."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 9, 9])
        pdf.pages[0]["/Annots"] = pikepdf.Array([pdf.make_indirect(note)])
        return saved(pdf)


def with_link() -> bytes:
    """Return a PDF with a link into the web, which is no harm."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0]["/Annots"] = pikepdf.Array([link])
        return saved(pdf)
