"""When those who sign are free: programmes, arrival and departure, other signatures.

What somebody does is never told by it, only that they are not free.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from django.db.models import Q

from kirmash.agreements.ceremony.queue import Busy, Span
from kirmash.agreements.ceremony.scene import MINUTES
from kirmash.agreements.models.desk import SlotRequest
from kirmash.agreements.models.signing import Signatory
from kirmash.agreements.queries.papers import engagement_key
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Delegation, Engagement, Member

DAY = datetime.timedelta(days=1)
MARGIN = datetime.timedelta(days=30)


def people_of(request: SlotRequest) -> frozenset[int]:
    """Return who signs."""
    sides = [getattr(party, "signatory", None) for party in request.instrument.parties.all()]
    return frozenset(side.office.person_id for side in sides if side)


def within_of(request: SlotRequest) -> list[Span]:
    """Return from when to when a request may be signed: the wished hours, on the wished day or on each of the fair."""
    if not (request.wished_on or request.not_before or request.not_after):
        return []
    zone, fair = zone_of(request.fair), request.fair
    first, last = request.wished_on or fair.begins_on, request.wished_on or fair.ends_on
    days = [first + number * DAY for number in range((last - first).days + 1)]
    begins, ends = request.not_before or datetime.time.min, request.not_after or datetime.time.max
    return [(datetime.datetime.combine(day, begins, zone), datetime.datetime.combine(day, ends, zone)) for day in days]


def busy_of(fair: Fair, requests: Sequence[SlotRequest]) -> list[Busy]:
    """Return when those who sign are elsewhere; the engagement of a signature of the queue itself does not count.

    Whoever leads a delegation, or is wanted for its party, is busy with its engagements on either side; a member is
    not there before arriving or after leaving; whoever signs elsewhere at the fair is busy then.
    """
    people = set().union(*(people_of(request) for request in requests))
    found = [*_engaged(fair, requests), *_away(fair, people), *_signing(fair, requests, people)]
    return [one for one in found if one.person in people]


def _engaged(fair: Fair, requests: Iterable[SlotRequest]) -> Iterator[Busy]:
    own_keys = {engagement_key(request.instrument) for request in requests}
    by_origin: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for request in requests:
        for party in request.instrument.parties.all():
            if signatory := getattr(party, "signatory", None):
                by_origin[party.place_id, party.organisation_id].add(signatory.office.person_id)
    engagements = Engagement.objects.filter(delegation__fair=fair).exclude(key__in=own_keys)
    for engagement in engagements.select_related("delegation", "with_delegation").order_by("pk"):
        sides = [side for side in (engagement.delegation, engagement.with_delegation) if side]
        for person in set().union(*(_wanted(side, by_origin) for side in sides)):
            yield Busy(person=person, begins=engagement.begins_at, ends=engagement.ends_at, room=engagement.room)


def _wanted(side: Delegation, by_origin: dict[tuple[int | None, int | None], set[int]]) -> set[int]:
    """Return who goes with a delegation: its head; without one, those who sign for where it comes from."""
    return {side.head_id} if side.head_id else by_origin.get((side.place_id, side.organisation_id), set())


def _away(fair: Fair, people: set[int]) -> Iterator[Busy]:
    zone = zone_of(fair)
    known = Q(arrives_on__isnull=False) | Q(leaves_on__isnull=False)
    for member in Member.objects.filter(known, delegation__fair=fair, person__in=people).order_by("pk"):
        if member.arrives_on:
            first = _midnight(member.arrives_on, zone)
            yield Busy(person=member.person_id, begins=first - MARGIN, ends=first)
        if member.leaves_on:
            last = _midnight(member.leaves_on + DAY, zone)
            yield Busy(person=member.person_id, begins=last, ends=last + MARGIN)


def _midnight(day: datetime.date, zone: ZoneInfo) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, zone)


def _signing(fair: Fair, requests: Iterable[SlotRequest], people: set[int]) -> Iterator[Busy]:
    """Yield the signatures of the same people that are planned beside the queue."""
    length = datetime.timedelta(minutes=MINUTES)
    own = {request.instrument_id for request in requests}
    planned = Signatory.objects.filter(
        office__person__in=people, party__instrument__signing__begins_at__isnull=False,
        party__instrument__fair=fair, party__signature__isnull=True,
    )  # fmt: skip
    for signatory in planned.select_related("office", "party__instrument__signing").order_by("pk"):
        signing = signatory.party.instrument.signing
        if signatory.party.instrument_id not in own and signing.begins_at:
            ends = signing.begins_at + length
            yield Busy(person=signatory.office.person_id, begins=signing.begins_at, ends=ends, room=signing.room)
