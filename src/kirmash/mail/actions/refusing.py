"""Taking no more mail of a kind, and taking it again."""

from django.db import transaction

from kirmash.base.models import Change
from kirmash.mail.models import Refusal


@transaction.atomic
def refuse(*, digest: str, kind: str) -> Refusal:
    """Write no more mail of the kind to the address behind the hash; doing it twice is doing it once."""
    refusal, is_new = Refusal.objects.get_or_create(digest=digest, kind=kind)
    if is_new:
        _remember("refuse", kind)
    return refusal


@transaction.atomic
def take_again(*, digest: str, kind: str) -> bool:
    """Write mail of the kind to the address behind the hash again; return whether it was refused before."""
    gone = Refusal.objects.filter(digest=digest, kind=kind).delete()[0]
    if gone:
        _remember("take-again", kind)
    return bool(gone)


def _remember(verb: str, kind: str) -> None:
    """Note it without the address, which nobody needs to know."""
    Change.objects.create(verb=verb, table="mail", record=kind)
