"""The page for the phone of the officer in the room, and what happens there: they come, they sign, or they do not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.agreements.actions.desk import free_slot, move_slot
from kirmash.agreements.actions.recording import call_in, equip, let_wait, note_not_signed, record_signed
from kirmash.agreements.forms.desk import AtTableForm, EquipForm, WhyNotForm
from kirmash.agreements.models.desk import SlotRequest
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.filing import files
from kirmash.agreements.queries.queueing import NEXT, NOW, called, is_signed_by_all
from kirmash.agreements.rights import KEEP_DESK
from kirmash.agreements.views.filing import unstored
from kirmash.base.access import fair_word, requires
from kirmash.base.errors import Refused
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.record.views.desk import signature_of

keeps = requires(KEEP_DESK, of=fair_word)


@keeps
@unstored
def desk_now(request: HttpRequest, key: str) -> HttpResponse:
    """Show who is at the desk now and who is next, with one big step."""
    fair = get_object_or_404(Fair, key=key)
    day = timezone.now().astimezone(zone_of(fair)).date()
    queue = [one for one in called(fair, day) if one.begins and one.begins.date() == day]
    values = {
        "fair": fair, "fair_name": choose(fair.names), "day": day,
        "now": [(one, AtTableForm(files().get(pk=one.request.instrument_id))) for one in queue if one.turn == NOW],
        "next": [one for one in queue if one.turn == NEXT],
        "over": [one for one in queue if one.is_over],
        "later": [one for one in queue if not one.turn and not one.is_over],
    }  # fmt: skip
    with timezone.override(zone_of(fair)):
        return render(request, "agreements/desk_now.html", values)


@require_POST
@keeps
def desk_come(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Note that they are in the room."""
    found = found_request(key, number)
    return _do(request, key, lambda: call_in(request=found, now=timezone.now(), account=account_of(request)))


@require_POST
@keeps
def desk_wait(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take back that they came, or that they do not sign."""
    found = found_request(key, number)
    return _do(request, key, lambda: let_wait(request=found, account=account_of(request)))


@require_POST
@keeps
def desk_signed(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Record that those who were planned have signed, at this moment."""
    found = found_request(key, number)
    instrument = files().get(pk=found.instrument_id)
    form, now, zone = AtTableForm(instrument, request.POST), timezone.now(), zone_of(found.fair)
    form.is_valid()
    signing = getattr(instrument, "signing", None)
    answer = _do(request, key, lambda: record_signed(
        instrument=instrument, signed=form.signed(), signed_on=now.astimezone(zone).date(), signed_at=now, now=now,
        recorded_by=signature_of(request), place=signing.place if signing else None,
        room=found.desk.room if found.desk else "", witnesses=found.witnesses, photographer=found.photographer,
        account=account_of(request),
    ))  # fmt: skip
    if is_signed_by_all(Instrument.objects.get(pk=instrument.pk)):
        messages.success(request, _("Every signature is recorded."))
    return answer


@keeps
@unstored
def desk_not_signed(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Note that nobody signs, and why."""
    found = found_request(key, number)
    form = WhyNotForm(request.POST or None)
    if form.is_valid():
        reason, account = form.cleaned_data["reason"], account_of(request)
        if attempt(form, lambda: note_not_signed(request=found, reason=reason, now=timezone.now(), account=account)):
            messages.success(request, _("It is noted that it was not signed."))
            return redirect("desk-now", key)
    return render(request, "agreements/desk_not_signed.html", {**head_of_request(found), "form": form})


@keeps
@unstored
def desk_equip(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Name the witnesses and the photographer."""
    found = found_request(key, number)
    known = {"witnesses": "\n".join(found.witnesses), "photographer": found.photographer}
    form = EquipForm(request.POST or None, initial=known)
    if form.is_valid():
        said = form.cleaned_data
        equip(request=found, witnesses=said["witnesses"].splitlines(), photographer=said["photographer"],
              account=account_of(request))  # fmt: skip
        messages.success(request, _("Witnesses and photographer are named."))
        return redirect("desk", key)
    return render(request, "agreements/desk_equip.html", {**head_of_request(found), "form": form})


@require_POST
@keeps
def desk_move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Call a request one slot earlier or later, or free its slot."""
    found, account = found_request(key, number), account_of(request)
    day = timezone.now().astimezone(zone_of(found.fair)).date()
    way = request.POST.get("way", "")
    if way == "free":
        return _do(request, key, lambda: free_slot(request=found, account=account), page="desk")
    by = {"earlier": -1, "later": 1}.get(way, 0)
    return _do(request, key, lambda: move_slot(request=found, by=by, today=day, account=account), page="desk")


def found_request(key: str, number: int) -> SlotRequest:
    """Return a request of a fair."""
    rows = SlotRequest.objects.select_related("fair", "instrument", "desk")
    return get_object_or_404(rows, fair__key=key, pk=number)


def head_of_request(found: SlotRequest) -> dict[str, object]:
    """Return what every page of a request shows."""
    parties = " – ".join(party_name(party) for party in found.instrument.parties.all())
    return {"fair": found.fair, "fair_name": choose(found.fair.names), "asked": found, "parties": parties}


def _do(request: HttpRequest, key: str, action: Callable[[], object], page: str = "desk-now") -> HttpResponse:
    try:
        action()
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(page, key)
