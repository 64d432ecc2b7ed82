"""What an editor writes of a bulletin: its text, and why a finding stands."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
