"""``kirmash account``: make an account, or take lost second factors from one."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.validators import validate_email

from kirmash.base.actions import give_account
from kirmash.base.errors import Refused
from kirmash.base.models import SITE, SiteRole
from kirmash.signin.actions import reset_factors

#: What roles were called before 0.3.0.
FORMER = {"editor": SiteRole.ORGANISER, "reader": SiteRole.AUDITOR}


class Command(BaseCommand):
    help = "Make an account, or give one a new password; the password is printed once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--role", default=SiteRole.AUDITOR)
        parser.add_argument("--of", default=SITE)
        parser.add_argument("--reset-factors", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        options["role"] = FORMER.get(options["role"], options["role"])
        if options["role"] not in SiteRole.values:
            message = f"{options['role']!r} is no role; choose one of: {', '.join(SiteRole.values)}"
            raise CommandError(message)
        try:
            validate_email(options["email"])
        except ValidationError:
            message = f"{options['email']!r} is no mail address"
            raise CommandError(message) from None
        call_command("migrate", verbosity=0, interactive=False)
        if options["reset_factors"]:
            self._reset(options["email"])
            return
        try:
            account, password = give_account(
                email=options["email"], role=SiteRole(options["role"]), subject=options["of"]
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{account.email} ({options['role']}) signs in with the password {password}")

    def _reset(self, email: str) -> None:
        try:
            count = reset_factors(email=email)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{email} has no second factor any more (there were {count}), and is signed out everywhere")
