"""Saying which person of the record signs in with an account."""

from django.db import transaction

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.registry.models.person import Person


@transaction.atomic
def link_account(*, account: Account, person: str, by: Account | None = None) -> Account:
    """Link an account to a person by key, or to nobody."""
    if person and not Person.objects.filter(key=person).exists():
        raise Refused("no-such-person", key=person)
    if person and Account.objects.filter(person=person).exclude(pk=account.pk).exists():
        raise Refused("person-linked-already", key=person)
    account.person = person
    account.save(update_fields=["person"])
    verb = "link" if person else "unlink"
    Change.objects.create(account=by, verb=verb, table="account", record=str(account.pk), values={})
    return account
