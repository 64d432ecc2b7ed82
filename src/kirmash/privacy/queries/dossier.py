"""Whose data are meant: a person, an account, or both where they are linked; and their rows in every table."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet
from django.db.models.functions import Lower

from kirmash.agreements.models.signature import Signature
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.base.personal import PersonalData, Reach
from kirmash.mail.addresses import digests_of, usable
from kirmash.mail.queries import keys as secret_keys
from kirmash.privacy.personal import declared
from kirmash.privacy.redaction import Redactor
from kirmash.registry.models.person import Office, Person, PersonName

Rows = QuerySet[Any]  # Any: tables are found by their names
PERSON, ACCOUNT = "person", "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """People (by key) and accounts (by number), with the words that lead to them.

    ``officials`` are those of the people who signed an instrument in office.
    """

    people: frozenset[str] = frozenset()
    accounts: frozenset[int] = frozenset()
    officials: frozenset[str] = frozenset()
    references: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def erasable(self) -> frozenset[str]:
        """The people whom no signature keeps."""
        return self.people - self.officials

    def references_of(self, people: Iterable[str]) -> list[str]:
        """Return the words that name people and their offices."""
        wanted = frozenset(people)
        return [reference for reference, person in self.references if person in wanted]

    def redactor(self, *, with_officials: bool = False) -> Redactor:
        """Return what strikes the people out of texts; officials stay named."""
        wanted = self.people if with_officials else self.erasable
        return Redactor(
            names=[name for name, person in self.names if person in wanted],
            addresses=self.addresses,
            references=self.references_of(wanted),
        )


def dossier_of(subject: str) -> Dossier:
    """Return the dossier behind a word: person:KEY with the linked account, account:NUMBER alone."""
    kind, _colon, key = subject.partition(":")
    if kind == PERSON:
        linked = Account.objects.filter(person=key).values_list("pk", flat=True)
        return dossier(people=[key], accounts=linked)
    return dossier(accounts=[int(key)])


def dossier_of_account(account: Account) -> Dossier:
    """Return the dossier of whoever is signed in: the account, and the person linked to it."""
    return dossier(people=[account.person] if account.person else [], accounts=[account.pk])


def dossier(*, people: Iterable[str] = (), accounts: Iterable[int] = ()) -> Dossier:
    """Return the dossier of people and accounts; a few queries for any number of them."""
    keys, numbers = frozenset(people), frozenset(accounts)
    offices = Office.objects.filter(person__key__in=keys).values_list("key", "person__key") if keys else []
    names = PersonName.objects.filter(person__key__in=keys).values_list("text", "person__key") if keys else []
    signed = Signature.objects.filter(office__person__key__in=keys).values_list("office__person__key", flat=True)
    return Dossier(
        people=keys,
        accounts=numbers,
        officials=frozenset(signed) if keys else frozenset(),
        references=(*((f"person:{key}", key) for key in keys), *((f"office:{key}", of) for key, of in offices)),
        names=tuple(names),
        addresses=tuple(_addresses(numbers)),
    )


def _addresses(accounts: frozenset[int]) -> set[str]:
    """Return the addresses of accounts, as they are written down and as they go to a mail server."""
    found = set(Account.objects.filter(pk__in=accounts).values_list("email", flat=True))
    model = apps.get_model("account.EmailAddress")
    found |= set(model._default_manager.filter(user_id__in=accounts).values_list("email", flat=True))
    sent = set()
    for address in found:
        with suppress(Refused):
            sent.add(usable(address))
    return found | sent


def model_of(data: PersonalData) -> type[Model]:
    """Return the table of a declaration."""
    return apps.get_model(data.table)


def rows_about(data: PersonalData, who: Dossier, people: Iterable[str] | None = None) -> Rows:
    """Return the rows of a table that lead to the people and accounts of a dossier, or to some of the people."""
    wanted = who.people if people is None else frozenset(people)
    rows = model_of(data)._default_manager.filter(**data.where)
    match data.reach:
        case Reach.PERSON:
            return rows.filter(**{f"{data.path}__in": wanted})
        case Reach.ACCOUNT:
            return rows.filter(**{f"{data.path}__in": who.accounts})
        case Reach.REFERENCE:
            return rows.filter(**{f"{data.path}__in": who.references_of(wanted)})
        case Reach.KEYS:
            return rows.filter(pk__in=_listing(rows, data.path, wanted))
        case Reach.SIGNED:
            signed = Change.objects.filter(account__in=who.accounts, table=data.history, verb__in=data.verbs)
            return rows.filter(**{f"{data.path}__in": signed.values("record")})
        case Reach.SESSION:
            return rows.filter(pk__in=_sessions(who.accounts))
        case Reach.ADDRESS:
            alike = {address.lower() for address in who.addresses}
            lowered: Rows = rows.alias(lowered=Lower(data.path))
            return lowered.filter(lowered__in=alike)
        case Reach.DIGEST:
            return rows.filter(**{f"{data.path}__in": _digests(who.addresses)})
        case Reach.WORDS:
            return rows.none()


def mentions(data: PersonalData, redactor: Redactor) -> Iterator[tuple[Any, dict[str, tuple[Any, Any]]]]:
    """Yield each row in whose words the people stand: its number, and its fields before and after they are struck out.

    Every row is read: the database cannot compare Cyrillic without regard to case on SQLite.
    """
    rows = model_of(data)._default_manager.order_by("pk").values_list("pk", *data.fields)
    for number, *values in rows.iterator(chunk_size=2000):
        changed = {}
        for name, before in zip(data.fields, values, strict=True):
            after = redactor.value(before)
            if after != before:
                changed[name] = (before, after)
        if changed:
            yield number, changed


def person_of(key: str) -> Person | None:
    """Return a person by key."""
    return Person.objects.filter(key=key).prefetch_related("names").first()


def everything() -> tuple[PersonalData, ...]:
    """Return what all chapters declare, in the order of erasure."""
    return declared()


def _listing(rows: Rows, path: str, people: frozenset[str]) -> list[Any]:  # Any: numbers of rows
    if not people:
        return []
    lists = rows.exclude(**{path: ""}).values_list("pk", path).iterator()
    return [number for number, keys in lists if not people.isdisjoint(keys.split())]


def _digests(addresses: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for address in addresses:
        with suppress(Refused):
            found.update(digests_of(address, secret_keys()))
    return found


def _sessions(accounts: frozenset[int]) -> list[str]:
    if not accounts:
        return []
    wanted = {str(number) for number in accounts}
    store = SessionStore()
    rows = Session.objects.values_list("session_key", "session_data").iterator()
    return [key for key, data in rows if str(store.decode(data).get("_auth_user_id")) in wanted]
