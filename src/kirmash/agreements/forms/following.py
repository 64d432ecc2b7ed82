"""What an officer writes of commitments: what was undertaken, what was heard, how a report is taken."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.following import CommitmentWords
from kirmash.agreements.actions.keeping import Upload
from kirmash.agreements.evidence.kinds import ENDINGS, LARGEST
from kirmash.agreements.models.asking import Verdict
from kirmash.agreements.models.commitment import Commitment, Field
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.composing import party_name
from kirmash.base.web import offer
from kirmash.protocol.forms.fields import RecordField, reference
from kirmash.protocol.queries.known import known_organisations
from kirmash.record.forms.fields import DayField, TextField, text_area

ALL_OF_THEM = ("", _("all parties"))
#: Days that a form takes.
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)


class SensibleDay(DayField):
    """A day in a year in which something can be due."""

    def clean(self, value: Any) -> Any:  # Any: Django's signature
        """Refuse years that nobody means."""
        day = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return day


class EvidenceField(forms.FileField):
    """A file as evidence."""

    def __init__(self, **values: Any) -> None:  # Any: Django's signature
        accept = ",".join((*ENDINGS.values(), ".jpeg"))
        values.setdefault("label", _("File"))
        values.setdefault("help_text", _("PDF, JPEG, PNG, DOCX or XLSX, at most 20 MB."))
        super().__init__(required=False, widget=forms.FileInput(attrs={"accept": accept}), **values)

    def clean(self, data: Any, initial: Any = None) -> Any:  # Any: Django's signature
        """Return the file as it was handed in; one that is too large is not read."""
        found = super().clean(data, initial)
        if not found:
            return None
        if found.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."), "too-large")
        return Upload(found.name, found.read())


class CommitmentForm(forms.Form):
    """What a party undertook to do, until when, how often."""

    field = forms.ChoiceField(choices=Field.choices, label=_("Field"))
    owner = forms.ChoiceField(required=False, label=_("Who owes it"))
    due_on = SensibleDay(required=False, label=_("Due"), help_text=_("The first time, where it recurs."))
    every_months = forms.IntegerField(
        required=False, min_value=1, max_value=600, label=_("Again every … months"), help_text=_("12: each year.")
    )
    article = TextField(required=False, max_length=40, label=_("Article"))

    def __init__(
        self, instrument: Instrument, now: Commitment | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        if now:
            values["initial"] = {
                "field": now.field, "owner": str(now.owner.position) if now.owner else "", "due_on": now.due_on,
                "every_months": now.every_months, "article": now.article,
            }  # fmt: skip
        super().__init__(*arguments, **values)
        self.parties = {str(party.position): party for party in instrument.parties.all()}
        offer(self, "owner", [ALL_OF_THEM, *((key, party_name(one)) for key, one in self.parties.items())])
        for code, label in settings.LANGUAGES:
            self.fields[f"names_{code}"] = TextField(
                required=False, max_length=1000, label=label, widget=text_area(2),
                initial=now.names.get(code, "") if now else "",
            )  # fmt: skip
        self.fields["body"] = RecordField(
            known_organisations(), "organisations", label=_("Who carries it out"),
            initial=reference("organisation", now.body if now else None),
        )  # fmt: skip

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of the words by language."""
        return [self[f"names_{code}"] for code, _label in settings.LANGUAGES]

    @property
    def proposals(self) -> list[tuple[str, list[str]]]:
        """The organisations that the page proposes."""
        field = self.fields["body"]
        known: Mapping[str, str] = field.known if isinstance(field, RecordField) else {}
        return [("known-organisations", [f"{label} [{word}]" for word, label in known.items()])]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for words in some language, and for a first day where it recurs."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned[f"names_{code}"] for code, _label in settings.LANGUAGES):
            self.add_error(f"names_{settings.LANGUAGES[0][0]}", _("Say in at least one language what it is."))
        if cleaned.get("every_months") and not cleaned.get("due_on"):
            self.add_error("due_on", _("Say when it falls due for the first time."))
        return cleaned

    def words(self) -> CommitmentWords:
        """Return what was said."""
        said = self.cleaned_data
        texts = {code: said[f"names_{code}"] for code, _label in settings.LANGUAGES}
        return CommitmentWords(
            names={code: text for code, text in texts.items() if text}, field=said["field"],
            owner=self.parties.get(said["owner"]), body=said["body"], due_on=said["due_on"],
            every_months=said["every_months"], article=said["article"],
        )  # fmt: skip


class NewsForm(forms.Form):
    """What was heard of a commitment, and what proves it."""

    heard_on = SensibleDay(label=_("Day"), help_text=_("When it was done, or when you heard of it."))
    is_done = forms.BooleanField(required=False, label=_("It is done"))
    due_on = forms.ChoiceField(required=False, label=_("Which time it is about"))
    text = TextField(required=False, max_length=5000, widget=text_area(4), label=_("What happened"))
    given_by = TextField(required=False, max_length=200, label=_("Who says so"), help_text=_("Office, or name."))
    address = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label=_("Where it can be read"),
        help_text=_("The address of a page, as in https://…"),
    )  # fmt: skip
    file = EvidenceField(label=_("Evidence"))

    def __init__(self, days: list[tuple[str, str]], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        if len(days) > 1:
            offer(self, "due_on", days)
        else:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for something that was heard."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("is_done", "text", "address", "file")):
            self.add_error("text", _("Say what happened, or give what proves it."))
        return cleaned

    def words(self) -> dict[str, Any]:  # Any: values of a row
        """Return what was said, by the names that the action gives it."""
        said = dict(self.cleaned_data)
        upload, day = said.pop("file"), said.pop("due_on", "")
        return {**said, "upload": upload, "due_on": datetime.date.fromisoformat(day) if day else None}


class ReasonForm(forms.Form):
    """Why something is done."""

    why = TextField(max_length=500, widget=text_area(3), label=_("Reason"))


class JudgeForm(forms.Form):
    """How a report of the other side is taken."""

    verdict = forms.ChoiceField(
        label=_("How it is taken"), widget=forms.RadioSelect,
        choices=[(Verdict.ACCEPTED, _("accept it: from now on it counts")),
                 (Verdict.DISPUTED, _("dispute it: it stays on record, and does not count"))],
    )  # fmt: skip
    why = TextField(
        required=False, max_length=500, widget=text_area(3), label=_("Reason"),
        help_text=_("Needed where it is disputed. The other side does not read it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for the reason of a dispute."""
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.DISPUTED and not cleaned.get("why"):
            self.add_error("why", _("Say why."))
        return cleaned
