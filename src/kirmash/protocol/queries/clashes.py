"""What cannot be kept in a programme: a head at two places at once, members away, days outside the fair."""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kirmash.protocol.models import Engagement, EngagementKind, Member
from kirmash.protocol.queries.naming import title_of_engagement
from kirmash.registry.queries import name_of


def clashes_of(
    engagement: Engagement, rivals: Iterable[Engagement], members: Sequence[Member], zone: ZoneInfo
) -> Iterator[str]:
    """Yield what is wrong with an engagement, in sentences; ``rivals`` are those that the reader may know of."""
    yield from _outside(engagement, zone)
    yield from _at_the_same_time(engagement, rivals, zone)
    yield from _away(engagement, members, zone)


def _outside(engagement: Engagement, zone: ZoneInfo) -> Iterator[str]:
    """Delegations are fetched on the eve and seen off the day after, so a transfer may lie outside."""
    fair = engagement.delegation.fair
    first, last = (moment.astimezone(zone).date() for moment in (engagement.begins_at, engagement.ends_at))
    if engagement.kind != EngagementKind.TRANSFER and not (fair.begins_on <= first and last <= fair.ends_on):
        yield _("It is outside the days of the fair.")


def _at_the_same_time(engagement: Engagement, rivals: Iterable[Engagement], zone: ZoneInfo) -> Iterator[str]:
    for rival in rivals:
        is_meanwhile = rival.begins_at < engagement.ends_at and engagement.begins_at < rival.ends_at
        if rival.pk != engagement.pk and is_meanwhile and _wanted(rival) & _wanted(engagement):
            begins, ends = (moment.astimezone(zone).strftime("%H:%M") for moment in (rival.begins_at, rival.ends_at))
            yield _("The head is to be elsewhere at this time: %(title)s, %(begins)s–%(ends)s.") % {
                "title": title_of_engagement(rival),
                "begins": begins,
                "ends": ends,
            }


def _wanted(engagement: Engagement) -> set[tuple[str, int]]:
    """Return who is wanted at an engagement: both sides, and the people who lead them."""
    sides = [side for side in (engagement.delegation, engagement.with_delegation) if side]
    heads = {("person", side.head_id) for side in sides if side.head_id}
    return {("delegation", side.pk) for side in sides} | heads


def _away(engagement: Engagement, members: Sequence[Member], zone: ZoneInfo) -> Iterator[str]:
    first, last = (moment.astimezone(zone).date() for moment in (engagement.begins_at, engagement.ends_at))
    away = [
        name_of(member.person.names.all())
        for member in members
        if (member.arrives_on and first < member.arrives_on) or (member.leaves_on and last > member.leaves_on)
    ]
    if away:
        yield _("Not there on this day: %(people)s.") % {"people": ", ".join(away)}
