"""``kirmash init``: a site for a city that runs no fair, ready for its register."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kirmash.agreements.actions.registering import found_city
from kirmash.agreements.register.cells import read_country
from kirmash.base.actions import give_account
from kirmash.base.errors import Refused
from kirmash.base.models import SiteRole


class Command(BaseCommand):
    help = "Make a site for a city or a region: the place, an account for its department, and its register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--city", required=True)
        parser.add_argument("--country", required=True)
        parser.add_argument("--email", required=True)
        parser.add_argument("--register", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        try:
            validate_email(options["email"])
            country = read_country(options["country"])
        except ValidationError:
            raise CommandError(_("%(text)s is no mail address") % {"text": options["email"]}, returncode=2) from None
        except ValueError as wrong:
            sentence = f"{options['country']} {wrong}"
            raise CommandError(sentence, returncode=2) from None
        call_command("migrate", verbosity=0, interactive=False)
        place = found_city(name=options["city"], country=country)
        try:
            for role, subject in ((SiteRole.CITY, f"place:{place.key}"), (SiteRole.ADMINISTRATOR, "site")):
                account, password = give_account(email=options["email"], role=role, subject=subject)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        self.stdout.write(f"{options['city']}: {place.key}")
        self.stdout.write(
            _("%(email)s signs in with the password %(password)s") % {"email": account.email, "password": password}
        )
        if options["register"]:
            call_command("register", file=options["register"], place=place.key)
