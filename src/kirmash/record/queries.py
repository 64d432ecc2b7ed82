"""Reads of the record: figures as they hold, conflicts, what can be true together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import QuerySet

from kirmash.record.models import Cardinality, Claim, Comparator, Property, Resolution, Verdict

About = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Claims about the same property that state different things, and the decision on them."""

    subject: str
    about: Property
    part: str
    claims: tuple[Claim, ...]
    resolution: Resolution | None

    @property
    def may_all_hold(self) -> bool:
        """Whether one number satisfies every claim as worded ("more than 500", "more than 510", "520")."""
        return may_hold_together(self.claims)

    @property
    def upheld(self) -> frozenset[int]:
        """The ids of the claims that the editor upheld."""
        if self.resolution is None:
            return frozenset()
        return frozenset(claim.pk for claim in self.resolution.upheld.all())


def claims_about(subject: str) -> QuerySet[Claim]:
    """Return the claims about a subject."""
    return Claim.objects.filter(subject=subject).select_related("about", "source")


def conflicts(subjects: Iterable[str] | None = None) -> list[Conflict]:
    """Return every conflict, of all subjects or of the ones given."""
    claims = Claim.objects.filter(about__cardinality=Cardinality.ONE)
    if subjects is not None:
        claims = claims.filter(subject__in=list(subjects))
    ordered = claims.select_related("about", "source").order_by("subject", "about_id", "part", "as_of", "key")
    resolutions = {
        (resolution.subject, resolution.about_id, resolution.part): resolution
        for resolution in Resolution.objects.prefetch_related("upheld").select_related("claim")
    }
    found = []
    for about, members in groupby(ordered, key=about_of):
        group = tuple(members)
        if len({claim.statement for claim in group}) > 1:
            found.append(
                Conflict(
                    subject=group[0].subject,
                    about=group[0].about,
                    part=group[0].part,
                    claims=group,
                    resolution=resolutions.get(about),
                )
            )
    return found


def about_of(claim: Claim) -> About:
    """Return what a claim is about, to group claims by."""
    return claim.subject, claim.about_id, claim.part


def holding(claims: Sequence[Claim], resolutions: Iterable[Resolution]) -> list[Claim]:
    """Return the claims that hold: those upheld where there was a conflict, all others as they stand.

    Where one claim was upheld, those that say the same hold with it.

    A property with one value whose claims conflict without a resolution has none that holds.
    """
    decided = {
        (r.subject, r.about_id, r.part): ({c.pk for c in r.upheld.all()}, r.verdict) for r in resolutions
    }
    result = []
    for about, members in groupby(sorted(claims, key=about_of), key=about_of):
        group = list(members)
        if about in decided:
            upheld, verdict = decided[about]
            said = {claim.statement for claim in group if claim.pk in upheld and verdict == Verdict.ONE}
            result += [claim for claim in group if claim.pk in upheld or claim.statement in said]
        elif group[0].about.cardinality == Cardinality.MANY or len({c.statement for c in group}) == 1:
            result += group
    return result


def may_hold_together(claims: Iterable[Claim]) -> bool:
    """Say whether one number satisfies all claims as worded; "about" and forecasts bind nothing."""
    low, is_low_open = Decimal("-Infinity"), False
    exact: set[Decimal] = set()
    for claim in claims:
        number = claim.number
        if number is None:
            return False
        if claim.comparator == Comparator.EXACTLY:
            exact.add(number)
        elif claim.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}:
            is_open = claim.comparator == Comparator.MORE_THAN
            low, is_low_open = max((low, is_low_open), (number, is_open))
    if len(exact) > 1:
        return False
    return all(number > low or (number == low and not is_low_open) for number in exact)
