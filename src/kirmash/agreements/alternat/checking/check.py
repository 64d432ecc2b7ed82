"""The check of finished originals against one another, with no knowledge but the files, or against the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kirmash.agreements.alternat.checking.alignment import steps_of
from kirmash.agreements.alternat.checking.comparing import Comparison, Sections
from kirmash.agreements.alternat.checking.naming import Names
from kirmash.agreements.alternat.checking.sections import sections_of
from kirmash.agreements.alternat.checking.tokens import is_mixed, text_of, tokens_of
from kirmash.agreements.alternat.checking.verdict import Checked, Finding, Place, Verdict
from kirmash.agreements.alternat.composing import Original, originals
from kirmash.agreements.alternat.reading.document import Document, Item
from kirmash.agreements.alternat.text import Text

#: What a file may hold beside its text without a doubt about the text.
HARMLESS = frozenset({"pictures", "comments"})
Named = tuple[str, Document]


def check_files(files: Sequence[Named]) -> Verdict:
    """Return whether finished originals differ in order only; each is held against the first."""
    read = [sections_of(document) for _name, document in files]
    findings = [one for number, (_n, document) in enumerate(files, start=1) for one in _own(number, document, read)]
    exchanged = 0
    keepers = [""] * len(files)
    for number in range(2, len(files) + 1):
        comparison = Comparison(read[0], read[number - 1])
        found = [*comparison.findings(), *_margins(files[0][1], files[number - 1][1], comparison.names())]
        findings += [replace(one, files=tuple(number if n == 2 else n for n in one.files)) for one in found]
        exchanged += comparison.exchanged
        keepers[0] = keepers[0] or comparison.keeper(0)
        keepers[number - 1] = comparison.keeper(1)
    findings += _kept_twice(keepers[1:], first=2)
    return _verdict(files, read, keepers, exchanged, findings)


def check_against(text: Text, files: Sequence[Named]) -> Verdict:
    """Return whether finished files are originals of a text, each of another party; ``one`` is what the text has."""
    expected = {original.keeper: sections_of(_document(original)) for original in originals(text)}
    own = {party.key: (party.forms(party.language) or ("",))[0] for party in text.parties}
    read = [sections_of(document) for _name, document in files]
    findings, keepers = [], []
    for number, (_name, document) in enumerate(files, start=1):
        key = min(expected, key=lambda one, n=number: _distance(expected[one], read[n - 1]))  # type: ignore[misc]
        keepers.append(own[key])
        comparison = Comparison(expected[key], read[number - 1], is_expected=True)
        found = [*_own(number, document, read), *comparison.findings()]
        findings += [replace(one, files=(number,)) for one in found]
    findings += _kept_twice(keepers, first=1)
    return _verdict(files, read, keepers, 0, findings)


def _verdict(files: Sequence[Named], read: Sequence[Sections], keepers: Sequence[str], exchanged: int,
             findings: Sequence[Finding]) -> Verdict:  # fmt: skip
    checked = tuple(
        Checked(name=name, kind=document.kind, keeper=keeper, languages=tuple(s.language for s in sections),
                words=sum(len(s.tokens) for s in sections), unread=document.unread)
        for (name, document), keeper, sections in zip(files, keepers, read, strict=True)
    )  # fmt: skip
    return Verdict(is_same=not findings, files=checked, exchanged=exchanged, findings=tuple(findings))


def _document(original: Original) -> Document:
    """Return an original as it would be read from a file."""
    items: list[Item] = []
    for page, section in enumerate(original.sections, start=1):
        if section.label:
            items.append(Item(text=section.label, page=page))
        items.append(Item(text=section.title, page=page, weight=8))
        lines = [" ".join(section.dateline), *section.preamble]
        for article in section.articles:
            lines.append(f"{article.title}. {article.heading}" if article.heading else article.title)
            lines += [f"{line.number} {line.text}".strip() for line in article.lines]
        lines += section.closing
        items += [Item(text=line, page=page) for line in lines if line]
        blocks = tuple("\n".join(filter(None, (b.body, b.office, b.person))) for b in section.signatures)
        items.append(Item(columns=blocks, page=page))
    return Document(kind="text", items=tuple(items))


def _distance(one: Sections, other: Sections) -> int:
    """Return how far a document is from an original: words that differ, and languages out of place."""
    there = {section.language: section for section in other}
    found = 10 * sum(1 for a, b in zip(one, other, strict=False) if a.language != b.language)
    for section in one:
        twin = there.get(section.language)
        blocks = [token for block in section.blocks for token in block]
        others = [token for block in twin.blocks for token in block] if twin else []
        steps = steps_of([*section.tokens, *blocks], [*twin.tokens, *others] if twin else [])
        found += sum(max(end - start, other_end - other_start) for equal, start, end, other_start, other_end in steps
                     if not equal)  # fmt: skip
    return found


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


def _margins(one: Document, other: Document, names: Sequence[Names]) -> Iterator[Finding]:
    """Yield headers and footers that differ in more than in whose original they name."""
    here, there = (sorted(_margin(text, names) for text in document.margins) for document in (one, other))
    if here != there:
        yield Finding(kind="margins", place=Place(), one=" | ".join(one.margins), other=" | ".join(other.margins))


def _margin(text: str, names: Sequence[Names]) -> str:
    """Return a header or footer with a blank where it names a party."""
    tokens = [token for token in tokens_of(text) if any(letter.isalnum() for letter in token.text)]
    kept = [token for token in tokens if not any(of.party(token) is not None for of in names)]
    return text_of(kept).lower()


def _kept_twice(keepers: Sequence[str], *, first: int) -> Iterator[Finding]:
    """Yield originals that belong to the same party as one before."""
    for number, keeper in enumerate(keepers):
        before = list(keepers).index(keeper)
        if keeper and before < number:
            yield Finding(kind="same-original", place=Place(), one=keeper, files=(before + first, number + first))
