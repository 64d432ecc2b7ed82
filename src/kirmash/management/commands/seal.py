"""``kirmash seal``: the seal of the site is made, and files are verified."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.agreements.actions.scanning import examine, found_seal, site_seal
from kirmash.agreements.queries.custody import Verdict, verdict_on
from kirmash.base.errors import Refused


class Command(BaseCommand):
    help = "Make the seal of the site (init --name), or say what the seals of a file are worth (verify --file)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--what", choices=["init", "verify"], required=True)
        parser.add_argument("--name", default="")
        parser.add_argument("--file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        try:
            if options["what"] == "init":
                self._found(options["name"])
            else:
                self._verify(options["file"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError as wrong:
            sentence = f"{wrong.filename}: {wrong.strerror}"
            raise CommandError(sentence, returncode=2) from None

    def _found(self, name: str) -> None:
        path = found_seal(name=name, now=timezone.now())
        self.stdout.write(_("The seal is in %(file)s; keep a copy of it in a safe place.") % {"file": path})
        self.stdout.write(_("Fingerprint (SHA-256): %(fingerprint)s") % {"fingerprint": site_seal().fingerprint})

    def _verify(self, path: Path) -> None:
        content = path.read_bytes()
        try:
            own = site_seal().fingerprint
        except Refused:
            own = ""
        verdict = verdict_on(content, examine(content), own)
        self._write(verdict)
        if verdict.word != "unchanged":
            raise CommandError(_WORDS[verdict.word](), returncode=1)
        self.stdout.write(_WORDS[verdict.word]())

    def _write(self, verdict: Verdict) -> None:
        self.stdout.write(f"SHA-256 {verdict.sha256}")
        scan = verdict.scan
        there = f"{scan.instrument.key}, {scan.number}" if scan else _("no file with this hash")
        self.stdout.write(_("In the register: %(there)s") % {"there": there})
        for found, is_ours in verdict.seals:
            whose = _("our seal") if is_ours else _("signature of another")
            state = _("not changed") if found.is_unchanged else _("changed or added to")
            self.stdout.write(f"{found.name}: {whose}, {found.at or ''}, {state}")


_WORDS = {
    "unchanged": lambda: _("Sealed here, and not changed since."),
    "changed": lambda: _("Sealed here, but changed since."),
    "other": lambda: _("Signed, but not sealed here."),
    "none": lambda: _("Neither sealed nor signed."),
}
