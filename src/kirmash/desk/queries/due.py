"""What is due: for each role the matters that wait for it, counted, with the place where they are done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kirmash.agreements.queries import Matter, matters_of, register_of
from kirmash.base.models import Account, SiteRole
from kirmash.bulletin.exports.tables import subjects_of
from kirmash.bulletin.models import Release
from kirmash.bulletin.queries import stale_releases
from kirmash.desk.queries.person import own_places
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import exhibitors_of, seen_by
from kirmash.matching.models import GoodsLine
from kirmash.record.models import Unknown
from kirmash.record.queries import conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A matter that waits: how many, in words, and where it is done."""

    count: int
    text: str
    url: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom it is asked what is due, and at which fair."""

    account: Account
    fair: Fair


def due_for(role: str, account: Account, fair: Fair | None) -> list[Due]:
    """Return what waits for a role, at a fair where there is one; what is done is left out."""
    found: list[Due] = list(_of_cities(account)) if role == SiteRole.CITY else []
    if fair:
        found += [look(Asked(account=account, fair=fair)) for look in LOOKS.get(role, ())]
    return [due for due in found if due.count]


def _of_cities(account: Account) -> Iterable[Due]:
    """Return what the departments of somebody's cities have to see to."""
    day = timezone.localdate()
    for place in own_places(account):
        matters = matters_of(register_of(place, day), day, within_days=SOON)
        late = sum(matter.is_late for matter in matters)
        url = reverse("city", args=[place.key])
        said = ngettext("deadline of an agreement has passed", "deadlines of agreements have passed", late)
        yield Due(count=late, text=said, url=url, is_urgent=True)
        coming = len(matters) - late
        said = ngettext("deadline of an agreement within 90 days", "deadlines of agreements within 90 days", coming)
        yield Due(count=coming, text=said, url=f"{url}?within={SOON}")


def urgent_matters(account: Account) -> list[Matter]:
    """Return what the departments of somebody's cities have to see to first: what is late, then what comes next."""
    day = timezone.localdate()
    found = [one for place in own_places(account) for one in matters_of(register_of(place, day), day, AHEAD)]
    return sorted(found, key=lambda one: (not one.is_late, one.on or day))[:MOST_MATTERS]


def _conflicts(asked: Asked) -> Due:
    count = sum(conflict.is_open for conflict in conflicts(subjects_of(asked.fair)))
    said = ngettext("conflict of sources is open", "conflicts of sources are open", count)
    return Due(count=count, text=said, url=reverse("conflicts"), is_urgent=True)


def _unknowns(asked: Asked) -> Due:
    count = Unknown.objects.filter(subject__in=subjects_of(asked.fair), closed_on=None).count()
    said = ngettext("matter is still unknown", "matters are still unknown", count)
    return Due(count=count, text=said, url=reverse("unknowns"))


def _stale(asked: Asked) -> Due:
    stale = [release.style for release in stale_releases(asked.fair)]
    said = ngettext(
        "bulletin no longer says what the record says", "bulletins no longer say what the record says", len(stale)
    )
    url = reverse("bulletin", args=[asked.fair.key, stale[0] if stale else get_language() or "en"])
    return Due(count=len(stale), text=said, url=url, is_urgent=True)


def _unwritten(asked: Asked) -> Due:
    count = 0 if Release.objects.filter(fair=asked.fair).exists() else 1
    url = reverse("bulletin", args=[asked.fair.key, get_language() or "en"])
    return Due(count=count, text=_("bulletin waits to be written"), url=url)


def _own(asked: Asked, missing: str) -> QuerySet[Exhibitor]:
    return seen_by(asked.account, exhibitors_of(asked.fair, {"missing": missing}))


def _list(asked: Asked, missing: str, said: Callable[[int], str]) -> Due:
    count = _own(asked, missing).count()
    url = f"{reverse('exhibitors', args=[asked.fair.key])}?{urlencode({'missing': missing})}"
    return Due(count=count, text=said(count), url=url)


def _without_contact(asked: Asked) -> Due:
    return _list(asked, "contact", lambda n: ngettext("exhibitor names no contact", "exhibitors name no contact", n))


def _without_wish(asked: Asked) -> Due:
    return _list(
        asked,
        "wish",
        lambda n: ngettext("main exhibitor has no stand wish", "main exhibitors have no stand wish", n),
    )


def _without_section(asked: Asked) -> Due:
    return _list(asked, "section", lambda n: ngettext("exhibitor is in no section", "exhibitors are in no section", n))


def _without_goods(asked: Asked) -> Due:
    mine = seen_by(asked.account, exhibitors_of(asked.fair, {}))
    lines = GoodsLine.objects.filter(fair=asked.fair, organisation=OuterRef("organisation"))
    lacking = mine.exclude(standing=Standing.REPRESENTED).filter(~Exists(lines))
    count = lacking.count()
    only = lacking.first() if count == 1 else None
    url = (
        reverse("exhibitor", args=[asked.fair.key, only.key]) if only else reverse("exhibitors", args=[asked.fair.key])
    )
    said = ngettext("exhibitor states neither offer nor demand", "exhibitors state neither offer nor demand", count)
    return Due(count=count, text=said, url=url)


#: Days ahead of which the start page of a city looks.
SOON = 90
#: Days ahead, and matters, that its start page shows one by one.
AHEAD, MOST_MATTERS = 365, 8
Look = Callable[[Asked], Due]
OWN: tuple[Look, ...] = (_without_contact, _without_wish, _without_section, _without_goods)
RECORD: tuple[Look, ...] = (_conflicts, _unknowns, _stale, _unwritten)
LOOKS: dict[str, tuple[Look, ...]] = {
    SiteRole.ADMINISTRATOR: (_conflicts, _stale),
    SiteRole.ORGANISER: (*RECORD, *OWN),
    SiteRole.PLANNER: (_without_wish, _without_section),
    SiteRole.PROTOCOL: (_without_contact,),
    SiteRole.PRESS: RECORD,
    SiteRole.AUDITOR: (_conflicts, _unknowns),
    SiteRole.EXHIBITOR: OWN,
    SiteRole.PAVILION: OWN,
    SiteRole.CITY: (_conflicts,),
}
