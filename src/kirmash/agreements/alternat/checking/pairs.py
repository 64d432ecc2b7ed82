"""Two sections in one language, held side by side: what was exchanged, and everything else that differs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kirmash.agreements.alternat.checking.alignment import Step, steps_of
from kirmash.agreements.alternat.checking.exchanges import (
    Exchange,
    Order,
    every_order,
    find,
    joiner_at,
    orders_of,
    tongues_of,
)
from kirmash.agreements.alternat.checking.kinds import kind_of
from kirmash.agreements.alternat.checking.naming import Names
from kirmash.agreements.alternat.checking.sections import Section
from kirmash.agreements.alternat.checking.tokens import Token, text_of
from kirmash.agreements.alternat.checking.verdict import Finding, Place

_AROUND = 4
_LONGEST_SHOWN = 240
_ROUNDS = 4


@dataclass(kw_only=True)
class Pair:
    """A language in two documents; ``undone`` is the other's text with every exchange taken back."""

    one: Section
    other: Section
    names: Names
    exchanges: list[Exchange] = field(default_factory=list)
    namings: dict[int, Order] = field(default_factory=dict)
    undone: list[Token] = field(default_factory=list)

    @property
    def has_tongues(self) -> bool:
        """Say whether names of languages were exchanged."""
        return any(tongues_of(exchange.members) for exchange in self.exchanges)

    @cached_property
    def steps(self) -> list[Step]:
        """Return where the two are the same, every exchange taken back."""
        return steps_of(self.one.tokens, self.undone)

    @property
    def opening(self) -> int:
        """Return how many words stand before the first article."""
        at = (n for n, token in enumerate(self.one.tokens) if self.one.places[token.place].article)
        return next(at, len(self.one.tokens))


def pair_up(one: Section, other: Section, parties: int, likely: Sequence[Order]) -> Pair:
    """Return two sections with the exchanges between them, in likely orders first, and the names that these teach."""
    pair = Pair(one=one, other=other, names=Names(parties), undone=list(other.tokens))
    orders = tuple(dict.fromkeys([*likely, *orders_of(parties), *every_order(parties)]))
    for _round in range(_ROUNDS):
        if not _undo(pair, orders):
            break
    pair.exchanges.sort(key=lambda exchange: exchange.start)
    pair.names.sign(one.blocks)
    _recognise(pair)
    return pair


def _recognise(pair: Pair) -> None:
    """Find out which exchanges are joint namings of the parties, by what the blocks and those found already teach.

    Where the blocks do not name anybody, the first naming of the opening does.
    """
    candidates = [n for n, exchange in enumerate(pair.exchanges) if not tongues_of(exchange.members)]
    for is_seeding in (False, True):
        is_new = True
        while is_new:
            is_new = False
            for number in candidates:
                if number not in pair.namings and _is_naming(pair, number):
                    is_new = True
        if pair.namings or is_seeding:
            return
        first = next((n for n in candidates if pair.exchanges[n].start < pair.opening), None)
        if first is not None and not _are_signed(pair):
            pair.names.hear(pair.exchanges[first].members)


def _is_naming(pair: Pair, number: int) -> bool:
    """Say whether an exchange is a joint naming of the parties; then learn from it."""
    exchange = pair.exchanges[number]
    for longer in range(len(exchange.tail) + 1):
        members = (*exchange.members[:-1], exchange.members[-1] + exchange.tail[:longer])
        parties = _parties_of(pair.names, members)
        if parties:
            pair.exchanges[number] = replace(exchange, members=members, length=exchange.length + longer)
            pair.namings[number] = parties
            pair.names.hear([members[parties.index(party)] for party in range(len(parties))])
            return True
    return False


def _are_signed(pair: Pair) -> bool:
    """Say whether words of the signature blocks stand in the opening at all."""
    words = pair.one.tokens[: pair.opening]
    return all(
        any(pair.names.party(word) == party for word in words) for party in range(len(pair.one.blocks))
    ) and bool(pair.one.blocks)


def _parties_of(names: Names, members: Sequence[Sequence[Token]]) -> Order:
    """Return the parties that members name, each one; empty if they do not. One may follow from the others."""
    found = [names.only(member) for member in members]
    known = [party for party in found if party is not None]
    missing = set(range(len(members))) - set(known)
    if len(set(known)) < len(known) or len(missing) > 1:
        return ()
    for place, party in enumerate(found):
        if party is None:
            left = missing.pop()
            if any(names.party(token) is not None for token in members[place]) or not names.has(left, members[place]):
                return ()
            found[place] = left
    return tuple(party for party in found if party is not None)


def block_order(one: Section, other: Section) -> Order:
    """Return which block of the one stands at each place of the other; empty where they do not go together."""
    if len(one.blocks) < 2 or len(one.blocks) != len(other.blocks):
        return ()
    words = [Counter(token.key for token in block) for block in one.blocks]
    others = [Counter(token.key for token in block) for block in other.blocks]
    near = sorted(
        ((-(mine & theirs).total(), n, m) for n, theirs in enumerate(others) for m, mine in enumerate(words)),
    )
    found: dict[int, int] = {}
    for _likeness, place, member in near:
        if place not in found and member not in found.values():
            found[place] = member
    return tuple(found[place] for place in range(len(others)))


def findings_of(pair: Pair, order: Order, tongues: tuple[Sequence[str], Sequence[str]]) -> Iterator[Finding]:
    """Yield what is no difference of order in a language, and names whose order is not as it must be.

    ``order`` is that of the other original's names by the places they have in the one; ``tongues`` are
    the languages of both originals in their orders.
    """
    for number, exchange in enumerate(pair.exchanges):
        kind, files = _of_exchange(exchange, pair.namings.get(number, ()), order, tongues)
        if kind:
            yield _finding(pair, kind, (exchange.start, exchange.start + exchange.length),
                           (exchange.other_start, exchange.other_start + exchange.length), files)  # fmt: skip
    for equal, start, end, other_start, other_end in pair.steps:
        if not equal:
            yield from _difference(pair, (start, end), (other_start, other_end))
    yield from _blocks(pair, order)


def _undo(pair: Pair, orders: Sequence[Order]) -> int:
    """Take back the exchanges that stand where the texts differ; return how many."""
    one, other = pair.one.tokens, pair.undone
    taken = {(exchange.start, exchange.other_start) for exchange in pair.exchanges}
    count, floor = 0, (0, 0)
    for equal, start, end, other_start, other_end in steps_of(one, other):
        if equal or start < floor[0] or other_start < floor[1] or (start == end and other_start == other_end):
            continue
        found = find(one, other, (start, other_start), orders, floor)
        if found is None or (found.start, found.other_start) in taken:
            continue
        other[found.other_start : found.other_start + found.length] = one[found.start : found.start + found.length]
        pair.exchanges.append(found)
        floor = (found.start + found.length, found.other_start + found.length)
        count += 1
    return count


def _of_exchange(exchange: Exchange, here: Order, order: Order, tongues: tuple[Sequence[str], Sequence[str]]
                 ) -> tuple[str, tuple[int, ...]]:  # fmt: skip
    """Return the kind of finding that an exchange is, empty if it is as it must be, and the files at fault."""
    named = tongues_of(exchange.members)
    if named and _follows(named, tongues[0]) and _follows([named[n] for n in exchange.order], tongues[1]):
        return "", ()
    if named:
        return "languages-named", (1, 2)
    if not here:
        return "words-exchanged", (1, 2)
    there = tuple(here[n] for n in exchange.order)
    is_right, is_other_right = here == tuple(range(len(here))), there == order
    if is_right and is_other_right:
        return "", ()
    return "keeper-not-first", tuple(n for n, right in ((1, is_right), (2, is_other_right)) if not right)


def _follows(named: Sequence[str], languages: Sequence[str]) -> bool:
    """Say whether languages are named in the order in which a document has them."""
    return [one for one in named if one in languages] == [one for one in languages if one in named]


def names_alike(pair: Pair, order: Order) -> Iterator[Finding]:
    """Yield the places where all parties are named together and stand alike in both, though they must not."""
    tokens, opening = pair.one.tokens, pair.opening
    identity = tuple(range(len(order)))
    parts = ((tokens[:opening], 0, True), (tokens[opening:], opening, False))
    for part, offset, is_opening in parts:
        for first, last, found in pair.names.together(part, is_opening=is_opening):
            files = (2,) if found == identity else (1,) if found == order else (1, 2)
            yield from _if_alike(pair, "names-alike", (first + offset, last + offset + 1), files)


def tongues_alike(pair: Pair, languages: Sequence[str]) -> Iterator[Finding]:
    """Yield the places where the languages are named together and stand alike in both; elsewhere they do not."""
    tokens = pair.one.tokens
    named = [(at, found[0]) for at, token in enumerate(tokens) if (found := tongues_of([[token]]))]
    for first in range(len(named) - len(languages) + 1):
        run = named[first : first + len(languages)]
        ends = [joiner_at(tokens, at + 1) for at, _language in run[:-1]]
        if {language for _at, language in run} == set(languages) and ends == [at for at, _language in run[1:]]:
            yield from _if_alike(pair, "languages-named", (run[0][0], run[-1][0] + 1), (1, 2))


def _if_alike(pair: Pair, kind: str, here: tuple[int, int], files: tuple[int, ...]) -> Iterator[Finding]:
    """Yield a finding for words of the one that no exchange explains and that the other has in the same order."""
    start, end = here
    if any(one.start < end and start < one.start + one.length for one in pair.exchanges):
        return
    for is_equal, first, last, other, _end in pair.steps:
        if is_equal and first <= start and end <= last:
            yield _finding(pair, kind, here, (start + other - first, end + other - first), files)


def _difference(pair: Pair, here: tuple[int, int], there: tuple[int, int]) -> Iterator[Finding]:
    one, other = pair.one.tokens[slice(*here)], pair.undone[slice(*there)]
    around = [*pair.one.tokens[max(0, here[0] - _AROUND) : here[0]], *pair.one.tokens[here[1] : here[1] + _AROUND]]
    kind = kind_of(one, other, around, pair.one.language, pair.names)
    if not kind:
        return
    missing = _articles(pair.one, one) - set(pair.other.articles())
    extra = _articles(pair.other, pair.other.tokens[slice(*there)]) - set(pair.one.articles())
    for number in sorted(missing):
        place = Place(language=pair.one.language, article=number)
        yield Finding(kind="missing-article", place=place, one=_shown(one), files=(2,))
    for number in sorted(extra):
        place = Place(language=pair.one.language, article=number)
        yield Finding(kind="missing-article", place=place, other=_shown(other), files=(1,))
    if not missing and not extra:
        yield _finding(pair, kind, here, there, (1, 2))


def _articles(section: Section, tokens: Sequence[Token]) -> set[int]:
    """Return the articles whose beginnings are among the tokens of a section."""
    return {section.places[token.place].article for token in tokens} - {0}


def _finding(pair: Pair, kind: str, here: tuple[int, int], there: tuple[int, int], files: tuple[int, ...]) -> Finding:
    at = here[0] if here[1] > here[0] or here[0] == 0 else here[0] - 1
    place = pair.one.place(at)
    place = replace(place, part="before-articles") if not place.article else place
    return Finding(kind=kind, place=place, one=_shown(pair.one.tokens[slice(*here)]),
                   other=_shown(pair.other.tokens[slice(*there)]), files=files)  # fmt: skip


def _shown(tokens: Sequence[Token]) -> str:
    text = text_of(tokens)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + " …"


def _blocks(pair: Pair, order: Order) -> Iterator[Finding]:
    """Yield what differs in the signature blocks, and their order where it is not that of the names."""
    place = Place(language=pair.one.language, part="signatures")
    one, other = pair.one.blocks, pair.other.blocks
    if len(one) != len(other):
        yield Finding(kind="signature-blocks", place=place, one=str(len(one)), other=str(len(other)))
        return
    found = block_order(pair.one, pair.other)
    if found and found != order:
        yield Finding(kind="signature-order", place=place, one=" | ".join(map(_head, one)),
                      other=" | ".join(map(_head, other)))  # fmt: skip
    for number, block in zip(found, other, strict=True):
        for equal, start, end, other_start, other_end in steps_of(one[number], block):
            words, others = one[number][start:end], block[other_start:other_end]
            kind = "" if equal else kind_of(words, others, (), pair.one.language, pair.names)
            if kind:
                yield Finding(kind=kind, place=place, one=_shown(words), other=_shown(others))


def _head(block: Sequence[Token]) -> str:
    return text_of(block[:6])
