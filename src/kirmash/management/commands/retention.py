"""``kirmash retention``: end the terms of personal data."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kirmash.base.personal import Way
from kirmash.privacy.actions import run_retention
from kirmash.privacy.queries.register import activities_of


class Command(BaseCommand):
    help = "Delete personal data whose term has passed; with --dry-run only say what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        run = run_retention(today=timezone.localdate(), dry_run=options["dry_run"])
        console = Console(highlight=False)
        if not run.report:
            console.print(f"{run.day}: nothing has outlived its term.")
            return
        kept_for, report = activities_of(), Table(title=f"Terms ended by {run.day}", title_justify="left")
        for name in ("kept for", "table", "what", "rows"):
            report.add_column(name, justify="right" if name == "rows" else "left")
        for line in run.report:
            table = line["table"].split(".")[1]
            report.add_row(kept_for[line["table"]], table, str(Way(line["way"]).label), str(line["rows"]))
        console.print(report)
        console.print("Nothing was changed: this was a dry run." if options["dry_run"] else f"Kept as run {run.pk}.")
