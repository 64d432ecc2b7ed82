"""What an organiser or administrator writes about accounts."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kirmash.accounts.queries.listing import SORTS, State
from kirmash.accounts.queries.scope import Scope
from kirmash.accounts.queries.things import find_things
from kirmash.agreements.register.cells import read_country
from kirmash.base.actions import SHORTEST_REASON
from kirmash.base.models import HELD_FOR, Account, SiteRole
from kirmash.base.web import offer
from kirmash.record.forms.fields import ALL, CHOOSE, TextField, text_area

SORT_LABELS = {"email": _("Mail address"), "created": _("Made on"), "last_login": _("Last sign-in")}
#: Bytes of a file of invitations.
LARGEST_FILE = 500_000


class AccountFilterForm(forms.Form):
    """What a reader asks the list of accounts for; the answers are kept in the address."""

    q = forms.CharField(
        max_length=200, required=False, label=_("Search"), widget=forms.TextInput(attrs={"type": "search"})
    )
    role = forms.ChoiceField(required=False, label=_("Role"))
    state = forms.ChoiceField(choices=[ALL, *State.choices], required=False, label=_("State"))
    sort = forms.ChoiceField(required=False, label=_("Sorted by"))

    def __init__(self, roles: Sequence[SiteRole], *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        sorts: list[tuple[str, object]] = []
        for name in SORTS:
            sorts += [(name, f"{SORT_LABELS[name]} ↑"), (f"-{name}", f"{SORT_LABELS[name]} ↓")]
        offer(self, "role", [ALL, *((role.value, role.label) for role in roles)])
        offer(self, "sort", sorts)

    def address(self, **changes: str) -> str:
        """Return the question as the end of an address, with changes."""
        said = {name: self.data.get(name, "") for name in self.fields} | changes
        return "?" + urlencode({name: word for name, word in said.items() if word})

    def headings(self) -> dict[str, tuple[str, str, str]]:
        """Return of each column that sorts: its name, the address that sorts by it, how it is sorted now."""
        now = self.data.get("sort") or "email"
        found = {}
        for name, label in SORT_LABELS.items():
            direction = "ascending" if now == name else "descending" if now == f"-{name}" else ""
            found[name] = (str(label), self.address(sort=f"-{name}" if now == name else name), direction)
        return found

    def wanted(self) -> dict[str, str]:
        """Return what is asked for; what cannot be read is left out."""
        self.is_valid()
        said = {name: str(self.cleaned_data.get(name, "")) for name in ("role", "state", "sort")}
        return {**said, "text": str(self.cleaned_data.get("q", "")).replace("\0", "")}


class RoleForm(forms.Form):
    """A role, and the thing that it is held for: searched by name, then chosen among what was found."""

    role = forms.ChoiceField(label=_("Role"))
    thing = TextField(
        required=False,
        max_length=200,
        label=_("For"),
        help_text=_("The company, pavilion, fair, delegation or place: part of its name, or its word as in fair:key."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    subject = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, scope: Scope, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        choices = [CHOOSE, *((role.value, role.label) for role in scope.roles)]
        offer(self, "role", choices)
        if scope.is_whole:
            self.fields["thing"].help_text = _(
                "The company, pavilion, fair, delegation or place: part of its name, or its word as in fair:key. "
                "Empty means the whole site."
            )
        asked = [str(self.data.get(name, ""))[:200] for name in ("role", "thing")]
        self.found = find_things(asked[0], asked[1], scope) if self.is_bound else []
        if len(self.found) > 1:
            self._offer()

    def _offer(self) -> None:
        """Let one of several things be chosen."""
        choices = [(word, f"{name} ({word})") for word, name in self.found]
        self.fields["subject"] = forms.ChoiceField(
            choices=choices,
            widget=forms.RadioSelect,
            label=_("Which one?"),
            error_messages={"required": _("Choose which one is meant.")},
        )

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Take the one thing that was found, or the one that was chosen."""
        said = super().clean() or {}
        if "role" not in said or "thing" not in said:
            return said
        if len(self.found) == 1:
            said["subject"] = self.found[0][0]
        elif not self.found and said["thing"]:
            self.add_error("thing", _("Nothing is found for this role, or it is not yours to give."))
        elif not self.found:
            kinds = ", ".join(HELD_FOR.get(said["role"], ()))
            self.add_error("thing", _("Say for whom: this role is held for %(kinds)s.") % {"kinds": kinds})
        return said

    def site_role(self) -> SiteRole:
        """Return the role."""
        return SiteRole(self.cleaned_data["role"])


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(max_length=254, label=_("Mail address"))
    name = TextField(required=False, max_length=120, label=_("Name"))
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, label=_("Language"), help_text=_("In it the invitation is written.")
    )
    field_order = ("email", "name", "language", "role", "thing", "subject")

    def __init__(self, scope: Scope, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(scope, *arguments, **values)
        self.fields["language"].initial = (get_language() or "en").split("-")[0]


class CityForm(forms.Form):
    """A city or a region that is to keep its register here, and the first officer of its department."""

    name = TextField(
        max_length=200,
        label=_("City or region"),
        help_text=_("As its own register writes it. A place that is known here is found by any of its names."),
        widget=forms.TextInput(attrs={"list": "known-subjects", "autocomplete": "off"}),
    )
    country = TextField(max_length=60, label=_("Country"), help_text=_("By name or code."))
    email = forms.EmailField(max_length=254, label=_("Mail address of the officer"))
    person = TextField(required=False, max_length=120, label=_("Name of the officer"))
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, label=_("Language"), help_text=_("In it the invitation is written.")
    )

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.fields["language"].initial = (get_language() or "en").split("-")[0]
        named = re.fullmatch(r"(.*) \[(place:[a-z0-9_-]+)\]", str(self.data.get("name", ""))) if self.is_bound else None
        self.known = named[2] if named else ""
        if named:
            self.fields["country"].required = False

    def clean_country(self) -> str:
        """Return the code of the country."""
        text = self.cleaned_data["country"]
        try:
            return read_country(text) if text else ""
        except ValueError as wrong:
            sentence = f"{text} {wrong}"
            raise ValidationError(sentence) from None


class LanguageForm(forms.Form):
    """In which language a mail is written."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language"))


class LookForm(forms.Form):
    """Why an administrator looks at the site as somebody else."""

    reason = TextField(
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=text_area(3),
        label=_("Reason"),
        help_text=_("What you want to find out and who asked for it. The person reads it."),
    )


class InvitationsFileForm(forms.Form):
    """A file of invitations."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_("UTF-8, with the columns email, role and of; name and language may be added. At most 500 rows."),
    )

    def clean_file(self) -> Any:  # Any: Django's file
        """Refuse what is too large to be a list of people."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than %(largest)s kB.") % {"largest": LARGEST_FILE // 1000})
        return file


class PasswordForm(forms.Form):
    """The password of an invited account, written twice."""

    password = forms.CharField(
        max_length=256,
        strip=False,
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        max_length=256,
        strip=False,
        label=_("The same password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, account: Account, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.account = account
        self.fields["password"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that the password is good, and written alike twice."""
        said = super().clean() or {}
        password = said.get("password")
        if password:
            if password != said.get("again", password):
                self.add_error("again", _("The two passwords differ."))
            try:
                validate_password(password, self.account)
            except ValidationError as problem:
                self.add_error("password", problem)
        return said
