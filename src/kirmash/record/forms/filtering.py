"""What a reader asks the lists of claims and of history for; the answers are kept in the address."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kirmash.base.remembering import remembered
from kirmash.base.texts import choose
from kirmash.base.web import offer
from kirmash.record.forms.fields import ALL, DayField
from kirmash.record.models import Claim, Comparator, Property, Source
from kirmash.record.queries import State, labels_of
from kirmash.record.queries.listing import SORTS, Wanted
from kirmash.record.queries.subjects import grouped

SORT_LABELS = {
    "subject": _("Subject"),
    "property": _("Property"),
    "value": _("Value"),
    "as_of": _("As of"),
    "source": _("Source"),
    "stated": _("Stated on"),
}


Choices = Sequence[tuple[str, object]]


@remembered
def _choices(language: str) -> tuple[Choices, Choices, Choices]:
    """Return the subjects, properties and sources that there are claims of, named in a language."""
    subjects = labels_of(Claim.objects.order_by().values_list("subject", flat=True).distinct(), language)
    properties = Property.objects.filter(claims__isnull=False).distinct()
    named = sorted(
        ((p.key, choose(p.labels, language) or p.key) for p in properties), key=lambda one: one[1].casefold()
    )
    sources = Source.objects.filter(claims__isnull=False).distinct().order_by("publisher", "title")
    return grouped(subjects), named, [(s.key, f"{s.publisher}: {s.title}".lstrip(": ")) for s in sources]


class ClaimFilterForm(forms.Form):
    """The filters of the list of claims."""

    q = forms.CharField(
        max_length=200, required=False, label=_("Search"), widget=forms.TextInput(attrs={"type": "search"})
    )
    subject = forms.ChoiceField(required=False, label=_("Subject"))
    property = forms.ChoiceField(required=False, label=_("Property"))
    source = forms.ChoiceField(required=False, label=_("Source"))
    comparator = forms.ChoiceField(choices=[ALL, *Comparator.choices], required=False, label=_("Comparator"))
    state = forms.ChoiceField(choices=[ALL, *State.choices], required=False, label=_("State"))
    since = DayField(required=False, label=_("As of, from"))
    until = DayField(required=False, label=_("As of, to"))
    sort = forms.ChoiceField(required=False, label=_("Sorted by"))

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        subjects, properties, sources = _choices(get_language() or "en")
        sorts: list[tuple[str, object]] = [("", _("Subject and property"))]
        for name in SORTS:
            sorts += [(name, f"{SORT_LABELS[name]} ↑"), (f"-{name}", f"{SORT_LABELS[name]} ↓")]
        offer(self, "subject", [ALL, *subjects])
        offer(self, "property", [ALL, *properties])
        offer(self, "source", [ALL, *sources])
        offer(self, "sort", sorts)

    def address(self, **changes: str) -> str:
        """Return the question as the end of an address, with changes; an empty word takes a filter away."""
        said = {name: self.data.get(name, "") for name in self.fields} | changes
        return "?" + urlencode({name: word for name, word in said.items() if word})

    def chosen(self) -> list[tuple[str, str, str]]:
        """Return each filter that is set: its name, what it is set to, and the address without it."""
        found = []
        for name, field in self.fields.items():
            word = self.data.get(name, "")
            if word and name != "sort":
                choices: Any = getattr(field, "choices", [])  # Any: words or groups of them
                label = dict(flatten_choices(choices)).get(word, word)
                found.append((str(field.label), str(label), self.address(**{name: ""})))
        return found

    def headings(self) -> list[tuple[str, str, str]]:
        """Return each column of the list: its name, the address that sorts by it, how it is sorted now."""
        found = []
        for name in ("subject", "property", "value", "as_of", "source"):
            is_up, is_down = (self.data.get("sort") == word for word in (name, f"-{name}"))
            direction = "ascending" if is_up else "descending" if is_down else ""
            found.append((str(SORT_LABELS[name]), self.address(sort=f"-{name}" if is_up else name), direction))
        return found

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be read is left out."""
        self.is_valid()
        said = self.cleaned_data
        names = ("subject", "property", "source", "comparator", "state", "sort")
        return Wanted(
            **{name: said.get(name, "") for name in names},
            first=said.get("since"),
            last=said.get("until"),
            text=said.get("q", ""),
        )


class HistoryFilterForm(forms.Form):
    """The filters of the history."""

    who = forms.ChoiceField(required=False, label=_("Who"))
    verb = forms.ChoiceField(required=False, label=_("What was done"))
    table = forms.ChoiceField(required=False, label=_("With what"))
    record = forms.CharField(max_length=120, required=False, label=_("Key"))
    since = DayField(required=False, label=_("Since"))
    until = DayField(required=False, label=_("Until"))

    def __init__(
        self,
        who: Sequence[tuple[str, str]],
        verbs: Sequence[tuple[str, str]],
        tables: Sequence[tuple[str, str]],
        *arguments: Any,  # Any: Django's signature
        **values: Any,
    ) -> None:
        super().__init__(*arguments, **values)
        for name, choices in (("who", who), ("verb", verbs), ("table", tables)):
            offer(self, name, [ALL, *choices])
