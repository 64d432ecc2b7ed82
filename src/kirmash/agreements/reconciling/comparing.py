"""Registers beside each other: for each pair of places what each says, and how that stands together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.reconciling.naming import NEW, Candidate, Gazetteer, Match, exact_form
from kirmash.agreements.reconciling.tie import End, Register, Scope, Tie

Pair = tuple[int, int]
#: What is heard of an end: it is stated, it is not although somebody speaks for it, or nobody speaks for it.
Voice: TypeAlias = "bool | None"
_Found = tuple[Candidate | None, tuple[Candidate, ...]]
#: Which row of which register a person took for which place: the register's number, from 1, and the row.
Chosen = Mapping[tuple[int, int], End]


class State(TextChoices):
    """How a pair stands in the registers together; the first that fits, in this order."""

    AMBIGUOUS = "ambiguous", _("name not certain")
    MISSING_FROM_OURS = "missing-ours", _("missing from ours")
    MISSING_FROM_THEIRS = "missing-theirs", _("missing from theirs")
    ONE_SIDED = "one-sided", _("one-sided")
    OTHER_KIND = "other-kind", _("of another kind")
    OTHER_DATE = "other-date", _("with another date")
    IN_BOTH = "in-both", _("in both lists")
    RECIPROCAL = "reciprocal", _("confirmed from both ends")
    UNTOLD = "untold", _("not spoken of")


class Difference(TextChoices):
    """What differs besides, or explains how a pair stands."""

    KIND = "kind", _("another kind")
    EARLIER_KIND = "earlier-kind", _("an earlier step of ours")
    DATE = "date", _("another date")
    TWICE = "twice", _("stands there more than once")
    OUR_END_SILENT = "our-end-silent", _("our end does not state it there")
    THEIR_END_SILENT = "their-end-silent", _("their end does not state it")
    THEIR_END_STATES = "their-end-states", _("their end states it")
    DOUBTFUL = "doubtful", _("may be a line whose name is not certain")
    ABSENT = "absent", _("not in each of the registers that speak of it")


#: Differences that a state says already.
_SAID = {State.OTHER_KIND: {Difference.KIND}, State.OTHER_DATE: {Difference.DATE}}


def besides(state: str, differences: Iterable[str]) -> list[str]:
    """Return in words what differs beside what the state says."""
    said = _SAID.get(State(state), set())
    return [str(Difference(word).label) for word in differences if word not in said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one register says of a pair, seen from the first place; ``covers``: its silence would count."""

    register: Register
    ties: tuple[Tie, ...] = ()
    covers: bool = False
    first_says: Voice = None
    second_says: Voice = None
    match: Match | None = None

    @property
    def is_there(self) -> bool:
        """Whether the register has the pair."""
        return bool(self.ties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A pair of places with what each register says; of an uncertain name the places that may be meant."""

    first: End
    second: End
    state: State
    ours: Said
    theirs: tuple[Said, ...]
    differences: tuple[Difference, ...] = ()
    candidates: tuple[tuple[End, Match], ...] = ()
    first_says: Voice = None
    second_says: Voice = None

    @property
    def match(self) -> Match | None:
        """Why the names are taken for one place."""
        return next((said.match for said in self.theirs if said.match not in {None, NEW}), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The ties of one place in one register: all, stated from both ends, by the place only, by others only."""

    links: int = 0
    both_ends: int = 0
    own_end_only: int = 0
    other_end_only: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The findings, in the order of their states and names, and how many lines of theirs are not about our place."""

    findings: tuple[Finding, ...]
    beside: int = 0

    def count(self, state: State) -> int:
        """Return the number of findings in a state."""
        return sum(finding.state == state for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A tie with an end whose name is not certain: the places that may be meant, and the other end's place."""

    tie: Tie
    end: End
    candidates: tuple[Candidate, ...]
    others: tuple[int, ...]
    centre: int | None

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs that may be meant, as findings turn them."""
        for candidate, other in product((each.place for each in self.candidates), self.others):
            pair = (min(candidate, other), max(candidate, other))
            yield (pair[1], pair[0]) if pair[1] == self.centre else pair


@dataclass(slots=True)
class _Read:
    """The ties of a register by pair, with the match of the second place, and those whose names are not certain."""

    register: Register
    pairs: dict[Pair, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    matches: dict[Pair, Match] = field(default_factory=dict)
    uncertain: list[_Doubt] = field(default_factory=list)
    beside: int = 0
    of: int | None = None


def tally(register: Register, place: End) -> Tally:
    """Count the ties of a place in an export that speaks for both ends; the place is found by its id or its name."""
    counts = {"links": 0, "both_ends": 0, "own_end_only": 0, "other_end_only": 0}
    for tie in register.ties:
        sides = [is_same(end, place) for end in (tie.a, tie.b)]
        if any(sides):
            own, other = (tie.a_says, tie.b_says) if sides[0] else (tie.b_says, tie.a_says)
            counts["links"] += 1
            counts["both_ends"] += bool(own and other)
            counts["own_end_only"] += bool(own and not other)
            counts["other_end_only"] += bool(other and not own)
    return Tally(**counts)


def is_same(end: End, place: End) -> bool:
    """Say whether an id, or where one of the two has none a name letter by letter, shows the same place."""
    pairs = ((end.key, place.key), (end.wikidata, place.wikidata), (end.geonames, place.geonames))
    known = [first == second for first, second in pairs if first and second]
    if known:
        return any(known)
    return bool({exact_form(name.text) for name in end.names} & {exact_form(name.text) for name in place.names})


def reconcile(
    ours: Register,
    *theirs: Register,
    gazetteer: Gazetteer | None = None,
    about: End | None = None,
    chosen: Chosen | None = None,
) -> Comparison:
    """Compare a register with others; ``about`` one place, or whole, and with what a person chose for a row."""
    known = gazetteer or Gazetteer()
    centre = _number(known, about) if about else None
    own = _read(ours, known, centre, {}, 0)
    others = [_read(register, known, centre, chosen or {}, number) for number, register in enumerate(theirs, 1)]
    pairs = dict.fromkeys(pair for read in (own, *others) for pair in read.pairs)
    doubtful = {pair for read in others for doubt in read.uncertain for pair in doubt.pairs()}
    findings = [_finding(pair, own, others, known, is_doubtful=pair in doubtful) for pair in pairs]
    findings += [each for read in (own, *others) for each in _uncertain(read, own, others, known, centre)]
    order = list(State)
    findings.sort(key=lambda each: (order.index(each.state), each.second.label.casefold(), each.first.label.casefold()))
    return Comparison(findings=tuple(findings), beside=sum(read.beside for read in others))


def _number(known: Gazetteer, place: End) -> int:
    found = known.same(place) or ((only.place, only.match) if (only := known.find(place)[0]) else None)
    return found[0] if found else known.add(place)


def _read(register: Register, known: Gazetteer, centre: int | None, chosen: Chosen, number: int) -> _Read:
    """Find the places of each tie; what is not about our place is only counted."""
    read = _Read(register)
    read.of = _number(known, register.of) if register.of else None
    found: dict[End, _Found] = {}
    for tie in register.ties:
        ends = [_place(end, read, known, found, chosen.get((number, tie.row))) for end in (tie.a, tie.b)]
        _sort_in(tie, ends, read, centre)
    return read


def _place(end: End, read: _Read, known: Gazetteer, found: dict[End, _Found], choice: End | None) -> _Found:
    """Return the place of an end; one that nothing comes near is new and is known from now on."""
    if read.of is not None and end == read.register.of:
        return Candidate(place=read.of, match=NEW), ()
    if end not in found:
        found[end] = known.find(end)
    if choice is not None and found[end][0] is None:
        return Candidate(place=_number(known, choice), match=Match(code="chosen", score=1000)), ()
    if found[end] == (None, ()):
        found[end] = (Candidate(place=known.add(end), match=NEW), ())
    return found[end]


def _sort_in(tie: Tie, ends: Sequence[_Found], read: _Read, centre: int | None) -> None:
    (first, firsts), (second, seconds) = ends
    if first is None or second is None:
        end, candidates = (tie.a, firsts) if first is None else (tie.b, seconds)
        known = seconds if first is None else firsts
        certain = second if first is None else first
        others = (certain.place,) if certain else tuple(each.place for each in known)
        if centre is None or centre in {*others, *(each.place for each in candidates)}:
            read.uncertain.append(_Doubt(tie, end, candidates, others, centre))
        else:
            read.beside += 1
        return
    if centre is not None and centre not in {first.place, second.place}:
        read.beside += 1
        return
    is_turned = second.place == centre if centre is not None else first.place > second.place
    pair = (second.place, first.place) if is_turned else (first.place, second.place)
    read.pairs[pair].append(_turned(tie) if is_turned else tie)
    match = first.match if is_turned else second.match
    if read.of is not None and read.of == pair[1]:
        match = (first if first.place == pair[0] else second).match
    read.matches.setdefault(pair, match)


def _turned(tie: Tie) -> Tie:
    return Tie(
        a=tie.b, b=tie.a, a_says=tie.b_says, b_says=tie.a_says, kind=tie.kind, kinds=tie.kinds, day=tie.day,
        year=tie.year, row=tie.row, key=tie.key, note=tie.note,
    )  # fmt: skip


def _said(read: _Read, pair: Pair) -> Said:
    """Return what a register says of a pair; where it lacks the pair, its silence for the ends that it speaks for."""
    ties = tuple(read.pairs.get(pair, ()))
    scope = read.register.scope
    covers = scope == Scope.ALL or read.of in pair
    silence: dict[int, Voice] = dict.fromkeys(pair)
    for place in pair:
        if scope == Scope.ALL or (scope == Scope.OWN and place == read.of):
            silence[place] = False
    return Said(
        register=read.register, ties=ties, covers=covers, match=read.matches.get(pair),
        first_says=_heard([tie.a_says for tie in ties] or [silence[pair[0]]]),
        second_says=_heard([tie.b_says for tie in ties] or [silence[pair[1]]]),
    )  # fmt: skip


def _heard(says: Iterable[Voice]) -> Voice:
    """Return what several voices say of one end: stated by any, else silent where any speaks for it, else nothing."""
    told = set(says)
    return True if True in told else False if False in told else None


def _finding(pair: Pair, own: _Read, others: Sequence[_Read], known: Gazetteer, *, is_doubtful: bool) -> Finding:
    ours, theirs = _said(own, pair), tuple(_said(read, pair) for read in others)
    first = _heard([ours.first_says, *(said.first_says for said in theirs)])
    second = _heard([ours.second_says, *(said.second_says for said in theirs)])
    differences = tuple(_differences(ours, theirs, second))
    state = _state(ours, theirs, first, second, differences)
    if state == State.MISSING_FROM_THEIRS and is_doubtful:
        state, differences = State.AMBIGUOUS, (*differences, Difference.DOUBTFUL)
    return Finding(
        first=known.places[pair[0]], second=known.places[pair[1]], state=state, ours=ours, theirs=theirs,
        differences=differences, first_says=first, second_says=second,
    )  # fmt: skip


def _state(ours: Said, theirs: Sequence[Said], first: Voice, second: Voice, differences: Sequence[Difference]) -> State:
    if not any(said.is_there for said in theirs):
        return State.MISSING_FROM_THEIRS if any(said.covers for said in theirs) else State.UNTOLD
    if not ours.is_there:
        return State.MISSING_FROM_OURS
    if False in {first, second}:
        return State.ONE_SIDED
    if {Difference.KIND, Difference.EARLIER_KIND} & set(differences):
        return State.OTHER_KIND
    if Difference.DATE in differences:
        return State.OTHER_DATE
    return State.RECIPROCAL if first and second else State.IN_BOTH


def _differences(ours: Said, theirs: Sequence[Said], second: Voice) -> Iterator[Difference]:
    there = [said for said in theirs if said.is_there]
    yield from _of_kind(ours.ties, [tie for said in there for tie in said.ties])
    if _dates_differ(ours.ties, [tie for said in there for tie in said.ties]):
        yield Difference.DATE
    if any(len({tie.row for tie in said.ties}) > 1 for said in there):
        yield Difference.TWICE
    if any(said.first_says is False for said in there):
        yield Difference.OUR_END_SILENT
    if there and second is False:
        yield Difference.THEIR_END_SILENT
    if there and second and not ours.is_there:
        yield Difference.THEIR_END_STATES
    if there and any(said.covers and not said.is_there for said in theirs):
        yield Difference.ABSENT


def _of_kind(ours: Sequence[Tie], theirs: Sequence[Tie]) -> Iterator[Difference]:
    """Yield how kinds differ: from our latest step, or from every step."""
    steps = sorted((tie for tie in ours if tie.kinds), key=lambda tie: tie.when)
    told = [tie.kinds for tie in theirs if tie.kinds]
    if steps and told and not any(kinds & steps[-1].kinds for kinds in told):
        is_earlier = any(kinds & step.kinds for kinds in told for step in steps)
        yield Difference.EARLIER_KIND if is_earlier else Difference.KIND


def _dates_differ(ours: Sequence[Tie], theirs: Sequence[Tie]) -> bool:
    """Say whether no date of theirs is one of ours; a year says as much as a day of that year."""
    own, told = [tie for tie in ours if tie.in_year], [tie for tie in theirs if tie.in_year]
    return bool(own and told) and not any(_same_date(first, second) for first in own for second in told)


def _same_date(first: Tie, second: Tie) -> bool:
    if first.day and second.day:
        return first.day == second.day
    return first.in_year == second.in_year


def _uncertain(
    read: _Read, own: _Read, others: Sequence[_Read], known: Gazetteer, centre: int | None
) -> Iterator[Finding]:
    """Yield the ties of a register whose names fit several places, or one not well enough."""
    for doubt in read.uncertain:
        tie, end = doubt.tie, doubt.end
        is_ours = read is own
        said = Said(register=read.register, ties=(tie,), covers=True, first_says=tie.a_says, second_says=tie.b_says)
        silent = Said(register=own.register)
        theirs = tuple(said if other is read else Said(register=other.register) for other in others)
        yield Finding(
            first=known.places[centre] if centre is not None else tie.b if end is tie.a else tie.a,
            second=end, state=State.AMBIGUOUS, ours=said if is_ours else silent, theirs=theirs,
            candidates=tuple((known.places[each.place], each.match) for each in doubt.candidates),
            first_says=tie.a_says, second_says=tie.b_says,
        )  # fmt: skip
