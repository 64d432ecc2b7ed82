"""Claims as CSV."""

from collections.abc import Iterable

from kirmash.base.web import csv_text
from kirmash.record.models import Claim
from kirmash.record.queries import definition_of, show, states_of

_HEADER = (
    "claim", "subject", "subject_name", "property", "property_name", "part", "part_name", "comparator", "value",
    "unit", "as_of", "definition", "definition_is", "counted_by", "state", "source", "publisher", "title", "url",
    "language", "quotation", "note",
)  # fmt: skip


def claims_csv(claims: Iterable[Claim]) -> str:
    """Return claims with their names in the reader's language, how they stand, and their sources."""
    found = list(claims)
    states = states_of(found)
    rows = [
        (
            claim.key, claim.subject, shown.subject, claim.about.key, shown.about, claim.part, shown.part,
            claim.comparator, claim.value, claim.about.unit, claim.as_of,
            claim.definition or definition_of(claim.about),
            "stated" if claim.definition else "not stated by the source",
            claim.counted_by, states[claim.pk].value, claim.source.key, claim.source.publisher, claim.source.title,
            claim.source.url, claim.language, claim.quotation, claim.note,
        )
        for claim, shown in zip(found, show(found), strict=True)
    ]  # fmt: skip
    return csv_text(_HEADER, rows)
