"""``kirmash manage deliver_webhooks``: send what is due; a timer calls it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from kirmash.connections.actions import deliver_due


class Command(BaseCommand):
    help = "Pass new events on to the webhooks and make every attempt that is due."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        self.stdout.write(f"{deliver_due()} attempts")
