"""Withdrawing a claim and putting it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import demand, requires
from kirmash.base.web import account_of, attempt, today
from kirmash.record.actions import reinstate_claim, withdraw_claim
from kirmash.record.forms.deciding import ReasonForm
from kirmash.record.models import Claim
from kirmash.record.queries import show
from kirmash.record.queries.prospect import consequences_of
from kirmash.record.rights import EDIT_RECORD, about
from kirmash.record.views.desk import SIGNATURE, signature_of


@requires(EDIT_RECORD)
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw a claim, after it was shown what rests on it."""
    found = _claim(request, key)
    form = ReasonForm(request.POST or None, initial={"done_by": signature_of(request)})
    if form.is_valid():
        request.session[SIGNATURE] = form.cleaned_data["done_by"]
        words = {**form.cleaned_data, "done_on": today(), "account": account_of(request)}
        if attempt(form, lambda: withdraw_claim(claim=found, **words)):
            messages.success(request, _("The claim is withdrawn. It stays in the record, struck through."))
            return redirect("claim", key)
    values = {"shown": show([found])[0], "form": form, "consequences": consequences_of(found)}
    return render(request, "record/withdraw.html", values)


@requires(EDIT_RECORD)
def reinstate(request: HttpRequest, key: str) -> HttpResponse:
    """Let a withdrawn claim stand again."""
    found = _claim(request, key)
    form = ReasonForm(request.POST or None, initial={"done_by": signature_of(request)})
    if form.is_valid():
        request.session[SIGNATURE] = form.cleaned_data["done_by"]
        words = {**form.cleaned_data, "done_on": today(), "account": account_of(request)}
        if attempt(form, lambda: reinstate_claim(claim=found, **words)):
            messages.success(request, _("The claim stands again."))
            return redirect("claim", key)
    values = {"shown": show([found])[0], "form": form, "withdrawals": found.withdrawals.all()}
    return render(request, "record/reinstate.html", values)


def _claim(request: HttpRequest, key: str) -> Claim:
    found = get_object_or_404(Claim.objects.select_related("about", "source"), key=key)
    demand(request.user, EDIT_RECORD, about(found.subject))
    return found
