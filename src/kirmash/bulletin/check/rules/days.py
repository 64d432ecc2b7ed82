"""Days: each named day is one of the facts, and what happened on it is what the sentence says."""

import re

from kirmash.bulletin.check.calendar import DaySaid
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context, iso


def judge(context: Context) -> None:
    """Hold every day of a sentence against the days of the facts."""
    for mark in context.cue("relative"):
        context.flag(mark, Slip.DATE, iso(context.facts.day("signed")) if context.sentence.has("act", "kind") else "")
    for day in context.days:
        _judge_one(context, day)


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
    types = {"act": "signed", "cue begin": "begins", "cue end": "ends"}
    for mark in context.sentence.of(*types):
        if mark.type == "act" and _is_ambiguous(context, mark):
            continue
        is_before = mark.end <= place
        distance = place - mark.end if is_before else mark.start - (context.sentence.start + day.end)
        span = (mark.end, place) if is_before else (place, mark.start)
        if any(span[0] <= other < span[1] and other != place for other in others):
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


def _is_ambiguous(context: Context, mark: Mark) -> bool:
    """Whether a verb may be another's: a fair closes, too."""
    said = context.original[mark.start : mark.end].lower()
    return said in {"schlossen", "geschlossen", "concluded"} and not context.sentence.has("kind")
