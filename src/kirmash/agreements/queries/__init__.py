"""Reads of the agreements."""

from django.db.models import QuerySet

from kirmash.agreements.models.instrument import Instrument
from kirmash.exhibition.models.fair import Fair


def instruments_of(fair: Fair | None) -> QuerySet[Instrument]:
    """Return a fair's instruments, or those of no fair, with all that a page or a story says of them."""
    return instruments_with_all().filter(fair=fair)


def instruments_with_all() -> QuerySet[Instrument]:
    """Return every instrument with all that a page or a story says of it."""
    return (
        Instrument.objects.select_related("fair", "parent")
        .order_by("pk")
        .prefetch_related(
            "parties__place__names",
            "parties__organisation__names",
            "events__place__names",
            "signatures__office__person__names",
            "signatures__office__body__names",
            "signatures__office__role__names",
            "signatures__party",
            "topics",
            "trade_directions",
        )
    )
