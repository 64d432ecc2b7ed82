"""The page of the history: who did what to which record."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kirmash.base.access import SEE_HISTORY, requires
from kirmash.base.models import Account, Change
from kirmash.record.forms.filtering import HistoryFilterForm
from kirmash.record.queries.history import TABLES, changes_seen_by, lines_of
from kirmash.record.queries.history_words import VERBS

PAGE = 50
NOBODY = "none"


@requires(SEE_HISTORY)
def history(request: HttpRequest) -> HttpResponse:
    """List who changed what, newest first; what concerns accounts and personal data is for administrators only."""
    seen = changes_seen_by(request.user)
    form = _form(request, seen)
    form.is_valid()
    found = _filtered(seen, form.cleaned_data)
    page = Paginator(found.select_related("account").order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    said = {name: request.GET.get(name, "") for name in form.fields}
    values = {
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list),
        "is_filtered": any(said.values()),
        "address": "?" + urlencode({name: word for name, word in said.items() if word}),
    }
    return render(request, "record/history.html", values)


def _form(request: HttpRequest, seen: QuerySet[Change]) -> HistoryFilterForm:
    accounts = Account.objects.filter(pk__in=seen.order_by().values("account")).order_by("email")
    who = [(NOBODY, _("command line")), *((str(account.pk), account.email) for account in accounts)]
    verbs = seen.order_by("verb").values_list("verb", flat=True).distinct()
    tables = seen.order_by("table").values_list("table", flat=True).distinct()
    return HistoryFilterForm(
        who,
        [(verb, str(VERBS.get(verb, verb))) for verb in verbs],
        [(table, str(TABLES.get(table, table))) for table in tables],
        request.GET,
    )


def _filtered(changes: QuerySet[Change], said: dict[str, object]) -> QuerySet[Change]:
    if who := said.get("who"):
        changes = changes.filter(account=None) if who == NOBODY else changes.filter(account_id=int(str(who)))
    columns = {
        "verb": said.get("verb"),
        "table": said.get("table"),
        "record__icontains": said.get("record"),
        "at__date__gte": said.get("since"),
        "at__date__lte": said.get("until"),
    }
    return changes.filter(**{column: value for column, value in columns.items() if value})
