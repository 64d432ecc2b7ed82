"""Handing in a list to compare, and deciding what was found in it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.reconciliation import Decision, FoundPair
from kirmash.agreements.queries.reconciling import UNDECIDED
from kirmash.agreements.reconciling import Scope, State
from kirmash.agreements.reconciling.reading import LARGEST_UPLOAD, LONGEST_TEXT
from kirmash.base.web import offer
from kirmash.record.forms.fields import ALL, DayField, LanguageField, ReferenceField, TextField, text_area

NONE_OF_THESE = "none"


class ListForm(forms.Form):
    """A list to compare with our register: a file or a pasted text, and whose list it is."""

    name = TextField(
        max_length=200,
        label=_("Name of the list"),
        help_text=_("As you will look for it, for instance: Kursk, site of the city."),
    )
    scope = forms.ChoiceField(
        choices=Scope.choices,
        initial=Scope.ABOUT,
        widget=forms.RadioSelect,
        label=_("Whose list it is"),
        help_text=_(
            "A list says something only about the ends that it speaks for; "
            "where it is silent about others, that is no answer."
        ),
    )
    file = forms.FileField(
        required=False,
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("CSV, TSV or XLSX; the first row names the columns. At most 5 MB."),
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=text_area(8),
        label=_("Or paste it here"),
        help_text=_("One partner in each line, in any script, as in: Брянск (Россия), 1998."),
    )
    language = LanguageField(label=_("Language of the names"), help_text=_("Helps where letters are written alike."))
    as_of = DayField(required=False, label=_("As of"))
    source = TextField(required=False, max_length=500, label=_("Where it comes from"))

    def __init__(self, places: Mapping[str, str], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        partner = ReferenceField(
            places,
            required=False,
            label=_("The partner whose list it is"),
            help_text=_("Only for a partner's own list. Type a part of the name and choose."),
        )
        named = dict(self.fields)
        self.fields = {"name": named.pop("name"), "scope": named.pop("scope"), "partner": partner, **named}

    def clean_file(self) -> Any:  # Any: Django's file
        """Refuse what is too large to be such a list, before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_UPLOAD:
            raise ValidationError(_("The file is larger than %(most)s MB.") % {"most": LARGEST_UPLOAD // 1_000_000})
        return file

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that there is one list, and whose it is."""
        cleaned = super().clean() or {}
        if "file" in cleaned and bool(cleaned["file"]) == bool(cleaned.get("text", "").strip()):
            self.add_error("file", _("Choose a file or paste a text, one of the two."))
        if cleaned.get("scope") == Scope.OWN and not cleaned.get("partner") and "partner" not in self.errors:
            self.add_error("partner", _("Say whose list it is."))
        return cleaned


class FindingsFilterForm(forms.Form):
    """What a reader asks the findings for."""

    q = forms.CharField(
        max_length=200, required=False, label=_("Name"), widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(choices=[ALL, *State.choices], required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        choices=[ALL, (UNDECIDED, _("asks for a decision")), *Decision.choices], required=False, label=_("Decision")
    )


class WhyForm(forms.Form):
    """A reason."""

    why = TextField(
        max_length=5000,
        widget=text_area(3),
        label=_("Reason"),
        help_text=_("What a colleague can check: a document, a letter, a page. The history keeps it."),
    )


class DecideForm(WhyForm):
    """What is decided about a finding."""

    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.RadioSelect, label=_("Decision"))
    field_order = ("decision", "why")


class NameForm(WhyForm):
    """Which place a line of the list means."""

    place = forms.ChoiceField(widget=forms.RadioSelect, label=_("The place that is meant"))
    field_order = ("place", "why")

    def __init__(
        self, pair: FoundPair, labels: Mapping[str, str], *arguments: Any, **values: Any
    ) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        offer(self, "place", [*labels.items(), (NONE_OF_THESE, _("none of these: another place"))])
