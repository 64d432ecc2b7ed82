"""What changes commitments: adding and dropping them, news with their evidence, how a report is taken."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from kirmash.agreements.actions.keeping import Upload, keep_file
from kirmash.agreements.models.asking import Judgement, Verdict
from kirmash.agreements.models.commitment import Commitment, News, Way
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWords:
    """What is said of a commitment."""

    names: Mapping[str, str]
    field: str
    owner: Party | None = None
    body: Organisation | None = None
    due_on: datetime.date | None = None
    every_months: int | None = None
    article: str = ""


@transaction.atomic
def add_commitment(*, instrument: Instrument, words: CommitmentWords, account: Account | None = None) -> Commitment:
    """Put a commitment under an instrument, after those that are there."""
    _must_be_said(words)
    last = instrument.commitments.aggregate(last=Max("position"))["last"] or 0
    made = Commitment(instrument=instrument, position=last + 1, key=new_key(Commitment, instrument.key, str(last + 1)))
    _take(made, words)
    _remember("add", made, account)
    return made


@transaction.atomic
def change_commitment(*, commitment: Commitment, words: CommitmentWords, account: Account | None = None) -> Commitment:
    """Change what is said of a commitment; its news stay."""
    _must_be_said(words)
    _take(commitment, words)
    _remember("change", commitment, account)
    return commitment


@transaction.atomic
def drop_commitment(
    *, commitment: Commitment, why: str, today: datetime.date, account: Account | None = None
) -> Commitment:
    """Drop a commitment, with the reason; it stays in the register as dropped."""
    if not why.strip():
        raise Refused("why-missing")
    if commitment.dropped_on:
        raise Refused("commitment-dropped-already")
    commitment.dropped_on, commitment.dropped_why = today, why
    commitment.save(update_fields=["dropped_on", "dropped_why"])
    _remember("drop", commitment, account, reason=why)
    return commitment


@transaction.atomic
def take_up_commitment(*, commitment: Commitment, account: Account | None = None) -> Commitment:
    """Take a commitment up again that was dropped; the history keeps why it was dropped."""
    if commitment.dropped_on is None:
        raise Refused("commitment-not-dropped")
    commitment.dropped_on, commitment.dropped_why = None, ""
    commitment.save(update_fields=["dropped_on", "dropped_why"])
    _remember("reopen", commitment, account)
    return commitment


@transaction.atomic
def write_news(
    *, commitment: Commitment, heard_on: datetime.date, is_done: bool, today: datetime.date,
    due_on: datetime.date | None = None, text: str = "", given_by: str = "", address: str = "",
    upload: Upload | None = None, way: Way = Way.OFFICE, account: Account | None = None,
) -> News:  # fmt: skip
    """Write down what was heard of a commitment; nothing that was written before is changed."""
    if heard_on > today:
        raise Refused("heard-in-future")
    if not (text or address or upload or is_done):
        raise Refused("news-are-empty")
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    last = News.objects.filter(commitment=commitment).aggregate(last=Max("number"))["last"] or 0
    made = News.objects.create(
        commitment=commitment, number=last + 1, heard_on=heard_on, is_done=is_done, due_on=due_on, text=text, way=way,
        given_by=given_by, address=address,
    )  # fmt: skip
    if upload:
        keep_file(upload=upload, news=made, account=account)
    _remember("note", commitment, account, table="news", number=made.number, is_done=is_done, way=str(way))
    return made


@transaction.atomic
def judge_report(
    *, news: News, verdict: str, today: datetime.date, why: str = "", account: Account | None = None
) -> Judgement:
    """Accept or dispute what the other side reports; the report itself and earlier judgements stay."""
    if news.way == Way.OFFICE:
        raise Refused("no-report-to-judge")
    if verdict == Verdict.DISPUTED and not why.strip():
        raise Refused("why-missing")
    News.objects.select_for_update().get(pk=news.pk)
    last = news.judgements.aggregate(last=Max("number"))["last"] or 0
    made = Judgement.objects.create(
        news=news, number=last + 1, verdict=verdict, why=why, judged_on=today, account=account
    )
    verb = "accept" if verdict == Verdict.ACCEPTED else "dispute"
    _remember(verb, news.commitment, account, table="news", number=news.number, reason=why)
    return made


def _must_be_said(words: CommitmentWords) -> None:
    if not any(words.names.values()):
        raise Refused("commitment-without-words")
    if words.every_months and not words.due_on:
        raise Refused("recurrence-without-first-day")


def _take(commitment: Commitment, words: CommitmentWords) -> None:
    for name in CommitmentWords.__dataclass_fields__:
        setattr(commitment, name, getattr(words, name))
    commitment.save()


def _remember(
    verb: str, commitment: Commitment, account: Account | None, table: str = "commitment", **values: object
) -> None:
    Change.objects.create(account=account, verb=verb, table=table, record=commitment.key[:120], values=values)
