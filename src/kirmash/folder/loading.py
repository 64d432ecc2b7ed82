"""Rows to tables: one transaction, all or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from kirmash.agreements.models.instrument import Party
from kirmash.base.errors import Refused
from kirmash.base.events import announce
from kirmash.base.models import Account, Change
from kirmash.catalogue.actions import keys_of, put_exhibitors
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.checking import check
from kirmash.folder.reading import Reading, read_folder
from kirmash.folder.tables import BY_NAME, TABLES
from kirmash.privacy.queries import barred
from kirmash.record.actions import note_withdrawal, put_claims, reopen_conflict, resolve_conflict
from kirmash.record.models import Claim, Property, Verdict, WithdrawalAct
from kirmash.record.queries import RESOLUTION
from kirmash.registry.actions import put_goods, put_organisations, put_people, put_places
from kirmash.registry.models.person import Person
from kirmash.sheets.lines import Row
from kirmash.sheets.spec import Column, Link, Problem, Table

Progress = Callable[[str, int], None]
#: Rows that go to the database at a time; SQLite takes no more than 32 766 values in one question.
BATCH = 1_000


class FolderRefused(Exception):
    """The folder cannot be taken; nothing was written."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(f"{reading.refusals.count} problems")
        self.reading = reading

    @property
    def problems(self) -> list[Problem]:
        """What is wrong; of a great many problems the first."""
        return self.reading.problems


@dataclass(slots=True)
class Loading:
    """What an import wrote, per table, and the keys of what it can refer to."""

    counts: dict[str, int] = field(default_factory=dict)
    reused: dict[str, int] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)


def import_folder(
    folder: Path, *, account: Account | None = None, progress: Progress = lambda _table, _rows: None
) -> tuple[Fair, Loading]:
    """Read, check and write a fair folder; raise ``FolderRefused`` with every problem found."""
    reading = read_folder(folder)
    check(reading)
    _check_stored(reading)
    _check_erased(reading)
    if reading.problems:
        raise FolderRefused(reading)
    return _write(reading, account, progress)


def _check_stored(reading: Reading) -> None:
    for table in TABLES:
        if table.shared or table.of_fair or table.identity != ("key",):
            continue
        for rows in _batches(reading.rows[table.name]):
            keys = [row.values["key"] for row in rows]
            stored = set(table.model._default_manager.filter(key__in=keys).values_list("key", flat=True))
            for row in rows:
                if row.values["key"] in stored:
                    sentence = _("is in this database already; import into another database or rename it")
                    reading.refuse(table, row, sentence, "key")


def _check_erased(reading: Reading) -> None:
    """Refuse people who were erased: an old folder must not bring them back."""
    keys = {row.cells["key"] for row in reading.rows["people"]}
    keys |= {row.cells["person"] for row in reading.rows["representatives"]}
    erased = barred(keys)
    here = set(Person.objects.filter(key__in=erased).values_list("key", flat=True))
    sentence = _(
        "was erased at the person's request or by law; leave the row out, or lift the bar on the page Erasures"
    )
    for name, column, gone in (("people", "key", erased - here), ("representatives", "person", erased)):
        for row in reading.rows[name]:
            if row.cells[column] in gone:
                reading.refuse(BY_NAME[name], row, sentence, column)


@transaction.atomic
def _write(reading: Reading, account: Account | None, progress: Progress) -> tuple[Fair, Loading]:
    loading = Loading()
    for table in TABLES:
        rows = reading.rows[table.name]
        try:
            if table.name == "resolutions":
                _resolve(table, reading, account)
            elif table.name == "withdrawals":
                _withdraw(rows)
            else:
                _write_table(table, rows, loading)
        except (IntegrityError, DataError) as wrong:
            sentence = _("was refused by the database: %(error)s") % {"error": str(wrong).partition("\n")[0]}
            reading.refusals.add(Problem(file=reading.file_of(table), sentence=sentence))
        if reading.problems:
            raise FolderRefused(reading)
        loading.counts[table.name] = len(rows)
        progress(table.name, len(rows))
    _put_into_search(reading)
    fair = Fair.objects.get(pk=next(iter(loading.ids["fair"].values())))
    put_exhibitors(keys=keys_of(fair))
    values = {name: count for name, count in loading.counts.items() if count}
    Change.objects.create(account=account, verb="import", table="fair", record=fair.key, values=values)
    announce("fair.imported", fair=fair.key)
    return fair, loading


def _put_into_search(reading: Reading) -> None:
    put_places(keys=_keys(reading, "places"))
    put_organisations(keys=_keys(reading, "organisations"))
    put_people(keys=_keys(reading, "people"))
    put_goods(keys=[f"{row.values['nomenclature']}-{row.values['code']}" for row in reading.rows["goods"]])
    decisions = [f"resolution-{key}" for key in _keys(reading, "resolutions")]
    put_claims(keys=[*_keys(reading, "claims"), *decisions])


def _keys(reading: Reading, table: str) -> list[str]:
    return [row.cells["key"] for row in reading.rows[table]]


def _write_table(table: Table, rows: list[Row], loading: Loading) -> None:
    known: dict[object, int] = _stored(table) if table.shared else {}
    if table.shared and table.identity == ("key",):
        loading.ids[table.name] = {
            str(identity[0]): pk for identity, pk in known.items() if isinstance(identity, tuple)
        }
    for ready in _layers(table, rows, set(loading.ids.get(table.name, {}))):
        for some in _batches(ready):
            _write_rows(table, some, known, loading)


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _layers(table: Table, rows: list[Row], written: set[str]) -> Iterator[list[Row]]:
    """Yield the rows so that each one comes after the rows of the same table that it stands under."""
    own = [column.field for column in table.columns if isinstance(column, Link) and column.table == table.name]
    if not own:
        yield rows
        return
    above = {row.number: {str(row.values[field]) for field in own if row.values[field]} - written for row in rows}
    below: dict[str, list[Row]] = {}
    for row in rows:
        for key in above[row.number]:
            below.setdefault(key, []).append(row)
    ready = [row for row in rows if not above[row.number]]
    while ready:
        yield ready
        following = []
        for key in [str(row.values.get("key", "")) for row in ready]:
            for row in below.pop(key, []):
                above[row.number].discard(key)
                if not above[row.number]:
                    following.append(row)
        ready = sorted(following, key=lambda row: row.number)


def _write_rows(table: Table, rows: list[Row], known: Mapping[object, int], loading: Loading) -> None:
    fresh = []
    for row in rows:
        fields = _fields(table, row, loading)
        if tuple(fields[_attribute(table.model, name)] for name in table.identity) in known:
            loading.reused[table.name] = loading.reused.get(table.name, 0) + 1
        else:
            fresh.append(table.model(**fields))
    table.model._default_manager.bulk_create(fresh, batch_size=500)
    ids = loading.ids.setdefault(table.name, {})
    for record in fresh:
        if isinstance(record, Party):
            ids[f"{record.instrument_id}/{record.position}"] = record.pk
        elif hasattr(record, "key"):
            ids[record.key] = record.pk


def _stored(table: Table) -> dict[object, int]:
    names = [_attribute(table.model, name) for name in table.identity]
    return {tuple(row[:-1]): row[-1] for row in table.model._default_manager.values_list(*names, "pk")}


def _attribute(model: type[models.Model], name: str) -> str:
    found = model._meta.get_field(name)
    return found.attname if isinstance(found, models.ForeignKey) else name


def _fields(table: Table, row: Row, loading: Loading) -> Mapping[str, object]:
    fields: dict[str, object] = {}
    for column in table.columns:
        value: object = row.values[column.field]
        if isinstance(column, Link):
            fields[f"{column.field}_id"] = loading.ids[column.table][str(value)] if value else None
        elif value is not None or _may_be_null(table, column):
            fields[column.field] = value
    is_ours = fields.pop("at_fair", table.of_fair)
    if is_ours:
        fields["fair_id"] = next(iter(loading.ids["fair"].values()))
    for side in ("party", "said_by", "owner"):
        if side in fields:
            number = fields.pop(side)
            party = f"{fields['instrument_id']}/{number}"
            fields[f"{side}_id"] = loading.ids["parties"][party] if number else None
    return fields


def _may_be_null(table: Table, column: Column) -> bool:
    names = {field.name: field.null for field in table.model._meta.fields}
    return names.get(column.field, True)


def _resolve(table: Table, reading: Reading, account: Account | None) -> None:
    """Decide the conflicts in the order of the rows; a decision that was taken back makes room for the next."""
    withdrawn = _withdrawn(reading.rows["withdrawals"])
    for row in reading.rows[table.name]:
        upheld = Claim.objects.filter(key__in=row.cells["upheld"].split()).select_related("about")
        day = row.values["decided_on"]
        try:
            resolution = resolve_conflict(
                key=row.cells["key"],
                subject=row.cells["subject"],
                about=Property.objects.get(key=row.cells["property"]),
                part=row.cells.get("part", ""),
                upheld=list(upheld),
                verdict=Verdict(row.cells["verdict"]),
                reason=row.cells["reason"],
                reasons=row.values["reasons"],  # type: ignore[arg-type]  # a Texts column
                decided_by=row.cells["decided_by"],
                decided_on=day,  # type: ignore[arg-type]  # a Day column
                account=account,
            )
        except Refused as refused:
            reading.refuse(table, row, _("cannot be decided: %(reason)s") % {"reason": refused})
            continue
        if last := withdrawn.get(resolution.claim.key):
            reopen_conflict(resolution=resolution, **_words(last), account=account)


def _withdraw(rows: list[Row]) -> None:
    """Note what was withdrawn and reinstated; decisions were taken back with the decisions themselves."""
    claims = {claim.key: claim for claim in Claim.objects.filter(key__in={row.cells["claim"] for row in rows})}
    for row in sorted(rows, key=lambda row: (row.cells["claim"], int(row.cells["number"]))):
        claim = claims[row.cells["claim"]]
        if claim.about.key != RESOLUTION:
            note_withdrawal(claim=claim, act=WithdrawalAct(row.cells["act"]), **_words(row))


def _withdrawn(rows: list[Row]) -> dict[str, Row]:
    """Return by claim the row that withdraws it last; a decision is withdrawn once."""
    return {row.cells["claim"]: row for row in rows if row.cells["act"] == WithdrawalAct.WITHDRAWN}


def _words(row: Row) -> dict[str, Any]:  # Any: a text and a day
    return {"reason": row.cells["reason"], "done_by": row.cells["done_by"], "done_on": row.values["done_on"]}


def write_rejected(reading: Reading, folder: Path) -> list[Path]:
    """Write every row that was refused, with its row number and the reasons, one file a table."""
    return reading.refusals.write(folder)
