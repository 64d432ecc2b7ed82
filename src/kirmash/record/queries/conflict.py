"""What holds, what contradicts what, and what can be true together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db import models
from django.db.models import F, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.record.models import Cardinality, Claim, Comparator, Property, Resolution, Verdict
from kirmash.record.queries.naming import digits_of

About = tuple[str, int, str]
#: Above this number of subjects all claims are read at once; a database takes only so many words in a question.
MANY_SUBJECTS = 200


class State(models.TextChoices):
    """How a claim stands today."""

    HOLDS = "holds", gettext_lazy("holds")
    IN_CONFLICT = "in-conflict", gettext_lazy("in conflict")
    DECIDED_AGAINST = "decided-against", gettext_lazy("decided against")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")


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
        """The ids of the claims that hold: those the editor upheld, and those that say the same as the one."""
        held = holding(self.claims, [self.resolution] if self.resolution else [])
        return frozenset(claim.pk for claim in held)

    @property
    def is_open(self) -> bool:
        """Whether the claims state different things and no decision stands."""
        return self.resolution is None and len({claim.statement for claim in self.claims}) > 1

    @property
    def newer(self) -> frozenset[int]:
        """The ids of the claims that were stated after the decision, which therefore did not weigh them."""
        if self.resolution is None:
            return frozenset()
        decided = self.resolution.claim.created
        return frozenset(claim.pk for claim in self.claims if claim.created > decided)


def claims_about(subject: str) -> QuerySet[Claim]:
    """Return the claims about a subject."""
    return Claim.objects.filter(subject=subject).select_related("about", "source")


def resolutions_in_force() -> QuerySet[Resolution]:
    """Return the decisions that stand: no conflict of theirs was re-opened."""
    return Resolution.objects.filter(is_withdrawn=False).prefetch_related("upheld").select_related("claim")


def conflicts(subjects: Iterable[str] | None = None) -> list[Conflict]:
    """Return every conflict, of all subjects or of the ones given; withdrawn claims contradict nothing."""
    claims = Claim.objects.filter(about__cardinality=Cardinality.ONE, is_withdrawn=False)
    if subjects is not None:
        claims = claims.filter(subject__in=list(subjects))
    ordered = claims.select_related("about", "source").order_by(
        "subject", "about_id", "part", F("as_of").asc(nulls_first=True), "key"
    )
    resolutions = {(r.subject, r.about_id, r.part): r for r in resolutions_in_force()}
    found = []
    for about, members in groupby(ordered, key=about_of):
        group = tuple(members)
        if len({claim.statement for claim in group}) > 1 or about in resolutions:
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


def conflict_about(subject: str, about: Property, part: str) -> Conflict:
    """Return what stands about one matter, whether it is a conflict or not."""
    matter = {"subject": subject, "about": about, "part": part}
    return Conflict(
        subject=subject,
        about=about,
        part=part,
        claims=tuple(Claim.objects.filter(**matter, is_withdrawn=False).select_related("about", "source")),
        resolution=resolutions_in_force().filter(**matter).first(),
    )


def about_of(claim: Claim) -> About:
    """Return what a claim is about, to group claims by."""
    return claim.subject, claim.about_id, claim.part


def holding(claims: Sequence[Claim], resolutions: Iterable[Resolution]) -> list[Claim]:
    """Return the claims that hold: those upheld where there was a conflict, all others as they stand.

    Where one claim was upheld, those that say the same hold with it.
    A property with one value whose claims conflict without a resolution has none that holds.
    A withdrawn claim never holds and contradicts nothing; a withdrawn decision decides nothing.
    """
    in_force = [r for r in resolutions if not r.is_withdrawn]
    decided = {(r.subject, r.about_id, r.part): ({c.pk for c in r.upheld.all()}, r.verdict) for r in in_force}
    standing = sorted((claim for claim in claims if not claim.is_withdrawn), key=about_of)
    result = []
    for about, members in groupby(standing, key=about_of):
        group = list(members)
        if about in decided:
            upheld, verdict = decided[about]
            said = {claim.statement for claim in group if claim.pk in upheld and verdict == Verdict.ONE}
            result += [claim for claim in group if claim.pk in upheld or claim.statement in said]
        elif group[0].about.cardinality == Cardinality.MANY or len({c.statement for c in group}) == 1:
            result += group
    return result


def states_of(claims: Iterable[Claim]) -> dict[int, State]:
    """Return how each claim stands; a few queries for any number of them."""
    wanted = list(claims)
    subjects = {claim.subject for claim in wanted}
    rivals = Claim.objects.filter(is_withdrawn=False).select_related("about")
    decisions = resolutions_in_force()
    if len(subjects) <= MANY_SUBJECTS:
        rivals = rivals.filter(subject__in=subjects, about__in={claim.about_id for claim in wanted})
        decisions = decisions.filter(subject__in=subjects)
    resolutions = list(decisions)
    held = {claim.pk for claim in holding(list(rivals), resolutions)}
    decided = {(r.subject, r.about_id, r.part) for r in resolutions}
    return {claim.pk: _state(claim, held, decided) for claim in wanted}


def _state(claim: Claim, held: set[int], decided: set[About]) -> State:
    if claim.is_withdrawn:
        return State.WITHDRAWN
    if claim.pk in held:
        return State.HOLDS
    return State.DECIDED_AGAINST if about_of(claim) in decided else State.IN_CONFLICT


def _bounds(claims: Sequence[Claim]) -> tuple[Claim | None, dict[Decimal, Claim]]:
    """Return the claim with the highest lower bound, and the numbers stated as exact."""
    lowest: Claim | None = None
    exact: dict[Decimal, Claim] = {}
    for claim in claims:
        number = claim.number or Decimal(0)
        if claim.comparator == Comparator.EXACTLY:
            exact.setdefault(number, claim)
        elif claim.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}:
            rank = (number, claim.comparator == Comparator.MORE_THAN)
            if lowest is None or rank > (lowest.number or Decimal(0), lowest.comparator == Comparator.MORE_THAN):
                lowest = claim
    return lowest, exact


def _satisfies(number: Decimal, bound: Claim | None) -> bool:
    if bound is None or bound.number is None:
        return True
    return number > bound.number or (number == bound.number and bound.comparator == Comparator.AT_LEAST)


def may_hold_together(claims: Iterable[Claim]) -> bool:
    """Say whether one number satisfies all claims as worded; "about" and forecasts bind nothing."""
    found = list(claims)
    if any(claim.number is None for claim in found):
        return False
    lowest, exact = _bounds(found)
    return len(exact) <= 1 and all(_satisfies(number, lowest) for number in exact)


def explain_together(claims: Iterable[Claim]) -> str:
    """Say in words whether one number satisfies all claims as worded, and which."""
    found = list(claims)
    if any(claim.number is None for claim in found):
        return _("No: only one of these can be right.")
    lowest, exact = _bounds(found)
    numbers = [digits_of(number) for number in sorted(exact)]
    bound = f"{lowest.get_comparator_display()} {digits_of(lowest.number or Decimal())}" if lowest else ""
    if len(numbers) > 1:
        return _("No: %(one)s and %(other)s are both stated as exact.") % {"one": numbers[0], "other": numbers[-1]}
    if numbers and not _satisfies(next(iter(exact)), lowest):
        return _("No: %(number)s is not “%(bound)s”.") % {"number": numbers[0], "bound": bound}
    if numbers:
        return _("Yes: %(number)s satisfies all of them as worded.") % {"number": numbers[0]}
    if lowest:
        return _("Yes: any number that is “%(bound)s” satisfies all of them as worded.") % {"bound": bound}
    return _("Yes: “about” and forecasts bind no number.")


def matter_or_404(subject: str, about: str, part: str) -> Conflict:
    """Return what is stated about a matter, side by side; a matter of which nothing is stated is no page."""
    property_ = get_object_or_404(Property, key=about, cardinality=Cardinality.ONE)
    if not Claim.objects.filter(subject=subject, about=property_, part=part).exists():
        raise Http404
    return conflict_about(subject, property_, part)
