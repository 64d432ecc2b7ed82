"""The programme of a delegation as a reader may see it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Delegation, Engagement, Member
from kirmash.protocol.queries.clashes import clashes_of
from kirmash.protocol.queries.naming import (
    name_of_delegation,
    named_engagements,
    spoken,
    title_of_engagement,
    where_of,
)
from kirmash.protocol.rights import sees, sees_programme, takes_part
from kirmash.registry.queries import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An engagement as a reader may see it: times are the fair's own, and what is not for the reader is empty."""

    engagement: Engagement
    begins: datetime.datetime
    ends: datetime.datetime
    title: str
    where: str
    whom: str
    interpreters: str
    note: str
    is_own: bool
    clashes: tuple[str, ...]

    @property
    def is_one_day(self) -> bool:
        """Whether it ends on the day on which it begins."""
        return self.begins.date() == self.ends.date()


def members_of(delegation: Delegation) -> list[Member]:
    """Return the members, the head first, then as they were entered."""
    found = delegation.members.select_related("person", "organisation").prefetch_related(
        "person__names", "organisation__names"
    )
    return sorted(found, key=lambda member: (member.person_id != delegation.head_id, member.pk))


def programme(person: object, delegation: Delegation, members: Iterable[Member] = ()) -> list[Item]:
    """Return what a person may know of a delegation's programme, in the order of time.

    An engagement stands in the programmes of both sides; its note is for the side that planned it.
    """
    concerned = Q(delegation=delegation) | Q(with_delegation=delegation)
    found = named_engagements(Engagement.objects.filter(concerned)).order_by("begins_at", "ends_at", "pk")
    seen = [engagement for engagement in found if sees(person, engagement)]
    rivals = _rivals(person, delegation, seen) if sees_programme(person, delegation) else []
    return [_item(person, delegation, engagement, rivals, list(members)) for engagement in seen]


def _rivals(person: object, delegation: Delegation, seen: Iterable[Engagement]) -> list[Engagement]:
    """Return the engagements of all who meet here, as far as the person may know of them."""
    sides = {side for each in seen for side in (each.delegation, each.with_delegation) if side} | {delegation}
    heads = {side.head_id for side in sides if side.head_id}
    theirs = Q(delegation__in=sides) | Q(with_delegation__in=sides)
    led = Q(delegation__head__in=heads) | Q(with_delegation__head__in=heads)
    found = Engagement.objects.filter(theirs | led, delegation__fair=delegation.fair)
    found = found.select_related("delegation__fair", "with_delegation__fair").order_by("begins_at", "pk")
    return [rival for rival in found if sees(person, rival)]


def _item(
    person: object, delegation: Delegation, engagement: Engagement, rivals: list[Engagement], members: list[Member]
) -> Item:
    zone, is_own = zone_of(delegation.fair), engagement.delegation_id == delegation.pk
    other = engagement.with_delegation if is_own else engagement.delegation
    organisation = engagement.with_organisation
    whom = (
        name_of_delegation(other) if other else "",
        name_of(organisation.names.all()) or organisation.key if organisation else "",
    )
    takes = takes_part(person, engagement)
    return Item(
        engagement=engagement,
        begins=engagement.begins_at.astimezone(zone),
        ends=engagement.ends_at.astimezone(zone),
        title=title_of_engagement(engagement),
        where=where_of(engagement),
        whom=", ".join(part for part in whom if part),
        interpreters=spoken(engagement.interpreters) if takes else "",
        note=engagement.note if sees_programme(person, engagement.delegation) else "",
        is_own=is_own,
        clashes=tuple(clashes_of(engagement, rivals, members, zone)) if rivals else (),
    )


def by_day(items: Iterable[Item]) -> list[tuple[datetime.date, list[Item]]]:
    """Return a programme day by day, a day being one of the fair's own time zone."""
    return [(day, list(found)) for day, found in groupby(items, key=lambda item: item.begins.date())]
