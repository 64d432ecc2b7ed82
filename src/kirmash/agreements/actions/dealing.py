"""What changes deals, links of the chain, and words on meetings."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from kirmash.agreements.actions.keeping import Upload, keep_file
from kirmash.agreements.models.chain import ChainLink, MeetingWord
from kirmash.agreements.models.commitment import Way
from kirmash.agreements.models.deal import Deal, Stage
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.chain import OF_AGREEMENTS
from kirmash.base.errors import Refused
from kirmash.base.models import KEY_LENGTH, Account, Change
from kirmash.protocol.models import Engagement
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class DealWords:
    """What is said of a deal: its sides, what is traded, in the field of which instrument."""

    first: Organisation
    second: Organisation | None
    place: Place | None
    names: Mapping[str, str]
    field_of: Instrument | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """What is said of a stage; the value is a range in hundredths of one currency."""

    kind: str
    reached_on: datetime.date
    text: str = ""
    least_minor: int | None = None
    most_minor: int | None = None
    currency: str = ""
    given_by: str = ""
    address: str = ""
    upload: Upload | None = None


@transaction.atomic
def begin_deal(*, words: DealWords, account: Account | None = None) -> Deal:
    """Put two sides on record that trade, or try to."""
    if words.first == words.second or bool(words.second) == bool(words.place):
        raise Refused("deal-needs-two-sides")
    other = words.second or words.place
    made = Deal.objects.create(
        key=new_key(Deal, words.first.key[:38], other.key[:38] if other else ""),
        first=words.first, second=words.second, place=words.place, names=dict(words.names), field_of=words.field_of,
    )  # fmt: skip
    _remember("begin", made, account)
    return made


@transaction.atomic
def reach_stage(
    *, deal: Deal, words: StageWords, today: datetime.date, way: Way = Way.OFFICE, account: Account | None = None
) -> Stage:
    """Note that a deal reached a stage; what was noted before stays."""
    if words.reached_on > today:
        raise Refused("heard-in-future")
    Deal.objects.select_for_update().get(pk=deal.pk)
    last = Stage.objects.filter(deal=deal).aggregate(last=Max("number"))["last"] or 0
    made = Stage.objects.create(
        deal=deal, number=last + 1, kind=words.kind, reached_on=words.reached_on, text=words.text,
        least_minor=words.least_minor, most_minor=words.most_minor, currency=words.currency, way=way,
        given_by=words.given_by, address=words.address, account=account,
    )  # fmt: skip
    if words.upload:
        keep_file(upload=words.upload, stage=made, account=account)
    _remember("reach", deal, account, stage=words.kind, way=str(way))
    return made


@transaction.atomic
def give_deal_up(*, deal: Deal, why: str, today: datetime.date, account: Account | None = None) -> Deal:
    """Note that nothing more comes of a deal; it stays on record."""
    if not why.strip():
        raise Refused("why-missing")
    if deal.given_up_on:
        raise Refused("deal-given-up-already")
    deal.given_up_on, deal.given_up_why = today, why
    deal.save(update_fields=["given_up_on", "given_up_why"])
    _remember("drop", deal, account, reason=why)
    return deal


@transaction.atomic
def state_link(
    *, source: str, target: str, stated_by: str, today: datetime.date, note: str = "", account: Account | None = None
) -> ChainLink:
    """State that one thing led to another; callers see to it that both are there and may be seen."""
    if source == target:
        raise Refused("link-to-itself")
    if not may_be_linked(source, target):
        raise Refused("deal-is-no-effect")
    if ChainLink.objects.filter(source=source, target=target, withdrawn_on=None).exists():
        raise Refused("link-stands-already")
    made = ChainLink.objects.create(
        source=source, target=target, stated_on=today, stated_by=stated_by, note=note, account=account
    )
    Change.objects.create(account=account, verb="state", table="link", record=str(made.pk))
    return made


def may_be_linked(source: str, target: str) -> bool:
    """Say whether one thing may be said to have led to another: never an agreement to a deal, or the other way."""
    kinds = {source.partition(":")[0], target.partition(":")[0]}
    return not ("deal" in kinds and kinds & OF_AGREEMENTS)


@transaction.atomic
def withdraw_link(*, link: ChainLink, why: str, today: datetime.date, account: Account | None = None) -> ChainLink:
    """Withdraw a link, with the reason; the row stays."""
    if not why.strip():
        raise Refused("why-missing")
    if link.withdrawn_on:
        raise Refused("link-withdrawn-already")
    link.withdrawn_on, link.withdrawn_why = today, why
    link.save(update_fields=["withdrawn_on", "withdrawn_why"])
    Change.objects.create(account=account, verb="withdraw", table="link", record=str(link.pk))
    return link


@transaction.atomic
def say_of_meeting(
    *, engagement: Engagement, side: str, was_held: bool, said_on: datetime.date, said_by: str, today: datetime.date,
    text: str = "", upload: Upload | None = None, account: Account | None = None,
) -> MeetingWord:  # fmt: skip
    """Note what one side says of a meeting; an earlier word of the same side stays, the later one counts."""
    if said_on > today:
        raise Refused("heard-in-future")
    if engagement.begins_at.date() > today:
        raise Refused("meeting-still-to-come")
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    last = MeetingWord.objects.filter(engagement=engagement).aggregate(last=Max("number"))["last"] or 0
    made = MeetingWord.objects.create(
        engagement=engagement, number=last + 1, side=side, was_held=was_held, said_on=said_on, said_by=said_by,
        text=text, account=account,
    )  # fmt: skip
    if upload:
        keep_file(upload=upload, word=made, account=account)
    delegation = engagement.delegation
    record = f"{delegation.fair.key}/{delegation.key}"[:KEY_LENGTH]
    Change.objects.create(
        account=account, verb="change", table="engagement", record=record, values={"fields": ["words"]}
    )
    return made


def _remember(verb: str, deal: Deal, account: Account | None, **values: object) -> None:
    Change.objects.create(account=account, verb=verb, table="deal", record=deal.key, values=values)
