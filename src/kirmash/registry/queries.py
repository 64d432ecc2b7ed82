"""Reads of the registry: names in the reader's language, titles of offices."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from fairplan.goods import parents
from fairplan.spelling import fold
from kirmash.base.texts import choose
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.name import Case, NameForm
from kirmash.registry.models.organisation import OrganisationName
from kirmash.registry.models.person import Office, Person
from kirmash.registry.models.place import Place, PlaceKind, PlaceName
from kirmash.search.actions import in_batches


def name_of(forms: Iterable[NameForm], language: str | None = None, case: str = Case.NOMINATIVE) -> str:
    """Return the form of a name in a language and case.

    Where the case is missing the nominative stands in; where the language is missing, the nearest.
    A tag with a region (``ru-BY``) prefers the form of that tag.
    Forms that are no longer valid are passed over.
    """
    tag = language or get_language() or "en"
    current = [form for form in forms if form.valid_until is None]
    for try_case in (case, Case.NOMINATIVE):
        texts = {form.language: form.text for form in current if form.case == try_case}
        for wanted in (tag, tag.split("-")[0]):
            if wanted in texts:
                return texts[wanted]
    return choose({form.language: form.text for form in current if form.case == Case.NOMINATIVE}, tag)


def organisations_named(ids: Iterable[int], language: str | None = None) -> dict[int, str]:
    """Return the names of organisations in a language; a query for every few hundred."""
    return _named(OrganisationName.objects.all(), "organisation_id", ids, language)


def places_named(ids: Iterable[int], language: str | None = None) -> dict[int, str]:
    """Return the names of places in a language; a query for every few hundred."""
    return _named(PlaceName.objects.all(), "place_id", ids, language)


def places_by_name() -> dict[str, list[Place]]:
    """Return the cities and regions by each name that they bear in any language, folded."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in Place.objects.exclude(kind=PlaceKind.COUNTRY).prefetch_related("names").order_by("pk"):
        for name in {fold(form.text) for form in place.names.all()}:
            found[name].append(place)
    return found


def _named(names: QuerySet[Any], owner: str, ids: Iterable[int], language: str | None) -> dict[int, str]:
    """Return what :func:`name_of` returns, without making an object of each form of a name."""
    current = names.filter(case=Case.NOMINATIVE, valid_until=None).order_by("pk")
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for batch in in_batches(set(ids)):
        rows = current.filter(**{f"{owner}__in": batch}).values_list(owner, "language", "text")
        for one, tag, text in rows:
            texts[one][tag] = text
    tag = language or get_language() or "en"
    return {one: found.get(tag) or choose(found, tag) for one, found in texts.items()}


def forms_of(forms: Iterable[NameForm], tag: str) -> dict[str, str]:
    """Return the forms of a name by case, as the tag (``ru-BY``) wants them, or else its language."""
    current = [form for form in forms if form.valid_until is None]
    found: dict[str, str] = {}
    for wanted in (tag.split("-", maxsplit=1)[0], tag):
        found |= {form.case: form.text for form in current if form.language == wanted}
    return found


def goods_named(codes: Iterable[str], nomenclature: str = "HS", language: str | None = None) -> dict[str, str]:
    """Return what each code names: its own label, or that of the nearest code above it; empty where none is known."""
    wanted = {code: (code, *reversed(parents(code))) for code in codes}
    known = GoodsCode.objects.filter(nomenclature=nomenclature, code__in={c for path in wanted.values() for c in path})
    labels = {goods.code: choose(goods.labels, language) for goods in known}
    return {code: next((labels[c] for c in path if labels.get(c)), "") for code, path in wanted.items()}


def of_public_life(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of the people who hold or held an office: their names are for everyone who reads the record."""
    return people.filter(pk__in=Office.objects.values("person"))


def title_of(office: Office, language: str | None = None) -> str:
    """Return an office's title: the role for the holder's gender, and the body in the genitive."""
    gender = office.person.gender or "masculine"
    tag = language or get_language() or "en"
    role = name_of([form for form in office.role.names.all() if form.gender == gender], tag)
    body = name_of(office.body.names.all(), tag, Case.GENITIVE)
    return f"{role} of the {body}" if tag.startswith("en") else f"{role} {body}"
