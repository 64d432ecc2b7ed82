"""Scans of strangers looked through, sealed, and the seals of a file told."""

import asyncio
import datetime
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from kirmash.agreements.sealing.papers import (
    LARGEST_PAPER,
    MOST_PAGES,
    PaperRefused,
    demand_readable,
    paper_of,
)
from kirmash.agreements.sealing.seal import Found, Seal, SealRefused, make_seal, open_seal, seal_pdf, seals_of
from kirmash.agreements.sealing.shelf import Shelf
from papers import a_locked_pdf, a_pdf, a_picture, saved, with_action, with_attachment, with_link, with_note

NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture(scope="module")
def seal_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seal") / "seal.p12"
    path.write_bytes(make_seal(name="City of Homel", years=5, now=NOW, password="secret"))
    return path


@pytest.fixture(scope="module")
def seal(seal_file: Path) -> Seal:
    return open_seal(seal_file, "secret")


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (a_pdf(3), "application/pdf", 3),
        (a_picture("JPEG"), "image/jpeg", 1),
        (a_picture("PNG", "RGBA"), "image/png", 1),
        (a_picture("PNG", "P"), "image/png", 1),
        (a_picture("TIFF", "1", pages=3), "image/tiff", 3),
        (a_picture("TIFF", "L", pages=2), "image/tiff", 2),
        (with_link(), "application/pdf", 1),
    ],
)
def test_a_scan_becomes_a_pdf_of_its_pages(content: bytes, kind: str, pages: int) -> None:
    paper = paper_of(content)

    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        assert (paper.media_type, paper.pages, len(pdf.pages)) == (kind, pages, pages)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (a_locked_pdf(), "encrypted"),
        (a_locked_pdf("user"), "encrypted"),
        (with_attachment(), "attachment"),
        (with_note("FileAttachment"), "attachment"),
        (with_note("RichMedia"), "media"),
        (with_note("Movie"), "media"),
        (with_action("JavaScript"), "script"),
        (with_action("JavaScript", on_page=True), "script"),
        (with_action("Launch"), "action"),
        (with_action("Launch", on_page=True), "action"),
        (with_action("SubmitForm"), "action"),
        (with_action("GoToR"), "action"),
        (a_pdf(AcroForm=pikepdf.Dictionary(XFA=pikepdf.Array([]))), "form"),
        (a_pdf(MOST_PAGES + 1), "too-many-pages"),
        (a_pdf(0), "damaged"),
        (a_pdf()[:200], "damaged"),
        (b"%PDF-1.7\n" + b"\x00" * 500, "damaged"),
        (a_picture()[:300], "damaged"),
        (b"\xff\xd8\xff" + b"\x00" * 500, "damaged"),
        (b"MZ\x90\x00", "other-kind"),
        (b"<svg/>", "other-kind"),
        (b"", "other-kind"),
        (b"%PDF-" + b"x" * LARGEST_PAPER, "too-large"),
    ],
)
def test_what_is_alive_locked_or_no_scan_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PaperRefused) as refused:
        paper_of(content)

    assert refused.value.code == code


def test_a_script_in_a_packed_object_is_found() -> None:
    with pikepdf.open(io.BytesIO(with_action("JavaScript"))) as pdf:
        packed = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)

    with pytest.raises(PaperRefused) as refused:
        paper_of(packed)

    assert (b"JavaScript" in packed, refused.value.code) == (False, "script")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(buffer, "PNG")

    with pytest.raises(PaperRefused) as refused:
        paper_of(buffer.getvalue())

    assert (len(buffer.getvalue()) < 100_000, refused.value.code) == (True, "too-large")


def test_what_an_earlier_revision_held_is_gone_from_the_paper() -> None:
    content = a_pdf() + b"\n% left over: secret words\n"

    assert b"secret words" not in paper_of(content).pdf


def test_what_the_camera_noted_beside_a_picture_is_not_in_the_paper() -> None:
    buffer, notes = io.BytesIO(), Image.Exif()
    notes[0x010F] = "Camera of Anna"
    Image.new("RGB", (60, 80)).save(buffer, "JPEG", exif=notes)

    paper = paper_of(buffer.getvalue())

    assert (b"Camera of Anna" in buffer.getvalue(), b"Camera of Anna" in paper.pdf) == (True, False)


def test_the_same_scan_gives_the_same_paper() -> None:
    assert paper_of(a_picture()).pdf == paper_of(a_picture()).pdf


def test_a_sealed_pdf_is_unchanged_and_names_its_seal(seal: Seal) -> None:
    sealed = seal_pdf(a_pdf(), seal, reason="Scan", place="Homel")

    (found,) = seals_of(sealed)

    assert (found.name, found.fingerprint, found.reason) == ("City of Homel", seal.fingerprint, "Scan")
    assert (found.is_intact, found.covers_all, found.is_stamped) == (True, True, False)


def test_a_pdf_is_sealed_where_a_loop_runs_already(seal: Seal) -> None:
    async def within() -> list[Found]:
        return seals_of(seal_pdf(a_pdf(), seal, reason="Scan"))

    assert [found.is_unchanged for found in asyncio.run(within())] == [True]


def test_the_seal_is_pades(seal: Seal) -> None:
    sealed = seal_pdf(a_pdf(), seal, reason="Scan")

    assert b"/ETSI.CAdES.detached" in sealed


def test_every_changed_byte_before_the_seal_breaks_it(seal: Seal) -> None:
    sealed = bytearray(seal_pdf(paper_of(a_picture()).pdf, seal, reason="Scan"))
    place = sealed.find(b"stream") + 400

    sealed[place] ^= 1

    assert [found.is_unchanged for found in seals_of(bytes(sealed))] == [False]


def test_what_is_added_after_the_seal_is_seen(seal: Seal) -> None:
    sealed = seal_pdf(a_pdf(), seal, reason="Scan")

    (found,) = seals_of(sealed + b"\n% more\n")

    assert (found.is_intact, found.covers_all, found.is_unchanged) == (True, False, False)


def test_a_pdf_that_somebody_signed_keeps_their_signature(seal: Seal, tmp_path: Path) -> None:
    (tmp_path / "other.p12").write_bytes(make_seal(name="Another", years=1, now=NOW, password=""))
    signed = _signed_openly(a_pdf(), open_seal(tmp_path / "other.p12", ""))

    sealed = seal_pdf(paper_of(signed).pdf, seal, reason="Scan")

    assert sealed.startswith(signed)
    assert [(found.name, found.is_intact) for found in seals_of(sealed)] == [("Another", True), ("City of Homel", True)]


def _signed_openly(pdf: bytes, seal: Seal) -> bytes:
    """Return a PDF with a signature that allows others after it."""
    signer = PdfSigner(PdfSignatureMetadata(field_name="Theirs"), seal.signer)
    return bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue())


def test_a_second_seal_on_a_sealed_file_is_refused(seal: Seal) -> None:
    sealed = seal_pdf(a_pdf(), seal, reason="Scan")

    with pytest.raises(SealRefused) as refused:
        seal_pdf(sealed, seal, reason="Scan")

    assert refused.value.code == "not-sealable"


def test_a_seal_opens_by_its_password_only(seal_file: Path) -> None:
    for path, password, code in ((seal_file, "wrong", "closed"), (seal_file.with_name("none"), "", "none")):
        with pytest.raises(SealRefused) as refused:
            open_seal(path, password)
        assert refused.value.code == code


@pytest.mark.parametrize("content", [b"", b"no pdf", a_picture()])
def test_what_is_no_pdf_is_not_read_for_seals(content: bytes) -> None:
    with pytest.raises(PaperRefused) as refused:
        demand_readable(content)

    assert refused.value.code == "no-pdf"


def test_a_pdf_without_a_seal_has_none() -> None:
    assert seals_of(a_pdf()) == []


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A time-stamping authority of the tests, which answers as RFC 3161 says."""
    made = make_seal(name="Time of the tests", years=1, now=NOW, password="")
    key, certificate, _others = load_key_and_certificates(made, None)
    assert key is not None
    assert certificate is not None
    der = certificate.public_bytes(Encoding.DER)
    private = keys.PrivateKeyInfo.load(
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    )  # fmt: skip
    stamper = DummyTimeStamper(tsa_cert=x509.Certificate.load(der), tsa_key=private)

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # as the library calls it
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            content = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Authority)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_with_an_authority_the_seal_has_its_time(seal: Seal, authority: str) -> None:
    sealed = seal_pdf(a_pdf(), seal, reason="Scan", tsa=authority)

    (found,) = seals_of(sealed)

    assert (found.is_unchanged, found.is_stamped) == (True, True)


def test_an_authority_that_does_not_answer_is_said(seal: Seal) -> None:
    with pytest.raises(SealRefused) as refused:
        seal_pdf(a_pdf(), seal, reason="Scan", tsa="http://127.0.0.1:9/")

    assert refused.value.code == "no-stamp"


def test_a_file_on_the_shelf_that_changed_is_not_given_out(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    sha256 = shelf.put(b"paper")
    whole = shelf.get(sha256)

    shelf.path_of(sha256).write_bytes(b"other")

    assert (whole, shelf.get(sha256)) == (b"paper", None)


def test_a_file_is_laid_down_again_where_it_was_lost(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    sha256 = shelf.put(b"paper")
    shelf.path_of(sha256).write_bytes(b"other")

    shelf.put(b"paper")

    assert (shelf.get(sha256), oct(shelf.path_of(sha256).stat().st_mode)[-3:]) == (b"paper", "600")


@pytest.mark.parametrize("word", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_only_a_hash_names_a_file(tmp_path: Path, word: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Shelf(tmp_path).path_of(word)
