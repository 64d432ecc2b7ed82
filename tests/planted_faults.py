"""Slips of the pen, planted in one of two originals: each with its kind, and the place where it stands."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kirmash.agreements.alternat.composing import ComposedArticle, Line, Original, Section

MONTHS = {
    language: tuple(names.split())
    for language, names in {
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "be": "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "en": "January February March April May June July August September October November December",
    }.items()
}
COMPARATORS = {
    "ru": {
        "не менее": "не более",
        "не более": "не менее",
        "не позднее": "не ранее",
        " до ": " от ",
        "старше": "младше",
    },
    "be": {"не менш": "не больш", "не больш": "не менш", "Не пазней": "Не раней", " да ": " ад "},
    "de": {"mindestens": "höchstens", "bis zu": "ab", "innerhalb": "außerhalb", " über 2": " unter 2", "bis": "ab"},
    "en": {"no fewer": "no more", "at least": "at most", "within": "after", "above": "below", " by ": " after "},
}
WORDS = {
    "ru": {"пять": "шесть", "два": "три", "двух": "трёх", "трёх": "двух"},
    "be": {"пяць": "шэсць", "двух": "трох", "трох": "двух", "два": "тры"},
    "de": {"fünf": "sechs", "drei": "zwei", "vier": "drei", "zweimal": "dreimal"},
    "en": {"four": "five", "twice": "once", "second": "third", "both": "all"},
}
Thing = TypeVar("Thing")
TWINS = {"о": "o", "а": "a", "е": "e", "с": "c", "р": "p", "х": "x"}
EXTRA = {"ru": "преимущественно", "be": "пераважна", "de": "vorrangig", "en": "preferably"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """An original with one fault, and where it stands: language and article, none for one of the whole."""

    kind: str
    language: str
    article: int
    spoilt: Original


@dataclass(frozen=True, slots=True)
class Spot:
    """A text of an original that can be written anew: its section, its article, and where in these it stands."""

    section: int
    article: int
    text: str
    part: str
    at: tuple[int, ...]

    def put(self, original: Original, text: str) -> Original:
        """Return an original with another text here."""
        if self.part == "line":
            return _with_line(original, (self.section, *self.at), text)
        if self.part == "title":
            return _with(original, self.section, title=text)
        texts: tuple[str, ...] = getattr(original.sections[self.section], self.part)
        return _with(original, self.section, **{self.part: _changed(texts, self.at[0], text)})


def spots(original: Original) -> list[Spot]:
    """Return the texts of an original."""
    found: list[Spot] = []
    for n, section in enumerate(original.sections):
        last = section.articles[-1].number
        found.append(Spot(n, 0, section.title, "title", ()))
        for part in ("dateline", "preamble", "closing"):
            texts: tuple[str, ...] = getattr(section, part)
            found += [Spot(n, last if part == "closing" else 0, one, part, (k,)) for k, one in enumerate(texts)]
        for k, article in enumerate(section.articles):
            found += [Spot(n, article.number, line.text, "line", (k, m)) for m, line in enumerate(article.lines)]
    return found


def slips(good: Original, other: Original, names: Sequence[Sequence[str]], chance: random.Random) -> Iterator[Slip]:
    """Yield faults of every kind without end; ``other`` is what the good one will be held against."""
    plants = [_in_text(kind, change) for kind, change in TEXT.items()]
    plants += [_whole(kind, change) for kind, change in WHOLE.items()]
    while True:
        chance.shuffle(plants)
        for plant in plants:
            slip = plant(good, other, names, chance)
            if slip is not None and slip.spoilt != good:
                yield slip


Plant = Callable[[Original, Original, Sequence[Sequence[str]], random.Random], Slip | None]


def _in_text(kind: str, change: Callable[[str, str, random.Random], str]) -> Plant:
    def plant(good: Original, _other: Original, _names: Sequence[Sequence[str]], chance: random.Random) -> Slip | None:
        places = spots(good)
        chance.shuffle(places)
        for spot in places:
            language = good.sections[spot.section].language
            text = change(spot.text, language, chance)
            if text != spot.text:
                return Slip(kind=kind, language=language, article=spot.article, spoilt=spot.put(good, text))
        return None

    return plant


def _digit(text: str, _language: str, chance: random.Random) -> str:
    places = [n for n, letter in enumerate(text) if letter.isdigit()]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + chance.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


def _by_table(table: dict[str, dict[str, str]]) -> Callable[[str, str, random.Random], str]:
    def change(text: str, language: str, chance: random.Random) -> str:
        words = [word for word in table[language] if re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", text)]
        if not words:
            return text
        word = chance.choice(words)
        return re.sub(rf"(?<!\w){re.escape(word.strip())}(?!\w)", table[language][word].strip(), text, count=1)

    return change


def _date(text: str, language: str, chance: random.Random) -> str:
    names = "|".join(MONTHS[language])
    found = re.search(rf"(\d{{1,2}})\.? ({names})", text)
    if found is None:
        return text
    month = MONTHS[language].index(found[2]) + 1
    written = chance.choice([f"{int(found[1]):02d}.{month:02d}", f"{found[1]}.{month}", f"{found[1]}/{month}"])
    return text[: found.start()] + written + text[found.end() :]


def _drop_word(text: str, _language: str, chance: random.Random) -> str:
    words = text.split(" ")
    if len(words) < 4:
        return text
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


def _add_word(text: str, language: str, chance: random.Random) -> str:
    words = text.split(" ")
    words.insert(chance.randrange(len(words) + 1), EXTRA[language])
    return " ".join(words)


def _drop_sentence(text: str, _language: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=[а-яёіўa-zß]\.) (?=[А-ЯA-ZЁІЎ])", text)
    if len(sentences) < 2:
        return text
    del sentences[chance.randrange(len(sentences))]
    return " ".join(sentences)


def _twin(text: str, _language: str, chance: random.Random) -> str:
    places = [n for n, letter in enumerate(text) if letter in TWINS]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + TWINS[text[at]] + text[at + 1 :]


def _yo(text: str, _language: str, _chance: random.Random) -> str:
    return text.replace("ё", "е", 1)


def _negation(text: str, _language: str, _chance: random.Random) -> str:
    return re.sub(r"\b(не|not|nicht|no|keine) ", "", text, count=1)


def _mark(text: str, _language: str, _chance: random.Random) -> str:
    return re.sub(r"(?<=\w)[,;](?= )", "", text, count=1)


def _case(text: str, _language: str, chance: random.Random) -> str:
    places = [found.start() for found in re.finditer(r"(?<= )[a-zа-яёіў](?=\w{3})", text)]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at].upper() + text[at + 1 :]


def _letter(text: str, _language: str, chance: random.Random) -> str:
    places = [found.start() for found in re.finditer(r"(?<=\w\w)[^\W\d_](?=\w)", text)]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at + 1 :] if text[at] != text[at + 1] else text


TEXT: dict[str, Callable[[str, str, random.Random], str]] = {
    "a digit": _digit,
    "a number word": _by_table(WORDS),
    "a comparator": _by_table(COMPARATORS),
    "another date format": _date,
    "a dropped word": _drop_word,
    "a dropped sentence": _drop_sentence,
    "an added word": _add_word,
    "a dropped negation": _negation,
    "a look-alike letter": _twin,
    "е for ё": _yo,
    "a dropped comma": _mark,
    "a capital": _case,
    "a dropped letter": _letter,
}


def _whole(kind: str, change: Callable[..., tuple[Original, str, int] | None]) -> Plant:
    def plant(good: Original, other: Original, names: Sequence[Sequence[str]], chance: random.Random) -> Slip | None:
        made = change(good, other, names, chance)
        return None if made is None else Slip(kind=kind, spoilt=made[0], language=made[1], article=made[2])

    return plant


def _not_exchanged(good: Original, other: Original, _names: object, chance: random.Random
                   ) -> tuple[Original, str, int] | None:  # fmt: skip
    """Leave the names of one text as the other original has them."""
    language = chance.choice([section.language for section in good.sections])
    here = next(n for n, section in enumerate(good.sections) if section.language == language)
    there = next(n for n, section in enumerate(other.sections) if section.language == language)
    mine = [spot for spot in spots(good) if spot.section == here]
    theirs = [spot for spot in spots(other) if spot.section == there]
    pairs = [(spot, twin) for spot, twin in zip(mine, theirs, strict=True) if spot.text != twin.text]
    spot, twin = chance.choice(pairs)
    return spot.put(good, twin.text), language, spot.article


def _exchanged(good: Original, _other: Original, names: Sequence[Sequence[str]], chance: random.Random
               ) -> tuple[Original, str, int] | None:  # fmt: skip
    """Exchange two names that stand apart."""
    places = spots(good)
    chance.shuffle(places)
    for spot in places:
        section = good.sections[spot.section]
        for forms in names:
            for others in names:
                text = re.sub(rf"\b{forms[0].split()[-1]}\b", others[0].split()[-1], spot.text)
                is_alone = not any(o[0].split()[-1][:5] in spot.text for o in names if o is not forms)
                if forms is not others and is_alone and text != spot.text:
                    return spot.put(good, text), section.language, spot.article
    return None


def _no_article(good: Original, _other: Original, _names: object, chance: random.Random
                ) -> tuple[Original, str, int] | None:  # fmt: skip
    n = chance.randrange(len(good.sections))
    section = good.sections[n]
    k = chance.randrange(len(section.articles))
    kept = section.articles[:k] + section.articles[k + 1 :]
    return _with(good, n, articles=kept), section.language, section.articles[k].number


def _no_paragraph(good: Original, _other: Original, _names: object, chance: random.Random
                  ) -> tuple[Original, str, int] | None:  # fmt: skip
    places = [(n, k) for n, s in enumerate(good.sections) for k, a in enumerate(s.articles) if len(a.lines) > 1]
    n, k = chance.choice(places)
    article = good.sections[n].articles[k]
    m = chance.randrange(len(article.lines))
    shorter = replace(article, lines=article.lines[:m] + article.lines[m + 1 :])
    return _with_article(good, n, k, shorter), good.sections[n].language, article.number


def _swap(good: Original, _other: Original, _names: object, chance: random.Random
          ) -> tuple[Original, str, int] | None:  # fmt: skip
    """Exchange two articles under their numbers."""
    n = chance.randrange(len(good.sections))
    articles = good.sections[n].articles
    k = chance.randrange(len(articles) - 1)
    one, two = articles[k], articles[k + 1]
    made = _with_article(good, n, k, replace(one, lines=two.lines, heading=two.heading))
    return (
        _with_article(made, n, k + 1, replace(two, lines=one.lines, heading=one.heading)),
        good.sections[n].language,
        one.number,
    )


def _languages(good: Original, _other: Original, _names: object, _chance: random.Random
               ) -> tuple[Original, str, int] | None:  # fmt: skip
    if len(good.sections) < 2:
        return None
    return replace(good, sections=(good.sections[1], good.sections[0], *good.sections[2:])), "", 0


def _no_language(good: Original, _other: Original, _names: object, _chance: random.Random
                 ) -> tuple[Original, str, int] | None:  # fmt: skip
    if len(good.sections) < 2:
        return None
    return replace(good, sections=good.sections[:-1]), good.sections[-1].language, 0


def _signatures(good: Original, _other: Original, _names: object, chance: random.Random
                ) -> tuple[Original, str, int] | None:  # fmt: skip
    n = chance.randrange(len(good.sections))
    blocks = good.sections[n].signatures
    return _with(good, n, signatures=(blocks[1], blocks[0], *blocks[2:])), good.sections[n].language, 0


def _person(good: Original, _other: Original, _names: object, chance: random.Random
            ) -> tuple[Original, str, int] | None:  # fmt: skip
    n = chance.randrange(len(good.sections))
    blocks = list(good.sections[n].signatures)
    k = chance.randrange(len(blocks))
    name = blocks[k].person
    at = len(name) - chance.randrange(2, 4)
    blocks[k] = replace(blocks[k], person=name[:at] + name[at + 1 :])
    return _with(good, n, signatures=tuple(blocks)), good.sections[n].language, 0


def _office(good: Original, _other: Original, _names: object, chance: random.Random
            ) -> tuple[Original, str, int] | None:  # fmt: skip
    """Exchange the persons of two blocks."""
    n = chance.randrange(len(good.sections))
    blocks = list(good.sections[n].signatures)
    blocks[0], blocks[1] = replace(blocks[0], person=blocks[1].person), replace(blocks[1], person=blocks[0].person)
    return _with(good, n, signatures=tuple(blocks)), good.sections[n].language, 0


WHOLE: dict[str, Callable[..., tuple[Original, str, int] | None]] = {
    "names not exchanged": _not_exchanged,
    "a name exchanged that stands apart": _exchanged,
    "a dropped article": _no_article,
    "a dropped paragraph": _no_paragraph,
    "two articles exchanged": _swap,
    "languages in another order": _languages,
    "a language left out": _no_language,
    "signature blocks in another order": _signatures,
    "a name in a signature block": _person,
    "persons of two blocks exchanged": _office,
}


def _with(original: Original, n: int, **changes: object) -> Original:
    sections: list[Section] = list(original.sections)
    sections[n] = replace(sections[n], **changes)  # type: ignore[arg-type]  # fields of a section by name
    return replace(original, sections=tuple(sections))


def _with_article(original: Original, n: int, k: int, article: ComposedArticle) -> Original:
    return _with(original, n, articles=_changed(original.sections[n].articles, k, article))


def _with_line(original: Original, place: tuple[int, ...], text: str) -> Original:
    n, k, m = place
    article = original.sections[n].articles[k]
    line: Line = replace(article.lines[m], text=text)
    return _with_article(original, n, k, replace(article, lines=_changed(article.lines, m, line)))


def _changed(items: tuple[Thing, ...], at: int, item: Thing) -> tuple[Thing, ...]:
    return (*items[:at], item, *items[at + 1 :])
