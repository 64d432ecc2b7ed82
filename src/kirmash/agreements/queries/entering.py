"""What the page of an entry offers to choose from, and the deadlines that follow from what is written."""

import datetime
from collections.abc import Mapping

from kirmash.agreements.deadlines import Deadline, Renewal, Standing, Term, course
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.term import MatterLabel, StandingLabel
from kirmash.base.models import Account
from kirmash.record.queries import labels_of
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import places_named


def known_places(beside: Place | None = None) -> dict[str, str]:
    """Return the cities and regions that can be partners, by their references."""
    rows = Place.objects.exclude(kind=PlaceKind.COUNTRY)
    places = dict((rows.exclude(pk=beside.pk) if beside else rows).values_list("pk", "key"))
    names = places_named(places)
    return {f"place:{key}": names.get(pk) or key for pk, key in places.items()}


def known_officers(place: Place | None) -> dict[str, str]:
    """Return who answers for agreements of a city already, and who of its department is a person of the record."""
    kept = Instrument.objects.filter(parties__place=place) if place else Instrument.objects.all()
    keys = set(kept.exclude(responsible=None).values_list("responsible__key", flat=True))
    if place:
        staff = Account.objects.filter(mandates__subject=f"place:{place.key}").exclude(person="")
        keys |= set(Person.objects.filter(key__in=staff.values("person")).values_list("key", flat=True))
    return labels_of(f"person:{key}" for key in keys)


def foreseen(said: Mapping[str, object], today: datetime.date) -> tuple[str, list[tuple[Deadline, str]]] | None:
    """Return how an agreement of these days and this term stands, and its deadlines in words; None if none follow."""
    words = {name: said.get(name) for name in ("months", "ends_on", "renewal_months", "termination_days")}
    notice = {name: said.get(name) or 0 for name in ("notice_months", "notice_days")}
    begins = said.get("in_force_on") or said.get("signed_on")
    try:
        term = Term(begins_on=begins, renewal=Renewal(str(said.get("renewal"))), **words, **notice)  # type: ignore[arg-type]  # a form checked them
    except ValueError:
        return None
    found = course(term, [], today)
    if found.standing == Standing.UNKNOWN and not found.deadlines:
        return None
    stands = str(StandingLabel(found.standing).label)
    return stands, [(one, str(MatterLabel(one.kind).label)) for one in found.deadlines]
