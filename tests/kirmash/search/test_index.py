"""The index of the tokens, which the database keeps in step by itself."""

from importlib import import_module

import pytest
from django.db import connection

from kirmash.search.actions import entry_of, put_entries
from kirmash.search.models import Entry, Kind
from kirmash.search.queries import find

migration = import_module("kirmash.migrations.0001_tables")


def put(key: str, title: str) -> None:
    put_entries(entries=[entry_of(kind=Kind.GOODS, key=key, titles={"en": title})])


def keys(text: str) -> list[str]:
    return [hit.entry.key for hit in find(text)]


def check_index() -> None:
    """Let SQLite compare its index with the table; PostgreSQL has one place for both."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO kirmash_entry_tokens(kirmash_entry_tokens, rank) VALUES ('integrity-check', 1)")


@pytest.mark.django_db
def test_whatever_writes_the_table_the_index_follows() -> None:
    put("one", "pumps")
    put("other", "cables")

    Entry.objects.filter(key="one").update(tokens="wvalves")
    Entry.objects.filter(key="other").delete()

    check_index()
    assert (keys("pumps"), keys("valves"), keys("cables")) == ([], ["one"], [])


@pytest.mark.django_db(transaction=True)
def test_the_index_can_be_dropped_and_made_again_over_what_is_there() -> None:
    put("one", "pumps")

    with connection.schema_editor() as editor:
        migration.drop_index(None, editor)
        migration.index_tokens(None, editor)

    put("other", "small pumps")
    check_index()
    assert keys("pumps") == ["one", "other"]
