"""Two documents held against each other: in which order each has the parties, and everything else that differs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kirmash.agreements.alternat.checking.exchanges import Order, orders_of
from kirmash.agreements.alternat.checking.naming import Names
from kirmash.agreements.alternat.checking.pairs import block_order, findings_of, names_alike, pair_up, tongues_alike
from kirmash.agreements.alternat.checking.sections import Section
from kirmash.agreements.alternat.checking.verdict import Finding, Place

Sections = tuple[Section, ...]
_NEAR = 0.75  # of the words


class Comparison:
    """Two documents, language by language.

    They should be originals of two parties or, where the one is ``expected``, the same original.
    """

    def __init__(self, one: Sections, other: Sections, *, is_expected: bool = False) -> None:
        self._one, self._other, self._is_expected = one, other, is_expected
        self._parties = _parties([*one, *other])
        there = {section.language: section for section in other}
        both = [(section, there[section.language]) for section in one if section.language in there]
        signed = Counter(
            order for one_, other_ in both if (order := block_order(one_, other_)) and not _is_plain(order)
        )
        likely = [order for order, _times in signed.most_common()]
        self._pairs = [pair_up(one_, other_, self._parties, likely) for one_, other_ in both]
        self._order = self._common_order(signed)

    @property
    def exchanged(self) -> int:
        """Return at how many places names stand together in another order."""
        return sum(len(pair.namings) for pair in self._pairs)

    def keeper(self, which: int) -> str:
        """Return who is named first in the one (0) or in the other (1), in its first language that tells."""
        if not self._order:
            return ""
        party = 0 if which == 0 else self._order[0]
        languages = [section.language for section in (self._one, self._other)[which]]
        pairs = sorted(self._pairs, key=lambda pair: languages.index(pair.one.language))
        shown = (pair.names.shown(party) for pair in pairs)
        return next((name for name in shown if name), "")

    def names(self) -> list[Names]:
        """Return the names that were learnt, by language."""
        return [pair.names for pair in self._pairs]

    def findings(self) -> Iterator[Finding]:
        """Yield everything in which the two differ but in order, and every order that is not as it must be."""
        languages = [section.language for section in self._one]
        others = [section.language for section in self._other]
        yield from _languages(languages, others, len(languages) + 1 if self._is_expected else self._parties)
        if self._is_expected and set(languages) == set(others) and languages != others:
            yield Finding(kind="language-order", place=Place(), one=", ".join(languages), other=", ".join(others))
        if not self._order and not self._is_expected and self._is_near():
            yield Finding(kind="same-original", place=Place())
        yield from self._inside(languages, others)

    def _is_near(self) -> bool:
        """Say whether most words of both are the same, so that they may be one original twice."""
        same = sum(end - start for pair in self._pairs for equal, start, end, _from, _to in pair.steps if equal)
        words = max(sum(len(section.tokens) for section in of) for of in (self._one, self._other))
        return bool(self._pairs) and same > _NEAR * words

    def _inside(self, languages: Sequence[str], others: Sequence[str]) -> Iterator[Finding]:
        """Yield what differs inside the languages."""
        order = () if self._is_expected else self._order
        asked = order or tuple(range(self._parties))
        are_tongues_exchanged = any(pair.has_tongues for pair in self._pairs)
        for pair in self._pairs:
            if not pair.one.blocks and not pair.other.blocks:
                place = Place(language=pair.one.language, part="signatures")
                yield Finding(kind="no-signature-blocks", place=place)
            yield from findings_of(pair, asked, (languages, others))
            if order:
                yield from names_alike(pair, order)
            if are_tongues_exchanged and languages != others:
                yield from tongues_alike(pair, languages)

    def _common_order(self, signed: Counter[Order]) -> Order:
        """Return the order in which the other has the names of the one; empty if it has them in the same order."""
        votes = Counter(signed)
        for pair in self._pairs:
            for number, here in pair.namings.items():
                order = tuple(here[n] for n in pair.exchanges[number].order)
                if not _is_plain(order):
                    votes[order] += 1
        allowed = [order for order, _times in votes.most_common() if order in orders_of(self._parties)]
        return allowed[0] if allowed else ()


def _is_plain(order: Order) -> bool:
    """Say whether an order changes nothing."""
    return order == tuple(range(len(order)))


def _parties(sections: Sequence[Section]) -> int:
    """Return how many parties sign: as many as most sections have signature blocks."""
    counts = Counter(len(section.blocks) for section in sections if len(section.blocks) > 1)
    return counts.most_common(1)[0][0] if counts else 2


def _languages(one: Sequence[str], other: Sequence[str], parties: int) -> Iterator[Finding]:
    """Yield languages that one file has and the other has not, and an order that alternat does not give."""
    shown, others = ", ".join(one), ", ".join(other)
    for language in dict.fromkeys([*one, *other]):
        if language not in one or language not in other:
            files = (2,) if language in one else (1,)
            yield Finding(kind="language-missing", place=Place(language=language), one=shown, other=others, files=files)
    if set(one) != set(other) or len(one) < 2:
        return
    if len(set(one)) < len(one) or len(set(other)) < len(other):
        yield Finding(kind="language-twice", place=Place(), one=shown, other=others)
        return
    order = tuple(one.index(language) for language in other)
    is_alike = order == tuple(range(len(order)))
    if (is_alike and len(one) >= parties) or (not is_alike and order not in orders_of(len(order))):
        yield Finding(kind="language-order", place=Place(), one=shown, other=others)
