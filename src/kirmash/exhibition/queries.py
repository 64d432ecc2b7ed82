"""Reads of the exhibition: what holds about a fair, and where its exhibitors come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Datatype, Resolution
from kirmash.record.queries import Shown, holding, show

CHART_WIDTH = 190


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of the chart: a claim and its length."""

    shown: Shown
    width: int
    middle: int
    top: int


def figures_holding(fair: Fair, language: str) -> list[Shown]:
    """Return the figures about a whole fair that hold, newest counts of our own last."""
    return [shown for shown in _holding(fair, language) if not shown.claim.part and shown.claim.about.unit]


def matters_with_history(fair: Fair) -> set[tuple[int, str]]:
    """Return the figures about a fair that were claimed more than once: property and part."""
    claims = Claim.objects.filter(subject=f"fair:{fair.key}", about__datatype=Datatype.NUMBER).order_by()
    counted = claims.values("about", "part").annotate(times=Count("pk")).filter(times__gt=1)
    return {(row["about"], row["part"]) for row in counted}


def bars_by_origin(fair: Fair, language: str) -> list[Bar]:
    """Return the exhibitors by origin as bars, the longest first; the sum is never computed."""
    parts = [s for s in _holding(fair, language) if s.claim.part and s.claim.about.key == "exhibitors"]
    parts.sort(key=lambda shown: -(shown.claim.number or 0))
    longest = max((s.claim.number or 0 for s in parts), default=0)
    return [
        Bar(
            shown=s,
            width=round(CHART_WIDTH * (s.claim.number or 0) / longest),
            middle=40 * i + 28,
            top=40 * i + 16,
        )
        for i, s in enumerate(parts)
    ]


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
