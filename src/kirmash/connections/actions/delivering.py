"""Passing events on to webhooks, delivering them, trying again, giving up.

:func:`deliver_due` does all that is due; a schedule calls it every minute. :func:`send_soon` is the one
place that says how a delivery asked for on a page is sent: at once, in the same thread.
A delivery may arrive twice (a process may end between the answer and our note); its ``webhook-id`` is the same.
"""

import datetime
import json

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.base.access import may
from kirmash.base.errors import Refused
from kirmash.base.events import TEST, announce
from kirmash.base.models import Account, Event
from kirmash.connections.actions.webhooks import switch_off
from kirmash.connections.courier import Outcome, carry, sign
from kirmash.connections.models import Delivery, DeliveryState, Failure, KeptAnswer, OffReason, Scope, Webhook
from kirmash.connections.queries import RIGHT_OF, due_deliveries, open_hosts, secrets_in_force
from kirmash.jobs.terms import Context, Finish, job, long_job, nothing_left

#: Minutes to wait after each failed attempt; the ninth attempt, a day after the first, is the last.
WAITS = (1, 5, 15, 60, 180, 360, 420, 420)
#: While an attempt runs nobody else begins one; after that the worker is taken for dead.
LEASE = datetime.timedelta(minutes=2)
BATCH = 200
EVERY = datetime.timedelta(minutes=1)
#: How long deliveries are kept after their end.
KEPT = datetime.timedelta(days=30)
GONE, REDIRECTS = 410, range(300, 400)


@long_job(_("Deliver webhooks"), attempts=1, every=EVERY, unique_by=(), has_own_books=True)
def deliver_webhooks(context: Context) -> Finish:  # every long job is given its context
    """Deliver what is due."""
    deliver_due()
    return nothing_left


@job(_("Delete old deliveries"), daily_at=datetime.time(3, 30))
def prune_deliveries() -> None:
    """Delete deliveries and kept answers that nobody asks for any more."""
    prune(before=timezone.now() - KEPT)


def deliver_due(*, limit: int = BATCH) -> int:
    """Pass new events on and make every attempt that is due; return the number of attempts."""
    pass_on()
    return sum(deliver(pk) for pk in due_deliveries(timezone.now(), limit))


@transaction.atomic
def pass_on() -> int:
    """Give new events to the webhooks that ask for them; return the number of deliveries."""
    waiting = Event.objects.filter(passed_on_at=None).order_by("pk")
    events = list(waiting.select_for_update(skip_locked=True)[:BATCH])
    webhooks = list(Webhook.objects.filter(is_active=True)) if events else []
    made = [
        Delivery(webhook=webhook, event=event, body=_body(event))
        for event in events
        for webhook in webhooks
        if event.name in webhook.events
    ]
    Delivery.objects.bulk_create(made, ignore_conflicts=True)
    Event.objects.filter(pk__in=[event.pk for event in events]).update(passed_on_at=timezone.now())
    return len(made)


def deliver(delivery_pk: int) -> bool:
    """Make one attempt, if it is due and nobody else makes it; say whether it was made."""
    now = timezone.now()
    mine = Delivery.objects.filter(pk=delivery_pk, state=DeliveryState.WAITING, due_at__lte=now)
    if not mine.update(due_at=now + LEASE):
        return False
    delivery = Delivery.objects.select_related("webhook__account", "event").get(pk=delivery_pk)
    if not delivery.webhook.is_active:
        return False
    if not may(delivery.webhook.account, RIGHT_OF[Scope.WEBHOOKS]):
        _note(delivery, Outcome(code=None, failure=Failure.OWNER, took_ms=0))
        return True
    _note(delivery, _carry(delivery, now))
    return True


@transaction.atomic
def send_test(*, webhook: Webhook, account: Account | None = None) -> Delivery:
    """Make a delivery that only tries the webhook."""
    if not webhook.is_active:
        raise Refused("webhook-is-off")
    event = announce(TEST, account=str(account or ""))
    event.passed_on_at = timezone.now()
    event.save(update_fields=["passed_on_at"])
    return Delivery.objects.create(webhook=webhook, event=event, body=_body(event))


@transaction.atomic
def replay(*, delivery: Delivery) -> Delivery:
    """Deliver once more what was delivered or given up, under the same key."""
    if not delivery.webhook.is_active:
        raise Refused("webhook-is-off")
    if delivery.state == DeliveryState.WAITING and delivery.attempts == 0:
        raise Refused("delivery-is-waiting")
    delivery.state, delivery.attempts, delivery.due_at, delivery.delivered_at = (
        DeliveryState.WAITING, 0, timezone.now(), None,
    )  # fmt: skip
    delivery.save(update_fields=["state", "attempts", "due_at", "delivered_at"])
    return delivery


def send_soon(delivery: Delivery) -> Delivery:
    """Send a delivery that someone waits for, after what it rests on is committed."""
    deliver(delivery.pk)
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def prune(*, before: datetime.datetime) -> int:
    """Forget kept answers, deliveries that ended, and events that nobody waits for; return their number."""
    KeptAnswer.objects.filter(created__lt=before).delete()
    ended = Delivery.objects.exclude(state=DeliveryState.WAITING).filter(created__lt=before)
    count = ended.delete()[0]
    return count + Event.objects.filter(at__lt=before, deliveries=None).exclude(passed_on_at=None).delete()[0]


def _body(event: Event) -> str:
    said = {"type": event.name, "timestamp": event.at.isoformat(), "data": event.values}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _carry(delivery: Delivery, now: datetime.datetime) -> Outcome:
    stamp = int(now.timestamp())
    secrets = secrets_in_force(delivery.webhook)
    headers = {
        "webhook-id": delivery.event.key,
        "webhook-timestamp": str(stamp),
        "webhook-signature": sign(secrets, delivery.event.key, stamp, delivery.body),
        "User-Agent": f"Kirmash/{settings.VERSION}",
    }
    return carry(
        delivery.webhook.address,
        delivery.body,
        headers,
        open_hosts=open_hosts(),
        limit_s=settings.WEBHOOK_LIMIT_S,
    )


@transaction.atomic
def _note(delivery: Delivery, outcome: Outcome) -> None:
    """Note what became of an attempt: delivered, tried again later, or given up."""
    now = timezone.now()
    delivery.attempts += 1
    delivery.attempted_at, delivery.code, delivery.took_ms = now, outcome.code, outcome.took_ms
    delivery.failure = outcome.failure or _failure_of(outcome.code or 0)
    is_last = delivery.attempts > len(WAITS) or outcome.code == GONE or outcome.failure == Failure.OWNER
    if not delivery.failure:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now
    elif is_last:
        delivery.state = DeliveryState.FAILED
    else:
        delivery.due_at = now + datetime.timedelta(minutes=WAITS[delivery.attempts - 1])
    delivery.save()
    if delivery.state == DeliveryState.FAILED and delivery.event.name != TEST:
        _give_up(delivery.webhook, OffReason.GONE if outcome.code == GONE else OffReason.FAILED, now)


def _failure_of(code: int) -> str:
    if code in range(200, 300):
        return ""
    return Failure.REDIRECT if code in REDIRECTS else Failure.ANSWER


def _give_up(webhook: Webhook, because: OffReason, now: datetime.datetime) -> None:
    """Switch off a webhook that took nothing for a day; one that took something since stays on."""
    day_ago = now - datetime.timedelta(minutes=sum(WAITS))
    took_some = webhook.deliveries.filter(delivered_at__gte=day_ago).exists()
    if webhook.is_active and (because == OffReason.GONE or not took_some):
        switch_off(webhook=webhook, because=because)
