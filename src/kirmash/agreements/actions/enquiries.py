"""Asking for the desk before there is a file: whoever asks says it in words, the protocol opens the file or says no."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from kirmash.agreements.models.desk import DeskEnquiry, RequestState, SlotRequest
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place

#: What a request takes over from an enquiry.
TAKEN_OVER = ("wished_on", "not_before", "not_after", "value", "currency", "wants_photographer", "wants_press",
              "wants_interpreters", "wants_flags")  # fmt: skip


@transaction.atomic
def enquire(
    *, fair: Fair, subject: str, now: datetime.datetime, is_protocol: bool, account: Account | None = None, **words: Any
) -> DeskEnquiry:  # Any: values of a row
    """Ask for the desk for a document that has no file here; after the deadline only the protocol does."""
    untils = [desk.requests_until for desk in fair.desks.all() if desk.requests_until]
    if untils and now > max(untils) and not is_protocol:
        raise Refused("desk-takes-no-more")
    Fair.objects.select_for_update().get(pk=fair.pk)
    last = fair.desk_enquiries.order_by("number").last()
    made = DeskEnquiry.objects.create(
        fair=fair, number=last.number + 1 if last else 1, subject=subject, account=account, **words
    )
    _note("ask", made, account)
    return made


@transaction.atomic
def close_enquiry(*, enquiry: DeskEnquiry, state: str, reason: str, account: Account | None = None) -> DeskEnquiry:
    """Refuse an enquiry, or note that it was withdrawn."""
    if enquiry.state != RequestState.ASKED:
        raise Refused("enquiry-is-answered")
    if not reason.strip():
        raise Refused("why-missing")
    enquiry.state, enquiry.reason = state, reason.strip()
    enquiry.save(update_fields=["state", "reason"])
    _note("answer", enquiry, account)
    return enquiry


@transaction.atomic
def open_file(
    *, enquiry: DeskEnquiry, parties: Sequence[Place | Organisation], account: Account | None = None
) -> SlotRequest:
    """Open a file from an enquiry: an instrument between parties on record, with its request for the desk.

    It goes to the desk as every other: when it is cleared, or by an override with a name and a reason.
    """
    if enquiry.state != RequestState.ASKED:
        raise Refused("enquiry-is-answered")
    if len({(type(one), one.pk) for one in parties}) < 2:
        raise Refused("two-parties-at-least")
    made = Instrument.objects.create(
        key=new_key(Instrument, *(one.key for one in parties[:2])), kind=enquiry.kind, fair=enquiry.fair
    )
    for position, one in enumerate(parties, start=1):
        Party.objects.create(
            instrument=made,
            position=position,
            place=one if isinstance(one, Place) else None,
            organisation=one if isinstance(one, Organisation) else None,
        )
    contact = ", ".join(filter(None, (enquiry.contact_name, enquiry.contact_phone, enquiry.contact_mail)))
    request = SlotRequest.objects.create(
        fair=enquiry.fair, instrument=made, contact=contact[:200], account=account,
        **{name: getattr(enquiry, name) for name in TAKEN_OVER},
    )  # fmt: skip
    enquiry.state, enquiry.instrument = RequestState.ACCEPTED, made
    enquiry.save(update_fields=["state", "instrument"])
    _note("open", enquiry, account)
    return request


def _note(verb: str, enquiry: DeskEnquiry, account: Account | None) -> None:
    """The history says that, never what."""
    values = {"state": enquiry.state}
    record = f"{enquiry.fair.key}/{enquiry.number}"
    Change.objects.create(account=account, verb=verb, table="enquiry", record=record, values=values)
