"""Fields that several forms of the record share."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kirmash.record.queries.subjects import find_reference, written

_BETWEEN = re.compile(r"(?<=\])\s*\+\s*|\s+\+\s+|\+(?=[a-z-]+:)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_SPACES = re.compile(r"\s")
#: The lists of the page that the fields take their proposals from.
SUBJECTS, LANGUAGES, WORDS = "known-subjects", "known-languages", "known-words"
ALL = ("", _("all"))
CHOOSE = ("", _("– choose –"))


class TextField(forms.CharField):
    """A text as the folder takes it: NFC, lines ended by a line feed, no other control characters."""

    def to_python(self, value: Any) -> str:  # Any: Django's signature
        """Return the text."""
        text = unicodedata.normalize("NFC", str(super().to_python(value)).replace("\r\n", "\n"))
        is_long = isinstance(self.widget, forms.Textarea)
        kept = (c if c == "\n" and is_long else " " if c.isspace() else c for c in text)
        return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


class ReferenceField(forms.CharField):
    """One record of the site, or several joined by "+"; named by its name, its word, or both as proposed."""

    def __init__(
        self, known: Mapping[str, str], *, takes_several: bool = False, **values: Any
    ) -> None:  # Any: Django's
        super().__init__(widget=forms.TextInput(attrs={"list": SUBJECTS, "autocomplete": "off"}), **values)
        self.known = known
        self.takes_several = takes_several

    def to_python(self, value: Any) -> str:  # Any: Django's signature
        """Return the reference."""
        text = str(super().to_python(value))
        names = _BETWEEN.split(text) if self.takes_several and find_reference(text, self.known) is None else [text]
        found = [find_reference(name, self.known) for name in names if name.strip()]
        if None in found:
            raise ValidationError(_("This names no record, or more than one; choose it from the list."), "unknown")
        return "+".join(reference for reference in found if reference)

    def prepare_value(self, value: Any) -> Any:  # Any: Django's signature
        """Return the reference as a person reads it; what was typed stays as it was typed."""
        words = str(value or "").split("+")
        return written(str(value), self.known) if all(word in self.known for word in words) else value


class NumberField(forms.CharField):
    """A number with a point; spaces between the digits are taken out."""

    def to_python(self, value: Any) -> str:  # Any: Django's signature
        """Return the digits."""
        text = _SPACES.sub("", str(super().to_python(value)))
        if text and not _NUMBER.fullmatch(text):
            raise ValidationError(_("Write digits and a point, as in 20000 or 12.5; no thousands separator."), "number")
        return text


class LanguageField(forms.CharField):
    """A BCP 47 language tag."""

    def __init__(self, **values: Any) -> None:  # Any: Django's signature
        attributes = {"list": LANGUAGES, "autocomplete": "off", "autocapitalize": "none"}
        super().__init__(max_length=35, required=False, widget=forms.TextInput(attrs=attributes), **values)

    def to_python(self, value: Any) -> str:  # Any: Django's signature
        """Return the tag."""
        text = str(super().to_python(value))
        if text and not _LANGUAGE.fullmatch(text):
            raise ValidationError(_("Write a language tag, as in de, ru or be-Latn."), "language")
        return text


class DayField(forms.DateField):
    """A day, chosen in the browser's calendar or written year first."""

    def __init__(self, **values: Any) -> None:  # Any: Django's signature
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, **values)


def text_area(rows: int) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows})
