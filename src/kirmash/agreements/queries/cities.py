"""The cities and regions whose registers are kept here."""

from django.db.models import Count, Q, QuerySet

from kirmash.agreements.rights import SEE_REGISTER
from kirmash.base.access import may
from kirmash.base.models import SITE, Account, Mandate, SiteRole
from kirmash.registry.models.place import Place, PlaceKind


def cities_seen_by(person: object) -> QuerySet[Place]:
    """Return the cities that have a department here, with the number of their agreements; only those one may see."""
    subjects = Mandate.objects.filter(role=SiteRole.CITY).values_list("subject", flat=True)
    keys = {subject.partition(":")[2] for subject in subjects}
    rows = Place.objects.filter(key__in=keys).exclude(kind=PlaceKind.COUNTRY)
    if not may(person, SEE_REGISTER, frozenset({SITE})):
        held = person.held if isinstance(person, Account) else ()
        rows = rows.filter(key__in=[subject.partition(":")[2] for _role, subject in held])
    total = Count("parties__instrument", filter=Q(parties__instrument__parent=None), distinct=True)
    return rows.annotate(total=total).order_by("key")
