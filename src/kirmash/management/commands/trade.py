"""``kirmash trade``: figures of trade by goods code, into the record as claims of their source."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console

from kirmash.agreements.actions.trading import import_trade, source_of
from kirmash.agreements.exports.department import refused_trade_csv
from kirmash.agreements.tables.trade import read_trade
from kirmash.base.errors import Refused
from kirmash.registry.models.place import Place
from kirmash.sheets.limits import SHOWN_PROBLEMS
from kirmash.sheets.lines import TableRefused


class Command(BaseCommand):
    help = "Take in figures of trade by goods code (CSV or XLSX) as claims of their source."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, required=True)
        parser.add_argument("--place", required=True)
        parser.add_argument("--partner", required=True)
        parser.add_argument("--source", required=True)
        parser.add_argument("--publisher", default="")
        parser.add_argument("--url", default="")
        parser.add_argument("--rejected", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        place, partner = _place(options["place"]), _place(options["partner"])
        try:
            figures, refused = read_trade(options["file"])
            source = source_of(title=options["source"], publisher=options["publisher"], url=options["url"])
            new, known = import_trade(place=place, partner=partner, figures=figures, source=source)
        except OSError as wrong:
            sentence = f"{options['file']}: {wrong.strerror}"
            raise CommandError(sentence, returncode=2) from None
        except TableRefused as wrong:
            said = "; ".join(fault.sentence for fault in wrong.faults)
            sentence = f"{options['file']}: {said}"
            raise CommandError(sentence, returncode=2) from None
        except Refused as wrong:
            raise CommandError(str(wrong), returncode=2) from None
        console = Console(highlight=False, markup=False)
        sentence = _("%(new)s figures taken as claims, %(known)s were known.")
        console.print(sentence % {"new": new, "known": known})
        if refused:
            target = options["rejected"] or options["file"].with_suffix(".rejected.csv")
            target.write_text(refused_trade_csv(refused), encoding="utf-8")
            for one in refused[:SHOWN_PROBLEMS]:
                console.print(f"{one.number}: {one.why}")
            values = {"count": len(refused), "file": target}
            said = _("%(count)s rows were not taken; they are in %(file)s with the reasons.") % values
            raise CommandError(said, returncode=1)


def _place(key: str) -> Place:
    found = Place.objects.filter(key=key).first()
    if found is None:
        raise CommandError(_("%(key)s is the key of no place") % {"key": key}, returncode=2)
    return found
