"""Whose term has passed: rows by the day on which their term began, people whom nothing needs, accounts asleep."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from kirmash.base.access import ADMINISTER, may
from kirmash.base.models import Account
from kirmash.base.personal import Event, PersonalData, Reach
from kirmash.consent.models import Consent
from kirmash.privacy.queries.dossier import Rows, everything, model_of
from kirmash.registry.models.person import Person


def due_tables() -> list[PersonalData]:
    """Return the declarations whose rows a retention run takes by their own day, people and accounts aside."""
    return [
        data
        for data in everything()
        if data.begins and data.activity.term.days is not None and data.activity.term.event != Event.NO_LONGER_NEEDED
    ]


def due_rows(data: PersonalData, day: datetime.date) -> Rows:
    """Return the rows of a table whose term has passed on a day."""
    last = day - datetime.timedelta(days=data.activity.term.days or 0)
    return model_of(data)._default_manager.filter(**data.where, **{f"{data.begins}__lt": _as_path(data, last)})


def _as_path(data: PersonalData, day: datetime.date) -> datetime.date:
    """Return a day as the path compares it: the beginning of the day where the path ends in a time."""
    field = model_of(data)._meta.get_field(data.begins.split("__")[0])
    is_time = field.get_internal_type() == "DateTimeField"
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC) if is_time else day


def idle_accounts(day: datetime.date) -> list[int]:
    """Return the accounts that nobody signed in with for the term; administrators are removed by hand."""
    days = next(data.activity.term.days for data in everything() if data.table == "kirmash.Account") or 0
    last = datetime.datetime.combine(day - datetime.timedelta(days=days), datetime.time(), datetime.UTC)
    asleep = Account.objects.filter(Q(last_login__lt=last) | Q(last_login=None, created__lt=last), is_active=True)
    return [account.pk for account in asleep if not may(account, ADMINISTER)]


def unneeded_people(day: datetime.date) -> list[str]:
    """Return the keys of the people whom no row needs any more and who were recorded long enough ago."""
    data = next(data for data in everything() if data.table == "kirmash.Person")
    last = datetime.datetime.combine(
        day - datetime.timedelta(days=data.activity.term.days or 0), datetime.time(), datetime.UTC
    )
    candidates = set(Person.objects.filter(created__lt=last).values_list("key", flat=True))
    return sorted(candidates - set(_needed()))


def _needed() -> Iterator[str]:
    """Yield the keys of people who are needed: by rows that declare so, by claims that name them, by consents."""
    for data in everything():
        if data.needs_person and data.reach == Reach.PERSON:
            yield from model_of(data)._default_manager.filter(**data.where).values_list(data.path, flat=True)
    yield from Account.objects.exclude(person="").values_list("person", flat=True)
    yield from Consent.objects.filter(withdrawn_at=None).values_list("person", flat=True)
    for data in everything():
        if data.needs_person and data.reach == Reach.REFERENCE:
            yield from _named(data)


def _named(data: PersonalData) -> Iterator[str]:
    fields = [name for name in ("subject", "part", "value") if name in data.fields]
    naming = Q()
    for name in fields:
        naming |= Q(**{f"{name}__contains": "person:"})
    for values in model_of(data)._default_manager.filter(naming).values_list(*fields):
        for word in "+".join(values).split("+"):
            if word.startswith("person:"):
                yield word.removeprefix("person:")
