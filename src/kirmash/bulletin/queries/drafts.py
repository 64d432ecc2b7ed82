"""What the drafts of further languages may speak of, by the names that they use."""

from collections.abc import Sequence

from kirmash.base.texts import choose
from kirmash.bulletin.check.reading import Entity
from kirmash.bulletin.queries.naming import kind_of_body, named_place
from kirmash.bulletin.queries.story import entities_of
from kirmash.bulletin.wording.draft import body_named, term
from kirmash.bulletin.wording.style import DRAFTS
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.organisation import Organisation, OrganisationKind
from kirmash.registry.models.place import Place

Forms = dict[str, dict[str, str]]


def entities_in_drafts(fair: Fair) -> list[Entity]:
    """Return everything with a name that a release may speak of, with its forms in the draft languages too."""
    own = {**_places(), **_bodies()}
    return [
        Entity(
            reference=entity.reference,
            forms={**_drafted(entity, own.get(entity.reference, {})), **entity.forms},
            is_loose=entity.is_loose,
        )
        for entity in entities_of(fair)
    ]


def _drafted(entity: Entity, own: dict[str, str]) -> dict[str, Sequence[str]]:
    """Return the form that each draft language uses: its own name of it, or a term, or the nearest language's."""
    usual = {language: forms[0] for language, forms in entity.forms.items() if forms}
    return {language: [own.get(language) or term(language, choose(usual, language))] for language in DRAFTS}


def _places() -> Forms:
    return {
        f"place:{place.key}": {language: named_place(place, language).text for language in DRAFTS}
        for place in Place.objects.prefetch_related("names")
    }


def _bodies() -> Forms:
    found = Organisation.objects.filter(kind=OrganisationKind.BODY, place__isnull=False).select_related("place")
    return {
        f"organisation:{body.key}": {
            language: body_named(language, kind_of_body(body), named_place(body.place, language).text)
            for language in DRAFTS
            if body.place
        }
        for body in found.prefetch_related("names", "place__names")
    }
