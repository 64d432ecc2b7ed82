"""An agreement as an officer writes it down."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.entering import Written
from kirmash.agreements.deadlines import Renewal as RenewalWord
from kirmash.agreements.models.instrument import Kind
from kirmash.agreements.models.term import Renewal
from kirmash.agreements.register.cells import FIRST_YEAR, LAST_YEAR, read_country
from kirmash.record.forms.fields import DayField, TextField, text_area
from kirmash.record.queries.subjects import find_reference

#: Months of the longest term that is written as one.
MOST_MONTHS = 1200
PLACES, PEOPLE = "known-subjects", "known-words"


class KnownOrNewField(TextField):
    """A record that is known, chosen from a list, or the name of a new one."""

    def __init__(self, known: Mapping[str, str], proposals: str, **values: Any) -> None:  # Any: Django's signature
        attributes = {"list": proposals, "autocomplete": "off"}
        super().__init__(max_length=200, widget=forms.TextInput(attrs=attributes), **values)
        self.known = known

    def to_python(self, value: Any) -> str:  # Any: Django's signature
        """Return the reference of what is known, and what was written otherwise."""
        text = super().to_python(value)
        return (find_reference(text, self.known) or text) if text else ""

    def prepare_value(self, value: Any) -> Any:  # Any: Django's signature
        """Return what is known by its name."""
        return self.known.get(value, value) if isinstance(value, str) else value


def _months(label: Any, help_text: Any = "") -> forms.IntegerField:  # Any: sentences that wait for their language
    return forms.IntegerField(required=False, min_value=1, max_value=MOST_MONTHS, label=label, help_text=help_text)


class TermForm(forms.Form):
    """The days and the term of an agreement: from these its deadlines are computed."""

    signed_on = DayField(required=False, label=_("Signed on"))
    signed_year = forms.IntegerField(
        required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, label=_("or in the year"),
        help_text=_("Where the day is not known."),
    )  # fmt: skip
    in_force_on = DayField(required=False, label=_("In force since"))
    months = _months(_("Term in months"), _("Five years are 60."))
    ends_on = DayField(required=False, label=_("or last day"))
    renewal = forms.ChoiceField(choices=Renewal.choices, initial=RenewalWord.UNKNOWN, label=_("Renewal"))
    renewal_months = _months(_("Renewed for so many months"), _("Empty: for as long as the first term."))
    notice_months = forms.IntegerField(required=False, min_value=0, max_value=120, label=_("Months of notice"))
    notice_days = forms.IntegerField(required=False, min_value=0, max_value=3660, label=_("Days of notice"))
    termination_days = forms.IntegerField(
        required=False, min_value=0, max_value=3660, label=_("Termination takes effect after days"),
    )  # fmt: skip


class EntryForm(TermForm):
    """An agreement of a city: with whom, what, since when, for how long, where it is kept."""

    kind = forms.ChoiceField(choices=Kind.choices, label=_("Kind"), initial=Kind.TWINNING)
    title = TextField(required=False, max_length=500, label=_("Title"))
    number = TextField(required=False, max_length=60, label=_("Registration number"))
    registered_on = DayField(required=False, label=_("Registered on"))
    archive = TextField(
        required=False, max_length=200, label=_("Where our original is kept"), help_text=_("Archive, file, sheet.")
    )
    control_on = DayField(
        required=False, label=_("Control date"), help_text=_("The day on which somebody looks at it again.")
    )
    note = TextField(required=False, max_length=5000, widget=text_area(3), label=_("Note"))
    #: The parts of the page, each with its heading.
    PARTS = (
        (_("What it is"), ("partner", "country", "kind", "title")),
        (_("Since when and for how long"), tuple(TermForm.base_fields)),
        (_("Where it is kept"), ("number", "registered_on", "archive", "responsible", "control_on", "note")),
    )

    def __init__(
        self, places: Mapping[str, str] | None, people: Mapping[str, str], *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        if places is not None:
            self.fields["partner"] = KnownOrNewField(
                places, PLACES, label=_("Partner"), help_text=_("Choose a known city or region, or write a new one.")
            )
            self.fields["country"] = TextField(
                required=False, max_length=60, label=_("Country of a new partner"), help_text=_("By name or code.")
            )
        self.fields["responsible"] = KnownOrNewField(
            people, PEOPLE, required=False, label=_("Responsible officer"),
            help_text=_("Choose a known person, or write a name."),
        )  # fmt: skip

    def clean_country(self) -> str:
        """Return the code of the country."""
        text = self.cleaned_data["country"]
        try:
            return read_country(text) if text else ""
        except ValueError as wrong:
            sentence = f"{text} {wrong}"
            raise ValidationError(sentence) from None

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:  # Any: a sentence that waits for its language
        """Return the fields in their parts."""
        return [(label, [self[name] for name in names if name in self.fields]) for label, names in self.PARTS]

    def written(self) -> Written:
        """Return what was written."""
        said = dict(self.cleaned_data)
        partner, responsible = said.pop("partner", ""), said.pop("responsible")
        is_known = partner.startswith("place:")
        return Written(
            **{name: value for name, value in said.items() if name not in {"notice_months", "notice_days"}},
            notice_months=said["notice_months"] or 0,
            notice_days=said["notice_days"] or 0,
            partner="" if is_known else partner,
            partner_key=partner.partition(":")[2] if is_known else "",
            responsible=responsible.removeprefix("person:"),
        )
