"""Pages of the tokens: one's own, and all of them for administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kirmash.base.access import ADMINISTER, ANYONE, may, requires
from kirmash.base.errors import Refused
from kirmash.base.web import own_account
from kirmash.connections.actions import make_token, revoke_token
from kirmash.connections.forms import TokenForm
from kirmash.connections.models import ApiToken
from kirmash.connections.queries import scopes_of, webhooks_seen

PAGE = 50


@requires(ANYONE)
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's own tokens."""
    page = Paginator(ApiToken.objects.filter(account=own_account(request)), PAGE).get_page(request.GET.get("page"))
    return render(request, "connections/tokens.html", {"page": page})


@requires(ANYONE)
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """Make a token; its secret is shown in the answer and nowhere else."""
    account = own_account(request)
    form = TokenForm(scopes_of(account), request.POST or None)
    if form.is_valid():
        try:
            token, secret = make_token(account=account, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "connections/token.html", {"token": token, "secret": secret})
    return render(request, "connections/make_token.html", {"form": form})


@requires(ANYONE)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token of one's own, or, as an administrator, anybody's."""
    account = own_account(request)
    token = get_object_or_404(ApiToken.objects.select_related("account"), pk=pk)
    is_own = token.account_id == account.pk
    if not is_own and not may(account, ADMINISTER):
        raise Http404
    back = "tokens" if is_own else "connections"
    if request.method == "POST":
        try:
            revoke_token(token=token, account=account)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The token is revoked; it opens nothing any more."))
        return redirect(back)
    return render(request, "connections/revoke.html", {"token": token, "back": back, "is_own": is_own})


@requires(ADMINISTER)
def connections(request: HttpRequest) -> HttpResponse:
    """List all webhooks and all tokens of the site."""
    found = ApiToken.objects.select_related("account")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    values = {"page": page, "webhooks": webhooks_seen()}
    return render(request, "connections/connections.html", values)
