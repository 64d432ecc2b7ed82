"""Reconciliation of registers: what one register of ties says, beside others; plain Python, no tables."""

from kirmash.agreements.reconciling.comparing import (
    Comparison,
    Difference,
    Finding,
    Said,
    State,
    Tally,
    besides,
    reconcile,
    tally,
)
from kirmash.agreements.reconciling.entries import (
    Entry,
    Listed,
    Reading,
    Refusal,
    edge_of,
    entry_of_line,
    tie_of,
)
from kirmash.agreements.reconciling.naming import Candidate, Gazetteer, Match
from kirmash.agreements.reconciling.reading import is_export, read_handed_in, read_register
from kirmash.agreements.reconciling.tie import End, Name, Register, Scope, Tie

__all__ = [
    "Candidate",
    "Comparison",
    "Difference",
    "End",
    "Entry",
    "Finding",
    "Gazetteer",
    "Listed",
    "Match",
    "Name",
    "Reading",
    "Refusal",
    "Register",
    "Said",
    "Scope",
    "State",
    "Tally",
    "Tie",
    "besides",
    "edge_of",
    "entry_of_line",
    "is_export",
    "read_handed_in",
    "read_register",
    "reconcile",
    "tally",
    "tie_of",
]
