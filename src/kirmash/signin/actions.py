"""What changes how an account comes in, and how the site speaks to it."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.signin.queries import demo_accounts


def note_change(*, account: Account, verb: str, by: Account | None, **values: str) -> Change:
    """Write one line of history about an account; never a secret."""
    return Change.objects.create(account=by, verb=verb, table="account", record=str(account.pk), values=values)


@transaction.atomic
def describe_account(*, account: Account, name: str, language: str) -> Account:
    """Keep a person's name and language; the accounts of a demo stay as they are, for the next visitor."""
    if not account.is_demo and (account.name, account.language) != (name, language):
        account.name, account.language = name, language
        account.save(update_fields=["name", "language"])
        note_change(account=account, verb="describe", by=account)
    return account


def enter_demo(*, email: str) -> Account:
    """Return the demo's account that someone may enter without a password."""
    account = demo_accounts().filter(email=email).first()
    if account is None:
        raise Refused("demo-only")
    return account


@transaction.atomic
def reset_factors(*, email: str) -> int:
    """Take all second factors from an account whose owner lost them, end its sessions, and tell the owner."""
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        raise Refused("no-such-account", email=email)
    count = int(Authenticator.objects.filter(user=account).exclude(type="recovery_codes").count())
    Authenticator.objects.filter(user=account).delete()
    for session in UserSession.objects.filter(user=account):
        session.end()
    note_change(account=account, verb="reset-factors", by=None)
    with translation.override(account.language or settings.LANGUAGE_CODE):
        subject = gettext("Your second factor was reset")
        text = render_to_string("signin/factors_reset.txt", {"account": account})
    transaction.on_commit(lambda: send_mail(subject, text, None, [account.email]))
    return count
