"""Names that stand together: found where two originals have them in another order, and where they should."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from kirmash.agreements.alternat.checking.tokens import Token, is_same, is_same_start
from kirmash.agreements.alternat.languages import AND_WORDS, BY_PERSON, LANGUAGES, MARKS, ONE_SIDE

Order = tuple[int, ...]
_FURTHEST_BACK = 14
_LONGEST = 220
_LONGEST_MEMBER = 90
_MOST_JOINERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Names in another order: where they stand in one text and the other, and the members as the one has them."""

    start: int
    other_start: int
    length: int
    members: tuple[tuple[Token, ...], ...]
    order: Order


def orders_of(parties: int) -> tuple[Order, ...]:
    """Return how the names of one original may stand in another.

    A member other than the first comes first; the one that was first takes its agreed place, which two
    originals alone do not tell; all others keep their order.
    """
    found = []
    for keeper in range(1, parties):
        rest = [member for member in range(1, parties) if member != keeper]
        for place in range(parties - 1):
            found.append((keeper, *rest[:place], 0, *rest[place:]))
    return tuple(found)


def every_order(parties: int) -> tuple[Order, ...]:
    """Return all orders but that of the one original itself, for few parties."""
    return tuple(permutations(range(parties)))[1:] if parties <= 4 else orders_of(parties)


def joiner_at(tokens: Sequence[Token], at: int) -> int:
    """Return the end of a joiner that begins at a token; the token's own place if none does.

    A comma or another mark, a word for *and*, and *on the one part* between commas.
    """
    end = at
    if end < len(tokens) and tokens[end].text in MARKS:
        end += 1
    for side in ONE_SIDE:
        if tuple(token.text.lower() for token in tokens[end : end + len(side)]) == side:
            end += len(side)
            if end < len(tokens) and tokens[end].text == ",":
                end += 1
            break
    if end < len(tokens) and tokens[end].text in AND_WORDS:
        end += 1
    return end


def find(one: Sequence[Token], other: Sequence[Token], at: tuple[int, int], orders: Sequence[Order],
         floor: tuple[int, int]) -> Exchange | None:  # fmt: skip
    """Return the exchange that explains why two texts differ at a place; None if none does.

    It may begin a little before: names often begin with the same words. ``floor`` is where it may at most.
    """
    start, other_start = at
    for _step in range(_FURTHEST_BACK):
        joiners = _joiners(one, start)
        for order in orders:
            found = _from(one, other, start, other_start, order, joiners)
            if found is not None:
                return found
        if start <= floor[0] or other_start <= floor[1]:
            return None
        start, other_start = start - 1, other_start - 1
        if not is_same_start(one[start], other[other_start]):
            return None
    return None


def _joiners(tokens: Sequence[Token], start: int) -> list[tuple[int, int]]:
    found = []
    at = start + 1
    while at < min(len(tokens), start + _LONGEST) and len(found) < _MOST_JOINERS:
        end = joiner_at(tokens, at)
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _from(one: Sequence[Token], other: Sequence[Token], start: int, other_start: int, order: Order,
          joiners: Sequence[tuple[int, int]]) -> Exchange | None:  # fmt: skip
    """Return the exchange that begins exactly at two places, in an order."""
    parties = len(order)
    for chosen in combinations(joiners, parties - 1):
        starts = [start, *(end for _begin, end in chosen)]
        ends = [begin for begin, _end in chosen]
        if starts[order[0]] >= len(one) or any(s >= e for s, e in zip(starts, ends, strict=False)):
            continue
        if not is_same_start(one[starts[order[0]]], other[other_start]):
            continue
        for last in range(1, min(_LONGEST_MEMBER, len(one) - starts[-1]) + 1):
            bounds = list(zip(starts, [*ends, starts[-1] + last], strict=True))
            matched = _match(one, other, bounds, chosen, order, other_start)
            if matched == 0:
                members = tuple(tuple(one[s:e]) for s, e in bounds)
                length = starts[-1] + last - start
                return Exchange(start=start, other_start=other_start, length=length, members=members, order=order)
            if matched < 0:
                break
    return None


def _match(one: Sequence[Token], other: Sequence[Token], bounds: Sequence[tuple[int, int]],
           joiners: Sequence[tuple[int, int]], order: Order, other_start: int) -> int:  # fmt: skip
    """Return 0 if the members in an order are what the other has; −1 if no longer last member can mend that; else 1."""
    at = other_start
    for position, member in enumerate(order):
        begin, end = bounds[member]
        is_last_member = member == len(order) - 1
        if at + end - begin > len(other) or not is_same_start(one[begin], other[at]):
            return 1 if _after_last(order, position) else -1
        if not all(is_same(one[begin + n], other[at + n]) for n in range(1, end - begin)):
            return 1 if _after_last(order, position) and not is_last_member else -1
        at += end - begin
        if position < len(joiners):
            begin, end = joiners[position]
            if not all(at + n < len(other) and is_same(one[begin + n], other[at + n]) for n in range(end - begin)):
                return 1 if _after_last(order, position) or is_last_member else -1
            at += end - begin
    return 0


def _after_last(order: Order, position: int) -> bool:
    """Say whether the member of unknown length has come already at a position."""
    return len(order) - 1 in order[:position]


class Names:
    """Which words name which party, learnt from where they stand; parties count from the first in the one original."""

    def __init__(self, parties: int) -> None:
        self._parties = parties
        self._votes: list[Counter[str]] = [Counter() for _party in range(parties)]
        self._anchored: set[str] = set()
        self._leads: set[str] = set()
        self._forms: list[set[str]] = [set() for _party in range(parties)]

    def hear(self, members: Sequence[Sequence[Token]], *, is_anchor: bool) -> None:
        """Count the words in which members differ; anchors are titles, preambles and signature blocks."""
        words = [{token.key for token in member if token.key[:1].isupper() and len(token.key) > 1} for member in members]
        everywhere = Counter(word.casefold() for each in words for word in each)
        for party, each in enumerate(words):
            own = {word for word in each if everywhere[word.casefold()] == 1}
            self._votes[party].update(own)
            if is_anchor:
                self._anchored |= own
        self._leads |= {token.key.casefold() for member in members for token in member if token.key.isalpha()}

    def settle(self) -> None:
        """Decide which words are names: heard twice in some form, once of it in an anchor."""
        for party, votes in enumerate(self._votes):
            for word in votes:
                kin = {form for form in votes if _kinship(form, word)}
                strangers = sum(
                    count
                    for other, of in enumerate(self._votes)
                    if other != party
                    for form, count in of.items()
                    if form == word
                )
                heard = sum(votes[form] for form in kin)
                if heard >= 2 and kin & self._anchored and not strangers:
                    self._forms[party].add(word)

    def add(self, party: int, forms: Sequence[str]) -> None:
        """Take words as names of a party."""
        self._forms[party] |= set(forms)

    def party(self, token: Token) -> int | None:
        """Return the party that a word names; None if none, or if it might be several."""
        word = token.key
        if not word[:1].isupper():
            return None
        kin = [max((_kinship(word, form) for form in forms), default=0) for forms in self._forms]
        best = max(kin, default=0)
        return kin.index(best) if best and kin.count(best) == 1 else None

    def are(self, members: Sequence[Sequence[Token]]) -> bool:
        """Say whether each member names its party, and no other."""
        for party, member in enumerate(members):
            named = {self.party(token) for token in member} - {None}
            if party not in named:
                return False
        return True

    def shown(self, party: int) -> str:
        """Return the shortest form of a party's name."""
        own = self._forms[party]
        anchored = sorted(own & self._anchored or own, key=lambda form: (len(form), form))
        return anchored[0] if anchored else ""

    def together(self, tokens: Sequence[Token], *, is_opening: bool) -> Iterator[tuple[int, int, Order]]:
        """Yield where all parties are named together: first and last word, and the order."""
        named = [(at, party) for at, token in enumerate(tokens) if (party := self.party(token)) is not None]
        chain: list[tuple[int, int, int]] = []
        for at, party in named:
            if chain and party == chain[-1][2] and (is_opening or at == chain[-1][1] + 1):
                chain[-1] = (chain[-1][0], at, party)
                continue
            if party in {one for _first, _last, one in chain} or (
                chain and not self._is_joined(tokens, chain[-1], at, is_opening=is_opening)
            ):
                chain = []
            chain.append((at, at, party))
            if len(chain) == self._parties:
                yield chain[0][0], at, tuple(one for _first, _last, one in chain)
                chain = []

    def _is_joined(self, tokens: Sequence[Token], before: tuple[int, int, int], at: int, *, is_opening: bool) -> bool:
        """Say whether only a joiner stands between two names, and words that begin the second."""
        first, last, _party = before
        between = [token.text.lower() for token in tokens[first + 1 : at]]
        if is_opening and any(tuple(between[n : n + len(by)]) == by for by in BY_PERSON for n in range(len(between))):
            return len(between) < _LONGEST_MEMBER and any(joiner_at(tokens, n) > n for n in range(last, at))
        after = joiner_at(tokens, last + 1)
        lead = [token.key.casefold() for token in tokens[after:at]]
        return after > last + 1 and len(lead) <= 5 and all(self._is_lead(word) for word in lead)

    def _is_lead(self, word: str) -> bool:
        return word in self._leads or any(_kinship(word, lead) for lead in self._leads if len(lead) > 3)


def tongues_of(members: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    """Return the languages that members name; empty if one of them names none, or several."""
    found = []
    for member in members:
        words = [token.key.casefold() for token in member]
        named = {code for language in LANGUAGES.values() for code, stem in language.tongues
                 for word in words if word.startswith(stem)}  # fmt: skip
        if len(named) != 1:
            return ()
        found += named
    return tuple(found)


def _kinship(one: str, other: str) -> int:
    """Return how many letters two forms of a word share at the beginning; 0 if they are two words."""
    one, other = one.casefold(), other.casefold()
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    if one == other:
        return shared + 1
    return shared if shared >= max(3, shorter - 3) and longer - shorter <= 4 else 0
