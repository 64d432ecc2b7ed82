"""An engagement of a delegation, in the time of the fair; and what a reader asks the list of delegations for."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.base.texts import choose
from kirmash.base.web import offer
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.actions import EngagementWords
from kirmash.protocol.forms.fields import ProtocolForm, RecordField, TimeField, reference
from kirmash.protocol.models import Delegation, Engagement, EngagementKind
from kirmash.protocol.queries import Wanted, choices_of, name_of_delegation
from kirmash.protocol.queries.known import known_exhibitors, known_organisations, known_places
from kirmash.protocol.queries.naming import named
from kirmash.record.forms.fields import ALL, DayField, TextField, text_area

#: Beyond these years a time may have no day in UTC.
FIRST_YEAR, LAST_YEAR = 1900, 2200
NONE = ("", _("none"))


class EngagementForm(ProtocolForm):
    """What a delegation does, when, where and with whom."""

    kind = forms.ChoiceField(choices=EngagementKind.choices, label=_("Kind"))
    day = DayField(label=_("Day"))
    begins = TimeField(label=_("Begins"))
    ends = TimeField(label=_("Ends"))
    last_day = DayField(required=False, label=_("Last day"), help_text=_("Only where it ends on another day."))

    def __init__(
        self, delegation: Delegation, engagement: Engagement | None, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.delegation, now = delegation, engagement
        if now:
            self._begin_with(now)
        self.add_texts("title", 300, now.titles if now else {})
        self._ask_where(now)
        self._ask_with_whom(now)
        self.add_languages("interpreters", _("Interpreters for"), now.interpreters if now else [])
        self.fields["is_public"] = forms.BooleanField(
            required=False, initial=now is not None and now.is_public, label=_("Public: everyone may know of it")
        )
        self.fields["note"] = TextField(
            required=False,
            max_length=5000,
            widget=text_area(3),
            label=_("Note"),
            initial=now.note if now else "",
            help_text=_("For protocol officers and this delegation only, also where the engagement is public."),
        )

    def _begin_with(self, now: Engagement) -> None:
        zone = zone_of(self.delegation.fair)
        begins, ends = now.begins_at.astimezone(zone), now.ends_at.astimezone(zone)
        said = {"kind": now.kind, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        if ends.date() != begins.date():
            said["last_day"] = ends.date()
        self.initial = {**said, **self.initial}

    def _ask_where(self, now: Engagement | None) -> None:
        fair = self.delegation.fair
        self.fields["room"] = TextField(
            required=False, max_length=200, label=_("Room or meeting point"), initial=now.room if now else ""
        )
        halls = (
            [(space.key, choose(space.names) or space.key) for space in fair.venue.spaces.all()] if fair.venue else []
        )
        self.fields["space"] = forms.ChoiceField(
            required=False,
            choices=[NONE, *halls],
            label=_("Hall or ground"),
            initial=now and now.space and now.space.key,
        )
        self.fields["exhibitor"] = forms.ChoiceField(
            required=False,
            choices=[NONE, *known_exhibitors(fair).items()],
            label=_("At the stand of"),
            initial=now and now.exhibitor and now.exhibitor.key,
        )
        self.fields["place"] = RecordField(
            known_places(), "places", label=_("Place outside the fair"), initial=reference("place", now and now.place)
        )

    def _ask_with_whom(self, now: Engagement | None) -> None:
        others = named(self.delegation.fair.delegations.exclude(pk=self.delegation.pk))
        self.fields["with_delegation"] = forms.ChoiceField(
            required=False,
            choices=[NONE, *((other.key, name_of_delegation(other)) for other in others)],
            label=_("With the delegation"),
            initial=now and now.with_delegation and now.with_delegation.key,
            help_text=_("It stands in the programme of that delegation too, without the note."),
        )
        self.fields["with_organisation"] = RecordField(
            known_organisations(),
            "organisations",
            label=_("With the organisation"),
            initial=reference("organisation", now and now.with_organisation),
        )

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that it has a title, and ends after it begins."""
        cleaned = super().clean() or {}
        for name in ("day", "last_day"):
            if cleaned.get(name) and not FIRST_YEAR <= cleaned[name].year <= LAST_YEAR:
                self.add_error(name, _("Enter a valid date."))
        if not self.errors and not self.texts("title"):
            self.add_error(self.first("title"), _("Say in at least one language what it is."))
        if not self.errors and self._ends_at() <= self._begins_at():
            self.add_error("ends", _("It must end after it begins."))
        return cleaned

    def _begins_at(self) -> datetime.datetime:
        said = self.cleaned_data
        return datetime.datetime.combine(said["day"], said["begins"], zone_of(self.delegation.fair))

    def _ends_at(self) -> datetime.datetime:
        said = self.cleaned_data
        return datetime.datetime.combine(said["last_day"] or said["day"], said["ends"], zone_of(self.delegation.fair))

    @property
    def titles(self) -> list[forms.BoundField]:
        """The fields of the title by language."""
        return self.rows("title")

    def words(self) -> EngagementWords:
        """Return the engagement by the names that the action gives it."""
        said, fair = self.cleaned_data, self.delegation.fair
        return {
            "kind": said["kind"],
            "begins_at": self._begins_at(),
            "ends_at": self._ends_at(),
            "titles": self.texts("title"),
            "place": said["place"],
            "space": fair.venue.spaces.get(key=said["space"]) if fair.venue and said["space"] else None,
            "exhibitor": fair.exhibitors.get(key=said["exhibitor"]) if said["exhibitor"] else None,
            "room": said["room"],
            "with_delegation": fair.delegations.get(key=said["with_delegation"]) if said["with_delegation"] else None,
            "with_organisation": said["with_organisation"],
            "interpreters": said["interpreters"],
            "is_public": said["is_public"],
            "note": said["note"],
        }


class DelegationFilterForm(forms.Form):
    """The filters of the list of delegations; the answers are kept in the address."""

    q = forms.CharField(
        max_length=200, required=False, label=_("Search"), widget=forms.TextInput(attrs={"type": "search"})
    )
    day = forms.ChoiceField(required=False, label=_("Day"))
    country = forms.ChoiceField(required=False, label=_("Country"))

    def __init__(self, fair: Fair, language: str, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        countries, days = choices_of(fair, language)
        offer(self, "day", [ALL, *((str(day), day) for day in days)])
        offer(self, "country", [ALL, *countries])

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be read is left out."""
        self.is_valid()
        said = self.cleaned_data
        day = datetime.date.fromisoformat(said["day"]) if said.get("day") else None
        return Wanted(text=said.get("q", "").replace("\0", ""), day=day, country=said.get("country", ""))
