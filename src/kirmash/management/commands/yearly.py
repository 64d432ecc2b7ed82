"""``kirmash yearly``: the yearly report of a city's department, as DOCX, PDF and XLSX."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console

from kirmash.agreements.exports.yearly import YEARLY, yearly_file
from kirmash.agreements.queries.yearly import yearly_report
from kirmash.base.errors import Refused
from kirmash.base.web import today
from kirmash.registry.models.place import Place


class Command(BaseCommand):
    help = "Write the yearly report of a city as DOCX, PDF and XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--place", required=True)
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--lang", action="append", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        place = Place.objects.filter(key=options["place"]).first()
        if place is None:
            raise CommandError(_("%(key)s is the key of no place") % {"key": options["place"]}, returncode=2)
        out: Path = options["out"]
        console = Console(highlight=False, markup=False)
        for language in options["lang"] or [code for code, _name in settings.LANGUAGES]:
            try:
                report = yearly_report(place, options["year"], language, today())
            except Refused as refused:
                raise CommandError(str(refused), returncode=2) from None
            out.mkdir(parents=True, exist_ok=True)
            for kind in YEARLY:
                path = out / f"{place.key}-{options['year']}-{language}.{kind}"
                path.write_bytes(yearly_file(report, kind)[0])
                console.print(str(path))
