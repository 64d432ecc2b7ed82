"""Lists of the privacy chapter as CSV: the register of processing, the log of who saw what."""

from collections.abc import Iterable

from kirmash.base.web import csv_text
from kirmash.privacy.queries.log import Seen
from kirmash.privacy.queries.register import Registered


def register_csv(entries: Iterable[Registered]) -> str:
    """Return the register of processing."""
    header = ("key", "activity", "people", "data", "purpose", "basis", "term", "on erasure", "recipients", "tables")
    rows = (
        (
            entry.activity.key, entry.activity.title, entry.activity.whose, entry.activity.data,
            entry.activity.purpose, entry.activity.basis.label, entry.activity.term,
            "; ".join(str(way.label) for way in entry.ways),
            "; ".join(str(recipient) for recipient in entry.activity.recipients), " ".join(entry.tables),
        )
        for entry in entries
    )  # fmt: skip
    return csv_text(header, rows)


def viewings_csv(seen: Iterable[Seen]) -> str:
    """Return the log of who saw what."""
    header = ("at", "account", "page", "subject", "name", "people", "reason")
    rows = (
        (
            one.viewing.at.isoformat(timespec="seconds"), one.who, one.viewing.page, one.viewing.subject, one.subject,
            one.viewing.people.strip(), one.viewing.reason,
        )
        for one in seen
    )  # fmt: skip
    return csv_text(header, rows)
