"""Looking at the site as another account, and who did so with one's own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.accounts.forms import LookForm
from kirmash.accounts.rights import LOOK_AS_ANOTHER
from kirmash.accounts.views.listing import own_row
from kirmash.base import impersonation
from kirmash.base.access import requires
from kirmash.base.errors import Refused
from kirmash.base.models import Impersonation
from kirmash.base.web import account_of

PAGE = 50


@requires(LOOK_AS_ANOTHER)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a reason, then show the site as another account."""
    row, person, _scope = own_row(request, pk)
    form = LookForm(request.POST or None)
    if form.is_valid():
        try:
            impersonation.begin(request, account=row.account, reason=form.cleaned_data["reason"], by=person)
            return redirect("home")
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "accounts/look.html", {"row": row, "form": form})


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Show the site as oneself again."""
    if impersonation.impersonator_of(request) is None:
        return redirect("home")
    shown = account_of(request)
    impersonation.end(request)
    messages.success(request, _("You see the site as yourself again."))
    return redirect("account-kept", shown.pk) if shown else redirect("home")


def seen(request: HttpRequest) -> HttpResponse:
    """List who looked at the site as the reader's own account, when, and why."""
    found = (
        Impersonation.objects.filter(account_id=request.user.pk or 0).select_related("administrator").order_by("-pk")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/seen.html", {"page": page, "rows": page.object_list, "address": "?"})
