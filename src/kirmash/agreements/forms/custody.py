"""Keeping originals and scans."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.forms.entry import PEOPLE, KnownOrNewField
from kirmash.agreements.models.scan import ScanKind
from kirmash.agreements.queries.custody import Original
from kirmash.agreements.sealing.papers import LARGEST_PAPER
from kirmash.base.web import offer, today
from kirmash.record.forms.fields import DayField, TextField, text_area


class CustodyForm(forms.Form):
    """Where each original is kept, under which number, and who answers for it."""

    number = TextField(required=False, max_length=60, label=_("Registration number"))
    registered_on = DayField(required=False, label=_("Registered on"))
    control_on = DayField(
        required=False, label=_("Control date"), help_text=_("The day on which somebody looks at it again.")
    )

    def __init__(
        self, originals: Sequence[Original], people: Mapping[str, str], *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.originals = originals
        self.fields["responsible"] = KnownOrNewField(
            people, PEOPLE, required=False, label=_("Responsible officer"),
            help_text=_("Choose a known person, or write a name."),
        )  # fmt: skip
        for one in originals:
            self.fields[f"archive-{one.party.position}"] = TextField(
                required=False, max_length=200, label=_("Original of %(party)s") % {"party": one.name},
                help_text=_("Archive, file, sheet."), initial=one.party.archive,
            )  # fmt: skip

    @property
    def words(self) -> dict[str, Any]:  # Any: what the action takes
        """What was written, as the action takes it."""
        said = self.cleaned_data
        archives = {one.party.position: said[f"archive-{one.party.position}"] for one in self.originals}
        plain = {name: said[name] for name in ("number", "registered_on", "control_on")}
        return {**plain, "responsible": said["responsible"].removeprefix("person:"), "archives": archives}


class LendForm(forms.Form):
    """Who gets an original, what for, and until when."""

    lent_to = TextField(max_length=200, label=_("Who has it"), help_text=_("Person and department."))
    purpose = TextField(required=False, max_length=300, label=_("What for"))
    lent_on = DayField(label=_("Since"), initial=today)
    due_on = DayField(label=_("Back by"))


class BackForm(forms.Form):
    """When an original came back."""

    back_on = DayField(label=_("Came back on"), initial=today)


class ScanForm(forms.Form):
    """A scan, and which paper it shows."""

    file = forms.FileField(
        label=_("Scan"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff"}),
        help_text=_("PDF, JPEG, PNG or TIFF, at most 25 MB. It is kept as it is, and a sealed PDF is made of it."),
    )
    kind = forms.ChoiceField(choices=ScanKind.choices, label=_("What it shows"))
    party = forms.ChoiceField(required=False, label=_("Whose original"))
    languages = TextField(
        required=False, max_length=60, label=_("Languages of the text"), help_text=_("Tags with spaces, as in ru be.")
    )
    note = TextField(required=False, max_length=500, label=_("Note"))

    def __init__(self, originals: Sequence[Original], *arguments: Any, **values: Any) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        offer(self, "party", [("", _("nobody’s")), *((str(one.party.position), one.name) for one in originals)])

    def clean_file(self) -> Any:  # Any: Django's file
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PAPER:
            raise ValidationError(_("The file is larger than %(most)s MB.") % {"most": LARGEST_PAPER // 1_000_000})
        return file


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = TextField(
        max_length=1000, widget=text_area(3), label=_("Reason"), help_text=_("The history keeps it.")
    )  # fmt: skip


class SealedFileForm(forms.Form):
    """A file whose seal is asked for."""

    file = forms.FileField(
        label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}), help_text=_("PDF, at most 25 MB.")
    )

    clean_file = ScanForm.clean_file
