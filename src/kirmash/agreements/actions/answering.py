"""Taking in the other side's hand: from the pages of its link, and from a table that came back."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from kirmash.agreements.actions.asking import Answer, note_refused_rows, take_answers
from kirmash.agreements.actions.dealing import StageWords, reach_stage
from kirmash.agreements.models.asking import Asking
from kirmash.agreements.models.commitment import Commitment, News, Way
from kirmash.agreements.models.deal import Deal
from kirmash.agreements.tables.reading import Given, RowRefused, read_answers, read_row
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.sheets.lines import TableRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a table brought: answers that are new, such as were known, rows that were refused."""

    new: int
    known: int
    refused: Sequence[Mapping[str, str]]


@transaction.atomic
def take_hand(
    *, asking: Asking, answers: Iterable[Answer], stages: Iterable[tuple[Deal, StageWords]], given_by: str,
    today: datetime.date,
) -> list[News]:  # fmt: skip
    """Take in what was said on the pages of a link, all of it or nothing."""
    made = take_answers(asking=asking, answers=answers, way=Way.LINK, given_by=given_by, today=today)
    asked = set(asking.deals.values_list("pk", flat=True))
    for deal, words in stages:
        if deal.pk not in asked:
            raise Refused("not-asked-for")
        reach_stage(deal=deal, words=replace(words, given_by=given_by), today=today, way=Way.LINK)
    return made


@transaction.atomic
def take_table(
    *, asking: Asking, data: bytes, given_by: str, today: datetime.date, account: Account | None = None
) -> Taken:
    """Take in a table that came back; rows that are not clear are refused and kept, with the reason."""
    try:
        rows = read_answers(data)
    except TableRefused as wrong:
        said = "; ".join(fault.sentence for fault in wrong.faults)
        raise Refused("table-unreadable", why=said) from None
    known = {one.key: one for one in asking.commitments.all()}
    answers: list[Answer] = []
    refused: list[Mapping[str, str]] = []
    for row in rows:
        try:
            given = read_row(row, today)
            if given:
                answers.append(_answer(given, known))
        except RowRefused as wrong:
            refused.append({"row": str(row.number), "text": " | ".join(filter(None, row.cells)), "why": str(wrong)})
    who = given_by or asking.contact or _("not named")
    made = take_answers(asking=asking, answers=answers, way=Way.TABLE, given_by=who, today=today, account=account)
    note_refused_rows(asking=asking, rows=refused)
    return Taken(new=len(made), known=len(answers) - len(made), refused=refused)


def _answer(given: Given, known: Mapping[str, Commitment]) -> Answer:
    if given.key not in known:
        raise RowRefused(_("is about a commitment that this request does not ask about"))
    return Answer(
        commitment=known[given.key], progress=given.progress, on=given.on, due_on=given.due_on, text=given.text,
        address=given.address,
    )  # fmt: skip
