"""Stating a claim, with its source; noting that a claim was withdrawn or reinstated."""

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify

from kirmash.base.errors import Refused
from kirmash.base.events import announce
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key, word_of
from kirmash.record.actions.searching import put_claims
from kirmash.record.actions.watching import answer_unknown
from kirmash.record.models import (
    Claim,
    Comparator,
    Datatype,
    Property,
    Source,
    Unknown,
    Withdrawal,
    WithdrawalAct,
)


@transaction.atomic
def state_claim(
    *,
    key: str = "",
    subject: str,
    property_: Property,
    value: str,
    source: Source,
    account: Account | None = None,
    part: str = "",
    comparator: Comparator = Comparator.EXACTLY,
    as_of: datetime.date | None = None,
    definition: str = "",
    counted_by: str = "",
    language: str = "",
    quotation: str = "",
    note: str = "",
    is_demo: bool = False,
    answers: Unknown | None = None,
) -> Claim:
    """Add a claim to the record; nothing that stands there is changed.

    Without a key one is made from what is claimed; a source that is not stored yet is stored with it,
    and an unknown that the claim answers is closed by it.
    """
    claim = Claim(
        subject=subject, about=property_, part=part, comparator=comparator, value=value, as_of=as_of,
        definition=definition, counted_by=counted_by, language=language, quotation=quotation, note=note,
        is_demo=is_demo,
    )  # fmt: skip
    _must_make_sense(claim, key)
    claim.source = source if source.pk else _state_source(source, account)
    claim.key = key or _key_of(claim)
    claim.save()
    put_claims(keys=[claim.key])
    Change.objects.create(account=account, verb="state", table="claim", record=claim.key, values={"value": value})
    announce("claim.stated", claim=claim.key, subject=subject, property=property_.key, part=part)
    if answers:
        closed: dict[str, Any] = {
            "closed_by": str(account or ""),
            "closed_on": claim.created.date(),
        }  # Any: a name and a day
        answer_unknown(unknown=answers, claim=claim, account=account, **closed)
    return claim


def note_withdrawal(
    *,
    claim: Claim,
    act: WithdrawalAct,
    reason: str,
    done_by: str,
    done_on: datetime.date,
) -> Withdrawal:
    """Note that a claim is withdrawn or reinstated, and nothing else; callers see to what rests on it."""
    if not reason.strip():
        raise Refused("why-missing")
    if claim.is_withdrawn == (act == WithdrawalAct.WITHDRAWN):
        raise Refused("withdrawn-already" if claim.is_withdrawn else "not-withdrawn", key=claim.key)
    number = claim.withdrawals.count() + 1
    withdrawal = Withdrawal.objects.create(
        claim=claim, number=number, act=act, reason=reason, done_by=done_by, done_on=done_on
    )
    claim.is_withdrawn = act == WithdrawalAct.WITHDRAWN
    claim.save(update_fields=["is_withdrawn"])
    return withdrawal


def _must_make_sense(claim: Claim, key: str) -> None:
    if not claim.value.strip():
        raise Refused("claim-without-value")
    if key and Claim.objects.filter(key=key).exists():
        raise Refused("claim-key-taken", key=key)
    if claim.about.datatype == Datatype.NUMBER and claim.number is None:
        raise Refused("not-a-number", value=claim.value, property=claim.about.key)


def _key_of(claim: Claim) -> str:
    """Return a key that says what is claimed; a value that makes no readable word is left to its source."""
    said = word_of(claim.value) if claim.about.datatype == Datatype.REFERENCE else claim.value
    value = slugify(said.replace(".", "-"))
    words = [word_of(claim.subject), claim.about.key, word_of(claim.part)]
    return new_key(Claim, *words, value if value and len(value) <= 30 else claim.source.key)


def _state_source(source: Source, account: Account | None) -> Source:
    name = slugify(source.publisher) or slugify(urlsplit(source.url).netloc.removeprefix("www.").replace(".", "-"))
    day = source.published_on.isoformat() if source.published_on else ""
    source.key = new_key(Source, name or slugify(source.title), day)
    source.save()
    Change.objects.create(account=account, verb="state", table="source", record=source.key)
    return source
