"""What cells cannot say alone: references between rows, claims that fit their property, the hierarchy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from kirmash.agreements.models.instrument import Act, Kind
from kirmash.folder.reading import Reading, Row
from kirmash.folder.spec import Day, Link, Table
from kirmash.folder.tables import BY_NAME, TABLES
from kirmash.record.models import Datatype

SUBJECTS = {
    "fair": "fair",
    "place": "places",
    "organisation": "organisations",
    "person": "people",
    "office": "offices",
    "edition": "editions",
    "section": "sections",
    "venue": "venues",
    "space": "spaces",
    "instrument": "instruments",
    "topic": "topics",
    "trade-direction": "trade_directions",
}
WORDS = {"instrument-kind": Kind.values, "act": Act.values}


@dataclass(frozen=True, slots=True)
class Index:
    """What the rows refer to, gathered once."""

    keys: Mapping[str, set[str]]
    datatypes: Mapping[str, str]
    claims: Mapping[str, Mapping[str, str]]
    mains: set[str]
    sides: set[tuple[object, object]]
    days: tuple[str, str]
    has_editor: bool


def check(reading: Reading) -> None:
    """Add every problem between rows to the reading."""
    index = _index(reading)
    for table in TABLES:
        _check_identities(table, reading)
        _check_links(table, index, reading)
    for name, look in _CHECKS.items():
        for row in reading.rows[name]:
            look(BY_NAME[name], row, index, reading)
    _check_contacts(reading)


def _index(reading: Reading) -> Index:
    rows = reading.rows
    return Index(
        keys={
            table.name: {str(row.values["key"]) for row in rows[table.name]}
            for table in TABLES
            if any(column.name == "key" for column in table.columns)
        },
        datatypes={row.cells["key"]: row.cells["datatype"] for row in rows["properties"]},
        claims={row.cells["key"]: row.cells for row in rows["claims"]},
        mains={row.cells["key"] for row in rows["exhibitors"] if row.cells["standing"] == "main"},
        sides={(row.values["instrument"], row.values["position"]) for row in rows["parties"]},
        days=next(((row.cells["begins_on"], row.cells["ends_on"]) for row in rows["fair"]), ("", "")),
        has_editor=any(row.cells["kind"] == "editor" for row in rows["sources"]),
    )


def _check_identities(table: Table, reading: Reading) -> None:
    seen: dict[tuple[object, ...], int] = {}
    fields = [next(c for c in table.columns if name in {c.field, c.name}).field for name in table.identity]
    for row in reading.rows[table.name]:
        identity = tuple(row.values[field] for field in fields)
        first = seen.setdefault(identity, row.number)
        if first != row.number:
            sentence = _("stands in row %(first)s already; keep one of the two") % {"first": first}
            reading.refuse(table, row, sentence, table.identity[-1])


def _check_links(table: Table, index: Index, reading: Reading) -> None:
    for column in table.columns:
        if not isinstance(column, Link):
            continue
        if column.table == table.name:
            _check_circles(table, column, reading)
        for row in reading.rows[table.name]:
            value = row.values[column.field]
            if value and value not in index.keys[column.table]:
                file = BY_NAME[column.table].file
                reading.refuse(table, row, _("is no key in %(file)s") % {"file": file}, column.name)


def _check_circles(table: Table, column: Link, reading: Reading) -> None:
    above = {str(row.values["key"]): str(row.values[column.field] or "") for row in reading.rows[table.name]}
    safe: set[str] = {""}
    for row in reading.rows[table.name]:
        path: list[str] = []
        key = str(row.values["key"])
        while key not in safe and key not in path:
            path.append(key)
            key = above.get(key, "")
        if key in path:
            reading.refuse(table, row, _("leads back to this row; a row cannot stand under itself"), column.name)
        else:
            safe.update(path)


def _is_reference(text: str, index: "Index") -> bool:
    kind, _colon, key = text.partition(":")
    return kind in SUBJECTS and key in index.keys[SUBJECTS[kind]]


def _check_claim(table: Table, row: Row, index: Index, reading: Reading) -> None:
    for column in ("subject", "part"):
        for text in row.cells.get(column, "").split("+"):
            if text and not _is_reference(text, index):
                reading.refuse(table, row, _("names no record of this folder; write kind:key"), column)
    datatype = index.datatypes.get(row.cells["property"])
    value = row.cells["value"]
    if datatype == Datatype.NUMBER and not _is_number(value):
        reading.refuse(table, row, _("is no number; write digits and a point, as in 20000 or 12.5"), "value")
    elif datatype == Datatype.DATE and not _is_day(value):
        reading.refuse(table, row, _("is no date; write year-month-day, as in 2025-09-29"), "value")
    elif datatype == Datatype.REFERENCE and not _is_reference(value, index):
        reading.refuse(table, row, _("names no record of this folder; write kind:key"), "value")
    elif datatype == Datatype.WORD and value not in WORDS.get(row.cells["property"], [value]):
        words = ", ".join(WORDS[row.cells["property"]])
        reading.refuse(table, row, _("is none of: %(words)s") % {"words": words}, "value")


def _is_number(text: str) -> bool:
    try:
        return text.isascii() and Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_day(text: str) -> bool:
    try:
        return Day("value").read(text) is not None
    except ValueError:
        return False


def _check_resolution(table: Table, row: Row, index: Index, reading: Reading) -> None:
    about = tuple(row.cells.get(name, "") for name in ("subject", "property", "part"))
    for key in row.cells["upheld"].split():
        claim = index.claims.get(key)
        if claim is None:
            reading.refuse(
                table, row, _("names the claim %(key)s, which is not in claims.csv") % {"key": key}, "upheld"
            )
        elif tuple(claim.get(name, "") for name in ("subject", "property", "part")) != about:
            reading.refuse(
                table,
                row,
                _("names the claim %(key)s, which is about something else") % {"key": key},
                "upheld",
            )
    upheld = len(row.cells["upheld"].split())
    if not {"one": upheld == 1, "side-by-side": upheld > 0, "none": upheld == 0}[row.cells["verdict"]]:
        reading.refuse(
            table,
            row,
            _("does not fit the verdict: one claim for one, some for side-by-side, none for none"),
            "upheld",
        )
    if not index.has_editor:
        reading.refuse(table, row, _("needs a source of the kind editor in sources.csv"))


def _check_exhibitor(table: Table, row: Row, index: Index, reading: Reading) -> None:
    standing, host = row.cells["standing"], row.cells.get("host", "")
    if standing == "main" and host:
        reading.refuse(table, row, _("is given, but a main exhibitor has no host"), "host")
    if standing != "main" and not host:
        reading.refuse(
            table, row, _("is empty; a co-exhibitor or represented company needs its main exhibitor"), "host"
        )
    if host and host in index.keys["exhibitors"] and host not in index.mains:
        reading.refuse(table, row, _("is not a main exhibitor"), "host")


def _check_wish(table: Table, row: Row, index: Index, reading: Reading) -> None:
    exhibitor = row.cells["exhibitor"]
    if exhibitor in index.keys["exhibitors"] and exhibitor not in index.mains:
        reading.refuse(
            table, row, _("is not a main exhibitor; co-exhibitors and represented companies stand with it"), "exhibitor"
        )
    for column in ("near", "away_from"):
        if row.cells.get(column) == exhibitor:
            reading.refuse(table, row, _("is the exhibitor itself"), column)
    _check_sizes("area_m2")(table, row, index, reading)


def _check_sizes(*columns: str) -> Callable[[Table, Row, Index, Reading], None]:
    def look(table: Table, row: Row, index: Index, reading: Reading) -> None:
        for column in columns:
            if not row.values[column]:
                reading.refuse(table, row, _("must be more than 0"), column)
        del index

    return look


def _check_representative(table: Table, row: Row, index: Index, reading: Reading) -> None:
    first, last = index.days
    for day in row.cells.get("days", "").split():
        if first and not first <= day <= last:
            sentence = _("is no day of the fair, which runs from %(first)s to %(last)s")
            reading.refuse(table, row, sentence % {"first": first, "last": last}, "days")


def _check_contacts(reading: Reading) -> None:
    table, seen = BY_NAME["representatives"], dict[object, int]()
    for row in reading.rows["representatives"]:
        if row.values["is_contact"]:
            first = seen.setdefault(row.values["exhibitor"], row.number)
            if first != row.number:
                sentence = _("is yes in row %(first)s already; an exhibitor has one contact")
                reading.refuse(table, row, sentence % {"first": first}, "contact")


def _check_organisation(table: Table, row: Row, index: Index, reading: Reading) -> None:
    if (row.cells["kind"] == "body") != bool(row.cells.get("level")):
        reading.refuse(table, row, _("must be given for a public body, and only for one"), "level")
    del index


def _check_party(table: Table, row: Row, index: Index, reading: Reading) -> None:
    if not row.values["place"] and not row.values["organisation"]:
        reading.refuse(table, row, _("is empty; a party is a place or an organisation"), "place")
    del index


def _check_side(column: str) -> Callable[[Table, Row, Index, Reading], None]:
    def look(table: Table, row: Row, index: Index, reading: Reading) -> None:
        side = row.values[column]
        if side and (row.values["instrument"], side) not in index.sides:
            reading.refuse(table, row, _("is no position in parties.csv"), column)

    return look


def _check_period(first: str, last: str) -> Callable[[Table, Row, Index, Reading], None]:
    def look(table: Table, row: Row, index: Index, reading: Reading) -> None:
        if row.cells.get(first) and row.cells.get(last) and row.cells[first] > row.cells[last]:
            reading.refuse(table, row, _("is before the first day"), last)
        del index

    return look


_CHECKS: dict[str, Callable[[Table, Row, Index, Reading], None]] = {
    "fair": _check_period("begins_on", "ends_on"),
    "offices": _check_period("held_from", "held_until"),
    "organisations": _check_organisation,
    "exhibitors": _check_exhibitor,
    "stand_wishes": _check_wish,
    "exhibits": _check_sizes("length_mm", "width_mm", "height_mm", "mass_kg"),
    "representatives": _check_representative,
    "claims": _check_claim,
    "resolutions": _check_resolution,
    "parties": _check_party,
    "signatures": _check_side("party"),
    "topics": _check_side("said_by"),
}
