"""Keeping originals: where they lie, under which number, who answers for them, and who has them for a while."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from kirmash.agreements.actions.entering import responsible_of
from kirmash.agreements.models.custody import Loan
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change


@transaction.atomic
def keep_instrument(
    *,
    instrument: Instrument,
    number: str,
    registered_on: datetime.date | None,
    responsible: str,
    control_on: datetime.date | None,
    archives: Mapping[int, str],
    account: Account | None = None,
) -> Instrument:
    """Say where each party keeps its original, under which number it is registered, who answers for it."""
    instrument.number, instrument.registered_on, instrument.control_on = number, registered_on, control_on
    instrument.responsible = responsible_of(responsible)
    instrument.save(update_fields=["number", "registered_on", "control_on", "responsible"])
    for party in instrument.parties.all():
        if archives.get(party.position, party.archive) != party.archive:
            Party.objects.filter(pk=party.pk).update(archive=archives[party.position])
    Change.objects.create(account=account, verb="keep", table="instrument", record=instrument.key)
    return instrument


@transaction.atomic
def lend_original(
    *,
    party: Party,
    lent_to: str,
    purpose: str,
    lent_on: datetime.date,
    due_on: datetime.date,
    account: Account | None = None,
) -> Loan:
    """Note that a party's original leaves the archive until a day; it is lent once at a time."""
    locked = Party.objects.select_for_update(of=("self",)).select_related("instrument").get(pk=party.pk)
    out = locked.loans.filter(back_on=None).first()
    if out:
        raise Refused("original-is-lent", whom=out.lent_to, day=out.lent_on)
    if due_on < lent_on:
        raise Refused("due-before-lent")
    made = Loan.objects.create(
        party=locked, lent_to=lent_to, purpose=purpose, lent_on=lent_on, due_on=due_on, account=account
    )
    _remember("lend", locked, account)
    return made


@transaction.atomic
def take_back_original(*, loan: Loan, back_on: datetime.date, account: Account | None = None) -> Loan:
    """Note that an original is back in the archive."""
    locked = Loan.objects.select_for_update(of=("self",)).select_related("party__instrument").get(pk=loan.pk)
    if locked.back_on:
        raise Refused("original-is-here")
    if back_on < locked.lent_on:
        raise Refused("back-before-lent")
    locked.back_on = back_on
    locked.save(update_fields=["back_on"])
    _remember("take-back", locked.party, account)
    return locked


def _remember(verb: str, party: Party, account: Account | None) -> None:
    values = {"party": party.position}
    Change.objects.create(account=account, verb=verb, table="instrument", record=party.instrument.key, values=values)
