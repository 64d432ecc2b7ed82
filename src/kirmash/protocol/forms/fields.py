"""What the forms of the protocol share: texts by language, languages spoken, records proposed by name."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings

from kirmash.base.texts import locale_of
from kirmash.protocol.queries.known import record_of
from kirmash.record.forms.fields import ReferenceField, TextField

LANGUAGES = settings.LANGUAGES
#: Languages that delegations often speak; others come in by the fair folder and are kept.
OFTEN_SPOKEN = ("be", "ru", "en", "de", "pl", "kk", "ky", "uz", "zh", "tr", "fr", "es", "it", "fa", "uk")


class RecordField(ReferenceField):
    """One record of a list, which the page proposes under a name of its own."""

    def __init__(self, known: Mapping[str, str], proposals: str, **values: Any) -> None:  # Any: Django's signature
        super().__init__(known, required=False, **values)
        self.proposals = proposals
        self.widget.attrs["list"] = f"known-{proposals}"

    def clean(self, value: Any) -> Any:  # Any: Django's signature
        """Return the record itself, or None."""
        reference = super().clean(value)
        return record_of(reference) if reference else None


class TimeField(forms.TimeField):
    """A time of day, as the browser writes it."""

    def __init__(self, **values: Any) -> None:  # Any: Django's signature
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(input_formats=["%H:%M"], widget=widget, **values)


class ProtocolForm(forms.Form):
    """A form with texts by language and records proposed by name."""

    def add_texts(self, name: str, longest: int, initial: Mapping[str, str]) -> None:
        """Add a text by language."""
        for code, label in LANGUAGES:
            self.fields[f"{name}_{code}"] = TextField(
                required=False, max_length=longest, label=label, initial=initial.get(code, "")
            )

    def add_languages(self, name: str, label: Any, spoken: Sequence[str]) -> None:  # Any: a lazy text
        """Add languages to tick."""
        names = Locale.parse(locale_of()).languages
        self.fields[name] = forms.MultipleChoiceField(
            required=False,
            label=label,
            choices=[(tag, str(names.get(tag, tag))) for tag in dict.fromkeys((*OFTEN_SPOKEN, *spoken))],
            initial=list(spoken),
            widget=forms.CheckboxSelectMultiple,
        )

    def texts(self, name: str) -> dict[str, str]:
        """Return a text by language, as far as it was written."""
        texts = {code: self.cleaned_data.get(f"{name}_{code}", "") for code, _label in LANGUAGES}
        return {code: text for code, text in texts.items() if text}

    def rows(self, name: str) -> list[forms.BoundField]:
        """Return the fields of a text by language."""
        return [self[f"{name}_{code}"] for code, _label in LANGUAGES]

    def first(self, name: str) -> str:
        """Return the name of a text's first field, where a mistake in all of them is shown."""
        return f"{name}_{LANGUAGES[0][0]}"

    @property
    def proposals(self) -> list[tuple[str, list[str]]]:
        """The lists that the fields propose: how they are called on the page, and what stands in them."""
        fields = {field.proposals: field for field in self.fields.values() if isinstance(field, RecordField)}
        return [
            (f"known-{name}", [f"{label} [{reference}]" for reference, label in field.known.items()])
            for name, field in fields.items()
        ]


def reference(kind: str, record: Any) -> str:  # Any: a row with a key, or None
    """Return a record as the fields take it."""
    return f"{kind}:{record.key}" if record else ""
