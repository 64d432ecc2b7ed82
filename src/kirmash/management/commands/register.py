"""``kirmash register``: a city's list of agreements into the record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console

from kirmash.agreements.actions.registering import import_register
from kirmash.agreements.exports.register import faults_of, rejected_csv
from kirmash.agreements.register.reading import Fault, RawTable, entries_of, read_table
from kirmash.registry.models.place import Place
from kirmash.sheets.limits import SHOWN_PROBLEMS
from kirmash.sheets.lines import TableRefused


class Command(BaseCommand):
    help = "Take a city's list of agreements (XLSX or CSV, with its own headings) into the record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, required=True)
        parser.add_argument("--place", required=True)
        parser.add_argument("--rejected", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        place = Place.objects.filter(key=options["place"]).first()
        if place is None:
            raise CommandError(_("%(key)s is the key of no place") % {"key": options["place"]}, returncode=2)
        table = _read(options["file"])
        entries, faults = entries_of(table)
        taken = import_register(place=place, entries=entries)
        faults += faults_of(taken, table)
        console = Console(highlight=False, markup=False)
        values = {"new": len(taken.instruments), "known": len(taken.known), "places": len(taken.places)}
        console.print(_("%(new)s agreements taken, %(known)s were here already; %(places)s places are new.") % values)
        if faults:
            target = options["rejected"] or options["file"].with_suffix(".rejected.csv")
            self._report(table, faults, target, console)

    def _report(self, table: RawTable, faults: list[Fault], target: Path, console: Console) -> None:
        for fault in faults[:SHOWN_PROBLEMS]:
            console.print(f"{fault.number}, {fault.heading}, {fault.value!r}: {fault.sentence}")
        target.write_text(rejected_csv(table, faults), encoding="utf-8")
        rows = len({fault.number for fault in faults})
        raise CommandError(
            _("%(count)s rows were not taken; they are in %(file)s with the reasons.")
            % {"count": rows, "file": target},
            returncode=1,
        )


def _read(path: Path) -> RawTable:
    try:
        table = read_table(path)
    except OSError as wrong:
        sentence = f"{path}: {wrong.strerror}"
        raise CommandError(sentence, returncode=2) from None
    except TableRefused as refused:
        said = "; ".join(f"{fault.row or ''} {fault.sentence}".strip() for fault in refused.faults)
        sentence = f"{path}: {said}"
        raise CommandError(sentence, returncode=2) from None
    if "partner" not in table.meant.values():
        sentence = _("%(file)s: no column seems to name the partner; head one of them “Partner city”")
        raise CommandError(sentence % {"file": path}, returncode=2)
    return table
