"""The list of accounts, the same as a file, and one account."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kirmash.accounts.exports import accounts_csv
from kirmash.accounts.forms import AccountFilterForm
from kirmash.accounts.queries.listing import Row, find_accounts, rows_of
from kirmash.accounts.queries.scope import Scope, accounts_in, keeps, reachable, scope_of
from kirmash.accounts.rights import KEEP_ACCOUNTS, LOOK_AS_ANOTHER
from kirmash.accounts.views.undoing import undo_of
from kirmash.base.access import ADMINISTER, may, requires
from kirmash.base.models import Account, Change
from kirmash.base.web import account_of, download
from kirmash.record.queries.history import lines_of

PAGE = 50
MOST_LINES = 50


def scope_here(request: HttpRequest) -> tuple[Account, Scope]:
    """Return who is signed in, and how far this person's keeping of accounts reaches."""
    person = account_of(request)
    if person is None:
        raise PermissionDenied
    return person, scope_of(person)


def own_row(request: HttpRequest, pk: int) -> tuple[Row, Account, Scope]:
    """Return an account that the reader keeps, the reader, and how far the reader reaches."""
    person, scope = scope_here(request)
    found = get_object_or_404(accounts_in(scope), pk=pk)
    return rows_of([found], scope)[0], person, scope


@requires(KEEP_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts, filtered and sorted as the address says."""
    _person, scope = scope_here(request)
    form = AccountFilterForm(scope.roles, request.GET)
    page = Paginator(find_accounts(scope, **form.wanted()), PAGE).get_page(request.GET.get("page"))
    values = {
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list, scope),
        "address": form.address(),
        "headings": form.headings(),
        "is_filtered": form.address(sort="") != "?",
        "undo": undo_of(request),
    }
    return render(request, "accounts/accounts.html", values)


@requires(KEEP_ACCOUNTS)
def accounts_file(request: HttpRequest) -> HttpResponse:
    """Give the filtered list as CSV."""
    _person, scope = scope_here(request)
    found = find_accounts(scope, **AccountFilterForm(scope.roles, request.GET).wanted())
    return download(accounts_csv(rows_of(found, scope)), name="accounts.csv", kind="text/csv")


@requires(KEEP_ACCOUNTS)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account: what it holds, how it stands, and for administrators its history."""
    row, person, scope = own_row(request, pk)
    is_administrator = may(person, ADMINISTER)
    mine = reachable(scope, ((role.mandate.role, role.mandate.subject) for role in row.roles))
    changes = Change.objects.filter(table="account", record=str(pk)).select_related("account").order_by("-pk")
    values = {
        "row": row,
        "roles": [(role, (role.mandate.role, role.mandate.subject) in mine) for role in row.roles],
        "keeps": keeps(scope, row.account),
        "is_own": row.account.pk == person.pk,
        "may_look": may(person, LOOK_AS_ANOTHER) and row.account.is_active and not may(row.account, ADMINISTER),
        "invitation": row.account.invitations.select_related("by").first(),
        "lines": lines_of(changes[:MOST_LINES]) if is_administrator else [],
        "undo": undo_of(request),
    }
    return render(request, "accounts/account.html", values)
