"""Reads of the connections: which scopes an account has, who comes in by a token, what is due."""

import datetime
import hashlib
import ipaddress
import zlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kirmash.base.access import (
    ADMINISTER,
    ADMINISTRATOR,
    AUDITOR,
    CITY,
    EXHIBITOR,
    ORGANISER,
    PAVILION,
    PRESS,
    PROTOCOL,
    SEE_HISTORY,
    STAFF,
    may,
)
from kirmash.base.models import Account
from kirmash.connections.models import ApiToken, Delivery, DeliveryState, Scope, Webhook

#: What an account must be allowed to do, for each scope.
RIGHT_OF = {
    Scope.READ_FAIRS: STAFF | AUDITOR | PAVILION | EXHIBITOR | CITY,
    Scope.READ_RECORD: STAFF | AUDITOR | CITY,
    Scope.WRITE_RECORD: ADMINISTRATOR | ORGANISER | PRESS,
    Scope.READ_AGREEMENTS: STAFF | AUDITOR | CITY,
    Scope.READ_PEOPLE: ADMINISTRATOR | ORGANISER | PROTOCOL | AUDITOR | PAVILION | EXHIBITOR,
    Scope.READ_HISTORY: SEE_HISTORY,
    Scope.WEBHOOKS: ADMINISTER,
}
MARK = "kirmash_"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: 62 ** 43 is a little more than 2 ** 256.
RANDOM_LETTERS, CHECK_LETTERS, SHOWN_LETTERS = 43, 6, 6


def scopes_of(account: Account) -> list[Scope]:
    """Return the scopes that an account may give to a token today."""
    return [scope for scope in Scope if may(account, RIGHT_OF[scope])]


def checksum_of(letters: str) -> str:
    """Return the six letters that tell a token from what only looks like one, without asking the database."""
    rest, number = "", zlib.crc32(letters.encode())
    for _step in range(CHECK_LETTERS):
        number, digit = divmod(number, len(LETTERS))
        rest = LETTERS[digit] + rest
    return rest


def looks_like_a_token(text: str) -> bool:
    """Say whether a text is a token by its form and its checksum."""
    letters = text.removeprefix(MARK)
    is_long_enough = text.startswith(MARK) and len(letters) == RANDOM_LETTERS + CHECK_LETTERS
    return is_long_enough and letters.isascii() and letters[RANDOM_LETTERS:] == checksum_of(letters[:RANDOM_LETTERS])


def digest_of(secret: str) -> str:
    """Return what is kept of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def valid_tokens() -> QuerySet[ApiToken]:
    """Return the tokens that open the door."""
    return ApiToken.objects.filter(revoked_at=None, expires_at__gt=timezone.now(), account__is_active=True)


def webhooks_seen() -> QuerySet[Webhook]:
    """Return the webhooks with their accounts and the numbers of their deliveries."""
    states = {
        f"{state}_count": Count("deliveries", filter=Q(deliveries__state=state)) for state in DeliveryState.values
    }
    return Webhook.objects.select_related("account").annotate(**states)


def due_deliveries(now: datetime.datetime, limit: int) -> Sequence[int]:
    """Return the ids of the deliveries whose time has come, the longest waiting first."""
    found = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=now, webhook__is_active=True)
    return list(found.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])


def secrets_in_force(webhook: Webhook) -> list[str]:
    """Return the secrets that sign: the one in use, and the one before it for a day."""
    until = webhook.old_secret_until
    is_old_in_force = webhook.old_secret and until is not None and until > timezone.now()
    return [webhook.secret, *([webhook.old_secret] if is_old_in_force else [])]


def may_be_called(address: str) -> bool:
    """Say whether a webhook may have the address: https; http only to this very machine in a demo."""
    try:
        URLValidator(["https", "http"])(address)
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        parts.port  # noqa: B018  # raises where it is no number
    except (ValidationError, ValueError):
        return False
    if parts.username or parts.password or parts.fragment:
        return False
    return parts.scheme == "https" or (settings.MODE != "production" and _is_loopback(host))


def open_hosts() -> frozenset[str]:
    """Return the hosts that may lie in a private network: those of the setting, and this machine in a demo."""
    own = {"localhost", "127.0.0.1", "::1"} if settings.MODE != "production" else set()
    return frozenset({*settings.WEBHOOK_HOSTS, *own})


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
