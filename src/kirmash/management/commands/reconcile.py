"""``kirmash reconcile``: registers of ties beside each other, as a table and as a file."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kirmash.agreements.queries.reconciling import end_of, known_places, own_register
from kirmash.agreements.reconciling import (
    Comparison,
    End,
    Finding,
    Gazetteer,
    Listed,
    Name,
    Reading,
    Register,
    Scope,
    State,
    besides,
    is_export,
    read_register,
    reconcile,
    tally,
)
from kirmash.base.listing import FORMS
from kirmash.base.web import csv_text
from kirmash.registry.models.place import Place, PlaceKind

SHOWN = 100
HEADER = (
    "state", "differences", "place", "partner", "partner_key", "country", "wikidata", "our_kind", "our_date",
    "their_list", "their_kind", "their_date", "row", "our_end_states", "their_end_states", "matched_because", "score",
    "may_be",
)  # fmt: skip
_VOICES = {True: "yes", False: "no", None: ""}


class Command(BaseCommand):
    help = "Compare registers of ties: what one says, what the others say, and how that stands together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lists", type=Path, nargs="*", default=[])
        parser.add_argument("--place", default="")
        parser.add_argument("--edges", type=Path)
        parser.add_argument("--list-of", default="")
        parser.add_argument("--out", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        console = Console()
        place = _place(options["place"]) if options["place"] else None
        files = [*options["lists"], *([options["edges"]] if options["edges"] else [])]
        about = _end(options["place"], place)
        ours, files = _ours(place, about, files)
        if not files:
            raise CommandError(_("Name a list to compare with: a file, or --edges FILE."), returncode=2)
        partner = _end(options["list_of"], _place(options["list_of"])) if options["list_of"] else None
        readings = [_read(path, about, partner, console) for path in files]
        theirs = [reading.register for reading in readings]
        comparison = reconcile(ours, *theirs, gazetteer=Gazetteer(known_places()), about=about)
        _print(console, comparison)
        for register in theirs:
            _print_tally(console, register, about)
        if options["out"]:
            _write(options["out"], comparison)
            console.print(_("All findings are in %(file)s.") % {"file": options["out"]}, markup=False, highlight=False)


def _place(word: str) -> Place | None:
    """Return the place of the registry with a key or a name; none where it is not known."""
    cities = Place.objects.exclude(kind=PlaceKind.COUNTRY).prefetch_related("names")
    found = list(cities.filter(key=word)) or list(cities.filter(names__text=word).distinct())
    if len(found) > 1:
        keys = ", ".join(place.key for place in found)
        raise CommandError(
            _("Several places are called %(name)s: %(keys)s.") % {"name": word, "keys": keys}, returncode=2
        )
    return found[0] if found else None


def _end(word: str, place: Place | None) -> End | None:
    if place:
        return end_of(place)
    return End(names=(Name(text=word),)) if word else None


def _ours(place: Place | None, about: End | None, files: list[Path]) -> tuple[Register, list[Path]]:
    """Return our register: that of the database, or the first of several files."""
    if len(files) > 1:
        return _read(files[0], about, None, Console(stderr=True)).register, files[1:]
    if place is None:
        raise CommandError(
            _("Say whose register it is: --place with the key or the name of a place of the registry."), returncode=2
        )
    return own_register(place, localdate()), files


def _read(path: Path, about: End | None, partner: End | None, console: Console) -> Reading:
    """Read a list or an export; print what could not be taken, and write it into a file beside."""
    if is_export(path):
        listed = Listed(name=path.name, scope=Scope.ALL)
    else:
        of = partner or about
        if of is None:
            raise CommandError(_("%(file)s: say whose list it is, with --place.") % {"file": path.name}, returncode=2)
        listed = Listed(name=path.name, scope=Scope.OWN if partner else Scope.ABOUT, of=of)
    reading = read_register(path, listed)
    if reading.faults:
        why = "; ".join(str(fault) for fault in reading.faults)
        raise CommandError(": ".join((path.name, why)), returncode=2)
    if reading.refused:
        target = path.with_name(f"{path.name}.rejected.csv")
        columns = list(dict.fromkeys(name for line in reading.refused for name in line.cells))
        rows = ([line.row, line.sentence, *(line.cells.get(c, "") for c in columns)] for line in reading.refused)
        target.write_text(csv_text(["row", "problem", *columns], rows), encoding="utf-8")
        words = {"number": len(reading.refused), "file": target}
        said = _("Lines that could not be taken: %(number)s; they are in %(file)s.") % words
        console.print(said, markup=False, highlight=False)
    return reading


def _print(console: Console, comparison: Comparison) -> None:
    table = Table("", _("Partner"), _("Our register"), _("The list"), _("Why they are one place"))
    for finding in comparison.findings[:SHOWN]:
        table.add_row(*(escape(cell) for cell in _cells(finding)))
    console.print(table)
    if len(comparison.findings) > SHOWN:
        console.print(_("… and %(count)s more") % {"count": len(comparison.findings) - SHOWN}, highlight=False)
    counts = [f"{state.label}: {total}" for state in State if (total := comparison.count(state))]
    console.print("; ".join(counts), markup=False, highlight=False)


def _cells(finding: Finding) -> tuple[str, ...]:
    state = " · ".join([str(finding.state.label), *besides(finding.state, finding.differences)])
    theirs = [tie for said in finding.theirs for tie in said.ties]
    because = (
        str(finding.match) if finding.match else "; ".join(f"{end.label}: {match}" for end, match in finding.candidates)
    )
    return (state, finding.second.named(get_language() or "en"), _said(finding.ours.ties), _said(theirs), because)


def _said(ties: Sequence[Any]) -> str:  # Any: ties
    return " / ".join(", ".join(word for word in (tie.kind, tie.when) if word) or "✓" for tie in ties)


def _print_tally(console: Console, register: Register, about: End | None) -> None:
    """Print how far an export confirms itself."""
    if register.scope == Scope.ALL and about:
        counts = tally(register, about)
        words = {
            "list": register.name, "place": about.label, "links": counts.links, "both": counts.both_ends,
            "own": counts.own_end_only, "other": counts.other_end_only,
        }  # fmt: skip
        said = _(
            "%(list)s: %(links)s links of %(place)s; %(both)s confirmed from both ends, %(own)s stated by its own end "
            "only, %(other)s by the other end only. An export that anybody can edit shows where to look, "
            "and proves nothing."
        )
        console.print(said % words, markup=False, highlight=False)


def _rows(comparison: Comparison) -> Iterator[Sequence[object]]:
    for finding in comparison.findings:
        second, match = finding.second, finding.match
        theirs = [(said.register.name, tie) for said in finding.theirs for tie in said.ties]
        yield (
            str(finding.state), " ".join(map(str, finding.differences)), finding.first.label, second.label, second.key,
            second.country, second.wikidata, " / ".join(tie.kind for tie in finding.ours.ties),
            " / ".join(tie.when for tie in finding.ours.ties if tie.when),
            " / ".join(dict.fromkeys(name for name, _tie in theirs)),
            " / ".join(tie.kind for _name, tie in theirs if tie.kind),
            " / ".join(tie.when for _name, tie in theirs if tie.when), " ".join(str(tie.row) for _name, tie in theirs),
            _VOICES[finding.first_says], _VOICES[finding.second_says], str(match) if match else "",
            match.score if match else "", " / ".join(f"{end.label} ({why})" for end, why in finding.candidates),
        )  # fmt: skip


def _write(path: Path, comparison: Comparison) -> None:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMS:
        raise CommandError(_("A file ends in .csv, .xlsx or .json."), returncode=2)
    content, _mime = FORMS[kind](HEADER, _rows(comparison), "findings")
    path.write_bytes(content.encode() if isinstance(content, str) else BytesIO(content).getvalue())
