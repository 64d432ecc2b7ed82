"""Rights in the exhibition: who sees which exhibitors, and what of them."""

from kirmash.base.access import (
    ADMINISTRATOR,
    ANYONE,
    AUDITOR,
    CITY,
    EXHIBITOR,
    ORGANISER,
    PAVILION,
    PLANNER,
    PROTOCOL,
    STAFF,
    Words,
    right,
)
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.registry.models.place import Place

SEE_FAIRS = right("see_fairs", ANYONE)
SEE_EXHIBITORS = right("see_exhibitors", STAFF | AUDITOR | PAVILION | EXHIBITOR | CITY)
SEE_EVERY_EXHIBITOR = right("see_every_exhibitor", STAFF | AUDITOR)
SEE_STAND_WISHES = right("see_stand_wishes", ADMINISTRATOR | ORGANISER | PLANNER | AUDITOR | PAVILION | EXHIBITOR)
SEE_PEOPLE = right("see_people", ADMINISTRATOR | ORGANISER | PROTOCOL | AUDITOR | PAVILION | EXHIBITOR)


def words_of(exhibitor: Exhibitor) -> Words:
    """Return what an exhibitor belongs to: its fair, organisation, host, pavilion and places."""
    fair = exhibitor.fair.key
    words = {f"fair:{fair}", f"organisation:{exhibitor.organisation.key}"}
    if exhibitor.host:
        words.add(f"organisation:{exhibitor.host.organisation.key}")
    if exhibitor.pavilion:
        words.add(f"pavilion:{fair}/{exhibitor.pavilion.key}")
    place: Place | None = exhibitor.organisation.place
    while place:
        words.add(f"place:{place.key}")
        place = place.parent
    return frozenset(words)
