"""What keeps a text from becoming originals, all of it at once."""

from collections import Counter
from collections.abc import Iterator

from kirmash.agreements.alternat.languages import AND_WORDS, LANGUAGES, MARKS, ONE_SIDE
from kirmash.agreements.alternat.markup import Group, pieces_of
from kirmash.agreements.alternat.text import Fault, Status, Text, TextRefused, Version

MOST_PARTIES = 12


def check(text: Text) -> None:
    """Raise ``TextRefused`` with everything that is wrong in a text."""
    faults = faults_of(text)
    if faults:
        raise TextRefused(faults)


def faults_of(text: Text) -> tuple[Fault, ...]:
    """Return everything that is wrong in a text, by language and place."""
    found = [*_parties(text), *_versions(text), *_articles(text)]
    for version in text.versions:
        found += _groups(version, len(text.parties))
    return tuple(found)


def _parties(text: Text) -> Iterator[Fault]:
    if not 2 <= len(text.parties) <= MOST_PARTIES:
        yield Fault(code="number-of-parties", values=(str(len(text.parties)), str(MOST_PARTIES)))
    for key, times in Counter(party.key for party in text.parties).items():
        if times > 1:
            yield Fault(code="party-twice", values=(key,))
    authentic = {version.language for version in text.versions if version.status is Status.AUTHENTIC}
    for party in text.parties:
        if party.language not in authentic:
            yield Fault(code="no-version", language=party.language, values=(party.key,))
        for version in text.versions:
            block = party.block(version.language)
            if block is None or not block.body.strip():
                yield Fault(code="no-block", language=version.language, values=(party.key,))
            if not any(form.strip() for form in party.forms(version.language)):
                yield Fault(code="no-name", language=version.language, values=(party.key,))


def _versions(text: Text) -> Iterator[Fault]:
    for language, times in Counter(version.language for version in text.versions).items():
        if times > 1:
            yield Fault(code="version-twice", language=language)
    for version in text.versions:
        known = version.language in LANGUAGES
        if not known and not (version.article_word and version.and_word):
            yield Fault(code="language-unknown", language=version.language)
        if not version.title.strip():
            yield Fault(code="no-title", language=version.language)
        if not version.articles:
            yield Fault(code="no-articles", language=version.language)


def _articles(text: Text) -> Iterator[Fault]:
    """Yield articles that one language has and another has not, and those that differ in their paragraphs."""
    numbers = {version.language: [article.number for article in version.articles] for version in text.versions}
    last = max((max(found, default=0) for found in numbers.values()), default=0)
    for language, found in numbers.items():
        for number in sorted(set(range(1, last + 1)) - set(found)):
            yield Fault(code="article-missing", language=language, article=number)
        if len(set(found)) == len(found) and found != sorted(found):
            yield Fault(code="articles-out-of-order", language=language)
        for number, times in Counter(found).items():
            if times > 1:
                yield Fault(code="article-twice", language=language, article=number)
    yield from _paragraphs(text)


def _paragraphs(text: Text) -> Iterator[Fault]:
    """Yield articles that say nothing, and those with other numbers of paragraphs than in most languages."""
    counts: dict[int, Counter[int]] = {}
    for version in text.versions:
        for article in version.articles:
            if not article.paragraphs:
                yield Fault(code="article-empty", language=version.language, article=article.number)
            counts.setdefault(article.number, Counter())[len(article.paragraphs)] += 1
    for version in text.versions:
        for article in version.articles:
            most, _times = counts[article.number].most_common(1)[0]
            if len(article.paragraphs) != most:
                yield Fault(code="paragraphs-differ", language=version.language, article=article.number,
                            values=(str(len(article.paragraphs)), str(most)))  # fmt: skip


def _groups(version: Version, parties: int) -> Iterator[Fault]:
    for article, place, unit in version.units():
        try:
            pieces = pieces_of(unit)
        except TextRefused as refused:
            for fault in refused.faults:
                yield Fault(code=fault.code, language=version.language, article=article, place=place,
                            values=fault.values)  # fmt: skip
            continue
        for group in pieces:
            if isinstance(group, Group):
                for code, values in _of_group(group, parties, version):
                    yield Fault(code=code, language=version.language, article=article, place=place, values=values)


def _of_group(group: Group, parties: int, version: Version) -> Iterator[tuple[str, tuple[str, ...]]]:
    shown = " | ".join(group.members)[:80]
    if len(group.members) < parties:
        yield "group-too-few", (shown, str(len(group.members)), str(parties))
    if len(group.members) > parties:
        yield "group-too-many", (shown, str(len(group.members)), str(parties))
    if not all(group.members):
        yield "group-empty-member", (shown,)
    if len(set(group.members)) < len(group.members):
        yield "group-same-member", (shown,)
    if group.joiner and not is_joiner(group.joiner, version):
        yield "joiner-unknown", (group.joiner.strip(),)


def is_joiner(joiner: str, version: Version) -> bool:
    """Say whether a reader, and the checker, can know that names so joined stand together.

    Marks, a word for *and*, and *on the one part* between commas.
    """
    words = joiner.lower().replace(",", " , ").replace(";", " ; ").split()
    words = [word for word in words if word not in {*AND_WORDS, version.and_word.lower()}]
    for side in ONE_SIDE:
        at = next((n for n in range(len(words)) if tuple(words[n : n + len(side)]) == side), None)
        if at is not None:
            words = words[:at] + words[at + len(side) :]
    return all(word in MARKS for word in words)
