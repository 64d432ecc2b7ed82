"""Levels of government: a city is not told as its region, its country or their governments, nor a region as a city."""

import re
from itertools import pairwise

from kirmash.bulletin.check.facts import Post
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context

#: The levels to which parties belong, and the words of the others.
OTHERS = {
    "city": ("region", "state"),
    "region": ("city", "state"),
    "district": ("city", "region", "state"),
    "state": (),
}
#: Between a party and the word of a level: nothing, an article, "of".
_JOINT = r"(?:\s|-|\b(?:the|of|der|des|das|von)\b)*"
_AND = r"\s*(?:und|and|with|mit|sowie|и|с|і|з)\s*"
#: How near a country stands behind "for", and how far a word of a level is from a signatory.
_BEHIND_FOR = 12


def judge(context: Context) -> None:
    """Hold every word of a level beside a party, of both parties and of their ties against the facts."""
    posts = {post.place: post for post in context.facts.posts if post.place in context.deed.parties}
    levels = {post.level for post in posts.values()}
    for place in context.sentence.of("place"):
        post = posts.get(place.value)
        if post:
            _judge_beside(context, place, post)
    if len(levels) != 1:
        return
    level = next(iter(levels))
    _judge_host(context, level, posts)
    if context.sentence.has("act", "kind", "person") or context.cue("talks", "statement"):
        _judge_ties(context, level)
    if context.sentence.has("act", "kind"):
        _judge_sides(context, level)
        _judge_for(context, level)
        _judge_subject(context, level)
        _judge_countries(context, posts)


def _flag(context: Context, start: int, end: int, post: Post | None = None) -> None:
    """Note a word of another level, with the office that the facts know."""
    if any(f.slip in {Slip.LEVEL, Slip.OFFICE} and f.start < end and start < f.end for f in context.findings):
        return
    post = post or next(p for p in context.facts.posts if p.place in context.deed.parties)
    title = next(iter(list(post.titles.get(context.words.language, ()))[-1:]), "")
    context.report(start, end, Slip.LEVEL, title)


def _judge_beside(context: Context, place: Mark, post: Post) -> None:
    """Find "Gomel Region" where the city is the party."""
    found = _beside(context, place, *OTHERS.get(post.level, ()))
    if found and not _is_other_office(context, found):
        _flag(context, min(found[0], place.start), max(found[1], place.end), post)


def _beside(context: Context, place: Mark, *levels: str) -> tuple[int, int] | None:
    """Return where a word of one of the levels stands right beside a place."""
    start, end = context.sentence.start, context.sentence.end
    after, before = context.between(place.end, end), context.between(start, place.start)
    for level in levels:
        word = context.words.level_words[f"{level}-word"].pattern
        match = re.match(rf"[\s-]+{word}", after, re.IGNORECASE)
        if match:
            return place.end, place.end + match.end()
        match = re.search(rf"{word}{_JOINT}$", before, re.IGNORECASE)
        if match:
            return start + match.start(), place.start
    return None


def _is_other_office(context: Context, span: tuple[int, int]) -> bool:
    """Whether a number counts the word, as in "23 regions of"."""
    offset = context.sentence.start
    return any(offset + a.start < span[1] and span[0] < offset + a.end for a in context.amounts)


def _judge_host(context: Context, level: str, posts: dict[str, Post]) -> None:
    """Hold the place of the fair and of its namesake region apart."""
    facts = context.facts
    for place in context.sentence.of("place"):
        if place.value != facts.host or place.value in posts:
            continue
        if level == "city":
            found = _beside(context, place, "region")
        else:
            found = _beside(context, place, "city") if context.sentence.has("act", "kind") else None
            if found and _is_there(context, min(found[0], place.start)):
                found = None
        if found and not _is_other_office(context, found):
            _flag(context, min(found[0], place.start), max(found[1], place.end))


def _is_there(context: Context, start: int) -> bool:
    """Whether a place is only where something happened: "in the city of Vitebsk"."""
    before = context.between(context.sentence.start, start)
    return bool(re.search(r"(?<!\w)(?:in|im|at|в|во|у|ва|на)\s+(?:der|the)?\s*$", before, re.IGNORECASE))


def _judge_ties(context: Context, level: str) -> None:
    """Find "interregional", "the regional authorities" where cities are the parties."""
    for other in OTHERS[level]:
        for match in context.words.level_words[f"{other}-tie"].finditer(context.bare):
            start, end = context.sentence.start + match.start(), context.sentence.start + match.end()
            if other != "city" or not any(p.start - end in range(6) for p in context.sentence.of("place")):
                _flag(context, start, end)
                return


def _judge_sides(context: Context, level: str) -> None:
    """Find "both regions" where cities are the parties."""
    if any(amount.number > len(context.deed.parties) for amount in context.amounts):
        return
    side = context.words.level_words["sides"].pattern
    for other in OTHERS[level]:
        word = context.words.level_words[f"{other}-word"].pattern
        match = re.search(rf"{side}\s+(?:{side}\s+)?{word}", context.bare, re.IGNORECASE)
        if match and not _names_place(context, match) and _is_plural(context, match):
            _flag(context, context.sentence.start + match.start(), context.sentence.start + match.end())
            return


#: What may stand between "for" and the word of a level.
_ARTICLE = r"\s+(?:(?:the|den|das|die|der|dem|ihr\w*|sein\w*|its|his|her|своей|своего|своего|сваей|свайго)\s+)?"


def _judge_for(context: Context, level: str) -> None:
    """Find "on behalf of the state" where cities are the parties, and countries beside the word of theirs."""
    cue = context.words.cues["for"].pattern
    for other in OTHERS[level]:
        if other == "city" and level != "region":
            continue
        word = context.words.level_words[f"{other}-word"].pattern
        for match in re.finditer(rf"{cue}{_ARTICLE}(?:\w+\s+)?({word})", context.bare, re.IGNORECASE):
            start, end = context.sentence.start + match.start(), context.sentence.start + match.end()
            if not any(-1 <= place.start - end <= 6 for place in context.sentence.of("place", "person")):
                _flag(context, start, end)
                return


def _judge_subject(context: Context, level: str) -> None:
    """Find "the republic signed": a word of another level right before the act."""
    for other in OTHERS[level]:
        word = context.words.level_words[f"{other}-word"].pattern
        for act in context.sentence.of("act"):
            head = context.between(context.sentence.start, act.start)
            match = re.search(
                rf"(?:^|[,;:]\s)\s*(?:(?:the|das|die|der)\s+)?({word})\s+(?:\w+\s+)?$", head, re.IGNORECASE
            )
            if match:
                _flag(context, context.sentence.start + match.start(1), context.sentence.start + match.end(1))
                return


def _is_plural(context: Context, match: re.Match[str]) -> bool:
    """Whether a word speaks of several: "both", "between", or a plural behind an article."""
    last = match.group().split()[-1].lower()
    return context.words.language in {"ru", "be"} or (
        last.endswith(("en", "er", "ern", "te", "s")) and last != "landes"
    )


def _names_place(context: Context, match: re.Match[str]) -> bool:
    """Whether a name beside the word says which is meant; then it is held against that."""
    end = context.sentence.start + match.end()
    return any(-1 <= place.start - end <= 6 for place in context.sentence.of("place"))


def _judge_countries(context: Context, posts: dict[str, Post]) -> None:
    """Find a country told as a party: "for Russia", "between Belarus and Russia"."""
    signers = [mark for mark in context.sentence.of("person") if mark.value in context.deed.signatories.values()]
    countries = [m for m in context.sentence.of("place") if m.value not in posts and m.value != context.facts.host]
    for mark in countries:
        is_for = any(0 <= mark.start - cue.end <= _BEHIND_FOR and len(context.between(cue.end, mark.start).split()) <= 1
                     for cue in context.cue("for"))  # fmt: skip
        if is_for and (signers or not context.amounts):
            _flag(context, mark.start, mark.end)
            return
    for mark in countries if not context.amounts else ():
        found = _beside(context, mark, "state")
        if found and not _is_there(context, min(found[0], mark.start)):
            _flag(context, min(found[0], mark.start), max(found[1], mark.end))
            return
    for one, other in pairwise(context.sentence.of("place")):
        strangers = [m for m in (one, other) if m in countries]
        if strangers and not context.amounts and re.fullmatch(_AND, context.between(one.end, other.start)):
            _flag(context, strangers[0].start, strangers[-1].end)
            return
    is_parties = len(countries) > 1 and not context.amounts and not any(
        m.value in posts for m in context.sentence.of("place")
    )  # fmt: skip
    if is_parties:
        _flag(context, countries[0].start, countries[-1].end)
