"""What puts things into the search and takes them out.

An entry says again what the record says elsewhere, so these actions leave no line in the history.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction

from fairplan import spelling
from kirmash.search.models import Entry, Kind

BATCH = 500
Thing = TypeVar("Thing")


def entry_of(
    *,
    kind: Kind,
    key: str,
    titles: Mapping[str, str],
    note: Mapping[str, str] | None = None,
    further: Iterable[tuple[str, str]] = (),
    subject: str = "",
    is_demo: bool = False,
) -> Entry:
    """Return an entry, not yet put, that is found by its titles, its note, and further texts with their languages."""
    note = note or {}
    tokens: dict[str, None] = {}
    for language, text in titles.items():
        tokens |= dict.fromkeys((*spelling.titles(text), *spelling.tokens(text, language)))
    for language, text in (*note.items(), *further):
        tokens |= dict.fromkeys(spelling.tokens(text, language))
    return Entry(
        kind=kind,
        key=key,
        subject=subject,
        is_demo=is_demo,
        titles=dict(titles),
        note=dict(note),
        tokens=" ".join(tokens),
    )


@transaction.atomic
def put_entries(*, entries: Iterable[Entry]) -> int:
    """Put entries into the search, in place of earlier ones of the same kind and key; return their number."""
    count = 0
    for batch in in_batches(entries):
        Entry.objects.bulk_create(
            {(entry.kind, entry.key): entry for entry in batch}.values(),
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["subject", "is_demo", "titles", "note", "tokens"],
        )
        count += len(batch)
    return count


@transaction.atomic
def remove_entries(*, kind: Kind, keys: Sequence[str]) -> int:
    """Take entries out of the search; return how many were there."""
    return Entry.objects.filter(kind=kind, key__in=keys).delete()[0]


def forget_removed() -> None:
    """Make the index again, so that no token of what was taken out is left in it.

    SQLite marks tokens as deleted and keeps them until parts of the index are merged; PostgreSQL keeps no such
    marks, and its VACUUM clears the rows.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO kirmash_entry_tokens(kirmash_entry_tokens) VALUES ('rebuild')")


def in_batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Return things by the few hundred, as many as one statement may name."""
    waiting = iter(things)
    while batch := list(islice(waiting, BATCH)):
        yield batch
