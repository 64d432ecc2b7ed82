"""The retention run: what has outlived its term goes, and a report says what went."""

import datetime
from collections import Counter

from django.db import transaction

from kirmash.base.models import Account, Change
from kirmash.base.personal import PersonalData, Way
from kirmash.privacy.actions.removing import Done, remove
from kirmash.privacy.models import RetentionRun
from kirmash.privacy.queries.dossier import dossier
from kirmash.privacy.queries.due import due_rows, due_tables, idle_accounts, unneeded_people
from kirmash.search.actions import in_batches


class _Rehearsal(Exception):  # it only ends a transaction
    """The run was a rehearsal; nothing of it stays."""


def run_retention(*, today: datetime.date, dry_run: bool = False, account: Account | None = None) -> RetentionRun:
    """End the terms that have passed by a day, and keep the report; a dry run does the same and takes it back.

    A scheduler calls this once a day; a second run on the same day finds nothing.
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
    rows = due_rows(data, today)
    count = rows.count()
    if count:
        rows.delete()
    return Counter({(data.table, str(Way.DELETE)): count}) if count else Counter()


def _report(done: Done) -> list[dict[str, str | int]]:
    """Return the lines of the report: what went, or was blanked or struck out; what stays is no news."""
    return [
        {"table": table, "way": way, "rows": rows}
        for (table, way), rows in sorted(done.items())
        if rows and way != Way.KEEP
    ]
