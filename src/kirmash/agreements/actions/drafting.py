"""A text from the library of clauses, with the deadlines that its clauses mean."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from kirmash.agreements.actions.filing import StepWords, set_route, write_text
from kirmash.agreements.library import Chosen, Route, article_of, begins_on_of, promises_of, term_of
from kirmash.agreements.models.commitment import Commitment
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.route import Step
from kirmash.agreements.models.term import Beginning, Term
from kirmash.agreements.models.text import TextVersion
from kirmash.base.models import Account
from kirmash.base.texts import choose as in_language
from kirmash.record.actions.keys import new_key


@transaction.atomic
def draft_text(
    *,
    instrument: Instrument,
    content: Mapping[str, Any],
    clauses: Sequence[Chosen],
    signed_on: datetime.date,
    account: Account | None = None,
) -> TextVersion:  # Any: JSON
    """Keep a draft as the next version of the text, with its term and the commitments that fall due on days.

    Deadlines of an earlier draft are replaced; a commitment of which there is news stays.
    """
    made = write_text(instrument=instrument, content=content, note="", account=account)
    _set_term(instrument, clauses, signed_on)
    instrument.commitments.filter(news=None).exclude(article="").delete()
    taken = set(instrument.commitments.values_list("article", flat=True))
    begins_on = begins_on_of(clauses, signed_on=signed_on) or signed_on
    for number, promise in enumerate(promises_of(clauses, begins_on), start=1):
        if str(promise.article) not in taken:
            Commitment.objects.create(
                key=new_key(Commitment, instrument.key, promise.clause), instrument=instrument, position=number,
                names=dict(promise.names), field=promise.field, due_on=promise.due_on,
                every_months=promise.every_months, article=str(promise.article),
            )  # fmt: skip
    return made


@transaction.atomic
def take_route(
    *, instrument: Instrument, route: Route, own: Party, lead_days: Sequence[int], account: Account | None = None
) -> list[Step]:
    """Give an instrument the steps of a way of approval, with the days as somebody set them."""
    others = [party for party in instrument.parties.all() if party.pk != own.pk]
    steps = [
        StepWords(
            kind=step.kind, lead_days=days, party=own if step.is_own else others[0] if len(others) == 1 else None,
            office=in_language(dict(step.offices)), is_of_text=step.is_of_text, must=step.must,
        )
        for step, days in zip(route.steps, lead_days, strict=True)
    ]  # fmt: skip
    return set_route(instrument=instrument, steps=steps, account=account)


def _set_term(instrument: Instrument, clauses: Sequence[Chosen], signed_on: datetime.date) -> None:
    term = term_of(clauses, signed_on=signed_on)
    entry = next((one for one in clauses if one.clause.key == "entry"), None)
    source = entry.text("from") if entry else "signature"
    begins = {"day": Beginning.DAY, "notices": Beginning.IN_FORCE}.get(source, Beginning.SIGNATURE)
    Term.objects.update_or_create(
        instrument=instrument,
        defaults={
            "begins": begins, "begins_on": term.begins_on if begins == Beginning.DAY else None, "months": term.months,
            "ends_on": None, "renewal": term.renewal, "renewal_months": term.renewal_months,
            "notice_months": term.notice_months, "notice_days": term.notice_days,
            "termination_days": term.termination_days, "article": str(article_of(clauses, "term") or ""),
        },
    )  # fmt: skip
