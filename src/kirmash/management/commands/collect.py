"""``kirmash manage collect``: static files named by their content and compressed, for browsers to keep."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.test import override_settings

HASHED = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


class Command(BaseCommand):
    help = "Collect the static files of this version into the data folder; nothing is done twice."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        mark = settings.STATIC_SHELF / "version"
        if mark.exists() and mark.read_text(encoding="utf-8") == self._version():
            return
        with override_settings(STORAGES=HASHED, STATIC_ROOT=settings.STATIC_SHELF):
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(self._version(), encoding="utf-8")

    def _version(self) -> str:
        """Return what changes when a static file does: the version, and the newest file."""
        newest = max(path.stat().st_mtime_ns for path in (settings.BASE_DIR / "static").rglob("*"))
        return f"{settings.VERSION} {newest}"
