"""Tables to files: a fair as a folder that imports to the same state."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from django.db.models import Model, Q, QuerySet

from kirmash.base.web import write_csv
from kirmash.bulletin.exports.tables import subjects_of
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.folder.tables import BY_NAME, TABLES
from kirmash.folder.toml_file import FORMAT
from kirmash.record.models import Claim, Resolution, Withdrawal
from kirmash.record.queries import RESOLUTION
from kirmash.sheets.spec import LANGUAGES, Codes, Column, Days, Flag, Languages, Link, Moment, Table, Texts
from kirmash.sheets.xlsx_writing import write_workbook

Kind = Literal["csv", "xlsx"]
#: Records that are held at a time.
CHUNK = 2_000


def export_folder(fair: Fair, folder: Path, kind: Kind = "csv") -> int:
    """Write all tables of a fair, and what is shared by all fairs; return the number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = ((table, (_cells(table, record) for record in _records(table, fair))) for table in TABLES)
    if kind == "xlsx":
        return write_workbook(folder / "fair.xlsx", tables)
    return sum(_write_file(folder, table, rows) for table, rows in tables)


def _write_file(folder: Path, table: Table, rows: Iterator[Mapping[str, str]]) -> int:
    """Write a table; one without rows has no file."""
    first = next(rows, None)
    if first is None:
        return 0
    if table.name == "fair":
        (folder / "fair.toml").write_text(_toml(first), encoding="utf-8")
        return 1
    with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
        lines = ([row.get(name, "") for name in table.header] for row in chain((first,), rows))
        return write_csv(file, table.header, lines)


def _records(table: Table, fair: Fair) -> Iterator[Model]:
    links = [column.field for column in table.columns if isinstance(column, Link)]
    return _of_fair(table, fair).select_related(*links).iterator(CHUNK)


#: The way to the fair from the tables that have a column, or a name; and whether rows of no fair go along.
_FAIRS = (
    ("instruments", True, "fair"),
    ("delegation", False, "delegation__fair"),
    ("exhibitor", False, "exhibitor__fair"),
    ("instrument", True, "instrument__fair"),
    ("commitment", True, "commitment__instrument__fair"),
)


def _of_fair(table: Table, fair: Fair) -> QuerySet[Model]:
    rows: QuerySet[Model] = table.model._default_manager.order_by("pk")
    if table.name == "fair":
        return rows.filter(pk=fair.pk)
    if table.of_fair:
        return rows.filter(fair=fair)
    names = {column.name for column in table.columns}
    of_none, path = next(((one, path) for name, one, path in _FAIRS if name in {*names, table.name}), (False, ""))
    if path:
        return rows.filter(Q(**{path: fair}) | (Q(**{path: None}) if of_none else Q(pk__in=()))).select_related(path)
    if table.model is Withdrawal:
        return rows.exclude(claim__subject__in=_subjects_of_others(fair)).order_by("claim__key", "number")
    if any(column.name == "subject" for column in table.columns):
        rows = rows.exclude(subject__in=_subjects_of_others(fair))
    if table.model is Claim:
        rows = rows.exclude(about__key=RESOLUTION)
    return rows


def _subjects_of_others(fair: Fair) -> list[str]:
    return [subject for other in Fair.objects.exclude(pk=fair.pk) for subject in subjects_of(other)]


def _cells(table: Table, record: Model) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column in table.columns:
        if isinstance(column, Texts):
            texts = getattr(record, column.field)
            cells |= {f"{column.name}_{language}": texts.get(language, "") for language in LANGUAGES}
        else:
            cells[column.name] = _cell(table, column, record)
    return cells


#: Columns that stand for something else than a field of the same name.
_SPECIAL: dict[tuple[str, str], Callable[[Model], object]] = {
    ("instruments", "at_fair"): lambda record: getattr(record, "fair_id", None) is not None,
    ("signatures", "party"): lambda record: getattr(record, "party").position,  # noqa: B009  # a later chapter's field
    ("topics", "said_by"): lambda record: getattr(getattr(record, "said_by"), "position", None),  # noqa: B009
    ("commitments", "owner"): lambda record: getattr(getattr(record, "owner"), "position", None),  # noqa: B009
    ("withdrawals", "claim"): lambda record: getattr(record, "claim").key,  # noqa: B009  # a field of this table only
    ("resolutions", "upheld"): lambda record: " ".join(claim.key for claim in _upheld(record)),
}


def _upheld(record: Model) -> list[Claim]:
    return list(record.upheld.order_by("pk")) if isinstance(record, Resolution) else []


def _cell(table: Table, column: Column, record: Model) -> str:
    special = _SPECIAL.get((table.name, column.name))
    value: Any = special(record) if special else getattr(record, column.field)  # Any: whatever the field holds
    if value is None or value == "":
        return ""
    if isinstance(column, Link):
        return str(value.key)
    if isinstance(column, Flag):
        return "yes" if value else "no"
    if isinstance(column, Codes | Days | Languages):
        return " ".join(value)
    if isinstance(column, Moment):
        zone = zone_of(record.delegation.fair)  # type: ignore[attr-defined]  # only engagements have moments
        return str(value.astimezone(zone).isoformat(timespec="minutes"))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _toml(cells: Mapping[str, str]) -> str:
    texts = {f"name_{language}": language for language in LANGUAGES}
    bare = {column.name for column in BY_NAME["fair"].columns if type(column).__name__ in {"Day", "Whole"}}
    lines = [f"format = {FORMAT}", "", "[fair]"]
    for name, value in cells.items():
        if value and name not in texts:
            lines.append(f"{name} = {value if name in bare else json.dumps(value, ensure_ascii=False)}")
    lines += ["", "[fair.name]"]
    lines += [f"{texts[n]} = {json.dumps(v, ensure_ascii=False)}" for n, v in cells.items() if v and n in texts]
    return "\n".join(lines) + "\n"
