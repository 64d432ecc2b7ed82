"""What changes the signing desk: its hours, who asks, who is called when, what was really signed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kirmash.agreements.actions.filing import plan_signing
from kirmash.agreements.ceremony.queue import Queue
from kirmash.agreements.models.desk import Desk, Recording, RequestState, SlotRequest
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.queries.clearance import clearance
from kirmash.agreements.queries.queueing import queue_of
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.record.actions import state_claim
from kirmash.record.models import Claim, Property, Source, SourceKind
from kirmash.registry.models.person import Office
from kirmash.registry.models.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature as it was really given."""

    party: Party
    office: Office
    authority: str
    mode: str


@transaction.atomic
def open_desk(*, fair: Fair, account: Account | None = None, **words: Any) -> Desk:  # Any: values of a row
    """Open a desk for some hours of a day."""
    last = fair.desks.order_by("number").last()
    made = Desk.objects.create(fair=fair, number=last.number + 1 if last else 1, **words)
    _note("open", "desk", fair.key, account, {"number": made.number})
    return made


@transaction.atomic
def ask_for_slot(
    *, instrument: Instrument, now: datetime.datetime, is_protocol: bool, account: Account | None = None, **words: Any
) -> SlotRequest:  # Any: values of a row
    """Ask to sign an instrument at its fair's desk; after the fair's deadline only its protocol adds requests."""
    if instrument.fair is None:
        raise Refused("no-fair-to-sign-at")
    if instrument.signatures.exists():
        raise Refused("signed-already")
    untils = [desk.requests_until for desk in instrument.fair.desks.all() if desk.requests_until]
    if untils and now > max(untils) and not is_protocol:
        raise Refused("desk-takes-no-more")
    made, _is_new = SlotRequest.objects.update_or_create(
        instrument=instrument,
        defaults={**words, "fair": instrument.fair, "state": RequestState.ASKED, "reason": "", "account": account},
    )
    _note("ask", "slot", instrument.key, account, {})
    return made


@transaction.atomic
def answer_request(
    *, request: SlotRequest, state: str, today: datetime.date, reason: str = "", account: Account | None = None
) -> SlotRequest:
    """Accept a request, refuse it, or note that it was withdrawn; only what is cleared comes to the desk."""
    if state == RequestState.ACCEPTED and not clearance(request.instrument, today).may_be_signed:
        raise Refused("not-cleared")
    if state in {RequestState.REFUSED, RequestState.WITHDRAWN}:
        if not reason.strip():
            raise Refused("why-missing")
        request.desk = request.begins_at = None
    request.state, request.reason = state, reason
    request.save()
    _note("answer", "slot", request.instrument.key, account, {"state": state, "reason": reason})
    return request


@transaction.atomic
def plan_queue(*, fair: Fair, today: datetime.date, account: Account | None = None) -> Queue:
    """Give slots to all accepted requests that have none; those that have one keep it."""
    found = queue_of(fair, today)
    desks = {desk.pk: desk for desk in fair.desks.all()}
    for request in fair.slot_requests.filter(pk__in=found.given, begins_at=None):
        place = found.given[request.pk]
        _give(request, desks[place.desk], place.begins, account)
    _note("plan", "desk", fair.key, account, {"given": len(found.given), "without": len(found.without)})
    return found


@transaction.atomic
def give_slot(
    *, request: SlotRequest, desk: Desk, begins_at: datetime.datetime, today: datetime.date,
    account: Account | None = None,
) -> SlotRequest:  # fmt: skip
    """Call a request at a time; whoever has that slot changes places with it."""
    if not clearance(request.instrument, today).may_be_signed:
        raise Refused("not-cleared")
    last = desk.closes_at - datetime.timedelta(minutes=desk.slot_minutes)
    if not desk.opens_at <= begins_at <= last:
        raise Refused("desk-is-closed-then")
    other = SlotRequest.objects.filter(desk=desk, begins_at=begins_at).exclude(pk=request.pk).first()
    old = request.desk, request.begins_at
    if other:
        SlotRequest.objects.filter(pk__in=(request.pk, other.pk)).update(desk=None, begins_at=None)
    _give(request, desk, begins_at, account)
    if other and old[0] and old[1]:
        _give(other, old[0], old[1], account)
    return request


@transaction.atomic
def record_signed(
    *, instrument: Instrument, signed: Sequence[Signed], signed_on: datetime.date, recorded_by: str,
    now: datetime.datetime, place: Place | None = None, witnesses: Iterable[str] = (), photographer: str = "",
    account: Account | None = None,
) -> Recording:  # fmt: skip
    """Record who really signed; the instrument counts as signed when every party has.

    What is recorded is stated in the record as well, with the desk's register as its source: a release may rest on it.
    """
    if signed_on > now.date():
        raise Refused("decided-in-future")
    if not signed:
        raise Refused("nobody-signed")
    for one in signed:
        if one.party.instrument_id != instrument.pk or Signature.objects.filter(party=one.party).exists():
            raise Refused("signed-already")
        Signature.objects.create(
            instrument=instrument, party=one.party, office=one.office, authority=one.authority, mode=one.mode,
            signed_on=signed_on, place=place, recorded_by=recorded_by,
        )  # fmt: skip
    made, _is_new = Recording.objects.update_or_create(
        instrument=instrument,
        defaults={
            "recorded_at": now, "recorded_by": recorded_by, "account": account, "witnesses": list(witnesses),
            "photographer": photographer,
        },
    )  # fmt: skip
    _note("record", "signature", instrument.key, account, {"parties": [one.party.position for one in signed]})
    if instrument.signatures.count() == instrument.parties.count():
        LifeEvent.objects.create(instrument=instrument, act=Act.SIGNED, done_on=signed_on, place=place)
        _state(instrument, signed_on, place, recorded_by, account)
    return made


@transaction.atomic
def take_back_recording(*, instrument: Instrument, reason: str, account: Account | None = None) -> None:
    """Take back what was recorded wrongly; the history keeps it, and claims that rest on it must be withdrawn."""
    if not reason.strip():
        raise Refused("why-missing")
    kept = [
        {"party": one.party.position, "office": one.office.key, "on": one.signed_on.isoformat()}
        for one in instrument.signatures.select_related("party", "office")
    ]
    if not kept:
        raise Refused("nobody-signed")
    instrument.signatures.all().delete()
    instrument.events.filter(act=Act.SIGNED).delete()
    Recording.objects.filter(instrument=instrument).delete()
    _note("take-back", "signature", instrument.key, account, {"reason": reason, "was": kept})


def _give(request: SlotRequest, desk: Desk, begins_at: datetime.datetime, account: Account | None) -> None:
    request.desk, request.begins_at = desk, begins_at
    request.save(update_fields=["desk", "begins_at"])
    signing = getattr(request.instrument, "signing", None)
    plan_signing(
        instrument=request.instrument, account=account,
        planned_on=begins_at.astimezone(zone_of(request.fair)).date(), begins_at=begins_at, room=desk.room,
        place=signing.place if signing and signing.place else request.fair.place,
    )  # fmt: skip


def _state(
    instrument: Instrument, day: datetime.date, place: Place | None, recorded_by: str, account: Account | None
) -> None:
    """State in the record what the desk saw, as far as the site keeps such properties."""
    source = Source(
        key=f"desk-{instrument.key}"[:120], kind=SourceKind.OWN_COUNT, title=f"Signing desk: {instrument.key}",
        publisher=recorded_by, published_on=day,
    )  # fmt: skip
    said = [("instrument-kind", "", instrument.kind), ("act", "", Act.SIGNED), ("act-date", "", day.isoformat())]
    said += [("act-place", "", f"place:{place.key}")] if place else []
    for signature in instrument.signatures.select_related("party__place", "office__person", "office__body"):
        if signature.party.place:
            person = f"person:{signature.office.person.key}"
            said.append(("signatory", f"place:{signature.party.place.key}", person))
            said.append(("signatory-body", person, f"organisation:{signature.office.body.key}"))
    known = {one.key: one for one in Property.objects.filter(key__in={name for name, _part, _value in said})}
    subject = f"instrument:{instrument.key}"
    for name, part, value in said:
        is_stated = Claim.objects.filter(
            subject=subject, about__key=name, part=part, value=value, is_withdrawn=False
        ).exists()  # fmt: skip
        if name in known and not is_stated:
            source = Source.objects.filter(key=source.key).first() or source
            state_claim(
                subject=subject, property_=known[name], value=value, part=part, source=source, as_of=day,
                is_demo=instrument.is_demo, account=account,
            )  # fmt: skip


def _note(verb: str, table: str, record: str, account: Account | None, values: dict[str, object]) -> None:
    Change.objects.create(account=account, verb=verb, table=table, record=record, values=values)
