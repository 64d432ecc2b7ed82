"""Carries a signed message to an address outside.

Signatures follow Standard Webhooks 1.0. The name is resolved once, every address that it leads to must be
public, and the connection goes to the address that was looked at: a name that changes between the look and
the call (DNS rebinding) changes nothing. Redirects are not followed; the whole call has one time limit.
"""

import base64
import hashlib
import hmac
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import SplitResult, urlsplit

SECRET_MARK = "whsec_"  # noqa: S105  # a mark, no secret
#: Networks that Python calls global and that still lead elsewhere.
ODD_NETWORKS = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2002::/16", "2001::/32", "::/96", "fec0::/10"))
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Undeliverable(Exception):
    """The message did not arrive; ``reason`` is a word of the list of failures."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a message: the answer's status, or why there is none, and how long it took."""

    code: int | None
    failure: str
    took_ms: int


def sign(secrets: Sequence[str], key: str, timestamp: int, body: str) -> str:
    """Return the header ``webhook-signature``: one signature for each secret in force."""
    said = f"{key}.{timestamp}.{body}".encode()
    keys = (base64.b64decode(secret.removeprefix(SECRET_MARK)) for secret in secrets)
    marks = (hmac.new(key_, said, hashlib.sha256).digest() for key_ in keys)
    return " ".join(f"v1,{base64.b64encode(mark).decode()}" for mark in marks)


def is_public(address: str) -> bool:
    """Say whether an address is one of the open internet, whichever way it is written."""
    try:
        ip: Ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        ip = inner or ip
    is_odd = any(ip in network for network in ODD_NETWORKS)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or is_odd)


def carry(
    address: str, body: str, headers: Mapping[str, str], *, open_hosts: Collection[str] = (), limit_s: float = 10
) -> Outcome:
    """Send a body by POST and return what became of it."""
    began = time.monotonic()
    code, failure = None, ""
    try:
        code = _call(urlsplit(address), body.encode(), headers, open_hosts, limit_s)
    except Undeliverable as wrong:
        failure = wrong.reason
    return Outcome(code=code, failure=failure, took_ms=int((time.monotonic() - began) * 1000))


def _call(
    address: SplitResult, body: bytes, headers: Mapping[str, str], open_hosts: Collection[str], limit_s: float
) -> int:
    host = _host(address)
    port = address.port or (443 if address.scheme == "https" else 80)
    call = _Call(line=_connect(_resolve(host, port, is_open=host in open_hosts), port, limit_s))
    timer = threading.Timer(limit_s, call.hang_up)
    timer.daemon = True
    timer.start()
    try:
        if address.scheme == "https":
            call.line = _context().wrap_socket(call.line, server_hostname=host, do_handshake_on_connect=False)
            call.line.do_handshake()
        return _ask(call.line, HTTPConnection(host, port), address, body, headers)
    except ssl.SSLCertVerificationError:
        raise Undeliverable("certificate") from None
    except (OSError, HTTPException) as wrong:
        if call.is_late or isinstance(wrong, TimeoutError):
            raise Undeliverable("timed-out") from None
        raise Undeliverable("not-reached" if isinstance(wrong, OSError) else "no-http") from None
    finally:
        timer.cancel()
        call.line.close()


@dataclass(slots=True)
class _Call:
    """A connection that somebody else may cut when its time is up."""

    line: socket.socket
    is_late: bool = False

    def hang_up(self) -> None:
        """End the call; whoever waits on the line wakes up."""
        self.is_late = True
        try:
            socket.socket.shutdown(self.line, socket.SHUT_RDWR)
        except OSError:
            return


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _ask(
    line: socket.socket, connection: HTTPConnection, address: SplitResult, body: bytes, headers: Mapping[str, str]
) -> int:
    connection.sock = line
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    connection.request("POST", path, body, {**headers, "Content-Type": "application/json", "Connection": "close"})
    with connection.getresponse() as response:
        return response.status


def _host(address: SplitResult) -> str:
    try:
        return (address.hostname or "").encode("idna").decode()
    except UnicodeError:
        raise Undeliverable("no-such-name") from None


def _resolve(host: str, port: int, *, is_open: bool) -> str:
    """Return the address to call; one that is not public among them refuses the name."""
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Undeliverable("no-such-name") from None
    if not found:
        raise Undeliverable("no-such-name")
    if not is_open and not all(map(is_public, found)):
        raise Undeliverable("refused-address")
    return found[0]


def _connect(ip: str, port: int, limit_s: float) -> socket.socket:
    try:
        return socket.create_connection((ip, port), timeout=limit_s)
    except TimeoutError:
        raise Undeliverable("timed-out") from None
    except OSError:
        raise Undeliverable("not-reached") from None
