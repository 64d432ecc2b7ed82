"""Pages of the conflicts: all of them, one with its values side by side, deciding it, opening it again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import SEE_HISTORY, may, requires
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt, today
from kirmash.record.actions import reopen_conflict, resolve_conflict
from kirmash.record.forms.deciding import DecisionForm, ReasonForm
from kirmash.record.models import Claim, Resolution
from kirmash.record.queries import Conflict, conflicts, definition_of, labels_of, show, states_of
from kirmash.record.queries.conflict import explain_together, matter_or_404
from kirmash.record.queries.history import changes_of, lines_of
from kirmash.record.queries.naming import label_of, unit_name_of
from kirmash.record.queries.prospect import sentences_on
from kirmash.record.rights import EDIT_RECORD, READ_RECORD, about
from kirmash.record.views.desk import SIGNATURE, signature_of


@requires(READ_RECORD)
def overview(request: HttpRequest) -> HttpResponse:
    """List every conflict, the open ones first."""
    subject = request.GET.get("subject", "")
    found = conflicts([subject] if subject else None)
    shown = {s.claim.pk: s for s in show(claim for conflict in found for claim in conflict.claims)}
    rows = []
    for conflict in found:
        decision = conflict.resolution
        sides = [(shown[claim.pk], claim.pk in conflict.upheld) for claim in conflict.claims]
        reason = (choose(decision.reasons) or decision.reason) if decision else ""
        rows.append((conflict, sides[0][0], sides, reason))
    values = {
        "subject": labels_of([subject])[subject] if subject else "",
        "open": [row for row in rows if row[0].resolution is None],
        "decided": [row for row in rows if row[0].resolution is not None],
    }
    return render(request, "record/conflicts.html", values)


@requires(READ_RECORD)
def conflict(request: HttpRequest, subject: str, about: str, part: str) -> HttpResponse:
    """Show what sources state about one matter, side by side, and the decision on it."""
    found = matter_or_404(subject, about, part)
    return _page(request, found, _decision_form(request, found))


@requires(EDIT_RECORD, of=about)
def decide(request: HttpRequest, subject: str, about: str, part: str) -> HttpResponse:
    """Decide a conflict; where something is missing, show its page again."""
    found = matter_or_404(subject, about, part)
    form = _decision_form(request, found)
    if form and form.is_valid():
        request.session[SIGNATURE] = form.cleaned_data["decided_by"]
        matter = {"subject": found.subject, "about": found.about, "part": found.part}
        words = {**matter, **form.words(), "decided_on": today(), "account": account_of(request)}
        if attempt(form, lambda: resolve_conflict(**words)):
            messages.success(request, _("The conflict is decided. The decision stands as a claim of its own."))
            return redirect("conflict", subject, about, part)
    return _page(request, found, form)


@requires(EDIT_RECORD, of=about)
def reopen(request: HttpRequest, subject: str, about: str, part: str) -> HttpResponse:
    """Open a decided conflict again; the decision stays, withdrawn."""
    found = matter_or_404(subject, about, part)
    decision = found.resolution
    if decision is None:
        raise Http404
    form = ReasonForm(request.POST or None, initial={"done_by": signature_of(request)})
    if form.is_valid():
        request.session[SIGNATURE] = form.cleaned_data["done_by"]
        words = {**form.cleaned_data, "done_on": today(), "account": account_of(request)}
        if attempt(form, lambda: reopen_conflict(resolution=decision, **words)):
            messages.success(request, _("The conflict is open again. The earlier decision stays in its history."))
            return redirect("conflict", subject, about, part)
    values = {
        "conflict": found,
        "form": form,
        "shown": show([decision.claim])[0],
        "about": label_of(found.about),
        "sentences": sentences_on(found.upheld),
    }
    return render(request, "record/reopen.html", values)


def _decision_form(request: HttpRequest, found: Conflict) -> DecisionForm | None:
    if found.resolution is not None or not found.claims or not may(request.user, EDIT_RECORD, about(found.subject)):
        return None
    return DecisionForm(show(found.claims), request.POST or None, initial={"decided_by": signature_of(request)})


def _page(request: HttpRequest, found: Conflict, form: DecisionForm | None) -> HttpResponse:
    matter = {"subject": found.subject, "about": found.about, "part": found.part}
    claims = list(Claim.objects.filter(**matter).select_related("about", "source"))
    decisions = list(Resolution.objects.filter(**matter).order_by("pk").prefetch_related("claim__withdrawals"))
    states = states_of(claims)
    shown = show(claims)
    decision = found.resolution
    values = {
        "conflict": found,
        "head": shown[0],
        "about_definition": definition_of(found.about),
        "unit": unit_name_of(found.about),
        "cards": [(s, states[s.claim.pk], s.claim.pk in found.newer) for s in shown if not s.claim.is_withdrawn],
        "withdrawn": [s for s in shown if s.claim.is_withdrawn],
        "together": explain_together(found.claims) if len({c.statement for c in found.claims}) > 1 else "",
        "reason": (choose(decision.reasons) or decision.reason) if decision else "",
        "earlier": [(r, choose(r.reasons) or r.reason, r.claim.withdrawals.all()) for r in decisions if r.is_withdrawn],
        "form": form,
        "lines": lines_of(changes_of(claims, decisions)) if may(request.user, SEE_HISTORY) else [],
    }
    return render(request, "record/conflict.html", values)
