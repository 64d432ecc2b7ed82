"""Who asks for the desk without a file, as somebody may see it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kirmash.agreements.models.desk import DeskEnquiry
from kirmash.agreements.rights import ENQUIRE, KEEP_DESK
from kirmash.base.access import fair_word, may
from kirmash.base.models import Account, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

_ASKING = {SiteRole.EXHIBITOR: "organisation", SiteRole.CITY: "place"}


def enquiries_seen_by(person: object, fair: Fair) -> QuerySet[DeskEnquiry]:
    """Return the enquiries of a fair that somebody may see: all for its desk, for others their own."""
    found = fair.desk_enquiries.select_related("fair")
    if may(person, KEEP_DESK, fair_word(fair.key)):
        return found
    return found.filter(subject__in=_held(person))


def subjects_of(person: object, fair: Fair) -> list[tuple[str, str]]:
    """Return for whom somebody may ask: companies that exhibit at the fair, cities; the desk itself for anybody."""
    held = _held(person)
    keys = {kind: {word.partition(":")[2] for word in held if word.startswith(f"{kind}:")} for kind in _ASKING.values()}
    shown = Organisation.objects.filter(key__in=keys["organisation"], exhibits__fair=fair).distinct()
    found = [
        (f"organisation:{one.key}", name_of(one.names.all()) or one.key)
        for one in shown.prefetch_related("names").order_by("key")
    ]
    places = Place.objects.filter(key__in=keys["place"]).prefetch_related("names").order_by("key")
    found += [(f"place:{one.key}", name_of(one.names.all()) or one.key) for one in places]
    if may(person, KEEP_DESK, fair_word(fair.key)):
        found.insert(0, ("", _("somebody without an account here")))
    return found


def _held(person: object) -> set[str]:
    if not may(person, ENQUIRE) or not isinstance(person, Account):
        return set()
    return {subject for role, subject in person.held if role in _ASKING}
