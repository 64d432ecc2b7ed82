"""``kirmash account``: make an account."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.validators import validate_email

from kirmash.base.actions import give_account
from kirmash.base.models import SiteRole


class Command(BaseCommand):
    help = "Make an account, or give one a new password; the password is printed once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--role", default=SiteRole.READER)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        if options["role"] not in SiteRole.values:
            message = f"{options['role']!r} is no role; choose one of: {', '.join(SiteRole.values)}"
            raise CommandError(message)
        try:
            validate_email(options["email"])
        except ValidationError:
            message = f"{options['email']!r} is no mail address"
            raise CommandError(message) from None
        call_command("migrate", verbosity=0, interactive=False)
        account, password = give_account(email=options["email"], role=SiteRole(options["role"]))
        self.stdout.write(f"{account.email} ({account.role}) signs in with the password {password}")
