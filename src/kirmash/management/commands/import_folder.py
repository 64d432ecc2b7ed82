"""``kirmash import``: a fair folder into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from rich.console import Console

from kirmash.folder.loading import FolderRefused, import_folder, write_rejected

SHOWN = 50


class Command(BaseCommand):
    help = "Read a fair from a folder; the whole folder is checked before anything is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, required=True)
        parser.add_argument("--rejected", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        folder: Path = options["folder"]
        console = Console()
        call_command("migrate", verbosity=0, interactive=False)
        try:
            with console.status(f"Reading {folder} …"):
                fair, loading = import_folder(folder)
        except FolderRefused as refused:
            for problem in refused.problems[:SHOWN]:
                console.print(str(problem), markup=False, highlight=False)
            if len(refused.problems) > SHOWN:
                console.print(f"… and {len(refused.problems) - SHOWN} more")
            target = options["rejected"] or folder.with_name(folder.name + ".rejected")
            files = write_rejected(refused.reading, target)
            where = f" The refused rows are in {target}." if files else ""
            message = f"{len(refused.problems)} problems; nothing was imported.{where}"
            raise CommandError(message, returncode=2) from None
        rows = sum(loading.counts.values())
        console.print(f"{fair.key}: {rows} rows imported, {sum(loading.reused.values())} were here already.")
