"""The time line of an instrument on record."""

import datetime

from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.course import Duty
from kirmash.agreements.queries.register import term_of, turns_of
from kirmash.agreements.queries.timeline import TimeLine, timeline
from kirmash.base.texts import choose

YEARS_AHEAD = 3


def line_of(instrument: Instrument, today: datetime.date) -> TimeLine | None:
    """Return the time line of an instrument: its periods, deadlines and commitments, some years ahead."""
    events = list(instrument.events.all())
    duties = [
        Duty(
            name=choose(one.names), due_on=one.due_on, every_months=one.every_months,
            done=frozenset(news.due_on or one.due_on for news in one.news.all() if news.is_done),
        )
        for one in instrument.commitments.all()
        if one.due_on and not one.dropped_on
    ]  # fmt: skip
    until = today.replace(year=today.year + YEARS_AHEAD, day=1)
    return timeline(term_of(instrument, events), list(turns_of(events)), duties, today=today, until=until)
