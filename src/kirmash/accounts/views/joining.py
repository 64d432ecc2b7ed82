"""Where an invited person sets the password; open to everybody who has the link."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kirmash.accounts.actions.inviting import join
from kirmash.accounts.forms import PasswordForm
from kirmash.accounts.queries.links import read_ticket
from kirmash.base.errors import Refused
from kirmash.base.web import attempt

TICKET = "ticket"


@never_cache
@login_not_required
def open_link(request: HttpRequest, ticket: str) -> HttpResponse:
    """Put the link's secret into the session and lead to an address without it."""
    request.session[TICKET] = ticket
    answer = redirect("join")
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@login_not_required
def set_password(request: HttpRequest) -> HttpResponse:
    """Let an invited person set the password; whoever else is signed in here is signed out."""
    try:
        invitation = read_ticket(str(request.session.get(TICKET, "")))
    except Refused as refused:
        return render(request, "accounts/join_refused.html", {"sentence": str(refused)}, status=404)
    form = PasswordForm(invitation.account, request.POST or None)
    if form.is_valid():
        password = form.cleaned_data["password"]
        if attempt(form, lambda: join(invitation=invitation, password=password)):
            logout(request)
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("account_login")
    return render(request, "accounts/join.html", {"form": form, "invitation": invitation})
