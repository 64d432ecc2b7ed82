"""What somebody writes who asks for the desk before there is a file, and what opens one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.forms.desk import CURRENCIES
from kirmash.agreements.models.desk import DeskEnquiry
from kirmash.agreements.models.instrument import Kind
from kirmash.base.web import offer
from kirmash.protocol.forms.fields import ProtocolForm, RecordField, TimeField
from kirmash.protocol.queries.known import known_organisations, known_places
from kirmash.record.forms.fields import CHOOSE, DayField, TextField, text_area
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place

#: So many parties can be named on the page; others are added in the file.
MOST_PARTIES = 4


class EnquiryForm(forms.ModelForm[DeskEnquiry]):
    """What is to be signed, who asks, when it would suit."""

    subject = forms.ChoiceField(required=False, label=_("For whom"))
    kind = forms.ChoiceField(label=_("What is to be signed"))
    currency = forms.ChoiceField(
        required=False, choices=[("", "–"), *((code, code) for code in CURRENCIES)], label=_("Currency")
    )
    wished_on = DayField(required=False, label=_("Wished day"))
    not_before = TimeField(required=False, label=_("Not before"))
    not_after = TimeField(required=False, label=_("Not after"))

    class Meta:
        model = DeskEnquiry
        fields = ("subject", "kind", "parties", "asker", "contact_name", "contact_mail", "contact_phone", "value",
                  "currency", "wished_on", "not_before", "not_after", "wants_photographer", "wants_press",
                  "wants_interpreters", "wants_flags")  # fmt: skip
        labels = {
            "parties": _("Parties, in your words"), "asker": _("Who asks"), "contact_name": _("Contact"),
            "contact_mail": _("Mail address of the contact"), "contact_phone": _("Telephone of the contact"),
            "value": _("Value, if the document states one"), "wants_photographer": _("Photographer wanted"),
            "wants_press": _("Press wanted"), "wants_interpreters": _("Interpreters wanted"),
            "wants_flags": _("Flags wanted"),
        }  # fmt: skip
        help_texts = {"parties": "", "value": _("Only you, the organiser and the protocol of the fair see it.")}

    def __init__(
        self, subjects: Sequence[tuple[str, str]], *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        offer(self, "subject", subjects)
        offer(self, "kind", [CHOOSE, *(one for one in Kind.choices if one[0] != Kind.ORAL_UNDERSTANDING)])
        if len(subjects) == 1:
            self.fields["subject"].widget = forms.HiddenInput()
            self.initial["subject"] = subjects[0][0]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for the currency of a value, and for a way to reach the contact."""
        cleaned = super().clean() or {}
        if cleaned.get("value") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        if cleaned.get("value") is not None and cleaned["value"] < 0:
            self.add_error("value", _("A value is not negative."))
        if not cleaned.get("contact_mail") and not cleaned.get("contact_phone"):
            self.add_error("contact_mail", _("Give a mail address or a telephone number."))
        before, after = cleaned.get("not_before"), cleaned.get("not_after")
        if before and after and before >= after:
            self.add_error("not_after", _("It must end after it begins."))
        return cleaned

    def words(self) -> dict[str, Any]:  # Any: values of a row
        """Return what was said; a currency without a value is none."""
        said = dict(self.cleaned_data)
        said["currency"] = said["currency"] if said["value"] is not None else ""
        return said


class OpenFileForm(ProtocolForm):
    """Between whom the file is opened."""

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        known = known_places() | known_organisations()
        for number in range(1, MOST_PARTIES + 1):
            self.fields[f"party_{number}"] = RecordField(
                known, "parties", label=_("Party %(number)s") % {"number": number},
                help_text=_("A city, a region or an organisation, from the list.") if number == 1 else "",
            )  # fmt: skip

    def parties(self) -> list[Place | Organisation]:
        """Return those that were named."""
        return [one for number in range(1, MOST_PARTIES + 1) if (one := self.cleaned_data[f"party_{number}"])]


class CloseForm(forms.Form):
    """Why an enquiry is refused or withdrawn."""

    reason = TextField(max_length=500, widget=text_area(3), label=_("Reason"))
