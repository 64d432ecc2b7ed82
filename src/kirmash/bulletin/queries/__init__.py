"""Reads of the bulletin; the ones that others use are named here."""

from kirmash.bulletin.queries.editing import checked, versions_of
from kirmash.bulletin.queries.facts import facts_of
from kirmash.bulletin.queries.publishing import current_publication, embargo_line, may_see, sees_embargoed, standing_of
from kirmash.bulletin.queries.stale import stale_releases, stale_sentences
from kirmash.bulletin.queries.story import (
    Count,
    counts_of,
    entities_of,
    ledger_of,
    principal_instrument,
    story_of,
)
from kirmash.bulletin.queries.telling import text_of

__all__ = [
    "Count",
    "checked",
    "counts_of",
    "current_publication",
    "embargo_line",
    "entities_of",
    "facts_of",
    "ledger_of",
    "may_see",
    "principal_instrument",
    "sees_embargoed",
    "stale_releases",
    "stale_sentences",
    "standing_of",
    "story_of",
    "text_of",
    "versions_of",
]
