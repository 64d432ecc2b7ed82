"""What every page needs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TextIO, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm, ChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kirmash.base.access import Rights
from kirmash.base.errors import Refused
from kirmash.base.models import Account

Made = TypeVar("Made")

# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ARMOUR = "'"
THEMES = ("system", "light", "dark")
THEME_COOKIE = "theme"
YEAR = 365 * 24 * 3600


def site(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of every page shows."""
    return {
        "version": settings.VERSION,
        "demo_mode": settings.MODE == "demo",
        "may": Rights(getattr(request, "user", None)),
        "theme": theme_of(request),
    }


def theme_of(request: HttpRequest) -> str:
    """Return the colours that this browser chose: light, dark, or those of its system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def keep_theme(response: HttpResponse, theme: str) -> None:
    """Let the browser keep the colours that were chosen."""
    kept = theme if theme in THEMES else THEMES[0]
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(THEME_COOKIE, kept, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)


def account_of(request: HttpRequest) -> Account | None:
    """Return who asks; nobody also where a page of an error is made before it was known who that is."""
    account = getattr(request, "user", None)
    return account if isinstance(account, Account) else None


def own_account(request: HttpRequest) -> Account:
    """Return who asks, on a page that is for nobody else."""
    account = account_of(request)
    if account is None:
        raise PermissionDenied
    return account


def today() -> date:
    """Return the day on which something is done here."""
    return timezone.localdate()


def attempt(form: BaseForm, action: Callable[[], Made]) -> Made | None:
    """Return what an action makes; where it says no, note its sentence on the form and return None."""
    try:
        return action()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def offer(form: BaseForm, name: str, choices: Iterable[Any]) -> None:  # Any: words, or groups of them
    """Let a field of a form be chosen from."""
    field = form.fields[name]
    assert isinstance(field, ChoiceField)  # noqa: S101  # a mistake of ours otherwise
    field.choices = list(choices)


def disarm(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it as a formula; numbers stay numbers.

    An apostrophe in front is doubled, so that :func:`rearm` gives back every cell.
    """
    if not cell.startswith((*FORMULA_STARTS, ARMOUR)):
        return cell
    try:
        float(cell)
    except ValueError:
        return ARMOUR + cell
    return cell


def rearm(cell: str) -> str:
    """Return the cell that :func:`disarm` was given."""
    return cell[1:] if cell.startswith(ARMOUR) and cell[1:].startswith((*FORMULA_STARTS, ARMOUR)) else cell


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV with formulas disarmed."""
    buffer = io.StringIO()
    write_csv(buffer, header, rows)
    return buffer.getvalue()


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table as CSV (RFC 4180, LF line ends) with formulas disarmed; return the number of rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # the last one is the number
        writer.writerow(["" if cell is None else disarm(str(cell)) for cell in row])
    return count


def download(content: str | bytes, *, name: str, kind: str) -> HttpResponse:
    """Return a text or bytes as a file to save."""
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8" if isinstance(content, str) else kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
