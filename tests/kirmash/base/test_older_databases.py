"""A database from before the tables were written down at once."""

from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder() -> MigrationRecorder:
    """The database's list of migrations, with none of ours."""
    kept = MigrationRecorder(connection)
    kept.migration_qs.filter(app="kirmash").delete()
    return kept


def test_a_database_that_had_all_the_tables_is_carried_over(recorder: MigrationRecorder) -> None:
    for app, name in import_module("kirmash.migrations.0001_tables").Migration.replaces:
        recorder.record_applied(app, name)
    for path in Path(import_module("kirmash.migrations").__path__[0]).glob("0*.py"):
        if path.stem != "0001_tables":
            recorder.record_applied("kirmash", path.stem)

    call_command("migrate", verbosity=0)

    assert ("kirmash", "0001_tables") in recorder.applied_migrations()


def test_an_older_one_is_refused_with_what_to_do(recorder: MigrationRecorder) -> None:
    recorder.record_applied("kirmash", "0011_mail")

    with pytest.raises(CommandError, match=r"before 0\.4.*kirmash export"):
        call_command("migrate", verbosity=0)
