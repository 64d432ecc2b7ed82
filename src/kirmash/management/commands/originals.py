"""``kirmash originals``: printed from a text, and finished files held against one another."""

import re
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from fairplan.jsonio import dump, plain
from kirmash.agreements.alternat import (
    Text,
    TextRefused,
    Unreadable,
    Verdict,
    as_docx,
    as_pdf,
    check,
    compare_languages,
    from_json,
    from_toml,
    named_outside_groups,
    originals,
)
from kirmash.agreements.alternat.wording import say_fault, say_finding, say_unreadable, say_verdict

_UNREAD = 2
_NO_NAME = re.compile(r"[^\w-]+")  # what the name of a file may not hold


class Command(BaseCommand):
    """Write the originals of a text, or check finished ones."""

    help = "Write the originals of a text, or check finished ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do and with which files."""
        parser.add_argument("--action", choices=["check", "write"], default="check")
        parser.add_argument("--files", nargs="+", type=Path, default=[])
        parser.add_argument("--text", type=Path)
        parser.add_argument("--folder", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--mark", action="store_true")
        parser.add_argument("--language", default="en")

    def handle(self, *_args: object, **options: Any) -> None:  # Any: Django's options
        """Write or check."""
        with override(options["language"]):
            if options["action"] == "write":
                self._write(options["files"][0], options["folder"] or Path(), is_marked=bool(options["mark"]))
            else:
                self._check(options["files"], options["text"], is_json=bool(options["as_json"]))

    def _write(self, path: Path, folder: Path, *, is_marked: bool) -> None:
        text = _text(path)
        _notes(self, text)
        folder.mkdir(parents=True, exist_ok=True)
        for original in originals(text):
            name = f"{path.stem}-{_NO_NAME.sub('-', original.keeper)}"
            for kind, data in (("pdf", as_pdf(original, is_marked=is_marked)),
                               ("docx", as_docx(original, is_marked=is_marked))):  # fmt: skip
                (folder / f"{name}.{kind}").write_bytes(data)
                self.stdout.write(str(folder / f"{name}.{kind}"))

    def _check(self, paths: Sequence[Path], text: Path | None, *, is_json: bool) -> None:
        if len(paths) < 2 and text is None:
            _refuse(_("Name two files, or one and its text."))
        known = None if text is None else _text(text)
        names = tuple(str(path) for path in paths)
        data = [_bytes(path) for path in paths]
        try:
            verdict = check(*data, names=names, text=known)
        except Unreadable as why:
            _refuse(f"{why.name}: {say_unreadable(why)}")
        if is_json:
            self.stdout.write(dump(_as_json(verdict)), ending="")
        else:
            self._say(verdict)
        if not verdict.is_same:
            raise SystemExit(1)

    def _say(self, verdict: Verdict) -> None:
        for number, file in enumerate(verdict.files, start=1):
            keeper = file.keeper or _("nobody that can be told")
            self.stdout.write(
                _("%(number)s. %(name)s: the original of %(keeper)s, %(languages)s")
                % {"number": number, "name": file.name, "keeper": keeper, "languages": ", ".join(file.languages)}
            )
        for finding in verdict.findings:
            places = ", ".join(str(number) for number in finding.files)
            self.stdout.write(f"  [{places}] {say_finding(finding)}")
        self.stdout.write(say_verdict(verdict))


def _as_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict with its sentences."""
    content = plain(verdict)
    assert isinstance(content, dict)  # noqa: S101  # a dataclass
    return {
        "is_same": verdict.is_same, "verdict": say_verdict(verdict), **content,
        "findings": [{**found, "sentence": say_finding(finding)}
                     for found, finding in zip(content.get("findings", []), verdict.findings, strict=True)],
    }  # fmt: skip


def _text(path: Path) -> Text:
    try:
        written = _bytes(path).decode()
        return from_toml(written) if path.suffix.lower() == ".toml" else from_json(written, path.name)
    except UnicodeDecodeError:
        _refuse(f"{path}: {_('The file is no text in UTF-8.')}")
    except TextRefused as refused:
        sentences = "\n".join(f"  {say_fault(fault)}" for fault in refused.faults)
        _refuse(f"{path}:\n{sentences}")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        _refuse(f"{path}: {problem.strerror}")


def _refuse(sentence: str) -> NoReturn:
    raise CommandError(sentence, returncode=_UNREAD) from None


def _notes(command: BaseCommand, text: Text) -> None:
    """Say what is no fault but worth a look: names that stay where they are, languages that do not say the same."""
    for fault in named_outside_groups(text):
        command.stderr.write(say_fault(fault))
    for finding in compare_languages(text):
        command.stderr.write(say_finding(finding))
