"""Which words name which party, learnt from where they stand, and where all parties are named together."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kirmash.agreements.alternat.checking.exchanges import Order, joiner_at
from kirmash.agreements.alternat.checking.tokens import Token
from kirmash.agreements.alternat.languages import BY_PERSON, MARKS

_LONGEST_MEMBER = 90
_LONGEST_LEAD = 5  # words before a name that a joiner joins to the one before
Members = Sequence[Sequence[Token]]


class Names:
    """The words by which parties are known; parties count from the first that signs in the one original."""

    def __init__(self, parties: int) -> None:
        self._parties = parties
        self._said: list[Counter[str]] = [Counter() for _party in range(parties)]
        self._signed: list[set[str]] = [set() for _party in range(parties)]
        self._blocks: Members = ()
        self._leads: set[str] = set()
        self._known: dict[str, int | None] = {}

    def sign(self, blocks: Members) -> None:
        """Learn from the signature blocks: the words of each."""
        if len(blocks) == self._parties:
            self._blocks = blocks
            for party, block in enumerate(blocks):
                self._signed[party] |= set(_capitals(block))
        self._known.clear()

    def hear(self, members: Members) -> None:
        """Learn from a joint naming in the order of the one original."""
        for party, member in enumerate(members):
            self._said[party].update(set(_capitals(member)))
        self._leads |= {token.key.casefold() for member in members for token in member if token.key.isalpha()}
        self._known.clear()

    def party(self, token: Token) -> int | None:
        """Return the party whose blocks or joint namings have a word in some form, and nobody else's; None if none."""
        word = token.key
        if not _is_capital(word):
            return None
        if word not in self._known:
            near = [max(map(lambda own, w=word: kinship(w, own), [*said, *signed]), default=0)  # type: ignore[misc]
                    for said, signed in zip(self._said, self._signed, strict=True)]  # fmt: skip
            best = max(near, default=0)
            self._known[word] = near.index(best) if best and near.count(best) == 1 else None
        return self._known[word]

    def is_name(self, token: Token) -> bool:
        """Say whether a word is surely a name: it stands in two joint namings, or in one and a signature block."""
        party = self.party(token)
        if party is None:
            return False
        said = sum(times for own, times in self._said[party].items() if kinship(token.key, own))
        return said > 1 or (said > 0 and any(kinship(token.key, own) for own in self._signed[party]))

    def has(self, party: int, member: Sequence[Token]) -> bool:
        """Say whether a member has a word of a party, be it one of others too."""
        own = (*self._said[party], *self._signed[party])
        return any(kinship(word, one) for word in _capitals(member) for one in own)

    def only(self, member: Sequence[Token]) -> int | None:
        """Return the party that a member names; None if none, or several."""
        found = {party for token in member if (party := self.party(token)) is not None}
        return found.pop() if len(found) == 1 else None

    def shown(self, party: int) -> str:
        """Return how a party is named in its signature block, or in joint namings."""
        runs: list[list[Token]] = [[]]
        for token in self._blocks[party] if self._blocks else ():
            if self.is_name(token) and self.party(token) == party:
                runs[-1].append(token)
            elif runs[-1]:
                runs.append([])
        run = max((run for run in runs if run), key=lambda run: self._times(party, run), default=[])
        own = [word for word in self._said[party] if self.party(Token(word, word, is_loose=False, place=0)) == party]
        return " ".join(token.text for token in run) or min(own, key=lambda word: (len(word), word), default="")

    def _times(self, party: int, run: Sequence[Token]) -> int:
        """Return how often the words of a name stand in joint namings, that of the rarest."""
        return min(sum(times for own, times in self._said[party].items() if kinship(token.key, own)) for token in run)

    def together(self, tokens: Sequence[Token], *, is_opening: bool) -> Iterator[tuple[int, int, Order]]:
        """Yield where all parties are named together: first and last word, and the order."""
        named = [(at, self.party(token)) for at, token in enumerate(tokens) if self.is_name(token)]
        chain: list[tuple[int, int, int]] = []
        for at, party in named:
            if party is None:
                continue
            if chain and party == chain[-1][2] and (is_opening or at == chain[-1][1] + 1):
                chain[-1] = (chain[-1][0], at, party)
                continue
            is_new = party not in {one for _first, _last, one in chain}
            if chain and not (is_new and self._is_joined(tokens, chain[-1], at, is_opening=is_opening)):
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
        if after == last + 1 or len(lead) > _LONGEST_LEAD or not all(word.isalpha() for word in lead):
            return False
        is_plain = self._parties > 2 or tokens[last + 1].text not in MARKS
        return is_plain or all(self._is_lead(word) for word in lead)

    def _is_lead(self, word: str) -> bool:
        return word in self._leads or any(kinship(word, lead) for lead in self._leads if len(lead) > 3)


def kinship(one: str, other: str) -> int:
    """Return how many letters two forms of a word share at the beginning; 0 if they are two words."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return len(one) + 1
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shorter, longer = sorted((len(one), len(other)))
    return shared if shared >= max(3, shorter - 3) and longer - shorter <= 4 else 0


def _capitals(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens if _is_capital(token.key)]


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1
