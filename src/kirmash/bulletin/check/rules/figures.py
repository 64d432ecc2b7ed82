"""Numbers: value, comparator, what is counted, of which part, as of when, forecast or result."""

import datetime
from decimal import Decimal

from kirmash.bulletin.check.amounts import Amount
from kirmash.bulletin.check.facts import Quantity
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context, iso

#: What a unit of the record may be called, by the classes of the vocabulary.
UNITS = {
    "companies": {"company", "participant"}, "enterprises": {"company", "participant"}, "m2": {"area"},
    "countries": {"country"}, "regions": {"region"}, "sections": {"section"}, "sessions": {"session"},
    "documents": {"document"}, "meetings": {"meeting"}, "applications": {"application"}, "cities": {"city"},
    "days": {"day"}, "sides": {"side", "city", "guest", "region", "participant"}, "expositions": {"country", "section"},
    "million USD": {"money"}, "billion RUB": {"money"}, "persons": {"guest", "visitor", "participant"},
}  # fmt: skip
ABOUT = {
    "visitors": {"visitor", "guest"},
    "foreign-visitors": {"foreigner"},
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
        _judge_one(context, amount, known, paired)


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
    elif not fitting:
        context.report(start, end, Slip.UNIT, _units(same[0]), same[0].claims)
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
    number = f"{quantity.number:f}"
    return number if quantity.comparator == "exactly" else f":{quantity.comparator} {number}"


def _units(quantity: Quantity) -> str:
    return f"{_figure(quantity)} {quantity.about.removeprefix('counted-').replace('-', ' ')}"


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
    compared = [q for q in of_part if _compares(q, amount, context)]
    if not compared:
        slip = Slip.FORECAST if of_part[0].comparator == "forecast" else Slip.COMPARATOR
        context.report(start, end, slip, _figure(of_part[0]), of_part[0].claims)
        return
    dated = [q for q in compared if _is_dated(q, context, known)]
    if not dated:
        context.report(start, end, Slip.AS_OF, iso(compared[0].as_of), compared[0].claims)
        return
    context.support(start, end, dated[0].about, dated[0].claims)


def _part(context: Context, quantity: Quantity) -> str:
    return ", ".join(context.said(reference) for reference in sorted(quantity.part))


def _compares(quantity: Quantity, amount: Amount, context: Context) -> bool:
    if quantity.comparator == "forecast":
        return amount.comparator == "forecast" or bool(context.cue("forecast"))
    return quantity.comparator == amount.comparator or quantity.unit == "days"


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
    if not numbers or not groups:
        return {}
    is_before = groups[0][0].start < offset + numbers[0].start and not (
        len(groups) > 1 and len(groups) > len(numbers) and groups[0][0].value not in parts
    )
    paired: dict[int, Mark | None] = {}
    for number in numbers:
        place = offset + number.start
        behind = [group[0] for group in groups if group[0].start > place]
        ahead = [group[0] for group in groups if group[0].start < place]
        mark = (ahead[-1] if ahead else None) if is_before else (behind[0] if behind else ahead[-1] if ahead else None)
        paired[number.start] = mark
    return paired


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
    if quantity.part & places:
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


def _is_dated(quantity: Quantity, context: Context, known: list[Quantity]) -> bool:
    if quantity.as_of is None or quantity.about.startswith("counted"):
        return True
    others = {
        q.as_of
        for q in known
        if q.about == quantity.about and q.part == quantity.part and q is not quantity and q.comparator != "forecast"
    }
    said = _dates(context)
    if said:
        return quantity.as_of in said or not (others or context.cue("asof"))
    if not others:
        return True
    return _is_told_apart(quantity, context, others)


def _dates(context: Context) -> set[datetime.date]:
    if context.sentence.has("act"):
        return set()
    return {day.date for day in context.days if day.date and not (day.is_begin or day.is_end or day.is_year)}


def _is_told_apart(quantity: Quantity, context: Context, others: set[datetime.date | None]) -> bool:
    """Whether words instead of a date tell which of several numbers it is: opening, closing, the organisers'."""
    later = all(other is not None and quantity.as_of is not None and other < quantity.as_of for other in others)
    cues = {"closing", "organisers"} if later else {"opening"}
    wrong = {"opening"} if later else {"closing"}
    for one in (context, context.before):
        if one is None or one.sentence.paragraph != context.sentence.paragraph:
            continue
        if one.cue(*wrong) and not one.cue(*cues):
            return False
        if one.cue(*cues) or quantity.as_of in {day.date for day in one.days}:
            return True
    return False
