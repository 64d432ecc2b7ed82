"""Superlatives, firsts and editions; sentences that no fact carries."""

import re

from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context
from kirmash.bulletin.check.vocabulary import events_of

#: Of its words so many must be known, or a sentence without a fact says something of its own.
KNOWN_SHARE = 0.6
#: What carries a sentence; names alone do not.
FACTS = {"name", "fair", "day"}


def judge(context: Context) -> None:
    """Find claims of a sort that no fact makes."""
    for mark in context.cue("superlative"):
        context.flag(mark, Slip.SUPERLATIVE)
    _judge_first(context)
    _judge_edition(context)


def judge_whole(context: Context) -> None:
    """Find a sentence that says something, and no fact carries it."""
    start = context.sentence.start
    own = [f for f in context.findings if f.start >= start]
    facts = [
        s for s in context.supported if s.start >= start and s.what not in FACTS and not s.what.startswith("counted")
    ]
    if (
        own
        or facts
        or context.cue("not-negation")
        or (context.cue("negation") and context.cue("telling"))
        or not re.search(r"[.!?…]", context.sentence.text)
        or _is_dateline(context)
    ):
        return
    days = {*context.words.weekdays, *context.words.months}
    content = [w for w in re.findall(r"[^\W\d_]{4,}", context.bare) if w.lower() not in context.words.stop | days]
    told = events_of(context.words.language).told
    has_day = any(s.start >= start and s.what not in {"name", "fair"} for s in context.supported)
    known = [word for word in content if _is_known(context, word) or (has_day and told.fullmatch(word))]
    is_future = bool(context.cue("future")) and len(content) > 2
    if len(content) >= 3 and (is_future or len(known) < KNOWN_SHARE * len(content)):
        text = context.sentence.text
        context.report(start + len(text) - len(text.lstrip()), start + len(text.rstrip()), Slip.UNSUPPORTED)


def _is_dateline(context: Context) -> bool:
    return bool(re.match(r"\s*\S+\s*$", context.sentence.text))


def _is_known(context: Context, word: str) -> bool:
    words = context.words
    patterns = (
        words.neutral,
        words.edition,
        *words.ordinals.values(),
        *words.units.values(),
        *words.kinds.values(),
        *words.acts.values(),
    )
    fine = {"held", "begin", "end", "opening", "closing", "organisers", "fair", "first", "talks", "statement"}
    return word.lower()[:5] in context.names.stems or any(
        pattern.fullmatch(word) for pattern in (*patterns, *(words.cues[cue] for cue in fine))
    )


def _judge_first(context: Context) -> None:
    for mark in context.cue("first"):
        excused = any(one.start <= mark.start < one.end for one in context.cue("not-first"))
        if excused or any(one.start <= mark.start < one.end for one in context.cue("superlative")):
            continue
        if context.facts.edition == 1 and not _of_document(context, mark):
            context.support(mark.start, mark.end, "edition", context.facts.carried.get("edition", ()))
        else:
            context.flag(mark, Slip.SUPERLATIVE)
            return


def _of_document(context: Context, mark: Mark) -> bool:
    """Whether "first" is said of the document, or of parties: the fair stands farther away than they."""
    fair = [*context.cue("fair"), *context.sentence.of("fair")]
    deed = context.sentence.of("kind", "act")
    if not deed:
        return False
    return _distance(deed, mark) < _distance(fair, mark)


def _distance(marks: list[Mark], mark: Mark) -> int:
    return min((max(m.start - mark.end, mark.start - m.end) for m in marks), default=1000)


def _is_before_fair(context: Context, end: int) -> bool:
    """Whether the name of the fair follows an ordinal: "the fourth INNOPROM"."""
    place = context.sentence.start + end
    return any(0 < fair.start - place <= 3 for fair in context.sentence.of("fair"))  # space, mark


def _judge_edition(context: Context) -> None:
    edition = context.facts.edition
    if edition is None:
        return
    for number, pattern in context.words.ordinals.items():
        for match in pattern.finditer(context.bare):
            behind = context.bare[match.end() : match.end() + 30]
            follows = re.match(rf"\s+(?:\w+\s+)?(?:{context.words.edition.pattern})", behind, re.IGNORECASE)
            of_papers = (*context.words.kinds.values(), context.words.cues["partnership"])
            if number > 1 and any(re.match(rf"\s+(?:{p.pattern})", behind, re.IGNORECASE) for p in of_papers):
                start = context.sentence.start
                context.report(start + match.start(), start + match.end(), Slip.NUMBER)
                continue
            is_day = re.match(rf"\s+(?:{context.words.units['day'].pattern})", behind, re.IGNORECASE)
            if number == 1 or is_day or not (follows or _is_before_fair(context, match.end())):
                continue
            start, end = context.sentence.start + match.start(), context.sentence.start + match.end()
            if number == edition:
                context.support(start, end, "edition", context.facts.carried.get("edition", ()))
            else:
                context.report(start, end, Slip.NUMBER, f"={edition}", context.facts.carried.get("edition", ()))
