"""What a city's department keeps an eye on: partners, meetings, companies, what waits."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kirmash.agreements.models.asking import Report
from kirmash.agreements.models.deal import Deal
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.deals import deal_title, deals_of, last_stage
from kirmash.agreements.queries.meetings import Held as HeldMeeting
from kirmash.agreements.queries.meetings import holding_of
from kirmash.agreements.queries.register import OVER, Held, register_of
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Engagement
from kirmash.protocol.queries.naming import title_of_engagement
from kirmash.protocol.rights import sees, takes_part
from kirmash.record.models import Claim
from kirmash.registry.models.organisation import Organisation, OrganisationKind
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

#: Meetings so far back and ahead stand on the page of a department.
NEAR = datetime.timedelta(days=400)
MOST_MEETINGS = 8
#: How the properties begin under which figures of trade stand in the record, one for each unit.
TRADE = "trade-by-goods"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """A partner city: how many agreements with it run, how many are over."""

    key: str
    name: str
    running: int
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting of a delegation of the city, as a reader may see it."""

    meeting: Engagement
    on: datetime.date
    title: str
    holding: HeldMeeting | None
    is_past: bool


def partner_lines(place: Place, register: Iterable[Held]) -> list[PartnerLine]:
    """Return the partner cities of a register, those with most that runs first."""
    found: dict[str, tuple[str, list[int]]] = {}
    for one in register:
        for party in one.instrument.parties.all():
            other = party.place
            if other is None or other.pk == place.pk:
                continue
            _name, counts = found.setdefault(other.key, (name_of(other.names.all()) or other.key, [0, 0]))
            counts[one.course.standing in OVER] += 1
    lines = [
        PartnerLine(key=key, name=name, running=counts[0], over=counts[1]) for key, (name, counts) in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.running, line.name.casefold()))


def waiting_reports(place: Place) -> QuerySet[Report]:
    """Return what partners reported to a city and nobody has accepted or disputed."""
    rows = Report.objects.filter(asking__place=place, news__judgements__isnull=True)
    return rows.select_related("news__commitment").order_by("-pk")


def meeting_lines(person: object, place: Place, today: datetime.date) -> list[MeetingLine]:
    """Return the meetings of a city's delegations near a day, as far as a person knows of them.

    What the sides say of a meeting is for those alone who take part in it.
    """
    of = Q(delegation__place=place) | Q(with_delegation__place=place)
    rows = (
        Engagement.objects.filter(of, begins_at__date__gte=today - NEAR, begins_at__date__lte=today + NEAR)
        .exclude(kind="transfer").select_related("delegation__fair", "with_delegation__fair")
        .prefetch_related("words__evidence").order_by("begins_at", "pk")
    )  # fmt: skip
    lines = [_line(one, today, is_own=takes_part(person, one)) for one in rows if sees(person, one)]
    past = [line for line in lines if line.is_past]
    coming = [line for line in lines if not line.is_past]
    return [*past[-MOST_MEETINGS:], *coming[:MOST_MEETINGS]]


def _line(one: Engagement, today: datetime.date, *, is_own: bool) -> MeetingLine:
    day = one.begins_at.astimezone(zone_of(one.delegation.fair)).date()
    held = holding_of(one) if is_own else None
    return MeetingLine(meeting=one, on=day, title=title_of_engagement(one), holding=held, is_past=day < today)


def deal_lines(rows: Iterable[Deal]) -> list[tuple[Deal, str, object]]:
    """Return deals with their titles and furthest stages."""
    return [(one, deal_title(one), last_stage(one)) for one in rows]


def companies_of(place: Place) -> QuerySet[Organisation]:
    """Return the companies of a city with how many deals each has, those with most first."""
    rows = Organisation.objects.filter(place=place, kind=OrganisationKind.COMPANY).prefetch_related("names")
    return rows.annotate(count=Count("deals", distinct=True) + Count("deals_as_second", distinct=True)).order_by(
        "-count", "key"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """All that stands between a city and a partner."""

    register: Sequence[Held]
    deals: Sequence[tuple[Deal, str, object]]
    trade: Sequence[Claim]


def pair_of(place: Place, partner: Place, today: datetime.date) -> Pair:
    """Return what stands between two cities: instruments, deals of their companies, figures of trade."""
    register = [
        one for one in register_of(place, today)
        if any(party.place_id == partner.pk for party in one.instrument.parties.all())
    ]  # fmt: skip
    at_partner = Q(first__place=partner) | Q(second__place=partner) | Q(place=partner)
    return Pair(
        register=register,
        deals=deal_lines(deals_of(place).filter(at_partner).distinct()),
        trade=list(trade_between(place, partner)),
    )


def pair_word(place: Place, partner: Place) -> str:
    """Return the word under which figures about two places stand in the record, whichever is named first."""
    first, second = sorted((place.key, partner.key))
    return f"place:{first}+place:{second}"


def trade_between(place: Place, partner: Place) -> QuerySet[Claim]:
    """Return the claims about trade between two places, by code and year."""
    rows = Claim.objects.filter(subject=pair_word(place, partner), about__key__startswith=TRADE, is_withdrawn=False)
    return rows.select_related("about", "source").order_by("part", "pk")


def are_partners(place: Place, partner: Place) -> bool:
    """Say whether two places are parties of one instrument, or figures stand between them."""
    both = Instrument.objects.filter(parties__place=place).filter(parties__place=partner)
    return both.exists() or trade_between(place, partner).exists()
