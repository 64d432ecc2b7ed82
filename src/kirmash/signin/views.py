"""Pages of one's own account, and the ways in that allauth has no page for."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect.views import login as begin_outside
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.web import keep_theme, own_account, theme_of
from kirmash.signin.actions import describe_account, enter_demo
from kirmash.signin.forms import AccountForm
from kirmash.signin.queries import demo_accounts, must_have_second_factor, sessions_of, ways_of

YEAR = 365 * 24 * 3600


class SignInPage(LoginView):  # type: ignore[misc]  # allauth ships no types
    """The page on which one signs in, with every way that this site has."""

    def get_context_data(self, **values: Any) -> dict[str, Any]:  # Any: Django's signature
        """Return what the page shows."""
        return {**super().get_context_data(**values), "demo_accounts": demo_accounts(), "outside": _providers()}


def account(request: HttpRequest) -> HttpResponse:
    """Show a person their account, and keep what they write about themselves."""
    person = own_account(request)
    known = {"name": person.name, "language": person.language, "theme": theme_of(request)}
    form = AccountForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        describe_account(account=person, name=given["name"], language=given["language"])
        messages.success(request, _("Saved."))
        response = redirect("account")
        keep_theme(response, given["theme"])
        return response
    page = {"form": form, "ways": ways_of(person), "must": must_have_second_factor(person), "outside": _providers()}
    return render(request, "signin/account.html", page)


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on; who is signed in finds it on every device."""
    language = request.POST.get("language", "")
    if isinstance(request.user, Account) and language in dict(settings.LANGUAGES):
        describe_account(account=request.user, name=request.user.name, language=language)
    return set_language(request)


@login_not_required
@never_cache
def sign_in_link(request: HttpRequest, code: str) -> HttpResponse:
    """Open the link of a sign-in mail: a button where it was asked for, the code for any other browser.

    Nothing is used up by looking, and nothing is said about whether the code is right: see decision 0017.
    """
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    is_here = LoginStageController.enter(request, LoginByCodeStage.key) is not None
    return render(request, "signin/link.html", {"code": code, "is_here": is_here})


@login_not_required
def sign_in_outside(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider; by a refresh, for the content policy lets no form be sent to another site."""
    response: HttpResponse = begin_outside(request, provider_id)
    address = response.get("Location", "")
    if not address or url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return response
    page = render(request, "signin/leaving.html", {"address": address, "name": settings.OIDC_APP["name"]})
    page["Refresh"] = f"0;url={address}"
    page["Cache-Control"] = "no-store"
    return page


def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, and end all other sessions."""
    person = own_account(request)
    if request.method == "POST":
        end_other_sessions(request, person)
        messages.success(request, _("All other sessions have ended."))
        return redirect("usersessions_list")
    return render(request, "usersessions/usersession_list.html", {"stays": sessions_of(person)})


@require_POST
def session_end(request: HttpRequest, number: int) -> HttpResponse:
    """End one of one's own sessions."""
    session = get_object_or_404(UserSession, user=own_account(request), pk=number)
    end_sessions(request, [session])
    messages.success(request, _("The session has ended."))
    return redirect("usersessions_list")


@login_not_required
@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Enter the demo by one click."""
    try:
        person = enter_demo(email=request.POST.get("email", ""))
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    record_authentication(request, person, method="demo")
    login = Login(user=person, email=person.email, redirect_url=get_next_redirect_url(request))
    response: HttpResponse = perform_login(request, login)
    return response


def _providers() -> list[dict[str, Any]]:  # Any: allauth ships no types
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS  # Any: the same
    return list(providers["openid_connect"]["APPS"])
