"""What is asked of a catalogue, and under what it is published."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kirmash.catalogue.queries import FACETS, SORTS, Question
from kirmash.search.queries import LONGEST

#: An address may name so many choices of a facet; nobody sets more by hand.
MOST_CHOICES, LONGEST_CHOICE, MOST_PAGES = 60, 120, 10_000


def question_of(asked: QueryDict) -> Question:
    """Return what an address asks for; words that mean nothing are passed over."""
    text = " ".join(asked.get("q", "").replace("\0", "").split())[:LONGEST].strip()
    chosen = {name: tuple(dict.fromkeys(filter(_is_choice, asked.getlist(name))))[:MOST_CHOICES] for name in FACETS}
    page = asked.get("page", "")
    sort = asked.get("sort", "")
    return Question(
        text=text,
        chosen={name: values for name, values in chosen.items() if values},
        letter=asked.get("letter", "").replace("\0", "")[:1].upper(),
        sort=sort if sort in SORTS and (text or sort != "relevance") else "",
        page=min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 9 and int(page) else 1,
    )


def _is_choice(word: str) -> bool:
    return bool(word) and len(word) <= LONGEST_CHOICE and "\0" not in word


class PublishForm(forms.Form):
    """Under which licence the data of a catalogue may be used, and how they are to be named."""

    licence = forms.URLField(
        label=_("Licence"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("The address of a licence, as in https://creativecommons.org/licenses/by/4.0/. "
                    "Without one, readers are told to ask before they use the data elsewhere."),
    )  # fmt: skip
    attribution = forms.CharField(
        label=_("Attribution"),
        required=False,
        max_length=300,
        help_text=_("How those who use the data name their source; empty: the name of the fair."),
    )

    def clean_licence(self) -> str:
        """Return the address; only the web has licences."""
        licence = str(self.cleaned_data["licence"])
        if licence and not licence.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Begin with https://."))
        return licence
