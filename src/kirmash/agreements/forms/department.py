"""What is asked of the pages of a city's department: funnels, the yearly report, figures of trade."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.forms.following import SensibleDay
from kirmash.agreements.tables.trade import LARGEST
from kirmash.base.web import offer
from kirmash.record.forms.fields import TextField


class FunnelForm(forms.Form):
    """Until when funnels count, since when, and what comes first."""

    until = SensibleDay(required=False, label=_("Cut-off day"))
    since = SensibleDay(required=False, label=_("Signed since"))
    first = forms.ChoiceField(
        required=False, label=_("What comes first"),
        choices=[("contract", _("a contract or a delivery")), ("delivery", _("a delivery only"))],
    )  # fmt: skip

    def asked(self, today: datetime.date) -> tuple[datetime.date, str, datetime.date | None]:
        """Return the cut-off day, what comes first, and since when; what cannot be read is as usual."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        until = said.get("until") or today
        return min(until, today), said.get("first") or "contract", said.get("since")


class YearForm(forms.Form):
    """Of which year, in which language."""

    year = forms.ChoiceField(label=_("Year"))
    lang = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language"))

    def __init__(self, years: Sequence[int], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        offer(self, "year", [(str(year), str(year)) for year in years])


class TradeForm(forms.Form):
    """A table of trade with a partner, and where it comes from."""

    partner = forms.ChoiceField(label=_("Partner"))
    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("CSV or XLSX with the columns code, year, value, unit, and flow where it is known."),
    )  # fmt: skip
    title = TextField(max_length=300, label=_("Source"), help_text=_("The title of the table or publication."))
    publisher = TextField(required=False, max_length=200, label=_("Who published it"))
    url = forms.URLField(required=False, max_length=500, assume_scheme="https", label=_("Where it can be read"))
    published_on = SensibleDay(required=False, label=_("Published on"))

    def __init__(self, partners: Sequence[tuple[str, str]], *arguments: Any, **values: Any) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        offer(self, "partner", partners)

    def clean_file(self) -> tuple[str, bytes]:
        """Return the name and the content of the file; one that is too large is not read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."), "too-large")
        return file.name, file.read()
