"""What cells cannot say alone: references between rows, claims that fit their property, the hierarchy."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from kirmash.agreements.models.instrument import Act, Kind
from kirmash.base.models import KEY_LENGTH
from kirmash.folder.checking_terms import check_commitment, check_term
from kirmash.folder.reading import Reading
from kirmash.folder.tables import BY_NAME, TABLES
from kirmash.record.models import Datatype, WithdrawalAct
from kirmash.sheets.dates import day_of
from kirmash.sheets.lines import Row
from kirmash.sheets.spec import Column, Link, Table

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
#: Digits enough for every count and sum; an exponent could make a number that no page can show.
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,9})?")
#: A resolution is a claim too, whose key is longer by a word.
_LONGEST_RESOLUTION = KEY_LENGTH - len("resolution-")
WORDS = {"instrument-kind": Kind.values, "act": Act.values}
PART_WORDS = {f"instrument-kind:{kind}" for kind in Kind.values}


@dataclass(frozen=True, slots=True)
class Index:
    """What the rows refer to, gathered once; ``incomplete`` are tables whose rows are not all known."""

    keys: Mapping[str, set[str]]
    datatypes: Mapping[str, str]
    claims: Mapping[str, Mapping[str, str]]
    mains: set[str]
    sides: set[tuple[object, object]]
    days: tuple[str, str]
    has_editor: bool
    holders: Mapping[str, object]
    decisions: Mapping[str, str]
    in_force: Mapping[tuple[str, ...], int]
    withdrawn: set[str]
    steps: set[tuple[str, int]]
    incomplete: set[str]

    def has(self, table: str, key: object) -> bool:
        """Say whether a key is there, or may be in a table that was not read to its end."""
        return key in self.keys[table] or table in self.incomplete


def check(reading: Reading) -> None:
    """Add every problem between rows to the reading."""
    index = _index(reading)
    for table in TABLES:
        _check_identities(table, reading)
        _check_links(table, index, reading)
    for name, look in _CHECKS.items():
        for row in reading.rows[name]:
            look(BY_NAME[name], row, index, reading)
    for row in reading.rows["commitments"]:
        _check_side("owner")(BY_NAME["commitments"], row, index, reading)
    _check_contacts(reading)


def _index(reading: Reading) -> Index:
    rows, lost = reading.rows, reading.lost
    withdrawn = _withdrawn(rows["withdrawals"])
    return Index(
        keys={
            table.name: {str(row.values["key"]) for row in rows[table.name]} | (lost[table.name] - {""})
            for table in TABLES
            if any(column.name == "key" for column in table.columns)
        },
        datatypes={row.cells["key"]: row.cells["datatype"] for row in rows["properties"]},
        claims={row.cells["key"]: row.cells for row in rows["claims"]},
        mains={row.cells["key"] for row in rows["exhibitors"] if row.cells["standing"] == "main"} | lost["exhibitors"],
        sides={(row.values["instrument"], row.values["position"]) for row in rows["parties"]},
        days=next(((row.cells.get("begins_on", ""), row.cells.get("ends_on", "")) for row in rows["fair"]), ("", "")),
        holders={row.cells["key"]: row.values["person"] for row in rows["offices"]},
        decisions={f"resolution-{row.cells['key']}": row.cells["key"] for row in rows["resolutions"]},
        steps={(row.cells["claim"], int(row.cells["number"])) for row in rows["withdrawals"]},
        in_force=_in_force(rows["resolutions"], withdrawn),
        withdrawn=withdrawn,
        has_editor=any(row.cells["kind"] == "editor" for row in rows["sources"]) or bool(lost["sources"]),
        incomplete=reading.unread | {name for name, keys in lost.items() if "" in keys},
    )


def _withdrawn(rows: list[Row]) -> set[str]:
    """Return the claims that the last of their rows withdraws."""
    ordered = sorted(rows, key=lambda row: int(row.cells["number"]))
    last = {row.cells["claim"]: row.cells["act"] for row in ordered}
    return {claim for claim, act in last.items() if act == WithdrawalAct.WITHDRAWN}


def _matter(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in ("subject", "property", "part"))


def _in_force(rows: list[Row], withdrawn: set[str]) -> dict[tuple[str, ...], int]:
    """Return by matter the row of the decision that was not taken back."""
    standing = [row for row in rows if f"resolution-{row.cells['key']}" not in withdrawn]
    return {_matter(row.cells): row.number for row in reversed(standing)}


def _check_identities(table: Table, reading: Reading) -> None:
    for is_rule, columns in _identities(table):
        seen: dict[tuple[object, ...], int] = {}
        for row in reading.rows[table.name]:
            identity = tuple(row.values[column.field] for column in columns)
            if None in identity and not is_rule:
                continue
            first = seen.setdefault(identity, row.number)
            if first != row.number:
                sentence = _("stands in row %(first)s already; keep one of the two") % {"first": first}
                reading.refuse(table, row, sentence, columns[-1].name)


def _identities(table: Table) -> Iterator[tuple[bool, tuple[Column, ...]]]:
    """Yield the columns that tell rows apart: by the folder's rule, and by constraints, which skip empty cells."""
    columns = {name: column for column in table.columns for name in (column.field, column.name)}
    by_rule = tuple(columns[name] for name in table.identity)
    yield True, by_rule
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            fields = [name for name in constraint.fields if name != "fair"]
            by_database = tuple(columns[name] for name in fields if name in columns)
            if fields and len(by_database) == len(fields) and set(by_database) != set(by_rule):
                yield False, by_database


def _check_links(table: Table, index: Index, reading: Reading) -> None:
    for column in table.columns:
        if not isinstance(column, Link):
            continue
        if column.table == table.name:
            _check_circles(table, column, reading)
        for row in reading.rows[table.name]:
            value = row.values[column.field]
            if value and not index.has(column.table, value):
                file = reading.file_of(BY_NAME[column.table])
                reading.refuse(table, row, _("is no key in %(file)s") % {"file": file}, column.name)


def _check_circles(table: Table, column: Link, reading: Reading) -> None:
    above = {str(row.values["key"]): str(row.values[column.field] or "") for row in reading.rows[table.name]}
    safe: set[str] = {""}
    circular: set[str] = set()
    for row in reading.rows[table.name]:
        path: set[str] = set()
        key = str(row.values["key"])
        while key not in safe and key not in circular and key not in path:
            path.add(key)
            key = above.get(key, "")
        (safe if key in safe else circular).update(path)
        if key not in safe:
            reading.refuse(table, row, _("leads back to this row; a row cannot stand under itself"), column.name)


def _is_reference(text: str, index: "Index") -> bool:
    kind, _colon, key = text.partition(":")
    return kind in SUBJECTS and index.has(SUBJECTS[kind], key)


def _check_claim(table: Table, row: Row, index: Index, reading: Reading) -> None:
    for column in ("subject", "part"):
        for text in row.cells.get(column, "").split("+"):
            if text and not _is_reference(text, index) and not (column == "part" and text in PART_WORDS):
                reading.refuse(table, row, _("names no record of this folder; write kind:key"), column)
    datatype = index.datatypes.get(row.cells["property"])
    value = row.cells["value"]
    if datatype == Datatype.NUMBER and not _is_number(value):
        reading.refuse(table, row, _("is no number; write digits and a point, as in 20000 or 12.5"), "value")
    elif datatype == Datatype.DATE and (sentence := _no_day(value)):
        reading.refuse(table, row, sentence, "value")
    elif datatype == Datatype.REFERENCE and not _is_reference(value, index):
        reading.refuse(table, row, _("names no record of this folder; write kind:key"), "value")
    elif datatype == Datatype.WORD and value not in WORDS.get(row.cells["property"], [value]):
        words = ", ".join(WORDS[row.cells["property"]])
        reading.refuse(table, row, _("is none of: %(words)s") % {"words": words}, "value")


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _no_day(text: str) -> str:
    """Return why a text is no day; empty when it is one."""
    try:
        day_of(text)
    except ValueError as wrong:
        return str(wrong)
    return ""


def _check_resolution(table: Table, row: Row, index: Index, reading: Reading) -> None:
    about = _matter(row.cells)
    first = index.in_force.get(about, row.number)
    if first < row.number:
        sentence = _("decides what row %(row)s decides already; only the last decision may stand") % {"row": first}
        reading.refuse(table, row, sentence)
    for key in row.cells["upheld"].split():
        claim = index.claims.get(key)
        if claim is None and index.has("claims", key):
            continue
        if claim is None:
            reading.refuse(
                table, row, _("names the claim %(key)s, which is not in claims.csv") % {"key": key}, "upheld"
            )
        elif _matter(claim) != about:
            reading.refuse(
                table,
                row,
                _("names the claim %(key)s, which is about something else") % {"key": key},
                "upheld",
            )
        elif key in index.withdrawn and f"resolution-{row.cells['key']}" not in index.withdrawn:
            sentence = _("upholds the claim %(key)s, which is withdrawn; withdraw the decision too") % {"key": key}
            reading.refuse(table, row, sentence, "upheld")
    upheld = len(row.cells["upheld"].split())
    if not {"one": upheld == 1, "side-by-side": upheld > 0, "none": upheld == 0}[row.cells["verdict"]]:
        reading.refuse(
            table,
            row,
            _("does not fit the verdict: one claim for one, some for side-by-side, none for none"),
            "upheld",
        )
    if len(row.cells["key"]) > _LONGEST_RESOLUTION:
        sentence = _("is longer than %(longest)s characters; shorten it") % {"longest": _LONGEST_RESOLUTION}
        reading.refuse(table, row, sentence, "key")
    if not index.has_editor and "sources" not in index.incomplete:
        reading.refuse(table, row, _("needs a source of the kind editor in sources.csv"))


def _check_withdrawal(table: Table, row: Row, index: Index, reading: Reading) -> None:
    claim, act = row.cells["claim"], row.cells["act"]
    if claim not in index.claims and claim not in index.decisions:
        reading.refuse(table, row, _("is no claim of claims.csv, and no resolution-KEY of resolutions.csv"), "claim")
    elif claim in index.decisions and (act, row.cells["number"]) != (WithdrawalAct.WITHDRAWN, "1"):
        reading.refuse(table, row, _("is a decision, which is withdrawn once and not reinstated"), "act")
    elif (int(row.cells["number"]) % 2 == 1) != (act == WithdrawalAct.WITHDRAWN):
        sentence = _("does not fit its number: 1 withdraws, 2 reinstates, 3 withdraws, and so on")
        reading.refuse(table, row, sentence, "act")
    elif int(row.cells["number"]) > 1 and (claim, int(row.cells["number"]) - 1) not in index.steps:
        reading.refuse(table, row, _("has no row before it; numbers begin with 1 and leave none out"), "number")


def _check_unknown(table: Table, row: Row, index: Index, reading: Reading) -> None:
    answer, reason, day = (row.cells.get(name, "") for name in ("answered_by", "reason", "closed_on"))
    if answer and reason:
        reading.refuse(table, row, _("is given beside an answer; an unknown is answered or dropped"), "reason")
    if bool(answer or reason) != bool(day):
        reading.refuse(table, row, _("must be given for what is answered or dropped, and only for it"), "closed_on")
    claim = index.claims.get(answer, {})
    if answer in index.withdrawn or claim.get("subject", row.cells["subject"]) != row.cells["subject"]:
        reading.refuse(table, row, _("is no standing claim about the same subject"), "answered_by")


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


def _check_delegation(table: Table, row: Row, index: Index, reading: Reading) -> None:
    if not row.values["place"] and not row.values["organisation"]:
        reading.refuse(table, row, _("is empty; a delegation comes from a place or an organisation"), "place")
    office, head = str(row.values["office"] or ""), row.values["head"]
    if office and index.holders.get(office, head) != head:
        reading.refuse(table, row, _("is held by someone else than the head"), "office")


def _check_engagement(table: Table, row: Row, index: Index, reading: Reading) -> None:
    begins, ends = row.values["begins_at"], row.values["ends_at"]
    if isinstance(begins, datetime.datetime) and isinstance(ends, datetime.datetime) and ends <= begins:
        reading.refuse(table, row, _("is not after the beginning"), "ends_at")
    if row.values["with_delegation"] == row.values["delegation"]:
        reading.refuse(table, row, _("is the delegation itself"), "with_delegation")
    del index


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
        if side and (row.values["instrument"], side) not in index.sides and "parties" not in index.incomplete:
            reading.refuse(table, row, _("is no position in parties.csv"), column)

    return look


def _check_period(first: str, last: str) -> Callable[[Table, Row, Index, Reading], None]:
    def look(table: Table, row: Row, index: Index, reading: Reading) -> None:
        if row.cells.get(first) and row.cells.get(last) and row.cells[first] > row.cells[last]:
            reading.refuse(table, row, _("is before the first day"), last)
        del index

    return look


def _check_fair(table: Table, row: Row, index: Index, reading: Reading) -> None:
    _check_period("begins_on", "ends_on")(table, row, index, reading)
    if row.cells["time_zone"] not in available_timezones():
        reading.refuse(table, row, _("is no time zone; name it as in Europe/Minsk"), "time_zone")


_CHECKS: dict[str, Callable[[Table, Row, Index, Reading], None]] = {
    "fair": _check_fair,
    "offices": _check_period("held_from", "held_until"),
    "organisations": _check_organisation,
    "exhibitors": _check_exhibitor,
    "stand_wishes": _check_wish,
    "exhibits": _check_sizes("length_mm", "width_mm", "height_mm", "mass_kg"),
    "representatives": _check_representative,
    "delegations": _check_delegation,
    "delegation_members": _check_period("arrives_on", "leaves_on"),
    "engagements": _check_engagement,
    "claims": _check_claim,
    "resolutions": _check_resolution,
    "withdrawals": _check_withdrawal,
    "unknowns": _check_unknown,
    "parties": _check_party,
    "signatures": _check_side("party"),
    "topics": _check_side("said_by"),
    "terms": check_term,
    "commitments": check_commitment,
}
