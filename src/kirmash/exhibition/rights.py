"""Rights in the exhibition: who sees which exhibitors, and what of them."""

from kirmash.base.access import (
    ADMINISTER,
    ADMINISTRATOR,
    ANYONE,
    AUDITOR,
    EXHIBITOR,
    ORGANISER,
    PAVILION,
    PLANNER,
    PROTOCOL,
    Words,
    held_as,
    may,
    right,
)
from kirmash.base.models import Account, SiteRole
from kirmash.exhibition.models.dealing import ExhibitorNote
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.registry.models.place import Place

SEE_FAIRS = right("see_fairs", ANYONE)
#: Who sees exhibitors on the fair's own pages; buyers and delegations have the catalogue.
SEEING = tuple(role for role in SiteRole if role not in {SiteRole.BUYER, SiteRole.DELEGATION})
SEE_EXHIBITORS = right("see_exhibitors", held_as(*SEEING))
SEE_STAND_WISHES = right("see_stand_wishes", ADMINISTRATOR | ORGANISER | PLANNER | AUDITOR | PAVILION | EXHIBITOR)
SEE_PEOPLE = right("see_people", ADMINISTRATOR | ORGANISER | PROTOCOL | AUDITOR | PAVILION | EXHIBITOR)
SEE_NOTES = right("see_notes", ADMINISTRATOR | ORGANISER)
WRITE_NOTES = right("write_notes", ADMINISTRATOR | ORGANISER)
SEE_OFFERS = right("see_offers", ADMINISTRATOR | ORGANISER | PLANNER | AUDITOR | PAVILION | EXHIBITOR)
MAKE_OFFERS = right("make_offers", ADMINISTRATOR | ORGANISER)

#: What is confidential of an exhibitor, and who sees it all the same.
#: Offers and notes are asked with the exhibitor's own words, see :func:`own_words_of`.
CONFIDENTIAL = {
    ("StandWish", "area_m2"): SEE_STAND_WISHES,
    ("StandWish", "shape"): SEE_STAND_WISHES,
    ("StandWish", "build"): SEE_STAND_WISHES,
    ("StandWish", "power_kw"): SEE_STAND_WISHES,
    ("StandWish", "needs_water"): SEE_STAND_WISHES,
    ("StandWish", "needs_compressed_air"): SEE_STAND_WISHES,
    ("StandWish", "near"): SEE_STAND_WISHES,
    ("StandWish", "away_from"): SEE_STAND_WISHES,
    ("Representative", "person"): SEE_PEOPLE,
    ("Representative", "languages"): SEE_PEOPLE,
    ("Representative", "days"): SEE_PEOPLE,
    ("Representative", "is_contact"): SEE_PEOPLE,
    ("ExhibitorNote", "text"): SEE_NOTES,
    ("ExhibitorNote", "by"): SEE_NOTES,
    ("StandOffer", "amount_minor"): SEE_OFFERS,
    ("StandOffer", "currency"): SEE_OFFERS,
    ("StandOffer", "basis"): SEE_OFFERS,
    ("StandOffer", "valid_until"): SEE_OFFERS,
    ("StandOffer", "state"): SEE_OFFERS,
}


def own_words_of(exhibitor: Exhibitor) -> Words:
    """Return what an exhibitor belongs to, less its host: what is between it and the fair is not the host's."""
    host: set[str] = {f"organisation:{exhibitor.host.organisation.key}"} if exhibitor.host else set()
    return words_of(exhibitor) - host


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


def may_rewrite(account: object, note: ExhibitorNote) -> bool:
    """Say whether someone may change a note: its writer, and administrators."""
    return isinstance(account, Account) and (note.by_id == account.pk or may(account, ADMINISTER))
