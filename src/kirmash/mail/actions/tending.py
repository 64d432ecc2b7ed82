"""What an administrator does to the outbox: send again, cancel, and clear what is old."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.jobs.terms import job
from kirmash.mail.actions.delivering import queue
from kirmash.mail.kinds import KINDS, Purpose
from kirmash.mail.models import ENDED, NO_WORDS, Message, State
from kirmash.mail.queries import is_refused

AT_LEAST = timedelta(hours=1)


@transaction.atomic
def resend(*, message: Message, account: Account) -> Message:
    """Send a mail that ended, or that waits for its next attempt, now; it keeps its mark."""
    if message.state == State.SENDING:
        raise Refused("mail-is-on-its-way")
    if not message.text:
        raise Refused("mail-is-empty")
    if message.purpose == Purpose.SUBSCRIPTION and is_refused(message.recipient, message.kind):
        raise Refused("mail-is-refused")
    now = timezone.now()
    lifetime = KINDS[message.kind].lifetime if message.kind in KINDS else AT_LEAST
    values = {"state": State.WAITING, "attempts": 0, "due": now, "ended": None, "expires": now + lifetime}
    same = Message.objects.filter(pk=message.pk, state=message.state)
    if not same.update(**values, trouble="", answer=""):
        raise Refused("mail-has-moved")
    _remember("resend", message, account)
    queue(message.pk)
    message.refresh_from_db()
    return message


@transaction.atomic
def cancel(*, message: Message, account: Account) -> Message:
    """Keep a mail that waits from being sent."""
    if message.state != State.WAITING:
        raise Refused("mail-does-not-wait")
    values: dict[str, object] = {"state": State.CANCELLED, "ended": timezone.now()}
    if message.is_secret:
        values |= NO_WORDS
    if not Message.objects.filter(pk=message.pk, state=State.WAITING).update(**values):
        raise Refused("mail-has-moved")
    _remember("cancel", message, account)
    message.refresh_from_db()
    return message


@transaction.atomic
def prune(*, before: datetime, account: Account | None = None) -> int:
    """Delete mails that ended before a time; return how many."""
    count = Message.objects.filter(state__in=ENDED, ended__lt=before).delete()[0]
    if count:
        values = {"before": before.isoformat(), "count": count}
        Change.objects.create(account=account, verb="prune", table="mail", record="outbox", values=values)
    return count


def _remember(verb: str, message: Message, account: Account) -> None:
    """Note it by number: the address of the recipient goes with the mail when its term is over."""
    Change.objects.create(
        account=account, verb=verb, table="mail", record=str(message.pk), values={"kind": message.kind}
    )


@job(_("Delete old mails"), daily_at=time(3, 20))
def prune_mails() -> None:
    """Delete mails that ended longer ago than the site keeps them."""
    prune(before=timezone.now() - timedelta(days=settings.MAIL_DAYS))
