"""A city that follows its agreement up: two invented cities, an instrument signed between them, one who asks."""

import datetime
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from builders import a_place, an_account
from kirmash.agreements.actions.asking import AskingWords, ask
from kirmash.agreements.actions.following import CommitmentWords, add_commitment
from kirmash.agreements.models.asking import Asking
from kirmash.agreements.models.commitment import Commitment
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.base.models import Account, SiteRole
from kirmash.registry.models.place import Place

SIGNED = datetime.date(2025, 3, 1)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Followed:
    """Dubki and Lipovsk with an agreement between them, and the officer of Dubki."""

    place: Place
    partner: Place
    instrument: Instrument
    officer: Account


def a_followed_pair() -> Followed:
    """Make two cities with an agreement that was signed."""
    place, partner = a_place("dubki", en="Dubki", ru="Дубки"), a_place("lipovsk", en="Lipovsk", ru="Липовск")
    instrument = Instrument.objects.create(key="dubki-lipovsk", kind="twinning")
    Party.objects.create(instrument=instrument, position=1, place=place)
    Party.objects.create(instrument=instrument, position=2, place=partner)
    LifeEvent.objects.create(instrument=instrument, act=Act.SIGNED, done_on=SIGNED)
    officer = an_account("chen@dubki.example", SiteRole.CITY, "place:dubki", has_password=False)
    return Followed(place, partner, instrument, officer)


def a_commitment(
    instrument: Instrument, *, en: str = "Exchange plans", due_on: datetime.date | None = None,
    every_months: int | None = None,
) -> Commitment:  # fmt: skip
    """Make a commitment of all parties."""
    words = CommitmentWords(names={"en": en}, field="formal", due_on=due_on, every_months=every_months)
    return add_commitment(instrument=instrument, words=words)


def an_asking(
    pair: Followed, *commitments: Commitment, today: datetime.date, language: str = "en", email: str = ""
) -> tuple[Asking, str]:
    """Ask the partner of a pair for news; return the request and the secret of its link."""
    words = AskingWords(
        partner_place=pair.partner, partner_organisation=None, commitments=commitments, deals=[], language=language,
        contact="Office of Lipovsk", email=email,
    )  # fmt: skip
    return ask(place=pair.place, words=words, today=today)


def a_png(width: int = 1, height: int = 1) -> bytes:
    """Make a picture that says of itself how large it is."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def an_office_file(**parts: bytes) -> bytes:
    """Make a zip that looks like a document of Word, with further parts; ``__`` in their names is a stroke."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return buffer.getvalue()
