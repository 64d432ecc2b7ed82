"""What allauth asks of the site: who may come in, which mails go out, what is kept in the history."""

import base64
import secrets
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from kirmash.base.models import Account
from kirmash.mail.kinds import HEADER
from kirmash.signin.actions import note_change
from kirmash.signin.queries import BEGAN, SECOND_FACTORS, SEEN, may_sign_in, must_have_second_factor

#: The line of history for each notice that goes to the owner of an account.
VERBS = {
    "account/email/password_changed": ("change-password", ""),
    "account/email/password_set": ("change-password", ""),
    "account/email/password_reset": ("reset-password", ""),
    "account/email/email_changed": ("change-address", ""),
    "mfa/email/totp_activated": ("add-factor", "app"),
    "mfa/email/totp_deactivated": ("remove-factor", "app"),
    "mfa/email/webauthn_added": ("add-factor", "key"),
    "mfa/email/webauthn_removed": ("remove-factor", "key"),
    "mfa/email/recovery_codes_generated": ("renew-codes", ""),
    "socialaccount/email/account_connected": ("connect", ""),
    "socialaccount/email/account_disconnected": ("disconnect", ""),
}


class Accounts(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Finds accounts; whoever may not come in is nobody, whatever cookie or password they bring."""

    def user_can_authenticate(self, user: Any) -> bool:  # Any: Django's signature
        """Say whether the account may come in."""
        return isinstance(user, Account) and may_sign_in(user)


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in by mail address: accounts are made by administrators, notices go out in the owner's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that nobody signs up by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **values: Any) -> HttpResponse | None:  # Any: allauth's
        """Stop an account that may not come in, before anything is asked of it."""
        if may_sign_in(user):
            return None
        clear_login(request)
        response: HttpResponse = self.respond_user_inactive(request, user)
        return response

    def login(self, request: HttpRequest, user: Any) -> None:  # Any: allauth's signature
        """Begin the session."""
        super().login(request, user)
        request.session[BEGAN] = request.session[SEEN] = int(time.time())

    def is_reauthentication_required(self, *, app: str, **values: Any) -> bool:  # Any: allauth's signature
        """Ask for the password again, unless the person came in a few minutes ago."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > account_settings.REAUTHENTICATION_TIMEOUT

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # Any: allauth's signature
        """Send a mail in the language of its reader; a code comes with its link."""
        if template_prefix == "account/email/login_code":
            link = reverse("sign_in_link", args=[context["code"]])
            context = {**context, "link": self.request.build_absolute_uri(link)}
        owner = context.get("user") or Account.objects.filter(email=email.lower()).first()
        with translation.override(getattr(owner, "language", "") or translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def render_mail(  # the names and the order are allauth's
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],  # Any: allauth's values
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Render a mail of the sign-in and name its kind to the outbox."""
        site = {"brand": settings.SITE_NAME, "site_url": settings.SITE_URL}
        named = {**(headers or {}), HEADER: template_prefix}
        mail: EmailMessage = super().render_mail(template_prefix, email, {**site, **context}, named)
        return mail

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:  # Any: allauth's signature
        """Write the line of history for a change of an account, and tell its owner."""
        if template_prefix in VERBS:
            verb, factor = VERBS[template_prefix]
            note_change(account=user, verb=verb, by=user, **({"factor": factor} if factor else {}))
            if verb in {"change-password", "reset-password"}:
                end_other_sessions(self.request, user)
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page that follows a change of the password."""
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # Any: allauth's signature
        """Return the page that follows a confirmed address."""
        return reverse("account") if self.request.user.is_authenticated else reverse("account_login")


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors: their secrets are stored encrypted; who needs one keeps one."""

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret that was stored; under a key that is gone, one that nobody knows."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:  # Any: allauth's signature
        """Say whether the account may do without this factor."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not must_have_second_factor(authenticator.user)


class Outside(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in at an OpenID Connect provider: it opens accounts that are there, by verified mail address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # Any: allauth's signature
        """Refuse an answer whose two halves speak of different people (OpenID Connect Core 1.0, 5.3.2)."""
        halves = [sociallogin.account.extra_data.get(half) for half in ("userinfo", "id_token")]
        if len({half.get("sub") for half in halves if half}) > 1:
            raise PermissionDenied

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:  # Any: allauth's signature
        """Say whether a stranger's address opens the account: verified on both sides, and nobody else's yet."""
        address = EmailAddress.objects.filter(email=email.lower(), verified=True, primary=True).first()
        return (
            _is_verified(login)
            and address is not None
            and not SocialAccount.objects.filter(user=address.user, provider=login.account.provider).exists()
        )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # Any: allauth's signature
        """Say whether the provider's people get an account by themselves; where one has the address, nobody does."""
        emails = [address.email.lower() for address in sociallogin.email_addresses]
        return bool(
            settings.OIDC_SIGN_UP
            and emails
            and _is_verified(sociallogin)
            and not Account.objects.filter(email__in=emails).exists()
        )

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:  # Any: allauth's
        """Return the account that a stranger would get."""
        account = super().populate_user(request, sociallogin, data)
        account.name = str(data.get("name") or "")[:120]
        return account

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:  # Any: allauth's signature
        """Make the account."""
        account = super().save_user(request, sociallogin, form)
        note_change(account=account, verb="create", by=None)
        return account


def _is_verified(login: Any) -> bool:  # Any: allauth ships no types
    said = login.account.extra_data
    claims = said.get("userinfo") or said.get("id_token") or {}
    verified = claims.get("email_verified")
    return verified is True or verified == "true"  # some write it as a word, and "false" is one too


def _cipher() -> MultiFernet:
    """Return the cipher of stored secrets; keys that the site used before still open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kirmash second factors").derive(k.encode()) for k in keys
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
