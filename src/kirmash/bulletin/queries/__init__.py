"""Reads of the bulletin; the ones that others use are named here."""

from kirmash.bulletin.queries.editing import checked, text_of, versions_of
from kirmash.bulletin.queries.facts import facts_of
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
    "checked",
    "counts_of",
    "entities_of",
    "facts_of",
    "ledger_of",
    "principal_instrument",
    "stale_releases",
    "stale_sentences",
    "story_of",
    "text_of",
    "versions_of",
]
