"""What changes accounts."""

import secrets

from allauth.account.models import EmailAddress
from django.db import transaction

from kirmash.base.models import Account, Change, SiteRole

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def give_account(*, email: str, role: SiteRole, is_demo: bool = False) -> tuple[Account, str]:
    """Make an account, or renew one, with a new random password; return both."""
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        account = Account.objects.create_user(email, password, role=role, is_demo=is_demo)
        verb = "create"
    else:
        account.set_password(password)
        account.role = role
        account.save()
        verb = "renew"
    vouch_for_address(account=account)
    Change.objects.create(verb=verb, table="account", record=str(account.pk), values={"role": str(role)})
    return account, password


def vouch_for_address(*, account: Account) -> None:
    """Note the mail address as the account's own: whoever makes the account answers for it."""
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
