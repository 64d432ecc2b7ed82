"""What the closing report of a fair rests on: what holds, what was counted here, what is contested, what is unknown."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kirmash.agreements.models.instrument import Act, Instrument
from kirmash.agreements.queries import instruments_of
from kirmash.bulletin.queries.signed import is_signed_by_all
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.models import Delegation, Engagement
from kirmash.protocol.queries.naming import named, named_engagements
from kirmash.record.models import Claim, Resolution, SourceKind, Unknown
from kirmash.record.queries import Conflict, conflicts, holding

#: What is compared with other editions, in this order.
COMPARED = ("visitors", "exhibitors", "gross-area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A document of the fair, and whether it counts as signed: by everyone, by an act alone, or not at all."""

    instrument: Instrument
    has_all_signatures: bool
    has_act: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """All that a closing report says, before it is named in a language."""

    fair: Fair
    stated: Sequence[Claim]
    counted: Sequence[Claim]
    talked: Sequence[Claim]
    compared: Sequence[Claim]
    documents: Sequence[Signed]
    conflicts: Sequence[Conflict]
    unknowns: Sequence[Unknown]
    delegations: Sequence[Delegation]
    engagements: Sequence[Engagement]
    day: datetime.date

    def about(self, *properties: str, part: str | None = "") -> list[Claim]:
        """Return the claims of sources about properties of the fair; part None: about every part."""
        return [c for c in self.stated if c.about.key in properties and part in {None, c.part}]

    def own(self, property_: str, kind: str = "") -> list[Claim]:
        """Return what was counted here under a property: the whole, or each part of a kind, the most first."""
        found = [c for c in self.counted if c.about.key == property_ and c.part.partition(":")[0] == kind]
        return sorted(found, key=lambda claim: (-(claim.number or 0), claim.part))


def closing_of(fair: Fair) -> Closing:
    """Return all that the closing report of a fair rests on, as the record stands now."""
    about_fair = f"fair:{fair.key}"
    documents = [_signed(instrument) for instrument in instruments_of(fair)]
    subjects = [about_fair, *(f"instrument:{document.instrument.key}" for document in documents)]
    claims = list(Claim.objects.filter(subject__in=subjects).select_related("about", "source").order_by("pk"))
    held = holding(claims, Resolution.objects.filter(subject__in=subjects).prefetch_related("upheld"))
    held.sort(key=lambda claim: claim.pk)
    counted = latest_counts(claims)
    told = [claim for claim in held if claim.source.kind != SourceKind.OWN_COUNT]
    contested = conflicts(subjects)
    compared = _compared(fair)
    return Closing(
        fair=fair,
        stated=[claim for claim in told if claim.subject == about_fair],
        counted=counted,
        talked=[claim for claim in told if claim.subject != about_fair],
        compared=compared,
        documents=documents,
        conflicts=[one for one in contested if any(c.source.kind != SourceKind.OWN_COUNT for c in one.claims)],
        unknowns=list(Unknown.objects.filter(subject__in=subjects, closed_on=None)),
        delegations=list(named(fair.delegations.all()).order_by("key")),
        engagements=list(
            named_engagements(Engagement.objects.filter(delegation__fair=fair, is_public=True)).order_by(
                "begins_at", "delegation__key", "key"
            )
        ),
        day=_day(fair, [*told, *counted], contested),
    )


def _compared(fair: Fair) -> list[Claim]:
    """Return what holds about the editions kept beside a fair where at least two have a figure, by year."""
    years = {f"edition:{edition.key}": edition.year for edition in fair.compared.all()}
    claims = list(
        Claim.objects.filter(subject__in=years, about__key__in=COMPARED, part="").select_related("about", "source")
    )
    held = holding(claims, Resolution.objects.filter(subject__in=years).prefetch_related("upheld"))
    held.sort(key=lambda claim: (COMPARED.index(claim.about.key), years[claim.subject], claim.pk))
    counts = Counter(claim.about_id for claim in held)
    return [claim for claim in held if counts[claim.about_id] > 1]


def latest_counts(claims: Iterable[Claim]) -> list[Claim]:
    """Return of what was counted here the last count of each matter: a later one takes an earlier one's place."""
    last: dict[tuple[int, str], Claim] = {}
    for claim in claims:
        if claim.source.kind == SourceKind.OWN_COUNT and not claim.is_withdrawn:
            earlier = last.get((claim.about_id, claim.part))
            if earlier is None or (str(earlier.as_of or ""), earlier.pk) < (str(claim.as_of or ""), claim.pk):
                last[claim.about_id, claim.part] = claim
    return sorted(last.values(), key=lambda claim: claim.pk)


def _signed(instrument: Instrument) -> Signed:
    has_act = any(event.act == Act.SIGNED for event in instrument.events.all())
    return Signed(instrument=instrument, has_all_signatures=is_signed_by_all(instrument), has_act=has_act)


def _day(fair: Fair, claims: Iterable[Claim], contested: Iterable[Conflict]) -> datetime.date:
    """Return the day to which the record speaks: no clock decides what a report says."""
    days = {claim.as_of for claim in claims if claim.as_of}
    days |= {conflict.resolution.decided_on for conflict in contested if conflict.resolution}
    return max({fair.reported_on, *days})
