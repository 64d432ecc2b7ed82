"""The watch list: what no source says, how long it has been open, and how it was closed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kirmash.base.texts import choose
from kirmash.record.models import Claim, Unknown
from kirmash.record.queries.naming import Shown, labels_of, show


class WatchState(models.TextChoices):
    """How an unknown stands."""

    OPEN = "open", _("still unknown")
    ANSWERED = "answered", _("answered")
    DROPPED = "dropped", _("dropped")


FILTERS = {
    WatchState.OPEN: Q(closed_on=None),
    WatchState.ANSWERED: Q(answered_by__isnull=False),
    WatchState.DROPPED: Q(closed_on__isnull=False, answered_by=None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An unknown as a reader sees it."""

    unknown: Unknown
    subject: str
    text: str
    state: WatchState
    answer: Shown | None
    age: str


def state_of(unknown: Unknown) -> WatchState:
    """Return how an unknown stands."""
    if unknown.closed_on is None:
        return WatchState.OPEN
    return WatchState.ANSWERED if unknown.answered_by_id else WatchState.DROPPED


def watched(unknowns: Iterable[Unknown], today: datetime.date) -> list[Watched]:
    """Return unknowns as a reader sees them; a few queries for any number of them."""
    found = list(unknowns)
    labels = labels_of(unknown.subject for unknown in found)
    answering = {unknown.answered_by_id for unknown in found if unknown.answered_by_id}
    answers = {
        shown.claim.pk: shown
        for shown in show(Claim.objects.filter(pk__in=answering).select_related("about", "source"))
    }
    return [
        Watched(
            unknown=unknown,
            subject=labels[unknown.subject],
            text=choose(unknown.texts) or unknown.matter,
            state=state_of(unknown),
            answer=answers.get(unknown.answered_by_id or 0),
            age=_age(((unknown.closed_on or today) - unknown.noted_on).days),
        )
        for unknown in found
    ]


def _age(days: int) -> str:
    if days < 1:
        return gettext("less than a day")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
