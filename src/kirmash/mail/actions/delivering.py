"""Sending what waits.

A mail is claimed in one transaction, handed to the mail server outside of any, and settled in another.
If the process dies after the server took the mail and before that is noted, it is sent once more, with the same
Message-ID and Date: mail servers offer nothing better (decision 0016).
The outbox is its own history, so these actions leave no line in the history of the site.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.jobs.terms import Context, Finish, long_job, nothing_left
from kirmash.mail.kinds import Purpose
from kirmash.mail.models import NO_WORDS, Message, State
from kirmash.mail.queries import is_refused, mail_of
from kirmash.mail.transport import Verdict, hand_over

#: How long to wait after each attempt that failed for the time being; after the last one it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
#: A mail that is being sent longer than this was left behind by a process that died.
LEFT_BEHIND = timedelta(minutes=10)
BATCH = 200
EVERY = timedelta(minutes=5)


@long_job(_("Send a mail"), attempts=2, has_own_books=True)
def deliver_message(context: Context, pk: int) -> Finish:  # every long job is given its context
    """Send one mail; the job that is queued for each."""
    deliver(pk)
    return nothing_left


@long_job(_("Send mails that wait"), attempts=1, every=EVERY, unique_by=(), has_own_books=True)
def deliver_waiting(context: Context) -> Finish:  # as above
    """Send what waits for its next attempt, or was left behind; end what is of no use any more."""
    deliver_due()
    return nothing_left


def queue(pk: int) -> None:
    """Have the mail sent once the caller's transaction is committed; the one place that knows how jobs are queued."""
    if settings.MAIL_SERVER is not None:
        deliver_message.enqueue(pk)


def deliver(pk: int) -> State | None:
    """Send one mail if it is due; return what became of it, None if there was nothing to do."""
    if settings.MAIL_SERVER is None:
        return None
    now = timezone.now()
    claim = _claim(pk, now)
    if claim is None:
        return None
    message = Message.objects.get(pk=pk)
    if message.purpose == Purpose.SUBSCRIPTION and is_refused(message.recipient, message.kind):
        return _settle(message, claim, Verdict(trouble="refused-since", is_final=True))
    verdict = hand_over(mail_of(message), server=settings.MAIL_SERVER, seconds=settings.MAIL_TIMEOUT)
    return _settle(message, claim, verdict)


def deliver_due() -> dict[State, int]:
    """Send everything that is due, and end what is of no use any more; return how many ended in which state."""
    now = timezone.now()
    counts: dict[State, int] = {}
    expired = _expire(now)
    if expired:
        counts[State.FAILED] = expired
    last = 0
    while settings.MAIL_SERVER is not None:
        batch = list(
            Message.objects.filter(_is_due(now), pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
        )
        for pk in batch:
            state = deliver(pk)
            if state is not None:
                counts[state] = counts.get(state, 0) + 1
        if len(batch) < BATCH:
            break
        last = batch[-1]
    return counts


def _is_due(now: datetime) -> Q:
    waits = Q(state=State.WAITING, due__lte=now)
    return (waits | Q(state=State.SENDING, claimed__lte=now - LEFT_BEHIND)) & Q(expires__gt=now)


@transaction.atomic(durable=True)
def _claim(pk: int, now: datetime) -> str | None:
    """Take the mail for this process alone; None if another has it or it is not due."""
    claim = uuid.uuid4().hex
    taken = Message.objects.filter(_is_due(now), pk=pk).update(
        state=State.SENDING, claim=claim, claimed=now, attempts=F("attempts") + 1
    )
    return claim if taken else None


@transaction.atomic(durable=True)
def _settle(message: Message, claim: str, verdict: Verdict) -> State | None:
    """Note what the mail server said, unless the mail was taken by another process meanwhile."""
    now = timezone.now()
    values: dict[str, object] = {"trouble": verdict.trouble, "answer": verdict.answer, "claim": "", "claimed": None}
    tries = message.attempts
    if not verdict.trouble:
        state = State.SENT
    elif verdict.is_final:
        state = State.FAILED
    elif tries > len(PAUSES):
        state, values["trouble"] = State.FAILED, "given-up"
    else:
        state, values["due"] = State.WAITING, now + PAUSES[tries - 1]
    values["state"] = state
    if state != State.WAITING:
        values["ended"] = now
        if message.is_secret:
            values |= NO_WORDS
    settled = Message.objects.filter(pk=message.pk, claim=claim, state=State.SENDING).update(**values)
    return state if settled else None


@transaction.atomic
def _expire(now: datetime) -> int:
    """End mails that could not be sent while they were of use; what was secret in them goes."""
    late = Message.objects.filter(expires__lte=now)
    groups = {
        "expired": late.filter(state=State.WAITING),
        "interrupted": late.filter(state=State.SENDING, claimed__lte=now - LEFT_BEHIND),
    }
    count = 0
    for trouble, found in groups.items():
        ended = {"state": State.FAILED, "trouble": trouble, "ended": now, "claim": "", "claimed": None}
        count += found.filter(is_secret=True).update(**ended, **NO_WORDS)
        count += found.filter(is_secret=False).update(**ended)
    return count
