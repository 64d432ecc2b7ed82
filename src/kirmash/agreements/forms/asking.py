"""Asking a partner for news, and the forms in which the partner answers, without an account."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.asking import Answer, AskingWords
from kirmash.agreements.actions.dealing import StageWords
from kirmash.agreements.forms.dealing import StageForm
from kirmash.agreements.forms.following import EvidenceField, SensibleDay
from kirmash.agreements.models.asking import LASTING, Progress
from kirmash.agreements.models.deal import Deal, StageKind
from kirmash.agreements.queries.asking import Question
from kirmash.agreements.queries.execution import Stood
from kirmash.base.web import offer
from kirmash.record.forms.fields import TextField, text_area
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place

LARGEST_TABLE = 5_000_000


class PartnerForm(forms.Form):
    """Whom to ask."""

    partner = forms.ChoiceField(label=_("Partner"))

    def __init__(self, partners: Sequence[tuple[str, str]], *arguments: Any, **values: Any) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        offer(self, "partner", partners)


class AskForm(forms.Form):
    """Of what to ask a partner, where to write, in which language, until when."""

    commitments = forms.MultipleChoiceField(required=False, label=_("Commitments"), widget=forms.CheckboxSelectMultiple)
    deals = forms.MultipleChoiceField(required=False, label=_("Deals"), widget=forms.CheckboxSelectMultiple)
    contact = TextField(required=False, max_length=200, label=_("Who answers there"), help_text=_("Office, or name."))
    email = forms.EmailField(
        required=False, label=_("Mail address"),
        help_text=_("The link goes there. Without an address you are shown the link and the tables, to send them."),
    )  # fmt: skip
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language of the partner"))
    note = TextField(
        required=False, max_length=2000, widget=text_area(3), label=_("What you write above the questions")
    )
    expires_on = SensibleDay(label=_("The link holds until"))

    def __init__(
        self, open_ones: Sequence[Stood], deals: Sequence[tuple[Deal, str]], today: datetime.date,
        *arguments: Any, **values: Any,
    ) -> None:  # fmt: skip  # Any: Django's signature
        keys = [one.commitment.key for one in open_ones]
        values["initial"] = {
            "commitments": keys, "deals": [deal.key for deal, _title in deals], "expires_on": today + LASTING,
            **values.get("initial", {}),
        }  # fmt: skip
        super().__init__(*arguments, **values)
        self.today = today
        self.known = {one.commitment.key: one.commitment for one in open_ones}
        self.known_deals = {deal.key: deal for deal, _title in deals}
        self._offer("commitments", [(one.commitment.key, f"{one.title} ({one.stands})") for one in open_ones])
        self._offer("deals", [(deal.key, title) for deal, title in deals])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            offer(self, name, choices)
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for something to ask, and for a day to come."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("commitments") and not cleaned.get("deals"):
            first = next((name for name in ("commitments", "deals") if name in self.fields), None)
            self.add_error(first, _("Choose at least one."))
        day = cleaned.get("expires_on")
        if day and not self.today < day <= self.today + 6 * LASTING:
            self.add_error("expires_on", _("A link holds until a day within the next twelve months."))
        return cleaned

    def words(self, partner: Place | Organisation) -> AskingWords:
        """Return what was said."""
        said = self.cleaned_data
        return AskingWords(
            partner_place=partner if isinstance(partner, Place) else None,
            partner_organisation=partner if isinstance(partner, Organisation) else None,
            commitments=[self.known[key] for key in said.get("commitments", [])],
            deals=[self.known_deals[key] for key in said.get("deals", [])],
            language=said["language"], email=said["email"], contact=said["contact"], note=said["note"],
            expires_on=said["expires_on"],
        )  # fmt: skip


class AnswerForm(forms.Form):
    """What the other side says of one commitment; left empty it says nothing."""

    progress = forms.ChoiceField(
        required=False, choices=Progress.choices, label=_("How far is it?"), widget=forms.RadioSelect
    )
    on = SensibleDay(required=False, label=_("Day"), help_text=_("Of what you report; otherwise today."))
    text = TextField(required=False, max_length=5000, widget=text_area(3), label=_("What happened"))
    address = forms.URLField(required=False, max_length=500, assume_scheme="https", label=_("Where it can be read"))
    file = EvidenceField(label=_("Evidence"))

    def __init__(self, question: Question, today: datetime.date, *arguments: Any, **values: Any) -> None:  # Any: Django
        super().__init__(*arguments, **values)
        self.question, self.today = question, today

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask how far it is where something else is said, and for no day to come."""
        cleaned = super().clean() or {}
        says_more = any(cleaned.get(name) for name in ("text", "address", "file"))
        if not self.errors and says_more and not cleaned.get("progress"):
            self.add_error("progress", _("Say how far it is."))
        if cleaned.get("on") and cleaned["on"] > self.today:
            self.add_error("on", _("This day is still to come."))
        return cleaned

    def answer(self) -> Answer | None:
        """Return what was said; None for nothing."""
        said = self.cleaned_data
        if not said.get("progress"):
            return None
        return Answer(
            commitment=self.question.commitment, progress=said["progress"], on=said["on"] or self.today,
            due_on=self.question.due_on, text=said["text"], address=said["address"], upload=said["file"],
        )  # fmt: skip


class DealAnswerForm(StageForm):
    """What a company says of one deal; left empty it says nothing."""

    def __init__(
        self, deal: Deal, title: str, today: datetime.date, *arguments: Any, **values: Any
    ) -> None:  # Any: Dj.
        super().__init__(today, *arguments, **values)
        self.deal, self.title = deal, title
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  # it is declared so
        kind.required, self.fields["reached_on"].required = False, False
        kind.choices = [("", _("nothing new")), *StageKind.choices]
        del self.fields["given_by"]

    def answer(self) -> StageWords | None:
        """Return what was said; None for nothing."""
        return self.words() if self.cleaned_data.get("kind") else None


class WhoForm(forms.Form):
    """Who answers."""

    given_by = TextField(max_length=200, label=_("Who answers"), help_text=_("Your name or office, for the file."))


class TableForm(forms.Form):
    """A table that came back."""

    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ".docx,.xlsx"}),
        help_text=_("The table as it came back, DOCX or XLSX. Rows may stand in another order."),
    )  # fmt: skip
    given_by = TextField(required=False, max_length=200, label=_("Who sent it"))

    def clean_file(self) -> tuple[str, bytes]:
        """Return the name and the content of the file; one that is too large is not read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TABLE:
            raise forms.ValidationError(_("The file is larger than 5 MB."), "too-large")
        return file.name, file.read()
