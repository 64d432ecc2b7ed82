"""What is asked at every request of someone who is signed in."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from kirmash.base.models import Account
from kirmash.signin.queries import BEGAN, SEEN, has_second_factor, must_have_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
#: How often a session notes that it is used; a write at every click would be too many.
BEAT_SECONDS = 5 * 60
#: What works before a second factor is set up: setting it up, proving who one is, leaving.
WITHOUT_FACTOR = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "set_language",
}  # fmt: skip
#: What would lock the next visitor out of a demo's account.
CLOSED_TO_DEMO = {
    "account_email", "account_change_password", "account_set_password", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_generate_recovery_codes",
    "socialaccount_connections", "usersessions_list", "session_end",
}  # fmt: skip


class SessionLife:
    """Ends a session that was idle too long, or is too old."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, after its session was looked at."""
        if request.user.is_authenticated and BEGAN in request.session:
            now = int(time.time())
            if _is_over(request, now):
                logout(request, show_message=False)
                messages.info(request, _("Your session has ended. Please sign in again."))
            elif now - request.session[SEEN] >= BEAT_SECONDS:
                request.session[SEEN] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


class AccountLanguage:
    """Speaks the language that the account chose, whatever the browser says."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the account's language."""
        language = getattr(request.user, "language", "")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)


class SecondFactor:
    """Leads who must have a second factor and has none to setting one up; keeps a demo's accounts open to all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *values: Any) -> HttpResponse | None:  # Any: Django's signature
        """Look at the page that is asked for, before it is made."""
        account, page = request.user, request.resolver_match.view_name if request.resolver_match else ""
        if not isinstance(account, Account):
            return None
        if account.is_demo and request.method == "POST" and page in CLOSED_TO_DEMO:
            messages.error(request, _("The accounts of the demo are everybody's: how they sign in cannot be changed."))
            return redirect("account")
        if not must_have_second_factor(account) or has_second_factor(account):
            return None
        request.lacks_second_factor = True  # type: ignore[attr-defined]  # for the page that says so
        if page in WITHOUT_FACTOR:
            return None
        if not request.accepts("text/html"):
            raise PermissionDenied
        return redirect("mfa_index")


def _is_over(request: HttpRequest, now: int) -> bool:
    session = request.session
    if not session.get_expire_at_browser_close():  # a device on which one stays signed in
        return bool(now - session[BEGAN] > settings.SESSION_COOKIE_AGE)
    is_idle = now - session[SEEN] > settings.SESSION_IDLE_SECONDS
    return bool(is_idle or now - session[BEGAN] > settings.SESSION_SECONDS)
