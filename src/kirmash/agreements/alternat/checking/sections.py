"""A document by languages: where each begins, its words with their places, and its signature blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kirmash.agreements.alternat.checking.tokens import Token, run_together, tokens_of
from kirmash.agreements.alternat.checking.verdict import Place
from kirmash.agreements.alternat.languages import LANGUAGES, Language
from kirmash.agreements.alternat.reading.document import Document, Item

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[^\W_]\))\s")
_HEADING = re.compile(r"([^\W\d_]+)\s+(\d{1,3})(?=[\s.:]|$)")
_ARTICLE_WORDS = frozenset(language.article.lower() for language in LANGUAGES.values())
_ALPHABETS = {
    "be": frozenset("абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    "kk": frozenset("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
}
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_SWITCH, _SWITCH_AT_PAGE, _SWITCH_AT_TITLE = 14.0, 8.0, 5.0
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One language of a document; ``places`` says where a token's ``place`` is; blocks stand left to right."""

    language: str
    tokens: tuple[Token, ...]
    places: tuple[Place, ...]
    blocks: tuple[tuple[Token, ...], ...]

    def place(self, at: int) -> Place:
        """Return where a token stands."""
        if not self.tokens:
            return Place(language=self.language)
        return self.places[self.tokens[min(at, len(self.tokens) - 1)].place]

    def articles(self) -> tuple[int, ...]:
        """Return the numbers of the articles in their order."""
        return tuple(dict.fromkeys(place.article for place in self.places if place.article))


def sections_of(document: Document) -> tuple[Section, ...]:
    """Return the languages of a document in their order."""
    languages = _languages(document.items)
    sections: list[tuple[str, list[Item]]] = []
    for item, language in zip(document.items, languages, strict=True):
        if not sections or sections[-1][0] != language:
            sections.append((language, []))
        sections[-1][1].append(item)
    return tuple(_section(language, items) for language, items in _with_articles(sections))


def _with_articles(sections: Sequence[tuple[str, list[Item]]]) -> list[tuple[str, list[Item]]]:
    """Return sections that have articles each; what follows one without any belongs to it: a page with signatures."""
    if not any(map(_has_articles, sections)):
        return list(sections)
    found: list[tuple[str, list[Item]]] = []
    for language, items in sections:
        if found and (found[-1][0] == language or not _has_articles((language, items))):
            found[-1][1].extend(items)
        else:
            found.append((language, list(items)))
    return found


def _has_articles(section: tuple[str, list[Item]]) -> bool:
    headings = (_HEADING.match(item.text) for item in section[1])
    return any(heading is not None and heading[1].lower() in _ARTICLE_WORDS for heading in headings)


def _section(language: str, items: Sequence[Item]) -> Section:
    body, blocks = _without_blocks(items)
    places = [Place(language=language)]
    tokens: list[Token] = []
    lines: list[str] = []

    def finish() -> None:
        tokens.extend(tokens_of(run_together(lines), len(places) - 1))
        lines.clear()

    for item in body:
        text = item.text or " ".join(" ".join(column.split()) for column in item.columns)
        place = _next_place(text, places[-1])
        if place is not None:
            finish()
            places.append(place)
        lines.append(text)
    finish()
    found = tuple(tuple(tokens_of(run_together(block.splitlines()))) for block in blocks)
    return Section(language=language, tokens=tuple(tokens), places=tuple(places), blocks=found)


def _next_place(text: str, now: Place) -> Place | None:
    """Return the place that a line begins; None if it goes on where the last one was."""
    heading = _HEADING.match(text)
    if heading and heading[1].lower() in _ARTICLE_WORDS and heading[1][0].isupper() and len(text) < _LONGEST_HEADING:
        number = int(heading[2])
        if now.article < number <= now.article + 5:
            return Place(language=now.language, article=number)
    label = _NUMBER.match(text + " ")
    if label and now.article:
        return Place(language=now.language, article=now.article, paragraph=label[1])
    return None


def _without_blocks(items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """Return the items of a section without its signature blocks, and these: the last that stands side by side."""
    ends = [number for number, item in enumerate(items) if item.columns]
    if not ends or not _is_after_text(items, ends[-1]):
        return list(items), []
    end = start = ends[-1]
    while start and items[start - 1].columns:
        start -= 1
    rows = [items[number].columns for number in range(start, end + 1)]
    is_stacked = len({len(row) for row in rows}) == 1 and all("\n" not in text for row in rows for text in row)
    if len(rows) > 1 and is_stacked:
        blocks = ["\n".join(texts) for texts in zip(*rows, strict=True)]
    else:
        blocks = [text for row in rows for text in row]
    return [*items[:start], *items[end + 1 :]], blocks


def _is_after_text(items: Sequence[Item], at: int) -> bool:
    """Say whether columns stand near the end of a section, where parties sign, and not under its title."""
    after = sum(len(item.text) for item in items[at + 1 :])
    before = sum(len(item.text) for item in items[:at])
    return before > after


def _languages(items: Sequence[Item]) -> list[str]:
    """Return the language of each item: the sequence that fits best, with few changes and those at titles."""
    names = sorted(LANGUAGES)
    scores = [{name: _score(said, LANGUAGES[name], name) for name in names} for said in map(_said, items)]
    best = dict.fromkeys(names, 0.0)
    steps: list[dict[str, str]] = []
    for number, (item, score) in enumerate(zip(items, scores, strict=True)):
        is_page = number > 0 and items[number - 1].page != item.page
        cost = _SWITCH_AT_TITLE if item.weight > 0 else _SWITCH_AT_PAGE if is_page else _SWITCH
        leader = max(names, key=lambda name: best[name])
        step, now = {}, {}
        for name in names:
            is_switch = best[leader] - cost > best[name]
            step[name] = leader if is_switch else name
            now[name] = (best[leader] - cost if is_switch else best[name]) + score[name]
        steps.append(step)
        best = now
    language = max(names, key=lambda name: best[name])
    found = []
    for step in reversed(steps):
        found.append(language)
        language = step[language]
    return found[::-1]


def _said(item: Item) -> list[str]:
    return _WORD.findall((item.text or " ".join(item.columns)).lower())


def _score(words: Sequence[str], language: Language, name: str) -> float:
    """Return how well words fit a language: its frequent ones, its letters, none of others."""
    score = 2.0 * sum(1 for word in words if word in language.frequent)
    score += 8.0 if words and words[0] in language.kinds else 0.0
    alphabet = _ALPHABETS.get(name) or _LATIN.union(language.letters, "éô")
    own = frozenset(language.letters)
    for word in words:
        letters = frozenset(word)
        score += 0.0 if own.isdisjoint(letters) else 1.0
        score -= min(3.0, 1.5 * len(letters - alphabet))
    return score
