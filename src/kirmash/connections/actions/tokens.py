"""Making a token, revoking it, and knowing whom it stands for."""

import datetime
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.connections.models import ApiToken, Scope
from kirmash.connections.queries import (
    LETTERS,
    MARK,
    RANDOM_LETTERS,
    SHOWN_LETTERS,
    checksum_of,
    digest_of,
    looks_like_a_token,
    scopes_of,
    valid_tokens,
)

MOST_TOKENS = 50
LONGEST_DAYS = 366
#: How exactly it is noted when a token was used.
COARSE = datetime.timedelta(hours=1)


@transaction.atomic
def make_token(*, account: Account, name: str, scopes: Iterable[str], days: int) -> tuple[ApiToken, str]:
    """Make a token for an account; return it with the secret, which is kept nowhere."""
    wanted = sorted({Scope(scope) for scope in scopes})
    if not wanted:
        raise Refused("no-scope")
    if not set(wanted) <= set(scopes_of(account)):
        raise Refused("scope-not-allowed")
    if valid_tokens().filter(account=account).count() >= MOST_TOKENS:
        raise Refused("too-many-tokens", most=MOST_TOKENS)
    letters = "".join(secrets.choice(LETTERS) for _letter in range(RANDOM_LETTERS))
    secret = MARK + letters + checksum_of(letters)
    token = ApiToken.objects.create(
        account=account,
        name=name,
        prefix=secret[: len(MARK) + SHOWN_LETTERS],
        digest=digest_of(secret),
        scopes=[str(scope) for scope in wanted],
        expires_at=timezone.now() + datetime.timedelta(days=min(max(days, 1), LONGEST_DAYS)),
    )
    _remember("make", token, account)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, account: Account | None = None) -> ApiToken:
    """Let a token open nothing any more, from this moment."""
    if token.revoked_at is not None:
        raise Refused("token-revoked-already", name=token.name)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    _remember("revoke", token, account)
    return token


def token_of(*, secret: str) -> ApiToken | None:
    """Return the valid token that a secret stands for, and note to the hour that it was used."""
    if not looks_like_a_token(secret):
        return None
    token = valid_tokens().filter(digest=digest_of(secret)).select_related("account").first()
    if token is not None and (token.last_used_at is None or token.last_used_at < timezone.now() - COARSE):
        now = timezone.now().replace(minute=0, second=0, microsecond=0)
        unused = Q(last_used_at=None) | Q(last_used_at__lt=now)
        ApiToken.objects.filter(unused, pk=token.pk).update(last_used_at=now)
    return token


def _remember(verb: str, token: ApiToken, account: Account | None) -> None:
    values = {"name": token.name, "scopes": token.scopes}
    Change.objects.create(account=account, verb=verb, table="token", record=str(token.pk), values=values)
