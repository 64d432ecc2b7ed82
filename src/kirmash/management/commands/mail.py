"""``kirmash mail``: send what is due, and delete what is old."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from kirmash.mail.actions import deliver_due, prune
from kirmash.mail.models import Message, State


class Command(BaseCommand):
    help = "Send every mail that is due, and delete mails that ended long ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep-days", type=int, default=settings.MAIL_DAYS)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        if options["keep_days"] < 1:
            raise CommandError("mails are kept one day at least")
        counts = deliver_due()
        gone = prune(before=timezone.now() - timedelta(days=options["keep_days"]))
        waiting = Message.objects.filter(state=State.WAITING).count()
        self.stdout.write(
            f"{counts.get(State.SENT, 0)} sent, {counts.get(State.FAILED, 0)} failed, "
            f"{waiting} waiting, {gone} old ones deleted"
        )
        if settings.MAIL_SERVER is None:
            self.stdout.write("No mail leaves this site: KIRMASH_MAIL_URL names no mail server.")
