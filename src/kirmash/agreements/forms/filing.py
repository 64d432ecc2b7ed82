"""What an officer writes into the file of an instrument."""

import datetime
from collections.abc import Iterator
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.filing import StepWords
from kirmash.agreements.alternat.text import Status, TextRefused
from kirmash.agreements.alternat.wording import say_fault
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.route import Outcome, Step, StepKind
from kirmash.agreements.models.signature import Mode
from kirmash.agreements.models.signing import Signing
from kirmash.agreements.models.text import TextVersion
from kirmash.agreements.queries.composing import party_name, text_of
from kirmash.agreements.queries.filing import names_for, tidied
from kirmash.base.texts import locale_of
from kirmash.base.web import offer
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.forms.fields import TimeField
from kirmash.record.forms.fields import CHOOSE, DayField, TextField, text_area

STATUSES = ((Status.AUTHENTIC.value, _("authentic")), (Status.TRANSLATION.value, _("translation")))
LONGEST = 400_000
MOST_MEGABYTES = 20


class InstrumentTextForm(forms.Form):
    """The text of an instrument in its languages, with the names of the parties as it uses them."""

    def __init__(
        self, instrument: Instrument, last: TextVersion | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.parties = list(instrument.parties.all())
        known = last.content if last else {"parties": [], "versions": []}
        self.languages = list(dict.fromkeys(
            (*(one["language"] for one in known["versions"]), *(code for code, _name in settings.LANGUAGES), "pl", "kk")
        ))  # fmt: skip
        self.labels = Locale.parse(locale_of()).languages
        own = {one["position"]: one for one in known["parties"]}
        texts = {one["language"]: one for one in known["versions"]}
        for party in self.parties:
            self.fields[f"own_{party.position}"] = forms.ChoiceField(
                label=_("Language of %(party)s") % {"party": party_name(party)},
                choices=[(code, self.labels.get(code, code)) for code in self.languages],
                initial=own.get(party.position, {}).get("language", ""),
            )
        for language in self.languages:
            self._ask(language, texts.get(language), own)
        self.fields["note"] = TextField(
            required=False, max_length=500, label=_("What changed, and why"),
            help_text=_("Those who must agree read it."),
        )  # fmt: skip

    def _ask(self, language: str, now: dict[str, str] | None, own: dict[int, dict[str, Any]]) -> None:  # Any: JSON
        self.fields[f"text_{language}"] = TextField(
            required=False, max_length=LONGEST, label=_("Text"), initial=now["text"] if now else "",
            widget=forms.Textarea(attrs={"rows": 24, "lang": language, "spellcheck": "true"}),
        )  # fmt: skip
        self.fields[f"status_{language}"] = forms.ChoiceField(
            required=False, choices=STATUSES, label=_("This text is"),
            initial=now["status"] if now else Status.AUTHENTIC.value,
        )  # fmt: skip
        for party in self.parties:
            forms_known = own.get(party.position, {}).get("names", {}).get(language) or names_for(party, language)
            self.fields[f"names_{party.position}_{language}"] = TextField(
                required=False, max_length=2000, widget=text_area(3), initial="\n".join(forms_known),
                label=_("Names of %(party)s in this text") % {"party": party_name(party)},
                help_text=_("Each form that the text uses in a line, the plain one first."),
            )  # fmt: skip

    @property
    def sections(self) -> Iterator[tuple[str, str, bool, list[forms.BoundField]]]:
        """Yield per language its tag, its name, whether it is in use, and its fields."""
        for language in self.languages:
            names = [self[f"names_{party.position}_{language}"] for party in self.parties]
            fields = [self[f"text_{language}"], self[f"status_{language}"], *names]
            is_open = bool(fields[0].value()) or any(field.errors for field in fields)
            yield language, str(self.labels.get(language, language)), is_open, fields

    @property
    def own(self) -> list[forms.BoundField]:
        """The fields of the parties' own languages."""
        return [self[f"own_{party.position}"] for party in self.parties]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that originals can be made of it."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        used = [language for language in self.languages if cleaned[f"text_{language}"]]
        if not used:
            self.add_error(f"text_{self.languages[0]}", _("Write the text in at least one language."))
            return cleaned
        self.content = self._content(cleaned, used)
        try:
            text_of(self.content, {})
        except TextRefused as refused:
            for fault in refused.faults:
                field = f"text_{fault.language}" if fault.language in used else None
                self.add_error(field, say_fault(fault))
        return cleaned

    def _content(self, cleaned: dict[str, Any], used: list[str]) -> dict[str, Any]:  # Any: JSON
        return {
            "parties": [
                {
                    "position": party.position,
                    "language": cleaned[f"own_{party.position}"],
                    "names": {
                        language: [line.strip() for line in said.splitlines() if line.strip()]
                        for language in used
                        if (said := cleaned[f"names_{party.position}_{language}"])
                    },
                }
                for party in self.parties
            ],
            "versions": [
                {
                    "language": language,
                    "status": cleaned[f"status_{language}"] or Status.AUTHENTIC.value,
                    "text": tidied(cleaned[f"text_{language}"], language),
                }
                for language in used
            ],
        }


class StepForm(forms.Form):
    """A step of the approval."""

    kind = forms.ChoiceField(choices=StepKind.choices, label=_("What it is"))
    party = forms.ChoiceField(required=False, label=_("On the side of"))
    office = TextField(max_length=200, label=_("Who decides"), help_text=_("The office, not the person."))
    lead_days = forms.IntegerField(
        min_value=0, max_value=730, label=_("Days before the signature"),
        help_text=_("Calendar days, counted back from the planned day."),
    )  # fmt: skip
    is_of_text = forms.BooleanField(required=False, initial=True, label=_("A change of the text asks for it anew"))
    must = forms.BooleanField(required=False, initial=True, label=_("Nothing is signed without it"))

    def __init__(
        self, instrument: Instrument, step: Step | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        if step:
            values["initial"] = {
                name: getattr(step, name) for name in ("kind", "office", "lead_days", "is_of_text", "must")
            } | {"party": str(step.party.position) if step.party else ""}
        super().__init__(*arguments, **values)
        self.parties = {str(party.position): party for party in instrument.parties.all()}
        offer(self, "party", [("", _("both sides")), *((key, party_name(one)) for key, one in self.parties.items())])

    def words(self) -> StepWords:
        """Return what was said."""
        said = self.cleaned_data
        return StepWords(
            kind=said["kind"], lead_days=said["lead_days"], party=self.parties.get(said["party"]),
            office=said["office"], is_of_text=said["is_of_text"], must=said["must"],
        )  # fmt: skip


class DecisionForm(forms.Form):
    """What one who must agree said."""

    outcome = forms.ChoiceField(choices=Outcome.choices, label=_("Outcome"), widget=forms.RadioSelect)
    decided_on = DayField(label=_("Day"))
    decided_by = TextField(max_length=200, label=_("Who decided"), help_text=_("Office and name."))
    reference = TextField(
        required=False, max_length=200, label=_("Number of the letter or the decision"),
    )  # fmt: skip
    remark = TextField(
        required=False, max_length=5000, widget=text_area(4), label=_("Remarks"),
        help_text=_("Needed where it is returned or refused. The other side does not see them."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for remarks where they are needed."""
        cleaned = super().clean() or {}
        if cleaned.get("outcome") not in {None, Outcome.APPROVED} and not cleaned.get("remark"):
            self.add_error("remark", _("Say why."))
        return cleaned


class OverrideForm(forms.Form):
    """Who lets an instrument be signed although something is open, and why."""

    decided_by = TextField(max_length=200, label=_("Who decided"), help_text=_("Office and name."))
    reason = TextField(max_length=5000, widget=text_area(4), label=_("Reason"))


class SigningForm(forms.Form):
    """When and where an instrument is to be signed."""

    planned_on = DayField(label=_("Day"))
    begins = TimeField(required=False, label=_("Time"))
    room = TextField(required=False, max_length=200, label=_("Room"))
    mode = forms.ChoiceField(choices=Mode.choices, label=_("How"))
    host = forms.ChoiceField(required=False, label=_("Host"), help_text=_("Who receives the others."))

    def __init__(
        self, instrument: Instrument, now: Signing | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        self.zone = zone_of(instrument.fair) if instrument.fair else datetime.UTC
        if now:
            begins = now.begins_at.astimezone(self.zone) if now.begins_at else None
            values["initial"] = {
                "planned_on": now.planned_on, "begins": begins.time() if begins else None, "room": now.room,
                "mode": now.mode, "host": str(now.host.position) if now.host else "",
            }  # fmt: skip
        super().__init__(*arguments, **values)
        self.parties = {str(party.position): party for party in instrument.parties.all()}
        offer(self, "host", [CHOOSE, *((key, party_name(one)) for key, one in self.parties.items())])

    def words(self) -> dict[str, Any]:  # Any: values of a row
        """Return what was said, as the table keeps it."""
        said = self.cleaned_data
        begins = said["begins"]
        return {
            "planned_on": said["planned_on"],
            "begins_at": datetime.datetime.combine(said["planned_on"], begins, self.zone) if begins else None,
            "room": said["room"],
            "mode": said["mode"],
            "host": self.parties.get(said["host"]),
        }


class CheckForm(forms.Form):
    """Finished originals, one of each party, to be held against each other."""

    def __init__(self, instrument: Instrument, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.parties = list(instrument.parties.all())
        for party in self.parties:
            self.fields[f"file_{party.position}"] = forms.FileField(
                required=False, label=_("Original of %(party)s") % {"party": party_name(party)},
                help_text=_("PDF or DOCX, at most %(most)s MB.") % {"most": MOST_MEGABYTES},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for at least one file, and none that is too large."""
        cleaned = super().clean() or {}
        for name, file in cleaned.items():
            if file and file.size > MOST_MEGABYTES * 1024 * 1024:
                self.add_error(name, _("The file is larger than %(most)s MB.") % {"most": MOST_MEGABYTES})
        if not self.errors and not any(cleaned.values()):
            self.add_error(f"file_{self.parties[0].position}", _("Choose at least one file."))
        return cleaned

    def files_given(self) -> list[tuple[str, bytes]]:
        """Return the files by the names of their parties."""
        given = [(party, self.cleaned_data[f"file_{party.position}"]) for party in self.parties]
        return [(party_name(party), file.read()) for party, file in given if file]
