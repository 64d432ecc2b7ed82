"""``kirmash work``: do the background jobs."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kirmash.jobs import crew


class Command(BaseCommand):
    help = "Do the background jobs until asked to end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        if options["processes"] > 1:
            crew.Crew(options["processes"]).run()
        elif settings.JOBS == "procrastinate":
            import_module("kirmash.jobs.relay").work_alone()
        else:
            crew.work_alone()
