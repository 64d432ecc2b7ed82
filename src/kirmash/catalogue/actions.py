"""What publishes a catalogue, and puts its exhibitors into the search.

An entry of the search says again what the record says elsewhere, so filling it leaves no line in the history.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.core.cache import cache
from django.db import transaction

from fairplan.goods import parents
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.matching.models import GoodsLine
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.name import NameForm
from kirmash.search.actions import entry_of, in_batches, put_entries, remove_entries
from kirmash.search.models import Entry, Kind

#: How long readers wait at most until the search knows what has changed.
SECONDS_BETWEEN_RENEWALS = 60
#: What may change as it likes without any exhibitor being another.
_ELSEWHERE = ("account", "claim", "source", "conflict", "unknown", "release")


@transaction.atomic
def publish_catalogue(
    *, fair: Fair, published_on: datetime.date, licence: str = "", attribution: str = "", account: Account | None = None
) -> Fair:
    """Open a fair's catalogue to everybody, under a licence or none; its exhibitors can be found from then on."""
    if fair.catalogue_published_on:
        raise Refused("catalogue-published-already")
    if not fair.exhibitors.exists():
        raise Refused("catalogue-is-empty")
    fair.catalogue_published_on = published_on
    fair.catalogue_licence, fair.catalogue_attribution = licence, attribution
    fair.save(update_fields=["catalogue_published_on", "catalogue_licence", "catalogue_attribution"])
    values = {"published_on": published_on.isoformat(), "licence": licence, "attribution": attribution}
    Change.objects.create(account=account, verb="publish", table="fair", record=fair.key, values=values)
    put_exhibitors(keys=keys_of(fair))
    cache.set(f"catalogue-search-{fair.pk}", _latest(), None)
    return fair


@transaction.atomic
def close_catalogue(*, fair: Fair, account: Account | None = None) -> Fair:
    """Close a fair's catalogue to everybody but staff; licence and attribution are kept for the next time."""
    if not fair.catalogue_published_on:
        raise Refused("catalogue-not-published")
    fair.catalogue_published_on = None
    fair.save(update_fields=["catalogue_published_on"])
    Change.objects.create(account=account, verb="close", table="fair", record=fair.key)
    return fair


def keys_of(fair: Fair | None = None) -> list[str]:
    """Return the exhibitors of a fair, or of all, as :func:`put_exhibitors` takes them."""
    found = Exhibitor.objects.order_by("pk") if fair is None else fair.exhibitors.order_by("pk")
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def put_exhibitors(*, keys: Iterable[str]) -> int:
    """Put exhibitors into the search of their catalogue: names, place, goods, exhibits; return their number."""
    return put_entries(entries=_entries(keys))


def renew_search(*, fair: Fair) -> bool:
    """Bring the search of a catalogue up to date where the history has gone on since; at most once a minute.

    What changes exhibitors stands in earlier chapters, which do not know the catalogue.
    """
    name = f"catalogue-search-{fair.pk}"
    latest = _latest()
    if cache.get(name) == latest or not cache.add(f"{name}-lock", 1, SECONDS_BETWEEN_RENEWALS):
        return False
    keys = keys_of(fair)
    put_exhibitors(keys=keys)
    stored = Entry.objects.filter(kind=Kind.EXHIBITOR, subject=f"fair:{fair.key}").values_list("key", flat=True)
    for batch in in_batches(set(stored) - set(keys)):
        remove_entries(kind=Kind.EXHIBITOR, keys=batch)
    cache.set(name, latest, None)
    return True


def _latest() -> int:
    """Return the last line of the history that may have changed an exhibitor."""
    return Change.objects.exclude(table__in=_ELSEWHERE).order_by("-pk").values_list("pk", flat=True).first() or 0


def _entries(keys: Iterable[str]) -> Iterator[Entry]:
    rows = Exhibitor.objects.select_related("fair", "section", "organisation").prefetch_related(
        "organisation__names", "organisation__place__names", "organisation__place__parent__names",
        "pavilion__place__names", "exhibits",
    )  # fmt: skip
    for batch in in_batches(keys):
        some = list(rows.filter(pk__in=batch))
        lines = _lines(some)
        labels = _labels({code for found in lines.values() for line in found for code in line.codes})
        for exhibitor in some:
            yield _entry(exhibitor, lines[exhibitor.fair_id, exhibitor.organisation_id], labels)


def _lines(some: list[Exhibitor]) -> dict[tuple[int, int], list[GoodsLine]]:
    found: dict[tuple[int, int], list[GoodsLine]] = defaultdict(list)
    for line in GoodsLine.objects.filter(
        fair__in={one.fair_id for one in some}, organisation__in={one.organisation_id for one in some}
    ):
        found[line.fair_id, line.organisation_id].append(line)
    return found


def _labels(codes: set[str]) -> dict[str, dict[str, str]]:
    wanted = {code for own in codes for code in (own, *parents(own))}
    return {goods.code: goods.labels for goods in GoodsCode.objects.filter(nomenclature="HS", code__in=wanted)}


def _entry(exhibitor: Exhibitor, lines: list[GoodsLine], labels: dict[str, dict[str, str]]) -> Entry:
    """Return what an exhibitor is found by; nothing of its people, wishes and numbers is among it."""
    organisation = exhibitor.organisation
    titles: dict[str, str] = {}
    further: list[tuple[str, str]] = []
    for form in organisation.names.all():
        language = form.language if form.valid_until is None else f"{form.language}-x-former"
        if titles.setdefault(language, form.text) != form.text:
            further.append((form.language, form.text))
    place = organisation.place
    for named in (place, place and place.parent, exhibitor.pavilion and exhibitor.pavilion.place):
        further += _forms(named.names.all()) if named else []
    further += exhibitor.section.names.items() if exhibitor.section else []
    for exhibit in exhibitor.exhibits.all():
        further += exhibit.names.items()
    for line in lines:
        further.append((line.language, line.text))
        for code in line.codes:
            further.append(("und", code))
            further += [words for known in (code, *parents(code)) for words in labels.get(known, {}).items()]
    return entry_of(
        kind=Kind.EXHIBITOR,
        key=str(exhibitor.pk),
        titles=titles,
        further=dict.fromkeys(further),
        subject=f"fair:{exhibitor.fair.key}",
        is_demo=organisation.is_demo,
    )


def _forms(names: Iterable[NameForm]) -> list[tuple[str, str]]:
    return [(form.language, form.text) for form in names]
