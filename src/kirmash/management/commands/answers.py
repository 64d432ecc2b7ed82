"""``kirmash answers``: a table that a partner filled in, into the record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console

from kirmash.agreements.actions.answering import take_table
from kirmash.agreements.exports.answers import refused_rows_csv
from kirmash.agreements.models.asking import Asking
from kirmash.agreements.queries.asking import asking_for_codes, askings, partner_name
from kirmash.agreements.tables.reading import LARGEST, codes_in
from kirmash.base.errors import Refused
from kirmash.base.web import today
from kirmash.registry.models.place import Place
from kirmash.sheets.lines import TableRefused


class Command(BaseCommand):
    help = "Take in a table (DOCX or XLSX) that a partner filled in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, required=True)
        parser.add_argument("--place", required=True)
        parser.add_argument("--asking", default="")
        parser.add_argument("--given-by", default="")
        parser.add_argument("--rejected", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        place = Place.objects.filter(key=options["place"]).first()
        if place is None:
            raise CommandError(_("%(key)s is the key of no place") % {"key": options["place"]}, returncode=2)
        data = _read(options["file"])
        asking = _asking(place, data, options["asking"])
        try:
            taken = take_table(asking=asking, data=data, given_by=options["given_by"], today=today())
        except Refused as refused:
            sentence = f"{options['file']}: {refused}"
            raise CommandError(sentence, returncode=2) from None
        console = Console(highlight=False, markup=False)
        console.print(f"{asking.key} ({partner_name(asking)})")
        console.print(_("%(new)s answers taken, %(known)s were known.") % {"new": taken.new, "known": taken.known})
        if taken.refused:
            target = options["rejected"] or options["file"].with_suffix(".rejected.csv")
            target.write_text(refused_rows_csv(taken.refused), encoding="utf-8")
            for row in taken.refused:
                console.print(f"{row['row']}: {row['why']}")
            values = {"count": len(taken.refused), "file": target}
            sentence = _("%(count)s rows were not taken; they are in %(file)s with the reasons.") % values
            raise CommandError(sentence, returncode=1)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as wrong:
        sentence = f"{path}: {wrong.strerror}"
        raise CommandError(sentence, returncode=2) from None


def _asking(place: Place, data: bytes, key: str) -> Asking:
    """Return the request that a table answers: as named, or the latest that asks all that stands in it."""
    if key:
        found = askings().filter(place=place, key=key).first()
    else:
        try:
            found = asking_for_codes(place, codes_in(data))
        except TableRefused as wrong:
            raise CommandError("; ".join(fault.sentence for fault in wrong.faults), returncode=2) from None
    if found is None:
        raise CommandError(_("no request of %(place)s asks what stands in this table") % {"place": place.key},
                           returncode=2)  # fmt: skip
    return found
