"""Undoing what was just done to an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.accounts.actions.keeping import give_role, reactivate
from kirmash.accounts.rights import KEEP_ACCOUNTS
from kirmash.base.access import requires
from kirmash.base.errors import SENTENCES, Refused
from kirmash.base.models import Account, SiteRole
from kirmash.base.web import account_of

UNDO = "undo"
SECONDS = 300


def offer_undo(request: HttpRequest, account: Account, said: str, **values: str) -> None:
    """Remember for five minutes what was just done, so that it can be undone."""
    request.session[UNDO] = {
        "account": account.pk,
        "email": account.email,
        "said": said,
        "at": int(timezone.now().timestamp()),
        **values,
    }


def undo_of(request: HttpRequest) -> dict[str, str] | None:
    """Return what can still be undone."""
    found: dict[str, str] | None = request.session.get(UNDO)
    return found if found and timezone.now().timestamp() - int(found["at"]) < SECONDS else None


@require_POST
@requires(KEEP_ACCOUNTS)
def undo(request: HttpRequest) -> HttpResponse:
    """Give a role back that was just taken, or open an account that was just closed."""
    what, person = undo_of(request), account_of(request)
    request.session.pop(UNDO, None)
    if what is None or person is None:
        messages.error(request, str(SENTENCES["undo-too-late"]))
        return redirect("accounts")
    found = get_object_or_404(Account, pk=what["account"])
    try:
        if "role" in what:
            give_role(account=found, role=SiteRole(what["role"]), subject=what["subject"], by=person)
        else:
            reactivate(account=found, by=person)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts")
    messages.success(request, _("It is undone."))
    return redirect("account-kept", found.pk)
