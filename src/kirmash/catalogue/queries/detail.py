"""All that the public may know of exhibitors: what they show, offer and seek, and with whom they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kirmash.base.texts import choose
from kirmash.catalogue.queries.listing import Catalogue, Listing
from kirmash.exhibition.models.stand import Exhibit
from kirmash.matching.models import GoodsLine, Side
from kirmash.registry.queries import goods_named

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An offer or a demand in the exhibitor's own words, with its codes and what they are called."""

    text: str
    language: str
    codes: Sequence[tuple[str, str]]
    is_demand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An exhibit: its name, and under a roof or not."""

    name: str
    where: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """An exhibitor with all that the catalogue says of it."""

    listing: Listing
    host: Listing | None
    guests: Sequence[Listing]
    offers: Sequence[Line]
    demands: Sequence[Line]
    exhibits: Sequence[Shown]


def details_of(catalogue: Catalogue, listings: Sequence[Listing]) -> Iterator[Detail]:
    """Yield exhibitors with all that is said of them, in the order given; three questions for a few hundred."""
    guests: dict[int, list[Listing]] = defaultdict(list)
    for one in catalogue.listings:
        if one.host is not None:
            guests[one.host].append(one)
    for start in range(0, len(listings), BATCH):
        some = listings[start : start + BATCH]
        lines = _lines(catalogue, some)
        exhibits = _exhibits(catalogue, some)
        for one in some:
            yield Detail(
                listing=one,
                host=catalogue.by_id.get(one.host or 0),
                guests=guests[one.id],
                offers=lines[one.organisation, Side.OFFER],
                demands=lines[one.organisation, Side.DEMAND],
                exhibits=exhibits[one.id],
            )


def _lines(catalogue: Catalogue, some: Iterable[Listing]) -> dict[tuple[int, str], list[Line]]:
    rows = list(
        GoodsLine.objects.filter(fair=catalogue.fair, organisation__in=[one.organisation for one in some])
        .order_by("key")
        .values_list("organisation", "side", "text", "language", "codes")
    )
    labels = goods_named({code for row in rows for code in row[4]}, language=catalogue.language)
    found: dict[tuple[int, str], list[Line]] = defaultdict(list)
    for organisation, side, text, language, codes in rows:
        line = Line(
            text=text, language=language, codes=[(code, labels[code]) for code in codes], is_demand=side == Side.DEMAND
        )
        found[organisation, side].append(line)
    return found


def _exhibits(catalogue: Catalogue, some: Iterable[Listing]) -> dict[int, list[Shown]]:
    found: dict[int, list[Shown]] = defaultdict(list)
    for exhibit in Exhibit.objects.filter(exhibitor__in=[one.id for one in some]).only(
        "exhibitor", "names", "shown_in", "key"
    ):
        name = choose(exhibit.names, catalogue.language) or exhibit.key
        found[exhibit.exhibitor_id].append(
            Shown(name=name, where=exhibit.get_shown_in_display(), kind=exhibit.shown_in)
        )
    return found
