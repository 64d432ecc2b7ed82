"""Who may come in, who needs a second factor, and what an account has to come in with."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from kirmash.base.access import ADMINISTER, may
from kirmash.base.models import Account

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: What a session notes, in seconds: when it began, when it was last used.
BEGAN, SEEN = "signed-in-at", "seen-at"
#: Beside the database of a demo lies a file of this name.
DEMO_MARK = "demo"


#: What a user agent contains, and what it means; the first that fits, for each also names those below it.
BROWSERS = (
    ("YaBrowser/", "Yandex"), ("OPR/", "Opera"), ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A session as its owner recognises it."""

    session: Any  # allauth ships no types
    browser: str


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
    found = Account.objects.filter(is_demo=True, is_active=True).prefetch_related("mandates").order_by("pk")
    return found if is_demo_open() else found.none()


def must_have_second_factor(account: Account) -> bool:
    """Say whether the site's rule asks a second factor of the account."""
    rule = settings.SECOND_FACTOR
    return bool(rule == "everyone" or (rule == "administrators" and may(account, ADMINISTER)))


def has_second_factor(account: Account) -> bool:
    """Say whether the account has an authenticator app or a key; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=account, type__in=SECOND_FACTORS).exists())


def sessions_of(account: Account) -> list[Stay]:
    """Return where the account is signed in, the last used first; three queries for any number of them."""
    found: list[Any] = list(UserSession.objects.filter(user=account).order_by("-last_seen_at", "-pk"))  # Any: allauth's
    keys = [session.session_key for session in found]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    return [
        Stay(session=session, browser=browser_of(session.user_agent))
        for session in found
        if session.session_key in alive
    ]


def browser_of(agent: str) -> str:
    """Return the browser and the system that a user agent names, as people call them; else its own words."""
    browser = next((name for word, name in BROWSERS if word in agent), "")
    system = next((name for word, name in SYSTEMS if word in agent), "")
    return ", ".join(filter(None, [browser, system])) or agent[:60]


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
        sessions=len(sessions_of(account)),
        connections=SocialAccount.objects.filter(user=account).count(),
    )
