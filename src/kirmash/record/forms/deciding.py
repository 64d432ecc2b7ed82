"""Deciding a conflict; giving the reason for taking something back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.base.web import offer
from kirmash.record.forms.fields import TextField, text_area
from kirmash.record.models import Verdict
from kirmash.record.queries.naming import Shown

_SIGNED = _("As it will stand in the record; the history notes your account in any case.")


class ReasonForm(forms.Form):
    """A reason, and in whose name it is given."""

    reason = TextField(
        max_length=5000,
        widget=text_area(3),
        label=_("Reason"),
        help_text=_("What a reader can check: a source, a date, a slip. It stands in the record for good."),
    )
    done_by = TextField(max_length=200, label=_("In the name of"), help_text=_SIGNED)


class DecisionForm(forms.Form):
    """An editor's decision on a conflict."""

    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.RadioSelect, label=_("Decision"))
    upheld = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What holds"),
        help_text=_("One claim, several side by side, or none, as you decided above."),
    )
    reason = TextField(
        max_length=5000,
        widget=text_area(3),
        label=_("Reason"),
        help_text=_("One that a reader can check. It is printed with the decision."),
    )
    decided_by = TextField(max_length=200, label=_("In the name of"), help_text=_SIGNED)

    def __init__(self, shown: Sequence[Shown], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.claims = {choice.claim.key: choice.claim for choice in shown}
        offer(self, "upheld", [(s.claim.key, f"{s.value} – {s.where}") for s in shown])
        if len({choice.claim.statement for choice in shown}) < 2:
            offer(self, "verdict", [(Verdict.NONE.value, Verdict.NONE.label)])
            self.fields["verdict"].initial = Verdict.NONE
            del self.fields["upheld"]
        for code, name in settings.LANGUAGES:
            self.fields[f"reason_{code}"] = TextField(required=False, max_length=5000, widget=text_area(2), label=name)

    @property
    def languages(self) -> list[forms.BoundField]:
        """The fields of the reason in further languages."""
        return [self[f"reason_{code}"] for code, _name in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that what is chosen fits the decision."""
        cleaned = super().clean() or {}
        chosen = len(cleaned.get("upheld", []))
        sentences = {
            Verdict.ONE: (chosen == 1, _("Choose the one claim that holds.")),
            Verdict.SIDE_BY_SIDE: (chosen > 1, _("Choose the claims that stand side by side, at least two.")),
            Verdict.NONE: (chosen == 0, _("None of the claims is to hold: take the ticks away, or decide otherwise.")),
        }
        if "verdict" in cleaned:
            is_right, sentence = sentences[Verdict(cleaned["verdict"])]
            if not is_right:
                self.add_error("upheld", sentence)
        return cleaned

    def words(self) -> dict[str, Any]:  # Any: texts, days and rows
        """Return the decision by the names that the action gives it."""
        said = self.cleaned_data
        reasons = {code: said[f"reason_{code}"] for code, _name in settings.LANGUAGES}
        return {
            "verdict": Verdict(said["verdict"]),
            "upheld": [self.claims[key] for key in said.get("upheld", [])],
            "reason": said["reason"],
            "reasons": {code: text for code, text in reasons.items() if text},
            "decided_by": said["decided_by"],
        }
