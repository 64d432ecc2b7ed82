"""Events, plans, causes and opinions: what no fact of a fair and a document can carry, beside what facts carry."""

import re
from functools import cache

from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.rules.context import Context
from kirmash.bulletin.check.vocabulary import Events, events_of, german_numbers, vocabulary_of

_CLAUSE_END = re.compile(r"[,;:.!?()]|\s[–—-]\s|$")


def judge(context: Context) -> None:
    """Find the first clause of a sentence that tells of what no fact can carry."""
    start, end = context.sentence.start, context.sentence.end
    if any(f.slip == Slip.UNSUPPORTED and start <= f.start < end for f in context.findings):
        return
    words = events_of(context.words.language)
    hits = [m for pattern in _patterns(context, words) for m in pattern.finditer(context.bare) if _says(context, m)]
    verbs = [m for m in words.verb.finditer(context.bare) if _is_unknown(context, m.group(), words)]
    hits += [m for m in verbs if not _is_of_facts(context, m)]
    hits = [m for m in hits if not (_PURPOSE.match(m.group()) and _is_of_facts(context, m))]
    if hits:
        first = min(hits, key=lambda match: (match.start(), -match.end()))
        stop = _CLAUSE_END.search(context.bare, first.end())
        last = stop.start() if stop else first.end()
        text = context.original[start + first.start() : start + last].rstrip()
        context.report(start + first.start(), start + first.start() + len(text), Slip.UNSUPPORTED)


def _patterns(context: Context, words: Events) -> list[re.Pattern[str]]:
    """Return what is looked for: a rise is one of a number, where there is one, a visit that of a fair."""
    is_of_fair = context.amounts or context.cue("fair") or context.sentence.has("fair")
    found = [words.beyond, words.cause]
    return found + ([] if context.amounts else [words.change]) + ([] if is_of_fair else [words.visit])


def _says(context: Context, match: re.Match[str]) -> bool:
    """Whether words of an event stand for one: they are of no topic, and no denial says that nobody told of it."""
    word = re.match(r"\w+", match.group())
    return not (word and word.group().lower()[:5] in context.names.stems)


#: A purpose may be what facts carry: "came together to initial a memorandum"; a cause may not.
_PURPOSE = re.compile(r"(?:um|in order|so as|чтобы|каб|собира\w+|збіра\w+|плануецца)\b", re.IGNORECASE)
_PARTS = {
    "de": r"[,;.!?()]|\s[–—-]\s|(?<!\w)(?:und|sowie|aber|doch|während)(?!\w)",
    "en": r"[,;.!?()]|\s[–—-]\s|(?<!\w)(?:and|but|while|as)(?!\w)",
    "ru": r"[,;.!?()]|\s[–—-]\s|(?<!\w)(?:и|а|но)(?!\w)",
    "be": r"[,;.!?()]|\s[–—-]\s|(?<!\w)(?:і|а|але)(?!\w)",
}
#: What carries a verb: numbers, topics, the document; names and days alone do not.
_ALONE = {"name", "fair", "day", "place", "person"}


def _is_of_facts(context: Context, verb: re.Match[str]) -> bool:
    """Whether a verb of its own choice tells what facts carry: a number, a topic or the document is in its clause."""
    parts = re.compile(_PARTS[context.words.language])
    first = max((m.end() for m in parts.finditer(context.bare, 0, verb.start())), default=0)
    stop = parts.search(context.bare, verb.end())
    last = stop.start() if stop else len(context.bare)
    start = context.sentence.start
    spans = [s for s in context.supported if s.what not in _ALONE]
    return any(start + first <= s.start < start + last for s in spans) or any(
        start + first <= f.start < start + last for f in context.findings
    )


def _is_unknown(context: Context, word: str, words: Events) -> bool:
    """Whether a word looks like a verb of which no fact can be the matter."""
    low = word.lower()
    if low[:5] in context.names.stems or words.words.fullmatch(word):
        return False
    if any(words.told.fullmatch(form) for form in _bare_verbs(word, context.words.language)):
        return False
    if low in context.words.stop or (context.words.language == "de" and low in german_numbers()):
        return False
    return not _vocabulary(context.words.language).fullmatch(word)


_PREFIX = re.compile(
    r"(?:an|auf|aus|ab|bei|ein|mit|vor|zu|nach|zusammen|her|hin|dar|um|über|unter|wieder|weiter)(?=\w{4})"
)


def _bare_verbs(word: str, language: str) -> list[str]:
    """Return a verb, and in German it without the prefix that may stand apart."""
    short = _PREFIX.sub("", word, count=1) if language == "de" and _PREFIX.match(word) else word
    return [word, short] if short != word else [word]


@cache
def _vocabulary(language: str) -> re.Pattern[str]:
    """Return one pattern of all the words that mean something to another rule."""
    words = vocabulary_of(language)
    groups = (words.units, words.acts, words.kinds, words.roles, words.levels, words.cues, words.ordinals,
              words.lasting, words.synonyms)  # fmt: skip
    single = (words.acts_neutral, words.bodies, words.edition, words.titles, words.plain, words.neutral)
    patterns = [pattern.pattern for group in groups for pattern in group.values()]
    patterns += [pattern.pattern for pattern in single] + [pattern.pattern for _number, pattern in words.numerals]
    return re.compile("|".join(patterns), re.IGNORECASE)
