"""What follows when a claim is stated or withdrawn, said before it is done."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.base.access import RIGHTS, fair_word, may
from kirmash.record.models import Cardinality, Claim, Comparator, Resolution, Unknown
from kirmash.record.queries.conflict import State, holding, resolutions_in_force
from kirmash.record.queries.naming import Shown, show


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A claim as it would stand in the record."""

    shown: Shown
    state: State
    rivals: list[Shown]
    echoes: list[Shown]
    decision: Resolution | None
    sentences: Sequence[Model]
    doubts: list[str]

    @property
    def seen(self) -> str:
        """The keys of the rivals, to notice when others come in before the claim is stated."""
        return " ".join(sorted(rival.claim.key for rival in self.rivals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What rests on a claim and opens again, or is to be written again, when it is withdrawn."""

    sentences: Sequence[Model]
    decisions: list[Resolution]
    unknowns: list[Unknown]


def prospect_of(claim: Claim, today: datetime.date) -> Prospect:
    """Return what follows when a claim, not stored yet, is stated."""
    same = Claim.objects.filter(subject=claim.subject, about=claim.about, part=claim.part, is_withdrawn=False)
    standing = list(same.select_related("about", "source"))
    decisions = list(resolutions_in_force().filter(subject=claim.subject, about=claim.about, part=claim.part))
    before = {rival.pk for rival in holding(standing, decisions)}
    after = holding([*standing, claim], decisions)
    is_held = any(held is claim for held in after)
    lost = before - {held.pk for held in after}
    shown, *others = show([claim, *standing])
    is_one = claim.about.cardinality == Cardinality.ONE
    not_held = State.DECIDED_AGAINST if decisions else State.IN_CONFLICT
    return Prospect(
        shown=shown,
        state=State.HOLDS if is_held else not_held,
        rivals=[other for other in others if is_one and other.claim.statement != claim.statement],
        echoes=[other for other in others if other.claim.statement == claim.statement],
        decision=decisions[0] if decisions else None,
        sentences=sentences_on(lost),
        doubts=_doubts(claim, today),
    )


def consequences_of(claim: Claim) -> Consequences:
    """Return what rests on a claim."""
    return Consequences(
        sentences=sentences_on([claim.pk]),
        decisions=list(claim.upheld_by.filter(is_withdrawn=False).select_related("about")),
        unknowns=list(claim.answers.all()),
    )


def sentences_on(claims: Iterable[int]) -> Sequence[Model]:
    """Return the sentences of bulletins that rest on the claims with these ids."""
    sentence = apps.get_model("kirmash", "Sentence")
    found = sentence._default_manager.filter(claims__in=list(claims)).select_related("release__fair")
    return list(found.order_by("release", "position").distinct())


def sentences_open_to(person: object, claim: Claim) -> list[Model]:
    """Return the sentences of bulletins that a claim carries; of those under embargo only to who may see them."""
    sees, now = RIGHTS["see_embargoed_releases"], timezone.now()
    return [
        one
        for one in apps.get_model("kirmash", "Sentence")
        ._default_manager.filter(claims=claim)
        .select_related("release__fair")
        if (one.release.embargo_until or now) <= now or may(person, sees, fair_word(one.release.fair.key))
    ]


def _doubts(claim: Claim, today: datetime.date) -> list[str]:
    doubts = []
    published = claim.source.published_on
    if claim.as_of and claim.comparator != Comparator.FORECAST:
        if claim.as_of > today:
            doubts.append(_("It is made for a day to come, and is not called a forecast."))
        elif published and published < claim.as_of:
            doubts.append(_("It is made for a day after its source was published, and is not called a forecast."))
    return doubts
