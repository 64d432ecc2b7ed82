"""What a person writes about their own account, and the forms of the second factor that differ from allauth's."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.base.web import THEMES

NAMES = {
    "system": pgettext_lazy("colours", "as the system"),
    "light": pgettext_lazy("colours", "light"),
    "dark": pgettext_lazy("colours", "dark"),
}
#: A code is good for its own half minute and one on either side.
CODE_SECONDS = 90


class AccountForm(forms.Form):
    """A person's name, language and colours."""

    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as the browser says")), *settings.LANGUAGES],
        help_text=_("Pages and mails are written in it."),
    )
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[(theme, NAMES[theme]) for theme in THEMES],
        widget=forms.RadioSelect,
        help_text=_("Kept in this browser."),
    )


class OnceOnly:
    """Takes a code of an authenticator app once, also in the half minutes before and after its own."""

    def clean_code(self) -> str:
        """Return the code if it is right and new."""
        code = str(super().clean_code())  # type: ignore[misc]  # of the form that this is mixed into
        authenticator: Any = self.authenticator  # type: ignore[attr-defined]  # the same; Any: allauth ships no types
        digits = "".join(filter(str.isdigit, code))
        is_app = authenticator.type == Authenticator.Type.TOTP
        if is_app and not cache.add(f"used-code:{authenticator.pk}:{digits}", 1, CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceOnly, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code at the sign-in."""


class CodeAgainForm(OnceOnly, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code before something that matters."""


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A new key: its name, and whether it opens the account alone."""

    def __init__(self, *values: Any, **named: Any) -> None:  # Any: allauth's signature
        super().__init__(*values, **named)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].initial = True


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a key."""

    def __init__(self, *values: Any, **named: Any) -> None:  # Any: allauth's signature
        super().__init__(*values, **named)
        self.fields["name"].label = _("Name of the key")
