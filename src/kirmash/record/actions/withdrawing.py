"""Withdrawing a claim that was stated in error, and putting it back."""

import datetime

from django.db import transaction

from kirmash.base.errors import Refused
from kirmash.base.events import announce
from kirmash.base.models import Account, Change
from kirmash.record.actions.resolving import reopen_conflict
from kirmash.record.actions.stating import note_withdrawal
from kirmash.record.actions.watching import reopen_unknown
from kirmash.record.models import Claim, Withdrawal, WithdrawalAct
from kirmash.record.queries import RESOLUTION


@transaction.atomic
def withdraw_claim(
    *,
    claim: Claim,
    reason: str,
    done_by: str,
    done_on: datetime.date,
    account: Account | None = None,
) -> Withdrawal:
    """Withdraw a claim; decisions that uphold it and unknowns that it answers are opened again."""
    if claim.about.key == RESOLUTION:
        raise Refused("decision-is-reopened")
    withdrawal = note_withdrawal(
        claim=claim, act=WithdrawalAct.WITHDRAWN, reason=reason, done_by=done_by, done_on=done_on
    )
    _remember(withdrawal, "withdraw", account)
    announce("claim.withdrawn", claim=claim.key, subject=claim.subject, property=claim.about.key, part=claim.part)
    for resolution in claim.upheld_by.filter(is_withdrawn=False):
        reopen_conflict(resolution=resolution, reason=reason, done_by=done_by, done_on=done_on, account=account)
    for unknown in claim.answers.all():
        reopen_unknown(unknown=unknown, reason=reason, account=account)
    return withdrawal


@transaction.atomic
def reinstate_claim(
    *,
    claim: Claim,
    reason: str,
    done_by: str,
    done_on: datetime.date,
    account: Account | None = None,
) -> Withdrawal:
    """Let a withdrawn claim stand again; decisions that were opened again stay open."""
    if claim.about.key == RESOLUTION:
        raise Refused("decision-is-made-anew")
    withdrawal = note_withdrawal(
        claim=claim, act=WithdrawalAct.REINSTATED, reason=reason, done_by=done_by, done_on=done_on
    )
    _remember(withdrawal, "reinstate", account)
    return withdrawal


def _remember(withdrawal: Withdrawal, verb: str, account: Account | None) -> None:
    values = {"reason": withdrawal.reason}
    Change.objects.create(account=account, verb=verb, table="claim", record=withdrawal.claim.key, values=values)
