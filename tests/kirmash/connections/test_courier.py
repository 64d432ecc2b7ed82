"""What leaves for outside: where it may go, how it is signed, what becomes of it."""

import base64
import hashlib
import hmac
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kirmash.connections.courier import carry, is_public, sign
from receiver import Receiver, receiving

HERE = {"127.0.0.1", "localhost"}
#: The worked example of the specification (standard-webhooks, "Signature scheme").
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105  # public
NAME = "hooks.example.org"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


def outcome(address: str, limit_s: float = 5, open_hosts: set[str] = HERE) -> tuple[int | None, str]:  # read only
    found = carry(address, "{}", {}, open_hosts=open_hosts, limit_s=limit_s)
    return found.code, found.failure


def test_the_signature_is_the_one_of_the_specification() -> None:
    body = '{"test": 2432232314}'

    signature = sign([SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_in_force_give_two_signatures() -> None:
    other = "whsec_" + base64.b64encode(b"another secret of the receiver..").decode()

    first, second = sign([SECRET, other], "evt_1", 1, "{}").split(" ")

    marks = [hmac.new(base64.b64decode(s.removeprefix("whsec_")), b"evt_1.1.{}", hashlib.sha256).digest()
             for s in (SECRET, other)]  # fmt: skip
    assert [first, second] == [f"v1,{base64.b64encode(mark).decode()}" for mark in marks]


def test_a_message_arrives_as_it_was_written(receiver: Receiver) -> None:
    found = carry(receiver.address + "?a=1", '{"city": "Гомель"}', {"webhook-id": "evt_1"}, open_hosts=HERE)

    headers, body = receiver.arrived[0]
    assert (found.code, found.failure, body) == (204, "", '{"city": "Гомель"}')
    assert (headers["content-type"], headers["webhook-id"], headers["host"]) == (
        "application/json",
        "evt_1",
        receiver.address.split("/")[2],
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0",  # noqa: S104  # read only
        "224.0.0.1", "239.255.255.250", "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "240.0.0.1",
        "192.88.99.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "no address", "",
    ],
)  # fmt: skip
def test_an_address_that_leads_inside_is_not_public(address: str) -> None:
    assert is_public(address) is False


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address) is True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1"])
def test_this_machine_is_not_called_however_its_name_is_written(host: str, receiver: Receiver) -> None:
    address = receiver.address.replace("127.0.0.1", host)

    assert (outcome(address, open_hosts=set()), receiver.arrived) == ((None, "refused-address"), [])


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let the world's directory answer so, one answer for each question; return who was asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *words: int, **named: int) -> list[Any]:  # Any: the library's tuples
        if host[0].isdecimal():
            return list(real(host, port, *words, **named))
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_with_one_address_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["93.184.215.14", "10.0.0.7"])

    assert outcome(f"https://{NAME}/", open_hosts=set()) == (None, "refused-address")


def test_a_name_that_changes_after_the_look_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    connect = socket.create_connection
    called: list[str] = []
    asked = resolving(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])

    def note(to: tuple[str, int], timeout: float) -> socket.socket:
        called.append(to[0])
        return connect(("127.0.0.1", 9), timeout)

    monkeypatch.setattr(socket, "create_connection", note)

    found = outcome(receiver.address.replace("127.0.0.1", NAME), open_hosts=set())

    assert (found, asked, called, receiver.arrived) == ((None, "not-reached"), [NAME], ["93.184.215.14"], [])


def test_a_name_that_nobody_knows_is_said_so() -> None:
    assert outcome("https://nowhere.invalid/") == (None, "no-such-name")


def test_a_closed_door_is_said_so(receiver: Receiver) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert outcome(f"http://127.0.0.1:{port}/") == (None, "not-reached")


def test_a_redirect_is_not_followed() -> None:
    with receiving() as target, receiving(status=307, location=target.address) as first:
        found = outcome(first.address)

    assert (found, target.arrived) == ((307, ""), [])


def test_a_silent_receiver_is_given_up() -> None:
    with receiving(seconds=3) as running:
        assert outcome(running.address, limit_s=0.3) == (None, "timed-out")


def test_a_receiver_that_dribbles_is_given_up_in_the_same_time() -> None:
    with receiving(dribbles=True) as running:
        found = carry(running.address, "{}", {}, open_hosts=HERE, limit_s=0.5)

    assert (found.code, found.failure, found.took_ms < 10_000) == (None, "timed-out", True)


def test_what_is_no_http_is_said_so() -> None:
    with receiving(is_strange=True) as running:
        assert outcome(running.address) == (None, "no-http")


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Make a key and a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(tz=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return certificate_file, key_file


@pytest.mark.parametrize(
    ("own_name", "is_trusted", "expected"),
    [(NAME, True, (204, "")), (NAME, False, (None, "certificate")), ("other.example.org", True, (None, "certificate"))],
)
def test_https_is_spoken_with_whoever_proves_the_name(
    own_name: str, is_trusted: bool, expected: tuple[int | None, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    certificate_file, key_file = certificate(tmp_path, own_name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, key_file)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate_file))
    resolving(monkeypatch, ["127.0.0.1"])

    with receiving(context) as running:
        found = outcome(running.address.replace("127.0.0.1", NAME), open_hosts={NAME})

    assert found == expected
