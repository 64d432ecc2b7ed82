"""What the fair's staff writes about an exhibitor: notes, and prices offered."""

from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_name, get_currency_precision
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kirmash.base.texts import locale_of
from kirmash.base.web import offer
from kirmash.exhibition.models.dealing import Basis
from kirmash.record.forms.fields import CHOOSE, DayField, NumberField, TextField, text_area

#: The currencies in which fairs between these countries are paid.
CURRENCIES = ("BYN", "RUB", "EUR", "USD", "CNY", "KZT", "KGS", "UZS", "PLN")
MOST = Decimal(10) ** 12


class NoteForm(forms.Form):
    """A note on an exhibitor."""

    text = TextField(
        max_length=5000,
        widget=text_area(3),
        label=_("Note"),
        help_text=_("Administrators and organisers of this fair read it; the exhibitor does not."),
    )


class OfferForm(forms.Form):
    """A price offered for a stand."""

    amount = NumberField(
        max_length=30, label=_("Amount"), widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )
    currency = forms.ChoiceField(label=_("Currency"))
    basis = forms.ChoiceField(choices=Basis.choices, label=_("What it is for"))
    valid_until = DayField(required=False, label=_("Valid until"))

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        names = [(code, f"{code} – {get_currency_name(code, locale=locale_of())}") for code in CURRENCIES]
        offer(self, "currency", [CHOOSE, *names])

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Bring the amount to the smallest unit of its currency."""
        cleaned = super().clean() or {}
        if "amount" in cleaned and "currency" in cleaned:
            places = get_currency_precision(cleaned["currency"])
            minor = Decimal(cleaned["amount"]).scaleb(places)
            if not 0 < minor < MOST:
                self.add_error("amount", ValidationError(_("Write an amount above zero that can be meant.")))
            elif minor != minor.to_integral_value():
                self.add_error("amount", ValidationError(_("This currency has fewer decimal places.")))
            cleaned["amount_minor"] = int(minor)
        return cleaned

    def words(self) -> dict[str, Any]:  # Any: a number, words and a day
        """Return the offer by the names that the action gives it."""
        return {name: self.cleaned_data[name] for name in ("amount_minor", "currency", "basis", "valid_until")}
