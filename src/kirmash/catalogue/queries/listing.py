"""What the public may know of a fair's exhibitors, as a list needs it.

The fields are named one by one: what is not named here is not in the catalogue. People, stand wishes,
registration numbers, the sizes of exhibits and the sources of names are never read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from babel import Locale
from django.db.models import QuerySet
from django.utils import timezone

from kirmash.base.texts import choose, initial, locale_of, sort_key
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Exhibit
from kirmash.matching.models import GoodsLine, Side
from kirmash.registry.models.name import Case
from kirmash.registry.models.organisation import OrganisationName
from kirmash.registry.models.place import Place, PlaceKind, PlaceName

Texts = Mapping[str, str]
Row = dict[str, object]
#: Legal forms that stand before a name; an index goes by what follows them.
_FORMS = (
    "ооо оао зао пао нао ао чао ип уп чуп руп куп оту сооо иооо одо чтуп чпуп птуп тоо осоо фгуп муп нпо нпп тк "
    "таа аат зат пат ат сп прат упп прп тдв ooo oao zao pao ao ip up rup chup too osoo ojsc cjsc pjsc jsc llc mchj xk "
    "taa aat zat"
)
LEGAL_FORMS = frozenset(_FORMS.split())
#: The mark of an invented company is no part of its name either.
_INVENTED = frozenset({"demo", "демо", "дэма"})
_WORD = re.compile(r"[\W_]*(\w+)[\W_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An exhibitor in a list of the catalogue, named in the reader's language."""

    id: int
    key: str
    organisation: int
    is_demo: bool
    names: Texts
    name: str
    heading: str
    place: str
    places: Texts
    country: str
    section: str
    pavilion: str
    standing: str
    host: int | None
    website: str
    goods: frozenset[str]
    sought: frozenset[str]
    shown_in: frozenset[str]
    languages: frozenset[str]
    letter: str
    order: tuple[tuple[int, int], ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The public side of a fair in one language: its exhibitors by name, and what choices are called."""

    fair: Fair
    language: str
    listings: Sequence[Listing]
    sections: Mapping[str, Texts]
    pavilions: Mapping[str, Texts]
    countries: Mapping[str, Texts]

    @cached_property
    def by_id(self) -> Mapping[int, Listing]:
        """The exhibitors by their number."""
        return {listing.id: listing for listing in self.listings}

    @property
    def name(self) -> str:
        """The fair's name."""
        return choose(self.fair.names, self.language)

    @property
    def has_invented(self) -> bool:
        """Whether some of the companies are invented."""
        return any(listing.is_demo for listing in self.listings)

    def section(self, key: str) -> str:
        """Return what a section is called."""
        return choose(self.sections.get(key, {}), self.language)

    def pavilion(self, key: str) -> str:
        """Return what a pavilion is called."""
        return choose(self.pavilions.get(key, {}), self.language)

    def country(self, code: str) -> str:
        """Return what a country is called, by its code."""
        return choose(self.countries.get(code, {}), self.language) or str(
            Locale.parse(locale_of(self.language)).territories.get(code, code)
        )


def published() -> QuerySet[Fair]:
    """Return the fairs whose catalogue everybody may see, the latest first."""
    today = timezone.now().date()
    return Fair.objects.filter(catalogue_published_on__lte=today).order_by("-begins_on", "key")


def catalogue_of(fair: Fair, language: str) -> Catalogue:
    """Return the public side of a fair; ten questions to the database, however many exhibit."""
    rows = list(_exhibitors(fair))
    pavilions = dict(fair.pavilions.values_list("key", "place_id"))
    countries = dict(
        Place.objects.filter(
            kind=PlaceKind.COUNTRY, country_code__in={str(row["organisation__place__country_code"]) for row in rows}
        ).values_list("country_code", "pk")
    )
    places = _place_names(fair, [*pavilions.values(), *countries.values()])
    facts = _Facts(fair)
    listings = [_listing(row, language, places, facts) for row in rows]
    return Catalogue(
        fair=fair,
        language=language,
        listings=sorted(listings, key=lambda listing: (listing.order, listing.key)),
        sections=dict(fair.sections.values_list("key", "names")),
        pavilions={key: places[place] for key, place in pavilions.items()},
        countries={code: places[place] for code, place in countries.items()},
    )


def heading_of(name: str, *, is_demo: bool = False) -> str:
    """Return a name without the legal form before it, as an index has it; a name that is nothing else stays."""
    skipped = LEGAL_FORMS | (_INVENTED if is_demo else frozenset())
    at = 0
    while (found := _WORD.match(name, at)) and found[1].casefold() in skipped:
        at = found.end()
    return name[at:].strip(" «»„“”\"'") or name


def web_address(text: str) -> str:
    """Return the address of a website, or nothing where a link could do something else than open one."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username and not parts.password
    return text.strip() if is_web else ""


class _Facts:
    """What is known of each exhibitor beside its row: names, goods, exhibits, languages."""

    def __init__(self, fair: Fair) -> None:
        self.names: dict[int, dict[str, str]] = defaultdict(dict)
        names = OrganisationName.objects.filter(
            organisation__exhibits__fair=fair, case=Case.NOMINATIVE, valid_until=None
        ).order_by("pk")
        for organisation, language, text in names.values_list("organisation", "language", "text"):
            self.names[organisation].setdefault(language, text)
        self.chapters: dict[str, dict[int, set[str]]] = {side: defaultdict(set) for side in Side.values}
        for organisation, side, codes in GoodsLine.objects.filter(fair=fair).values_list(
            "organisation", "side", "codes"
        ):
            self.chapters[side][organisation].update(code[:2] for code in codes)
        self.shown_in: dict[int, set[str]] = defaultdict(set)
        for exhibitor, kind in Exhibit.objects.filter(exhibitor__fair=fair).values_list("exhibitor", "shown_in"):
            self.shown_in[exhibitor].add(kind)
        self.languages: dict[int, set[str]] = defaultdict(set)
        # Only the languages: who speaks them is nobody's business.
        for exhibitor, spoken in Representative.objects.filter(exhibitor__fair=fair).values_list(
            "exhibitor", "languages"
        ):
            self.languages[exhibitor].update(spoken)


def _exhibitors(fair: Fair) -> Iterable[Row]:
    rows = Exhibitor.objects.filter(fair=fair).values(
        "pk", "key", "standing", "host", "organisation", "organisation__is_demo", "organisation__website",
        "organisation__place", "organisation__place__country_code", "section__key", "pavilion__key",
    )  # fmt: skip
    return (dict(row) for row in rows)


def _place_names(fair: Fair, further: Sequence[int]) -> Mapping[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    current = PlaceName.objects.filter(case=Case.NOMINATIVE, valid_until=None).order_by("pk")
    homes = Exhibitor.objects.filter(fair=fair).values("organisation__place")
    for names in (current.filter(place__in=homes), current.filter(place__in=further)):
        for place, language, text in names.values_list("place", "language", "text"):
            found[place].setdefault(language, text)
    return found


def _listing(row: Row, language: str, places: Mapping[int, Texts], facts: _Facts) -> Listing:
    organisation, exhibitor = int(str(row["organisation"])), int(str(row["pk"]))
    names = facts.names.get(organisation, {})
    home = places.get(row["organisation__place"], {})  # type: ignore[call-overload]  # a number or None
    is_demo = bool(row["organisation__is_demo"])
    name = choose(names, language) or str(row["key"])
    heading = heading_of(name, is_demo=is_demo)
    host = row["host"]
    return Listing(
        id=exhibitor,
        key=str(row["key"]),
        organisation=organisation,
        is_demo=is_demo,
        names=names,
        name=name,
        heading=heading,
        place=choose(home, language),
        places=home,
        country=str(row["organisation__place__country_code"] or ""),
        section=str(row["section__key"] or ""),
        pavilion=str(row["pavilion__key"] or ""),
        standing=str(row["standing"]),
        host=host if isinstance(host, int) else None,
        website=web_address(str(row["organisation__website"])),
        goods=frozenset(facts.chapters[Side.OFFER][organisation]),
        sought=frozenset(facts.chapters[Side.DEMAND][organisation]),
        shown_in=frozenset(facts.shown_in[exhibitor]),
        languages=frozenset(facts.languages[exhibitor]),
        letter=initial(heading, language),
        order=sort_key(heading, language),
    )
