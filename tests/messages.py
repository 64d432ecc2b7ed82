"""Collect the sentences of the interface with gettext and compile the catalogues: ``make messages``.

With ``--check`` nothing is written; every sentence must have its translation, and every compiled
catalogue must be the one that its text gives.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[1] / "src" / "kirmash"
LANGUAGES = ("de", "ru", "be")


def collect(folder: Path) -> None:
    """Run Django's own collector in a copy of the product, so that both write alike."""
    admin = Path(sys.executable).with_name("django-admin")
    words = [str(admin), "makemessages", "--no-location", "--no-wrap", "-v0", "-i", "staticfiles"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    languages = [word for language in LANGUAGES for word in ("-l", language)]
    subprocess.run([*words, *languages], cwd=folder, check=True, env=environment)


def read(path: Path) -> Catalog:
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the sentences that have no translation, or a doubtful one, or other fillings."""
    found = []
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        wanted = message.id[0] if isinstance(message.id, tuple | list) else message.id
        fillings = set(re.findall(r"%\(\w+\)\w", str(wanted)))
        if message.id and (message.fuzzy or any(not t or set(re.findall(r"%\(\w+\)\w", t)) != fillings for t in texts)):
            found.append(str(wanted))
    return found


def problems() -> list[str]:
    """Return what is wrong with the catalogues as they are stored."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "kirmash"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "staticfiles"))
        collect(copy)
        for language in LANGUAGES:
            inner = Path("locale") / language / "LC_MESSAGES"
            fresh, stored = read(copy / inner / "django.po"), read(SOURCE / inner / "django.po")
            found += [f"{language}: no translation of {text!r}" for text in untranslated(fresh)]
            if compiled(stored) != (SOURCE / inner / "django.mo").read_bytes():
                found.append(f"{language}: the compiled catalogue is old; run make messages")
    return found


def main() -> None:
    """Collect and compile, or check."""
    if "--check" in sys.argv:
        sys.exit("\n".join(problems()) or 0)
    collect(SOURCE)
    for path in sorted(SOURCE.glob("locale*/*/LC_MESSAGES/django.po")):
        path.with_suffix(".mo").write_bytes(compiled(read(path)))


if __name__ == "__main__":
    main()
