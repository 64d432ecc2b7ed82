"""Writing down that somebody's data are handed out; no account does so more than a few times an hour."""

import datetime

from django.db import transaction
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change

MOST_AN_HOUR = 20


@transaction.atomic
def note_export(*, subject: str, account: Account) -> Change:
    """Note in the history that an account takes out the data of a person or an account."""
    hour = timezone.now() - datetime.timedelta(hours=1)
    if Change.objects.filter(account=account, verb="export", at__gte=hour).count() >= MOST_AN_HOUR:
        raise Refused("exported-too-often", most=MOST_AN_HOUR)
    table, _colon, key = subject.partition(":")
    return Change.objects.create(account=account, verb="export", table=table, record=key)
