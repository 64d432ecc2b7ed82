"""The log of who saw what, for administrators."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kirmash.base.access import SEE_VIEWINGS, requires
from kirmash.base.models import Account, Viewing
from kirmash.base.viewing import PAGES
from kirmash.base.web import download
from kirmash.privacy.exports.lists import viewings_csv
from kirmash.privacy.forms import LogForm
from kirmash.privacy.queries.log import seen_of
from kirmash.privacy.queries.log import viewings as logged
from kirmash.privacy.views.desk import PAGE


@requires(SEE_VIEWINGS)
def viewings(request: HttpRequest) -> HttpResponse:
    """Show who saw which page with personal data, narrowed by account, page, subject and day."""
    form = _form(request)
    page = Paginator(_asked(form), PAGE).get_page(request.GET.get("page"))
    said = {name: request.GET.get(name, "") for name in form.fields}
    values = {
        "form": form,
        "page": page,
        "seen": seen_of(page.object_list),
        "is_filtered": any(said.values()),
        "address": "?" + urlencode({name: word for name, word in said.items() if word}),
    }
    return render(request, "privacy/viewings.html", values)


@requires(SEE_VIEWINGS)
def viewings_file(request: HttpRequest) -> HttpResponse:
    """Give the log, as narrowed, as CSV."""
    return download(viewings_csv(seen_of(_asked(_form(request)))), name="viewings.csv", kind="text/csv")


def _form(request: HttpRequest) -> LogForm:
    who = Account.objects.filter(pk__in=Viewing.objects.order_by().values("account")).order_by("email")
    pages = [(page, str(label)) for page, label in PAGES.items()]
    return LogForm(
        [(str(account.pk), account.email) for account in who], sorted(pages, key=lambda p: p[1]), request.GET
    )


def _asked(form: LogForm) -> QuerySet[Viewing]:
    form.is_valid()
    return logged(**{name: said for name, said in form.cleaned_data.items() if said})
