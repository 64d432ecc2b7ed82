"""Numbers: value, comparator, what is counted, of which part, as of when, forecast or result."""

import datetime
import re
from decimal import Decimal

from kirmash.bulletin.check.amounts import Amount
from kirmash.bulletin.check.facts import Quantity
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context, iso
from kirmash.bulletin.check.rules.counted import (
    counts_unknown,
    is_of_other_time,
    is_of_others,
    is_partitive,
    tells_delegation,
)

#: What a unit of the record may be called, by the classes of the vocabulary.
UNITS = {
    "companies": {"company", "participant"}, "enterprises": {"company", "participant"}, "m2": {"area"},
    "countries": {"country"}, "regions": {"region"}, "sections": {"section", "theme"}, "themes": {"theme"},
    "sessions": {"session"},
    "documents": {"document"}, "meetings": {"meeting"}, "applications": {"application"}, "cities": {"city"},
    "days": {"day"}, "sides": {"side", "city", "guest", "region", "participant"}, "expositions": {"country", "section"},
    "million USD": {"money"}, "billion RUB": {"money"}, "persons": {"guest", "visitor", "participant"},
}  # fmt: skip
ABOUT = {
    "visitors": {"visitor", "guest"},
    "foreign-visitors": {"foreigner"},
    "delegation-exhibitors": {"company", "participant", "stand"},
    "participants-and-guests": {"participant", "guest"},
}
#: Numbers in words below this, of nothing that is counted, are not figures: "one", "both".
SMALL = 4


def units_of(quantity: Quantity) -> set[str]:
    """Return what a quantity may be called."""
    return ABOUT.get(quantity.about) or UNITS.get(quantity.unit) or {quantity.unit}


def quantities_of(context: Context) -> list[Quantity]:
    """Return the numbers of the facts, and those that follow from them by counting."""
    facts = context.facts
    begins, ends = facts.day("begins"), facts.day("ends")
    counted = [
        ("sections", len(facts.sections)),
        ("sides", len(context.deed.parties)),
        ("days", (ends - begins).days + 1 if begins and ends else 0),
    ]
    groups = {q.part for q in facts.quantities if q.about == "exhibitors" and q.part}
    counted += [("countries", len(group)) for group in groups] + [("countries", len(frozenset().union(*groups)))]
    speakers = {theme.said_by for theme in facts.themes}
    counted += [("themes", sum(theme.said_by == one for theme in facts.themes)) for one in speakers]
    derived = [
        Quantity(about=f"counted-{unit}", comparator="exactly", number=Decimal(number), unit=unit)
        for unit, number in counted
        if number
    ]
    return [*facts.quantities, *derived]


def judge(context: Context) -> None:
    """Hold every number of a sentence against the numbers of the facts."""
    known = quantities_of(context)
    paired = _pairs(context, known)
    for amount in context.amounts:
        if amount.unit in {"", "side", "day"} and amount.is_word and amount.number < SMALL:
            continue
        if _is_inside(context, amount, "mutual", "not-first"):
            continue
        _judge_one(context, amount, known, paired)
    _judge_length(context)
    _judge_vague(context)


def _is_inside(context: Context, amount: Amount, *cues: str) -> bool:
    """Whether a number is only a word of another sense: "in both directions"."""
    start, end = context.sentence.start + amount.start, context.sentence.start + amount.end
    return any(cue.start < end and start < cue.end for cue in context.cue(*cues))


def _judge_length(context: Context) -> None:
    """Hold "three-day" against the days of the fair."""
    begins, ends = context.facts.day("begins"), context.facts.day("ends")
    right = (ends - begins).days + 1 if begins and ends else 0
    for number, pattern in context.words.lasting.items():
        for match in pattern.finditer(context.bare):
            if number != right:
                start, end = context.sentence.start + match.start(), context.sentence.start + match.end()
                context.report(start, end, Slip.NUMBER, f"={right} :days")


def _judge_vague(context: Context) -> None:
    """Find numbers that are none: dozens, half, twice; no fact carries them."""
    spans = [(context.sentence.start + a.start, context.sentence.start + a.end) for a in context.amounts]
    for mark in context.cue("vague"):
        if not any(start < mark.end and mark.start < end for start, end in spans):
            context.flag(mark, Slip.NUMBER)


def _scaled(quantity: Quantity) -> Decimal:
    scale = {"million USD": 1_000_000, "billion RUB": 1_000_000_000}.get(quantity.unit, 1)
    return quantity.number * scale


def _judge_one(context: Context, amount: Amount, known: list[Quantity], paired: dict[int, Mark | None]) -> None:
    offset = context.sentence.start
    start, end = offset + amount.start, offset + amount.end
    same = [q for q in known if amount.number in {q.number, _scaled(q)} and not _is_idle(q, amount, context)]
    fitting = [q for q in same if not amount.unit or amount.unit in units_of(q)]
    if amount.unit == "country" and _is_percent(context, amount):
        return
    if not same:
        context.report(start, end, Slip.NUMBER, _expected_number(amount, known))
    elif not fitting or all(is_of_others(q, amount, context) for q in fitting):
        context.report(start, end, Slip.UNIT, _units(same[0]), same[0].claims)
    elif noun := counts_unknown(amount, context):
        context.report(start, noun.end, Slip.UNIT, _units(same[0]), same[0].claims)
    else:
        _judge_fitting(context, amount, fitting, paired, known)


def _is_idle(quantity: Quantity, amount: Amount, context: Context) -> bool:
    """Whether a number that only follows by counting is not meant: nothing says what is counted."""
    if not quantity.about.startswith("counted-"):
        return False
    is_named = amount.is_word or context.sentence.has("place")
    return not amount.unit or (quantity.unit == "countries" and not is_named)


def _is_percent(context: Context, amount: Amount) -> bool:
    return "%" in context.bare[amount.start : amount.end]


def _expected_number(amount: Amount, known: list[Quantity]) -> str:
    fitting = [q for q in known if amount.unit in units_of(q)]
    near = sorted(fitting, key=lambda q: abs(q.number - amount.number))
    return _figure(near[0]) if near else ""


def _figure(quantity: Quantity) -> str:
    number = f"={quantity.number:f}"
    return number if quantity.comparator == "exactly" else f":{quantity.comparator} {number}"


def _units(quantity: Quantity) -> str:
    counted = quantity.about if quantity.about in ABOUT else quantity.unit
    return f"{_figure(quantity)} :{counted.replace(' ', '-')}"


def _judge_fitting(
    context: Context, amount: Amount, fitting: list[Quantity], paired: dict[int, Mark | None], known: list[Quantity]
) -> None:
    offset = context.sentence.start
    start, end = offset + amount.start, offset + amount.end
    of_part = [q for q in fitting if _is_of(q, amount, context, paired)]
    if not of_part:
        near = paired.get(amount.start)
        slip = Slip.STAND if near is None else Slip.NUMBER
        wrong = next((q for q in known if near and q.part and near.value in q.part and q.unit == fitting[0].unit), None)
        expected = _figure(wrong) if wrong else f"{_figure(fitting[0])} ({_part(context, fitting[0])})"
        context.report(start, end, slip, expected, fitting[0].claims)
        return
    shown = [q for q in of_part if not _exhibiting(q, amount, context, known)]
    if not shown:
        right = _exhibiting(of_part[0], amount, context, known)
        context.report(start, end, Slip.STAND, _figure(right[0]), right[0].claims)
        return
    compared = [q for q in shown if _compares(q, amount, context)]
    if not compared:
        slip = Slip.FORECAST if of_part[0].comparator == "forecast" else Slip.COMPARATOR
        context.report(start, end, slip, _figure(of_part[0]), of_part[0].claims)
        return
    dated = [q for q in compared if _is_dated(q, amount, context, known)]
    if not dated:
        context.report(start, end, Slip.AS_OF, iso(compared[0].as_of), compared[0].claims)
        return
    context.support(start, end, dated[0].about, dated[0].claims)


def _exhibiting(quantity: Quantity, amount: Amount, context: Context, known: list[Quantity]) -> list[Quantity]:
    """Return how many of a delegation exhibited, where a sentence says so of all who came with it."""
    if whole := tells_delegation(quantity, amount, context, known):
        return whole
    own = [q for q in known if q.about == "delegation-exhibitors" and q.part == quantity.part]
    if quantity.about != "delegation-enterprises" or not own or own[0].number == quantity.number:
        return []
    if is_partitive(amount, context):
        return []
    near = [min(context.amounts, key=lambda a: _apart(context, a, mark)) for mark in context.cue("stand")]
    return own if amount in near else []


def _apart(context: Context, amount: Amount, mark: Mark) -> int:
    start, end = context.sentence.start + amount.start, context.sentence.start + amount.end
    between = context.between(min(end, mark.end), max(start, mark.start))
    return max(start - mark.end, mark.start - end, 0) + 2 * _COMMA * between.count(",")


def _part(context: Context, quantity: Quantity) -> str:
    return ", ".join(context.said(reference) for reference in sorted(quantity.part))


def _compares(quantity: Quantity, amount: Amount, context: Context) -> bool:
    if quantity.comparator == "forecast":
        return amount.comparator == "forecast" or bool(context.cue("forecast"))
    is_reach = quantity.comparator == "exactly" and amount.comparator == "more_than" and _is_reach(context, amount)
    return quantity.comparator == amount.comparator or quantity.unit == "days" or is_reach


_OVER = re.compile(r"(?:über|over|across)\b", re.IGNORECASE)
_REACH = re.compile(
    r"\b(?:erstreck|verteil|breitet|verstreut|zog sich|spread|stretch|spann|extend|distribut)", re.IGNORECASE
)


def _is_reach(context: Context, amount: Amount) -> bool:
    """Whether "over" tells a reach and no comparison: "spread over five sections"."""
    return bool(_OVER.match(context.bare[amount.start :]) and _REACH.search(context.bare[: amount.start]))


# -- of which part


def _pairs(context: Context, known: list[Quantity]) -> dict[int, Mark | None]:
    """Return for each number of a part the group of places that stands with it, as numbers and places alternate."""
    parts = frozenset().union(*(q.part for q in known))
    offset = context.sentence.start
    numbers = [
        a
        for a in context.amounts
        if any(q.part and q.number == a.number and (not a.unit or a.unit in units_of(q)) for q in known)
        and not (
            a.unit == "region"
            or (
                any(q.about == "regions-represented" and q.number == a.number for q in known)
                and a.unit in {"", "region"}
            )
        )
    ]
    groups = _groups(context, parts)
    groups = [g for g in groups if not numbers or not _is_of_regions(context, g, [offset + n.end for n in numbers])]
    if not numbers or not groups:
        return {}
    is_before = groups[0][0].start < offset + numbers[0].start and not (
        len(groups) > 1 and len(groups) > len(numbers) and groups[0][0].value not in parts
    )
    if len(groups) == len(numbers):
        return {number.start: group[0] for number, group in zip(numbers, groups, strict=True)}
    paired: dict[int, Mark | None] = {}
    for number in numbers:
        place = offset + number.start
        behind = [group[0] for group in groups if group[0].start > place]
        ahead = [group[0] for group in groups if group[0].start < place]
        mark = (ahead[-1] if ahead else None) if is_before else (behind[0] if behind else ahead[-1] if ahead else None)
        paired[number.start] = mark
    return paired


def _is_of_regions(context: Context, group: list[Mark], ends: list[int]) -> bool:
    """Whether a country only says whose regions are counted: "five Belarusian regions", not "40 from those of"."""
    start = context.sentence.start
    last = max((end for end in ends if end <= group[0].start), default=None)
    if last is not None and not re.search(r"[,;:]", context.between(last, group[0].start)):
        return False
    return len(group) == 1 and any(
        a.unit == "region" and start + a.start <= group[0].start <= start + a.end + _ADJACENT for a in context.amounts
    )


def _groups(context: Context, parts: frozenset[str]) -> list[list[Mark]]:
    """Return the places of a sentence, those together that only commas and "and" part; no hosts, no signatories."""
    marks = [
        m for m in context.sentence.of("place", "stranger") if m.value in parts or m.value.startswith("territory:")
    ]
    groups: list[list[Mark]] = []
    for mark in marks:
        between = context.between(groups[-1][-1].end, mark.start) if groups else "x"
        words = [w for w in between.replace(",", " ").split() if w.strip("\x00")]
        if groups and all(
            word.lower() in {"and", "und", "sowie", "и", "і", "та", "also", "а", "также"} for word in words
        ):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _is_of(quantity: Quantity, amount: Amount, context: Context, paired: dict[int, Mark | None]) -> bool:
    near = paired.get(amount.start)
    places = {m.value for m in context.sentence.of("place", "stranger")}
    if not quantity.part:
        return near is None or quantity.about.startswith("counted") or _is_total(context, amount)
    if near is not None:
        return near.value in quantity.part
    if quantity.part & places or (quantity.about.startswith("delegation") and context.cue("delegation")):
        return True
    if context.before and quantity.part & {m.value for m in context.before.sentence.of("place")}:
        return True
    return quantity.unit == "regions" and not places


def _is_total(context: Context, amount: Amount) -> bool:
    """Whether a number that is also one of a part stands for the whole: no place follows closely."""
    return amount.unit != "" and not any(
        0 <= m.start - context.sentence.start - amount.end < 6 for m in context.sentence.of("place")
    )


# -- as of when

#: What a comma, another number, and the end of a clause between a time and a number add to their distance.
_COMMA, _NUMBER, _CLAUSE = 30, 60, 90
#: A time behind a number belongs to it less surely than one before; the organisers only tell when nothing else does.
_BEHIND, _WHO = 10, 90
#: How far words such as "as of" stand from their date.
_ADJACENT = 6
Time = tuple[int, "datetime.date | str"]


def _is_dated(quantity: Quantity, amount: Amount, context: Context, known: list[Quantity]) -> bool:
    if quantity.as_of is None or quantity.about.startswith("counted"):
        return True
    others = {
        q.as_of
        for q in known
        if q.about == quantity.about and q.part == quantity.part and q is not quantity and q.comparator != "forecast"
    }
    here = _times(context, amount)
    if not others:
        if is_of_other_time(quantity, amount, context):
            return False
        dates = [time for _distance, time in here[:1] if isinstance(time, datetime.date)]
        return not dates or quantity.as_of in dates or not _is_stated_as_of(context, dates[0], here[0][0])
    before = context.before
    if not here and before and before.sentence.paragraph == context.sentence.paragraph:
        here = _times(before, None)
    if not here:
        return True
    later = all(other is not None and other < quantity.as_of for other in others)
    said = next(
        (time for _distance, time in here if not isinstance(time, datetime.date) or _is_of_all(time, known)), ""
    )
    return said == quantity.as_of or said in ({"closing", "organisers"} if later else {"opening"})


def _is_of_all(time: datetime.date, known: list[Quantity]) -> bool:
    return time in {q.as_of for q in known}


def _is_stated_as_of(context: Context, date: datetime.date, distance: int) -> bool:
    """Whether a date is told as that of a number: "as of" stands right before it, and both in one clause."""
    offset = context.sentence.start
    starts = [offset + day.start for day in context.days if day.date == date]
    return distance < _COMMA and any(0 <= s - cue.end <= _ADJACENT for cue in context.cue("asof") for s in starts)


def _times(context: Context, amount: Amount | None) -> list[Time]:
    """Return dates, opening, closing and organisers of a sentence, the nearest to a number first."""
    offset = context.sentence.start
    spans: list[tuple[int, int, datetime.date | str]] = []
    if not context.sentence.has("act"):
        spans += [(offset + day.start, offset + day.end, day.date) for day in context.days
                  if day.date and not (day.is_begin or day.is_end or day.is_year)]  # fmt: skip
    for name in ("opening", "closing", "organisers"):
        spans += [(mark.start, mark.end, name) for mark in context.cue(name, f"at-{name}")]
    place = (offset + amount.start, offset + amount.end) if amount else (context.sentence.end, context.sentence.end)
    return sorted(((_away(context, start, end, place) + (_WHO if time == "organisers" else 0), time)
                   for start, end, time in spans), key=lambda one: one[0])  # fmt: skip


def _away(context: Context, start: int, end: int, place: tuple[int, int]) -> int:
    """Return how far a time is from a number, commas and other numbers counted."""
    first, last = (end, place[0]) if end <= place[0] else (place[1], start)
    between = context.between(first, last)
    numbers = sum(first <= context.sentence.start + one.start < last for one in context.amounts)
    clauses = _CLAUSE * between.count(";")
    return (
        last
        - first
        + clauses
        + _COMMA * len(re.findall(r"[,;:–—]", between))
        + _NUMBER * numbers
        + _BEHIND * (end > place[0])
    )
