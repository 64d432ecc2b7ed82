"""Reads of the bulletin; the ones that others use are named here."""

from kirmash.bulletin.queries.story import (
    Count,
    counts_of,
    entities_of,
    ledger_of,
    principal_instrument,
    stale_releases,
    stale_sentences,
    story_of,
)

__all__ = [
    "Count",
    "counts_of",
    "entities_of",
    "ledger_of",
    "principal_instrument",
    "stale_releases",
    "stale_sentences",
    "story_of",
]
