"""How commitments stand, occurrence by occurrence, and what was heard of them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from kirmash.agreements.deadlines import Execution
from kirmash.agreements.following.occurrences import Heard, Made, Occurrence, occurrences, present
from kirmash.agreements.models.asking import Judgement, Report, Verdict
from kirmash.agreements.models.commitment import Commitment, ExecutionLabel, News, Way
from kirmash.agreements.models.evidence import Evidence
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent
from kirmash.base.texts import choose
from kirmash.registry.queries import name_of

#: Months without news after which a commitment is silent.
SILENT_AFTER = 6
#: What of news a state asks for, beside the news themselves.
OF_NEWS = ("news__judgements", "news__report__asking", "news__evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """News as an officer reads it: whose it is, how it was taken, with what evidence."""

    news: News
    report: Report | None
    judgements: Sequence[Judgement]
    evidence: Sequence[Evidence]

    @property
    def is_report(self) -> bool:
        """Whether the other side says it."""
        return self.news.way != Way.OFFICE

    @property
    def judgement(self) -> Judgement | None:
        """How it was taken, last."""
        return self.judgements[-1] if self.judgements else None

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to take it or dispute it."""
        return self.is_report and not self.judgements


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A commitment with its states: for each due day so far, and the one that counts now."""

    commitment: Commitment
    occurrences: Sequence[Occurrence]
    made_on: datetime.date | None

    @property
    def now(self) -> Occurrence:
        """The occurrence that counts now."""
        return present(self.occurrences)

    @property
    def title(self) -> str:
        """What was undertaken."""
        return choose(self.commitment.names)

    @property
    def rows(self) -> list[tuple[Occurrence, str]]:
        """The occurrences with their states in words, the latest first."""
        return [(one, state_label(one.state)) for one in reversed(self.occurrences)]

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        return state_label(self.now.state)


def state_label(state: Execution) -> str:
    """Return a state in words."""
    return str(ExecutionLabel(state).label)


def commitments() -> QuerySet[Commitment]:
    """Return commitments with all that their states and pages ask for."""
    rows = Commitment.objects.select_related("instrument__fair", "owner__place", "owner__organisation", "body")
    return rows.prefetch_related(
        "instrument__events", "instrument__parties__place__names", "instrument__parties__organisation__names",
        "body__names", "owner__place__names", "owner__organisation__names",
        Prefetch("news", News.objects.order_by("heard_on", "number")), *OF_NEWS,
    )  # fmt: skip


def counts(news: News) -> bool:
    """Say whether news count: what was written down here, and what the other side reported and was accepted."""
    judged = list(news.judgements.all())
    return judged[-1].verdict == Verdict.ACCEPTED if judged else news.way == Way.OFFICE


def has_evidence(news: News) -> bool:
    """Say whether news come with what proves them: an address, or a file that is still kept."""
    return bool(news.address) or any(one.removed_on is None for one in news.evidence.all())


def heard_of(commitment: Commitment) -> list[Heard]:
    """Return what was heard of a commitment."""
    return [
        Heard(on=one.heard_on, is_done=one.is_done, due_on=one.due_on, counts=counts(one),
              has_evidence=has_evidence(one))
        for one in commitment.news.all()
    ]  # fmt: skip


def stood(commitment: Commitment, events: Iterable[LifeEvent], today: datetime.date) -> Stood:
    """Return how a commitment of an instrument with these events stands on a day."""
    made_on = signed_on(events)
    made = Made(
        made_on=made_on,
        due_on=commitment.due_on,
        every_months=commitment.every_months,
        dropped_on=commitment.dropped_on,
    )
    found = occurrences(made, heard_of(commitment), today, SILENT_AFTER)
    return Stood(commitment=commitment, occurrences=found, made_on=made_on)


def signed_on(events: Iterable[LifeEvent]) -> datetime.date | None:
    """Return the day on which an instrument was signed, as far as it is known."""
    signed = [event for event in events if event.act == Act.SIGNED]
    return next((one.done_on or _end_of(one.year) for one in signed if one.done_on or one.year), None)


def _end_of(year: int | None) -> datetime.date | None:
    return datetime.date(year, 12, 31) if year else None


def told(commitment: Commitment) -> list[Told]:
    """Return all news of a commitment, the latest first."""
    return [
        Told(
            news=one,
            report=getattr(one, "report", None),
            judgements=list(one.judgements.all()),
            evidence=list(one.evidence.all()),
        )
        for one in sorted(commitment.news.all(), key=lambda news: (news.heard_on, news.number), reverse=True)
    ]


def instrument_name(instrument: Instrument) -> str:
    """Return the parties of an instrument, as its title."""
    sides = (party.place or party.organisation for party in instrument.parties.all())
    return " – ".join(name_of(side.names.all()) for side in sides if side)


def owner_name(commitment: Commitment) -> str:
    """Return who owes a commitment; empty where all parties do."""
    side = (commitment.owner.place or commitment.owner.organisation) if commitment.owner else None
    return name_of(side.names.all()) if side else ""
