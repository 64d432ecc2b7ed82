"""What a reader asks a register for."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Kind
from kirmash.agreements.models.term import StandingLabel
from kirmash.agreements.queries import Held
from kirmash.base.texts import choose
from kirmash.base.web import offer
from kirmash.record.forms.fields import ALL

#: The days ahead that are looked at unless somebody asks otherwise.
USUAL_DAYS = "365"


class RegisterFilterForm(forms.Form):
    """The filters of a city's register; the answers are kept in the address."""

    q = forms.CharField(
        max_length=200, required=False, label=_("Search"), widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    standing = forms.ChoiceField(required=False, label=_("Stands"))
    within = forms.ChoiceField(required=False, label=_("Deadlines within"), choices=[
        ("30", _("30 days")), ("90", _("90 days")), ("365", _("a year")), ("1826", _("five years")),
    ])  # fmt: skip

    def __init__(self, register: Sequence[Held], asked: QueryDict) -> None:
        super().__init__({"within": USUAL_DAYS, **{name: word for name, word in asked.items() if word}})
        self.register = register
        kinds = {one.instrument.kind for one in register}
        stands = {str(one.course.standing) for one in register}
        offer(self, "kind", [ALL, *(choice for choice in Kind.choices if choice[0] in kinds)])
        offer(self, "standing", [ALL, *(choice for choice in StandingLabel.choices if choice[0] in stands)])
        self.is_valid()
        self.said = self.cleaned_data if hasattr(self, "cleaned_data") else {}

    @property
    def days(self) -> int:
        """The days ahead of which deadlines are shown."""
        return int(self.said.get("within") or USUAL_DAYS)

    @property
    def is_narrowed(self) -> bool:
        """Whether not all of the register is asked for."""
        return any(self.said.get(name) for name in ("q", "kind", "standing"))

    def narrowed(self) -> list[Held]:
        """Return the rows that fit."""
        words = self.said.get("q", "").casefold().split()
        kind, standing = self.said.get("kind", ""), self.said.get("standing", "")
        return [
            one for one in self.register
            if (not kind or one.instrument.kind == kind)
            and (not standing or one.course.standing == standing)
            and all(word in _text_of(one) for word in words)
        ]  # fmt: skip


def _text_of(one: Held) -> str:
    made = one.instrument
    return " ".join((*one.partners, choose(made.titles), made.number, made.get_kind_display(), made.note)).casefold()
