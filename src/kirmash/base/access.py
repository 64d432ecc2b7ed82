"""Who may do what."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from kirmash.base.models import Account, SiteRole

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

RIGHTS: dict[str, frozenset[str]] = {
    "read": frozenset({SiteRole.ADMINISTRATOR, SiteRole.EDITOR, SiteRole.READER}),
    "edit": frozenset({SiteRole.ADMINISTRATOR, SiteRole.EDITOR}),
    "administer": frozenset({SiteRole.ADMINISTRATOR}),
}


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
