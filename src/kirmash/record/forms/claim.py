"""Stating a claim: first what it is about, then what is stated, where and by whom."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kirmash.base.web import offer
from kirmash.record.forms.fields import (
    CHOOSE,
    WORDS,
    DayField,
    LanguageField,
    NumberField,
    ReferenceField,
    TextField,
    text_area,
)
from kirmash.record.models import Claim, Comparator, Datatype, Property, Source, SourceKind, Unknown
from kirmash.record.queries import RESOLUTION
from kirmash.record.queries.naming import label_of, words_of

#: Kinds of sources that the product makes itself.
OWN_KINDS = (SourceKind.OWN_COUNT, SourceKind.EDITOR)
#: A word, a text or a record is not more or less than another; it is stated, or foretold.
PLAIN_COMPARATORS = (Comparator.EXACTLY, Comparator.FORECAST)


class MatterForm(forms.Form):
    """What a claim is about."""

    def __init__(self, known: Mapping[str, str], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        properties = Property.objects.exclude(key=RESOLUTION)
        choices = sorted(((p.key, label_of(p)) for p in properties), key=lambda choice: choice[1].casefold())
        self.fields["subject"] = ReferenceField(
            known,
            label=_("Subject"),
            help_text=_("What the claim is about. Type a part of the name and choose from the list."),
        )
        self.fields["property"] = forms.ChoiceField(
            choices=[CHOOSE, *choices], label=_("Property"), help_text=_("What is claimed of it.")
        )


class ClaimForm(forms.Form):
    """One statement of one source."""

    part = forms.CharField()
    comparator = forms.ChoiceField(label=_("Comparator"), help_text=_("As the source words it; never left out."))
    value = forms.CharField()
    as_of = DayField(
        required=False,
        label=_("As of"),
        help_text=_("The day for which it is claimed; leave it empty where the source names none."),
    )
    definition = TextField(
        max_length=500,
        required=False,
        label=_("Definition"),
        help_text=_("The counting rule in the source's own terms; leave it empty where it states none."),
    )
    counted_by = TextField(
        max_length=200,
        required=False,
        label=_("Stated by"),
        help_text=_("Who counted or said it, if the source tells."),
    )
    source_is = forms.ChoiceField(
        choices=[("stored", _("a source that is here already")), ("new", _("a new source"))],
        initial="stored",
        widget=forms.RadioSelect,
        label=_("Which source is it?"),
    )
    source = forms.ChoiceField(required=False, label=_("Source"))
    source_kind = forms.ChoiceField(
        choices=[CHOOSE, *((k.value, k.label) for k in SourceKind if k not in OWN_KINDS)],
        required=False,
        label=_("Kind"),
    )
    source_title = TextField(
        max_length=300, required=False, label=_("Title"), help_text=_("As it is printed, in its own language.")
    )
    source_publisher = TextField(max_length=200, required=False, label=_("Publisher"))
    source_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        label=_("Web address"),
    )
    source_language = LanguageField(label=_("Language of the source"))
    source_published_on = DayField(required=False, label=_("Published on"))
    language = LanguageField(label=_("Language"), help_text=_("In which it was stated, as in de, ru or be."))
    quotation = TextField(
        required=False,
        max_length=5000,
        widget=text_area(3),
        label=_("Quotation"),
        help_text=_("Word for word, in the language of the source."),
    )
    note = TextField(
        required=False,
        max_length=5000,
        widget=text_area(2),
        label=_("Note"),
        help_text=_("What a reader should know; it is ours, not the source's."),
    )
    answers = forms.BooleanField(
        required=False, initial=True, label=_("This claim answers it; take it off the watch list.")
    )

    def __init__(
        self,
        matter: tuple[str, Property],
        known: Mapping[str, str],
        *arguments: Any,  # Any: Django's signature
        unknown: Unknown | None = None,
        **values: Any,
    ) -> None:
        super().__init__(*arguments, **values)
        self.subject, self.about = matter
        self.unknown = unknown
        self.known = known
        self.fields["part"] = ReferenceField(
            known,
            takes_several=True,
            required=False,
            label=_("Part"),
            help_text=_("The part of it that is meant, as a country; join several by +. Empty: the whole."),
        )
        comparators = Comparator if self.about.datatype == Datatype.NUMBER else PLAIN_COMPARATORS
        offer(self, "comparator", [(c.value, c.label) for c in comparators])
        self.fields["value"] = value_field(self.about, known)
        self.sources = {s.key: s for s in Source.objects.exclude(kind__in=OWN_KINDS).order_by("publisher", "title")}
        offer(self, "source", [CHOOSE, *((s.key, title_of(s)) for s in self.sources.values())])
        if unknown is None:
            del self.fields["answers"]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check what no field can say alone: the source, the language of a quotation, that it is not stated twice."""
        cleaned = super().clean() or {}
        if cleaned.get("source_is") == "new":
            self._check_new_source(cleaned)
        elif cleaned.get("source_is") == "stored" and not cleaned.get("source"):
            self.add_error("source", _("Choose the source, or state a new one."))
        if cleaned.get("quotation") and not cleaned.get("language"):
            self.add_error("language", _("Name the language of the quotation."))
        if not self.errors and (twin := self._twin()):
            self.add_error(None, _("This source already states the same for that day: %(key)s.") % {"key": twin.key})
        return cleaned

    def _check_new_source(self, cleaned: Mapping[str, Any]) -> None:  # Any: Django's data
        for name in ("source_kind", "source_title"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new source needs this."))
        there = Source.objects.filter(url=cleaned.get("source_url") or "").exclude(url="").first()
        if there:
            told = {"title": there.title, "publisher": there.publisher}
            self.add_error("source_url", _("This address is here already: %(publisher)s, %(title)s. Choose it.") % told)

    def _twin(self) -> Claim | None:
        claim = self.claim()
        if claim.source.key not in self.sources:
            return None
        same = Claim.objects.filter(
            subject=claim.subject, about=claim.about, part=claim.part, as_of=claim.as_of, source=claim.source
        )
        return next((other for other in same.filter(is_withdrawn=False) if other.statement == claim.statement), None)

    def words(self) -> dict[str, Any]:  # Any: texts, days and rows
        """Return what is stated, by the names that the action gives it."""
        said = self.cleaned_data
        names = ("part", "value", "as_of", "definition", "counted_by", "language", "quotation", "note")
        return {
            "subject": self.subject,
            "comparator": Comparator(said["comparator"]),
            "source": self._source(),
            **{name: said[name] for name in names},
        }

    def claim(self) -> Claim:
        """Return the claim as it would stand, not stored."""
        return Claim(about=self.about, **self.words())

    def answered(self) -> Unknown | None:
        """Return the unknown that the claim answers, if the editor says so."""
        return self.unknown if self.cleaned_data.get("answers") else None

    def _source(self) -> Source:
        said = self.cleaned_data
        if said["source_is"] == "stored":
            return self.sources[said["source"]]
        names = ("kind", "title", "publisher", "url", "language", "published_on")
        return Source(**{name: said[f"source_{name}"] for name in names})


def title_of(source: Source) -> str:
    """Return a source's publisher, title and day."""
    day = f" ({date_format(source.published_on)})" if source.published_on else ""
    return (f"{source.publisher}: {source.title}" if source.publisher else source.title) + day


def value_field(about: Property, known: Mapping[str, str]) -> forms.Field:
    """Return the field that takes a value of a property and checks it by its datatype."""
    label = _("Value")
    if about.datatype == Datatype.NUMBER:
        help_text = _("Digits and a point, as in 20000 or 12.5.")
        return NumberField(
            max_length=20, label=label, help_text=help_text, widget=forms.TextInput(attrs={"inputmode": "decimal"})
        )
    if about.datatype == Datatype.DATE:
        return DayField(label=label)
    if about.datatype == Datatype.REFERENCE:
        help_text = _("A record of this site. Type a part of its name and choose from the list.")
        return ReferenceField(known, label=label, help_text=help_text)
    if words := words_of(about):
        return forms.ChoiceField(choices=[CHOOSE, *words], label=label)
    attributes = {"list": WORDS} if about.datatype == Datatype.WORD else {}
    return TextField(max_length=500, label=label, widget=forms.TextInput(attrs=attributes))


def copied(claim: Claim) -> dict[str, object]:
    """Return what a form begins with that states a claim similar to another."""
    names = ("part", "comparator", "value", "as_of", "definition", "counted_by", "language", "quotation", "note")
    source = {"source_is": "stored", "source": claim.source.key} if claim.source.kind not in OWN_KINDS else {}
    return {**{name: getattr(claim, name) for name in names}, **source}
