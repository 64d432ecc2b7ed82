"""The delegations of a fair, searched and filtered only by what the reader may know."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from fairplan import spelling
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Delegation, Engagement
from kirmash.protocol.queries.naming import name_of_delegation, named, origin_of, place_of
from kirmash.protocol.rights import sees, sees_programme
from kirmash.registry.models.name import NameForm
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of
from kirmash.search.queries import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader looks for."""

    text: str = ""
    day: datetime.date | None = None
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A delegation of the list; ``engagements`` counts those that the reader may know of."""

    delegation: Delegation
    name: str
    origin: str
    country: str
    head: str
    engagements: int
    days: tuple[datetime.date, ...]
    sees_programme: bool


def listed(fair: Fair, person: object, wanted: Wanted) -> list[Listed]:
    """Return the delegations that fit: for who knows the ranks in their order, for others by name.

    A word or a day that is confidential finds nothing for who may not know it.
    """
    found = (
        named(fair.delegations.all()).select_related("head").prefetch_related("head__names", "members__person__names")
    )
    known = _known_engagements(fair, person)
    rows = [_row(delegation, person, known) for delegation in found]
    words = read(wanted.text).words
    rows = [
        row
        for row in rows
        if (not wanted.day or wanted.day in row.days)
        and (not wanted.country or row.country == wanted.country)
        and all(word.stands_in(tokens) for tokens in [_tokens(row)] for word in words)
    ]
    return sorted(rows, key=_order)


def choices_of(fair: Fair, language: str) -> tuple[list[tuple[str, str]], list[datetime.date]]:
    """Return the countries that delegations come from, and the days of the fair."""
    codes = {place.country_code for each in named(fair.delegations.all()) if (place := place_of(each))} - {""}
    countries = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code__in=codes).prefetch_related("names")
    length = (fair.ends_on - fair.begins_on).days + 1
    return (
        sorted(((p.country_code, name_of(p.names.all(), language)) for p in countries), key=lambda c: c[1]),
        [fair.begins_on + datetime.timedelta(days=number) for number in range(min(length, 60))],
    )


def _known_engagements(fair: Fair, person: object) -> dict[int, list[Engagement]]:
    """Return by delegation the engagements that a person may know of, on whichever side it is."""
    known: dict[int, list[Engagement]] = {}
    found = Engagement.objects.filter(delegation__fair=fair).select_related("delegation__fair", "with_delegation__fair")
    for engagement in found:
        if sees(person, engagement):
            for side in (engagement.delegation_id, engagement.with_delegation_id):
                if side:
                    known.setdefault(side, []).append(engagement)
    return known


def _row(delegation: Delegation, person: object, known: dict[int, list[Engagement]]) -> Listed:
    zone, own = zone_of(delegation.fair), known.get(delegation.pk, [])
    place, is_known = place_of(delegation), sees_programme(person, delegation)
    return Listed(
        delegation=delegation,
        name=name_of_delegation(delegation),
        origin=origin_of(delegation),
        country=place.country_code if place else "",
        head=name_of(delegation.head.names.all()) if delegation.head and is_known else "",
        engagements=len(own),
        days=tuple(sorted({engagement.begins_at.astimezone(zone).date() for engagement in own})),
        sees_programme=is_known,
    )


def _order(row: Listed) -> tuple[int, str]:
    rank = row.delegation.rank if row.sees_programme else None
    return (rank or 1_000_000, row.name.casefold())


def _tokens(row: Listed) -> set[str]:
    """Return what a delegation is found by; its people only for who knows them."""
    delegation, place = row.delegation, place_of(row.delegation)
    texts = list(delegation.names.items())
    forms: list[Iterable[NameForm]] = [place.names.all()] if place else []
    if delegation.organisation:
        forms.append(delegation.organisation.names.all())
    if row.sees_programme:
        forms += [delegation.head.names.all()] if delegation.head else []
        forms += [member.person.names.all() for member in delegation.members.all()]
    texts += [(form.language, form.text) for some in forms for form in some]
    return {token for language, text in texts for token in spelling.tokens(text, language)}
