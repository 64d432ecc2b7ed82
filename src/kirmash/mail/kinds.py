"""The kinds of mail: what each is for, how long it is worth sending, and values to show it with.

A later chapter declares its own kinds beside its actions and passes them to ``write``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: What a template is filled with: words, and lists of lines of words.
Values = Mapping[str, object]

#: When something happens in samples.
SAMPLE_TIME = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
#: The header in which the sign-in names the kind of a mail to Django's back end; it never leaves the site.
HEADER = "X-Kirmash-Kind"


class Purpose(models.TextChoices):
    """Why a mail is written: somebody's own doing asks for it, or they take it until they refuse."""

    TRANSACTION = "transaction", pgettext_lazy("mail", "necessary")
    SUBSCRIPTION = "subscription", gettext_lazy("by subscription")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of mail; ``folder`` and ``stem`` name its templates, ``sample`` gives values to show it with."""

    name: str
    label: "StrPromise"
    folder: str = ""
    stem: str = ""
    purpose: Purpose = Purpose.TRANSACTION
    is_secret: bool = False
    lifetime: timedelta = timedelta(days=3)
    sample: Callable[[], Values] = dict

    @property
    def subject_template(self) -> str:
        """The template of the subject."""
        return f"{self.folder or 'mail/' + self.name}/{self.stem}subject.txt"

    @property
    def text_template(self) -> str:
        """The template of the text."""
        return f"{self.folder or 'mail/' + self.name}/{self.stem}message.txt"


KINDS: dict[str, Kind] = {}


def declare(kind: Kind) -> Kind:
    """Make a kind known to the pages that show kinds; a name stands for one kind."""
    if KINDS.setdefault(kind.name, kind) != kind:
        message = f"two kinds of mail are named {kind.name}"
        raise ValueError(message)
    return kind


def kind_of_prefix(prefix: str) -> Kind:
    """Return the kind of a mail of the sign-in by the prefix of its templates; what is not known is a secret."""
    return next(
        (kind for kind in KINDS.values() if kind.folder and f"{kind.folder}/{kind.stem}" == f"{prefix}_"), OTHER
    )


def _invited() -> Values:
    return {"inviter": "aigerim@fair.example", "roles": [(_("Organiser"), "Messe 2026")]}


def _digest() -> Values:
    return {
        "period": _("this week"),
        "items": [
            {"day": date(2026, 3, 4), "what": _("Answer the application of the Gomel Machine Works"), "url": ""},
            {
                "day": date(2026, 3, 6),
                "what": _("Publish the timetable of the meetings"),
                "url": "https://fair.example/1",
            },
        ],
        "url": "https://fair.example/",
    }


INVITATION = declare(
    Kind(
        name="invitation",
        label=gettext_lazy("Invitation to an account"),
        is_secret=True,
        sample=lambda: {**_invited(), "url": "https://fair.example/join/abc/", "until": SAMPLE_TIME},
    )
)
RENEWAL = declare(
    Kind(
        name="renewal",
        label=gettext_lazy("Link for a new password, by an administrator"),
        is_secret=True,
        sample=lambda: {
            "inviter": "aigerim@fair.example",
            "url": "https://fair.example/join/abc/",
            "until": SAMPLE_TIME,
        },
    )
)
NEW_ROLE = declare(
    Kind(name="new-role", label=gettext_lazy("A new role"), sample=_invited),
)
DIGEST = declare(
    Kind(name="digest", label=gettext_lazy("What is due"), purpose=Purpose.SUBSCRIPTION, sample=_digest),
)
TEST = declare(
    Kind(
        name="test",
        label=gettext_lazy("Test mail"),
        lifetime=timedelta(hours=1),
        sample=lambda: {"sender": "aigerim@fair.example"},
    )
)
#: What comes through Django's back end and nobody declared: it may hold a secret, so it counts as one.
OTHER = declare(
    Kind(name="other", label=gettext_lazy("Other mail"), is_secret=True, lifetime=timedelta(hours=1)),
)

_ACCOUNT, _FACTOR, _ELSEWHERE = "account/email", "mfa/email", "socialaccount/email"
_CODES, _KEYS = timedelta(minutes=15), timedelta(hours=12)
#: The mails of the sign-in that hold a code or a key: folder, name, label, how long it opens something, values to show.
_SECRETS: tuple[tuple[str, str, "StrPromise", timedelta, Values], ...] = (
    (_ACCOUNT, "login_code", gettext_lazy("Sign-in code"), _CODES, {"code": "K7QW-2MXP"}),
    (_ACCOUNT, "password_reset_code", gettext_lazy("Code for a new password"), _CODES, {"code": "K7QW-2MXP"}),
    (
        _ACCOUNT,
        "password_reset_key",
        gettext_lazy("Link for a new password"),
        _KEYS,
        {"password_reset_url": "https://fair.example/accounts/password/reset/key/1-abc/"},
    ),
    (
        _ACCOUNT,
        "email_confirmation",
        gettext_lazy("Confirmation of a mail address"),
        _KEYS,
        {"activate_url": "https://fair.example/accounts/confirm-email/abc/", "user": "chen@fair.example"},
    ),
    (
        _ACCOUNT,
        "email_confirmation_signup",
        gettext_lazy("Confirmation of a mail address at sign-up"),
        _KEYS,
        {"activate_url": "https://fair.example/accounts/confirm-email/abc/", "user": "chen@fair.example"},
    ),
)
_NOTICES: tuple[tuple[str, str, "StrPromise", Values], ...] = (
    (
        _ACCOUNT,
        "unknown_account",
        gettext_lazy("No account has this address"),
        {"email": "chen@fair.example", "signup_url": "https://fair.example/accounts/signup/"},
    ),
    (
        _ACCOUNT,
        "account_already_exists",
        gettext_lazy("An account has this address already"),
        {"email": "chen@fair.example", "password_reset_url": "https://fair.example/accounts/password/reset/"},
    ),
    (_ACCOUNT, "password_changed", gettext_lazy("Own password changed"), {}),
    (_ACCOUNT, "password_reset", gettext_lazy("Password renewed by link"), {}),
    (_ACCOUNT, "password_set", gettext_lazy("First password set"), {}),
    (
        _ACCOUNT,
        "email_changed",
        gettext_lazy("Mail address changed"),
        {"from_email": "chen@fair.example", "to_email": "li@fair.example"},
    ),
    (_ACCOUNT, "email_confirm", gettext_lazy("Mail address confirmed"), {}),
    (_ACCOUNT, "email_deleted", gettext_lazy("Mail address removed"), {"deleted_email": "li@fair.example"}),
    (_FACTOR, "totp_activated", gettext_lazy("Authenticator app set up"), {}),
    (_FACTOR, "totp_deactivated", gettext_lazy("Authenticator app removed"), {}),
    (_FACTOR, "recovery_codes_generated", gettext_lazy("New recovery codes"), {}),
    (_FACTOR, "webauthn_added", gettext_lazy("Security key added"), {}),
    (_FACTOR, "webauthn_removed", gettext_lazy("Security key removed"), {}),
    (_ELSEWHERE, "account_connected", gettext_lazy("Sign-in elsewhere connected"), {"provider": "Example ID"}),
    (_ELSEWHERE, "account_disconnected", gettext_lazy("Sign-in elsewhere disconnected"), {"provider": "Example ID"}),
)
_CHANGE: Values = {"ip": "192.0.2.7", "user_agent": "Firefox 140, Windows", "timestamp": SAMPLE_TIME}


def _name(folder: str, stem: str) -> str:
    return f"{folder.partition('/')[0]}-{stem.replace('_', '-')}"


for _folder, _stem, _label, _lifetime, _values in _SECRETS:
    declare(
        Kind(
            name=_name(_folder, _stem),
            label=_label,
            folder=_folder,
            stem=f"{_stem}_",
            is_secret=True,
            lifetime=_lifetime,
            sample=partial(dict, _values),
        )
    )
for _folder, _stem, _label, _values in _NOTICES:
    declare(
        Kind(
            name=_name(_folder, _stem),
            label=_label,
            folder=_folder,
            stem=f"{_stem}_",
            sample=partial(dict, {**_CHANGE, **_values}),
        )
    )
