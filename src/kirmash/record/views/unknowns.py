"""Pages of the watch list: what no source says, and how it was answered or dropped."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import SEE_HISTORY, demand, may, requires
from kirmash.base.models import Change
from kirmash.base.web import account_of, attempt, today
from kirmash.record.actions import answer_unknown, drop_unknown, note_unknown, reopen_unknown
from kirmash.record.forms.deciding import ReasonForm
from kirmash.record.forms.watching import AnswerForm, UnknownForm
from kirmash.record.models import Property, Unknown
from kirmash.record.queries import RESOLUTION, claims_about, show
from kirmash.record.queries.history import lines_of
from kirmash.record.queries.subjects import known_subjects
from kirmash.record.queries.watch import FILTERS, WatchState, watched
from kirmash.record.rights import EDIT_RECORD, READ_RECORD, about
from kirmash.record.views.desk import SIGNATURE, proposals, signature_of

PAGE = 50


@requires(READ_RECORD)
def unknowns(request: HttpRequest) -> HttpResponse:
    """List what is watched: what is still unknown, what was answered, what was dropped."""
    asked = request.GET.get("state", "")
    state = WatchState(asked) if asked in WatchState.values else WatchState.OPEN
    page = Paginator(Unknown.objects.filter(FILTERS[state]), PAGE).get_page(request.GET.get("page"))
    values = {
        "state": state,
        "page": page,
        "rows": watched(page.object_list, today()),
        "tabs": [(each, Unknown.objects.filter(FILTERS[each]).count()) for each in WatchState],
        "address": f"?state={state}",
    }
    return render(request, "record/unknowns.html", values)


@requires(READ_RECORD)
def unknown(request: HttpRequest, key: str) -> HttpResponse:
    """Show one unknown: since when it is watched, how it was closed, what was done with it."""
    found = get_object_or_404(Unknown, key=key)
    changes = Change.objects.filter(table="unknown", record=key).select_related("account").order_by("-pk")
    values = {
        "watched": watched([found], today())[0],
        "lines": lines_of(changes) if may(request.user, SEE_HISTORY) else [],
    }
    return render(request, "record/unknown.html", values)


@requires(EDIT_RECORD)
def note(request: HttpRequest) -> HttpResponse:
    """Put something that no source says on the watch list."""
    known = known_subjects()
    form = UnknownForm(known, request.POST or None, initial={"subject": request.GET.get("subject", "")})
    if form.is_valid():
        said = form.cleaned_data
        demand(request.user, EDIT_RECORD, about(said["subject"]))
        words = {"subject": said["subject"], "matter": said["matter"], "texts": form.texts(), "noted_on": today()}
        made = attempt(form, lambda: note_unknown(**words, account=account_of(request)))
        if made:
            messages.success(request, _("It is on the watch list."))
            return redirect("unknown", made.key)
    properties = Property.objects.exclude(key=RESOLUTION).order_by("key").values_list("key", flat=True)
    values = {"form": form, "subjects": proposals(known), "words": properties}
    return render(request, "record/note.html", values)


@requires(EDIT_RECORD)
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Close an unknown with the claim that answers it."""
    found = _own(request, key)
    claims = claims_about(found.subject).filter(is_withdrawn=False).exclude(about__key=RESOLUTION).order_by("-pk")
    shown = show(claims)
    form = AnswerForm(shown, request.POST or None)
    if form.is_valid():
        claim, account = claims.get(key=form.cleaned_data["claim"]), account_of(request)
        words: dict[str, Any] = {
            "closed_by": str(account),
            "closed_on": today(),
            "account": account,
        }  # Any: a name, a day, an account
        if attempt(form, lambda: answer_unknown(unknown=found, claim=claim, **words)):
            messages.success(request, _("It is answered."))
            return redirect("unknown", key)
    values = {"watched": watched([found], today())[0], "form": form, "has_claims": bool(shown)}
    return render(request, "record/answer.html", values)


@requires(EDIT_RECORD)
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Stop watching an unknown, with a reason."""
    found = _own(request, key)
    form = ReasonForm(request.POST or None, initial={"done_by": signature_of(request)})
    if form.is_valid():
        request.session[SIGNATURE] = form.cleaned_data["done_by"]
        words = {"reason": form.cleaned_data["reason"], "closed_by": form.cleaned_data["done_by"], "closed_on": today()}
        if attempt(form, lambda: drop_unknown(unknown=found, **words, account=account_of(request))):
            messages.success(request, _("It is dropped. Its history stays."))
            return redirect("unknown", key)
    return render(request, "record/drop.html", {"watched": watched([found], today())[0], "form": form})


@requires(EDIT_RECORD)
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Watch an answered or dropped unknown again, with a reason."""
    found = _own(request, key)
    form = ReasonForm(request.POST or None, initial={"done_by": signature_of(request)})
    del form.fields["done_by"]
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: reopen_unknown(unknown=found, reason=reason, account=account_of(request))):
            messages.success(request, _("It is watched again."))
            return redirect("unknown", key)
    return render(request, "record/rewatch.html", {"watched": watched([found], today())[0], "form": form})


def _own(request: HttpRequest, key: str) -> Unknown:
    found = get_object_or_404(Unknown, key=key)
    demand(request.user, EDIT_RECORD, about(found.subject))
    return found
