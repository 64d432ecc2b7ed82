"""Delegations and engagements in words of the reader's language."""

from collections.abc import Iterable

from babel import Locale
from django.db.models import QuerySet

from kirmash.base.texts import choose, locale_of
from kirmash.protocol.models import Delegation, Engagement
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of


def named(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Return delegations with all that names them."""
    return delegations.select_related("fair", "place", "organisation__place").prefetch_related(
        "place__names", "organisation__names", "organisation__place__names"
    )


def named_engagements(engagements: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Return engagements with all that names their sides and places."""
    sides = [f"{side}__{of}" for side in ("delegation", "with_delegation") for of in ("fair", "place", "organisation")]
    names = [f"{side}__{of}__names" for side in ("delegation", "with_delegation") for of in ("place", "organisation")]
    return engagements.select_related(
        *sides, "place", "space", "exhibitor__organisation", "with_organisation"
    ).prefetch_related(*names, "place__names", "exhibitor__organisation__names", "with_organisation__names")


def name_of_delegation(delegation: Delegation, language: str | None = None) -> str:
    """Return what a delegation is called: its own name, or where it comes from."""
    return choose(delegation.names, language) or origin_of(delegation, language) or delegation.key


def place_of(delegation: Delegation) -> Place | None:
    """Return the place that a delegation comes from, its organisation's where none is named."""
    return delegation.place or (delegation.organisation.place if delegation.organisation else None)


def origin_of(delegation: Delegation, language: str | None = None) -> str:
    """Return where a delegation comes from: its organisation and place."""
    place, organisation = place_of(delegation), delegation.organisation
    parts = [name_of(each.names.all(), language) for each in (organisation, place) if each]
    return ", ".join(part for part in parts if part)


def title_of_engagement(engagement: Engagement, language: str | None = None) -> str:
    """Return the title of an engagement; without one, what kind it is."""
    return choose(engagement.titles, language) or str(engagement.get_kind_display())


def where_of(engagement: Engagement) -> str:
    """Return where an engagement is: room, stand, hall, place."""
    stand = engagement.exhibitor
    parts = (
        engagement.room,
        name_of(stand.organisation.names.all()) or stand.key if stand else "",
        choose(engagement.space.names) or engagement.space.key if engagement.space else "",
        name_of(engagement.place.names.all()) if engagement.place else "",
    )
    return ", ".join(part for part in parts if part)


def spoken(tags: Iterable[str]) -> str:
    """Return languages by their names."""
    names = Locale.parse(locale_of()).languages
    return ", ".join(str(names.get(tag, tag)) for tag in tags)
