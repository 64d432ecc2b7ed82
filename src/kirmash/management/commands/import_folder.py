"""``kirmash import``: a fair folder into the database."""

from argparse import ArgumentParser
from itertools import chain, count
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console

from kirmash.folder.loading import FolderRefused, import_folder, write_rejected
from kirmash.sheets.limits import SHOWN_PROBLEMS


class Command(BaseCommand):
    help = "Read a fair from a folder or a workbook; everything is checked before anything is written."

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
            raise self._report(refused, console, options["rejected"] or Path(f"{folder.resolve()}.rejected")) from None
        rows = sum(loading.counts.values())
        console.print(f"{fair.key}: {rows} rows imported, {sum(loading.reused.values())} were here already.")

    def _report(self, refused: FolderRefused, console: Console, target: Path) -> CommandError:
        """List the first problems, write the refused rows, and return how the command ends."""
        number = refused.reading.refusals.count
        for problem in refused.problems[:SHOWN_PROBLEMS]:
            console.print(str(problem), markup=False, highlight=False)
        if number > SHOWN_PROBLEMS:
            more = _("… and %(count)s more; all are in the rejected files") % {"count": number - SHOWN_PROBLEMS}
            console.print(more, markup=False, highlight=False)
        ending = ngettext(
            "%(count)s problem; nothing was imported.", "%(count)s problems; nothing was imported.", number
        )
        return CommandError(f"{ending % {'count': number}} {_written(refused, _unused(target))}".strip(), returncode=2)


def _written(refused: FolderRefused, target: Path) -> str:
    """Write the refused rows; return the sentence on where they are, if there are any."""
    try:
        files = write_rejected(refused.reading, target)
    except OSError as wrong:
        values = {"folder": target, "error": wrong.strerror}
        return _("The refused rows could not be written to %(folder)s: %(error)s.") % values
    return _("The refused rows are in %(folder)s.") % {"folder": target} if files else ""


def _unused(folder: Path) -> Path:
    """Return the folder, or one beside it with a number, so that no rows of an earlier import are overwritten."""
    names = chain([folder], (folder.with_name(f"{folder.name}-{number}") for number in count(2)))
    return next(name for name in names if not name.exists() or (name.is_dir() and not any(name.iterdir())))
