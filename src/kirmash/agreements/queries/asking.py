"""Requests for news: whom a city may ask, of what, what was answered; and the request that a link opens."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kirmash.agreements.deadlines import Execution
from kirmash.agreements.models.asking import Asking, Report
from kirmash.agreements.models.commitment import Commitment
from kirmash.agreements.models.deal import Deal
from kirmash.agreements.queries.deals import deal_title, deals, deals_of, side_name
from kirmash.agreements.queries.execution import Stood, commitments, instrument_name, owner_name, stood
from kirmash.base.errors import Refused
from kirmash.base.texts import choose
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place

#: States of which one still asks.
OPEN = frozenset({Execution.DUE, Execution.LATE, Execution.SILENT})
LONGEST_SECRET = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A commitment that a partner is asked about: which time it is about, and what was reported last."""

    stood: Stood
    last: Report | None

    @property
    def commitment(self) -> Commitment:
        """The commitment."""
        return self.stood.commitment

    @property
    def due_on(self) -> datetime.date | None:
        """The due day that the answer is about."""
        return self.stood.now.due_on

    @property
    def title(self) -> str:
        """What was undertaken."""
        return choose(self.commitment.names)

    @property
    def instrument(self) -> str:
        """Under which instrument."""
        return f"{self.commitment.instrument.get_kind_display()}, {instrument_name(self.commitment.instrument)}"

    @property
    def owner(self) -> str:
        """Who owes it; empty where all do."""
        return owner_name(self.commitment)


def askings() -> QuerySet[Asking]:
    """Return requests with what their pages ask for."""
    return Asking.objects.select_related("place", "partner_place", "partner_organisation", "account").prefetch_related(
        "place__names", "partner_place__names", "partner_organisation__names", "commitments", "deals"
    )


def asking_of_secret(secret: str, today: datetime.date) -> Asking:
    """Return the request that a link opens; refuse one that is none, too old, or ended."""
    if not 0 < len(secret) <= LONGEST_SECRET:
        raise Refused("link-unknown")
    digest = hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
    found = askings().filter(token_sha256=digest).first()
    if found is None:
        raise Refused("link-unknown")
    if found.revoked_on:
        raise Refused("link-ended")
    if not found.is_open(today):
        raise Refused("link-too-old")
    return found


def partner_name(asking: Asking) -> str:
    """Return the name of the partner that is asked."""
    return side_name(asking.partner_place or asking.partner_organisation)


def questions_of(asking: Asking, today: datetime.date) -> list[Question]:
    """Return what a partner is asked, each with its last report from this request."""
    pks = [one.pk for one in asking.commitments.all()]
    rows = commitments().filter(pk__in=pks, dropped_on=None).order_by("due_on", "instrument", "position")
    last: dict[int, Report] = {}
    for report in asking.reports.select_related("news").order_by("pk"):
        last[report.news.commitment_id] = report
    return [Question(stood=stood(row, row.instrument.events.all(), today), last=last.get(row.pk)) for row in rows]


def asked_deals(asking: Asking) -> list[tuple[Deal, str]]:
    """Return the deals that a company is asked about, with their titles."""
    rows = deals().filter(pk__in=[one.pk for one in asking.deals.all()], given_up_on=None).order_by("pk")
    return [(row, deal_title(row)) for row in rows]


def open_with(place: Place, partner: Place | Organisation, today: datetime.date) -> list[Stood]:
    """Return the commitments between a city and a partner that are open on a day."""
    rows = commitments().filter(instrument__parties__place=place)
    side = {"instrument__parties__place": partner} if isinstance(partner, Place) else {
        "instrument__parties__organisation": partner}  # fmt: skip
    found = [stood(row, row.instrument.events.all(), today) for row in rows.filter(**side).distinct()]
    return [one for one in found if one.now.state in OPEN]


def open_deals_with(place: Place, partner: Place | Organisation) -> list[tuple[Deal, str]]:
    """Return the deals of a company that a city may ask about."""
    if isinstance(partner, Place):
        return []
    rows = deals_of(place).filter(given_up_on=None)
    return [(row, deal_title(row)) for row in rows if partner.pk in {row.first_id, row.second_id}]


def partners_of(place: Place) -> list[tuple[str, str]]:
    """Return whom a city may ask, as word and name: the other parties of its instruments, companies with deals."""
    places = Place.objects.filter(parties__instrument__parties__place=place).exclude(pk=place.pk).distinct()
    bodies = Organisation.objects.filter(parties__instrument__parties__place=place).distinct()
    companies = {one.pk: one for deal in deals_of(place) for one in (deal.first, deal.second) if one}
    found: Sequence[tuple[str, Place | Organisation]] = [
        *((f"place:{one.key}", one) for one in places.prefetch_related("names")),
        *((f"organisation:{one.key}", one) for one in bodies.prefetch_related("names")),
        *((f"organisation:{one.key}", one) for one in companies.values()),
    ]
    named = {word: side_name(one) for word, one in found}
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def partner_of(place: Place, word: str) -> Place | Organisation | None:
    """Return the partner behind a word, if the city may ask it."""
    if word not in dict(partners_of(place)):
        return None
    kind, _colon, key = word.partition(":")
    return (Place if kind == "place" else Organisation).objects.prefetch_related("names").get(key=key)


def asked_by(place: Place, today: datetime.date) -> list[tuple[Asking, str, bool, int]]:
    """Return a city's requests, the latest first: with the partner, whether the link is open, how many answers."""
    rows = askings().filter(place=place).prefetch_related("reports")
    return [(one, partner_name(one), one.is_open(today), len(one.reports.all())) for one in rows]


def asking_for_codes(place: Place, keys: frozenset[str]) -> Asking | None:
    """Return the latest request of a city that asks all of these commitments; None where there is none."""
    for one in askings().filter(place=place):
        if keys and keys <= {row.key for row in one.commitments.all()}:
            return one
    return None
