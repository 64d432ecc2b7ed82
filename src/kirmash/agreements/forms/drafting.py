"""Choosing clauses with their parameters, and a way of approval with its days."""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.library import (
    Chosen,
    Clause,
    ClauseRefused,
    Dateline,
    DraftParty,
    Parameter,
    ParameterType,
    Route,
    Side,
    Unit,
    choose,
    draft,
    library,
    say_fault,
)
from kirmash.agreements.library import kinds as library_kinds
from kirmash.agreements.models.commitment import Field
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.term import Renewal
from kirmash.agreements.queries.composing import party_name
from kirmash.base.texts import choose as in_language
from kirmash.record.forms.fields import DayField, TextField
from kirmash.registry.models.place import PlaceKind
from kirmash.registry.queries import forms_of, name_of

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code in {"en", "de", "ru", "be"}]
UNITS = ((Unit.DAYS.value, _("days")), (Unit.MONTHS.value, _("months")), (Unit.YEARS.value, _("years")))
#: Chosen beforehand: what a text between cities usually has.
USUAL = ("subject", "forms", "costs", "status", "disputes", "amendments", "entry", "term", "termination")


class DraftForm(forms.Form):
    """Clauses from the library, their parameters, the languages, and where and when it is signed."""

    def __init__(self, instrument: Instrument, *arguments: Any, **values: Any) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.instrument, self.parties = instrument, list(instrument.parties.all())
        is_public = all(party.place_id for party in self.parties)
        self.clauses = [
            one
            for one in library().values()
            if ("public" if is_public else "company") in one.sides
            and one.place == "article"
            and not any(p.type is ParameterType.BODIES for p in one.parameters)
        ]
        signing = getattr(instrument, "signing", None)
        for party in self.parties:
            self.fields[f"own_{party.position}"] = forms.ChoiceField(
                choices=LANGUAGES, label=_("Language of %(party)s") % {"party": party_name(party)}
            )
        self.fields["languages"] = forms.MultipleChoiceField(
            choices=LANGUAGES, label=_("Languages of the text"), widget=forms.CheckboxSelectMultiple
        )
        names = signing.place.names.all() if signing and signing.place else ()
        for code, label in LANGUAGES:
            self.fields[f"place_{code}"] = TextField(
                required=False, max_length=100, initial=forms_of(names, code).get("nominative", ""),
                label=_("Place of signature (%(language)s)") % {"language": label},
            )  # fmt: skip
        self.fields["signed_on"] = DayField(
            label=_("Day of signature"), initial=signing.planned_on if signing else None
        )
        for clause in self.clauses:
            self._ask(clause)

    def _ask(self, clause: Clause) -> None:
        self.fields[f"use_{clause.key}"] = forms.BooleanField(
            required=False, initial=clause.key in USUAL, label=in_language(dict(clause.titles))
        )
        for parameter in clause.parameters:
            for name, field in _fields(clause, parameter):
                self.fields[name] = field

    @property
    def sections(self) -> Iterator[tuple[forms.BoundField, list[forms.BoundField]]]:
        """Yield each clause with the fields of its parameters."""
        for clause in self.clauses:
            prefix = f"p_{clause.key}_"
            yield self[f"use_{clause.key}"], [self[name] for name in self.fields if name.startswith(prefix)]

    @property
    def frame(self) -> list[forms.BoundField]:
        """The fields that belong to no clause."""
        return [self[name] for name in self.fields if not name.startswith(("use_", "p_"))]

    def clean(self) -> dict[str, Any]:  # Any: Django's data
        """Check that a text can be made of it in all of its languages."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.chosen = list(self._chosen(cleaned))
        if self.errors:
            return cleaned
        languages = [code for code, _name in LANGUAGES if code in cleaned["languages"]]
        own = [cleaned[f"own_{party.position}"] for party in self.parties]
        languages = list(dict.fromkeys((*own, *languages)))
        dateline = Dateline(
            places={code: cleaned[f"place_{code}"] for code in languages if cleaned[f"place_{code}"]},
            day=cleaned["signed_on"],
        )
        kind = self.instrument.kind if self.instrument.kind in library_kinds() else "agreement"
        try:
            texts = draft(
                [_party(party, one) for party, one in zip(self.parties, own, strict=True)], self.chosen, languages,
                dateline, kind=kind,
            )  # fmt: skip
        except ClauseRefused as refused:
            for fault in refused.faults:
                self.add_error(None, say_fault(fault))
            return cleaned
        self.content = self._content(texts, own)
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> Iterator[Chosen]:  # Any: Django's data
        for clause in self.clauses:
            if not cleaned[f"use_{clause.key}"]:
                continue
            given = {one.name: value for one in clause.parameters if (value := _given(cleaned, clause, one))}
            try:
                yield choose(clause, given)
            except ClauseRefused as refused:
                for fault in refused.faults:
                    self.add_error(f"use_{clause.key}", say_fault(fault))

    def _content(self, texts: Any, own: list[str]) -> dict[str, Any]:  # Any: JSON
        return {
            "parties": [
                {"position": party.position, "language": language,
                 "names": {code: [_full(party, code), *_names(party, code)] for code in texts}}
                for party, language in zip(self.parties, own, strict=True)
            ],
            "versions": [
                {"language": code, "status": "authentic", "text": text} for code, text in texts.items()
            ],
        }  # fmt: skip


class RouteForm(forms.Form):
    """The days of each step of a way of approval, and on whose side one's own steps are."""

    def __init__(
        self, instrument: Instrument, route: Route, *arguments: Any, **values: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*arguments, **values)
        self.route, self.parties = route, {str(one.position): one for one in instrument.parties.all()}
        self.fields["own"] = forms.ChoiceField(
            choices=[(key, party_name(one)) for key, one in self.parties.items()], label=_("Whose rules these are")
        )
        for number, step in enumerate(route.steps):
            self.fields[f"days_{number}"] = forms.IntegerField(
                min_value=0, max_value=730, initial=step.lead_days, label=in_language(dict(step.offices)),
                help_text=in_language(dict(step.source.texts)),
            )  # fmt: skip

    @property
    def lead_days(self) -> list[int]:
        """The days of the steps, in their order."""
        return [self.cleaned_data[f"days_{number}"] for number in range(len(self.route.steps))]


def _fields(clause: Clause, parameter: Parameter) -> Iterator[tuple[str, forms.Field]]:
    name, label = f"p_{clause.key}_{parameter.name}", in_language(dict(parameter.labels))
    default: Any = parameter.default
    if parameter.type is ParameterType.DURATION:
        units = [one for one in UNITS if not parameter.bounds or Unit(one[0]) in parameter.bounds]
        yield name, forms.IntegerField(required=False, min_value=1, initial=default and default.number, label=label)
        yield (
            f"{name}_unit",
            forms.ChoiceField(required=False, choices=units, initial=default and default.unit.value, label=_("Unit")),
        )
    elif parameter.type is ParameterType.CHOICE:
        choices = [
            (one, in_language(dict(parameter.choice_labels.get(one, {}))) or _word(one)) for one in parameter.choices
        ]
        yield name, forms.ChoiceField(required=False, choices=choices, initial=default, label=label)
    elif parameter.type is ParameterType.FIELDS:
        yield name, forms.MultipleChoiceField(
            required=False, choices=[one for one in Field.choices if one[0] in parameter.choices], initial=default,
            label=label, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    elif parameter.type is ParameterType.DAY:
        initial = f"{default.month:02}-{default.day:02}" if default else ""
        yield name, TextField(required=False, max_length=5, initial=initial, label=label, help_text=_("As in 01-15."))
    elif parameter.type is ParameterType.DATE:
        yield name, DayField(required=False, initial=default, label=label)
    else:
        for code, language in LANGUAGES:
            yield f"{name}_{code}", TextField(required=False, max_length=1000, label=f"{label} ({language})")


def _word(choice: str) -> str:
    return str(dict(Renewal.choices).get(choice, choice))


def _given(cleaned: dict[str, Any], clause: Clause, parameter: Parameter) -> object:  # Any: Django's data
    name = f"p_{clause.key}_{parameter.name}"
    if parameter.type is ParameterType.DURATION:
        return f"{cleaned[name]} {cleaned[f'{name}_unit']}" if cleaned[name] else None
    if parameter.type is ParameterType.TEXTS:
        return {code: cleaned[f"{name}_{code}"] for code, _language in LANGUAGES if cleaned[f"{name}_{code}"]}
    value = cleaned[name]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _party(party: Party, language: str) -> DraftParty:
    named = party.place or party.organisation
    names = {code: forms_of(named.names.all(), code) for code, _name in LANGUAGES} if named else {}
    for code, found in names.items():
        found.setdefault("nominative", name_of(named.names.all(), code) if named else "")
    side = Side.COMPANY
    if party.place:
        side = Side.CITY if party.place.kind == PlaceKind.CITY else Side.REGION
    return DraftParty(key=str(party.position), side=side, language=language, names=names)


def _names(party: Party, language: str) -> list[str]:
    named = party.place or party.organisation
    return list(dict.fromkeys(forms_of(named.names.all(), language).values())) if named else []


def _full(party: Party, language: str) -> str:
    named = party.place or party.organisation
    return name_of(named.names.all(), language) if named else ""
