"""Deciding conflicts, and opening decided ones again."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from kirmash.base.errors import Refused
from kirmash.base.events import announce
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key, word_of
from kirmash.record.actions.stating import note_withdrawal, state_claim
from kirmash.record.models import (
    Claim,
    Datatype,
    Property,
    Resolution,
    Source,
    SourceKind,
    Verdict,
    Withdrawal,
    WithdrawalAct,
)
from kirmash.record.queries import RESOLUTION, about_of

LONGEST_VALUE = 500


@transaction.atomic
def resolve_conflict(
    *,
    key: str = "",
    subject: str,
    about: Property,
    part: str = "",
    upheld: Sequence[Claim],
    verdict: Verdict,
    reason: str,
    decided_by: str,
    decided_on: datetime.date,
    account: Account | None = None,
    reasons: dict[str, str] | None = None,
) -> Resolution:
    """Decide a conflict with a reason; the decision is stated as a claim of its own."""
    if not reason.strip():
        raise Refused("reason-missing")
    if not _is_possible(verdict, upheld) or any(about_of(claim) != (subject, about.pk, part) for claim in upheld):
        raise Refused("one-claim-to-uphold")
    _must_be_open(subject, about, part, verdict)
    value = " ".join([str(verdict), *(claim.key for claim in upheld)])
    if len(value) > LONGEST_VALUE:
        raise Refused("too-much-upheld")
    key = key or new_key(Resolution, word_of(subject), about.key, word_of(part))
    claim = state_claim(
        key=f"resolution-{key}",
        subject=subject,
        property_=_resolution_property(),
        part=f"property:{about.key}" + (f"+{part}" if part else ""),
        value=value,
        as_of=decided_on,
        source=_editor(),
        account=account,
        counted_by=decided_by,
    )
    resolution = Resolution.objects.create(
        key=key, claim=claim, subject=subject, about=about, part=part, verdict=verdict, reason=reason,
        reasons=reasons or {}, decided_by=decided_by, decided_on=decided_on,
    )  # fmt: skip
    resolution.upheld.set(upheld)
    Change.objects.create(account=account, verb="resolve", table="conflict", record=key, values={"reason": reason})
    announce("conflict.resolved", decision=key, subject=subject, property=about.key, part=part)
    return resolution


@transaction.atomic
def reopen_conflict(
    *,
    resolution: Resolution,
    reason: str,
    done_by: str,
    done_on: datetime.date,
    account: Account | None = None,
) -> Withdrawal:
    """Open a decided conflict again: the decision's claim is withdrawn, and stays where it was."""
    withdrawal = note_withdrawal(
        claim=resolution.claim, act=WithdrawalAct.WITHDRAWN, reason=reason, done_by=done_by, done_on=done_on
    )
    resolution.is_withdrawn = True
    resolution.save(update_fields=["is_withdrawn"])
    values = {"reason": reason}
    Change.objects.create(account=account, verb="reopen", table="conflict", record=resolution.key, values=values)
    matter = {"subject": resolution.subject, "property": resolution.about.key, "part": resolution.part}
    announce("conflict.reopened", decision=resolution.key, **matter)
    return withdrawal


def _must_be_open(subject: str, about: Property, part: str, verdict: Verdict) -> None:
    matter = {"subject": subject, "about": about, "part": part, "is_withdrawn": False}
    named = {"subject": subject, "property": about.key}
    statements = {claim.statement for claim in Claim.objects.filter(**matter)}
    if len(statements) < (1 if verdict == Verdict.NONE else 2):
        raise Refused("nothing-to-resolve", **named)
    if Resolution.objects.filter(**matter).exists():
        raise Refused("resolved-already", **named)


def _is_possible(verdict: Verdict, upheld: Sequence[Claim]) -> bool:
    if any(claim.is_withdrawn for claim in upheld):
        return False
    return {Verdict.ONE: len(upheld) == 1, Verdict.SIDE_BY_SIDE: bool(upheld), Verdict.NONE: not upheld}[verdict]


def _resolution_property() -> Property:
    labels = {
        "en": "editor's decision",
        "de": "Entscheidung der Redaktion",
        "ru": "решение редакции",
        "be": "рашэнне рэдакцыі",
    }
    values = {"datatype": Datatype.TEXT, "cardinality": "many", "labels": labels}
    return Property.objects.get_or_create(key=RESOLUTION, defaults=values)[0]


def _editor() -> Source:
    found = Source.objects.filter(kind=SourceKind.EDITOR).order_by("pk").first()
    return found or Source.objects.create(key="editor", kind=SourceKind.EDITOR, title="Editor")
