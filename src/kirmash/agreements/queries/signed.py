"""What was really signed at a fair by a minute: the running register, the closing figures, what still waits."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from fairplan.spelling import fold
from kirmash.agreements.ceremony.counting import Figure, Figures, Group, Signed, figures
from kirmash.agreements.models.desk import SlotRequest
from kirmash.agreements.models.instrument import Instrument, Kind
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.queries.composing import party_name
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.queries import name_of, title_of

#: A signature that came in with a register was known before anybody asked.
LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """A signature in words: for whom, who, in which office, by what right, how, when."""

    signature: Signature
    party: str
    person: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the running register: an instrument with the signatures that were recorded by the minute."""

    instrument: Instrument
    parties: str
    by: Sequence[By]
    missing: Sequence[str]
    known_at: datetime.datetime | None
    request: SlotRequest | None

    @property
    def is_whole(self) -> bool:
        """Whether every party has signed."""
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines are wanted."""

    kind: str = ""
    text: str = ""
    state: str = ""


def instruments_at(fair: Fair) -> QuerySet[Instrument]:
    """Return a fair's instruments with all that the register says; as many queries whatever their number."""
    return (
        fair.instruments.select_related("slot_request", "recording", "signing")
        .prefetch_related(
            "parties__place__names", "parties__organisation__names", "signatures__party",
            "signatures__office__person__names", "signatures__office__body__names", "signatures__office__role__names",
        )
        .order_by("pk")
    )  # fmt: skip


def register_at(instruments: Iterable[Instrument], at: datetime.datetime, wanted: Wanted | None = None) -> list[Line]:
    """Return the lines of the running register at a minute: the last recorded first."""
    lines = [line for one in instruments if (line := _line(one, at)).by]
    found = [line for line in lines if wanted is None or _fits(line, wanted)]
    return sorted(found, key=lambda line: (line.known_at or LONG_AGO, line.instrument.pk), reverse=True)


def waiting_at(instruments: Iterable[Instrument], at: datetime.datetime) -> list[Line]:
    """Return the instruments that are to be signed at a fair, and of which not every signature is recorded."""
    lines = [_line(one, at) for one in instruments if hasattr(one, "signing") or one.signatures.all()]
    found = [line for line in lines if line.missing]
    return sorted(found, key=lambda line: (_planned(line.instrument), line.instrument.pk))


def figures_at(instruments: Iterable[Instrument], at: datetime.datetime) -> Figures:
    """Return the closing figures at a minute."""
    return figures([_counted(one) for one in instruments if one.signatures.all()], at)


def kinds_in(found: Figures) -> list[tuple[Group, int, list[tuple[str, Figure]]]]:
    """Return the figures by group, each with its number and its kinds in words."""
    return [
        (group, found.count(group), [(str(Kind(line.kind).label), line) for line in found.lines if line.group is group])
        for group in Group
        if found.count(group)
    ]


def _line(instrument: Instrument, at: datetime.datetime) -> Line:
    parties = list(instrument.parties.all())
    signed = {one.party_id: one for one in instrument.signatures.all() if (one.recorded_at or LONG_AGO) <= at}
    return Line(
        instrument=instrument,
        parties=" – ".join(party_name(party) for party in parties),
        by=[
            By(signature=one, party=party_name(party), person=name_of(one.office.person.names.all()),
               title=title_of(one.office))
            for party in parties if (one := signed.get(party.pk))
        ],
        missing=[party_name(party) for party in parties if party.pk not in signed],
        known_at=max((one.recorded_at for one in signed.values() if one.recorded_at), default=None),
        request=getattr(instrument, "slot_request", None),
    )  # fmt: skip


def _fits(line: Line, wanted: Wanted) -> bool:
    if wanted.kind and line.instrument.kind != wanted.kind:
        return False
    if wanted.state and line.is_whole != (wanted.state == "signed"):
        return False
    said = fold(" ".join((line.parties, *(f"{one.person} {one.title}" for one in line.by))))
    return all(fold(word) in said for word in wanted.text.split())


def _counted(instrument: Instrument) -> Signed:
    request: SlotRequest | None = getattr(instrument, "slot_request", None)
    return Signed(
        kind=instrument.kind,
        parties=len(instrument.parties.all()),
        recorded=[one.recorded_at or LONG_AGO for one in instrument.signatures.all()],
        value=request.value if request else None,
        currency=request.currency if request else "",
    )


def _planned(instrument: Instrument) -> datetime.datetime:
    signing = getattr(instrument, "signing", None)
    if signing is None:
        return LONG_AGO
    midnight = datetime.datetime.combine(signing.planned_on, datetime.time.max, datetime.UTC)
    return signing.begins_at or midnight
