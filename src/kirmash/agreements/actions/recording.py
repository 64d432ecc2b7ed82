"""What was really signed: recorded by whoever saw it, also in parts, and taken back where it was wrong."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kirmash.agreements.actions.signatories import is_of
from kirmash.agreements.models.desk import Recording, SlotRequest
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.agreements.models.signature import Signature
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
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
def record_signed(
    *, instrument: Instrument, signed: Sequence[Signed], signed_on: datetime.date, recorded_by: str,
    now: datetime.datetime, signed_at: datetime.datetime | None = None, place: Place | None = None, room: str = "",
    witnesses: Iterable[str] = (), photographer: str = "", account: Account | None = None,
) -> Recording:  # fmt: skip
    """Record who really signed; the instrument counts as signed when every party has.

    What is recorded is stated in the record as well, with the desk's register as its source: a release may rest on it.
    """
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    zone = zone_of(instrument.fair) if instrument.fair else datetime.UTC
    if signed_on > now.astimezone(zone).date() or (signed_at and signed_at > now):
        raise Refused("decided-in-future")
    if not signed:
        raise Refused("nobody-signed")
    for one in signed:
        _check(one, instrument, signed_on)
        Signature.objects.create(
            instrument=instrument, party=one.party, office=one.office, authority=one.authority, mode=one.mode,
            signed_on=signed_on, signed_at=signed_at, place=place, room=room, recorded_by=recorded_by, recorded_at=now,
        )  # fmt: skip
    made, _is_new = Recording.objects.update_or_create(
        instrument=instrument,
        defaults={
            "recorded_at": now, "recorded_by": recorded_by, "account": account, "witnesses": list(witnesses),
            "photographer": photographer,
        },
    )  # fmt: skip
    _note("record", instrument.key, account, {"parties": [one.party.position for one in signed]})
    if _is_whole(instrument):
        day = max(signature.signed_on for signature in instrument.signatures.all())
        LifeEvent.objects.get_or_create(
            instrument=instrument, act=Act.SIGNED, done_on=day, defaults={"place": place}
        )  # fmt: skip
        _state(instrument, day, place, recorded_by, account)
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
    instrument.events.filter(act=Act.SIGNED, done_on__in={one["on"] for one in kept}).delete()
    Recording.objects.filter(instrument=instrument).delete()
    _note("take-back", instrument.key, account, {"reason": reason, "was": kept})


@transaction.atomic
def call_in(*, request: SlotRequest, now: datetime.datetime, account: Account | None = None) -> SlotRequest:
    """Note that those who sign are in the room."""
    if request.begins_at is None or request.fell_at or request.instrument.signatures.exists():
        raise Refused("not-called-now")
    request.came_at = now
    request.save(update_fields=["came_at"])
    _note_request("call", request, account, {})
    return request


@transaction.atomic
def note_not_signed(
    *, request: SlotRequest, reason: str, now: datetime.datetime, account: Account | None = None
) -> SlotRequest:
    """Note that nobody signs at this time, and why; it keeps its slot, which shows what happened."""
    if not reason.strip():
        raise Refused("why-missing")
    if request.begins_at is None or _is_whole(request.instrument):
        raise Refused("not-called-now")
    request.fell_at, request.fell_why = now, reason.strip()
    request.save(update_fields=["fell_at", "fell_why"])
    _note_request("fell", request, account, {"reason": request.fell_why})
    return request


@transaction.atomic
def let_wait(*, request: SlotRequest, account: Account | None = None) -> SlotRequest:
    """Take back that those who sign came, or that they do not sign: it waits again."""
    if not (request.came_at or request.fell_at) or request.instrument.signatures.exists():
        raise Refused("not-called-now")
    request.came_at = request.fell_at = None
    request.fell_why = ""
    request.save(update_fields=["came_at", "fell_at", "fell_why"])
    _note_request("wait", request, account, {})
    return request


@transaction.atomic
def equip(
    *, request: SlotRequest, witnesses: Iterable[str], photographer: str, account: Account | None = None
) -> SlotRequest:
    """Say who is to witness a signature, and who takes the photograph."""
    request.witnesses = [line.strip() for line in witnesses if line.strip()]
    request.photographer = photographer
    request.save(update_fields=["witnesses", "photographer"])
    _note_request("equip", request, account, {})
    return request


def _is_whole(instrument: Instrument) -> bool:
    return instrument.signatures.count() == instrument.parties.count()


def _check(one: Signed, instrument: Instrument, day: datetime.date) -> None:
    """Refuse a signature of another instrument, a second one, and one in an office that the person did not hold."""
    if one.party.instrument_id != instrument.pk or Signature.objects.filter(party=one.party).exists():
        raise Refused("signed-already")
    if not is_of(one.office, one.party):
        raise Refused("signatory-of-another")
    first, last = one.office.held_from, one.office.held_until
    if (first and day < first) or (last and day > last):
        raise Refused("office-not-held-then")


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


def _note(verb: str, record: str, account: Account | None, values: dict[str, object]) -> None:
    Change.objects.create(account=account, verb=verb, table="signature", record=record, values=values)


def _note_request(verb: str, request: SlotRequest, account: Account | None, values: dict[str, object]) -> None:
    Change.objects.create(account=account, verb=verb, table="slot", record=request.instrument.key, values=values)
