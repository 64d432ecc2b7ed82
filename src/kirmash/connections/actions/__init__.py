"""What makes and revokes tokens, keeps webhooks, and delivers what they ask for."""

from kirmash.connections.actions.delivering import deliver, deliver_due, pass_on, prune, replay, send_test
from kirmash.connections.actions.tokens import make_token, revoke_token, token_of
from kirmash.connections.actions.webhooks import (
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_secret,
    switch_off,
    switch_on,
)

__all__ = [
    "add_webhook",
    "change_webhook",
    "deliver",
    "deliver_due",
    "make_token",
    "pass_on",
    "prune",
    "remove_webhook",
    "renew_secret",
    "replay",
    "revoke_token",
    "send_test",
    "switch_off",
    "switch_on",
    "token_of",
]
