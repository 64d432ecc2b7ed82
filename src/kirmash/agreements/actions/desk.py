"""What changes the signing desk: its hours, who asks, who is called when."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kirmash.agreements.actions.filing import plan_signing
from kirmash.agreements.actions.signatories import issue_papers
from kirmash.agreements.ceremony.queue import Queue
from kirmash.agreements.models.desk import Desk, DeskRules, RequestState, SlotRequest
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.clearance import clearance
from kirmash.agreements.queries.queueing import queue_of, slots_of
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of


@transaction.atomic
def set_rules(
    *, fair: Fair, order_language: str, publishes_register: bool, account: Account | None = None
) -> DeskRules:
    """Say what holds at all desks of a fair: in whose alphabet many parties sit, and who may read what was signed."""
    made, _is_new = DeskRules.objects.update_or_create(
        fair=fair, defaults={"order_language": order_language, "publishes_register": publishes_register}
    )
    _note("set", "desk", fair.key, account, {"publishes": publishes_register})
    return made


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
    for request in fair.slot_requests.filter(pk__in=found.placed, begins_at=None):
        time = found.placed[request.pk]
        _give(request, desks[time.desk], time.begins, account)
    _note("plan", "desk", fair.key, account, {"given": len(found.placed), "without": len(found.left)})
    return found


@transaction.atomic
def give_slot(
    *, request: SlotRequest, desk: Desk, begins_at: datetime.datetime, today: datetime.date,
    account: Account | None = None,
) -> SlotRequest:  # fmt: skip
    """Call a request at a time; whoever has that slot changes places with it."""
    if not clearance(request.instrument, today).may_be_signed:
        raise Refused("not-cleared")
    if request.state != RequestState.ACCEPTED:
        raise Refused("request-not-accepted")
    if begins_at not in {time.begins for time in slots_of(desk)}:
        raise Refused("desk-is-closed-then")
    other = SlotRequest.objects.filter(desk=desk, begins_at=begins_at).exclude(pk=request.pk).first()
    old = request.desk, request.begins_at
    if other and old[0] is None:
        raise Refused("slot-is-taken")
    if any(one and (one.came_at or one.instrument.signatures.exists()) for one in (request, other)):
        raise Refused("slot-has-begun")
    if other:
        SlotRequest.objects.filter(pk__in=(request.pk, other.pk)).update(desk=None, begins_at=None)
    _give(request, desk, begins_at, account)
    if other and old[0] and old[1]:
        _give(other, old[0], old[1], account)
    return request


@transaction.atomic
def move_slot(*, request: SlotRequest, by: int, today: datetime.date, account: Account | None = None) -> SlotRequest:
    """Call a request one slot earlier (-1) or later (1) at its desk; whoever is there changes places with it."""
    if request.desk is None or request.begins_at is None:
        raise Refused("desk-is-closed-then")
    times = [time.begins for time in slots_of(request.desk)]
    at = times.index(request.begins_at) + by if request.begins_at in times else -1
    if not 0 <= at < len(times):
        raise Refused("desk-is-closed-then")
    return give_slot(request=request, desk=request.desk, begins_at=times[at], today=today, account=account)


@transaction.atomic
def free_slot(*, request: SlotRequest, account: Account | None = None) -> SlotRequest:
    """Take a slot from a request that has not begun; it waits for another."""
    if request.came_at or request.instrument.signatures.exists():
        raise Refused("slot-has-begun")
    request.desk = request.begins_at = None
    request.save(update_fields=["desk", "begins_at"])
    _note("free", "slot", request.instrument.key, account, {})
    return request


def _give(request: SlotRequest, desk: Desk, begins_at: datetime.datetime, account: Account | None) -> None:
    request.desk, request.begins_at = desk, begins_at
    request.save(update_fields=["desk", "begins_at"])
    signing = getattr(request.instrument, "signing", None)
    plan_signing(
        instrument=request.instrument, account=account,
        planned_on=begins_at.astimezone(zone_of(request.fair)).date(), begins_at=begins_at, room=desk.room,
        place=signing.place if signing and signing.place else request.fair.place,
    )  # fmt: skip
    if request.instrument.issues.exists():
        issue_papers(instrument=request.instrument, reason=_("The signing desk gave another time."), account=account)


def _note(verb: str, table: str, record: str, account: Account | None, values: dict[str, object]) -> None:
    Change.objects.create(account=account, verb=verb, table=table, record=record, values=values)
