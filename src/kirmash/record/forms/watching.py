"""Noting what no source says, and answering it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kirmash.base.web import offer
from kirmash.record.forms.fields import CHOOSE, WORDS, ReferenceField, TextField
from kirmash.record.models import Unknown
from kirmash.record.queries.naming import Shown


class UnknownForm(forms.Form):
    """Something that no source says."""

    matter = TextField(
        max_length=80,
        label=_("Matter"),
        widget=forms.TextInput(attrs={"list": WORDS, "autocomplete": "off"}),
        help_text=_("A property, or a short word in Latin letters; one matter stands once for each subject."),
    )

    def __init__(self, known: Mapping[str, str], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        subject = ReferenceField(
            known, label=_("Subject"), help_text=_("Type a part of the name and choose from the list.")
        )
        self.fields = {"subject": subject, **self.fields}
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = TextField(required=False, max_length=500, label=name)

    @property
    def languages(self) -> list[forms.BoundField]:
        """The fields of the text by language."""
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES]

    def texts(self) -> dict[str, str]:
        """Return what is not known, by language."""
        texts = {code: self.cleaned_data.get(f"text_{code}", "") for code, _name in settings.LANGUAGES}
        return {code: text for code, text in texts.items() if text}

    def clean_matter(self) -> str:
        """Return the matter as one word."""
        word = str(slugify(self.cleaned_data["matter"]))
        if not word:
            raise forms.ValidationError(_("Write it in Latin letters, as in entry-into-force."))
        return word

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that it is said in some language, and not noted already."""
        cleaned = super().clean() or {}
        if not self.errors and not self.texts():
            self.add_error(f"text_{settings.LANGUAGES[0][0]}", _("Say in at least one language what is not known."))
        same = Unknown.objects.filter(subject=cleaned.get("subject", ""), matter=cleaned.get("matter", ""))
        if same.exists():
            self.add_error("matter", _("This is on the watch list for this subject already."))
        return cleaned


class AnswerForm(forms.Form):
    """The claim that answers an unknown."""

    claim = forms.ChoiceField(
        label=_("Claim"), help_text=_("The standing claims about the same subject, the latest first.")
    )

    def __init__(self, shown: Sequence[Shown], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        choices = [(s.claim.key, f"{s.about}{f' ({s.part})' if s.part else ''}: {s.value} – {s.where}") for s in shown]
        offer(self, "claim", [CHOOSE, *choices])
