"""The working group of an agreement: set up, its members, its sessions, and minutes that become commitments."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max

from kirmash.agreements.actions.entering import responsible_of
from kirmash.agreements.models.commitment import Commitment, Field
from kirmash.agreements.models.group import GroupMember, Session, WorkingGroup
from kirmash.agreements.models.instrument import Act, Instrument, Kind, LifeEvent, Party
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.person import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a session decided: what is to be done, by which party or by all, until when."""

    what: str
    owner: int | None = None
    due_on: datetime.date | None = None
    field: str = Field.OTHER


class SessionWords(TypedDict):
    """What is planned of a session."""

    number: int
    planned_on: datetime.date | None
    place: str
    mode: str
    agenda: str


@transaction.atomic
def set_up_group(
    *, instrument: Instrument, name: str, task: str, language: str, account: Account | None = None
) -> WorkingGroup:
    """Set up the working group of an agreement."""
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    if WorkingGroup.objects.filter(instrument=instrument).exists():
        raise Refused("group-is-there")
    made = WorkingGroup.objects.create(instrument=instrument, names={language: name} if name else {}, task=task)
    _remember("set-up", "group", made, account)
    return made


@transaction.atomic
def change_group(
    *, group: WorkingGroup, name: str, task: str, language: str, account: Account | None = None
) -> WorkingGroup:
    """Change the name of a group in a language, and its task."""
    names = {**group.names, language: name}
    group.names = {tag: text for tag, text in names.items() if text}
    group.task = task
    group.save(update_fields=["names", "task"])
    _remember("change", "group", group, account)
    return group


@transaction.atomic
def seat_member(
    *,
    group: WorkingGroup,
    party: Party,
    who: str,
    function: str = "",
    is_chair: bool = False,
    from_on: datetime.date | None = None,
    account: Account | None = None,
) -> GroupMember:
    """Seat a person in a group: one who is known, by key or by the word of an office, or a new one by name."""
    office = Office.objects.filter(key=who.removeprefix("office:")).first() if who.startswith("office:") else None
    person = office.person if office else responsible_of(who.removeprefix("person:"))
    WorkingGroup.objects.select_for_update().get(pk=group.pk)
    sitting = group.members.filter(until_on=None)
    if sitting.filter(person=person).exists():
        raise Refused("sits-already")
    if is_chair and sitting.filter(party=party, is_chair=True).exists():
        raise Refused("chair-is-taken")
    made = GroupMember.objects.create(
        group=group, party=party, person=person, office=office, function=function, is_chair=is_chair, from_on=from_on
    )
    _remember("change", "group", group, account)
    return made


@transaction.atomic
def end_seat(*, member: GroupMember, until_on: datetime.date, account: Account | None = None) -> GroupMember:
    """Let a person sit in a group until a day."""
    if member.from_on and until_on < member.from_on:
        raise Refused("until-before-from")
    member.until_on = until_on
    member.save(update_fields=["until_on"])
    _remember("change", "group", member.group, account)
    return member


def next_number(group: WorkingGroup) -> int:
    """Return the number of the next session."""
    return int(group.sessions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def plan_session(*, group: WorkingGroup, account: Account | None = None, **words: Unpack[SessionWords]) -> Session:
    """Plan a session; groups that met before go on with their own numbers."""
    WorkingGroup.objects.select_for_update().get(pk=group.pk)
    _check_number(group, words["number"])
    made = Session.objects.create(group=group, **words)
    _remember("plan", "session", group, account, number=made.number)
    return made


@transaction.atomic
def change_session(*, session: Session, account: Account | None = None, **words: Unpack[SessionWords]) -> Session:
    """Change what is planned of a session that was not held yet."""
    if session.held_on or session.cancelled_why:
        raise Refused("session-is-over")
    if words["number"] != session.number:
        _check_number(session.group, words["number"])
    for name, value in words.items():
        setattr(session, name, value)
    session.save()
    _remember("change", "session", session.group, account, number=session.number)
    return session


def _check_number(group: WorkingGroup, number: int) -> None:
    if group.sessions.filter(number=number).exists():
        raise Refused("session-number-taken", number=number)


@transaction.atomic
def cancel_session(*, session: Session, reason: str, account: Account | None = None) -> Session:
    """Cancel a session that was not held, with a reason."""
    if session.held_on or session.cancelled_why:
        raise Refused("session-is-over")
    session.cancelled_why = reason
    session.save(update_fields=["cancelled_why"])
    _remember("cancel", "session", session.group, account, number=session.number, reason=reason)
    return session


@transaction.atomic
def write_minutes(
    *,
    session: Session,
    held_on: datetime.date,
    today: datetime.date,
    present: str,
    discussion: str,
    decisions: Sequence[Resolved],
    language: str,
    account: Account | None = None,
) -> Instrument:
    """Write the minutes of a session: a protocol under the agreement, each decision a commitment in it."""
    locked = Session.objects.select_for_update(of=("self",)).select_related("group__instrument").get(pk=session.pk)
    if locked.minutes_id:
        raise Refused("minutes-are-written")
    if locked.cancelled_why:
        raise Refused("session-is-over")
    if held_on > today:
        raise Refused("minutes-in-future")
    made = _protocol(locked, held_on)
    owners = {party.position: party for party in made.parties.all()}
    for position, one in enumerate(decisions, 1):
        Commitment.objects.create(
            key=new_key(Commitment, made.key, str(position)), instrument=made, position=position,
            names={language: one.what}, field=one.field, owner=owners.get(one.owner or 0), due_on=one.due_on,
        )  # fmt: skip
    locked.held_on, locked.present, locked.discussion, locked.minutes = held_on, present, discussion, made
    locked.save()
    _remember("minute", "session", locked.group, account, number=locked.number, decisions=len(decisions))
    return made


def _protocol(session: Session, held_on: datetime.date) -> Instrument:
    """Return the instrument of the minutes, with the parties of the agreement."""
    parent = session.group.instrument
    made = Instrument.objects.create(
        key=new_key(Instrument, parent.key, "session", str(session.number)),
        kind=Kind.WORKING_GROUP_PROTOCOL, parent=parent, fair=parent.fair, is_demo=parent.is_demo,
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(instrument=made, position=one.position, place=one.place, organisation=one.organisation)
        for one in parent.parties.select_related("place", "organisation")
    )
    LifeEvent.objects.create(instrument=made, act=Act.SIGNED, done_on=held_on)
    return made


def _remember(verb: str, table: str, group: WorkingGroup, account: Account | None, **values: object) -> None:
    Change.objects.create(account=account, verb=verb, table=table, record=group.instrument.key, values=values)
