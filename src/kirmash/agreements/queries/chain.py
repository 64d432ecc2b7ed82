"""The chain: what led to a thing, and to what it led; as stated by link rows, and as the record itself says.

A kind of thing enters the chain with one entry in ``KINDS``: how its rows are loaded, and who may see which.
Kinds of later chapters (a match, an outcome of a meeting) are added there.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.agreements.models.chain import ChainLink
from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.deal import Deal
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.deals import deal_title, deals_seen_by
from kirmash.agreements.queries.execution import instrument_name, signed_on
from kirmash.agreements.queries.meetings import holding_of
from kirmash.agreements.rights import READ_AGREEMENTS, SEE_DEALS, SEE_EXECUTION, words_of, words_of_deal
from kirmash.base.access import may
from kirmash.base.models import Account
from kirmash.base.texts import choose
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Engagement
from kirmash.protocol.queries.naming import title_of_engagement
from kirmash.protocol.rights import sees, takes_part
from kirmash.record.models import Claim
from kirmash.record.queries import show
from kirmash.record.rights import READ_RECORD

#: So many steps are walked in each direction, and so many things are shown.
DEEPEST, MOST = 6, 60
#: What is never said to have led to a deal, nor a deal to it.
OF_AGREEMENTS = frozenset({"instrument", "commitment", "news"})
#: So many of each kind are offered to be linked.
MOST_OFFERED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something in the chain, as a reader may see it."""

    word: str
    kind: str
    title: str
    url: str
    on: datetime.date | None = None
    stands: str = ""
    #: What the record itself says led to it, and to what it led.
    before: Sequence[str] = ()
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A thing with the link by which it was reached; without one the record itself says so."""

    thing: Thing
    link: ChainLink | None
    depth: int


@dataclass(slots=True, kw_only=True)
class Chain:
    """What led to a thing, and to what it led, each in the order of its days."""

    word: str
    before: list[Step] = field(default_factory=list)
    after: list[Step] = field(default_factory=list)
    #: Whether something was left out because there was too much of it.
    is_cut: bool = False


Load = Callable[[object, Sequence[str]], Iterator[Thing]]


def _instruments(person: object, keys: Sequence[str]) -> Iterator[Thing]:
    rows = Instrument.objects.filter(key__in=keys).select_related("parent", "fair").prefetch_related(
        "parties__place__names", "parties__organisation__names", "events", "commitments", "children",
    )  # fmt: skip
    for row in rows:
        if not may(person, READ_AGREEMENTS, words_of(row)):
            continue
        made = [f"commitment:{one.key}" for one in row.commitments.all()]
        yield Thing(
            word=f"instrument:{row.key}", kind=row.get_kind_display(), title=instrument_name(row),
            url=reverse("agreement", args=[row.key]), on=signed_on(row.events.all()),
            before=[f"instrument:{row.parent.key}"] if row.parent else [],
            after=[*made, *(f"instrument:{one.key}" for one in row.children.all())],
        )  # fmt: skip


def _commitments(person: object, keys: Sequence[str]) -> Iterator[Thing]:
    rows = Commitment.objects.filter(key__in=keys).select_related("instrument__fair").prefetch_related(
        "news", "instrument__parties__place", "instrument__parties__organisation", "instrument__events",
    )  # fmt: skip
    for row in rows:
        if may(person, SEE_EXECUTION, words_of(row.instrument)):
            yield Thing(
                word=f"commitment:{row.key}", kind=_("commitment"), title=choose(row.names),
                url=reverse("commitment", args=[row.key]), on=signed_on(row.instrument.events.all()),
                before=[f"instrument:{row.instrument.key}"],
                after=[f"news:{row.key}/{one.number}" for one in row.news.all()],
            )  # fmt: skip


def _news(person: object, keys: Sequence[str]) -> Iterator[Thing]:
    wanted = Q(pk__in=[])
    for key in keys:
        owner, _stroke, number = key.rpartition("/")
        if number.isdecimal() and len(number) < 6:
            wanted |= Q(commitment__key=owner, number=int(number))
    rows = News.objects.filter(wanted).select_related("commitment__instrument__fair").prefetch_related(
        "evidence", "commitment__instrument__parties__place", "commitment__instrument__parties__organisation",
    )  # fmt: skip
    for row in rows:
        if may(person, SEE_EXECUTION, words_of(row.commitment.instrument)):
            proofs = sum(one.removed_on is None for one in row.evidence.all()) + bool(row.address)
            yield Thing(
                word=f"news:{row.commitment.key}/{row.number}", kind=_("evidence") if proofs else _("news"),
                title=row.text or choose(row.commitment.names), stands=_("done") if row.is_done else "",
                url=f"{reverse('commitment', args=[row.commitment.key])}#news-{row.number}", on=row.heard_on,
                before=[f"commitment:{row.commitment.key}"],
            )  # fmt: skip


def _deals(person: object, keys: Sequence[str]) -> Iterator[Thing]:
    rows = (
        Deal.objects.filter(key__in=keys)
        .select_related("first__place", "second__place", "place")
        .prefetch_related("first__names", "second__names", "place__names", "stages")
    )
    for row in rows:
        if may(person, SEE_DEALS, words_of_deal(row)):
            stages = list(row.stages.all())
            yield Thing(
                word=f"deal:{row.key}", kind=_("deal"), title=deal_title(row), url=reverse("deal", args=[row.key]),
                on=stages[0].reached_on if stages else None, stands=stages[-1].get_kind_display() if stages else "",
            )  # fmt: skip


def _meetings(person: object, keys: Sequence[str]) -> Iterator[Thing]:
    """Yield meetings of which the reader knows at all: a programme is confidential."""
    wanted = Q(pk__in=[])
    for key in keys:
        parts = key.split("/")
        if len(parts) == 3:
            wanted |= Q(delegation__fair__key=parts[0], delegation__key=parts[1], key=parts[2])
    rows = Engagement.objects.filter(wanted).select_related(
        "delegation__fair", "delegation__place", "with_delegation__fair"
    ).prefetch_related("words__evidence")  # fmt: skip
    for row in rows:
        if sees(person, row):
            where, is_own = [row.delegation.fair.key, row.delegation.key, row.key], takes_part(person, row)
            yield Thing(
                word=f"engagement:{'/'.join(where)}", kind=_("meeting"), title=title_of_engagement(row),
                url=reverse("meeting" if is_own else "delegation", args=where if is_own else where[:2]),
                stands=holding_of(row).label if is_own else "",
                on=row.begins_at.astimezone(zone_of(row.delegation.fair)).date(),
            )  # fmt: skip


def _claims(person: object, keys: Sequence[str]) -> Iterator[Thing]:
    if not may(person, READ_RECORD):
        return
    for shown in show(Claim.objects.filter(key__in=keys, is_withdrawn=False)):
        yield Thing(
            word=f"claim:{shown.claim.key}", kind=_("claim"), title=f"{shown.subject}: {shown.about} {shown.value}",
            url=reverse("claim", args=[shown.claim.key]), on=shown.claim.as_of,
        )  # fmt: skip


#: The kinds of things in the chain, in the order in which one leads to the next.
KINDS: Mapping[str, tuple[object, Load]] = {
    "engagement": (gettext_lazy("meeting"), _meetings),
    "instrument": (gettext_lazy("agreement"), _instruments),
    "commitment": (gettext_lazy("commitment"), _commitments),
    "news": (gettext_lazy("evidence"), _news),
    "deal": (gettext_lazy("deal"), _deals),
    "claim": (gettext_lazy("claim"), _claims),
}


def things(person: object, words: Iterable[str]) -> dict[str, Thing]:
    """Return the things behind words that a person may see; as many queries as there are kinds."""
    keys: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        kind, colon, key = word.partition(":")
        if colon and kind in KINDS:
            keys.setdefault(kind, []).append(key)
    return {thing.word: thing for kind, found in keys.items() for thing in KINDS[kind][1](person, found)}


def chain_of(person: object, word: str) -> Chain:
    """Return what led to a thing and to what it led, as far as a person may see it.

    What a person may not see ends the way there: nothing behind it is shown either.
    """
    chain = Chain(word=word)
    chain.before, cut_before = _walk(person, word, is_back=True)
    chain.after, cut_after = _walk(person, word, is_back=False)
    chain.is_cut = cut_before or cut_after
    return chain


def _walk(person: object, word: str, *, is_back: bool) -> tuple[list[Step], bool]:
    seen, steps = {word}, list[Step]()
    level = list(things(person, [word]).values())
    for depth in range(1, DEEPEST + 1):
        ways = _ways([thing.word for thing in level], level, is_back=is_back)
        fresh = {to: link for to, link in ways if to not in seen}
        if not fresh:
            break
        seen |= set(fresh)
        level = list(things(person, fresh).values())
        steps += [Step(thing=thing, link=fresh[thing.word], depth=depth) for thing in level]
        if len(steps) > MOST:
            break
    sign = -1 if is_back else 1  # what came first stands first, also where the days are alike
    ordered = sorted(steps, key=lambda one: (one.thing.on or datetime.date.max, sign * one.depth, one.thing.word))
    return ordered[:MOST], len(ordered) > MOST


def _ways(words: Sequence[str], level: Iterable[Thing], *, is_back: bool) -> list[tuple[str, ChainLink | None]]:
    """Return where the links lead, and where the record itself leads; of both the stated link is kept."""
    found: list[tuple[str, ChainLink | None]] = [
        (to, None) for thing in level for to in (thing.before if is_back else thing.after)
    ]
    side, other = ("target", "source") if is_back else ("source", "target")
    rows = ChainLink.objects.filter(**{f"{side}__in": words}, withdrawn_on=None).order_by("pk")
    return [*found, *((getattr(row, other), row) for row in rows)]


def linkable(person: object, here: Thing) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a thing may be linked with, by kind: what a person may see, of the same cities or companies first.

    Of each kind the latest are offered; a meeting only to those who know of it.
    """
    offered: list[tuple[str, list[tuple[str, str]]]] = []
    of = here.word.partition(":")[0]
    for kind, words in _candidates(person).items():
        if (of == "deal" and kind in OF_AGREEMENTS) or (of in OF_AGREEMENTS and kind == "deal"):
            continue
        found = [one for one in things(person, words).values() if one.word != here.word]
        rows = [(one.word, f"{one.title[:90]}{f' ({one.on})' if one.on else ''}") for one in found]
        if rows:
            offered.append((str(KINDS[kind][0]), rows))
    return offered


def _candidates(person: object) -> dict[str, list[str]]:
    """Return the words of what may be offered; whether the person may see it is asked afterwards."""
    instruments = Instrument.objects.order_by("-pk")
    commitments = Commitment.objects.order_by("-pk")
    places = [
        subject.partition(":")[2] for _role, subject in (person.held if isinstance(person, Account) else ())
        if subject.startswith("place:")
    ]  # fmt: skip
    if places:
        instruments = instruments.filter(parties__place__key__in=places).distinct()
        commitments = commitments.filter(instrument__parties__place__key__in=places).distinct()
    engagements = Engagement.objects.order_by("-begins_at").values_list(
        "delegation__fair__key", "delegation__key", "key"
    )
    return {
        "engagement": [f"engagement:{'/'.join(keys)}" for keys in engagements[:MOST_OFFERED]],
        "instrument": [f"instrument:{key}" for key in instruments.values_list("key", flat=True)[:MOST_OFFERED]],
        "commitment": [f"commitment:{key}" for key in commitments.values_list("key", flat=True)[:MOST_OFFERED]],
        "deal": [f"deal:{key}" for key in deals_seen_by(person).values_list("key", flat=True)[:MOST_OFFERED]],
    }
