"""Pages of a working group: its members, its sessions, its minutes."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kirmash.agreements.actions.group import (
    cancel_session,
    change_group,
    change_session,
    end_seat,
    next_number,
    plan_session,
    seat_member,
    set_up_group,
    write_minutes,
)
from kirmash.agreements.exports.extract import as_pdf
from kirmash.agreements.exports.minutes import as_docx, minutes_of
from kirmash.agreements.forms.custody import ReasonForm
from kirmash.agreements.forms.group import EndSeatForm, GroupForm, MinutesForm, SeatForm, SessionForm
from kirmash.agreements.models.group import Session, WorkingGroup
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.group import decisions_of, group_of, group_values, lines_in, party_name, sides_of
from kirmash.agreements.rights import KEEP_REGISTER, SEE_REGISTER, instrument_words
from kirmash.agreements.views.custody import seen, step
from kirmash.agreements.views.entering import kept, title_of
from kirmash.base.access import may, requires
from kirmash.base.web import account_of, attempt, download, today
from kirmash.record.queries import labels_of
from kirmash.record.views.desk import proposals
from kirmash.registry.models.person import Office

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MINUTES = {"pdf": (as_pdf, "application/pdf"), "docx": (as_docx, DOCX)}


def _language() -> str:
    return (get_language() or "en").split("-")[0]


@requires(SEE_REGISTER)
def group(request: HttpRequest, key: str) -> HttpResponse:
    """Show the working group of an agreement: members and sessions; or offer to set one up."""
    found = seen(request, key)
    there = group_of(found)
    values = group_values(found) | {
        "instrument": found,
        "title": title_of(found),
        "sides": sides_of(there, today()) if there else [],
        "may_keep": may(request.user, KEEP_REGISTER, instrument_words(found)),
        "is_own_page": True,
    }
    return render(request, "agreements/group_page.html", values)


@requires(KEEP_REGISTER)
def group_change(request: HttpRequest, key: str) -> HttpResponse:
    """Set a working group up, or change what it is called and for."""
    found = kept(request, key)
    there = group_of(found)
    initial = {"name": there.names.get(_language(), ""), "task": there.task} if there else {}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = {**form.cleaned_data, "language": _language(), "account": account_of(request)}
        if there:
            change_group(group=there, **words)
            return redirect("group", key)
        if attempt(form, lambda: set_up_group(instrument=found, **words)) is not None:
            messages.success(request, _("The working group is set up."))
            return redirect("group", key)
    return step(request, found, form, back="group", heading=_("Working group"))


@requires(KEEP_REGISTER)
def seat_add(request: HttpRequest, key: str) -> HttpResponse:
    """Seat a person in the working group."""
    found, there = _kept_group(request, key)
    people = labels_of(
        f"office:{office}" for office in Office.objects.filter(held_until=None).values_list("key", flat=True)
    )
    form = SeatForm(_parties(found), people, request.POST or None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        party = get_object_or_404(found.parties, position=said.pop("party"))
        seated = attempt(form, lambda: seat_member(group=there, party=party, **said, account=account_of(request)))
        if seated is not None:
            messages.success(request, _("The member is seated."))
            return redirect("group", key)
    return step(request, found, form, back="group", heading=_("Add a member"), subjects=proposals(people))


@requires(KEEP_REGISTER)
def seat_end(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Let a member leave the working group."""
    found, there = _kept_group(request, key)
    member = get_object_or_404(there.members, pk=number, until_on=None)
    form = EndSeatForm(request.POST or None)
    if form.is_valid():
        day, account = form.cleaned_data["until_on"], account_of(request)
        if attempt(form, lambda: end_seat(member=member, until_on=day, account=account)) is not None:
            return redirect("group", key)
    return step(request, found, form, back="group", heading=_("End a seat"))


@requires(KEEP_REGISTER)
def session_add(request: HttpRequest, key: str) -> HttpResponse:
    """Plan a session."""
    found, there = _kept_group(request, key)
    form = SessionForm(request.POST or None, initial={"number": next_number(there)})
    if form.is_valid():
        words, account = form.cleaned_data, account_of(request)
        made = attempt(form, lambda: plan_session(group=there, account=account, **words))
        if made is not None:
            messages.success(request, _("The session is planned."))
            return redirect("session", key, made.number)
    return step(request, found, form, back="group", heading=_("Plan a session"))


@requires(SEE_REGISTER)
def session(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a session with its agenda, and what it decided."""
    found = seen(request, key)
    one = _session(found, number)
    values = {
        "instrument": found,
        "title": title_of(found),
        "session": one,
        "agenda": lines_in(one.agenda),
        "present": lines_in(one.present),
        "decisions": decisions_of(one),
        "is_open": not one.held_on and not one.cancelled_why,
        "may_keep": may(request.user, KEEP_REGISTER, instrument_words(found)),
        "languages": [code for code, _label in settings.LANGUAGES],
        "kinds": list(MINUTES),
    }
    return render(request, "agreements/session.html", values)


@requires(KEEP_REGISTER)
def session_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Change what is planned of a session."""
    found = kept(request, key)
    one = _session(found, number)
    initial = {name: getattr(one, name) for name in SessionForm.base_fields}
    form = SessionForm(request.POST or None, initial=initial)
    if form.is_valid():
        words, account = form.cleaned_data, account_of(request)
        if attempt(form, lambda: change_session(session=one, account=account, **words)) is not None:
            return redirect("session", key, words["number"])
    return step(request, found, form, back="group", heading=_("Change the session"))


@requires(KEEP_REGISTER)
def session_cancel(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Cancel a session, with a reason."""
    found = kept(request, key)
    one = _session(found, number)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].max_length = 300  # type: ignore[attr-defined]  # a text field
    if form.is_valid():
        reason, account = form.cleaned_data["reason"][:300], account_of(request)
        if attempt(form, lambda: cancel_session(session=one, reason=reason, account=account)) is not None:
            return redirect("session", key, number)
    return step(request, found, form, back="group", heading=_("Cancel the session"))


@requires(KEEP_REGISTER)
def minutes_write(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Write the minutes of a session; its decisions become commitments in one step."""
    found = kept(request, key)
    one = _session(found, number)
    initial = {"held_on": one.planned_on, "present": one.present}
    form = MinutesForm(_parties(found), request.POST or None, initial=initial)
    if "more" not in request.POST and form.is_valid():
        made = attempt(form, lambda: _minute(request, one, form))
        if made is not None:
            messages.success(request, _("The minutes are written; their decisions are commitments now."))
            return redirect("session", key, number)
    values = {"form": form, "instrument": found, "title": title_of(found), "session": one}
    return render(request, "agreements/minutes.html", values)


def _minute(request: HttpRequest, one: Session, form: MinutesForm) -> Instrument:
    said = form.cleaned_data
    return write_minutes(
        session=one, held_on=said["held_on"], today=today(), present=said["present"], discussion=said["discussion"],
        decisions=form.decisions(), language=_language(), account=account_of(request),
    )  # fmt: skip


@requires(SEE_REGISTER)
def minutes_file(request: HttpRequest, key: str, number: int, style: str, kind: str) -> HttpResponse:
    """Give the minutes as a file, in a language of the site."""
    found = seen(request, key)
    one = _session(found, number)
    if kind not in MINUTES or style not in dict(settings.LANGUAGES) or one.minutes is None:
        raise Http404
    write, media_type = MINUTES[kind]
    return download(write(minutes_of(one, style)), name=f"{key}-session-{number}-{style}.{kind}", kind=media_type)


def _kept_group(request: HttpRequest, key: str) -> tuple[Instrument, WorkingGroup]:
    found = kept(request, key)
    return found, get_object_or_404(WorkingGroup.objects.select_related("instrument"), instrument=found)


def _session(found: Instrument, number: int) -> Session:
    rows = Session.objects.select_related("group__instrument", "minutes").prefetch_related(
        "group__instrument__parties__place__names", "group__instrument__parties__organisation__names"
    )
    return get_object_or_404(rows, group__instrument=found, number=number)


def _parties(found: Instrument) -> Mapping[int, str]:
    return {party.position: party_name(party) for party in found.parties.all()}
