"""A real mail server for the tests: aiosmtpd on a port of this machine, as obliging or as difficult as a test wants."""

import asyncio
import datetime
import email
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "fair@example.org", "p@ss:word"
DROP = "drop the connection"


@dataclass
class Post:
    """What a server has taken, and what it answers; answers are used up one by one, then it is obliging."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    was_encrypted: list[bool] = field(default_factory=list)
    at_sender: list[str] = field(default_factory=list)
    at_recipient: list[str] = field(default_factory=list)
    at_content: list[str] = field(default_factory=list)
    before_answer: Callable[[], object] | None = None

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to the sender."""
        if self.at_sender:
            return self.at_sender.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 fine"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to the recipient."""
        if self.at_recipient:
            return self.at_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer to the content."""
        line = server.transport
        assert isinstance(line, asyncio.Transport)
        answer = self.at_content.pop(0) if self.at_content else "250 taken"
        if answer == DROP:
            line.abort()
            return "250 never heard"
        if self.before_answer is not None:
            await asyncio.get_running_loop().run_in_executor(None, self.before_answer)
        if answer.startswith("250"):
            content = bytes(envelope.original_content or b"")
            self.raw.append(content)
            self.taken.append(email.message_from_bytes(content, policy=default))
            self.envelopes.append((str(envelope.mail_from), [str(address) for address in envelope.rcpt_tos]))
            self.was_encrypted.append(line.get_extra_info("ssl_object") is not None)
        return answer


@contextmanager
def running_server(*, folder: Path | None = None, is_tls: bool = False, **options: Any) -> Iterator[Post]:
    """Run a server on a free port; with a folder it has a certificate there, asks for STARTTLS and for the password."""
    post = Post()
    words: dict[str, Any] = dict(options)
    if folder is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate(folder))
        if is_tls:
            words |= {"ssl_context": context}
        else:
            words |= {"tls_context": context, "require_starttls": True}
            words |= {"auth_required": True, "authenticator": _knows}
    post.port = free_port()
    controller = Controller(post, hostname="localhost", port=post.port, **words)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        return int(taken.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for localhost, signed by itself; return the files of it and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Accept the one user with the one password."""
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)
