"""Handing in a register, and saying what its columns mean and which places are meant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.uploading import LARGEST_UPLOAD
from kirmash.agreements.queries.importing import ANOTHER, Prospect, Understood
from kirmash.agreements.register.reading import FIELDS
from kirmash.record.forms.fields import CHOOSE
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

#: Columns whose meaning is asked for; a register has fewer.
MOST_COLUMNS = 50
#: Rows with an unclear partner that one page asks about.
MOST_ASKED = 50
NEW_PLACE = "another"


class RegisterFileForm(forms.Form):
    """The list that the department keeps."""

    file = forms.FileField(
        label=_("The list of agreements"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        help_text=_("XLSX or CSV, at most 5 MB, with its own headings, in any of several languages."),
    )

    def clean_file(self) -> Any:  # Any: Django's file
        """Refuse what is too large, before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise ValidationError(_("The file is larger than %(most)s MB.") % {"most": LARGEST_UPLOAD // 1_000_000})
        return file


class ColumnsForm(forms.Form):
    """What each column holds, and which place is meant where several bear a name."""

    def __init__(self, prospect: Prospect, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.columns = [
            (column, heading)
            for column, heading in enumerate(prospect.table.headings[:MOST_COLUMNS])
            if heading or any(column < len(row.cells) and row.cells[column] for row in prospect.table.rows[:20])
        ]
        choices = [("", _("– not taken –")), *FIELDS.items()]
        for column, heading in self.columns:
            self.fields[f"column-{column}"] = forms.ChoiceField(
                choices=choices, required=False, label=heading, initial=prospect.table.meant.get(column, "")
            )
        self.asked = list(prospect.rows_unclear[:MOST_ASKED])
        for row in self.asked:
            self.fields[f"row-{row.entry.number}"] = _which_place(row)

    @property
    def meant(self) -> dict[int, str]:
        """The field that each column holds; columns that hold none are left out."""
        said = self.cleaned_data
        return {column: said[f"column-{column}"] for column, _heading in self.columns if said[f"column-{column}"]}

    @property
    def chosen(self) -> dict[int, str]:
        """The places that were chosen, by row."""
        said = {row.entry.number: self.cleaned_data[f"row-{row.entry.number}"] for row in self.asked}
        return {row: ANOTHER if key == NEW_PLACE else key for row, key in said.items() if key}

    def column_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Return the fields of the columns, each with its heading."""
        return [(self[f"column-{column}"], heading) for column, heading in self.columns]

    def row_fields(self) -> list[tuple[forms.BoundField, Understood]]:
        """Return the fields of the rows that are not clear."""
        return [(self[f"row-{row.entry.number}"], row) for row in self.asked]


def _which_place(row: Understood) -> forms.ChoiceField:
    choices = [CHOOSE, *((one.key, _said(one)) for one in row.candidates), (NEW_PLACE, _("another place"))]
    return forms.ChoiceField(choices=choices, required=False, label=row.entry.partner)


def _said(place: Place) -> str:
    inside: Sequence[str] = [name_of(place.parent.names.all())] if place.parent else []
    return ", ".join((name_of(place.names.all()), *filter(None, inside or [place.country_code]))) + f" ({place.key})"
