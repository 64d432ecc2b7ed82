"""What a number counts and when: who came from so many countries, a delegation and its stands, and the day's time."""

import re

from kirmash.bulletin.check.amounts import Amount
from kirmash.bulletin.check.facts import Quantity
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context

#: The classes of who may come from so many countries and regions, and of who may not.
GUESTS, SHOWING = ("visitor", "guest", "foreigner", "participant"), ("company", "stand")
#: Countries are those of visitors, regions those of exhibitors.
OF_WHOM = {"visitor-countries": (GUESTS, SHOWING), "regions-represented": (SHOWING, GUESTS)}
#: How many words stand between who came and the number of where from.
_WORDS = 4
#: A part told of a whole: "ten of the 27".
_PARTITIVE = {
    "de": r"(?:von|der|aus|unter)(?:\s+(?:den|ihren|diesen|insgesamt|allen))?",
    "en": r"(?:of|out of|among|from)(?:\s+(?:the|its|all|those|these|a total of))*",
    "ru": r"(?:из|среди)(?:\s+(?:этих|всех|числа|общего числа))*",
    "be": r"(?:з|са|сярод)(?:\s+(?:гэтых|усіх|ліку))*",
}
#: How a counted noun looks behind its number, an adjective or a name between them.
_NOUN = {
    "de": r"\s+(?:(?:[a-zäöüß]+e[nrsm]?|\x00+)\s+)?([A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ]?[a-zäöüß]+)*)",
    "en": r"\s+(?:(?:[a-z]+(?:an|ish|ese|al|ed|ing|ern|ic|ive|ous)|\x00+)\s+)?([a-z]{3,}(?<!s)s)(?!\w)",
    "ru": r"\s+(?:(?:[а-я]+(?:ых|их)|\x00+)\s+)?"
    r"([а-я]{2,}(?:ов|ев|ей|ий|ок|ек|(?:ых|их|ян)(?=\s+(?:из|с|со|от)\s)))(?!\w)",
    "be": r"\s+(?:(?:[а-яі]+(?:ых|іх)|\x00+)\s+)?"
    r"([а-яі]{2,}(?:оу|еу|ау|яу|ей|ак|эк|ек|(?:ых|іх)(?=\s+(?:з|са|ад)\s)))(?!\w)",
}
#: Numbers below this may stand for parties and days.
_FEW = 3


def is_of_others(quantity: Quantity, amount: Amount, context: Context) -> bool:
    """Whether a sentence makes others come from so many countries or regions than the facts do."""
    if quantity.about == "exhibitors" and amount.unit == "company":
        return _are_senders(context, context.bare[: amount.start])
    if quantity.about not in OF_WHOM:
        return False
    right, wrong = OF_WHOM[quantity.about]
    head = re.split(r"[;:.,()–—]", context.bare[: amount.start])[-1]
    own, other = _last(context, head, right), _last(context, head, wrong)
    if other is not None and (own is None or other > own):
        return len(head[other:].split()) <= _WORDS + 1
    tail = re.split(r"[;:.()–—]", context.bare[amount.end :], maxsplit=1)[0]
    named = own is not None or any(_last(context, context.bare, (unit,)) is not None for unit in right)
    return not named and other is None and _last(context, tail, wrong) is not None and not re.search(r"\d|,", tail)


def _are_senders(context: Context, head: str) -> bool:
    """Whether a number is of those that sent guests: "guests from 520 companies"."""
    own = [*(pattern.pattern for name, pattern in context.words.units.items() if name in {"visitor", "guest"})]
    return bool(re.search(rf"(?:{'|'.join(own)})\s+(?:{context.words.cues['from'].pattern})\s*$", head, re.IGNORECASE))


def _last(context: Context, text: str, units: tuple[str, ...]) -> int | None:
    """Return where the last word of some classes begins."""
    return max((m.start() for unit in units for m in context.words.units[unit].finditer(text)), default=None)


def counts_unknown(amount: Amount, context: Context) -> Mark | None:
    """Return the noun that a number counts, where it is none that facts count."""
    if amount.unit or amount.number < _FEW:
        return None
    match = re.match(_NOUN[context.words.language], context.bare[amount.end :])
    if match is None:
        return None
    word = match.group(1)
    known = (context.words.titles, context.words.plain, context.words.edition, *context.words.units.values(),
             *context.words.lasting.values(), *context.words.cues.values(), *context.words.roles.values())  # fmt: skip
    is_known = word.lower() in context.words.stop | set(context.words.months) | set(context.words.weekdays)
    if is_known or any(pattern.fullmatch(word) for pattern in known):
        return None
    offset = context.sentence.start + amount.end
    return Mark(start=offset + match.start(1), end=offset + match.end(1), type="noun", value=word)


def is_partitive(amount: Amount, context: Context) -> bool:
    """Whether a number is the whole of which another one is told: "ten of the 27"."""
    head = context.bare[: amount.start]
    before = max((one.end for one in context.amounts if one.end <= amount.start), default=None)
    return before is not None and bool(
        re.search(rf"(?<!\w){_PARTITIVE[context.words.language]}\s*$", head[before:], re.IGNORECASE)
    )


def tells_delegation(quantity: Quantity, amount: Amount, context: Context, known: list[Quantity]) -> list[Quantity]:
    """Return how many came with a delegation, where a sentence says so of those of them that exhibited."""
    whole = [q for q in known if q.about == "delegation-enterprises" and q.part == quantity.part]
    if quantity.about != "delegation-exhibitors" or not whole or whole[0].number == quantity.number:
        return []
    others = [one for one in context.amounts if one is not amount and one.number == whole[0].number]
    is_said = bool(context.cue("delegation")) and not context.cue("stand", "asked-of") and not others
    before = context.before
    is_named_before = bool(before) and any(one.number == whole[0].number for one in before.amounts) if before else False
    return whole if is_said and not is_named_before else []


def is_of_other_time(quantity: Quantity, amount: Amount, context: Context) -> bool:
    """Whether a number of the closing is told as one of the opening, or the other way round, in its own clause."""
    begins, ends = context.facts.day("begins"), context.facts.day("ends")
    if quantity.as_of not in {begins, ends} or begins == ends:
        return False
    is_last = quantity.as_of == ends
    wrong, right = ("at-opening", "at-closing") if is_last else ("at-closing", "at-opening")
    marks, own = context.cue(wrong), context.cue(right)
    if not marks or own or any(day.date == quantity.as_of for day in context.days):
        return False
    start, end = context.sentence.start + amount.start, context.sentence.start + amount.end
    near = min(marks, key=lambda mark: max(start - mark.end, mark.start - end))
    first, last = (near.end, start) if near.end <= start else (end, near.start)
    between = context.between(first, last)
    commas = len(re.findall(r"[,;:–—]", between)) - 2 * any(
        first <= context.sentence.start + day.start < last for day in context.days
    )
    return commas <= 0 and not any(first <= context.sentence.start + one.start < last for one in context.amounts)
