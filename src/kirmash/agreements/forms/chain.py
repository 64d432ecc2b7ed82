"""A link of the chain, and what a side says of a meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.forms.following import EvidenceField, SensibleDay
from kirmash.agreements.models.chain import Side
from kirmash.base.web import offer
from kirmash.record.forms.fields import CHOOSE, TextField, text_area

HELD, NOT_HELD = "held", "not-held"


class LinkForm(forms.Form):
    """What led to a thing, or to what it led."""

    way = forms.ChoiceField(
        label=_("How they belong together"), widget=forms.RadioSelect,
        choices=[("before", _("the other thing led to this one")), ("after", _("this one led to the other thing"))],
    )  # fmt: skip
    other = forms.ChoiceField(label=_("The other thing"))
    stated_by = TextField(max_length=200, label=_("Who says so"), help_text=_("Office, or name."))
    note = TextField(required=False, max_length=500, label=_("Note"))

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        offer(self, "other", [CHOOSE, *groups])

    def ends(self, word: str) -> tuple[str, str]:
        """Return what came first, and what it led to."""
        other = str(self.cleaned_data["other"])
        return (other, word) if self.cleaned_data["way"] == "before" else (word, other)


class MeetingForm(forms.Form):
    """What a side says of a meeting."""

    side = forms.ChoiceField(choices=Side.choices, label=_("Whose word it is"))
    was_held = forms.ChoiceField(
        label=_("What it says"), widget=forms.RadioSelect,
        choices=[(HELD, _("it was held")), (NOT_HELD, _("it was not held"))],
    )  # fmt: skip
    said_on = SensibleDay(label=_("Day"))
    said_by = TextField(max_length=200, label=_("Who says so"), help_text=_("Office, or name."))
    text = TextField(required=False, max_length=5000, widget=text_area(3), label=_("What was agreed"))
    file = EvidenceField(label=_("Scan"))

    def words(self) -> dict[str, Any]:  # Any: values of a row
        """Return what was said, by the names that the action gives it."""
        said = dict(self.cleaned_data)
        upload, was_held = said.pop("file"), said.pop("was_held") == HELD
        return {**said, "was_held": was_held, "upload": upload}
