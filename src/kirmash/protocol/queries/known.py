"""The records that a protocol officer names in a form, each by its reference."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model, Q

from kirmash.exhibition.models.fair import Fair
from kirmash.record.queries import labels_of
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Office, Person
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of, of_public_life

KINDS = {"place": "Place", "organisation": "Organisation", "person": "Person", "office": "Office"}


def record_of(reference: str) -> Model:
    """Return the record that a reference names."""
    kind, _colon, key = reference.partition(":")
    found: Model = apps.get_model("kirmash", KINDS[kind])._default_manager.get(key=key)
    return found


def known_places() -> dict[str, str]:
    """Return all places by reference."""
    return _labelled("place", Place.objects.order_by("key").values_list("key", flat=True))


def known_organisations() -> dict[str, str]:
    """Return all organisations by reference."""
    return _labelled("organisation", Organisation.objects.order_by("key").values_list("key", flat=True))


def known_people(fair: Fair) -> dict[str, str]:
    """Return people in office, and those whom a protocol officer of this fair knows: at stands, in delegations."""
    of_fair = Q(stands__exhibitor__fair=fair) | Q(memberships__delegation__fair=fair) | Q(led_delegations__fair=fair)
    found = Person.objects.filter(of_fair | Q(pk__in=of_public_life(Person.objects.all()))).distinct()
    return _labelled("person", found.order_by("key").values_list("key", flat=True))


def known_heads(fair: Fair) -> dict[str, str]:
    """Return those who may lead a delegation: people in office by their office, and members of this fair's."""
    offices = Office.objects.filter(held_until=None).order_by("key").values_list("key", flat=True)
    of_fair = Q(memberships__delegation__fair=fair) | Q(led_delegations__fair=fair)
    members = Person.objects.filter(of_fair).distinct().order_by("key").values_list("key", flat=True)
    return _labelled("office", offices) | _labelled("person", members)


def known_exhibitors(fair: Fair) -> dict[str, str]:
    """Return the exhibitors of a fair by key, sorted by name."""
    found = fair.exhibitors.select_related("organisation").prefetch_related("organisation__names")
    named = {each.key: name_of(each.organisation.names.all()) or each.key for each in found}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def _labelled(kind: str, keys: Iterable[str]) -> dict[str, str]:
    return labels_of(f"{kind}:{key}" for key in keys)
