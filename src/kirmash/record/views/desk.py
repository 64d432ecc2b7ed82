"""What the pages of an editor share: who signs, what day it is, how an action's refusal is shown."""

from collections.abc import Mapping
from typing import TypeVar

from babel import Locale
from django.http import HttpRequest

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


def signature_of(request: HttpRequest) -> str:
    """Return in whose name the editor signed last; at first, the account."""
    return str(request.session.get(SIGNATURE) or request.user)


def proposals(known: Mapping[str, str]) -> list[str]:
    """Return the records that a field proposes, as a person reads them."""
    return [f"{label} [{reference}]" for reference, label in list(known.items())[:MOST_PROPOSALS]]


def languages() -> list[tuple[str, str]]:
    """Return language tags with their names."""
    names = Locale.parse(locale_of()).languages
    return [(tag, str(names.get(tag, tag))) for tag in OFTEN_READ]
