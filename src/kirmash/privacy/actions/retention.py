"""The retention run: what has outlived its term goes, and a report says what went."""

import datetime
from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account, Change
from kirmash.base.personal import PersonalData, Way
from kirmash.jobs.terms import job
from kirmash.privacy.actions.removing import Done, blank, remove
from kirmash.privacy.models import RetentionRun
from kirmash.privacy.queries.dossier import dossier, model_of
from kirmash.privacy.queries.due import due_rows, due_tables, idle_accounts, unneeded_people
from kirmash.search.actions import in_batches


class _Rehearsal(Exception):  # it only ends a transaction
    """The run was a rehearsal; nothing of it stays."""


def run_retention(*, today: datetime.date, dry_run: bool = False, account: Account | None = None) -> RetentionRun:
    """End the terms that have passed by a day, and keep the report; a dry run does the same and takes it back.

    :func:`end_terms` does it once a day; a second run on the same day finds nothing.
    """
    run = RetentionRun(day=today, account=account)
    try:
        with transaction.atomic():
            run.report = _report(_end_terms(today))
            if dry_run:
                raise _Rehearsal
            run.save()
            rows = sum(line["rows"] for line in run.report)
            Change.objects.create(
                account=account, verb="run", table="retention", record=str(run.pk), values={"rows": rows}
            )
    except _Rehearsal:
        pass
    return run


@job(_("End the terms of personal data"), daily_at=datetime.time(3, 40), unique_by=())
def end_terms() -> None:
    """End the terms that have passed by today."""
    run_retention(today=timezone.localdate())


def _end_terms(today: datetime.date) -> Done:
    done: Done = Counter()
    for data in due_tables():
        done += _end_rows(data, today)
    if accounts := idle_accounts(today):
        done += remove(dossier(accounts=accounts))
    for people in in_batches(unneeded_people(today)):
        done += remove(dossier(people=people))
    return done


def _end_rows(data: PersonalData, today: datetime.date) -> Done:
    """End the terms of a table's rows: blanked where an erasure would blank them, else deleted."""
    numbers = list(due_rows(data, today).values_list("pk", flat=True))
    way = Way.BLANK if data.way == Way.BLANK else Way.DELETE
    if way == Way.BLANK:
        blank(data, numbers)
    else:
        for some in in_batches(numbers):
            model_of(data)._default_manager.filter(pk__in=some).delete()
    return Counter({(data.table, str(way)): len(numbers)}) if numbers else Counter()


def _report(done: Done) -> list[dict[str, str | int]]:
    """Return the lines of the report: what went, or was blanked or struck out; what stays is no news."""
    return [
        {"table": table, "way": way, "rows": rows}
        for (table, way), rows in sorted(done.items())
        if rows and way != Way.KEEP
    ]
