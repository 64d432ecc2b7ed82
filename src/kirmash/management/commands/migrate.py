"""Django's ``migrate``, which says what to do with a database from before version 0.4."""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

#: The last of the migrations that the tables of version 0.4 replace.
LAST_REPLACED = "0029_the_desk_in_detail"


class Command(migrate.Command):
    """Bring the tables of the database up to this version."""

    def handle(self, *words: Any, **options: Any) -> None:  # Any: as Django declares it
        """Migrate; raise ``CommandError`` where the database is older than this version can carry over."""
        names = {name for app, name in MigrationRecorder(connections[options["database"]]).applied_migrations()
                 if app == "kirmash"}  # fmt: skip
        if names and not names & {LAST_REPLACED, "0001_tables"}:
            raise CommandError(
                _(
                    "This database was made by a version before 0.4, which is not carried over. Write its fairs out"
                    " with that version (kirmash export) and read the folders into a new database."
                )
            )
        super().handle(*words, **options)
