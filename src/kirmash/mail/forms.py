"""What a reader asks the outbox for."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.base.web import offer
from kirmash.mail.kinds import KINDS
from kirmash.mail.models import State
from kirmash.mail.queries import Wanted

LONGEST = 100


class OutboxFilterForm(forms.Form):
    """Filters of the outbox; what is not understood is left out."""

    q = forms.CharField(required=False, max_length=LONGEST, label=_("Recipient or subject"))
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    language = forms.ChoiceField(required=False, label=_("Language"))
    state = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        choices: dict[str, list[tuple[str, Any]]] = {  # Any: words, or words for later
            "kind": sorted(((kind.name, str(kind.label)) for kind in KINDS.values()), key=lambda pair: pair[1]),
            "language": list(settings.LANGUAGES),
            "state": list(State.choices),
        }
        for name, known in choices.items():
            offer(self, name, [("", _("all")), *known])

    def wanted(self) -> Wanted:
        """Return what is asked for."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            state=said.get("state", ""),
            kind=said.get("kind", ""),
            language=said.get("language", ""),
            text=said.get("q", ""),
        )

    def address(self, **changed: str) -> str:
        """Return the address of the list with these filters, some of them changed."""
        self.is_valid()
        said = {**{name: self.cleaned_data.get(name, "") for name in self.fields}, **changed}
        return "?" + urlencode({name: word for name, word in said.items() if word})
