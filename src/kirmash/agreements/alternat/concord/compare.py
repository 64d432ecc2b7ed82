"""The languages of one text held against each other, article by article."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kirmash.agreements.alternat.checking.naming import kinship
from kirmash.agreements.alternat.checking.verdict import Finding, Place
from kirmash.agreements.alternat.concord.lexicon import lexicon_of
from kirmash.agreements.alternat.concord.marks import Marks, marks_of
from kirmash.agreements.alternat.markup import pieces_of
from kirmash.agreements.alternat.text import Article, Fault, Text, Version

KINDS = ("date", "period", "currency", "number")
Said = dict[str, str]
_LEAST_NAME = 3


def compare_languages(text: Text) -> tuple[Finding, ...]:
    """Return where the languages of a text do not say the same.

    ``one`` is what most languages say there (the first, where they are even), ``other`` what this one says.
    """
    if len(text.versions) < 2:
        return ()
    return (*_structure(text), *_content(text))


def named_outside_groups(text: Text) -> Iterator[Fault]:
    """Yield the places where all parties are named in one sentence, not in a group: perhaps one was forgotten."""
    for version in text.versions:
        for article, place, unit in version.units():
            plain = "".join(piece if isinstance(piece, str) else "\n" for piece in pieces_of(unit))
            for sentence in plain.replace(". ", ".\n").splitlines():
                if len(_parties(sentence, version.language, text)) == len(text.parties):
                    yield Fault(code="named-outside-groups", language=version.language, article=article,
                                place=place, values=(sentence.strip()[:80],))  # fmt: skip


def _structure(text: Text) -> Iterator[Finding]:
    """Yield articles and paragraphs that one language has and another has not."""
    articles = {version.language: {one.number: one for one in version.articles} for version in text.versions}
    for number in sorted({number for own in articles.values() for number in own}):
        counts = {language: len(own[number].paragraphs) if number in own else 0 for language, own in articles.items()}
        expected = _most([str(count) for count in counts.values()])
        for language, count in counts.items():
            if str(count) != expected:
                kind = "missing-article" if 0 in {count, int(expected)} else "paragraphs"
                place = Place(language=language, article=number)
                yield Finding(kind=kind, place=place, one=expected, other=str(count), files=())
    for name in ("preamble", "closing"):
        counts = {version.language: len(getattr(version, name)) for version in text.versions}
        expected = _most([str(count) for count in counts.values()])
        for language, count in counts.items():
            if str(count) != expected:
                yield Finding(kind="paragraphs", place=Place(language=language, part=_part(name)), one=expected,
                              other=str(count), files=())  # fmt: skip


def _content(text: Text) -> Iterator[Finding]:
    """Yield paragraphs that say other dates, periods, amounts, numbers or names than in other languages."""
    units = {version.language: _units(version) for version in text.versions}
    for place in dict.fromkeys(place for own in units.values() for place in own):
        said = {language: own[place] for language, own in units.items() if own.get(place)}
        if len(said) > 1:
            yield from _numbers(place, said)
            yield from _names(place, said, text)


def _numbers(place: Place, said: Said) -> Iterator[Finding]:
    marks: dict[str, Marks] = {}
    for language, unit in said.items():
        lexicon = lexicon_of(language)
        if lexicon is not None:
            marks[language] = marks_of(_plain(unit), lexicon)
    if len(marks) < 2:
        return
    model = marks[_model(marks)]
    for language, own in marks.items():
        for kind in KINDS:
            missing = model.of(kind) - own.of(kind) - own.soft
            extra = own.of(kind) - model.of(kind) - model.soft
            if missing or extra:
                yield _finding(kind, place, language, (_shown(missing), _shown(extra)))
    yield from _limits(place, marks)


def _limits(place: Place, marks: Mapping[str, Marks]) -> Iterator[Finding]:
    """Yield numbers that one language limits from below and most others from above, or the reverse."""
    for number in sorted({number for own in marks.values() for number in own.limits}):
        signs = {
            language: "".join(sorted(own.limits[number])) for language, own in marks.items() if number in own.limits
        }
        expected = _most(list(signs.values()))
        for language, said in signs.items():
            if not set(said) & set(expected):
                yield _finding("comparator", place, language, (f"{expected} {number}", f"{said} {number}"))


def _model(marks: Mapping[str, Marks]) -> str:
    """Return the language that says what most say."""
    shown = {language: str([sorted(own.of(kind).items()) for kind in KINDS]) for language, own in marks.items()}
    expected = _most(list(shown.values()))
    return next(language for language, own in shown.items() if own == expected)


def _names(place: Place, said: Said, text: Text) -> Iterator[Finding]:
    """Yield paragraphs that name a party which the same paragraph in most languages does not name, or the reverse."""
    named = {language: _parties(_plain(unit), language, text) for language, unit in said.items()}
    expected = _most([" ".join(keys) for keys in named.values()]).split()
    for language, keys in named.items():
        if keys != expected:
            missing = [key for key in expected if key not in keys]
            extra = [key for key in keys if key not in expected]
            yield _finding("name", place, language, (", ".join(_called(text, language, missing)),
                                                     ", ".join(_called(text, language, extra))))  # fmt: skip


def _parties(unit: str, language: str, text: Text) -> list[str]:
    """Return the parties that a paragraph names, in or outside braces."""
    own = {party.key: {word for form in party.forms(language) for word in _capitals(form)} for party in text.parties}
    times = Counter(word for words in own.values() for word in words)
    words = _capitals(unit)
    return [
        key for key, forms in own.items()
        if any(kinship(word, form) for form in forms if times[form] == 1 for word in words)
    ]  # fmt: skip


def _called(text: Text, language: str, keys: Sequence[str]) -> list[str]:
    return [(party.forms(language) or (party.key,))[0] for party in text.parties if party.key in keys]


def _units(version: Version) -> dict[Place, str]:
    """Return the paragraphs of a version by their places; places of different languages are the same."""
    found = {Place(part="title"): version.title, Place(part="dateline"): version.dateline}
    for name in ("preamble", "closing"):
        found |= {Place(part=_part(name), paragraph=str(n)): text
                  for n, text in enumerate(getattr(version, name), start=1)}  # fmt: skip
    for article in version.articles:
        found |= dict(_of_article(article))
    return found


def _of_article(article: Article) -> Iterator[tuple[Place, str]]:
    yield Place(article=article.number, part="heading"), article.heading
    for number, paragraph in enumerate(article.paragraphs, start=1):
        yield Place(article=article.number, paragraph=str(number)), paragraph.text


def _part(name: str) -> str:
    return "before-articles" if name == "preamble" else name


def _plain(unit: str) -> str:
    """Return a text with the names of its groups in their agreed order."""
    pieces = pieces_of(unit)
    return "".join(piece if isinstance(piece, str) else ", ".join(piece.members) for piece in pieces)


def _capitals(text: str) -> list[str]:
    words = [word.strip(".,;:()«»„“”\"'") for word in text.split()]
    return [word for word in words if word[:1].isupper() and len(word) >= _LEAST_NAME]


def _finding(kind: str, place: Place, language: str, shown: tuple[str, str]) -> Finding:
    there = Place(language=language, article=place.article, paragraph=place.paragraph, part=place.part)
    return Finding(kind=kind, place=there, one=shown[0], other=shown[1], files=())


def _shown(marks: Counter[str]) -> str:
    return ", ".join(sorted(marks.elements()))


def _most(values: Sequence[str]) -> str:
    return Counter(values).most_common(1)[0][0]
