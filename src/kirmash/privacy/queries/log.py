"""The log of who saw what: for administrators all of it, for everybody what concerns themselves."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from kirmash.base.models import Account, Viewing
from kirmash.base.viewing import PAGES
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.record.queries import labels_of
from kirmash.registry.queries import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A viewing in words."""

    viewing: Viewing
    who: str
    page: str
    subject: str
    url: str

    @property
    def number_of_people(self) -> int:
        """How many people the page showed."""
        return len(self.viewing.people.split())


def seen_of(viewings: Iterable[Viewing]) -> list[Seen]:
    """Return viewings in words, in the order given; a few queries for any number of them."""
    found = list(viewings)
    subjects = {viewing.subject for viewing in found}
    labels = labels_of({subject for subject in subjects if subject.startswith("person:")})
    labels |= _exhibitors(subjects) | _accounts(subjects)
    return [
        Seen(
            viewing=viewing,
            who=viewing.account.email if viewing.account else "",
            page=str(PAGES.get(viewing.page, viewing.page)),
            subject=labels.get(viewing.subject, ""),
            url=_url(viewing.subject) if viewing.subject in labels else "",
        )
        for viewing in found
    ]


def viewings(
    *,
    who: str = "",
    page: str = "",
    subject: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[Viewing]:
    """Return the log as asked for, the latest first."""
    columns = {"account": who, "page": page, "at__date__gte": since, "at__date__lte": until}
    rows = Viewing.objects.filter(**{column: value for column, value in columns.items() if value})
    if subject:
        rows = rows.filter(Q(subject__contains=subject) | Q(people__contains=f" {subject} "))
    return rows.select_related("account").order_by("-at", "-pk")


def viewings_of(*, person: str = "", account: int | None = None) -> QuerySet[Viewing]:
    """Return who looked at the data of a person or an account, the latest first; their own looks are left out."""
    whose = Q(pk__in=[])
    if person:
        whose |= Q(subject=f"person:{person}") | Q(people__contains=f" {person} ")
    if account is not None:
        whose |= Q(subject=f"account:{account}")
    rows = Viewing.objects.filter(whose).select_related("account").order_by("-at", "-pk")
    return rows.exclude(account=account) if account is not None else rows


def _exhibitors(subjects: set[str]) -> dict[str, str]:
    wanted = {subject for subject in subjects if subject.startswith("exhibitor:")}
    keys = {subject.rpartition("/")[2] for subject in wanted}
    if not keys:
        return {}
    rows = Exhibitor.objects.filter(key__in=keys).select_related("fair", "organisation")
    named = {
        f"exhibitor:{row.fair.key}/{row.key}": name_of(row.organisation.names.all()) or row.key
        for row in rows.prefetch_related("organisation__names")
    }
    return {subject: name for subject, name in named.items() if subject in wanted}


def _accounts(subjects: set[str]) -> dict[str, str]:
    numbers = [subject.partition(":")[2] for subject in subjects if subject.startswith("account:")]
    found = Account.objects.filter(pk__in=[int(number) for number in numbers if number.isdigit()]) if numbers else []
    return {f"account:{account.pk}": account.email for account in found}


def _url(subject: str) -> str:
    kind, _colon, key = subject.partition(":")
    if kind == "exhibitor":
        fair, _slash, exhibitor = key.partition("/")
        return reverse("exhibitor", args=[fair, exhibitor])
    return reverse("privacy-subject", args=[subject])
