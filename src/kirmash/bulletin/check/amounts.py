"""Numbers in a sentence: digits and words, with their comparator and what they count."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kirmash.bulletin.check.vocabulary import Vocabulary, german_number

_DIGITS = re.compile(r"(?<![\w.,])[€$]?\s?(\d{1,3}(?:[., '’]\d{3})+(?![\d])|\d+(?:[.,]\d+)?)(?=\D|$)")
_BETWEEN = r"[\s-]*(?:(?:(?!\d)[\w-]+|\x00+)\s+){0,3}?"
#: What follows a number whose noun stands before it: "exhibitors at 91 and visitors at", "at 91 on the last day".
_AND = re.compile(
    r"\s*(?:und|sowie|am|im|zum|zur|beim?|and|as well as|on|in|at|by|as|when|и|а|і|ды|а также|а таксама|на|в|во|к|ко|"
    r"при|у|ва|да|пры)(?!\w)",
    re.IGNORECASE,
)
_THOUSAND = 1000
#: Lengths of time before a number are no noun of it, nor a side: "on the last day 194".
_NO_HEADS = {"day", "week", "month", "year", "side"}
#: For whom something is counted is not what is counted: "2,000 were planned for foreign participants".
_FOR_WHOM = re.compile(
    r"(?<!\w)(?:für|for|для)\s+(?:\w+\s+){0,2}?(?:part|visit|exhib|teiln|ausst|besuch|участн|экспон|удзельн)\w*",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?<!\w)(?:für|for|для)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as a sentence says it."""

    start: int
    end: int
    number: Decimal
    comparator: str
    unit: str
    is_word: bool

    @property
    def said(self) -> str:
        """The number without its words."""
        return f"{self.number:f}"


def amounts_of(text: str, words: Vocabulary) -> list[Amount]:
    """Return the numbers of a sentence in which dates and names are blank; places within the sentence."""
    raw = [(m.start(1), m.end(1), _value(m.group(1)), False) for m in _DIGITS.finditer(text)]
    raw += [(start, end, Decimal(number), True) for start, end, number in _in_words(text, words)]
    raw += [(m.start(), m.end(), Decimal(number), True) for number, p in words.groups for m in p.finditer(text)]
    found: list[Amount] = []
    done = 0
    for start, end, said, is_word in sorted(raw):
        if (found and start < found[-1].end) or start < done:
            continue
        scale, stop = _scaled(text, end, words)
        number = said * scale
        if is_word and scale == _THOUSAND:
            rest, stop = _rest(text, stop, raw)
            number, done = number + rest, stop
        comparator, first, last = _compared(text, start, stop, words)
        bound = next((s for s, *_others in sorted(raw) if s >= stop), len(text))
        unit, last = _unit(text, start, last, bound, words)
        found.append(Amount(start=first, end=last, number=number, comparator=comparator, unit=unit, is_word=is_word))
    return found


def _rest(text: str, end: int, raw: list[tuple[int, int, Decimal, bool]]) -> tuple[Decimal, int]:
    """Return what follows the thousands of a number in words: "twelve thousand five hundred"."""
    for start, stop, number, is_word in raw:
        if is_word and number < _THOUSAND and re.fullmatch(r"[\s-]+(?:and\s+)?", text[end:start]) and start > end:
            return number, stop
    return Decimal(0), end


def _value(digits: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:[., '’]\d{3})+", digits):
        return Decimal(re.sub(r"\D", "", digits))
    return Decimal(digits.replace(",", "."))


def _in_words(text: str, words: Vocabulary) -> list[tuple[int, int, int]]:
    if words.language == "de":
        read = [(m, german_number(m.group())) for m in re.finditer(r"[^\W\d_]+", text)]
        return [(m.start(), m.end(), number) for m, number in read if number is not None]
    hits = sorted(
        (match.start(), match.end(), number) for number, pattern in words.numerals for match in pattern.finditer(text)
    )
    found: list[tuple[int, int, int]] = []
    for start, end, number in hits:
        last = found[-1] if found else None
        between = text[last[1] : start] if last else ""
        if last and number == 100 and words.language == "en" and between.strip() == "":
            found[-1] = (last[0], end, last[2] * 100)
        elif last and re.fullmatch(r"[\s-]+(?:and\s+)?", between) and _goes_on(last[2], number, between):
            found[-1] = (last[0], end, last[2] + number)
        else:
            found.append((start, end, number))
    return found


def _goes_on(last: int, number: int, between: str) -> bool:
    """Whether a word of a number continues another: twenty three, five hundred and ten."""
    if "and" in between:
        return last % 100 == 0 and number < 100
    return (last % 100 == 0 and number < 100) or (last % 100 >= 20 and last % 10 == 0 and number < 10)


def _scaled(text: str, end: int, words: Vocabulary) -> tuple[Decimal, int]:
    for scale, pattern in words.scale:
        match = pattern.match(text, end)
        if match:
            return Decimal(scale), match.end()
    return Decimal(1), end


def _compared(text: str, start: int, end: int, words: Vocabulary) -> tuple[str, int, int]:
    """Return the comparator beside a number, and where number and comparator begin and end."""
    head = re.sub(r"[€$]\s?$", lambda m: " " * len(m.group()), text[:start])
    hits = [(match.start(), word) for word, pattern in words.before.items() if (match := pattern.search(head))]
    for word, pattern in words.after.items():
        match = pattern.match(text, end)
        if match:
            return word, start, match.end()
    if hits:
        first, word = min(hits)
        return word, first if word != "exactly" else start, end
    return "exactly", start, end


def _unit(text: str, start: int, end: int, bound: int, words: Vocabulary) -> tuple[str, int]:
    """Return what a number counts and where that word ends; the nearest after it, else before it."""
    tail = re.split(r"[;:(]|,\s|\s[–—]\s", text[end : max(bound, end)], maxsplit=1)[0]
    is_last = not re.match(r"\s*\w", tail)
    tail = "" if _AND.match(tail) else _FOR.split(tail, maxsplit=1)[0]
    hits = []
    for unit, pattern in words.units.items():
        match = re.match(rf"{_BETWEEN}(?:{pattern.pattern})", tail, re.IGNORECASE)
        if match:
            hits.append((len(match.group().split()), -len(match.group()), unit, end + match.end()))
    if hits:
        _count, _length, unit, last = min(hits)
        return unit, last
    head = text[max(0, start - 45) : start]
    head = re.split(r"\d|[;.]", head)[-1]
    head = _FOR_WHOM.sub(lambda match: "-" * len(match.group()), head)
    before = [
        (match.start(), unit)
        for unit, pattern in words.units.items()
        if unit not in _NO_HEADS
        for match in pattern.finditer(head)
    ]
    near = max(before, default=None)
    is_close = (
        near is not None and len(re.findall(r"\w+", head[near[0] :])) <= 5 and not re.search(r",", head[near[0] :])
    )
    return (near[1] if near and is_close and (is_last or _names_it(head[near[0] :])) else ""), end


def _names_it(between: str) -> bool:
    """Whether the words between a noun and a number lead from one to the other: "the number of exhibitors at 520"."""
    return bool(
        re.search(
            r":|[–—]|(?<!\w)(?:auf|at|to|with|mit|bei|betrug|beträgt|betragen|war|составля\w*|составил\w*|достиг\w*|равн\w*|дасяг\w*|складала|"
            r"склала|склау|склал[іо]|was|is|were|stood|reached|numbered|totall?ed|erreichte)(?!\w)",
            between,
        )
    )
