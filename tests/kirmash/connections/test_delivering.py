"""Events reach those who ask for them: signed, again where it failed, given up in the end."""

import base64
import datetime
import hashlib
import hmac
import json
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from builders import a_claim, a_property, a_source, an_account
from kirmash.base.errors import Refused
from kirmash.base.events import EVENTS, announce
from kirmash.base.models import Account, Event, SiteRole
from kirmash.bulletin.actions import write_releases
from kirmash.connections.actions import (
    add_webhook,
    deliver,
    deliver_due,
    pass_on,
    prune,
    renew_secret,
    replay,
    send_test,
    switch_off,
    switch_on,
)
from kirmash.connections.actions.delivering import WAITS
from kirmash.connections.models import Delivery, OffReason, Webhook
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import reopen_conflict, resolve_conflict, state_claim, withdraw_claim
from kirmash.record.models import Claim, Resolution, Verdict
from receiver import Receiver, receiving

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 9, 30)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


@pytest.fixture
def owner() -> Account:
    return an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)


@pytest.fixture
def webhook(receiver: Receiver, owner: Account) -> Webhook:
    return add_webhook(account=owner, address=receiver.address, events=EVENTS)


def come_due() -> None:
    """Let the time pass until the next attempt."""
    Delivery.objects.filter(state="waiting").update(due_at=timezone.now())


def is_signed(secret: str, headers: dict[str, str], body: str) -> bool:
    """Check a message as a receiver does."""
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    mark = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), said, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mark).decode()}" in headers["webhook-signature"].split(" ")


def test_a_stated_claim_is_told_with_a_signature(webhook: Webhook, receiver: Receiver) -> None:
    claim = state_claim(subject="fair:a-fair", property_=a_property(), value="500", source=a_source())

    deliver_due()

    headers, body = receiver.arrived[0]
    words = json.loads(body)
    assert (words["type"], words["data"], is_signed(webhook.secret, headers, body)) == (
        "claim.stated",
        {"claim": claim.key, "subject": "fair:a-fair", "property": "exhibitors", "part": ""},
        True,
    )
    assert Delivery.objects.values_list("state", "attempts", "code").get() == ("delivered", 1, 204)


def test_every_event_is_told_when_it_happens(webhook: Webhook, founding: Fair) -> None:
    resolution = Resolution.objects.get(subject="fair:innoprom-belarus-2025", about__key="exhibitors", part="")
    upheld = list(resolution.upheld.select_related("about"))
    Event.objects.filter(name__in=["claim.stated", "conflict.resolved"]).delete()
    reopen_conflict(resolution=resolution, reason="a new list", done_by="Chen", done_on=DAY)
    resolve_conflict(
        subject=resolution.subject,
        about=resolution.about,
        upheld=upheld,
        verdict=Verdict.SIDE_BY_SIDE,
        reason="counted",
        decided_by="Chen",
        decided_on=DAY,
    )
    withdraw_claim(claim=Claim.objects.get(key="visitors-14000"), reason="misread", done_by="Chen", done_on=DAY)
    write_releases(fair=founding, styles=["de"])

    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == [
        "fair.imported",
        "conflict.reopened",
        "claim.stated",
        "conflict.resolved",
        "claim.withdrawn",
        "release.written",
    ]


def test_what_is_rolled_back_is_not_told(webhook: Webhook, receiver: Receiver) -> None:
    with transaction.atomic():
        state_claim(subject="fair:a-fair", property_=a_property(), value="500", source=a_source())
        transaction.set_rollback(True)

    assert (deliver_due(), Event.objects.count(), receiver.arrived) == (0, 0, [])


def test_a_webhook_gets_what_it_asks_for_only(owner: Account, receiver: Receiver) -> None:
    add_webhook(account=owner, address=receiver.address, events=["release.written"])
    announce("claim.stated", claim="a")
    announce("release.written", release="b")

    deliver_due()

    assert [json.loads(body)["type"] for _headers, body in receiver.arrived] == ["release.written"]


def test_an_event_is_passed_on_once(webhook: Webhook) -> None:
    announce("claim.stated", claim="a")

    assert (pass_on(), pass_on(), Delivery.objects.count()) == (1, 0, 1)


def test_an_event_that_nobody_can_ask_for_is_a_slip_of_ours() -> None:
    with pytest.raises(ValueError, match="nobody can ask for the event"):
        announce("claim.eaten")


def test_an_attempt_that_is_running_is_not_made_a_second_time(webhook: Webhook, receiver: Receiver) -> None:
    announce("claim.stated", claim="a")
    pass_on()
    delivery = Delivery.objects.get()
    Delivery.objects.update(due_at=timezone.now() + datetime.timedelta(minutes=2))

    assert (deliver(delivery.pk), receiver.arrived) == (False, [])


def test_what_failed_is_tried_again_under_the_same_key_for_a_day(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 500
    announce("claim.stated", claim="a")
    waits = []
    for _attempt in range(len(WAITS)):
        deliver_due()
        waited = Delivery.objects.get().due_at - timezone.now()
        waits.append(round(waited.total_seconds() / 60))
        come_due()
    receiver.status = 200

    deliver_due()

    keys = {headers["webhook-id"] for headers, _body in receiver.arrived}
    delivery = Delivery.objects.get()
    assert (tuple(waits), len(keys), delivery.state, delivery.attempts) == (WAITS, 1, "delivered", len(WAITS) + 1)
    assert sum(WAITS) > 24 * 60


def test_what_fails_for_a_day_is_given_up_and_the_webhook_switched_off(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 503
    announce("claim.stated", claim="a")
    for _attempt in range(len(WAITS) + 1):
        deliver_due()
        come_due()

    webhook.refresh_from_db()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.failure, webhook.is_active, webhook.off_because) == (
        "failed",
        "answer",
        False,
        "failed",
    )


def test_a_webhook_that_takes_other_events_stays_on(webhook: Webhook, receiver: Receiver) -> None:
    announce("claim.stated", claim="taken")
    deliver_due()
    receiver.status = 503
    announce("claim.stated", claim="refused")
    for _attempt in range(len(WAITS) + 1):
        deliver_due()
        come_due()

    webhook.refresh_from_db()
    assert (webhook.is_active, sorted(Delivery.objects.values_list("state", flat=True))) == (
        True,
        ["delivered", "failed"],
    )


def test_a_receiver_that_is_gone_for_good_is_called_no_more(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 410
    announce("claim.stated", claim="a")

    deliver_due()

    webhook.refresh_from_db()
    assert (Delivery.objects.get().state, webhook.off_because) == ("failed", "gone")


def test_a_redirect_is_a_failure(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status, receiver.location = 302, "https://example.org/"
    announce("claim.stated", claim="a")

    deliver_due()

    assert Delivery.objects.values_list("state", "failure").get() == ("waiting", "redirect")


def test_what_waits_for_a_webhook_that_is_off_is_delivered_when_it_is_on_again(
    webhook: Webhook, receiver: Receiver
) -> None:
    announce("claim.stated", claim="a")
    pass_on()
    switch_off(webhook=webhook, because=OffReason.BY_HAND)
    deliver_due()
    before = len(receiver.arrived)
    switch_on(webhook=webhook)

    deliver_due()

    assert (before, len(receiver.arrived)) == (0, 1)


def test_an_owner_who_may_have_webhooks_no_more_is_told_nothing(
    webhook: Webhook, owner: Account, receiver: Receiver
) -> None:
    owner.mandates.update(role=SiteRole.ORGANISER)
    announce("claim.stated", claim="a")

    deliver_due()

    assert (Delivery.objects.values_list("state", "failure").get(), receiver.arrived) == (("failed", "owner"), [])


def test_a_new_secret_signs_beside_the_old_one_for_a_day(webhook: Webhook, receiver: Receiver) -> None:
    old = webhook.secret
    renew_secret(webhook=webhook)
    announce("claim.stated", claim="a")
    deliver_due()
    Webhook.objects.update(old_secret_until=timezone.now())
    announce("claim.stated", claim="b")
    deliver_due()

    (first, first_body), (second, second_body) = receiver.arrived
    assert [is_signed(s, first, first_body) for s in (old, webhook.secret)] == [True, True]
    assert [is_signed(s, second, second_body) for s in (old, webhook.secret)] == [False, True]


def test_a_delivery_is_replayed_under_its_key(webhook: Webhook, receiver: Receiver) -> None:
    announce("claim.stated", claim="a")
    deliver_due()

    replay(delivery=Delivery.objects.select_related("webhook").get())
    deliver_due()

    (first, first_body), (second, second_body) = receiver.arrived
    assert (first["webhook-id"], first_body) == (second["webhook-id"], second_body)


def test_a_test_event_goes_to_one_webhook_only(webhook: Webhook, owner: Account, receiver: Receiver) -> None:
    add_webhook(account=owner, address=receiver.address, events=EVENTS)

    send_test(webhook=webhook)
    deliver_due()

    assert [json.loads(body)["type"] for _headers, body in receiver.arrived] == ["webhook.test"]


def test_a_test_that_fails_does_not_switch_off(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 410
    send_test(webhook=webhook)

    deliver_due()

    webhook.refresh_from_db()
    assert webhook.is_active is True


def test_nothing_is_tried_with_a_webhook_that_is_off(webhook: Webhook) -> None:
    switch_off(webhook=webhook, because=OffReason.BY_HAND)

    with pytest.raises(Refused) as refused:
        send_test(webhook=webhook)

    assert refused.value.code == "webhook-is-off"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/", "https://user:password@example.org/", "https://example.org/#part", "ftp://example.org/",
        "https://", "https://example.org:port/", "javascript:alert(1)", "https://exa mple.org/", "http://10.0.0.1/",
    ],
)  # fmt: skip
def test_an_address_that_is_no_https_is_refused(address: str, owner: Account) -> None:
    with pytest.raises(Refused) as refused:
        add_webhook(account=owner, address=address, events=["claim.stated"])

    assert refused.value.code == "address-not-allowed"


def test_in_production_this_machine_is_not_called_in_the_clear(
    owner: Account, receiver: Receiver, settings: Settings
) -> None:
    settings.MODE = "production"

    with pytest.raises(Refused) as refused:
        add_webhook(account=owner, address=receiver.address, events=["claim.stated"])

    assert refused.value.code == "address-not-allowed"


def test_in_production_a_private_host_is_called_only_where_the_site_allows_it(
    webhook: Webhook, receiver: Receiver, settings: Settings
) -> None:
    settings.MODE = "production"
    announce("claim.stated", claim="a")
    deliver_due()
    refused = Delivery.objects.get().failure
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    come_due()

    deliver_due()

    assert (refused, Delivery.objects.get().state) == ("refused-address", "delivered")


def test_old_deliveries_are_pruned_and_waiting_ones_kept(webhook: Webhook) -> None:
    announce("claim.stated", claim="a")
    deliver_due()
    announce("claim.stated", claim="b")
    pass_on()
    announce("claim.stated", claim="not passed on yet")

    prune(before=timezone.now())

    assert (Delivery.objects.count(), Event.objects.count()) == (1, 2)


def test_an_answer_names_no_claim_by_more_than_its_key(webhook: Webhook, receiver: Receiver) -> None:
    withdraw_claim(claim=a_claim("a", "500"), reason="Mr Privalov asked for it", done_by="Chen", done_on=DAY)

    deliver_due()

    assert ["Privalov" in body for _headers, body in receiver.arrived] == [False]
