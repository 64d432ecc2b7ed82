"""The table of the search, and an index of its tokens that the database itself keeps in step (decision 0007).

A later migration that makes SQLite copy the table drops its triggers and must run ``index_tokens`` again;
tests/kirmash/search/test_index.py notices.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FORWARD = {
    "sqlite": (
        "CREATE VIRTUAL TABLE kirmash_entry_tokens USING fts5"
        "(tokens, content='kirmash_entry', content_rowid='id', tokenize='ascii', detail=none, columnsize=0)",
        "CREATE TRIGGER kirmash_entry_put AFTER INSERT ON kirmash_entry BEGIN"
        " INSERT INTO kirmash_entry_tokens(rowid, tokens) VALUES (new.id, new.tokens); END",
        "CREATE TRIGGER kirmash_entry_removed AFTER DELETE ON kirmash_entry BEGIN"
        " INSERT INTO kirmash_entry_tokens(kirmash_entry_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
        " END",
        "CREATE TRIGGER kirmash_entry_changed AFTER UPDATE OF tokens ON kirmash_entry"
        " WHEN old.tokens <> new.tokens BEGIN"
        " INSERT INTO kirmash_entry_tokens(kirmash_entry_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
        " INSERT INTO kirmash_entry_tokens(rowid, tokens) VALUES (new.id, new.tokens); END",
        "INSERT INTO kirmash_entry_tokens(kirmash_entry_tokens) VALUES ('rebuild')",
    ),
    "postgresql": (
        "ALTER TABLE kirmash_entry ADD COLUMN token_vector tsvector"
        " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED",
        "CREATE INDEX kirmash_entry_tokens ON kirmash_entry USING gin (token_vector)",
    ),
}
BACKWARD = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS kirmash_entry_changed",
        "DROP TRIGGER IF EXISTS kirmash_entry_removed",
        "DROP TRIGGER IF EXISTS kirmash_entry_put",
        "DROP TABLE IF EXISTS kirmash_entry_tokens",
    ),
    "postgresql": ("ALTER TABLE kirmash_entry DROP COLUMN IF EXISTS token_vector",),
}


def index_tokens(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of the tokens."""
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it."""
    for statement in BACKWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The search."""

    dependencies = [("kirmash", "0003_releases_by_style")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "Organisations"),
                            ("person", "People"),
                            ("place", "Places"),
                            ("goods", "Goods"),
                            ("claim", "Claims"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=140)),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="kind:key of what the entry says something of",
                        max_length=140,
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                ("titles", models.JSONField(default=dict)),
                ("note", models.JSONField(default=dict)),
                ("tokens", models.TextField()),
            ],
            options={
                "verbose_name_plural": "entries",
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="entry_once")],
            },
        ),
        migrations.RunPython(index_tokens, drop_index),
    ]
