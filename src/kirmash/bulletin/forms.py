"""What an editor writes of a bulletin: its text, and why a finding stands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.bulletin.models import Answer


class TextForm(forms.Form):
    """The text of a bulletin, and the version it was made from."""

    text = forms.CharField(
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        label=_("Text"),
        help_text=_("Plain text or Markdown; an empty line begins a paragraph."),
    )
    base = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class KeepForm(forms.Form):
    """A finding, and the reason for which it stands."""

    slip = forms.CharField(max_length=20, widget=forms.HiddenInput)
    said = forms.CharField(max_length=500, strip=False, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=2000, label=_("Reason"))


class EmbargoForm(forms.Form):
    """Until when a bulletin is held back, by the clock of the fair; empty lifts it."""

    until = forms.DateTimeField(
        required=False,
        label=_("Embargo until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class AskForm(forms.Form):
    """The press service of a party, by mail."""

    party = forms.ChoiceField(label=_("Party"))
    email = forms.EmailField(label=_("Mail address of its press service"))


class AnswerForm(forms.Form):
    """What a press service says of a version; the sum is that of the text which it read."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[(Answer.APPROVED, _("We approve this text")), (Answer.CHANGE, _("We ask for a change"))],
    )  # fmt: skip
    comment = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), label=_("What is to be changed")
    )


class NamedAnswerForm(AnswerForm):
    """An answer without an account: who gives it says so."""

    given_by = forms.CharField(max_length=200, label=_("Your name and office"))


class PublishForm(forms.Form):
    """What is said when a bulletin is let out: why in spite of findings, and what a correction corrects."""

    in_spite_of = forms.CharField(
        required=False, max_length=2000, label=_("Why it is published with open findings"),
        help_text=_("Only needed where findings are open; it is recorded."),
    )  # fmt: skip
    was_wrong = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), label=_("What was wrong")
    )
    is_right = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), label=_("What is right")
    )


class WithdrawForm(forms.Form):
    """Why what was published is withdrawn, for the public."""

    why = forms.CharField(max_length=2000, label=_("Public reason"))
