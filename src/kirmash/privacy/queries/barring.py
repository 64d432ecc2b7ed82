"""Recognising an erased person's key without knowing it."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from kirmash.privacy.models import Erasure

_SALT = "kirmash.privacy.erased"


def digest_of(subject: str, secret: str | bytes | None = None) -> str:
    """Return the keyed hash of a word as in person:KEY; the key is the site's secret key."""
    return salted_hmac(_SALT, subject, secret=secret or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def digests_of(subject: str) -> list[str]:
    """Return the hashes of a word under the site's key and under those it had before."""
    return [digest_of(subject, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def barred(keys: Iterable[str]) -> set[str]:
    """Return those keys of people who were erased and may not come back by an import; one query for all of them."""
    wanted = set(keys)
    known = set(Erasure.objects.filter(is_barred=True).values_list("digest", flat=True))
    if not known:
        return set()
    return {key for key in wanted if not known.isdisjoint(digests_of(f"person:{key}"))}
