"""Mail addresses: which one can be written to, and how two spellings of one are known to be the same."""

import hashlib
import hmac
import re
from collections.abc import Sequence

import idna

from kirmash.base.errors import Refused

LONGEST = 254
#: RFC 5321, 4.1.2: a dot-string; quoted local parts are legal, but nobody has one who reads our mail.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")

#: A domain has two labels at least, and the last is no number.
_DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*")


def usable(address: str) -> str:
    """Return the address as it goes to a mail server, its domain in Latin letters; refuse what is none."""
    text = address.strip()
    local, at, domain = text.rpartition("@")
    if not at or not text.isprintable() or " " in text:
        raise Refused("address-is-none", address=_shown(address))
    if not local.isascii():
        raise Refused("address-beyond-latin", address=_shown(address))
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise Refused("address-is-none", address=_shown(address))
    try:
        host = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii").lower()
    except idna.IDNAError:
        raise Refused("address-is-none", address=_shown(address)) from None
    if not _DOMAIN.fullmatch(host) or len(local) + 1 + len(host) > LONGEST:
        raise Refused("address-is-none", address=_shown(address))
    return f"{local}@{host}"


def readable(address: str) -> str:
    """Return the address with its domain in the letters of its owner."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{idna.decode(domain)}"
    except idna.IDNAError:
        return address


def digests_of(address: str, keys: Sequence[str]) -> list[str]:
    """Return a keyed hash of the address for each key, the present key first; upper and lower case are alike."""
    same = usable(address).lower().encode()
    return [hmac.new(f"kirmash.mail.refusal{key}".encode(), same, hashlib.sha256).hexdigest() for key in keys]


def _shown(address: str) -> str:
    """Return an address that is none, fit to be shown in a sentence."""
    return "".join(letter if letter.isprintable() else "�" for letter in address.strip()[:100])
