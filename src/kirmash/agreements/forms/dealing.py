"""What is written of a deal: its sides, and each stage with its day, value and evidence."""

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.dealing import DealWords, StageWords
from kirmash.agreements.forms.following import EvidenceField, SensibleDay
from kirmash.agreements.models.deal import StageKind
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.execution import instrument_name
from kirmash.base.models import Account
from kirmash.protocol.forms.fields import RecordField
from kirmash.protocol.queries.known import known_organisations, known_places
from kirmash.record.forms.fields import NumberField, TextField, text_area
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place

CURRENCIES = ("EUR", "BYN", "RUB", "KZT", "KGS", "UZS", "CNY", "PLN", "TRY", "USD")
NO_CURRENCY = ("", "–")
LARGEST_MINOR = 10**17


class DealForm(forms.Form):
    """Two sides that trade, or try to."""

    def __init__(self, instruments: list[Instrument], *arguments: Any, **values: Any) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        self.instruments = {one.key: one for one in instruments}
        organisations = known_organisations()
        self.fields["first"] = RecordField(organisations, "organisations", label=_("Company"))
        self.fields["second"] = RecordField(organisations, "organisations", label=_("With the company"))
        self.fields["place"] = RecordField(known_places(), "places", label=_("Or with the city"))
        for code, label in settings.LANGUAGES:
            self.fields[f"names_{code}"] = TextField(required=False, max_length=300, label=label)
        self.fields["field_of"] = forms.ChoiceField(
            required=False, label=_("In the field of"),
            choices=[("", _("no agreement")), *((one.key, _line(one)) for one in instruments)],
            help_text=_("The agreement in whose field it lies. That says nothing about what brought it about."),
        )  # fmt: skip

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of the goods by language."""
        return [self[f"names_{code}"] for code, _label in settings.LANGUAGES]

    @property
    def proposals(self) -> list[tuple[str, list[str]]]:
        """The lists that the fields propose."""
        fields = {field.proposals: field for field in self.fields.values() if isinstance(field, RecordField)}
        return [
            (f"known-{name}", [f"{label} [{word}]" for word, label in field.known.items()])
            for name, field in fields.items()
        ]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for two sides."""
        cleaned = super().clean() or {}
        if not self.errors:
            if not cleaned.get("first"):
                self.add_error("first", _("Name the company."))
            elif bool(cleaned.get("second")) == bool(cleaned.get("place")):
                self.add_error("second", _("Name the other side: a company, or else a city."))
            elif cleaned["first"] == cleaned.get("second"):
                self.add_error("second", _("A deal has two different sides."))
        return cleaned

    def words(self) -> DealWords:
        """Return what was said."""
        said = self.cleaned_data
        texts = {code: said[f"names_{code}"] for code, _label in settings.LANGUAGES}
        first, second, place = said["first"], said["second"], said["place"]
        assert isinstance(first, Organisation)  # noqa: S101  # the field gives nothing else
        return DealWords(
            first=first, second=second if isinstance(second, Organisation) else None,
            place=place if isinstance(place, Place) else None,
            names={code: text for code, text in texts.items() if text},
            field_of=self.instruments.get(said["field_of"]),
        )  # fmt: skip


def _line(instrument: Instrument) -> str:
    return f"{instrument_name(instrument)} ({instrument.get_kind_display()})"


class MoneyField(NumberField):
    """An amount of money, kept in hundredths."""

    def clean(self, value: Any) -> Any:  # Any: Django's signature
        """Return the hundredths."""
        text = super().clean(value)
        if not text:
            return None
        try:
            minor = int(Decimal(text) * 100)
        except InvalidOperation:
            minor = -1
        if not 0 <= minor <= LARGEST_MINOR:
            raise forms.ValidationError(_("This is no amount of money."), "amount")
        return minor


class StageForm(forms.Form):
    """A stage that was reached: on which day, worth how much, with what evidence."""

    kind = forms.ChoiceField(choices=StageKind.choices, label=_("Stage"))
    reached_on = SensibleDay(label=_("Day"))
    text = TextField(required=False, max_length=5000, widget=text_area(3), label=_("What happened"))
    least = MoneyField(required=False, label=_("Value, at least"), help_text=_("Voluntary; digits, as in 20000."))
    most = MoneyField(required=False, label=_("Value, at most"))
    currency = forms.ChoiceField(
        required=False, choices=[NO_CURRENCY, *((code, code) for code in CURRENCIES)], label=_("Currency")
    )
    given_by = TextField(required=False, max_length=200, label=_("Who says so"))
    address = forms.URLField(required=False, max_length=500, assume_scheme="https", label=_("Where it can be read"))
    file = EvidenceField(label=_("Evidence"))

    def __init__(self, today: datetime.date, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.today = today

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Read one bound of a value as both, and ask for its currency."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None or most is not None:
            cleaned["least"] = most if least is None else least
            cleaned["most"] = least if most is None else most
            if cleaned["least"] > cleaned["most"]:
                self.add_error("most", _("This is less than the lower bound."))
            if not cleaned.get("currency"):
                self.add_error("currency", _("Say in which currency."))
        else:
            cleaned["currency"] = ""
        day = cleaned.get("reached_on")
        if day and day > self.today:
            self.add_error("reached_on", _("This day is still to come."))
        return cleaned

    def words(self) -> StageWords:
        """Return what was said."""
        said = self.cleaned_data
        return StageWords(
            kind=said["kind"], reached_on=said["reached_on"] or self.today, text=said["text"],
            least_minor=said["least"], most_minor=said["most"], currency=said["currency"],
            given_by=said.get("given_by", ""), address=said["address"], upload=said["file"],
        )  # fmt: skip


def instruments_for(account: Account | None) -> list[Instrument]:
    """Return the instruments in whose field a deal of an account may lie: of its own city, or with no city all."""
    places = [
        subject.partition(":")[2] for _role, subject in (account.held if account else ())
        if subject.startswith("place:")
    ]  # fmt: skip
    rows = Instrument.objects.prefetch_related("parties__place__names", "parties__organisation__names")
    found = rows.filter(parties__place__key__in=places).distinct() if places else rows
    return list(found.order_by("key")[:500])
