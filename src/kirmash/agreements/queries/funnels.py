"""Funnels of a city: what became of what it signed, of what was promised, of what its companies began."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_percent
from django.utils.translation import gettext as _

from kirmash.agreements.following.funnel import Case, Funnel, Level, StageDefinition, funnel
from kirmash.agreements.models.deal import Deal, StageKind
from kirmash.agreements.models.instrument import Act, Instrument, Kind
from kirmash.agreements.queries.deals import deals_of
from kirmash.agreements.queries.execution import commitments, counts, has_evidence, signed_on
from kirmash.base.texts import locale_of
from kirmash.registry.models.place import Place

#: Of fewer than so many no share is given.
FEW = 5
PLANS = frozenset({Kind.ACTION_PLAN, Kind.ROADMAP, Kind.WORKING_GROUP_PROTOCOL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A funnel with its title, the sentence on what it does not say, and the bars of its picture."""

    key: str
    title: str
    caveat: str
    funnel: Funnel

    @property
    def levels(self) -> list[tuple[Level, str]]:
        """The stages with their shares in words; of a few a share says nothing, so none is given."""
        return [
            (level, format_percent(Decimal(level.per_mille) / 1000, format="#,##0.# %", locale=locale_of())
             if level.per_mille is not None and self.funnel.total >= FEW else "")
            for level in self.funnel.levels
        ]  # fmt: skip

    @property
    def bars(self) -> list[tuple[str, int, str, int, int]]:
        """The bars: label, width, value, and where each stands."""
        total = self.funnel.total
        lines = [(self.funnel.denominator, total, ""), *(
            (level.stage.label, level.count, f" ({rate})" if rate else "") for level, rate in self.levels
        )]  # fmt: skip
        widest = max(total, 1)
        return [
            (label, max(2, round(250 * count / widest)), f"{count}{rate}", 14 + 44 * place, 20 + 44 * place)
            for place, (label, count, rate) in enumerate(lines)
        ]

    @property
    def height(self) -> int:
        """The height of the picture."""
        return 44 * (len(self.funnel.levels) + 1) + 6


def funnels_of(place: Place, cut_off: datetime.date, *, first: str, since: datetime.date | None) -> list[Shown]:
    """Return the funnels of a city until a day; ``first`` says whether a contract or a delivery comes first."""
    span = _("since %(day)s") % {"day": since.isoformat()} if since else _("at any time")
    return [
        _of_instruments(place, cut_off, first, (since, span)),
        _of_commitments(place, cut_off, (since, span)),
        _of_deals(place, cut_off, (since, span)),
    ]


Since = tuple[datetime.date | None, str]


def _of_instruments(place: Place, cut_off: datetime.date, first: str, since: Since) -> Shown:
    rows = Instrument.objects.filter(parties__place=place, parent=None).distinct().prefetch_related(
        "events", "children__events", "deals__stages"
    )  # fmt: skip
    firsts = {"contract": (StageKind.CONTRACT, StageKind.DELIVERY), "delivery": (StageKind.DELIVERY,)}[first]
    words = {
        "contract": _("a deal in its field reached a contract or a delivery, as a side says"),
        "delivery": _("a deal in its field reached a first delivery, as a side says"),
    }
    labels = {"contract": _("first contract"), "delivery": _("first delivery")}
    stages = [
        StageDefinition(key="plan", label=_("plan"), definition=_(
            "an action plan, a roadmap or a working-group protocol under it was signed")),
        StageDefinition(key="first", label=labels[first], definition=words[first]),
        StageDefinition(key="repeated", label=_("repeated"), definition=_(
            "a deal in its field reached a repeated delivery, as a side says")),
    ]  # fmt: skip
    cases = [
        Case(
            key=row.key, entered_on=signed_on(row.events.all()),
            reached={
                "plan": _first(signed_on(child.events.all()) for child in row.children.all() if child.kind in PLANS),
                "first": _stage_day(row.deals.all(), (*firsts, StageKind.REPEATED)),
                "repeated": _stage_day(row.deals.all(), (StageKind.REPEATED,)),
            },
        )
        for row in rows if any(event.act == Act.SIGNED for event in row.events.all())
    ]  # fmt: skip
    said = _("agreements signed %(span)s") % {"span": since[1]}
    return Shown(
        key="agreements", title=_("From signature to trade"),
        caveat=_("Deals stand in the field of an agreement; nobody says that it brought them about."),
        funnel=funnel(_since(cases, since[0]), stages, denominator=said, cut_off=cut_off),
    )  # fmt: skip


def _of_commitments(place: Place, cut_off: datetime.date, since: Since) -> Shown:
    rows = commitments().filter(instrument__parties__place=place).distinct()
    stages = [
        StageDefinition(key="reported", label=_("reported as done"), definition=_(
            "somebody says that it was done at least once, the other side included")),
        StageDefinition(key="accepted", label=_("done"), definition=_(
            "the department wrote down that it was done at least once, or accepted a report of it")),
        StageDefinition(key="evidenced", label=_("evidenced"), definition=_(
            "and an address or a file is kept that proves it")),
    ]  # fmt: skip
    cases = []
    for row in rows:
        done = [one for one in row.news.all() if one.is_done]
        taken = [one for one in done if counts(one)]
        reached = {
            "reported": _first(one.heard_on for one in done),
            "accepted": _first(one.heard_on for one in taken),
            "evidenced": _first(one.heard_on for one in taken if has_evidence(one)),
        }
        cases.append(Case(key=row.key, entered_on=signed_on(row.instrument.events.all()), reached=reached))
    said = _("commitments of agreements signed %(span)s") % {"span": since[1]}
    return Shown(
        key="commitments", title=_("From promise to proof"),
        caveat=_("A commitment that recurs counts once."),
        funnel=funnel(_since(cases, since[0]), stages, denominator=said, cut_off=cut_off),
    )  # fmt: skip


def _of_deals(place: Place, cut_off: datetime.date, since: Since) -> Shown:
    words = {
        StageKind.OFFER: _("a side says that an offer was made"),
        StageKind.CONTRACT: _("a side says that a contract was concluded"),
        StageKind.DELIVERY: _("a side says that something was delivered"),
        StageKind.REPEATED: _("a side says that it was delivered again"),
    }
    stages = [StageDefinition(key=kind.value, label=str(kind.label), definition=said) for kind, said in words.items()]
    cases = []
    for row in deals_of(place).distinct():
        days: Mapping[str, datetime.date | None] = {kind.value: _stage_day([row], (kind,)) for kind in words}
        first = _first(stage.reached_on for stage in row.stages.all())
        cases.append(Case(key=row.key, entered_on=first, reached=days))
    said = _("deals with a first contact %(span)s") % {"span": since[1]}
    return Shown(
        key="deals", title=_("From contact to trade"),
        caveat=_("Companies say it themselves, and need not; what nobody says is not counted."),
        funnel=funnel(_since(cases, since[0]), stages, denominator=said, cut_off=cut_off),
    )  # fmt: skip


def _since(cases: Iterable[Case], since: datetime.date | None) -> list[Case]:
    return [case for case in cases if since is None or case.entered_on is None or case.entered_on >= since]


def _first(days: Iterable[datetime.date | None]) -> datetime.date | None:
    return min((day for day in days if day), default=None)


def _stage_day(rows: Iterable[Deal], kinds: Sequence[str]) -> datetime.date | None:
    return _first(stage.reached_on for row in rows for stage in row.stages.all() if stage.kind in kinds)
