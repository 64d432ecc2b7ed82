"""What every rule is given: the facts, the words, the sentence and its surroundings; and where it reports."""

import datetime
from dataclasses import dataclass, field

from kirmash.bulletin.check.amounts import Amount
from kirmash.bulletin.check.calendar import DaySaid
from kirmash.bulletin.check.facts import Deed, Facts
from kirmash.bulletin.check.findings import Finding, Slip, Support
from kirmash.bulletin.check.marking import Mark, Sentence
from kirmash.bulletin.check.naming import Names
from kirmash.bulletin.check.vocabulary import Vocabulary


@dataclass(slots=True, kw_only=True)
class Context:
    """A sentence under examination, and the report that grows."""

    facts: Facts
    words: Vocabulary
    names: Names
    original: str
    sentence: Sentence
    bare: str
    amounts: list[Amount] = field(default_factory=list)
    days: list[DaySaid] = field(default_factory=list)
    before: "Context | None" = None
    findings: list[Finding] = field(default_factory=list)
    supported: list[Support] = field(default_factory=list)

    def report(self, start: int, end: int, slip: Slip, expected: str = "", claims: tuple[str, ...] = ()) -> None:
        """Note a span, by its places in the whole text, that the facts do not carry."""
        said = self.original[start:end]
        self.findings.append(Finding(start=start, end=end, said=said, slip=slip, expected=expected, claims=claims))

    def support(self, start: int, end: int, what: str, claims: tuple[str, ...] = ()) -> None:
        """Note a span that the facts carry."""
        said = self.original[start:end]
        self.supported.append(Support(start=start, end=end, said=said, what=what, claims=claims))

    def flag(self, mark: Mark, slip: Slip, expected: str = "", claims: tuple[str, ...] = ()) -> None:
        """Note a mark that the facts do not carry."""
        self.report(mark.start, mark.end, slip, expected, claims)

    def cue(self, *names: str) -> list[Mark]:
        """Return the cues of some names in the sentence."""
        return self.sentence.of(*(f"cue {name}" for name in names))

    @property
    def deed(self) -> Deed:
        """The instrument that the sentence speaks of: that of the parties it names, else the first."""
        places = {mark.value for mark in self.sentence.of("place")}
        fitting = [deed for deed in self.facts.deeds if places & set(deed.parties)]
        return fitting[0] if fitting else self.facts.deeds[0]

    def said(self, reference: str) -> str:
        """Return the name of something in the language of the text."""
        for entity in self.facts.entities:
            if entity.reference == reference:
                return next(iter(entity.forms.get(self.words.language, ())), reference)
        return reference.partition(":")[2]

    def between(self, start: int, end: int) -> str:
        """Return the bare text between two places of the whole text."""
        return self.bare[max(0, start - self.sentence.start) : max(0, end - self.sentence.start)]


def iso(date: datetime.date | None) -> str:
    """Return a date as findings carry it."""
    return f"@{date.isoformat()}" if date else ""


def nearest(marks: list[Mark], place: int) -> Mark | None:
    """Return the mark nearest to a place; what stands before it is nearer than what stands behind."""
    return min(marks, key=lambda m: place - m.end if m.end <= place else (m.start - place) * 2 + 40, default=None)
