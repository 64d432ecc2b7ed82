"""What changes accounts and their mandates."""

import secrets

from allauth.account.models import EmailAddress
from django.db import transaction

from kirmash.base.errors import Refused
from kirmash.base.models import HELD_FOR, SITE, Account, Change, Mandate, SiteRole

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def give_account(
    *, email: str, role: SiteRole, subject: str = SITE, is_demo: bool = False, by: Account | None = None
) -> tuple[Account, str]:
    """Make an account, or renew one, with a new random password and a mandate; return account and password."""
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    account = Account.objects.filter(email=email.lower()).first()
    verb = "renew" if account else "create"
    if account is None:
        account = Account.objects.create_user(email, password, is_demo=is_demo)
    else:
        account.set_password(password)
        account.save()
    vouch_for_address(account=account)
    Change.objects.create(
        account=by, verb=verb, table="account", record=str(account.pk), values={"role": str(role), "subject": subject}
    )
    give_mandate(account=account, role=role, subject=subject, by=by)
    return account, password


def vouch_for_address(*, account: Account) -> None:
    """Note the mail address as the account's own: whoever makes the account answers for it."""
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def give_mandate(*, account: Account, role: SiteRole, subject: str = SITE, by: Account | None) -> Mandate:
    """Let an account hold a role for the site or for a thing."""
    if subject.partition(":")[0] not in HELD_FOR[role]:
        raise Refused("mandate-needs-its-thing", role=role.label, kinds=", ".join(HELD_FOR[role]), subject=subject)
    mandate, is_new = Mandate.objects.get_or_create(account=account, role=role, subject=subject)
    if is_new:
        _note("give-mandate", mandate, by)
    account.__dict__.pop("held", None)
    return mandate


@transaction.atomic
def take_mandate(*, mandate: Mandate, by: Account | None) -> None:
    """Let an account no longer hold a role; the last administrator stays."""
    others = Mandate.objects.filter(role=SiteRole.ADMINISTRATOR, account__is_active=True).exclude(pk=mandate.pk)
    if mandate.role == SiteRole.ADMINISTRATOR and not others.exists():
        raise Refused("last-administrator")
    _note("take-mandate", mandate, by)
    mandate.delete()


def _note(verb: str, mandate: Mandate, by: Account | None) -> None:
    values = {"role": mandate.role, "subject": mandate.subject}
    Change.objects.create(account=by, verb=verb, table="account", record=str(mandate.account_id), values=values)
