"""What changes accounts and their mandates."""

import datetime
import secrets

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.models import HELD_FOR, SITE, Account, Change, Impersonation, Mandate, SiteRole

#: For how long an administrator looks at the site as somebody else.
LOOK = datetime.timedelta(minutes=30)
SHORTEST_REASON = 10
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
    if mandate.role == SiteRole.ADMINISTRATOR:
        keep_an_administrator(without=mandate.account)
    _note("take-mandate", mandate, by)
    account = mandate.account
    mandate.delete()
    account.__dict__.pop("held", None)


def keep_an_administrator(*, without: Account) -> None:
    """Refuse what would leave the site without an administrator; two at once wait for each other."""
    holding = Mandate.objects.select_for_update(of=("self", "account")).filter(role=SiteRole.ADMINISTRATOR)
    others = [m for m in holding.select_related("account").order_by("pk") if m.account_id != without.pk]
    if not any(mandate.account.is_active for mandate in others):
        raise Refused("last-administrator")


@transaction.atomic
def begin_impersonation(*, account: Account, reason: str, by: Account) -> Impersonation:
    """Let an administrator look at the site as another account, for a reason, for half an hour."""
    if (SiteRole.ADMINISTRATOR, SITE) not in by.held or not by.is_active:
        raise Refused("impersonation-for-administrators")
    if account.pk == by.pk or not account.is_active or (SiteRole.ADMINISTRATOR, SITE) in account.held:
        raise Refused("impersonation-of-this-account")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("impersonation-without-reason", shortest=SHORTEST_REASON)
    now = timezone.now()
    words = {"administrator": by, "reason": reason.strip(), "began": now, "until": now + LOOK}
    impersonation = Impersonation.objects.create(account=account, **words)
    _note_impersonation("begin-impersonation", impersonation, by)
    return impersonation


@transaction.atomic
def end_impersonation(*, impersonation: Impersonation, by: Account | None) -> None:
    """Note that an administrator no longer looks at the site as another account; once."""
    now = min(timezone.now(), impersonation.until)
    if Impersonation.objects.filter(pk=impersonation.pk, ended=None).update(ended=now):
        _note_impersonation("end-impersonation", impersonation, by)


def _note_impersonation(verb: str, impersonation: Impersonation, by: Account | None) -> None:
    values = {"reason": impersonation.reason, "administrator": str(impersonation.administrator or "")}
    record = str(impersonation.account_id)
    Change.objects.create(account=by, verb=verb, table="account", record=record, values=values)


def _note(verb: str, mandate: Mandate, by: Account | None) -> None:
    values = {"role": mandate.role, "subject": mandate.subject}
    Change.objects.create(account=by, verb=verb, table="account", record=str(mandate.account_id), values=values)
