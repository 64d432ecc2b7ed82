"""Days: each named day is one of the facts, and what happened on it is what the sentence says."""

import re
from collections.abc import Mapping

from kirmash.bulletin.check.calendar import DaySaid
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.naming import CYRILLIC
from kirmash.bulletin.check.rules.context import Context, iso


def judge(context: Context) -> None:
    """Hold every day of a sentence against the days of the facts."""
    for mark in context.cue("relative"):
        context.flag(mark, Slip.DATE, iso(context.facts.day("signed")) if context.sentence.has("act", "kind") else "")
    for day in context.days:
        _judge_one(context, day)
    _judge_day_words(context)
    _judge_weekdays(context)
    _judge_months(context)


def _judge_one(context: Context, day: DaySaid) -> None:
    facts, offset = context.facts, context.sentence.start
    start, end = offset + day.start, offset + day.end
    known = {moment.date for moment in facts.moments} | {q.as_of for q in facts.quantities if q.as_of}
    if day.is_year:
        if day.date and day.date.year not in {date.year for date in known}:
            context.report(start, end, Slip.DATE, str(min(date.year for date in known)))
        return
    wanted = _wanted(context, day)
    if wanted and day.date != facts.day(wanted):
        context.report(start, end, Slip.DATE, iso(facts.day(wanted)))
    elif day.date not in known:
        context.report(
            start, end, Slip.DATE, iso(facts.day("signed") if context.sentence.has("act") else facts.day("begins"))
        )
    else:
        claims = next((moment.claims for moment in facts.moments if moment.date == day.date), ())
        context.support(start, end, wanted or "day", claims)


#: What happened on a day by the words beside it; of a document also its date.
_OF_DAYS = {"act": "signed", "cue begin": "begins", "cue end": "ends"}
_OF_PAPERS = {"cue dated": "signed"}


def _wanted(context: Context, day: DaySaid) -> str:
    """Return what happened on a day according to the sentence: signed, begins, ends; or nothing certain."""
    if day.is_begin:
        return "begins"
    if day.is_end:
        return "ends"
    place = context.sentence.start + day.start
    if context.amounts and not context.sentence.has("act"):
        return ""
    cues: list[tuple[int, str]] = []
    others = [context.sentence.start + other.start for other in context.days if other is not day]
    types = _OF_DAYS | (_OF_PAPERS if context.sentence.has("kind") else {})
    for mark in context.sentence.of(*types):
        if mark.type == "act" and _is_ambiguous(context, mark):
            continue
        is_before = mark.end <= place
        distance = place - mark.end if is_before else mark.start - (context.sentence.start + day.end)
        span = (mark.end, place) if is_before else (place, mark.start)
        is_parted = any(span[0] <= other < span[1] and other != place for other in others)
        if is_parted or re.search(r"[:;]", context.between(*span)):
            continue
        if not is_before:
            distance += (
                1000
                if re.search(r",|\x00|\b(?:und|and|и|а|і)\b", context.between(place + day.end - day.start, mark.start))
                else 100
            )
        limit = 4 if mark.end - mark.start <= 2 else 1300 if mark.type == "act" else 160
        short_after = mark.end - mark.start <= 3 and mark.start > place
        if 0 <= distance <= limit and not short_after:
            cues.append((distance, types[mark.type]))
    found = min(cues, default=(0, ""))[1]
    if found in {"begins", "ends"} and context.sentence.has("act") and not context.cue("fair"):
        return "signed"
    return found


def _judge_day_words(context: Context) -> None:
    """Hold "signed on the opening day" against the day of the signature."""
    signed = context.facts.day("signed")
    if signed is None or not context.sentence.has("act") or not context.sentence.has("kind", "person"):
        return
    for name, what in (("opening", "begins"), ("closing", "ends")):
        for mark in context.cue(name):
            said = context.original[mark.start : mark.end + len(" day")].lower()
            if re.search(r"day|tag|день|дня|дзень", said) and context.facts.day(what) != signed:
                context.flag(mark, Slip.DATE, iso(signed))


def _is_ambiguous(context: Context, mark: Mark) -> bool:
    """Whether a verb may be another's: a fair closes, too."""
    said = context.original[mark.start : mark.end].lower()
    return said in {"schlossen", "geschlossen", "concluded"} and not context.sentence.has("kind")


#: How far a weekday may stand from the date that it belongs to: "Monday, the 29th of September".
_BESIDE = 12
_MONTH_AFTER = {"de": "im", "en": "in", "ru": "в", "be": "у"}


def _judge_weekdays(context: Context) -> None:
    """Hold a weekday against the date beside it; one that stands alone against the days of the facts."""
    known = {moment.date for moment in context.facts.moments} | {q.as_of for q in context.facts.quantities if q.as_of}
    for match, number in _named(context, context.words.weekdays):
        beside = next((day.date for day in context.days if day.date and _gap(day, match) <= _BESIDE), None)
        start, end = context.sentence.start + match.start(), context.sentence.start + match.end()
        wanted = beside or (context.facts.day("signed") if context.sentence.has("act", "kind") else None)
        if wanted and wanted.weekday() != number:
            context.report(start, end, Slip.DATE, iso(wanted))
        elif number not in {date.weekday() for date in known}:
            context.report(start, end, Slip.DATE, iso(context.facts.day("begins")))


def _gap(day: DaySaid, match: re.Match[str]) -> int:
    return max(day.start - match.end(), match.start() - day.end)


def _named(context: Context, names: Mapping[str, int]) -> list[tuple[re.Match[str], int]]:
    """Return where a sentence names a weekday, in whatever case, in the order of the week."""
    found = []
    for name, number in names.items():
        stem = name[:-1] if name[-1] in "аяе" else name
        ends = "(?:а|у|ы|я|ю|і|е)" if stem != name else "(?:а|у|ом|е|ам)?" if context.words.language in CYRILLIC else ""
        pattern = rf"(?<!\w){re.escape(stem)}{ends}(?!\w)"
        found += [(match, number) for match in re.finditer(pattern, context.bare, re.IGNORECASE)]
    return found


def _judge_months(context: Context) -> None:
    """Hold a month without its day against the months of the facts."""
    months = {moment.date.month for moment in context.facts.moments}
    after = _MONTH_AFTER[context.words.language]
    for name, number in context.words.months.items():
        if len(name) < 5 or number in months:
            continue
        stem = rf"{re.escape(name[:-1])}[а-яі]{{1,2}}" if context.words.language in CYRILLIC else re.escape(name)
        for match in re.finditer(rf"(?<!\w){after}\s+({stem})(?!\w)", context.bare, re.IGNORECASE):
            start, end = context.sentence.start + match.start(1), context.sentence.start + match.end(1)
            context.report(start, end, Slip.DATE, iso(context.facts.day("begins")))
