"""What the signing desk knows: who waits for a slot, who is free when, what is called, what was signed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.agreements.approval import Clearance
from kirmash.agreements.ceremony.queue import Queue, Time, Why, Wish, queue, times_of
from kirmash.agreements.models.desk import Desk, RequestState, SlotRequest
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.availability import busy_of, people_of, within_of
from kirmash.agreements.queries.clearance import NEEDED, clearance
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.filing import CLEARANCES
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of

WHY_LEFT = {
    Why.NO_TIME: _("No slot lies within its wishes."),
    Why.NOT_FREE: _("Somebody who signs is not free then."),
    Why.TAKEN: _("All slots that fit are given to others of the same or a higher rank."),
}
MOST_SLOTS = 200
NOW, NEXT = "now", "next"


class Stage(TextChoices):
    """How far a signature at the desk is."""

    WAITING = "waiting", pgettext_lazy("at the desk", "waiting")
    IN_ROOM = "in-room", _("in the room")
    PARTLY = "partly", _("partly signed")
    SIGNED = "signed", pgettext_lazy("document", "signed")
    NOT_SIGNED = "not-signed", _("not signed")


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
    turn: str = ""

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.is_signed:
            return Stage.SIGNED
        if self.request.fell_at:
            return Stage.NOT_SIGNED
        if self.signed:
            return Stage.PARTLY
        return Stage.IN_ROOM if self.request.came_at else Stage.WAITING

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens at the desk."""
        return self.is_signed or self.request.fell_at is not None

    @property
    def is_signed(self) -> bool:
        """Whether every party has signed."""
        return self.signed == self.of


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
    left = queue_of(fair, today, accepted).left if any(one.begins_at is None for one in accepted) else {}
    found = [
        _called(request, zone, today, str(WHY_LEFT[left[request.pk]]) if request.pk in left else "")
        for request in requests
    ]
    found.sort(key=lambda one: (one.begins is None, one.begins or datetime.datetime.max.replace(tzinfo=zone)))
    return in_turn(found, today)


def in_turn(rows: Sequence[Called], today: datetime.date) -> list[Called]:
    """Say of each desk's queue of a day who is there now, and who is next."""
    turns: dict[int, str] = {}
    for desk in {one.request.desk_id for one in rows if one.request.desk_id}:
        own = [one for one in rows if one.request.desk_id == desk and one.begins and one.begins.date() == today]
        coming = [one for one in own if not one.is_over]
        turns |= {one.request.pk: turn for one, turn in zip(coming, (NOW, NEXT), strict=False)}
    return [replace(one, turn=turns.get(one.request.pk, "")) for one in rows]


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
    """Return the queue for all accepted requests that may be signed; those that have a slot keep it.

    Rank goes first, then whoever asked first.
    """
    rows = requests if requests is not None else requests_of(fair).filter(state=RequestState.ACCEPTED)
    waiting = [one for one in rows if one.begins_at or clearance(one.instrument, today).may_be_signed]
    waiting.sort(key=lambda one: (one.rank, one.asked_at, one.pk))
    desks = list(fair.desks.all())
    wishes = [
        Wish(key=request.pk, people=people_of(request), within=within_of(request), fixed=time_of(request))
        for request in waiting
    ]
    return queue(
        wishes,
        [time for desk in desks for time in slots_of(desk)],
        busy=busy_of(fair, waiting),
        travel=datetime.timedelta(minutes=max((desk.travel_minutes for desk in desks), default=0)),
    )


def slots_of(desk: Desk) -> list[Time]:
    """Return the slots of a desk."""
    found = times_of(
        desk=desk.pk, opens=desk.opens_at, closes=desk.closes_at, minutes=desk.slot_minutes, pause=desk.pause_minutes,
        room=desk.room,
    )  # fmt: skip
    return list(islice(found, MOST_SLOTS))


def time_of(request: SlotRequest) -> Time | None:
    """Return the time that a request has at a desk."""
    if request.desk is None or request.begins_at is None:
        return None
    ends = request.begins_at + datetime.timedelta(minutes=request.desk.slot_minutes)
    return Time(desk=request.desk.pk, begins=request.begins_at, ends=ends, room=request.desk.room)


def is_signed_by_all(instrument: Instrument) -> bool:
    """Say whether the signature of every party is recorded."""
    return 0 < instrument.parties.count() == instrument.signatures.count()
