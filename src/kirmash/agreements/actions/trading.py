"""Taking figures of trade into the record: as claims of their source, never as proof of anything."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from kirmash.agreements.queries.department import TRADE, pair_word
from kirmash.agreements.tables.trade import Figure
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.record.actions import state_claim
from kirmash.record.models import Cardinality, Claim, Datatype, Property, Source, SourceKind
from kirmash.registry.models.place import Place

DEFINITION = "value as the source states it, by goods code and calendar year; not audited here"


@transaction.atomic
def import_trade(
    *, place: Place, partner: Place, figures: Iterable[Figure], source: Source, account: Account | None = None
) -> tuple[int, int]:
    """State figures of trade between two places; return how many are new, and how many were stated already."""
    if place == partner:
        raise Refused("trade-with-itself")
    kept = source if source.pk else _known(source)
    new = known = 0
    for one in figures:
        words = {
            "subject": pair_word(place, partner), "about": _property(one.unit), "part": _part(one, place, partner),
            "value": one.value,
        }  # fmt: skip
        if kept.pk and Claim.objects.filter(**words, source=kept, is_withdrawn=False).exists():
            known += 1
            continue
        about = words.pop("about")
        assert isinstance(about, Property)  # noqa: S101  # made above
        claim = state_claim(
            subject=str(words["subject"]), property_=about, part=str(words["part"]), value=one.value, source=kept,
            as_of=datetime.date(one.year, 12, 31), definition=DEFINITION, counted_by=kept.publisher or kept.title,
            account=account, is_demo=False,
        )  # fmt: skip
        kept = claim.source
        new += 1
    values = {"claims": new, "known": known}
    Change.objects.create(account=account, verb="import", table="trade", record=place.key, values=values)
    return new, known


def source_of(*, title: str, publisher: str, url: str, published_on: datetime.date | None = None) -> Source:
    """Return the source of figures of trade, as it is kept or to be kept."""
    return Source(
        kind=SourceKind.OFFICIAL, title=title, publisher=publisher, url=url, published_on=published_on,
    )  # fmt: skip


def _known(source: Source) -> Source:
    same = Source.objects.filter(title=source.title, publisher=source.publisher, url=source.url).order_by("pk").first()
    return same or source


def _property(unit: str) -> Property:
    word = slugify(unit) or "unit-" + unit.encode().hex()[:40]
    labels = {
        "en": f"Trade by goods, {unit}", "de": f"Handel nach Waren, {unit}", "ru": f"Торговля по товарам, {unit}",
        "be": f"Гандаль па таварах, {unit}",
    }  # fmt: skip
    found, _is_new = Property.objects.get_or_create(
        key=f"{TRADE}-{word}"[:120],
        defaults={
            "datatype": Datatype.NUMBER, "cardinality": Cardinality.ONE, "unit": unit[:30], "labels": labels,
            "definition": DEFINITION,
        },
    )  # fmt: skip
    return found


def _part(one: Figure, place: Place, partner: Place) -> str:
    """Return of what the figure is: the code, the year, and from where to where."""
    ways = {"export": f"{place.key}-{partner.key}", "import": f"{partner.key}-{place.key}", "both": "both"}
    return f"hs-{one.code}-{one.year}-{ways[one.flow]}"[:140]
