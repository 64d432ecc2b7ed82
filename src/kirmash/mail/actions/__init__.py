"""What changes the outbox: writing, delivering, tending it, and taking no more."""

from kirmash.mail.actions.delivering import deliver, deliver_due, deliver_message
from kirmash.mail.actions.refusing import refuse, take_again
from kirmash.mail.actions.tending import cancel, prune, resend
from kirmash.mail.actions.writing import store, write, write_trial

__all__ = [
    "cancel",
    "deliver",
    "deliver_due",
    "deliver_message",
    "prune",
    "refuse",
    "resend",
    "store",
    "take_again",
    "write",
    "write_trial",
]
