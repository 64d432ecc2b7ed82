"""``kirmash export``: a fair as a folder of CSV tables, or of one workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, get_args

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from kirmash.base.errors import Refused
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.writing import Kind, export_folder


class Command(BaseCommand):
    help = "Write a fair as a folder that imports to the same state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fair", required=True)
        parser.add_argument("--folder", type=Path, required=True)
        parser.add_argument("--kind", choices=get_args(Kind), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        folder: Path = options["folder"]
        fair = Fair.objects.filter(key=options["fair"]).first()
        if fair is None:
            there = ", ".join(Fair.objects.values_list("key", flat=True)) or "none"
            message = f"There is no fair {options['fair']!r}; here are: {there}"
            raise CommandError(message)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            message = f"{folder} is there and not empty; name a new folder"
            raise CommandError(message)
        try:
            rows = export_folder(fair, folder, options["kind"])
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except OSError as wrong:
            message = f"{folder} cannot be written: {wrong.strerror}"
            raise CommandError(message) from None
        self.stdout.write(f"{fair.key}: {rows} rows in {folder}")
