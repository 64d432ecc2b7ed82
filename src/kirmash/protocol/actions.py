"""What changes delegations, their members and their programmes.

The history says that something was changed, by whom and in which fields, and never what stands there:
it is read by people who may not know it.
"""

import datetime
from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify

from kirmash.base.errors import Refused
from kirmash.base.models import KEY_LENGTH, Account, Change
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.venue import Space
from kirmash.protocol.models import Delegation, Engagement, Member
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Office, Person, PersonName
from kirmash.registry.models.place import Place

#: Where the name of a person comes from whom a protocol officer writes down.
SOURCE = "protocol"


class DelegationWords(TypedDict):
    """What is said of a delegation."""

    names: dict[str, str]
    place: Place | None
    organisation: Organisation | None
    head: Person | None
    office: Office | None
    rank: int | None


class MemberWords(TypedDict):
    """What is said of a member."""

    functions: dict[str, str]
    organisation: Organisation | None
    arrives_on: datetime.date | None
    leaves_on: datetime.date | None
    languages: list[str]
    needs_interpreter: bool | None


class EngagementWords(TypedDict):
    """What is said of an engagement."""

    kind: str
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    titles: dict[str, str]
    place: Place | None
    space: Space | None
    exhibitor: Exhibitor | None
    room: str
    with_delegation: Delegation | None
    with_organisation: Organisation | None
    interpreters: list[str]
    is_public: bool
    note: str


@transaction.atomic
def add_delegation(*, fair: Fair, account: Account | None = None, **words: Unpack[DelegationWords]) -> Delegation:
    """Note that a delegation comes to a fair."""
    _check_delegation(words)
    origin = words["place"] or words["organisation"]
    made = Delegation.objects.create(fair=fair, key=_new_key(fair, origin.key if origin else ""), **words)
    _remember("add", "delegation", made, account, _given(words))
    return made


@transaction.atomic
def change_delegation(
    *, delegation: Delegation, account: Account | None = None, **words: Unpack[DelegationWords]
) -> Delegation:
    """Change what is said of a delegation."""
    _check_delegation(words)
    _remember("change", "delegation", delegation, account, _set(delegation, words))
    return delegation


@transaction.atomic
def remove_delegation(*, delegation: Delegation, account: Account | None = None) -> None:
    """Remove a delegation that does not come, with its members and its programme."""
    _remember("remove", "delegation", delegation, account, [])
    delegation.delete()


@transaction.atomic
def write_down_person(*, names: Mapping[str, str], gender: str = "", is_demo: bool = False) -> Person:
    """Write down a person who is not known here yet; whoever holds no office is in no search."""
    made = Person.objects.create(key=new_key(Person, next(iter(names.values()))), gender=gender, is_demo=is_demo)
    PersonName.objects.bulk_create(
        PersonName(person=made, language=language, text=text, source=SOURCE) for language, text in names.items()
    )
    return made


@transaction.atomic
def add_member(
    *,
    delegation: Delegation,
    person: Person | None = None,
    names: Mapping[str, str] | None = None,
    gender: str = "",
    leads: bool = False,
    account: Account | None = None,
    **words: Unpack[MemberWords],
) -> Member:
    """Add a person to a delegation: one who is known here, or a new one by name."""
    _check_stay(words)
    if person is None and not names:
        raise Refused("member-without-name")
    if person is not None and delegation.members.filter(person=person).exists():
        raise Refused("member-already")
    who = person or write_down_person(names=names or {}, gender=gender, is_demo=delegation.is_demo)
    made = Member.objects.create(delegation=delegation, person=who, **words)
    _let_lead(made, leads=leads)
    _remember("add", "member", delegation, account, ["person", *_given(words)])
    return made


@transaction.atomic
def change_member(
    *, member: Member, leads: bool = False, account: Account | None = None, **words: Unpack[MemberWords]
) -> Member:
    """Change what is said of a member."""
    _check_stay(words)
    changed = _set(member, words)
    _let_lead(member, leads=leads)
    _remember("change", "member", member.delegation, account, changed)
    return member


@transaction.atomic
def remove_member(*, member: Member, account: Account | None = None) -> None:
    """Take a person out of a delegation; the person stays on record."""
    if member.delegation.head_id == member.person_id:
        member.delegation.head = member.delegation.office = None
        member.delegation.save()
    _remember("remove", "member", member.delegation, account, [])
    member.delete()


@transaction.atomic
def plan_engagement(
    *, delegation: Delegation, key: str = "", account: Account | None = None, **words: Unpack[EngagementWords]
) -> Engagement:
    """Put an engagement into a programme; clashes are shown, not refused: protocol bends."""
    _check_engagement(delegation, words)
    taken = delegation.engagements.values_list("key", flat=True)
    number = 1 + max((int(one) for one in taken if one.isdecimal() and len(one) < 10), default=0)
    made = Engagement.objects.create(delegation=delegation, key=key or str(number), **words)
    _remember("plan", "engagement", delegation, account, _given(words))
    return made


@transaction.atomic
def change_engagement(
    *, engagement: Engagement, account: Account | None = None, **words: Unpack[EngagementWords]
) -> Engagement:
    """Change an engagement."""
    _check_engagement(engagement.delegation, words)
    _remember("change", "engagement", engagement.delegation, account, _set(engagement, words))
    return engagement


@transaction.atomic
def cancel_engagement(*, engagement: Engagement, account: Account | None = None) -> None:
    """Take an engagement out of the programme."""
    _remember("cancel", "engagement", engagement.delegation, account, [])
    engagement.delete()


def _check_delegation(words: DelegationWords) -> None:
    if not words["place"] and not words["organisation"]:
        raise Refused("delegation-from-nowhere")
    if words["office"] and words["office"].person != words["head"]:
        raise Refused("office-of-another")


def _check_stay(words: MemberWords) -> None:
    if words["arrives_on"] and words["leaves_on"] and words["arrives_on"] > words["leaves_on"]:
        raise Refused("leaves-before-arriving")


def _check_engagement(delegation: Delegation, words: EngagementWords) -> None:
    if words["begins_at"] >= words["ends_at"]:
        raise Refused("ends-before-beginning")
    if not words["titles"]:
        raise Refused("engagement-without-title")
    other, stand = words["with_delegation"], words["exhibitor"]
    if other == delegation:
        raise Refused("engagement-with-itself")
    if (other and other.fair != delegation.fair) or (stand and stand.fair != delegation.fair):
        raise Refused("of-another-fair")


def _let_lead(member: Member, *, leads: bool) -> None:
    """Make a member the head, or no longer; an office stays only with the one who holds it."""
    delegation = member.delegation
    if leads == (delegation.head_id == member.person_id):
        return
    delegation.head = member.person if leads else None
    if delegation.office and delegation.office.person_id != delegation.head_id:
        delegation.office = None
    delegation.save()


def _new_key(fair: Fair, word: str) -> str:
    base = slugify(word)[: KEY_LENGTH - 5] or "delegation"
    taken = set(fair.delegations.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _set(row: Model, words: Mapping[str, object]) -> list[str]:
    """Set the fields of a row; return the names of those that were another thing before."""
    changed = [name for name, value in words.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, words[name])
    row.save()
    return changed


def _given(words: Mapping[str, object]) -> list[str]:
    return [name for name, value in words.items() if value]


def _remember(verb: str, table: str, delegation: Delegation, account: Account | None, fields: list[str]) -> None:
    """Note who did what to which delegation; of what was written only in which fields."""
    record = f"{delegation.fair.key}/{delegation.key}"[:KEY_LENGTH]
    values = {"fields": sorted(fields)}
    Change.objects.create(account=account, verb=verb, table=table, record=record, values=values)
