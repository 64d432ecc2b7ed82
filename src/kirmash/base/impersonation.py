"""Looking at the site as another account: who is shown what, and what stays closed meanwhile.

Nothing can be changed but by ending it; the pages of the other account itself, its second factor and its tokens,
stay closed, and so does the API (decision 0018).
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.base.access import ADMINISTER, may
from kirmash.base.actions import begin_impersonation, end_impersonation
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Impersonation

#: Where the session keeps which one is running.
RUNNING: Final = "impersonation"
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
API: Final = "/api/"
#: The beginnings of addresses that stay closed: an account's own pages, sign-in, tokens, personal data.
CLOSED: Final = ("/account/", "/accounts/", "/connections/", "/privacy/", API)


def impersonator_of(request: HttpRequest) -> Account | None:
    """Return the administrator behind the account that a request shows; None if it is the person itself."""
    found: Account | None = request.__dict__.get("impersonator")
    return found


def impersonation_of(request: HttpRequest) -> Impersonation | None:
    """Return the impersonation in which a request is made, with whose and why; None if it is the person itself."""
    found: Impersonation | None = request.__dict__.get("impersonation")
    return found


def begin(request: HttpRequest, *, account: Account, reason: str, by: Account) -> None:
    """Show the site as another account from the next request on."""
    impersonation = begin_impersonation(account=account, reason=reason, by=by)
    request.session[RUNNING] = impersonation.pk
    _renew(request)


def end(request: HttpRequest) -> None:
    """Show the site as the administrator again."""
    found = Impersonation.objects.filter(pk=request.session.get(RUNNING, 0)).first()
    if found:
        end_impersonation(impersonation=found, by=impersonator_of(request) or found.administrator)
    request.session.pop(RUNNING, None)
    _renew(request)


class ImpersonationMiddleware:
    """Shows the site as another account while an administrator looks at it so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the other account; as the person itself where none is looked at."""
        request.__dict__["impersonator"] = None
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES  # asking others would make their pages differ
        running = request.session.get(RUNNING) if has_session else None
        if running is None:
            return self.get_response(request)
        found = Impersonation.objects.select_related("account", "administrator").filter(pk=running).first()
        if found is None or not _stands(found, request.user):
            end(request)
            messages.info(request, _("You see the site as yourself again."))
            return redirect("home")
        if request.method == "POST" and request.path_info == reverse("account_logout"):
            return self._sign_out(request, found)
        return self._answer(request, found)

    def _answer(self, request: HttpRequest, found: Impersonation) -> HttpResponse:
        request.__dict__["impersonator"], request.user = found.administrator, found.account
        request.user.__dict__["is_looked_through"] = True
        request.__dict__["impersonation"] = found
        if request.method == "POST" and request.path_info == reverse("impersonation-end"):
            return self.get_response(request)
        if request.path_info.startswith(CLOSED):
            return _refusal(request, Refused("impersonation-stays-out", account=found.account))
        if request.method not in READING:
            return _refusal(request, Refused("impersonation-reads-only", account=found.account))
        return self.get_response(request)

    def _sign_out(self, request: HttpRequest, found: Impersonation) -> HttpResponse:
        """Let the administrator sign out; with the session both end."""
        answer = self.get_response(request)
        if RUNNING not in request.session:
            end_impersonation(impersonation=found, by=found.administrator)
        return answer


def _stands(found: Impersonation, person: object) -> bool:
    return (
        isinstance(person, Account)
        and person.pk == found.administrator_id
        and may(person, ADMINISTER)
        and found.account.is_active
        and not may(found.account, ADMINISTER)
        and found.ended is None
        and timezone.now() < found.until
    )


def _refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    if request.path_info.startswith(API):
        problem = {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": str(refused)}
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    return render(request, "impersonation/refused.html", {"sentence": str(refused)}, status=403)


def _renew(request: HttpRequest) -> None:
    """Give the session a new key, and the forms a new token, so that a page of before can no longer be sent."""
    request.session.cycle_key()
    rotate_token(request)
