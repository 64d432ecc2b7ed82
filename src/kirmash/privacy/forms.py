"""What administrators write and ask for on the pages of privacy."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.base.web import offer
from kirmash.consent.models import How
from kirmash.consent.wording import PURPOSES
from kirmash.privacy.models import Ground
from kirmash.record.forms.fields import ALL, CHOOSE, DayField, TextField


class ExportForm(forms.Form):
    """The language in which an export is readable."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language of the readable page"))


class ErasureForm(forms.Form):
    """Why somebody is erased, and the confirmation by typing."""

    ground = forms.ChoiceField(choices=[CHOOSE, *Ground.choices], label=_("Reason"))
    typed = TextField(max_length=254, label=_("Confirmation"), widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, wanted: str, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.fields["typed"].help_text = _("Type %(wanted)s to confirm. This cannot be undone.") % {"wanted": wanted}


class LiftForm(forms.Form):
    """The key of an erased person who may come back."""

    key = TextField(
        max_length=120,
        label=_("Key of the person"),
        help_text=_("It is not kept here; take it from the folder that was refused."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LinkForm(forms.Form):
    """The person who signs in with an account."""

    person = TextField(
        max_length=120,
        required=False,
        label=_("Key of the person"),
        help_text=_("Empty: the account belongs to nobody on record."),
    )


class PaperForm(forms.Form):
    """A consent that somebody gave elsewhere."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    language = forms.ChoiceField(
        choices=[CHOOSE, *settings.LANGUAGES], label=_("Language of the words that were shown")
    )
    how = forms.ChoiceField(
        choices=[CHOOSE, (How.PAPER.value, How.PAPER.label), (How.MAIL.value, How.MAIL.label)],
        label=_("How it was given"),
    )
    given_on = DayField(label=_("Given on"))
    evidence = TextField(
        max_length=500,
        label=_("Evidence"),
        help_text=_("Where the paper or the mail is kept, so that it can be shown."),
    )

    def __init__(self, purposes: Sequence[tuple[str, str]], *arguments: Any, **values: Any) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        offer(self, "purpose", [CHOOSE, *purposes])


class LogForm(forms.Form):
    """The filters of the log of who saw what."""

    who = forms.ChoiceField(required=False, label=_("Who"))
    page = forms.ChoiceField(required=False, label=_("Page"))
    subject = forms.CharField(max_length=200, required=False, label=_("Key of a person or a record"))
    since = DayField(required=False, label=_("Since"))
    until = DayField(required=False, label=_("Until"))

    def __init__(
        self, who: Sequence[tuple[str, str]], pages: Sequence[tuple[str, str]], *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        for name, choices in (("who", who), ("page", pages)):
            offer(self, name, [ALL, *choices])


def purposes(*, has_person: bool, has_account: bool) -> list[tuple[str, str]]:
    """Return what somebody can be asked to agree to."""
    return [
        (purpose.key, str(purpose.title))
        for purpose in PURPOSES
        if (has_person or not purpose.needs_person) and (has_account or not purpose.needs_account)
    ]
