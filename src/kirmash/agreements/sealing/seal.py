"""The seal of the site: a PAdES signature by the site's certificate, and what the seals of a PDF say.

PAdES baseline B-B (ETSI EN 319 142-1), or B-T where a time-stamping authority (RFC 3161) is named. It proves that a
file has not changed since it was sealed, and by whose certificate; not who signed the paper that was scanned.
"""

import datetime
import hashlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import aiohttp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError, UnacceptableSignerError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

T = TypeVar("T")
FIELD = "KirmashSeal"
#: Seconds that a time-stamping authority may take.
STAMP_LIMIT_S = 10
MOST_SEALS = 20


class SealRefused(Exception):
    """There is no seal, it cannot be opened, or nobody stamps the time; ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The certificate and key of the site, opened."""

    signer: SimpleSigner
    fingerprint: str
    name: str
    valid_until: datetime.datetime


def open_seal(path: Path, password: str) -> Seal:
    """Open the site's PKCS#12 file; raise ``SealRefused`` where there is none or the password is wrong."""
    try:
        content = path.read_bytes()
    except OSError:
        raise SealRefused("none") from None
    try:
        signer = SimpleSigner.load_pkcs12_data(content, (), passphrase=password.encode() or None)
    except (ValueError, TypeError, SigningError):
        raise SealRefused("closed") from None
    if signer is None or signer.signing_cert is None:
        raise SealRefused("closed")
    certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
    return Seal(
        signer=signer,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        name=_common_name(certificate.subject) or signer.subject_name,
        valid_until=certificate.not_valid_after_utc,
    )


def make_seal(*, name: str, years: int, now: datetime.datetime, password: str) -> bytes:
    """Return a self-signed certificate with its key as PKCS#12: whoever relies on it must know its fingerprint."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
         "decipher_only"), False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + datetime.timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password:
        lock = serialization.BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, lock)


def seal_pdf(pdf: bytes, seal: Seal, *, reason: str, place: str = "", tsa: str = "") -> bytes:
    """Return a PDF with the seal appended; who signed it before stays valid, and after it nothing may change."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        before = len(writer.prev.embedded_signatures)
        words = PdfSignatureMetadata(
            field_name=f"{FIELD}{before + 1}",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=place or None,
            name=seal.name,
            certify=before == 0,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        stamper = HTTPTimeStamper(tsa, timeout=STAMP_LIMIT_S) if tsa else None
        signer = PdfSigner(words, seal.signer, timestamper=stamper)
        return bytes(_apart(lambda: signer.sign_pdf(writer)).getvalue())
    except (TimeoutError, TimestampRequestError, aiohttp.ClientError, OSError):
        raise SealRefused("no-stamp") from None
    except (PdfError, SigningError, UnacceptableSignerError, ValueError, KeyError, TypeError):
        raise SealRefused("not-sealable") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A seal or signature in a PDF: whose, of when, and whether the file is as it was then."""

    name: str
    fingerprint: str
    at: datetime.datetime | None
    is_stamped: bool
    is_intact: bool
    covers_all: bool
    reason: str

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing changed and nothing was added since."""
        return self.is_intact and self.covers_all


def seals_of(pdf: bytes) -> list[Found]:
    """Return the seals and signatures of a PDF, the last one last; raise ``SealRefused`` where it cannot be read."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        return [_found(one) for one in reader.embedded_regular_signatures[:MOST_SEALS]]
    except (PdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError, OSError):
        raise SealRefused("unreadable") from None


def _found(one: EmbeddedPdfSignature) -> Found:
    certificate = x509.load_der_x509_certificate(one.signer_cert.dump())
    context = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
    try:
        status = _apart(lambda: validate_pdf_signature(one, signer_validation_context=context))
    except (SignatureValidationError, SigningError):
        is_intact, covers_all, stamped_at = False, False, None
    else:
        is_intact = bool(status.intact and status.valid)
        covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        stamp = status.timestamp_validity
        stamped_at = stamp.timestamp if stamp and stamp.intact and stamp.valid else None
    reason = one.sig_object.get("/Reason", "")
    return Found(
        name=_common_name(certificate.subject),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        at=stamped_at or one.self_reported_timestamp,
        is_stamped=stamped_at is not None,
        is_intact=is_intact,
        covers_all=covers_all,
        reason=str(reason),
    )


def _apart(work: Callable[[], T]) -> T:
    """Return what the library makes in a thread of its own: it runs a loop, and the caller's may have one already."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(work).result()


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME) or name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of a file, as the register has it."""
    return hashlib.sha256(content).hexdigest()
