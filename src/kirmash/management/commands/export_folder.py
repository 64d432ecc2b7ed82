"""``kirmash export``: a fair as a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from kirmash.exhibition.models.fair import Fair
from kirmash.folder.writing import export_folder


class Command(BaseCommand):
    help = "Write a fair as a folder that imports to the same state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fair", required=True)
        parser.add_argument("--folder", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        folder: Path = options["folder"]
        fair = Fair.objects.filter(key=options["fair"]).first()
        if fair is None:
            there = ", ".join(Fair.objects.values_list("key", flat=True)) or "none"
            message = f"There is no fair {options['fair']!r}; here are: {there}"
            raise CommandError(message)
        if folder.exists() and any(folder.iterdir()):
            message = f"{folder} is not empty; name a new folder"
            raise CommandError(message)
        rows = export_folder(fair, folder)
        self.stdout.write(f"{fair.key}: {rows} rows in {folder}")
