"""What changes notes on exhibitors and prices offered to them; the history never repeats what they say."""

import datetime

from django.db import transaction
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.models import KEY_LENGTH, Account, Change
from kirmash.exhibition.models.dealing import ExhibitorNote, OfferState, StandOffer
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.rights import may_rewrite


@transaction.atomic
def note_exhibitor(*, exhibitor: Exhibitor, text: str, account: Account | None) -> ExhibitorNote:
    """Note something about an exhibitor, for colleagues only."""
    if not text.strip():
        raise Refused("note-without-words")
    made = ExhibitorNote.objects.create(exhibitor=exhibitor, text=text, by=account)
    _remember("note", "exhibitor-note", exhibitor, account)
    return made


@transaction.atomic
def rewrite_note(*, note: ExhibitorNote, text: str, account: Account) -> ExhibitorNote:
    """Write a note anew; only its writer and administrators may."""
    _must_be_ones_own(note, account)
    if not text.strip():
        raise Refused("note-without-words")
    note.text, note.changed_at = text, timezone.now()
    note.save()
    _remember("change", "exhibitor-note", note.exhibitor, account)
    return note


@transaction.atomic
def remove_note(*, note: ExhibitorNote, account: Account) -> None:
    """Remove a note; only its writer and administrators may."""
    _must_be_ones_own(note, account)
    _remember("remove", "exhibitor-note", note.exhibitor, account)
    note.delete()


@transaction.atomic
def offer_price(
    *,
    exhibitor: Exhibitor,
    amount_minor: int,
    currency: str,
    basis: str,
    valid_until: datetime.date | None,
    account: Account | None,
) -> StandOffer:
    """Offer an exhibitor a price for its stand, in the smallest unit of a currency."""
    if amount_minor <= 0:
        raise Refused("offer-without-amount")
    made = StandOffer.objects.create(
        exhibitor=exhibitor, amount_minor=amount_minor, currency=currency, basis=basis, valid_until=valid_until
    )
    _remember("offer", "stand-offer", exhibitor, account)
    return made


@transaction.atomic
def withdraw_offer(*, offer: StandOffer, account: Account | None) -> StandOffer:
    """Withdraw an offer; it stays to be read, struck through."""
    if offer.state == OfferState.WITHDRAWN:
        raise Refused("offer-withdrawn-already")
    offer.state = OfferState.WITHDRAWN
    offer.save()
    _remember("withdraw", "stand-offer", offer.exhibitor, account)
    return offer


def _must_be_ones_own(note: ExhibitorNote, account: Account) -> None:
    if not may_rewrite(account, note):
        raise Refused("note-of-another")


def _remember(verb: str, table: str, exhibitor: Exhibitor, account: Account | None) -> None:
    record = f"{exhibitor.fair.key}/{exhibitor.key}"[:KEY_LENGTH]
    Change.objects.create(account=account, verb=verb, table=table, record=record, values={})
