"""What takes long to make is made once per process, and its rows are put back for the tests after it.

The rows are made with high numbers, so that they stand beside whatever a test has made before it asks for them.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from kirmash.base.models import Account, Change
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.loading import import_folder
from kirmash.scenarios import FOUNDING_FAIR
from kirmash.scenarios.invented import write_invented

Made = TypeVar("Made", bound=models.Model)
HIGH = 1_000_000
Rows = dict[type[models.Model], list[tuple[Any, ...]]]  # Any: what the database gives


class Kept(Generic[Made]):
    """The rows that a function makes, and the one of them that it returns."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self.make = make
        self.rows: Rows = {}
        self.made: tuple[type[Made], object] | None = None

    def put(self) -> Made:
        """Put the rows into the database; where a test has made some of them itself, they are made anew."""
        if self.made is None:
            return self._keep()
        model, pk = self.made
        try:
            with transaction.atomic():
                for table, rows in self.rows.items():
                    _insert(table, rows)
                if connection.vendor == "postgresql":  # what is numbered by itself there does not heed what is there
                    _number_from(2 * HIGH)
        except IntegrityError:
            return self.make()
        return model._default_manager.get(pk=pk)

    def _keep(self) -> Made:
        _number_from(HIGH)
        before = {model: {row[0] for row in _rows_of(model)} for model in _tables()}
        made = self.make()
        rows = {model: [row for row in _rows_of(model) if row[0] not in before[model]] for model in _tables()}
        self.rows = {model: new for model, new in rows.items() if new}
        if any(before[model] for model in self.rows if model not in {Account, Change}):
            self.rows = {}  # a test had made some of them itself, so that these are not all
        else:
            self.made = type(made), made.pk
        return made


def _tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _columns(model: type[models.Model]) -> list[str]:
    """Return the columns of a table, the primary key first."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    return [str(field.column) for field in sorted(fields, key=lambda field: not field.primary_key)]


def _rows_of(model: type[models.Model]) -> list[tuple[Any, ...]]:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, _columns(model)))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(model._meta.db_table)}")  # noqa: S608  # names of ours
        return list(cursor.fetchall())


def _insert(model: type[models.Model], rows: list[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    names = _columns(model)
    columns, marks = ", ".join(map(quote, names)), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        table = quote(model._meta.db_table)
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608  # names of ours


def _number_from(first: int) -> None:
    """Let every table number its next row from here; where numbers never come back, from no lower than it stands."""
    with connection.cursor() as cursor:
        for model in _tables():
            key = model._meta.auto_field
            if key is None:
                continue
            if connection.vendor == "postgresql":
                sequence = f"pg_get_serial_sequence('\"{model._meta.db_table}\"', '{key.column}')"
                cursor.execute(f"SELECT setval({sequence}, greatest({first}, nextval({sequence})))")
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [model._meta.db_table, first])


FOUNDING = Kept(lambda: import_folder(FOUNDING_FAIR)[0])


def _import_demo() -> Fair:
    with tempfile.TemporaryDirectory() as folder:
        return import_folder(write_invented(Path(folder) / "fair"))[0]


DEMO = Kept(_import_demo)
