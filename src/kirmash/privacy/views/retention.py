"""Retention runs: what is due, and what earlier runs took."""

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.personal import Way
from kirmash.base.web import own_account, today
from kirmash.privacy.actions import run_retention
from kirmash.privacy.models import RetentionRun
from kirmash.privacy.queries.register import activities_of
from kirmash.privacy.views.desk import PAGE

Line = tuple[str, str, str, int]


@requires(ADMINISTER)
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is due today, and run it when asked to."""
    if request.method == "POST":
        run = run_retention(today=today(), account=own_account(request))
        messages.success(request, _("The run is done."))
        return redirect("privacy-retention-run", run.pk)
    due = run_retention(today=today(), dry_run=True)
    page = Paginator(RetentionRun.objects.select_related("account"), PAGE).get_page(request.GET.get("page"))
    rows = [(run, sum(line["rows"] for line in run.report)) for run in page.object_list]
    values = {"lines": lines_of(due), "day": due.day, "page": page, "rows": rows, "address": "?"}
    return render(request, "privacy/retention.html", values)


@requires(ADMINISTER)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a run took."""
    found = get_object_or_404(RetentionRun.objects.select_related("account"), pk=number)
    return render(request, "privacy/run.html", {"run": found, "lines": lines_of(found)})


def lines_of(run: RetentionRun) -> list[Line]:
    """Return the lines of a report in words: what it was kept for, the table, what became of it, how many rows."""
    activities = activities_of()
    return [
        (
            str(activities.get(line["table"], "")),
            str(apps.get_model(line["table"])._meta.object_name),
            str(Way(line["way"]).label),
            line["rows"],
        )
        for line in run.report
    ]
