"""Who may come in, who needs a second factor, and what an account has to come in with."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet

from kirmash.base.access import may
from kirmash.base.models import Account

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: What a session notes, in seconds: when it began, when it was last used.
BEGAN, SEEN = "signed-in-at", "seen-at"
#: Beside the database of a demo lies a file of this name.
DEMO_MARK = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What an account has to come in with."""

    address: str
    has_password: bool
    has_app: bool
    keys: int
    codes: int
    sessions: int
    connections: int


def is_demo_open() -> bool:
    """Say whether this is a demo: so started, and on the folder that a demo made."""
    return settings.MODE == "demo" and (settings.DATA / DEMO_MARK).exists()


def may_sign_in(account: Account) -> bool:
    """Say whether the account may come in, whichever way it comes."""
    return account.is_active and (not account.is_demo or settings.MODE == "demo")


def demo_accounts() -> QuerySet[Account]:
    """Return the accounts that anyone may enter; outside a demo there are none."""
    found = Account.objects.filter(is_demo=True, is_active=True).order_by("pk")
    return found if is_demo_open() else found.none()


def must_have_second_factor(account: Account) -> bool:
    """Say whether the site's rule asks a second factor of the account."""
    rule = settings.SECOND_FACTOR
    return bool(rule == "everyone" or (rule == "administrators" and may(account, "administer")))


def has_second_factor(account: Account) -> bool:
    """Say whether the account has an authenticator app or a key; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=account, type__in=SECOND_FACTORS).exists())


def ways_of(account: Account) -> Ways:
    """Return what the account has to come in with."""
    found: list[Any] = list(Authenticator.objects.filter(user=account))  # Any: allauth ships no types
    codes = [a for a in found if a.type == Authenticator.Type.RECOVERY_CODES]
    return Ways(
        address=EmailAddress.objects.get_primary_email(account),
        has_password=account.has_usable_password(),
        has_app=any(a.type == Authenticator.Type.TOTP for a in found),
        keys=sum(a.type == Authenticator.Type.WEBAUTHN for a in found),
        codes=len(codes[0].wrap().get_unused_codes()) if codes else 0,
        sessions=UserSession.objects.filter(user=account).count(),
        connections=SocialAccount.objects.filter(user=account).count(),
    )
