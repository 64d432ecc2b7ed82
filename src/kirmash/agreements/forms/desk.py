"""What is written at the signing desk of a fair."""

import datetime
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.recording import Signed
from kirmash.agreements.ceremony.script import VOICES
from kirmash.agreements.forms.signatories import offices_of
from kirmash.agreements.models.desk import LONGEST, SHORTEST, Desk, RequestState, SlotRequest
from kirmash.agreements.models.instrument import Instrument, Kind, Party
from kirmash.agreements.models.signature import Authority, Mode
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.queueing import slots_of
from kirmash.agreements.queries.signed import Wanted
from kirmash.base.texts import locale_of
from kirmash.base.web import offer
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.forms.fields import TimeField
from kirmash.record.forms.fields import ALL, DayField, TextField, text_area
from kirmash.registry.models.person import Office
from kirmash.registry.queries import name_of, title_of

LAST = datetime.time(23, 59)
HOURS = ("slot_minutes", "pause_minutes", "travel_minutes", "room", "announcers")
CURRENCIES = ("BYN", "RUB", "USD", "EUR", "CNY", "KZT", "KGS", "UZS", "PLN")


class DeskForm(forms.Form):
    """The hours of a desk on a day."""

    day = DayField(label=_("Day"))
    opens = TimeField(label=_("Opens"))
    closes = TimeField(label=_("Closes"))
    slot_minutes = forms.IntegerField(
        min_value=SHORTEST, max_value=LONGEST, initial=LONGEST, label=_("Minutes for each document")
    )
    pause_minutes = forms.IntegerField(min_value=0, max_value=60, initial=5, label=_("Minutes between two documents"))
    travel_minutes = forms.IntegerField(
        min_value=0, max_value=240, initial=10, label=_("Minutes from another room"),
        help_text=_("What somebody needs to come from another room before and after."),
    )  # fmt: skip
    room = TextField(max_length=200, label=_("Room"))
    until_day = DayField(required=False, label=_("Requests until the day"))
    until = TimeField(required=False, label=_("until the time"))

    def __init__(self, fair: Fair, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.fair = fair
        names = Locale.parse(locale_of()).languages
        self.fields["announcers"] = forms.MultipleChoiceField(
            choices=[(code, str(names.get(code, code))) for code in VOICES], label=_("Languages of the announcer"),
            initial=["en"], widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that it opens before it closes, on a day of the fair."""
        cleaned = super().clean() or {}
        if cleaned.get("opens") and cleaned.get("closes") and cleaned["opens"] >= cleaned["closes"]:
            self.add_error("closes", _("It must close after it opens."))
        if cleaned.get("day") and not self.fair.begins_on <= cleaned["day"] <= self.fair.ends_on:
            self.add_error("day", _("Choose a day of the fair."))
        return cleaned

    def words(self) -> dict[str, Any]:  # Any: values of a row
        """Return what was said, as the table keeps it."""
        said, zone = self.cleaned_data, zone_of(self.fair)
        until = said["until_day"]
        return {
            "opens_at": datetime.datetime.combine(said["day"], said["opens"], zone),
            "closes_at": datetime.datetime.combine(said["day"], said["closes"], zone),
            **{name: said[name] for name in HOURS},
            "requests_until": datetime.datetime.combine(until, said["until"] or LAST, zone) if until else None,
        }


class SlotRequestForm(forms.ModelForm[SlotRequest]):
    """What the parties of an instrument wish from the desk."""

    wished_on = DayField(required=False, label=_("Wished day"))
    not_before = TimeField(required=False, label=_("Not before"))
    not_after = TimeField(required=False, label=_("Not after"))
    currency = forms.ChoiceField(
        required=False, choices=[("", "–"), *((code, code) for code in CURRENCIES)], label=_("Currency")
    )

    class Meta:
        model = SlotRequest
        fields = ("wished_on", "not_before", "not_after", "rank", "contact", "value", "currency",
                  "wants_photographer", "wants_press", "wants_interpreters", "wants_flags", "note")  # fmt: skip
        labels = {
            "rank": _("Rank"), "contact": _("Contact"), "value": _("Value, if the document states one"),
            "wants_photographer": _("Photographer wanted"), "wants_press": _("Press wanted"),
            "wants_interpreters": _("Interpreters wanted"), "wants_flags": _("Flags wanted"), "note": _("Note"),
        }  # fmt: skip

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        if (known := self.instance.currency) and known not in CURRENCIES:
            offer(self, "currency", [("", "–"), *((code, code) for code in (*CURRENCIES, known))])

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Ask for the currency of a value."""
        cleaned = super().clean() or {}
        if cleaned.get("value") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        if cleaned.get("value") is not None and cleaned["value"] < 0:
            self.add_error("value", _("A value is not negative."))
        before, after = cleaned.get("not_before"), cleaned.get("not_after")
        if before and after and before >= after:
            self.add_error("not_after", _("It must end after it begins."))
        return cleaned


class AnswerForm(forms.Form):
    """What the desk answers to a request."""

    state = forms.ChoiceField(
        choices=[one for one in RequestState.choices if one[0] != RequestState.ASKED], widget=forms.RadioSelect,
        label=_("Answer"),
    )  # fmt: skip
    reason = TextField(
        required=False, max_length=500, label=_("Reason"), help_text=_("Needed where it is refused or withdrawn.")
    )


class SlotForm(forms.Form):
    """When a request is called; whoever has that slot changes places with it."""

    slot = forms.ChoiceField(label=_("Slot"))

    def __init__(self, fair: Fair, request: SlotRequest, *arguments: Any, **values: Any) -> None:  # Any: Django's
        super().__init__(*arguments, **values)
        zone, self.places = zone_of(fair), {}
        taken = {(one.desk_id, one.begins_at): one.pk for one in fair.slot_requests.exclude(begins_at=None)}
        choices = []
        self.desks: dict[int, Desk] = {desk.pk: desk for desk in fair.desks.all()}
        for desk in self.desks.values():
            for place in slots_of(desk):
                key = f"{desk.pk}-{place.begins:%Y%m%d%H%M}"
                self.places[key] = (desk, place.begins)
                holder = taken.get((desk.pk, place.begins))
                mark = "" if holder is None else " ●" if holder == request.pk else " ↔"
                choices.append((key, f"{place.begins.astimezone(zone):%d.%m. %H:%M} · {desk.room}{mark}"))
        offer(self, "slot", choices)


class SignedForm(forms.Form):
    """Who really signed."""

    signed_on = DayField(label=_("Day"))
    recorded_by = TextField(max_length=200, label=_("Recorded by"), help_text=_("Office and name."))
    photographer = TextField(required=False, max_length=200, label=_("Photographer"))
    witnesses = TextField(
        required=False, max_length=2000, widget=text_area(2), label=_("Witnesses"), help_text=_("One in each line.")
    )

    def __init__(
        self, instrument: Instrument, day: datetime.date, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.parties: list[Party] = [one for one in instrument.parties.all() if not hasattr(one, "signature")]
        self.offices: dict[str, Office] = {}
        for party in self.parties:
            self._ask(party, day, getattr(instrument, "signing", None))

    def _ask(self, party: Party, day: datetime.date, signing: Any) -> None:  # Any: a row or None
        found = {office.key: office for office in offices_of(party, day)}
        self.offices |= found
        planned = getattr(party, "signatory", None)
        self.fields[f"office_{party.position}"] = forms.ChoiceField(
            required=False, label=party_name(party), initial=planned.office.key if planned else "",
            choices=[
                ("", _("has not signed")),
                *((key, f"{name_of(one.person.names.all())}, {title_of(one)}") for key, one in found.items()),
            ],
        )  # fmt: skip
        self.fields[f"authority_{party.position}"] = forms.ChoiceField(
            choices=Authority.choices, initial=planned.authority if planned else Authority.OWN_OFFICE,
            label=_("By what right"),
        )  # fmt: skip
        self.fields[f"mode_{party.position}"] = forms.ChoiceField(
            choices=Mode.choices, initial=signing.mode if signing else Mode.IN_PERSON, label=_("How")
        )

    @property
    def sides(self) -> list[list[forms.BoundField]]:
        """The fields of each party that has not signed yet."""
        return [
            [self[f"{name}_{party.position}"] for name in ("office", "authority", "mode")] for party in self.parties
        ]

    def signed(self) -> list[Signed]:
        """Return who signed."""
        said = self.cleaned_data
        return [
            Signed(
                party=party, office=self.offices[said[f"office_{party.position}"]],
                authority=said[f"authority_{party.position}"], mode=said[f"mode_{party.position}"],
            )
            for party in self.parties
            if said.get(f"office_{party.position}")
        ]  # fmt: skip


class TakeBackForm(forms.Form):
    """Why a recording is taken back."""

    reason = TextField(max_length=500, widget=text_area(3), label=_("Reason"))


class RulesForm(forms.Form):
    """What holds at all desks of a fair."""

    order_language = forms.ChoiceField(
        required=False, label=_("Three and more parties sit"),
        help_text=_("In the alphabet of one language, stated beforehand; or in the order of the text."),
    )  # fmt: skip
    publishes_register = forms.BooleanField(
        required=False, label=_("Everybody may read what was signed, without an account and without values")
    )

    def __init__(self, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        names = Locale.parse(locale_of()).languages
        offer(self, "order_language", [
            ("", _("as the text names them")), *((code, str(names.get(code, code))) for code in VOICES)
        ])  # fmt: skip


class EquipForm(forms.Form):
    """Who is to witness a signature, and who takes the photograph."""

    witnesses = TextField(
        required=False, max_length=2000, widget=text_area(3), label=_("Witnesses"), help_text=_("One in each line.")
    )
    photographer = TextField(required=False, max_length=200, label=_("Photographer"))


class AtTableForm(forms.Form):
    """Who signs at this moment, as planned: one tick for each; who else signs is recorded on the longer form."""

    def __init__(self, instrument: Instrument, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        parties = [one for one in instrument.parties.all() if not hasattr(one, "signature")]
        self.parties = [one for one in parties if hasattr(one, "signatory")]
        self.unnamed = [party_name(one) for one in parties if not hasattr(one, "signatory")]
        self.mode = instrument.signing.mode if hasattr(instrument, "signing") else Mode.IN_PERSON
        for party in self.parties:
            office = party.signatory.office
            self.fields[f"party_{party.position}"] = forms.BooleanField(
                required=False, initial=True, help_text=party_name(party),
                label=f"{name_of(office.person.names.all())}, {title_of(office)}",
            )  # fmt: skip

    def signed(self) -> list[Signed]:
        """Return who signed."""
        return [
            Signed(party=party, office=party.signatory.office, authority=party.signatory.authority, mode=self.mode)
            for party in self.parties
            if self.cleaned_data.get(f"party_{party.position}")
        ]


class WhyNotForm(forms.Form):
    """Why nobody signs."""

    reason = TextField(max_length=500, widget=text_area(3), label=_("Why it is not signed"))


class SignedFilterForm(forms.Form):
    """Which lines of the running register are wanted, and of which minute."""

    q = forms.CharField(
        required=False, max_length=200, label=_("Search"), widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(required=False, choices=[ALL, *Kind.choices], label=_("Kind"))
    state = forms.ChoiceField(
        required=False, label=_("State"),
        choices=[ALL, ("signed", _("every party has signed")), ("partly", _("partly signed"))],
    )  # fmt: skip
    day = DayField(required=False, label=_("As of the day"))
    time = TimeField(required=False, label=_("at"))

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be read is left out."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(text=said.get("q", ""), kind=said.get("kind", ""), state=said.get("state", ""))

    def moment(self, now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
        """Return the minute that is asked for; now where none is."""
        self.is_valid()
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if not day and not time:
            return now
        return datetime.datetime.combine(day or now.astimezone(zone).date(), time or LAST, zone)
