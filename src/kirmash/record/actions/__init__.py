"""What changes the record; the actions that other chapters use are named here."""

from kirmash.record.actions.resolving import reopen_conflict, resolve_conflict
from kirmash.record.actions.searching import put_claims
from kirmash.record.actions.stating import note_withdrawal, state_claim
from kirmash.record.actions.watching import answer_unknown, drop_unknown, note_unknown, reopen_unknown
from kirmash.record.actions.withdrawing import reinstate_claim, withdraw_claim

__all__ = [
    "answer_unknown",
    "drop_unknown",
    "note_unknown",
    "note_withdrawal",
    "put_claims",
    "reinstate_claim",
    "reopen_conflict",
    "reopen_unknown",
    "resolve_conflict",
    "state_claim",
    "withdraw_claim",
]
