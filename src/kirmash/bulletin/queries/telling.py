"""A text as it is told: headline, dateline, and sentences with the claims that carry them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kirmash.bulletin.check.findings import Report
from kirmash.bulletin.check.marking import sentences_of
from kirmash.bulletin.models import Release, Told

#: Stands between dateline and text.
DASH = " – "
#: What tells a dateline from another beginning with a dash: the year.
_YEAR = re.compile(r"\b\d{4}\b")
_LONGEST_DATELINE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of a text, the number of its paragraph, and the keys of the claims that carry it."""

    paragraph: int
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A text in its parts."""

    headline: str
    dateline: str
    lines: tuple[Line, ...]


def plain(text: str) -> str:
    """Return a text with one paragraph to a line, an empty line between two, and single spaces."""
    lines = (squeezed(line) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def squeezed(line: str) -> str:
    """Return a line with single spaces; those that hold a number together stay."""
    return re.sub(r"[ \t]+", " ", line).strip(" \t")


def telling_of(text: str, release: Release, report: Report | None) -> Telling:
    """Return a plain text in its parts.

    A sentence that stands in the release as it is keeps its claims; others have those that the checker found in them.
    """
    headline, _gap, body = text.partition("\n\n")
    head, dash, rest = body.partition(DASH)
    dateline = head if dash and _is_dateline(head, release) else ""
    start = len(text) - len(rest) if dateline else len(text) - len(body)
    known = {
        squeezed(sentence.text): tuple(sorted(claim.key for claim in sentence.claims.all()))
        for sentence in release.sentences.prefetch_related("claims")
    }
    return Telling(headline=headline, dateline=dateline, lines=tuple(_lines(text, start, known, report)))


def _is_dateline(head: str, release: Release) -> bool:
    if head == release.dateline:
        return True
    return "\n" not in head and len(head) <= _LONGEST_DATELINE and bool(_YEAR.search(head))


def _lines(text: str, start: int, known: Mapping[str, tuple[str, ...]], report: Report | None) -> Iterator[Line]:
    for number, match in enumerate(re.finditer(r"[^\n]+", text[start:]), start=1):
        for first, last, claims in _pieces(match.group(), start + match.start(), known, report):
            yield Line(paragraph=number, text=text[first:last].strip(), claims=claims)


def _pieces(
    paragraph: str, offset: int, known: Mapping[str, tuple[str, ...]], report: Report | None
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the sentences of a paragraph as spans of the text: those that are known, and what stands between them."""
    place = 0
    held = sorted((paragraph.find(text), text) for text in known if text in paragraph)
    for begin, text in [*held, (len(paragraph), "")]:
        if begin < place:  # within another
            continue
        for sentence in sentences_of(paragraph[place:begin]):
            first, last = offset + place + sentence.start, offset + place + sentence.end
            yield first, last, _carried(first, last, report)
        if text:
            yield offset + begin, offset + begin + len(text), known[text]
        place = begin + len(text)


def _carried(first: int, last: int, report: Report | None) -> tuple[str, ...]:
    supported = report.supported if report else ()
    return tuple(sorted({claim for one in supported if first <= one.start < last for claim in one.claims}))


def paragraphs_of(told: Told) -> list[str]:
    """Return the paragraphs of a bulletin, without the dateline."""
    paragraphs: dict[str, list[str]] = {}
    for sentence in told.sentences.all():
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    return [" ".join(sentences) for sentences in paragraphs.values()]


def text_of(told: Told) -> str:
    """Return a bulletin as plain text: headline, then the paragraphs, the first with the dateline."""
    first, *others = paragraphs_of(told) or [""]
    begun = f"{told.dateline}{DASH}{first}" if told.dateline else first
    return plain("\n\n".join([told.headline, begun, *others]))
