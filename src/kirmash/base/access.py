"""Who may do what."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse

from kirmash.base.models import Account, SiteRole

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

RIGHTS: dict[str, frozenset[str]] = {
    "read": frozenset({SiteRole.ADMINISTRATOR, SiteRole.EDITOR, SiteRole.READER}),
    "edit": frozenset({SiteRole.ADMINISTRATOR, SiteRole.EDITOR}),
    "administer": frozenset({SiteRole.ADMINISTRATOR}),
}


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by administrators; nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that sign-up is closed."""
        return False

    def render_mail(  # the names and the order are allauth's
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],  # Any: allauth's values
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Render a mail of the sign-in and name its kind to the outbox."""
        named = {**(headers or {}), "X-Kirmash-Kind": template_prefix}
        site = {"brand": settings.SITE_NAME, "site_url": settings.SITE_URL}
        mail: EmailMessage = super().render_mail(template_prefix, email, {**site, **context}, named)
        return mail


def may(person: object, verb: str) -> bool:
    """Say whether the person may do what the verb names."""
    return isinstance(person, Account) and person.is_active and person.role in RIGHTS[verb]


def requires(verb: str) -> Callable[[View[P]], View[P]]:
    """Refuse everyone who may not do what the verb names."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not may(request.user, verb):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
