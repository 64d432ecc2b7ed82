"""``kirmash nomenclature``: labels of goods codes into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console

from kirmash.folder.nomenclature import HS_CHAPTERS, NOMENCLATURE, read_nomenclature
from kirmash.registry.actions import take_labels
from kirmash.sheets.limits import SHOWN_PROBLEMS


class Command(BaseCommand):
    help = "Read a table code, lang, label; without a file, the chapters of the Harmonised System."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path)
        parser.add_argument("--name", default="HS")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        path: Path = options["file"] or HS_CHAPTERS
        console = Console()
        call_command("migrate", verbosity=0, interactive=False)
        labels, refusals = read_nomenclature(path)
        if refusals.count:
            for problem in refusals.first[:SHOWN_PROBLEMS]:
                console.print(str(problem), markup=False, highlight=False)
            files = refusals.write(Path(f"{path.resolve()}.rejected"), (NOMENCLATURE,))
            ending = ngettext(
                "%(count)s problem; nothing was imported.", "%(count)s problems; nothing was imported.", refusals.count
            )
            message = ending % {"count": refusals.count}
            if files:
                message += " " + _("The refused rows are in %(folder)s.") % {"folder": files[0].parent}
            raise CommandError(message, returncode=2)
        made, changed = take_labels(nomenclature=options["name"], labels=labels)
        console.print(f"{options['name']}: {made} codes are new, {changed} have other labels now.")
