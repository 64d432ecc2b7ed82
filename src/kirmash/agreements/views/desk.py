"""Pages of the signing desk of a fair: its hours, its queue, who asks, what was recorded."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kirmash.agreements.actions.desk import (
    answer_request,
    ask_for_slot,
    give_slot,
    open_desk,
    plan_queue,
    set_rules,
)
from kirmash.agreements.actions.recording import record_signed, take_back_recording
from kirmash.agreements.exports.ceremony import TITLES
from kirmash.agreements.forms.desk import (
    AnswerForm,
    DeskForm,
    RulesForm,
    SignedForm,
    SlotForm,
    SlotRequestForm,
    TakeBackForm,
)
from kirmash.agreements.models.desk import RequestState, SlotRequest
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.queueing import called, is_signed_by_all
from kirmash.agreements.rights import KEEP_DESK, SEE_DESK, SEE_SLOT_REQUEST, words_of
from kirmash.agreements.views.filing import found_file, head_of, unstored
from kirmash.base.access import demand, fair_word, may, requires
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt, today
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of

#: What is printed for a day.
WHATS = [(word, label) for word, label in TITLES.items() if word != "all"]


@requires(SEE_DESK, of=fair_word)
@unstored
def desk(request: HttpRequest, key: str) -> HttpResponse:
    """Show the queue of a fair's signing desk."""
    fair = get_object_or_404(Fair, key=key)
    queue = called(fair, timezone.now().astimezone(zone_of(fair)).date())
    days: dict[object, list[object]] = {}
    for one in queue:
        if one.begins:
            days.setdefault(one.begins.date(), []).append(one)
    values = {
        **_fair(fair), "days": list(days.items()), "desks": _desks(fair),
        "waiting": [one for one in queue if one.begins is None and one.request.state in {"asked", "accepted"}],
        "others": [one for one in queue if one.begins is None and one.request.state in {"refused", "withdrawn"}],
        "may_keep": may(request.user, KEEP_DESK, fair_word(key)), "whats": WHATS, "voices": settings.LANGUAGES,
        "enquiries": fair.desk_enquiries.filter(state=RequestState.ASKED).count(),
    }  # fmt: skip
    with timezone.override(zone_of(fair)):
        return render(request, "agreements/desk.html", values)


@requires(KEEP_DESK, of=fair_word)
@unstored
def desk_rules(request: HttpRequest, key: str) -> HttpResponse:
    """Say what holds at all desks of a fair."""
    fair = get_object_or_404(Fair, key=key)
    now = getattr(fair, "desk_rules", None)
    known = {"order_language": now.order_language, "publishes_register": now.publishes_register} if now else {}
    form = RulesForm(request.POST or None, initial=known)
    if form.is_valid():
        set_rules(fair=fair, account=account_of(request), **form.cleaned_data)
        messages.success(request, _("The rules of the desks are set."))
        return redirect("desk", key)
    return render(request, "agreements/desk_rules.html", {**_fair(fair), "form": form})


@requires(KEEP_DESK, of=fair_word)
@unstored
def desk_open(request: HttpRequest, key: str) -> HttpResponse:
    """Open a desk on a day."""
    fair = get_object_or_404(Fair, key=key)
    form = DeskForm(fair, request.POST or None, initial={"day": fair.begins_on})
    if form.is_valid():
        open_desk(fair=fair, account=account_of(request), **form.words())
        messages.success(request, _("The desk is open then."))
        return redirect("desk", key)
    return render(request, "agreements/desk_open.html", {**_fair(fair), "form": form})


@requires(KEEP_DESK, of=fair_word)
@unstored
def desk_plan(request: HttpRequest, key: str) -> HttpResponse:
    """Give slots to all accepted requests that have none."""
    fair = get_object_or_404(Fair, key=key)
    if request.method == "POST":
        found = plan_queue(fair=fair, today=today(), account=account_of(request))
        number = len(found.left)
        if number:
            sentence = ngettext(
                "%(n)s request has no slot; the reason stands beside it.",
                "%(n)s requests have no slot; the reasons stand beside them.",
                number,
            )
            messages.warning(request, sentence % {"n": number})
        else:
            messages.success(request, _("Every accepted request has a slot."))
    return redirect("desk", key)


@unstored
def desk_ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask to sign an instrument at its fair's desk."""
    found = found_file(request, key, keeps=True)
    demand(request.user, SEE_SLOT_REQUEST, words_of(found))
    known = SlotRequest.objects.filter(instrument=found).first()
    form = SlotRequestForm(request.POST or None, instance=known)
    if form.is_valid():
        is_protocol = found.fair is not None and may(request.user, KEEP_DESK, fair_word(found.fair.key))
        said, account = form.cleaned_data, account_of(request)
        now = timezone.now()
        if attempt(form, lambda: ask_for_slot(
            instrument=found, now=now, is_protocol=is_protocol, account=account, **said
        )):  # fmt: skip
            messages.success(request, _("The desk has the request."))
            return redirect("agreement-file", key)
    return render(request, "agreements/desk_ask.html", {**head_of(request, found), "form": form})


@requires(KEEP_DESK, of=fair_word)
@unstored
def desk_answer(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Accept or refuse a request."""
    found = _request(key, number)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        said, account = form.cleaned_data, account_of(request)
        if attempt(form, lambda: answer_request(request=found, today=today(), account=account, **said)):
            messages.success(request, _("The answer is recorded."))
            return redirect("desk", key)
    values = {**_fair(found.fair), "form": form, "asked": found, "parties": _parties(found.instrument)}
    return render(request, "agreements/desk_answer.html", values)


@requires(KEEP_DESK, of=fair_word)
@unstored
def desk_slot(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Call a request at another time; whoever has that slot changes places with it."""
    found = _request(key, number)
    form = SlotForm(found.fair, found, request.POST or None)
    if form.is_valid():
        to, begins = form.places[form.cleaned_data["slot"]]
        account = account_of(request)
        if attempt(form, lambda: give_slot(
            request=found, desk=to, begins_at=begins, today=today(), account=account
        )):  # fmt: skip
            messages.success(request, _("The slot is given."))
            return redirect("desk", key)
    values = {**_fair(found.fair), "form": form, "asked": found, "parties": _parties(found.instrument)}
    return render(request, "agreements/desk_slot.html", values)


@unstored
def agreement_signed(request: HttpRequest, key: str) -> HttpResponse:
    """Record who really signed."""
    found = found_file(request, key, keeps=True)
    signing, day = getattr(found, "signing", None), today()
    form = SignedForm(found, day, request.POST or None, initial={"signed_on": day})
    if form.is_valid():
        said, account, now = form.cleaned_data, account_of(request), timezone.now()
        if attempt(form, lambda: record_signed(
            instrument=found, signed=form.signed(), signed_on=said["signed_on"], recorded_by=said["recorded_by"],
            now=now, place=signing.place if signing else None, photographer=said["photographer"],
            witnesses=[line for line in said["witnesses"].splitlines() if line.strip()], account=account,
        )):  # fmt: skip
            whole = is_signed_by_all(Instrument.objects.get(pk=found.pk))
            messages.success(
                request, _("Every signature is recorded.") if whole else _("It is recorded; others have yet to sign.")
            )
            return redirect("agreement-file", key)
    return render(request, "agreements/signed_form.html", {**head_of(request, found), "form": form})


@unstored
def agreement_signed_wrongly(request: HttpRequest, key: str) -> HttpResponse:
    """Take back a recording that was wrong."""
    found = found_file(request, key, keeps=True)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        reason, account = form.cleaned_data["reason"], account_of(request)
        if attempt(form, lambda: (take_back_recording(instrument=found, reason=reason, account=account),)):
            messages.success(request, _("The recording is taken back; the history keeps it."))
            return redirect("agreement-file", key)
    return render(request, "agreements/signed_wrongly.html", {**head_of(request, found), "form": form})


def _fair(fair: Fair) -> dict[str, Any]:  # Any: what templates take
    return {"fair": fair, "fair_name": choose(fair.names)}


def _desks(fair: Fair) -> list[tuple[object, object, str, int]]:
    zone = zone_of(fair)
    return [
        (one.opens_at.astimezone(zone), one.closes_at.astimezone(zone), one.room, one.slot_minutes)
        for one in fair.desks.all()
    ]


def _parties(instrument: Instrument) -> str:
    return " – ".join(party_name(party) for party in instrument.parties.all())


def _request(key: str, number: int) -> SlotRequest:
    return get_object_or_404(SlotRequest.objects.select_related("fair", "instrument"), fair__key=key, pk=number)
