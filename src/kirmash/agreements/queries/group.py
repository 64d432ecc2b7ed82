"""A working group with its members and sessions, and what its minutes print."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kirmash.agreements.models.group import GroupMember, Session, WorkingGroup
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.texts import choose
from kirmash.registry.queries import name_of, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A member in words."""

    member: GroupMember
    name: str
    function: str
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party of a working group with its members, the chair first."""

    party: Party
    name: str
    seats: Sequence[Seat]


def party_name(party: Party) -> str:
    """Return the name of a party."""
    named = party.place or party.organisation
    return name_of(named.names.all()) if named else ""


def sides_of(group: WorkingGroup, today: datetime.date) -> list[Side]:
    """Return the parties with their members; as many queries whatever their number."""
    parties = group.instrument.parties.select_related("place", "organisation")
    members = group.members.select_related("office__person", "office__role", "office__body").prefetch_related(
        "person__names", "office__role__names", "office__body__names"
    )
    seats: dict[int, list[Seat]] = {}
    for member in members:
        seats.setdefault(member.party_id, []).append(_seat(member, today))
    return [
        Side(party=party, name=party_name(party), seats=sorted(seats.get(party.pk, ()), key=lambda seat: seat.is_past))
        for party in parties.prefetch_related("place__names", "organisation__names")
    ]


def _seat(member: GroupMember, today: datetime.date) -> Seat:
    return Seat(
        member=member,
        name=name_of(member.person.names.all()) if member.person else "",
        function=member.function or (title_of(member.office) if member.office else ""),
        is_past=bool(member.until_on and member.until_on < today),
    )


def group_of(instrument: Instrument) -> WorkingGroup | None:
    """Return the working group of an instrument."""
    return WorkingGroup.objects.filter(instrument=instrument).first()


def group_values(instrument: Instrument) -> dict[str, object]:
    """Return what the section on the working group shows on the page of the instrument."""
    group = group_of(instrument)
    sessions = list(group.sessions.select_related("minutes").order_by("-number")) if group else []
    return {"group": group, "group_name": choose(group.names) if group else "", "sessions": sessions}


def lines_in(text: str) -> list[str]:
    """Return the lines of a text that hold anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def decisions_of(session: Session) -> list[tuple[str, str, datetime.date | None]]:
    """Return what a session decided: what, whose it is, until when."""
    if session.minutes is None:
        return []
    rows: Iterable[tuple[str, Party | None, datetime.date | None]] = (
        (choose(one.names), one.owner, one.due_on)
        for one in session.minutes.commitments.select_related("owner__place", "owner__organisation").prefetch_related(
            "owner__place__names", "owner__organisation__names"
        )
    )
    return [(what, party_name(owner) if owner else "", due) for what, owner, due in rows]
