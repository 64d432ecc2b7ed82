"""Erasing somebody: first what it would do, then the confirmation; the list of what was erased."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.viewing import records_viewing
from kirmash.base.web import attempt, own_account
from kirmash.privacy.actions import erase as erase_subject
from kirmash.privacy.actions import lift_bar
from kirmash.privacy.forms import ErasureForm, LiftForm
from kirmash.privacy.models import Erasure, Ground
from kirmash.privacy.queries.planning import plan_of, totals
from kirmash.privacy.views.desk import PAGE, subject_of


@requires(ADMINISTER)
@records_viewing("erasure", gettext_lazy("What an erasure would do"), subject="{subject}")
def erase(request: HttpRequest, subject: str) -> HttpResponse:
    """Show what an erasure would do; do it when the key was typed."""
    found = subject_of(subject)
    form = ErasureForm(found.typed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ground, typed = Ground(form.cleaned_data["ground"]), form.cleaned_data["typed"]
        account = own_account(request)
        done = attempt(form, lambda: erase_subject(subject=found.word, typed=typed, ground=ground, account=account))
        if done:
            messages.success(request, _("It is done. This page keeps the proof, without a name."))
            return redirect("privacy-erasures")
    steps = plan_of(found.dossier)
    values = {"subject": found, "form": form, "steps": steps, "totals": totals(steps), "who": found.dossier}
    return render(request, "privacy/erase.html", values)


@requires(ADMINISTER)
def erasures(request: HttpRequest) -> HttpResponse:
    """List what was erased, without saying whom; let a key come back."""
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if attempt(form, lambda: lift_bar(key=key, account=own_account(request))):
            messages.success(request, _("An import may bring this person back."))
            return redirect("privacy-erasures")
    page = Paginator(Erasure.objects.select_related("account"), PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/erasures.html", {"page": page, "form": form, "address": "?"})
