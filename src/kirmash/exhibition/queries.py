"""Reads of the exhibition: what holds about a fair, and where its exhibitors come from."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kirmash.base.models import SITE, Account
from kirmash.base.remembering import remembered
from kirmash.base.texts import choose
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import StandWish
from kirmash.exhibition.rights import SEEING
from kirmash.record.models import Claim, Datatype, Resolution
from kirmash.record.queries import Shown, holding, show
from kirmash.registry.models.name import Case
from kirmash.registry.models.place import Place, PlaceKind, PlaceName
from kirmash.registry.queries import name_of, organisations_named, places_named
from kirmash.search.models import Kind
from kirmash.search.queries import keys_of

#: The count of exhibitors on record by name under the rule FKM 1.
BY_NAME = "exhibitors-recorded-fkm-1"
#: A city lies in a district, in a region, in a country.
DEEPEST_PLACE = 4


#: How a list of exhibitors may be narrowed: the word in the address, and the field it asks.
FILTERS = {
    "section": "section__key",
    "country": "organisation__place__country_code",
    "pavilion": "pavilion__key",
    "standing": "standing",
}


#: What an exhibitor may lack: the word in the address, and the condition.
MISSING = {
    "contact": ~Exists(Representative.objects.filter(exhibitor=OuterRef("pk"), is_contact=True)),
    "wish": Q(standing=Standing.MAIN) & ~Exists(StandWish.objects.filter(exhibitor=OuterRef("pk"))),
    "section": Q(section=None),
}


def zone_of(fair: Fair) -> ZoneInfo:
    """Return the time zone of a fair; UTC where its name is unknown to this machine."""
    try:
        return ZoneInfo(fair.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def exhibitors_of(fair: Fair, chosen: Mapping[str, str]) -> QuerySet[Exhibitor]:
    """Return a fair's exhibitors that fit what was chosen, with all that a list says of them."""
    found = fair.exhibitors.filter(**{field: chosen[name] for name, field in FILTERS.items() if chosen.get(name)})
    if chosen.get("missing") in MISSING:
        found = found.filter(MISSING[chosen["missing"]])
    if chosen.get("q"):
        found = found.filter(organisation__key__in=keys_of(chosen["q"], Kind.ORGANISATION))
    return (
        found.select_related(
            "fair", "organisation__place__parent__parent__parent", "section", "host__organisation", "pavilion__place"
        )
        .prefetch_related(
            "organisation__names", "organisation__place__names", "host__organisation__names", "pavilion__place__names"
        )
        .order_by("key")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks the list of a fair's exhibitors for: narrowed by what, in which order, in which language."""

    fair: Fair
    held: frozenset[tuple[str, str]]
    chosen: tuple[tuple[str, str], ...]
    sort: str
    order: tuple[str, ...]
    language: str


def asked_for(question: Question) -> QuerySet[Exhibitor]:
    """Return the exhibitors that a question finds, of those that the person who asks may see."""
    found = _seen(question.held, exhibitors_of(question.fair, dict(question.chosen)))
    if question.sort == "name":
        found = found.filter(organisation__orders__language=question.language)
    if question.sort == "place":
        found = _with_place_name(found, question.language)
    return found.order_by(*question.order) if question.sort else found


@remembered
def numbers_asked_for(question: Question) -> "array[int]":
    """Return the numbers of the exhibitors that a question finds: whoever turns its pages asks it again and again."""
    return array("q", asked_for(question).prefetch_related(None).values_list("pk", flat=True).iterator())


def _with_place_name(found: QuerySet[Exhibitor], language: str) -> QuerySet[Exhibitor]:
    """Give exhibitors the name of their place as a reader sees it, to sort by."""
    forms = PlaceName.objects.filter(
        place=OuterRef("organisation__place"), case=Case.NOMINATIVE, valid_until=None
    ).values("text")
    named = [Subquery(forms.filter(language=one)[:1]) for one in (language, "en", "ru")]
    return found.annotate(sort_place=Coalesce(*named, Subquery(forms[:1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a list says of an exhibitor, in the language of its reader."""

    key: str
    name: str
    is_demo: bool
    place: str
    country: str
    section: str
    section_key: str
    pavilion: str
    pavilion_key: str
    standing: str
    host: str
    host_key: str
    number: str


ASKED = (
    "key", "standing", "organisation", "organisation__is_demo", "organisation__registration_number",
    "organisation__place", "organisation__place__country_code", "section__key", "section__names",
    "pavilion__key", "pavilion__place", "host__key", "host__organisation",
)  # fmt: skip


def rows_of(found: QuerySet[Exhibitor]) -> dict[int, Row]:
    """Return what a list says of exhibitors, by their number and in their order; no object is made of what is named."""
    told = list(found.select_related(None).prefetch_related(None).values("pk", *ASKED))
    bodies = organisations_named(
        {number for one in told for number in (one["organisation"], one["host__organisation"]) if number}
    )
    places = places_named(
        {number for one in told for number in (one["organisation__place"], one["pavilion__place"]) if number}
    )
    sections = {one["section__key"]: one["section__names"] for one in told}
    titles = {key: choose(names or {}) for key, names in sections.items()}
    return {
        one["pk"]: Row(
            key=one["key"],
            name=bodies.get(one["organisation"], ""),
            is_demo=one["organisation__is_demo"],
            place=places.get(one["organisation__place"], ""),
            country=one["organisation__place__country_code"] or "",
            section=titles[one["section__key"]],
            section_key=one["section__key"] or "",
            pavilion=places.get(one["pavilion__place"], ""),
            pavilion_key=one["pavilion__key"] or "",
            standing=one["standing"],
            host=bodies.get(one["host__organisation"], ""),
            host_key=one["host__key"] or "",
            number=one["organisation__registration_number"],
        )
        for one in told
    }


def seen_by(person: object, found: QuerySet[Exhibitor]) -> QuerySet[Exhibitor]:
    """Narrow exhibitors to those a person may see: all, or their own, their pavilion's, their places'."""
    return _seen(frozenset(person.held) if isinstance(person, Account) else frozenset(), found)


def _seen(held: frozenset[tuple[str, str]], found: QuerySet[Exhibitor]) -> QuerySet[Exhibitor]:
    seen = Q(pk__in=())
    for role, subject in held:
        if role in SEEING and subject == SITE:
            return found
        if role in SEEING:
            seen |= _within(subject)
    return found.filter(seen)


def _within(subject: str) -> Q:
    """Return the condition that an exhibitor has a word among those of :func:`kirmash.exhibition.rights.words_of`."""
    kind, _, key = subject.partition(":")
    if kind == "fair":
        return Q(fair__key=key)
    if kind == "organisation":
        return Q(organisation__key=key) | Q(host__organisation__key=key)
    if kind == "pavilion":
        fair, _, pavilion = key.partition("/")
        return Q(fair__key=fair, pavilion__key=pavilion)
    within = Q(pk__in=())
    for depth in range(DEEPEST_PLACE):
        within |= Q(**{f"organisation__place__{'parent__' * depth}key": key})
    return within if kind == "place" else Q(pk__in=())


@remembered
def choices_of(fair: Fair, language: str) -> dict[str, list[tuple[str, str]]]:
    """Return what a list of exhibitors may be narrowed by, named in a language."""
    codes = set(fair.exhibitors.order_by().values_list("organisation__place__country_code", flat=True).distinct())
    countries = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code__in=codes).prefetch_related("names")
    pavilions = fair.pavilions.select_related("place").prefetch_related("place__names")
    return {
        "section": [(section.key, choose(section.names, language)) for section in fair.sections.all()],
        "country": sorted(((p.country_code, name_of(p.names.all(), language)) for p in countries), key=lambda c: c[1]),
        "pavilion": [(pavilion.key, name_of(pavilion.place.names.all(), language)) for pavilion in pavilions],
        "standing": [(str(value), str(label)) for value, label in Standing.choices],
    }


def figures_holding(fair: Fair, language: str) -> list[Shown]:
    """Return the figures about a whole fair that hold, newest counts of our own last."""
    return [shown for shown in _holding(fair, language) if not shown.claim.part and shown.claim.about.unit]


def exhibitors_by_origin(fair: Fair, language: str) -> list[Shown]:
    """Return the exhibitors by origin as the sources say, the most first; the sum is never computed."""
    return _by_part(fair, language, "exhibitors", "place:")


def exhibitors_by_section(fair: Fair, language: str) -> list[Shown]:
    """Return the exhibitors by section as last counted here, the most first."""
    return _by_part(fair, language, BY_NAME, "section:")


def _by_part(fair: Fair, language: str, property_: str, kind: str) -> list[Shown]:
    found = [s for s in _holding(fair, language) if s.claim.about.key == property_ and s.claim.part.startswith(kind)]
    latest = {shown.claim.part: shown for shown in sorted(found, key=lambda s: (str(s.claim.as_of or ""), s.claim.pk))}
    return sorted(latest.values(), key=lambda shown: -(shown.claim.number or 0))


def matters_with_history(fair: Fair) -> set[tuple[int, str]]:
    """Return the figures about a fair that were claimed more than once: property and part."""
    claims = Claim.objects.filter(subject=f"fair:{fair.key}", about__datatype=Datatype.NUMBER).order_by()
    counted = claims.values("about", "part").annotate(times=Count("pk")).filter(times__gt=1)
    return {(row["about"], row["part"]) for row in counted}


def _holding(fair: Fair, language: str) -> Sequence[Shown]:
    subject = f"fair:{fair.key}"
    claims = list(
        Claim.objects.filter(subject=subject, about__datatype=Datatype.NUMBER)
        .select_related("about", "source")
        .order_by("pk")
    )
    resolutions = Resolution.objects.filter(subject=subject).prefetch_related("upheld")
    held = sorted(holding(claims, resolutions), key=lambda claim: claim.pk)
    return show(held, language)
