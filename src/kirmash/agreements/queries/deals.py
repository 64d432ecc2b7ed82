"""Deals of companies: their sides, stages and values, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kirmash.agreements.models.deal import Deal, Stage, StageKind
from kirmash.agreements.models.evidence import Evidence
from kirmash.agreements.rights import SEE_DEALS
from kirmash.base.access import may
from kirmash.base.models import Account
from kirmash.base.texts import choose, locale_of
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

MINOR = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStage:
    """A stage in words, with its evidence."""

    stage: Stage
    value: str
    evidence: list[Evidence]


def deals() -> QuerySet[Deal]:
    """Return deals with all that their pages and rights ask for."""
    return Deal.objects.select_related(
        "first__place", "second__place", "place", "field_of__fair", "fair"
    ).prefetch_related(
        "first__names", "second__names", "place__names", "stages__evidence",
        "field_of__parties__place__names", "field_of__parties__organisation__names",
    )  # fmt: skip


def deals_of(place: Place) -> QuerySet[Deal]:
    """Return the deals of a city: of its companies, and its own."""
    return deals().filter(Q(first__place=place) | Q(second__place=place) | Q(place=place)).order_by("pk")


def deals_seen_by(person: object) -> QuerySet[Deal]:
    """Return the deals that a person may see: of the own companies and cities, or all."""
    if may(person, SEE_DEALS, frozenset()):
        return deals().order_by("pk")
    subjects = {subject for _role, subject in person.held} if isinstance(person, Account) else set()
    places = [word.partition(":")[2] for word in subjects if word.startswith("place:")]
    organisations = [word.partition(":")[2] for word in subjects if word.startswith("organisation:")]
    at = Q(first__place__key__in=places) | Q(second__place__key__in=places) | Q(place__key__in=places)
    of = Q(first__key__in=organisations) | Q(second__key__in=organisations)
    return deals().filter(at | of).order_by("pk")


def side_name(side: Organisation | Place | None) -> str:
    """Return the name of a side."""
    return name_of(side.names.all()) or side.key if side else ""


def deal_title(deal: Deal) -> str:
    """Return both sides of a deal, and what is traded."""
    sides = " – ".join((side_name(deal.first), side_name(deal.second or deal.place)))
    goods = choose(deal.names)
    return f"{sides}: {goods}" if goods else sides


def last_stage(deal: Deal) -> Stage | None:
    """Return the furthest stage that a deal reached."""
    order = list(StageKind)
    return max(deal.stages.all(), key=lambda one: (order.index(StageKind(one.kind)), one.number), default=None)


def shown_stages(stages: Iterable[Stage]) -> list[ShownStage]:
    """Return stages in words, by their days."""
    ordered = sorted(stages, key=lambda one: (one.reached_on, one.number))
    return [ShownStage(stage=one, value=value_of(one), evidence=list(one.evidence.all())) for one in ordered]


def value_of(stage: Stage) -> str:
    """Return the value of a stage as the range that was given; empty where none was."""
    if stage.least_minor is None or stage.most_minor is None:
        return ""
    least, most = (
        format_currency(Decimal(minor) / MINOR, stage.currency, locale=locale_of(), format_type="standard",
                        decimal_quantization=False)
        for minor in (stage.least_minor, stage.most_minor)
    )  # fmt: skip
    return least if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}
