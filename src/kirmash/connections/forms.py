"""Forms of the connections: a token, a webhook."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.base.events import EVENTS
from kirmash.base.web import offer
from kirmash.connections.models import Scope
from kirmash.connections.queries import may_be_called

DAYS = [(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("one year"))]


class TokenForm(forms.Form):
    """What a token is called, what it may be used for, and for how long."""

    name = forms.CharField(
        max_length=80, label=_("Name"), help_text=_("By which you recognise it later, as in: price list of the shop.")
    )
    scopes = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("What it may be used for"),
        help_text=_("Choose as little as the program needs. A token never may do more than your account."),
    )
    days = forms.TypedChoiceField(choices=DAYS, coerce=int, initial=90, label=_("Valid for"))

    def __init__(self, scopes: Sequence[Scope], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        offer(self, "scopes", [(s.value, s.label) for s in scopes])


class WebhookForm(forms.Form):
    """Which address is told about what."""

    address = forms.CharField(
        max_length=500,
        label=_("Address"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("It begins with https:// and leads to the open internet."),
    )
    events = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=list(EVENTS.items()), label=_("It is told when")
    )

    def clean_address(self) -> str:
        """Return the address, if it may be called."""
        address: str = self.cleaned_data["address"]
        if "\0" in address or not may_be_called(address):
            raise forms.ValidationError(_("Write an https address without a password in it."), "address")
        return address
