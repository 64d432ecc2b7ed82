"""The watch list: noting what no source says, answering it, dropping it, opening it again."""

import datetime

from django.db import transaction
from django.utils.text import slugify

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key, word_of
from kirmash.record.models import Claim, Unknown


@transaction.atomic
def note_unknown(
    *,
    subject: str,
    matter: str,
    texts: dict[str, str],
    noted_on: datetime.date,
    account: Account | None = None,
) -> Unknown:
    """Put something that no source says on the watch list."""
    word = slugify(matter)
    if not word or not any(texts.values()):
        raise Refused("unknown-without-words")
    if Unknown.objects.filter(subject=subject, matter=word).exists():
        raise Refused("unknown-already-noted", matter=matter)
    key = new_key(Unknown, word_of(subject), word)
    unknown = Unknown.objects.create(key=key, subject=subject, matter=word, texts=texts, noted_on=noted_on)
    _remember("note", unknown, account)
    return unknown


@transaction.atomic
def answer_unknown(
    *,
    unknown: Unknown,
    claim: Claim,
    closed_by: str,
    closed_on: datetime.date,
    account: Account | None = None,
) -> Unknown:
    """Close an unknown with the claim that answers it."""
    _must_be_open(unknown)
    if claim.subject != unknown.subject or claim.is_withdrawn:
        raise Refused("claim-does-not-answer")
    unknown.answered_by = claim
    _close(unknown, closed_by, closed_on)
    _remember("answer", unknown, account, claim=claim.key)
    return unknown


@transaction.atomic
def drop_unknown(
    *,
    unknown: Unknown,
    reason: str,
    closed_by: str,
    closed_on: datetime.date,
    account: Account | None = None,
) -> Unknown:
    """Stop watching an unknown, with a reason."""
    _must_be_open(unknown)
    if not reason.strip():
        raise Refused("why-missing")
    unknown.reason = reason
    _close(unknown, closed_by, closed_on)
    _remember("drop", unknown, account, reason=reason)
    return unknown


@transaction.atomic
def reopen_unknown(*, unknown: Unknown, reason: str, account: Account | None = None) -> Unknown:
    """Watch an answered or dropped unknown again, with a reason; the history keeps how it was closed."""
    if unknown.closed_on is None:
        raise Refused("unknown-is-open")
    if not reason.strip():
        raise Refused("why-missing")
    unknown.answered_by, unknown.reason, unknown.closed_by, unknown.closed_on = None, "", "", None
    unknown.save()
    _remember("reopen", unknown, account, reason=reason)
    return unknown


def _must_be_open(unknown: Unknown) -> None:
    if unknown.closed_on is not None:
        raise Refused("unknown-is-closed")


def _close(unknown: Unknown, closed_by: str, closed_on: datetime.date) -> None:
    unknown.closed_by, unknown.closed_on = closed_by, closed_on
    unknown.save()


def _remember(verb: str, unknown: Unknown, account: Account | None, **values: str) -> None:
    Change.objects.create(account=account, verb=verb, table="unknown", record=unknown.key, values=values)
