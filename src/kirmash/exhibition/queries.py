"""Reads of the exhibition: what holds about a fair, and where its exhibitors come from."""

from collections.abc import Sequence

from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Datatype, Resolution
from kirmash.record.queries import Shown, holding, show

#: The count of exhibitors on record by name under the rule FKM 1.
BY_NAME = "exhibitors-recorded-fkm-1"


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
