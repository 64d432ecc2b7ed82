"""The working group: its members, its sessions, its minutes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.group import Resolved
from kirmash.agreements.forms.entry import PLACES, KnownOrNewField
from kirmash.agreements.models.commitment import Field
from kirmash.agreements.models.group import Mode
from kirmash.base.web import offer, today
from kirmash.record.forms.fields import DayField, TextField, text_area

Parties = Mapping[int, str]
#: Rows for decisions that the form of the minutes has at first, and at most.
FIRST_ROWS, MOST_ROWS = 5, 60
ALL_PARTIES = ("", _("all parties"))


class GroupForm(forms.Form):
    """What a working group is called, and what it is for."""

    name = TextField(required=False, max_length=300, label=_("Name"))
    task = TextField(required=False, max_length=5000, widget=text_area(4), label=_("Task"))


class SeatForm(forms.Form):
    """A member."""

    party = forms.ChoiceField(label=_("Party"))
    function = TextField(required=False, max_length=200, label=_("Function"))
    is_chair = forms.BooleanField(required=False, label=_("Chairs its side of the group"))
    from_on = DayField(required=False, label=_("Since"))

    def __init__(
        self, parties: Parties, people: Mapping[str, str], *arguments: Any, **values: Any
    ) -> None:  # Any: Django
        super().__init__(*arguments, **values)
        offer(self, "party", [(str(position), name) for position, name in parties.items()])
        who = KnownOrNewField(
            people, PLACES, label=_("Person"), help_text=_("Choose somebody in office, or write the name of another.")
        )
        named = dict(self.fields)
        self.fields = {"party": named.pop("party"), "who": who, **named}


class EndSeatForm(forms.Form):
    """Until when somebody sits in the group."""

    until_on = DayField(label=_("Until"), initial=today)


class SessionForm(forms.Form):
    """What is planned of a session."""

    number = forms.IntegerField(
        min_value=1, max_value=999, label=_("Number"), help_text=_("A group that met before goes on with its own.")
    )
    planned_on = DayField(required=False, label=_("Planned for"))
    place = TextField(required=False, max_length=200, label=_("Place"))
    mode = forms.ChoiceField(choices=Mode.choices, label=_("How"))
    agenda = TextField(
        required=False,
        max_length=10_000,
        widget=text_area(8),
        label=_("Agenda"),
        help_text=_("One matter in each line."),
    )


class MinutesForm(forms.Form):
    """What became of a session; each decision is a row of what, whose and until when."""

    held_on = DayField(label=_("Held on"))
    present = TextField(
        required=False, max_length=10_000, widget=text_area(5), label=_("Who was there"),
        help_text=_("One person in each line."),
    )  # fmt: skip
    discussion = TextField(required=False, max_length=50_000, widget=text_area(8), label=_("What was spoken of"))
    rows = forms.IntegerField(required=False, min_value=1, max_value=MOST_ROWS, widget=forms.HiddenInput)

    def __init__(self, parties: Parties, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.count = _count(self.data) if self.is_bound else FIRST_ROWS
        for number in range(1, self.count + 1):
            self.fields[f"what-{number}"] = TextField(
                required=False,
                max_length=1000,
                widget=text_area(2),
                label=_("Decision %(number)s") % {"number": number},
            )
            self.fields[f"owner-{number}"] = forms.ChoiceField(
                choices=[ALL_PARTIES, *((str(position), name) for position, name in parties.items())],
                required=False, label=_("Who owes it"),
            )  # fmt: skip
            self.fields[f"field-{number}"] = forms.ChoiceField(
                choices=Field.choices, required=False, label=_("Field"), initial=Field.OTHER
            )
            self.fields[f"due-{number}"] = DayField(required=False, label=_("Until"))

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for the words of a decision that has a day."""
        said = super().clean() or {}
        for number in range(1, self.count + 1):
            if said.get(f"due-{number}") and not said.get(f"what-{number}"):
                self.add_error(f"what-{number}", _("Say what is to be done until this day."))
        return said

    def decisions(self) -> list[Resolved]:
        """Return the decisions that were written down."""
        said = self.cleaned_data
        return [
            Resolved(
                what=said[f"what-{number}"],
                owner=int(said[f"owner-{number}"]) if said[f"owner-{number}"] else None,
                due_on=said[f"due-{number}"],
                field=said[f"field-{number}"] or Field.OTHER,
            )
            for number in range(1, self.count + 1)
            if said[f"what-{number}"]
        ]

    def decision_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the fields of each decision."""
        return [
            (number, [self[f"{name}-{number}"] for name in ("what", "owner", "field", "due")])
            for number in range(1, self.count + 1)
        ]


def _count(data: Mapping[str, Any]) -> int:  # Any: what a browser sent
    """Return how many rows a browser was shown, and more where it asks for them."""
    said = str(data.get("rows", ""))
    shown = int(said) if said.isdecimal() and len(said) <= 3 else FIRST_ROWS
    return max(1, min(shown + (FIRST_ROWS if "more" in data else 0), MOST_ROWS))
