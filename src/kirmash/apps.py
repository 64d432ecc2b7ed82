"""Django's entry to the one app."""

from django.apps import AppConfig


class KirmashConfig(AppConfig):
    """The app that holds every chapter."""

    name = "kirmash"
    verbose_name = "Kirmash"
