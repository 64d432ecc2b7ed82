"""A delegation and its members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.actions import DelegationWords, MemberWords
from kirmash.protocol.forms.fields import ProtocolForm, RecordField, reference
from kirmash.protocol.models import Delegation, Member
from kirmash.protocol.queries.known import known_heads, known_organisations, known_people, known_places
from kirmash.record.forms.fields import DayField
from kirmash.registry.models.person import Gender, Office

YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
ANSWERS = {"yes": True, "no": False, "": None}


class DelegationForm(ProtocolForm):
    """A delegation: what it is called, where it comes from, who leads it."""

    def __init__(
        self, fair: Fair, delegation: Delegation | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        now = delegation
        self.add_texts("name", 200, now.names if now else {})
        self.fields["place"] = RecordField(
            known_places(),
            "places",
            label=_("Place it comes from"),
            initial=reference("place", now and now.place),
            help_text=_("Type a part of the name and choose from the list."),
        )
        self.fields["organisation"] = RecordField(
            known_organisations(),
            "organisations",
            label=_("Organisation that sends it"),
            initial=reference("organisation", now and now.organisation),
            help_text=_("A place, an organisation, or both."),
        )
        self.fields["head"] = RecordField(
            known_heads(fair),
            "heads",
            label=_("Head"),
            initial=_head(now),
            help_text=_("Someone in office, or a member. A person who is not known here yet is added as a member."),
        )
        self.fields["rank"] = forms.IntegerField(
            required=False,
            min_value=1,
            max_value=32_767,
            label=_("Order of rank"),
            initial=now and now.rank,
            help_text=_("1 goes first. Only protocol officers and the delegation itself see it."),
        )

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that it has a name and comes from somewhere."""
        cleaned = super().clean() or {}
        if not self.errors and not self.texts("name"):
            self.add_error(self.first("name"), _("Write the name in at least one language."))
        if not self.errors and not cleaned["place"] and not cleaned["organisation"]:
            self.add_error("place", _("Name the place or the organisation that it comes from."))
        return cleaned

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of the name by language."""
        return self.rows("name")

    def words(self) -> DelegationWords:
        """Return the delegation by the names that the action gives it."""
        said = self.cleaned_data
        office = said["head"] if isinstance(said["head"], Office) else None
        return {
            "names": self.texts("name"),
            "place": said["place"],
            "organisation": said["organisation"],
            "head": office.person if office else said["head"],
            "office": office,
            "rank": said["rank"],
        }


def _head(delegation: Delegation | None) -> str:
    if delegation is None:
        return ""
    return reference("office", delegation.office) or reference("person", delegation.head)


class MemberForm(ProtocolForm):
    """A member of a delegation: someone known here, or a new person by name."""

    def __init__(
        self, delegation: Delegation, member: Member | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.member = member
        if member is None:
            self._ask_who(delegation)
        self.fields["leads"] = forms.BooleanField(
            required=False,
            label=_("Leads the delegation"),
            initial=member is not None and delegation.head_id == member.person_id,
        )
        self.add_texts("function", 200, member.functions if member else {})
        self.fields["organisation"] = RecordField(
            known_organisations(),
            "organisations",
            label=_("Member company or body"),
            initial=reference("organisation", member and member.organisation),
        )
        self.fields["arrives_on"] = DayField(required=False, label=_("First day"), initial=member and member.arrives_on)
        self.fields["leaves_on"] = DayField(required=False, label=_("Last day"), initial=member and member.leaves_on)
        self.add_languages("languages", _("Languages"), member.languages if member else [])
        self.fields["needs_interpreter"] = forms.ChoiceField(
            required=False,
            choices=YES_NO,
            label=_("Needs an interpreter"),
            initial={True: "yes", False: "no", None: ""}[member.needs_interpreter if member else None],
        )

    def _ask_who(self, delegation: Delegation) -> None:
        self.fields["person"] = RecordField(known_people(delegation.fair), "people", label=_("Person"))
        self.add_texts("new", 300, {})
        self.fields["gender"] = forms.ChoiceField(
            required=False,
            choices=[("", _("not known")), *Gender.choices],
            label=_("Gender"),
            help_text=_("For the languages that need it."),
        )

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that one person is named, and that the days are in order."""
        cleaned = super().clean() or {}
        if self.member is None and not self.errors and bool(cleaned["person"]) == bool(self.texts("new")):
            self.add_error("person", _("Choose one person from the list, or write the name of a new one."))
        first, last = cleaned.get("arrives_on"), cleaned.get("leaves_on")
        if first and last and last < first:
            self.add_error("leaves_on", _("The last day is before the first."))
        return cleaned

    @property
    def new_names(self) -> list[forms.BoundField]:
        """The fields of a new person's name by language."""
        return self.rows("new")

    @property
    def functions(self) -> list[forms.BoundField]:
        """The fields of the function by language."""
        return self.rows("function")

    def words(self) -> MemberWords:
        """Return the member by the names that the action gives it."""
        said = self.cleaned_data
        return {
            "functions": self.texts("function"),
            "organisation": said["organisation"],
            "arrives_on": said["arrives_on"],
            "leaves_on": said["leaves_on"],
            "languages": said["languages"],
            "needs_interpreter": ANSWERS[said["needs_interpreter"]],
        }
