"""What the pages of an editor share: who signs, what day it is, how an action's refusal is shown."""

import datetime
from collections.abc import Callable, Mapping
from typing import TypeVar

from babel import Locale
from django import forms
from django.http import HttpRequest
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.texts import locale_of

Made = TypeVar("Made")
SIGNATURE = "signs-as"
#: Languages in which sources are often read; any other tag can be written as well.
OFTEN_READ = (
    "be",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "it",
    "kk",
    "ky",
    "lt",
    "lv",
    "pl",
    "ru",
    "tr",
    "uk",
    "ur",
    "uz",
    "zh",
)
#: More records than this are found by typing their names; a page should not carry them all.
MOST_PROPOSALS = 2000


def account_of(request: HttpRequest) -> Account | None:
    """Return who is signed in."""
    return request.user if isinstance(request.user, Account) else None


def today() -> datetime.date:
    """Return the day on which an editor decides."""
    return timezone.localdate()


def signature_of(request: HttpRequest) -> str:
    """Return in whose name the editor signed last; at first, the account."""
    return str(request.session.get(SIGNATURE) or request.user)


def attempt(form: forms.Form, action: Callable[[], Made]) -> Made | None:
    """Return what the action makes; where it says no, note its sentence on the form and return None."""
    try:
        return action()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def proposals(known: Mapping[str, str]) -> list[str]:
    """Return the records that a field proposes, as a person reads them."""
    return [f"{label} [{reference}]" for reference, label in list(known.items())[:MOST_PROPOSALS]]


def languages() -> list[tuple[str, str]]:
    """Return language tags with their names."""
    names = Locale.parse(locale_of()).languages
    return [(tag, str(names.get(tag, tag))) for tag in OFTEN_READ]
