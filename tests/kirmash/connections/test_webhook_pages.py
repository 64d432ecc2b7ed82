"""The pages of webhooks: made with a secret shown once, tried, switched off and on, replayed, removed."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from kirmash.base.events import announce
from kirmash.base.models import Change
from kirmash.connections.actions import deliver_due
from kirmash.connections.models import Delivery, Webhook
from receiver import Receiver, receiving

pytestmark = pytest.mark.django_db
WORDS = ("taken", "refused")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


@pytest.fixture
def webhook(aigerim: Client, receiver: Receiver) -> Webhook:
    aigerim.post("/connections/webhooks/new/", {"address": receiver.address, "events": ["claim.stated"]})
    return Webhook.objects.get()


def page(webhook: Webhook, word: str = "") -> str:
    return f"/connections/webhooks/{webhook.pk}/" + (f"{word}/" if word else "")


def test_a_new_webhook_shows_its_secret_once(aigerim: Client, receiver: Receiver) -> None:
    words = {"address": receiver.address, "events": ["claim.stated", "release.written"]}

    answer = aigerim.post("/connections/webhooks/new/", words)

    webhook = Webhook.objects.get()
    shown = re.findall(r'value="(whsec_[^"]+)"', answer.content.decode())
    assert (shown, webhook.events, "no-store" in answer["Cache-Control"]) == (
        [webhook.secret],
        ["claim.stated", "release.written"],
        True,
    )
    assert "whsec_" not in aigerim.get(page(webhook)).content.decode()


@pytest.mark.parametrize("address", ["http://example.org/", "https://u:p@example.org/", "file:///etc/passwd", "a\0b"])
def test_an_address_that_may_not_be_called_is_refused(address: str, aigerim: Client) -> None:
    html = aigerim.post("/connections/webhooks/new/", {"address": address, "events": ["claim.stated"]}).content.decode()

    assert (Webhook.objects.count(), "errorlist" in html) == (0, True)


def test_a_test_event_says_that_it_was_taken(aigerim: Client, webhook: Webhook, receiver: Receiver) -> None:
    html = aigerim.post(page(webhook, "test"), follow=True).content.decode()

    assert ("It was taken" in html, "webhook.test" in html, len(receiver.arrived)) == (True, True, 1)


def test_a_test_event_says_why_it_was_not_taken(aigerim: Client, webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 500

    html = aigerim.post(page(webhook, "test"), follow=True).content.decode()

    assert ("It was not taken. It answered that it did not take it." in html, "HTTP 500" in html) == (True, True)


def test_a_webhook_is_switched_off_and_on(aigerim: Client, webhook: Webhook) -> None:
    off = aigerim.post(page(webhook, "switch"), follow=True).content.decode()
    on = aigerim.post(page(webhook, "switch"), follow=True).content.decode()

    assert ("Switched off by hand" in off, "Switched off by hand" in on) == (True, False)


def test_a_webhook_that_was_given_up_says_so(aigerim: Client, webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 410
    announce("claim.stated", claim="a")

    deliver_due()

    assert "Switched off, because it answered that it is gone for good" in aigerim.get(page(webhook)).content.decode()


def test_a_delivery_is_sent_once_more(aigerim: Client, webhook: Webhook, receiver: Receiver) -> None:
    announce("claim.stated", claim="a")
    deliver_due()

    html = aigerim.post(f"/connections/deliveries/{Delivery.objects.get().pk}/again/", follow=True).content.decode()

    assert ("It was taken" in html, len(receiver.arrived)) == (True, 2)


def test_deliveries_are_filtered_by_their_state(aigerim: Client, webhook: Webhook, receiver: Receiver) -> None:
    announce("claim.stated", claim="taken")
    deliver_due()
    receiver.status = 500
    announce("claim.stated", claim="refused")
    deliver_due()

    found = {s: aigerim.get(f"{page(webhook)}?state={s}").content.decode() for s in ("delivered", "waiting", "failed")}

    taken, refused = ({state for state, html in found.items() if f"&quot;{word}&quot;" in html} for word in WORDS)
    assert (taken, refused) == ({"delivered"}, {"waiting"})


def test_a_new_secret_takes_the_place_of_the_old_one(aigerim: Client, webhook: Webhook) -> None:
    aigerim.get(page(webhook, "secret"))
    before = Webhook.objects.get().secret

    aigerim.post(page(webhook, "secret"))

    after = Webhook.objects.get()
    assert (before, after.old_secret, after.secret != before) == (webhook.secret, webhook.secret, True)


def test_a_webhook_is_changed(aigerim: Client, webhook: Webhook) -> None:
    aigerim.post(page(webhook, "change"), {"address": "https://example.org/new", "events": ["fair.imported"]})

    after = Webhook.objects.get()
    assert (after.address, after.events, after.secret) == ("https://example.org/new", ["fair.imported"], webhook.secret)


def test_a_webhook_is_removed_after_asking_and_remembered(aigerim: Client, webhook: Webhook) -> None:
    aigerim.get(page(webhook, "remove"))
    before = Webhook.objects.count()

    aigerim.post(page(webhook, "remove"))

    html = aigerim.get("/history/?table=webhook&verb=remove").content.decode()
    assert (before, Webhook.objects.count(), webhook.address in html) == (1, 0, True)


def test_nothing_is_done_by_a_link(aigerim: Client, webhook: Webhook) -> None:
    changes = Change.objects.count()

    answers = [aigerim.get(page(webhook, word)).status_code for word in ("switch", "test")]

    assert (answers, Change.objects.count(), Delivery.objects.count()) == ([405, 405], changes, 0)
