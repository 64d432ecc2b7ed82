"""What the signing desk knows: who waits for a slot, who is free when, what is called, what was signed."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.approval import Clearance
from kirmash.agreements.ceremony.queue import Place, Queue, Span, Wish, plan
from kirmash.agreements.models.desk import Desk, RequestState, SlotRequest
from kirmash.agreements.models.instrument import Instrument, Kind
from kirmash.agreements.queries.clearance import NEEDED, clearance
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.filing import CLEARANCES
from kirmash.agreements.queries.papers import engagement_key
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Engagement

WHY_WITHOUT = {
    "no-slot-fits": _("No slot fits its wishes and the time of those who sign."),
    "others-go-first": _("All slots that fit are given to others of the same or a higher rank."),
}
MOST_SLOTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A request in the queue: the parties, whether it may be signed, whether it was."""

    request: SlotRequest
    parties: str
    clearance: Clearance
    clearance_words: str
    signed: int
    of: int
    begins: datetime.datetime | None
    why_without: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether every party has signed."""
        return self.signed == self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many instruments of a kind are recorded as signed, and what value they state by currency."""

    kind: str
    number: int
    values: Sequence[tuple[str, Decimal, int]]


def requests_of(fair: Fair) -> QuerySet[SlotRequest]:
    """Return a fair's requests with all that the desk shows."""
    return (
        fair.slot_requests.select_related("instrument__signing", "instrument__recording", "desk", "fair")
        .prefetch_related(
            "instrument__parties__place__names", "instrument__parties__organisation__names",
            "instrument__parties__signatory__office", "instrument__signatures",
            *(f"instrument__{name}" for name in NEEDED if name != "signing"),
        )
        .order_by("begins_at", "rank", "pk")
    )  # fmt: skip


def called(fair: Fair, today: datetime.date) -> list[Called]:
    """Return the queue of a fair: those with a slot by time, then those that wait, with why they have none."""
    requests, zone = list(requests_of(fair)), zone_of(fair)
    accepted = [one for one in requests if one.state == RequestState.ACCEPTED]
    without = queue_of(fair, today, accepted).without if any(one.begins_at is None for one in accepted) else {}
    found = [
        _called(request, zone, today, str(WHY_WITHOUT[without[request.pk]]) if request.pk in without else "")
        for request in requests
    ]
    return sorted(found, key=lambda one: (one.begins is None, one.begins or datetime.datetime.max.replace(tzinfo=zone)))


def _called(request: SlotRequest, zone: datetime.tzinfo, today: datetime.date, why: str) -> Called:
    stands = clearance(request.instrument, today)
    return Called(
        request=request,
        parties=" – ".join(party_name(party) for party in request.instrument.parties.all()),
        clearance=stands,
        clearance_words=str(CLEARANCES[stands.state]),
        signed=len(request.instrument.signatures.all()),
        of=len(request.instrument.parties.all()),
        begins=request.begins_at.astimezone(zone) if request.begins_at else None,
        why_without=why,
    )


def queue_of(fair: Fair, today: datetime.date, requests: Sequence[SlotRequest] | None = None) -> Queue:
    """Return the best queue for all accepted requests; those that have a slot keep it."""
    rows = requests if requests is not None else requests_of(fair).filter(state=RequestState.ACCEPTED)
    waiting = [one for one in rows if clearance(one.instrument, today).may_be_signed]
    busy = _busy(fair, waiting)
    wishes = [
        Wish(
            number=request.pk,
            rank=request.rank,
            within=_within(request),
            people=_people(request),
            busy=busy.get(request.pk, ()),
            fixed=(request.desk_id, request.begins_at) if request.desk_id and request.begins_at else None,
        )
        for request in waiting
    ]
    return plan(wishes, [place for desk in fair.desks.all() for place in slots_of(desk)])


def slots_of(desk: Desk) -> list[Place]:
    """Return the slots of a desk."""
    length, begins = datetime.timedelta(minutes=desk.slot_minutes), desk.opens_at
    found: list[Place] = []
    while begins + length <= desk.closes_at and len(found) < MOST_SLOTS:
        found.append(Place(desk=desk.pk, begins=begins, ends=begins + length))
        begins += length
    return found


def _people(request: SlotRequest) -> frozenset[int]:
    sides = [getattr(party, "signatory", None) for party in request.instrument.parties.all()]
    return frozenset(side.office.person_id for side in sides if side)


def _within(request: SlotRequest) -> Span | None:
    if not (request.wished_on or request.not_before or request.not_after):
        return None
    zone = zone_of(request.fair)
    first, last = request.wished_on or request.fair.begins_on, request.wished_on or request.fair.ends_on
    return (
        datetime.datetime.combine(first, request.not_before or datetime.time.min, zone),
        datetime.datetime.combine(last, request.not_after or datetime.time.max, zone),
    )


def _busy(fair: Fair, requests: Sequence[SlotRequest]) -> dict[int, list[Span]]:
    """Return when those who sign are busy: engagements of the delegations of their parties, but for this signature."""
    places = {
        request.pk: {(party.place_id, party.organisation_id) for party in request.instrument.parties.all()}
        for request in requests
    }
    keys = {request.pk: engagement_key(request.instrument) for request in requests}
    found: dict[int, list[Span]] = {}
    for engagement in Engagement.objects.filter(delegation__fair=fair).select_related("delegation", "with_delegation"):
        sides = [one for one in (engagement.delegation, engagement.with_delegation) if one]
        origins = {(one.place_id, one.organisation_id) for one in sides}
        for number, own in places.items():
            if own & origins and engagement.key != keys[number]:
                found.setdefault(number, []).append((engagement.begins_at, engagement.ends_at))
    return found


def is_signed_by_all(instrument: Instrument) -> bool:
    """Say whether the signature of every party is recorded."""
    return 0 < instrument.parties.count() == instrument.signatures.count()


def signed_at(fair: Fair) -> list[Instrument]:
    """Return the instruments of a fair of which every signature is recorded, in the order of the recording."""
    found = fair.instruments.select_related("slot_request", "recording", "signing").prefetch_related(
        "parties__place__names", "parties__organisation__names", "signatures__office__person__names",
        "signatures__office__body__names", "signatures__office__role__names", "signatures__party",
    )  # fmt: skip
    whole = [one for one in found if 0 < len(one.parties.all()) == len(one.signatures.all())]
    return sorted(whole, key=lambda one: (max(s.signed_on for s in one.signatures.all()), one.pk))


def totals(instruments: Sequence[Instrument]) -> Iterator[Total]:
    """Yield how many of each kind; a value counts where it is stated, by currency, never added over kinds."""
    kinds = Counter(one.kind for one in instruments)
    for kind in [one for one in Kind.values if kinds[one]]:
        stated = [
            one.slot_request
            for one in instruments
            if one.kind == kind and hasattr(one, "slot_request") and one.slot_request.value is not None
        ]
        values = [
            (currency, sum((one.value or Decimal(0) for one in own), Decimal(0)), len(own))
            for currency in sorted({one.currency for one in stated})
            if (own := [one for one in stated if one.currency == currency])
        ]
        yield Total(kind=str(Kind(kind).label), number=kinds[kind], values=values)
