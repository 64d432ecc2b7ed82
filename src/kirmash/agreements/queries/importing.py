"""What the import of a register would do, row by row, before anything is written."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import ngettext

from fairplan.spelling import fold
from kirmash.agreements.deadlines import Renewal as RenewalWord
from kirmash.agreements.models.instrument import Act, Instrument, Kind
from kirmash.agreements.models.term import Renewal
from kirmash.agreements.models.upload import RegisterUpload
from kirmash.agreements.register.reading import Entry, Fault, RawRow, RawTable, entries_of
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of, places_by_name

#: What stands for "another place that is not on record yet" where an officer chooses.
ANOTHER = ""
Moment = tuple[datetime.date | None, int | None]


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A row as it is understood: what becomes of it, with which partner, or which places may be meant."""

    entry: Entry
    fate: Fate
    partner: Place | None = None
    candidates: Sequence[Place] = ()


@dataclass(slots=True)
class Shelf:
    """The instruments of a city that are on record, to be asked without a query; grows as rows are taken."""

    moments: dict[tuple[object, str], set[Moment]] = field(default_factory=lambda: defaultdict(set))

    def has(self, partner: object, entry: Entry) -> bool:
        """Say whether a tie of this kind with a partner is here: of the same day or year, or unsigned as well."""
        there = self.moments.get((partner, entry.kind), set())
        if entry.signed.day:
            return any(day == entry.signed.day for day, _year in there)
        if entry.signed.year:
            return any(day is None and year == entry.signed.year for day, year in there)
        return (None, None) in there

    def put(self, partner: object, entry: Entry) -> None:
        """Note that a row is taken."""
        self.moments[partner, entry.kind].add((entry.signed.day, entry.signed.year))


def shelf_of(place: Place) -> Shelf:
    """Return what is on record of a city; three queries."""
    made = Shelf()
    for one in Instrument.objects.filter(parties__place=place).prefetch_related("parties", "events").distinct():
        signed = [(event.done_on, event.year) for event in one.events.all() if event.act == Act.SIGNED]
        for party in one.parties.all():
            if party.place_id and party.place_id != place.pk:
                made.moments[party.place_id, one.kind].update(signed or [(None, None)])
    return made


def understood(place: Place, entries: Iterable[Entry], chosen: Mapping[int, str] | None = None) -> list[Understood]:
    """Return what becomes of each row; ``chosen`` has the key of a place by row, or nothing for another place."""
    named, shelf, found = places_by_name(), shelf_of(place), []
    by_key = {one.key: one for places in named.values() for one in places}
    for entry in entries:
        partner, candidates = partner_of(entry, place, named, by_key, chosen or {})
        if candidates:
            found.append(Understood(entry=entry, fate=Fate.UNCLEAR, candidates=candidates))
            continue
        word: object = partner.pk if partner else (fold(entry.partner), entry.country)
        fate = Fate.KNOWN if shelf.has(word, entry) else Fate.NEW
        shelf.put(word, entry)
        found.append(Understood(entry=entry, fate=fate, partner=partner))
    return found


def partner_of(
    entry: Entry, place: Place, named: Mapping[str, list[Place]], by_key: Mapping[str, Place], chosen: Mapping[int, str]
) -> tuple[Place | None, list[Place]]:
    """Return the partner of a row, nobody where it is a place that is not on record; or the places it may be."""
    if entry.number in chosen:
        return by_key.get(chosen[entry.number]), []
    found = [
        one for one in named.get(fold(entry.partner), ())
        if not entry.country or one.country_code in {"", entry.country}
    ]  # fmt: skip
    others = [one for one in found if one.pk != place.pk]
    if len(others) == 1:
        return others[0], []
    return None, others or found  # a city has no tie with itself: a row that names it is not clear


def table_of(upload: RegisterUpload) -> RawTable:
    """Return the table of an upload, with the meanings that hold now."""
    return RawTable(
        headings=upload.headings,
        rows=[RawRow(number=number, cells=cells) for number, cells in upload.rows],
        meant={int(column): name for column, name in upload.meant.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """An upload as it would be taken in now."""

    table: RawTable
    rows: Sequence[Understood]
    faults: Sequence[Fault]

    def of(self, fate: Fate) -> list[Understood]:
        """Return the rows of one fate."""
        return [row for row in self.rows if row.fate == fate]

    @property
    def rows_unclear(self) -> list[Understood]:
        """The rows whose partner several places may be."""
        return self.of(Fate.UNCLEAR)

    @property
    def refused(self) -> int:
        """How many rows cannot be taken as they stand."""
        return len({fault.number for fault in self.faults})

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to be chosen, corrected or taken."""
        return not self.faults and len(self.of(Fate.KNOWN)) == len(self.rows)

    @property
    def has_partner(self) -> bool:
        """Whether a column names the partners; without one nothing can be taken."""
        return "partner" in self.table.meant.values()


def chosen_of(upload: RegisterUpload) -> dict[int, str]:
    """Return what was chosen for rows whose names several places bear."""
    return {int(row): key for row, key in upload.chosen.items()}


def prospect_of(upload: RegisterUpload) -> Prospect:
    """Return what would become of an upload now; as many queries whatever its length."""
    table = table_of(upload)
    entries, faults = entries_of(table)
    return Prospect(table=table, rows=understood(upload.place, entries, chosen_of(upload)), faults=faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row in words, as it was understood."""

    row: Understood
    partner: str
    kind: str
    signed: datetime.date | int | None
    term: str
    renewal: str


def shown(rows: Iterable[Understood]) -> list[Shown]:
    """Return rows in words."""
    return [
        Shown(
            row=row,
            partner=name_of(row.partner.names.all()) if row.partner else row.entry.partner,
            kind=str(Kind(row.entry.kind).label),
            signed=row.entry.signed.day or row.entry.signed.year,
            term=_term(row.entry),
            renewal="" if row.entry.renewal == RenewalWord.UNKNOWN else str(Renewal(row.entry.renewal).label),
        )
        for row in rows
    ]


def _term(entry: Entry) -> str:
    if entry.months and entry.months % 12 == 0:
        years = entry.months // 12
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    if entry.months:
        return ngettext("%(count)s month", "%(count)s months", entry.months) % {"count": entry.months}
    return date_format(entry.ends_on) if entry.ends_on else ""
