"""Making webhooks and changing them."""

import base64
import datetime
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.events import EVENTS
from kirmash.base.models import Account, Change
from kirmash.connections.courier import SECRET_MARK
from kirmash.connections.models import OffReason, Webhook
from kirmash.connections.queries import may_be_called

MOST_WEBHOOKS = 50
#: How long the earlier secret signs beside a new one.
OVERLAP = datetime.timedelta(hours=24)


@transaction.atomic
def add_webhook(*, account: Account, address: str, events: Iterable[str]) -> Webhook:
    """Tell an address about events from now on."""
    if Webhook.objects.count() >= MOST_WEBHOOKS:
        raise Refused("too-many-webhooks", most=MOST_WEBHOOKS)
    webhook = Webhook(account=account, secret=_new_secret())
    _set(webhook, address, events)
    webhook.save()
    _remember("make", webhook, account)
    return webhook


@transaction.atomic
def change_webhook(*, webhook: Webhook, address: str, events: Iterable[str], account: Account | None = None) -> Webhook:
    """Let a webhook have another address or other events; the secret stays."""
    _set(webhook, address, events)
    webhook.save(update_fields=["address", "events"])
    _remember("change", webhook, account)
    return webhook


@transaction.atomic
def renew_secret(*, webhook: Webhook, account: Account | None = None) -> Webhook:
    """Give a webhook a new secret; for a day the earlier one signs as well."""
    webhook.old_secret, webhook.old_secret_until = webhook.secret, timezone.now() + OVERLAP
    webhook.secret = _new_secret()
    webhook.save(update_fields=["secret", "old_secret", "old_secret_until"])
    _remember("renew", webhook, account)
    return webhook


@transaction.atomic
def switch_off(*, webhook: Webhook, because: OffReason, account: Account | None = None) -> Webhook:
    """Call a webhook no more, until it is switched on again; what waits for it goes on waiting."""
    webhook.is_active, webhook.off_because, webhook.off_since = False, because, timezone.now()
    webhook.save(update_fields=["is_active", "off_because", "off_since"])
    _remember("switch-off", webhook, account, because=str(because))
    return webhook


@transaction.atomic
def switch_on(*, webhook: Webhook, account: Account | None = None) -> Webhook:
    """Call a webhook again."""
    webhook.is_active, webhook.off_because, webhook.off_since = True, "", None
    webhook.save(update_fields=["is_active", "off_because", "off_since"])
    _remember("switch-on", webhook, account)
    return webhook


@transaction.atomic
def remove_webhook(*, webhook: Webhook, account: Account | None = None) -> None:
    """Forget a webhook and its deliveries; the history keeps that it was there."""
    _remember("remove", webhook, account)
    webhook.delete()


def _set(webhook: Webhook, address: str, events: Iterable[str]) -> None:
    if not may_be_called(address):
        raise Refused("address-not-allowed", address=address)
    known = [event for event in EVENTS if event in set(events)]
    if not known:
        raise Refused("no-events")
    webhook.address, webhook.events = address, known


def _new_secret() -> str:
    return SECRET_MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def _remember(verb: str, webhook: Webhook, account: Account | None, **values: str) -> None:
    said = {"address": webhook.address, **values}
    Change.objects.create(account=account, verb=verb, table="webhook", record=str(webhook.pk), values=said)
