"""The originals of a text: as many as parties, each with its keeper first."""

from collections.abc import Sequence
from dataclasses import dataclass

from kirmash.agreements.alternat.faults import check
from kirmash.agreements.alternat.languages import LANGUAGES
from kirmash.agreements.alternat.markup import Group, pieces_of
from kirmash.agreements.alternat.text import Block, Party, Status, Text, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of an original, ready to print, with its number."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedArticle:
    """An article, ready to print; ``title`` is its word and number."""

    number: int
    title: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One language of an original; ``dateline`` has a left and perhaps a right part, ``label`` marks a translation."""

    language: str
    label: str
    title: str
    dateline: tuple[str, ...]
    preamble: tuple[str, ...]
    articles: tuple[ComposedArticle, ...]
    closing: tuple[str, ...]
    signatures: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What one party keeps; ``marks`` says per language whose original it is, for those who want it printed."""

    keeper: str
    sections: tuple[Section, ...]
    marks: tuple[str, ...]


def originals(text: Text, *, has_translations: bool = False) -> tuple[Original, ...]:
    """Return the originals of a text in the order of its parties; raise ``TextRefused`` if it has faults.

    Translations are no part of an original; where they are asked for, they come last, marked as such.
    """
    check(text)
    return tuple(_original(text, party, has_translations=has_translations) for party in text.parties)


def order_of(text: Text, keeper: Party) -> tuple[int, ...]:
    """Return the places of the parties as the keeper's original names them: the keeper, then the others as agreed."""
    own = text.parties.index(keeper)
    return (own, *(place for place in range(len(text.parties)) if place != own))


def joined(members: Sequence[str], joiner: str, and_word: str) -> str:
    """Return names as they stand together: with a joiner, or with commas and the word for *and*."""
    if joiner:
        return joiner.join(members)
    return ", ".join(members[:-1]) + f" {and_word} {members[-1]}"


def _original(text: Text, keeper: Party, *, has_translations: bool) -> Original:
    languages = tuple(dict.fromkeys([keeper.language, *text.languages()]))
    if has_translations:
        languages += tuple(v.language for v in text.versions if v.status is Status.TRANSLATION)
    order = order_of(text, keeper)
    sections = tuple(_section(text, text.version(language), order) for language in languages)
    marks = tuple(
        f"{LANGUAGES[language].original_of or '→' if language in LANGUAGES else '→'} {keeper.forms(language)[0]}"
        for language in languages
    )
    return Original(keeper=keeper.key, sections=sections, marks=marks)


def _section(text: Text, version: Version, order: Sequence[int]) -> Section:
    known = LANGUAGES.get(version.language)
    word = version.article_word or (known.article if known else "")
    is_translation = version.status is Status.TRANSLATION
    blocks = [text.parties[place].block(version.language) for place in order]
    return Section(
        language=version.language,
        label=(known.translation if known else "[translation]") if is_translation else "",
        title=_written(version.title, version, order),
        dateline=tuple(part.strip() for part in _written(version.dateline, version, order).split("|") if part.strip()),
        preamble=tuple(_written(paragraph, version, order) for paragraph in version.preamble),
        articles=tuple(
            ComposedArticle(
                number=article.number,
                title=f"{word} {article.number}",
                heading=_written(article.heading, version, order),
                lines=tuple(Line(text=_written(p.text, version, order), number=p.number) for p in article.paragraphs),
            )
            for article in version.articles
        ),
        closing=tuple(_written(paragraph, version, order) for paragraph in version.closing),
        signatures=tuple(block for block in blocks if block is not None),
    )


def _written(unit: str, version: Version, order: Sequence[int]) -> str:
    """Return a unit with its groups in the order of an original."""
    return "".join(_of_piece(piece, version, order) for piece in pieces_of(unit))


def _of_piece(piece: str | Group, version: Version, order: Sequence[int]) -> str:
    if isinstance(piece, str):
        return piece
    known = LANGUAGES.get(version.language)
    and_word = version.and_word or (known.and_words[0] if known else "")
    names = joined([piece.members[place] for place in order], piece.joiner, and_word)
    return names[:1].upper() + names[1:] if piece.is_sentence_start else names
