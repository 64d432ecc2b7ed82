"""Names for a word: a place as it is known in a language, what kind of body an office is in."""

from babel import Locale

from kirmash.base.texts import choose
from kirmash.bulletin.wording.story import Name
from kirmash.registry.models.name import Case
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import forms_of, name_of


def named_place(place: Place, language: str) -> Name:
    """Return a place as a language knows it: the form on record, of a country that of CLDR, or else the nearest."""
    forms = list(place.names.all())
    tongue = language.partition("-")[0]
    if place.kind == PlaceKind.COUNTRY and not any(form.language.partition("-")[0] == tongue for form in forms):
        known = Locale.parse(tongue).territories.get(place.country_code)
        if known:
            return Name(text=known)
    return Name(text=name_of(forms, language), forms=forms_of(forms, language))


def kind_of_body(body: Organisation) -> str:
    """Return what kind of public body it is, as a word of the term tables; empty where they have none for it."""
    name = choose({form.language: form.text for form in body.names.all() if form.case == Case.NOMINATIVE}, "en")
    if name.endswith("City Executive Committee"):
        return "city-executive-committee"
    if name.endswith("Oblast Executive Committee"):
        return "oblast-executive-committee"
    return "city" if name.startswith("City of ") else ""
