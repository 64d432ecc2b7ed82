"""Taking files in as evidence, and taking one out again."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from kirmash.agreements.evidence.kinds import NotTaken, examine, safe_name
from kirmash.agreements.evidence.shelf import put, throw_away
from kirmash.agreements.models.chain import MeetingWord
from kirmash.agreements.models.commitment import News
from kirmash.agreements.models.deal import Stage
from kirmash.agreements.models.evidence import Evidence
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody hands it in."""

    name: str
    data: bytes


@transaction.atomic
def keep_file(
    *, upload: Upload, news: News | None = None, stage: Stage | None = None, word: MeetingWord | None = None,
    account: Account | None = None,
) -> Evidence:  # fmt: skip
    """Keep a file as evidence of one thing, known by its hash; refuse what is none, or may do harm."""
    try:
        media = examine(upload.data)
    except NotTaken as wrong:
        raise Refused(wrong.code) from None
    made = Evidence.objects.create(
        news=news, stage=stage, word=word, name=safe_name(upload.name, media), media=media, size=len(upload.data),
        sha256=put(upload.data), account=account,
    )  # fmt: skip
    Change.objects.create(
        account=account, verb="keep", table="evidence", record=str(made.pk), values={"sha256": made.sha256}
    )
    return made


@transaction.atomic
def remove_file(*, evidence: Evidence, why: str, today: datetime.date, account: Account | None = None) -> Evidence:
    """Take a file out, with the reason; that it was there, and its hash, stay on record."""
    if not why.strip():
        raise Refused("why-missing")
    if evidence.removed_on:
        raise Refused("evidence-removed-already")
    evidence.removed_on, evidence.removed_why, evidence.name = today, why, "–"
    evidence.save(update_fields=["removed_on", "removed_why", "name"])
    if not Evidence.objects.filter(sha256=evidence.sha256, removed_on=None).exists():
        transaction.on_commit(lambda: throw_away(evidence.sha256))
    Change.objects.create(
        account=account, verb="remove", table="evidence", record=str(evidence.pk), values={"reason": why}
    )
    return evidence
