"""From a text to marks: sentences, quotations, names, dates, numbers and words that mean something to a rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kirmash.bulletin.check.facts import Facts, Saying
from kirmash.bulletin.check.vocabulary import Vocabulary, fold

BLANK = "\x00"
_QUOTED = re.compile(r"„([^“”\"]+)[“”\"]|“([^“”]+)”|«([^«»]+)»|»([^«»]+)«|\"([^\"]+)\"")
#: Markdown that says nothing: headings, emphasis, notes, addresses of links.
_MARKDOWN = re.compile(
    r"\[\^\d+\](?::.*)?|^#{1,6}\s|^\s*[-*+]\s|^>\s?|\*{1,3}|(?<=\])\([^)\s]*\)|[\[\]`]", re.MULTILINE
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-ZА-ЯЁІ]|\d{1,2}|bzw|ca|d\. ?h|z\. ?B|u|a|Dr|Prof|St|Mr|Mrs|Ms|No|approx|Sept|Oct|Nov|Dec|Jan|Feb|Aug|"
    r"sq|г|гг|тыс|млн|млрд|кв|руб|им|ул|т|д|п|тыс|Mio|Mrd|Tsd|Nr|vgl|st))\.$"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A span and what it means: its type (place, number, act …) and its value."""

    start: int
    end: int
    type: str
    value: str = ""


@dataclass(slots=True, kw_only=True)
class Sentence:
    """A sentence with its marks, by type in the order of the text."""

    start: int
    end: int
    text: str
    paragraph: int
    marks: list[Mark] = field(default_factory=list)

    def of(self, *types: str) -> list[Mark]:
        """Return the marks of some types."""
        return [mark for mark in self.marks if mark.type in types]

    def has(self, *types: str) -> bool:
        """Whether there is a mark of one of the types."""
        return any(mark.type in types for mark in self.marks)


def prepare(text: str, language: str) -> str:
    """Return the text folded and without Markdown, every letter at its place."""
    return _MARKDOWN.sub(lambda match: " " * len(match.group()), fold_lines(text, language))


def fold_lines(text: str, language: str) -> str:
    """Return the text folded, its line ends kept."""
    return "\n".join(fold(line, language) for line in text.split("\n"))


def sentences_of(text: str, together: Iterable[Mark] = ()) -> list[Sentence]:
    """Return the sentences of a prepared text; none ends within what stands together."""
    whole = [(mark.start, mark.end) for mark in together]
    found: list[Sentence] = []
    for paragraph, match in enumerate(re.finditer(r"[^\n]+", text)):
        start = match.start()
        ends = [e for e in _ends(match.group(), match.start()) if not any(first < e < last for first, last in whole)]
        for end in [*ends, match.end()]:
            if text[start:end].strip():
                found.append(Sentence(start=start, end=end, text=text[start:end], paragraph=paragraph))
            start = end
    return found


def _ends(line: str, offset: int) -> list[int]:
    """Return where sentences end within a line."""
    ends = []
    for match in re.finditer(r"[.!?…]+[“”»\")]*\s+(?=[\"„“«»(]?[A-ZÄÖÜА-ЯЁІЎ\d])", line):
        before = line[: match.start() + 1]
        if line[match.start()] != "." or not _ABBREVIATED.search(before[-12:]):
            ends.append(offset + match.end())
    return ends


def quoted(text: str) -> list[Mark]:
    """Return what stands in quotation marks, without them."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number in range(1, 6) if match.group(number) is not None)
        found.append(Mark(start=match.start(group), end=match.end(group), type="quote", value=match.group(group)))
    return found


def find(text: str, patterns: Mapping[str, re.Pattern[str]], type_: str, offset: int = 0) -> list[Mark]:
    """Return where patterns stand; of overlapping ones the first and longest."""
    hits = [
        Mark(start=offset + match.start(), end=offset + match.end(), type=type_, value=value)
        for value, pattern in patterns.items()
        for match in pattern.finditer(text)
    ]
    return apart(hits)


def apart(hits: Iterable[Mark]) -> list[Mark]:
    """Return marks that do not overlap: the longer before the shorter, in the order of the text."""
    kept: list[Mark] = []
    for hit in sorted(hits, key=lambda mark: (mark.start - mark.end, mark.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept)


def blanked(text: str, marks: Iterable[Mark], offset: int = 0) -> str:
    """Return the text with marked spans blank."""
    for mark in marks:
        start, end = max(mark.start - offset, 0), max(mark.end - offset, 0)
        text = text[:start] + BLANK * (min(end, len(text)) - start) + text[end:]
    return text


def cue_marks(sentence: Sentence, text: str, words: Vocabulary) -> list[Mark]:
    """Return the words of a sentence that tell a rule something; of ``text`` names are blank already."""
    marks = []
    for cue, pattern in words.cues.items():
        marks += find(text, {cue: pattern}, f"cue {cue}", sentence.start)
    neutral = find(text, {"": words.acts_neutral}, "neutral", sentence.start)
    acts = find(blanked(text, neutral, sentence.start), words.acts, "act", sentence.start)
    kinds = _first_of(text, words.kinds, "kind", sentence.start)
    roles = _first_of(text, words.roles, "role", sentence.start)
    levels = find(text, words.levels, "level", sentence.start)
    bodies = find(text, {"": words.bodies}, "body", sentence.start)
    marks = [m for m in marks if not (m.type == "cue future" and any(k.start <= m.start < k.end for k in kinds))]
    return [*marks, *acts, *kinds, *roles, *levels, *bodies]


def _first_of(text: str, patterns: Mapping[str, re.Pattern[str]], type_: str, offset: int) -> list[Mark]:
    """Return marks of patterns tried in their order, each taking its words from the later ones."""
    marks: list[Mark] = []
    for value, pattern in patterns.items():
        found = find(text, {value: pattern}, type_, offset)
        text = blanked(text, found, offset)
        marks += found
    return sorted(marks)


def sayings(quotes: Iterable[Mark], facts: Facts, language: str) -> dict[Mark, Saying | None]:
    """Return for each longer quotation the stored one that it repeats, or nothing."""
    stored = {_bare(saying.text, language): saying for saying in facts.sayings}
    return {
        quote: next((saying for bare, saying in stored.items() if _bare(quote.value, language) in bare), None)
        for quote in quotes
    }


def _bare(text: str, language: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text, language).lower()))
