"""Who is to sign for a party: somebody in office, or somebody new."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.signatories import NewOffice, SignatoryWords
from kirmash.agreements.models.instrument import Party
from kirmash.agreements.models.signature import Authority
from kirmash.agreements.models.signing import Signatory
from kirmash.base.web import offer
from kirmash.protocol.forms.fields import ProtocolForm
from kirmash.record.forms.fields import CHOOSE, TextField
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Gender, Office, Role
from kirmash.registry.queries import name_of, title_of


class SignatoryForm(ProtocolForm):
    """Who is to sign for a party, and by what right."""

    office = forms.ChoiceField(
        required=False, label=_("Who signs"), help_text=_("Office and person, as the registry knows them.")
    )
    authority = forms.ChoiceField(choices=Authority.choices, label=_("By what right"))
    paper = TextField(
        required=False, max_length=300, label=_("Paper"), help_text=_("Number and day of the charter, order or power.")
    )
    reason = TextField(
        required=False, max_length=500, label=_("Why"), help_text=_("It stands on every paper that is issued anew.")
    )
    gender = forms.ChoiceField(required=False, choices=[CHOOSE, *Gender.choices], label=_("Grammatical gender"))
    role = forms.ChoiceField(required=False, label=_("Role"))
    body = forms.ChoiceField(required=False, label=_("Body"))

    def __init__(
        self, party: Party, now: Signatory | None, day: datetime.date, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        if now:
            values["initial"] = {"office": now.office.key, "authority": now.authority, "paper": now.paper}
        super().__init__(*arguments, **values)
        self.offices = {office.key: office for office in offices_of(party, day)}
        self.bodies = {body.key: body for body in bodies_of(party)}
        self.roles = {role.key: role for role in Role.objects.prefetch_related("names").order_by("key")}
        offer(self, "office", [
            CHOOSE,
            *((key, f"{name_of(one.person.names.all())}, {title_of(one)}") for key, one in self.offices.items()),
        ])  # fmt: skip
        offer(self, "body", [CHOOSE, *((key, name_of(one.names.all())) for key, one in self.bodies.items())])
        offer(self, "role", [CHOOSE, *((key, _role_name(one)) for key, one in self.roles.items())])
        self.add_languages("languages", _("Speaks"), now.languages if now else [])
        self.add_texts("new", 300, {})

    @property
    def new_names(self) -> list[forms.BoundField]:
        """The fields of a new person's name."""
        return self.rows("new")

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for one person, known or new, and for the paper where somebody signs by one."""
        cleaned = super().clean() or {}
        if cleaned.get("authority") == Authority.POWER_OF_ATTORNEY and not cleaned.get("paper"):
            self.add_error("paper", _("Name the power of attorney: its number and day."))
        if bool(cleaned.get("office")) == bool(self.texts("new")):
            self.add_error("office", _("Choose who signs, or write down somebody new: one of the two."))
        elif self.texts("new"):
            for name in ("role", "body", "gender"):
                if not cleaned.get(name):
                    self.add_error(name, _("This is needed for somebody new."))
        return cleaned

    def words(self) -> SignatoryWords:
        """Return what was said."""
        said = self.cleaned_data
        names = self.texts("new")
        new = (
            NewOffice(names=names, gender=said["gender"], role=self.roles[said["role"]], body=self.bodies[said["body"]])
            if names
            else None
        )
        return SignatoryWords(
            office=self.offices.get(said["office"]), new=new, authority=said["authority"], paper=said["paper"],
            languages=said["languages"],
        )  # fmt: skip


class IssueForm(forms.Form):
    """Why the papers are issued anew."""

    reason = TextField(max_length=500, label=_("Why"), help_text=_("It stands on every paper that is issued anew."))


def offices_of(party: Party, day: datetime.date) -> list[Office]:
    """Return the offices of a party that are held on a day: of bodies at its place, or of the organisation itself."""
    held = Office.objects.filter(body__in=bodies_of(party)).filter(
        Q(held_from=None) | Q(held_from__lte=day), Q(held_until=None) | Q(held_until__gte=day)
    )
    return list(
        held.select_related("person", "body", "role")
        .prefetch_related("person__names", "body__names", "role__names")
        .order_by("body__key", "key")
    )


def bodies_of(party: Party) -> list[Organisation]:
    """Return who may act for a party: the organisation itself, or the public bodies of its place."""
    found = Organisation.objects.prefetch_related("names").order_by("key")
    if party.organisation_id:
        return list(found.filter(pk=party.organisation_id))
    return list(found.filter(place=party.place).exclude(level=""))


def _role_name(role: Role) -> str:
    forms_ = list(role.names.all())
    return " / ".join(dict.fromkeys(name_of([form for form in forms_ if form.gender == one]) for one in Gender.values))
