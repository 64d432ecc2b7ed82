"""Meetings that were planned: what each side says of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kirmash.agreements.following.meetings import Holding, Said, holding
from kirmash.protocol.models import Engagement


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Whether a meeting was held, with the words for it."""

    state: Holding
    label: str


def holding_of(engagement: Engagement) -> Held:
    """Return whether a meeting was held, by what both sides say; silence is "unconfirmed"."""
    state = holding(
        Said(
            side=word.side,
            was_held=word.was_held,
            has_scan=any(one.removed_on is None for one in word.evidence.all()),
        )
        for word in sorted(engagement.words.all(), key=lambda one: one.number)
    )
    labels = {
        Holding.HELD: _("held"),
        Holding.NOT_HELD: _("not held"),
        Holding.DISPUTED: _("the sides say different things"),
        Holding.UNCONFIRMED: _("unconfirmed"),
    }
    return Held(state=state, label=labels[state])
