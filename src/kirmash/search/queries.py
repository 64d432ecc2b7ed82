"""Finding: every word, in any of its spellings, forms and scripts; the last word may be unfinished.

A search is brought to groups of tokens first (:func:`read`), and only they reach the database.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import BooleanField, Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length
from django.utils.translation import get_language

from fairplan import spelling
from kirmash.base.texts import choose
from kirmash.search.models import APART, Entry, Kind

LONGEST = 200
#: Of titles that show what was typed equally well, one in these languages is shown.
WIDELY_READ = ("en", "ru")
#: The condition that an entry has the tokens that are asked for.
CONDITIONS = {
    "sqlite": "kirmash_entry.id IN (SELECT rowid FROM kirmash_entry_tokens WHERE kirmash_entry_tokens MATCH %s)",
    "postgresql": "kirmash_entry.token_vector @@ %s::tsquery",
}
#: The same as a question of its own, for use within another.
FOUND = {
    "sqlite": "SELECT rowid FROM kirmash_entry_tokens WHERE kirmash_entry_tokens MATCH %s",
    "postgresql": "SELECT found.id FROM kirmash_entry found WHERE found.token_vector @@ %s::tsquery",
}
#: How a database writes: both of these, one of these, a token, the beginning of a token.
SIGNS = {"sqlite": (" AND ", " OR ", '"{}"', '"{}"*'), "postgresql": (" & ", " | ", "'{}'", "'{}':*")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that is looked for: as it was typed, the tokens that may stand for it, beginnings of such tokens."""

    text: str = ""
    tokens: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    @property
    def as_written(self) -> "Word":
        """The word as it is spelled or inflected, without what only sounds like it."""
        return Word(
            tokens=tuple(token for token in self.tokens if token[0] != spelling.SOUND),
            beginnings=tuple(token for token in self.beginnings if token[0] != spelling.SOUND),
        )

    def stands_in(self, tokens: Collection[str]) -> bool:
        """Say whether one of the tokens stands for the word."""
        return any(token in self.tokens or token.startswith(self.beginnings) for token in tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What someone looks for: words that must all be there, and the whole as a title."""

    words: tuple[Word, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that was found: its title for the reader and, where that does not show why, one that does."""

    entry: Entry
    title: str
    note: str
    matched: tuple[str, str] | None


def read(text: str) -> Wanted:
    """Return what a person looks for; of a text longer than 200 characters the beginning."""
    text = text[:LONGEST]
    found = [word for word in spelling.words(text) if spelling.variants(word)]
    words = [Word(text=word, tokens=spelling.variants(word)) for word in found]
    if words:
        words[-1] = replace(words[-1], beginnings=spelling.beginnings(found[-1]))
    return Wanted(words=tuple(words), titles=spelling.titles(text))


def find(
    text: str, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0, language: str | None = None
) -> list[Hit]:
    """Return the best hits: first exact titles, then titles that begin so, then words as written, then alike."""
    wanted = read(text)
    found = _matching(wanted)
    entries = _ranked(found.filter(kind__in=kinds) if kinds else found, wanted)[offset : offset + limit]
    return [_hit(entry, wanted, language) for entry in entries]


def find_about(text: str, kind: Kind, subject: str) -> list[str]:
    """Return the keys of all entries of a kind that are found and say something of the subject, the best first."""
    wanted = read(text)
    if not wanted.words:
        return []
    entries = Entry.objects.filter(_has(wanted.words), kind=kind, subject=subject)
    return list(_ranked(entries, wanted).values_list("key", flat=True))


def count_each(text: str) -> dict[str, int]:
    """Return how many entries of each kind are found."""
    counts = _matching(read(text)).values_list("kind").annotate(count=Count("pk")).order_by("kind")
    return dict(counts)


def keys_of(text: str, kind: str) -> QuerySet[Entry, str]:
    """Return the keys of what is found of one kind, to be asked for within another question."""
    wanted = read(text)
    if not wanted.words:
        return Entry.objects.none().values_list("key", flat=True)
    found = RawSQL(FOUND[connection.vendor], [_question(wanted.words)])  # noqa: S611  # our own words and a parameter
    return Entry.objects.filter(pk__in=found, kind=kind).order_by().values_list("key", flat=True)


def spoken_of(subjects: Collection[str]) -> set[str]:
    """Return those subjects of which some entry says something."""
    found = Entry.objects.filter(subject__in=subjects).order_by().values_list("subject", flat=True)
    return set(found.distinct())


def _matching(wanted: Wanted) -> QuerySet[Entry]:
    if not wanted.words:
        return Entry.objects.none()
    return Entry.objects.filter(_has(wanted.words)).exclude(kind__in=APART)


def _ranked(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    rank = Case(
        When(_has([Word(tokens=wanted.titles)]), then=Value(0)),
        When(_has([Word(beginnings=wanted.titles)]), then=Value(1)),
        When(_has([word.as_written for word in wanted.words]), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return entries.defer("tokens").annotate(rank=rank, length=Length("tokens")).order_by("rank", "length", "pk")


def _has(words: Sequence[Word]) -> RawSQL:
    condition = CONDITIONS[connection.vendor]
    return RawSQL(condition, [_question(words)], output_field=BooleanField())  # noqa: S611  # as above


def _question(words: Sequence[Word]) -> str:
    every, either, token, beginning = SIGNS[connection.vendor]
    groups = (either.join([*map(token.format, word.tokens), *map(beginning.format, word.beginnings)]) for word in words)
    return every.join(f"({group})" for group in groups)


def _hit(entry: Entry, wanted: Wanted, language: str | None) -> Hit:
    language = language or get_language() or "en"
    title = choose(entry.titles, language)
    return Hit(
        entry=entry,
        title=title or entry.key,
        note=choose(entry.note, language),
        matched=_matched(entry.titles, title, wanted),
    )


def _matched(titles: Mapping[str, str], shown: str, wanted: Wanted) -> tuple[str, str] | None:
    """Return the language and text of the title that shows what was typed better than the shown one does."""
    scores = {language: _score(text, language, wanted) for language, text in titles.items()}
    least = max((scores[language] for language, text in titles.items() if text == shown), default=0)
    ordered = sorted(scores, key=lambda language: (language not in WIDELY_READ, language))
    best = max(ordered, key=lambda language: scores[language], default="")
    return (best, titles[best]) if best and scores[best] > least else None


def _score(title: str, language: str, wanted: Wanted) -> int:
    """Return two points for each word that stands in a title in its own script, one where it sounds so."""
    points = 0
    parts = [(spelling.script(part), spelling.tokens(part, language)) for part in spelling.words(title)]
    for word in wanted.words:
        script = spelling.script(word.text)
        tokens = [token for own, found in parts if own == script for token in found]
        points += word.stands_in(tokens) + word.as_written.stands_in(tokens)
    return points
