"""``kirmash closing-report``: the closing report of a fair in one language."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from kirmash.bulletin.exports.closing.printed import closing_report
from kirmash.exhibition.models.fair import Fair


class Command(BaseCommand):
    help = "Print the closing report of a fair."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fair", required=True)
        parser.add_argument("--lang", choices=[language for language, _label in settings.LANGUAGES], default="en")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        fair = Fair.objects.select_related("place", "venue").filter(key=options["fair"]).first()
        if fair is None:
            there = ", ".join(Fair.objects.values_list("key", flat=True)) or "none"
            message = f"There is no fair {options['fair']!r}; here are: {there}"
            raise CommandError(message)
        out: Path = options["out"]
        content = closing_report(fair, options["lang"])
        try:
            out.write_bytes(content)
        except OSError as wrong:
            message = f"{out} cannot be written: {wrong.strerror}"
            raise CommandError(message) from None
        self.stdout.write(f"{fair.key}: {len(content)} bytes in {out}")
