"""What a language must be able to say, and the order in which a story is told.

The order and the facts of each sentence are decided here, once for all languages; a voice finds
the words. So the first sentence says the same in every language, and carries the same claims.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from kirmash.bulletin.wording.story import (
    Delegation,
    Draft,
    Fact,
    Figure,
    Name,
    Origin,
    Pen,
    Signatory,
    Statement,
    Story,
)
from kirmash.bulletin.wording.style import NBSP, Length, Style

#: Topics said as "new prospects for …"; with them, the benefit; the ground has a sentence of its own.
PROSPECTS = ("technology-exchange", "joint-projects", "business-and-cultural-ties")
BENEFIT = "practical-benefit"
GROUND = "cooperation-of-companies"


class Voice(ABC):
    """A language as an editor writes it, in the style of an outlet."""

    #: Comparator: the words before the number.
    COMPARATORS: ClassVar[Mapping[str, str]]
    #: Whole numbers below 13 in words, as counted things of a sentence.
    NUMERALS: ClassVar[Sequence[str]]
    #: What joins the last word of an enumeration, with its spaces; and what joins one that is itself joined.
    AND: ClassVar[str]
    AND_ALSO: ClassVar[str]

    def __init__(self, style: Style) -> None:
        self.style = style

    @abstractmethod
    def headline(self, story: Story) -> str:
        """Return the headline."""

    @abstractmethod
    def lead(self, story: Story) -> str:
        """Say who did what with which document, when and where."""

    @abstractmethod
    def signatories(self, story: Story, signatories: Sequence[Signatory]) -> str:
        """Say who signed for whom, in which office."""

    @abstractmethod
    def prospects(self, statement: Statement, prospects: Sequence[Fact], *, has_benefit: bool) -> str:
        """Say of which prospects a side spoke."""

    @abstractmethod
    def ground(self) -> str:
        """Say what cooperation of companies is to be, in the words of the side that spoke last."""

    @abstractmethod
    def fields(self, statement: Statement, fields: Sequence[Fact]) -> str:
        """Say which fields of cooperation a side named."""

    @abstractmethod
    def talks(self) -> str:
        """Say that the heads of both cities held talks."""

    @abstractmethod
    def directions(self, directions: Sequence[Fact], *, is_open: bool) -> str:
        """Say which directions of trade were named in the talks."""

    @abstractmethod
    def dates(self, story: Story) -> str:
        """Say when and where the fair was held."""

    @abstractmethod
    def area(self, area: Figure, ground: Fact | None) -> str:
        """Say how large the fair was."""

    @abstractmethod
    def sections(self, sections: Sequence[Fact]) -> str:
        """Say which sections it had."""

    @abstractmethod
    def exhibitors(self, figure: Figure, origins: Sequence[Origin]) -> str:
        """Say how many companies took part, and from where."""

    @abstractmethod
    def organisers(self, figure: Figure) -> str:
        """Say which number of companies the organisers gave."""

    def figure(self, figure: Figure) -> str:
        """Return a number with its comparator."""
        words = self.COMPARATORS[figure.comparator]
        number = self.style.number(figure.number)
        return f"{words}{NBSP}{number}" if words else number

    def numeral(self, number: int) -> str:
        """Return a small number in words, a larger one in digits."""
        return self.NUMERALS[number] if number < len(self.NUMERALS) else self.style.number(number)

    def list(self, words: Iterable[str]) -> str:
        """Return words joined as an enumeration."""
        found = list(words)
        if len(found) < 2:
            return "".join(found)
        *most, last = found
        return f"{', '.join(most)}{self.joiner(last)}{last}"

    def joiner(self, last: str) -> str:
        """Return what stands before the last word of an enumeration; another where it has its own "and"."""
        return self.AND_ALSO if self.AND in last else self.AND

    def texts(self, names: Iterable[Name]) -> str:
        """Return names as an enumeration."""
        return self.list(name.text for name in names)

    def cased(self, names: Iterable[Name], case: str) -> str:
        """Return names in a case as an enumeration."""
        return self.list(name.in_case(case) for name in names)


class FullVoice(Voice):
    """A language of full quality, in which the long telling is written, too."""

    @abstractmethod
    def delegation(self, delegation: Delegation) -> str:
        """Say how many companies came with a delegation."""

    @abstractmethod
    def programme(self, sessions: Figure) -> str:
        """Say how many sessions the business programme had."""

    @abstractmethod
    def visitors(self, visitors: Figure, countries: Figure | None) -> str:
        """Say how many visitors came, and from how many countries."""


def tell(story: Story, voice: Voice) -> tuple[str, str, list[Draft]]:
    """Return headline, dateline and the sentences of a story, as many as the style's length asks for."""
    pen = Pen()
    _agreement(pen, story, voice)
    if voice.style.length != Length.FLASH:
        for statement in story.statements:
            _statement(pen, statement, voice)
        _talks(pen, story, voice)
        _fair(pen, story, voice)
        _companies(pen, story, voice)
    if voice.style.length == Length.LONG and isinstance(voice, FullVoice):
        _more(pen, story, voice)
    finish = voice.style.finish
    drafts = [Draft(paragraph=d.paragraph, text=finish(d.text), claims=d.claims) for d in pen.drafts]
    return finish(voice.headline(story)), voice.style.filed(story.dateline, story.filed_on), drafts


def _agreement(pen: Pen, story: Story, voice: Voice) -> None:
    pen.use(story.fair, story.kind, story.act, story.signed_on, story.signed_at, story.place)
    pen.write("lead", voice.lead(story))
    if story.signatories:
        pen.use(*story.signatories, story.act)
        pen.write("lead", voice.signatories(story, story.signatories))


def _statement(pen: Pen, statement: Statement, voice: Voice) -> None:
    topics = dict(statement.topics)
    prospects = [topics.pop(key) for key in PROSPECTS if key in topics]
    benefit = topics.pop(BENEFIT, None) if prospects else None
    ground = topics.pop(GROUND, None) if prospects else None
    if prospects:
        pen.use(*prospects, benefit)
        pen.write("statements", voice.prospects(statement, prospects, has_benefit=benefit is not None))
    if ground:
        pen.use(ground)
        pen.write("statements", voice.ground())
    if topics:
        pen.use(*topics.values())
        pen.write("statements", voice.fields(statement, list(topics.values())))


def _talks(pen: Pen, story: Story, voice: Voice) -> None:
    if not story.talks:
        return
    pen.use(*story.talks, story.signed_at)
    pen.write("talks", voice.talks())
    if story.directions:
        pen.use(*story.directions, story.directions_open)
        pen.write("talks", voice.directions(story.directions, is_open=story.directions_open is not None))


def _fair(pen: Pen, story: Story, voice: Voice) -> None:
    pen.use(story.fair, story.begins, story.ends, story.place, story.is_first)
    pen.write("fair", voice.dates(story))
    if story.area:
        pen.use(story.area, story.ground)
        pen.write("fair", voice.area(story.area, story.ground))
    if story.sections:
        pen.use(*story.sections)
        pen.write("fair", voice.sections(story.sections))


def _companies(pen: Pen, story: Story, voice: Voice) -> None:
    origins = list(story.origins)
    for figure in story.exhibitors:
        pen.use(figure)
        if figure.counted_by == "organisers":
            pen.write("fair", voice.organisers(figure))
            continue
        for origin in origins:
            pen.use(*origin.places, origin.figure, origin.regions, *origin.expositions)
        pen.write("fair", voice.exhibitors(figure, origins))
        origins = []


def _more(pen: Pen, story: Story, voice: FullVoice) -> None:
    for delegation in story.delegations:
        pen.use(delegation.companies, delegation.on_stand)
        pen.write("more", voice.delegation(delegation))
    if story.sessions:
        pen.use(story.sessions)
        pen.write("more", voice.programme(story.sessions))
    if story.visitors:
        pen.use(story.visitors, story.visitor_countries)
        pen.write("more", voice.visitors(story.visitors, story.visitor_countries))
