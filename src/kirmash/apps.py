"""Django's entry to the one app."""

from importlib import import_module

from django.apps import AppConfig


class KirmashConfig(AppConfig):
    """The app that holds every chapter."""

    name = "kirmash"
    verbose_name = "Kirmash"

    def ready(self) -> None:
        """Make the tasks and the papers of every chapter known; they need the tables, which are known by now."""
        import_module("kirmash.jobs.actions")  # before any task is declared: the back end stands on them
        import_module("kirmash.tasks")
        import_module("kirmash.bulletin.exports.announcing")  # the press draft among the papers of a signature
