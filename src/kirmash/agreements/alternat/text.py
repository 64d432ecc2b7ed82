"""The structured text of an instrument: its parties, and what it says in each language."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a language version is worth."""

    AUTHENTIC = "authentic"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What stands over and under the line on which a party signs, in one language."""

    language: str
    body: str
    office: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The forms of a party's name in one language, the plain one first, others as the cases of the text need them."""

    language: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of an instrument; it keeps the original that begins with its name and its language."""

    key: str
    language: str
    names: tuple[Name, ...]
    blocks: tuple[Block, ...]

    def forms(self, language: str) -> tuple[str, ...]:
        """Return the forms of the name in a language."""
        return next((name.forms for name in self.names if name.language == language), ())

    def block(self, language: str) -> Block | None:
        """Return the signature block in a language."""
        return next((block for block in self.blocks if block.language == language), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of an article: its text with groups in braces, and its number as it is printed, as in ``2.``."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A numbered article."""

    number: int
    paragraphs: tuple[Paragraph, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the instrument says in one language.

    ``dateline`` is place and date; ``article_word`` and ``and_word`` are needed only for languages
    that ``languages.py`` does not know.
    """

    language: str
    title: str
    articles: tuple[Article, ...]
    dateline: str = ""
    preamble: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    status: Status = Status.AUTHENTIC
    article_word: str = ""
    and_word: str = ""

    def units(self) -> tuple[tuple[int, int, str], ...]:
        """Return every text that may hold groups, with its article (0: outside) and its place there from 1."""
        outside = (self.title, self.dateline, *self.preamble, *self.closing)
        found = [(0, place, text) for place, text in enumerate(outside, start=1) if text]
        for article in self.articles:
            texts = (article.heading, *(paragraph.text for paragraph in article.paragraphs))
            found += [(article.number, place, text) for place, text in enumerate(texts) if text]
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An instrument in all its languages; parties and versions stand in their agreed order."""

    parties: tuple[Party, ...]
    versions: tuple[Version, ...]

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the authentic versions: those of the parties in their order, then others."""
        authentic = [version.language for version in self.versions if version.status is Status.AUTHENTIC]
        own = [party.language for party in self.parties if party.language in authentic]
        return tuple(dict.fromkeys([*own, *authentic]))

    def version(self, language: str) -> Version:
        """Return the version in a language."""
        return next(version for version in self.versions if version.language == language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a text cannot become originals: what is wrong, and where; ``say_fault`` puts it into a sentence.

    ``line`` is that of the markup, 0 where the text did not come from markup.
    """

    code: str
    language: str = ""
    article: int = 0
    place: int = 0
    line: int = 0
    values: tuple[str, ...] = ()


class TextRefused(ValueError):
    """A text from which no originals can be made, with everything that is wrong in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(" ".join((fault.code, fault.language, *fault.values)).strip() for fault in faults))
        self.faults = faults
