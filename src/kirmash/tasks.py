"""Contents of the background work: every task of every chapter (workers look here)."""

from kirmash.agreements.actions.reminding import remind_of_agreements
from kirmash.connections.actions.delivering import deliver_webhooks, prune_deliveries
from kirmash.desk.actions import write_digests
from kirmash.jobs.actions import prune_jobs
from kirmash.mail.actions.delivering import deliver_message, deliver_waiting
from kirmash.mail.actions.tending import prune_mails
from kirmash.privacy.actions.retention import end_terms

__all__ = [
    "deliver_message",
    "deliver_waiting",
    "deliver_webhooks",
    "end_terms",
    "prune_deliveries",
    "prune_jobs",
    "prune_mails",
    "remind_of_agreements",
    "write_digests",
]
