"""Giving and taking roles; closing accounts, opening them, letting them set a new password."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kirmash.accounts.actions.inviting import deliver, renew_link
from kirmash.accounts.actions.keeping import deactivate, give_role, reactivate, take_role
from kirmash.accounts.forms import LanguageForm, RoleForm
from kirmash.accounts.queries.scope import accounts_in
from kirmash.accounts.rights import KEEP_ACCOUNTS
from kirmash.accounts.views.inviting import show_link, site_of
from kirmash.accounts.views.listing import own_row
from kirmash.accounts.views.undoing import offer_undo
from kirmash.base.access import requires
from kirmash.base.errors import Refused
from kirmash.base.web import attempt


@requires(KEEP_ACCOUNTS)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role to an account."""
    row, person, scope = own_row(request, pk)
    form = RoleForm(scope, request.POST or None)
    if form.is_valid():
        role, subject = form.site_role(), form.cleaned_data["subject"]
        if attempt(form, lambda: give_role(account=row.account, role=role, subject=subject, by=person)):
            messages.success(request, _("The role is given."))
            return redirect("account-kept", pk)
    return render(request, "accounts/give.html", {"row": row, "form": form})


@requires(KEEP_ACCOUNTS)
def take(request: HttpRequest, pk: int, mandate: int) -> HttpResponse:
    """Take a role from an account, after it was shown which; it can be undone for some minutes."""
    row, person, scope = own_row(request, pk)
    role = next((role for role in row.roles if role.mandate.pk == mandate), None)
    if role is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            taken = {"role": role.mandate.role, "subject": role.mandate.subject}
            take_role(mandate=role.mandate, by=person)
            offer_undo(request, row.account, _("The role is taken: %(role)s") % {"role": role.role}, **taken)
            is_seen = accounts_in(scope).filter(pk=pk).exists()
            return redirect("account-kept", pk) if is_seen else redirect("accounts")
        except Refused as no:
            refused = str(no)
    return render(request, "accounts/take.html", {"row": row, "role": role, "refused": refused})


@requires(KEEP_ACCOUNTS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Deactivate an account, after it was shown what follows; it can be undone for some minutes."""
    row, person, _scope = own_row(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            deactivate(account=row.account, by=person)
            offer_undo(request, row.account, _("The account is deactivated."))
            return redirect("account-kept", pk)
        except Refused as no:
            refused = str(no)
    return render(request, "accounts/close.html", {"row": row, "refused": refused})


@requires(KEEP_ACCOUNTS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reactivate an account."""
    row, person, _scope = own_row(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            reactivate(account=row.account, by=person)
            messages.success(request, _("The account is active again."))
            return redirect("account-kept", pk)
        except Refused as no:
            refused = str(no)
    return render(request, "accounts/reopen.html", {"row": row, "refused": refused})


@requires(KEEP_ACCOUNTS)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Send someone a link to set a password."""
    row, person, _scope = own_row(request, pk)
    form = LanguageForm(request.POST or None, initial={"language": row.account.language or "en"})
    if form.is_valid():
        words = {"language": form.cleaned_data["language"], "by": person}
        made = attempt(form, lambda: renew_link(account=row.account, **words))
        if made:
            return show_link(request, made, is_sent=deliver(invitation=made, site=site_of(request)))
    return render(request, "accounts/renew.html", {"row": row, "form": form})
