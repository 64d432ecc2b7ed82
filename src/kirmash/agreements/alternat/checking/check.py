"""The check of finished originals against one another, with no knowledge but the files, or against the text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kirmash.agreements.alternat.checking.exchanges import Order, orders_of
from kirmash.agreements.alternat.checking.naming import Names
from kirmash.agreements.alternat.checking.pairs import block_order, findings_of, pair_up
from kirmash.agreements.alternat.checking.sections import Section, sections_of
from kirmash.agreements.alternat.checking.tokens import is_mixed, text_of, tokens_of
from kirmash.agreements.alternat.checking.verdict import Checked, Finding, Place, Verdict
from kirmash.agreements.alternat.reading.document import Document

#: What a file may hold beside its text without a doubt about the text.
HARMLESS = frozenset({"pictures", "comments"})
Sections = tuple[Section, ...]
Named = tuple[str, Document]


def check_files(files: Sequence[Named]) -> Verdict:
    """Return whether finished originals differ in order only; each is held against the first."""
    read = [sections_of(document) for _name, document in files]
    findings = [one for number, (_n, document) in enumerate(files, start=1) for one in _own(number, document, read)]
    exchanged = 0
    keepers = [""] * len(files)
    for number in range(2, len(files) + 1):
        comparison = _Comparison(read[0], read[number - 1])
        found = [*comparison.findings(), *_margins(files[0][1], files[number - 1][1], comparison)]
        findings += [replace(one, files=tuple(number if n == 2 else n for n in one.files)) for one in found]
        exchanged += comparison.exchanged
        keepers[0] = keepers[0] or comparison.keeper(0)
        keepers[number - 1] = comparison.keeper(1)
    findings += _kept_twice(keepers)
    checked = tuple(
        Checked(name=name, kind=document.kind, keeper=keeper, languages=tuple(s.language for s in sections),
                words=sum(len(s.tokens) for s in sections), unread=document.unread)
        for (name, document), keeper, sections in zip(files, keepers, read, strict=True)
    )  # fmt: skip
    return Verdict(is_same=not findings, files=checked, exchanged=exchanged, findings=tuple(findings))


class _Comparison:
    """Two documents, language by language."""

    def __init__(self, one: Sections, other: Sections) -> None:
        self._one, self._other = one, other
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
        """Return who is named first in the one (0) or in the other (1), in the first language that tells."""
        if not self._order:
            return ""
        party = 0 if which == 0 else self._order[0]
        shown = (pair.names.shown(party) for pair in self._pairs)
        return next((name for name in shown if name), "")

    def names(self) -> list[Names]:
        """Return the names that were learnt, by language."""
        return [pair.names for pair in self._pairs]

    def findings(self) -> Iterator[Finding]:
        """Yield everything in which the two differ but in order, and every order that is not as it must be."""
        languages = [section.language for section in self._one]
        others = [section.language for section in self._other]
        yield from _languages(languages, others, self._parties)
        if not self._order:
            yield Finding(kind="same-original", place=Place())
        order = self._order or tuple(range(self._parties))
        for pair in self._pairs:
            if not pair.one.blocks and not pair.other.blocks:
                place = Place(language=pair.one.language, part="signatures")
                yield Finding(kind="no-signature-blocks", place=place)
            found = list(findings_of(pair, order, (languages, others)))
            yield from (one for one in found if self._order or one.kind != "names-alike")

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


def _own(number: int, document: Document, read: Sequence[Sections]) -> Iterator[Finding]:
    """Yield what is wrong with a file by itself: what cannot be read in it, and words of two alphabets."""
    for name in document.unread:
        if name not in HARMLESS:
            yield Finding(kind="not-read", place=Place(), one=name, files=(number,))
    for section in read[number - 1]:
        for at, token in enumerate(section.tokens):
            if is_mixed(token.text):
                yield Finding(kind="look-alike", place=section.place(at), one=token.text, files=(number,))
        for token in (token for block in section.blocks for token in block):
            if is_mixed(token.text):
                place = Place(language=section.language, part="signatures")
                yield Finding(kind="look-alike", place=place, one=token.text, files=(number,))


def _margins(one: Document, other: Document, comparison: _Comparison) -> Iterator[Finding]:
    """Yield headers and footers that differ in more than in whose original they name."""
    names = comparison.names()
    here, there = (sorted(_margin(text, names) for text in document.margins) for document in (one, other))
    if here != there:
        yield Finding(kind="margins", place=Place(), one=" | ".join(one.margins), other=" | ".join(other.margins))


def _margin(text: str, names: Sequence[Names]) -> str:
    """Return a header or footer with a blank where it names a party."""
    tokens = [token for token in tokens_of(text) if any(letter.isalpha() for letter in token.text)]
    kept = [token for token in tokens if not any(of.party(token) is not None for of in names)]
    return text_of(kept).lower()


def _kept_twice(keepers: Sequence[str]) -> Iterator[Finding]:
    """Yield originals beyond the first two that belong to the same party as another."""
    for number, keeper in enumerate(keepers, start=1):
        first = list(keepers).index(keeper) + 1
        if keeper and first < number and first > 1:
            yield Finding(kind="same-original", place=Place(), one=keeper, files=(first, number))
