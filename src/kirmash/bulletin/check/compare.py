"""All languages say the same: what one of them says and the others do not, and where."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kirmash.bulletin.check.reading import Entity, Marks, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A sentence in one language that does not say what the others say; ``place`` 0 is the head."""

    style: str
    place: int
    kind: str
    said: tuple[str, ...]
    expected: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        said, expected = ", ".join(self.said) or "–", ", ".join(self.expected) or "–"
        return f"{self.style} {self.place} {self.kind}: {said} ≠ {expected}"


def differences(
    texts: Mapping[str, Sequence[str]], entities: Sequence[Entity], *, is_ordered: bool = True
) -> list[Difference]:
    """Compare sentences by number, name, date, act and kind; ``texts`` has a list for each style.

    What most styles say is expected of all; where they are even, what the first says.
    Languages that order the words of a sentence in their own way are compared without the order.
    """
    readers = {style: Reader(style.split("-")[0], entities) for style in texts}
    longest = Counter(len(sentences) for sentences in texts.values()).most_common(1)[0][0]
    found = [
        Difference(style=style, place=len(sentences), kind="sentences", said=(str(len(sentences)),),
                   expected=(str(longest),), text=sentences[-1] if sentences else "")
        for style, sentences in texts.items() if len(sentences) != longest
    ]  # fmt: skip
    if found:
        return found
    for place in range(longest):
        marks = {style: readers[style].read(sentences[place]) for style, sentences in texts.items()}
        if not is_ordered:
            marks = {style: _sorted(said) for style, said in marks.items()}
        found += _at(place, marks, {style: sentences[place] for style, sentences in texts.items()})
    return found


def _sorted(marks: Marks) -> Marks:
    return {kind: tuple(sorted(said)) for kind, said in marks.items()}


def _at(place: int, marks: Mapping[str, Marks], sentences: Mapping[str, str]) -> list[Difference]:
    found = []
    for kind in sorted({kind for said in marks.values() for kind in said}):
        said = {style: of.get(kind, ()) for style, of in marks.items()}
        expected = Counter(said.values()).most_common(1)[0][0]
        found += [
            Difference(style=style, place=place, kind=kind, said=words, expected=expected, text=sentences[style])
            for style, words in said.items()
            if words != expected
        ]
    return found
