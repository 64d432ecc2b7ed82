"""Who saw what: a view that shows personal data writes down that it was seen."""

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kirmash.base.access import View
from kirmash.base.impersonation import impersonation_of
from kirmash.base.models import Account, Viewing

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

P = ParamSpec("P")
MINUTES = 10
#: What each kind of page is called; every use of :func:`records_viewing` adds its own.
PAGES: "dict[str, StrPromise | str]" = {}
_SHOWN = "_people_shown"


def records_viewing(page: str, label: "StrPromise | str", *, subject: str) -> Callable[[View[P]], View[P]]:
    """Write down who saw a page with personal data, and whose they were.

    ``page`` is the word of the kind of page, ``label`` its name in the log; ``subject`` is a word like
    ``exhibitor:{key}/{exhibitor}``, filled with the words of the address.
    A view that shows several people names them by :func:`shows_people`; if it names none, nothing is written.
    """
    PAGES[page] = label

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def recorded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            people: tuple[str, ...] | None = request.__dict__.get(_SHOWN)
            if answer.status_code == 200 and people != ():
                note_viewing(request, page=page, subject=subject.format(**kwargs), people=people or ())
            return answer

        return recorded

    return guard


def shows_people(request: HttpRequest, keys: Iterable[str]) -> None:
    """Name the people whom the answer to a request shows, by their keys."""
    request.__dict__[_SHOWN] = tuple(sorted(set(keys)))


def note_viewing(request: HttpRequest, *, page: str, subject: str, people: Iterable[str] = ()) -> None:
    """Write down that whoever is signed in sees a page; once within ten minutes.

    Whoever looks at the site as another account is the one who saw, with the account and the reason.
    """
    if not isinstance(request.user, Account):
        return
    acting = impersonation_of(request)
    listed = " ".join(people)
    now = timezone.now()
    slot = now.replace(minute=now.minute - now.minute % MINUTES, second=0, microsecond=0)
    viewing = Viewing(
        at=now,
        slot=slot,
        account=acting.administrator if acting else request.user,
        page=page,
        subject=subject,
        people=f" {listed} " if listed else "",
        shown=hashlib.sha256(listed.encode()).hexdigest()[:16] if listed else "",
        reason=f"{acting.account}: {acting.reason}"[:300] if acting else "",
    )
    Viewing.objects.bulk_create([viewing], ignore_conflicts=True)
