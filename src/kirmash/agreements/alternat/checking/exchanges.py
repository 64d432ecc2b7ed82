"""Names that stand together, found where two originals have them in another order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from kirmash.agreements.alternat.checking.tokens import Token, is_same
from kirmash.agreements.alternat.languages import AND_WORDS, LANGUAGES, MARKS, ONE_SIDE

Order = tuple[int, ...]
_FURTHEST_BACK = 14
_LONGEST = 220
_LONGEST_MEMBER = 90
_MOST_JOINERS = 12
_STOPS = frozenset(".;:!?()")
_BEGINNINGS = frozenset({*MARKS, *AND_WORDS, *(words[0] for words in ONE_SIDE)})
Bounds = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Names in another order: where they stand in one text and the other, and the members as the one has them.

    ``tail`` is what may belong to a last member that is last in both, so that no difference shows its end.
    """

    start: int
    other_start: int
    length: int
    members: tuple[tuple[Token, ...], ...]
    order: Order
    tail: tuple[Token, ...] = ()


def orders_of(parties: int) -> tuple[Order, ...]:
    """Return how the names of one original may stand in another.

    A member other than the first comes first; the one that was first takes its agreed place, which two
    originals alone do not tell; all others keep their order.
    """
    found: list[Order] = []
    for keeper in range(1, parties):
        rest = [member for member in range(1, parties) if member != keeper]
        found.extend((keeper, *rest[:place], 0, *rest[place:]) for place in range(parties - 1))
    return tuple(found)


def every_order(parties: int) -> tuple[Order, ...]:
    """Return all orders but that of the one original itself, for few parties."""
    return tuple(permutations(range(parties)))[1:] if parties <= 4 else orders_of(parties)


def joiner_at(tokens: Sequence[Token], at: int) -> int:
    """Return the end of a joiner that begins at a token; the token's own place if none does.

    A comma or another mark, a word for *and*, and *on the one part* between commas.
    """
    end = at
    if at >= len(tokens) or tokens[at].text.lower() not in _BEGINNINGS:
        return at
    if tokens[end].text in MARKS:
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
    starts = list(_starts(one, other, at, floor))
    joiners = {start: _joiners(one, start) for start, _other_start in starts}
    spaced = {start: [each for each in found if not _is_hyphen(one, each)] for start, found in joiners.items()}
    for among in (spaced, joiners) if spaced != joiners else (joiners,):
        for order in orders:
            for start, other_start in starts:
                bounds = _from(one, other, (start, other_start), order, among[start])
                if bounds:
                    return _exchange(one, other, bounds, order, other_start)
    return None


def _is_hyphen(tokens: Sequence[Token], joiner: tuple[int, int]) -> bool:
    """Say whether a joiner is a hyphen between two capitals, which more often stands inside a name."""
    begin, end = joiner
    return end == begin + 1 and tokens[begin].text == "-"


def _exchange(one: Sequence[Token], other: Sequence[Token], bounds: Bounds, order: Order, other_start: int) -> Exchange:
    start, end = bounds[0][0], bounds[-1][1]
    tail = _tail(one, other, (end, other_start + end - start)) if order[-1] == len(order) - 1 else ()
    members = tuple(tuple(one[first:last]) for first, last in bounds)
    return Exchange(start=start, other_start=other_start, length=end - start, members=members, order=order, tail=tail)


def _is_capital_moved(one: Sequence[Token], other: Sequence[Token], parts: tuple[Bounds, Bounds], order: Order,
                      at: int) -> bool:  # fmt: skip
    """Say whether the name that was first lost the capital of its sentence, if others show that it must."""
    bounds, joiners = parts
    first = one[bounds[0][0]].text
    others = {one[begin].text for begin, _end in bounds[1:]}
    if first.lower() == first or first.lower() not in others:
        return True
    before = order.index(0)
    place = at + sum(bounds[member][1] - bounds[member][0] for member in order[:before])
    place += sum(end - begin for begin, end in joiners[:before])
    return before == 0 or other[place].text in others


def _tail(one: Sequence[Token], other: Sequence[Token], at: tuple[int, int]) -> tuple[Token, ...]:
    """Return what both have after a last member, up to a mark or a joiner."""
    end, other_end = at
    while end < len(one) and other_end < len(other) and end - at[0] < _FURTHEST_BACK:
        token = one[end]
        is_joiner = joiner_at(one, end) > end and token.text != "-"
        is_end = token.text in _STOPS or is_joiner or token.place != one[at[0] - 1].place
        if is_end or not is_same(token, other[other_end]):
            break
        end, other_end = end + 1, other_end + 1
    return tuple(one[at[0] : end])


def _starts(one: Sequence[Token], other: Sequence[Token], at: tuple[int, int], floor: tuple[int, int]
            ) -> Iterator[tuple[int, int]]:  # fmt: skip
    """Yield where an exchange may begin: at the first difference, or before it where both are the same."""
    start, other_start = at
    while start < len(one) and other_start < len(other) and is_same(one[start], other[other_start]):
        start, other_start = start + 1, other_start + 1
    for _step in range(_FURTHEST_BACK):
        if start < len(one) and other_start < len(other):
            yield start, other_start
        if start <= floor[0] or other_start <= floor[1]:
            return
        start, other_start = start - 1, other_start - 1
        if not is_same(one[start], other[other_start]) and not _is_same_but_capital(one[start], other[other_start]):
            return


def _is_same_but_capital(one: Token, other: Token) -> bool:
    """Say whether two words are the same but for a first capital in one of them."""
    return (
        one.key[1:] == other.key[1:] != "" and one.key[0] != other.key[0] and one.key[0].lower() == other.key[0].lower()
    )


def _may_begin(one: Sequence[Token], other: Token, at: tuple[int, int], member: int, position: int) -> bool:
    """Say whether a member begins with the same word in the other.

    Where a sentence begins with the names, whichever comes first has the capital, and what was first loses it.
    ``at`` is where the first member begins, and this one.
    """
    first, token = one[at[0]], one[at[1]]
    if is_same(token, other):
        return True
    if not _is_same_but_capital(token, other) or not first.text[:1].isupper():
        return False
    return other.key[0].isupper() if position == 0 else member == 0 and other.key[0].islower()


def _joiners(tokens: Sequence[Token], start: int) -> list[tuple[int, int]]:
    """Return the joiners that stand after a token in the same paragraph."""
    found: list[tuple[int, int]] = []
    at = start + 1
    while at < min(len(tokens), start + _LONGEST) and len(found) < _MOST_JOINERS:
        if tokens[at].place != tokens[start].place:
            break
        end = joiner_at(tokens, at)
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _from(one: Sequence[Token], other: Sequence[Token], at: tuple[int, int], order: Order, joiners: Bounds,
          ) -> Bounds:  # fmt: skip
    """Return where the members stand of the exchange that begins exactly at two places; nothing if none does."""
    start, other_start = at
    for chosen in combinations(joiners, len(order) - 1):
        starts = [start, *(end for _begin, end in chosen)]
        ends = [begin for begin, _end in chosen]
        if starts[-1] >= len(one) or any(s >= e for s, e in zip(starts, ends, strict=False)):
            continue
        if not _may_begin(one, other[other_start], (start, starts[order[0]]), order[0], 0):
            continue
        for last in range(1, min(_LONGEST_MEMBER, len(one) - starts[-1]) + 1):
            bounds = list(zip(starts, [*ends, starts[-1] + last], strict=True))
            matched = _match(one, other, (bounds, chosen), order, other_start)
            if matched == 0:
                if not _is_capital_moved(one, other, (bounds, chosen), order, other_start):
                    return ()
                return bounds
            if matched < 0 or one[starts[-1] + last - 1].place != one[start].place:
                break
    return ()


def _match(one: Sequence[Token], other: Sequence[Token], parts: tuple[Bounds, Bounds], order: Order, at: int) -> int:
    """Return 0 if the members in an order are what the other has; −1 if no longer last member can mend that; else 1."""
    bounds, joiners = parts
    for position, member in enumerate(order):
        begin, end = bounds[member]
        is_last_member = member == len(order) - 1
        is_longer_of_use = len(order) - 1 in order[:position]
        if at + end - begin > len(other):
            return -1
        if not _may_begin(one, other[at], (bounds[0][0], begin), member, position):
            return 1 if is_longer_of_use else -1
        if not all(is_same(one[begin + n], other[at + n]) for n in range(1, end - begin)):
            return 1 if is_longer_of_use and not is_last_member else -1
        at += end - begin
        if position < len(joiners):
            begin, end = joiners[position]
            if not all(at + n < len(other) and is_same(one[begin + n], other[at + n]) for n in range(end - begin)):
                return 1 if is_longer_of_use or is_last_member else -1
            at += end - begin
    return 0


def tongues_of(members: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    """Return the languages that members name; empty if one of them names none, or several."""
    found: list[str] = []
    for member in members:
        words = [token.key.casefold() for token in member]
        named = {code for language in LANGUAGES.values() for code, stem in language.tongues
                 for word in words if word.startswith(stem)}  # fmt: skip
        if len(named) != 1:
            return ()
        found += named
    return tuple(found)
