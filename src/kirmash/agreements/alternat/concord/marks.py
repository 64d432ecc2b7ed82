"""A paragraph to marks: dates, periods, amounts and numbers, in signs that are the same in every language."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from kirmash.agreements.alternat.concord.lexicon import Lexicon, currencies, thousands

_DIGITS = r"\d{1,3}(?:[ .,’']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_BLANK = "\x00"
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_POINTS = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_WORD = r"(?:,? ?(\d{4})(?!\d)(?: ?(?:года?|годзе|г\.|годам))?)?"
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|-?(?:й|я|е|го|му|ю|м|га|ы|х|ти|мя))(?!\w)")
_GERMAN_THOUSANDS = re.compile(r"(?<=\w)(?=tausend)")
_IN_DAYS = {"day": 1, "week": 7}
_IN_MONTHS = {"month": 1, "year": 12}


@dataclass(slots=True)
class Marks:
    """What a paragraph says, by kind; ``soft`` may be said or not, ``limits`` are numbers with ≥ or ≤ before them."""

    said: dict[str, Counter[str]] = field(default_factory=dict)
    soft: Counter[str] = field(default_factory=Counter)
    limits: dict[str, set[str]] = field(default_factory=dict)

    def add(self, kind: str, value: str) -> None:
        """Count one mark."""
        self.said.setdefault(kind, Counter())[value] += 1

    def of(self, kind: str) -> Counter[str]:
        """Return the marks of a kind."""
        return self.said.get(kind, Counter())


def marks_of(text: str, lexicon: Lexicon) -> Marks:
    """Return what a paragraph says."""
    marks = Marks()
    text = " ".join(text.lower().replace("\u00a0", " ").replace("\u202f", " ").split())
    text = re.sub(rf"(?<!\w)(?:{lexicon.idle})(?!\w)", _BLANK, text)
    text = _dates(text, lexicon, marks)
    text = _in_digits(text, lexicon)
    _limits(text, lexicon, marks)
    text = _amounts(text, lexicon, marks)
    text = _periods(text, lexicon, marks)
    for found in re.finditer(rf"(?<![\w]){_DIGITS}", text):
        marks.add("number", _number(found[0], lexicon))
    return marks


def _take(text: str, pattern: str, note: Callable[[re.Match[str]], None]) -> str:
    """Note each place where a pattern stands, and blank it."""
    for found in re.finditer(pattern, text):
        note(found)
        text = text[: found.start()] + _BLANK * len(found[0]) + text[found.end() :]
    return text


def _dates(text: str, lexicon: Lexicon, marks: Marks) -> str:
    def note(year: str | None, month: int, day: str | int | None) -> None:
        marks.add("date", f"{year or '----'}-{month:02d}" + (f"-{int(day):02d}" if day else ""))

    text = _take(text, _ISO.pattern, lambda found: note(found[1], int(found[2]), found[3]))
    text = _take(text, _POINTS.pattern, lambda found: note(found[4], int(found[3]), found[1]))
    month = lexicon.month
    day_first = rf"(?<![\w.])(?:the )?«?\"?(\d{{1,2}})(?:st|nd|rd|th)?»?\"?\.?(?: of)? ({month}){_YEAR_WORD}"
    text = _take(text, day_first, lambda found: note(found[3], lexicon.month_of(found[2]), found[1]))
    month_first = rf"(?<!\w)({month}) (\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_YEAR_WORD}"
    if lexicon.language == "en":
        text = _take(text, month_first, lambda found: note(found[3], lexicon.month_of(found[1]), found[2]))
    alone = rf"(?<!\w)({month}) (\d{{4}})(?!\d)(?: ?(?:года?|годзе|г\.))?"
    return _take(text, alone, lambda found: note(found[2], lexicon.month_of(found[1]), None))


def _in_digits(text: str, lexicon: Lexicon) -> str:
    """Return a text with its number words in digits; a number said again in brackets stands once."""
    text = re.sub(rf"(?<!\w)(?:{lexicon.half_year})(?!\w)", f"6 {_month_word(lexicon)}", text)
    text = re.sub(rf"(?<!\w)(?:{lexicon.one_and_a_half})(?!\w)", "1,5" if lexicon.is_comma_decimal else "1.5", text)
    text = _GERMAN_THOUSANDS.sub(" ", text) if lexicon.language == "de" else text
    text = _ORDINAL.sub("", lexicon.numbers.sub(lambda found: str(lexicon.value(found[0])), text))
    text = re.sub(rf"(?<!\w)({lexicon.one}) ?\(1\)", r"\1", text)
    for times, words in thousands():
        text = re.sub(rf"(?<![\w])({_DIGITS}) ?(?:{words})(?!\w)", lambda found, times=times: str(  # type: ignore[misc]
            round(float(_number(found[1], lexicon)) * times)), text)  # fmt: skip
    return re.sub(r"(?<!\d)(\d+) ?\(\1\)", r"\1", text)


def _month_word(lexicon: Lexicon) -> str:
    return {"en": "months", "de": "monate", "ru": "месяцев", "be": "месяцаў"}[lexicon.language]


def _limits(text: str, lexicon: Lexicon, marks: Marks) -> None:
    """Note which numbers have a lower or an upper limit before them; what limits from below is read first."""
    for sign, words, other in (("≤", lexicon.maximum, lexicon.minimum), ("≥", lexicon.minimum, lexicon.maximum)):
        pattern = rf"(?<!\w)(?:{words}) ({_DIGITS})"
        longer = re.compile(rf"(?<!\w)(?:{other}) ({_DIGITS})")
        ends = {found.end(): found.start() for found in longer.finditer(text)}
        for found in re.finditer(pattern, text):
            if ends.get(found.end(), found.start()) >= found.start():
                marks.limits.setdefault(_number(found[1], lexicon), set()).add(sign)


def _amounts(text: str, lexicon: Lexicon, marks: Marks) -> str:
    for code, words in currencies():
        after = rf"(?<![\w])({_DIGITS}) ?(?:{words})(?!\w)"
        before = rf"(?<!\w)(?:{words}) ?({_DIGITS})"
        for pattern in (after, before):
            text = _take(text, pattern, lambda found, code=code: marks.add(  # type: ignore[misc]
                "currency", f"{_number(found[1], lexicon)} {code}"))  # fmt: skip
    return text


def _periods(text: str, lexicon: Lexicon, marks: Marks) -> str:
    for unit, words in lexicon.units:
        text = _take(text, rf"(?<![\w])({_DIGITS})(?:-|(?: [^\W\d]+)?) ?(?:{words})(?!\w)",
                     lambda found, unit=unit: marks.add("period", _period(_number(found[1], lexicon), unit)))  # type: ignore[misc]  # fmt: skip
        text = _take(text, rf"(?<!\w)(?:{lexicon.one})(?: [^\W\d]+)? (?:{words})(?!\w)",
                     lambda _found, unit=unit: marks.soft.update([_period("1", unit)]))  # type: ignore[misc]  # fmt: skip
    return text


def _period(number: str, unit: str) -> str:
    """Return a period in months or days, whichever of them it is made of."""
    for basis, units in (("months", _IN_MONTHS), ("days", _IN_DAYS)):
        if unit in units:
            count = float(number) * units[unit]
            return f"{int(count) if count == int(count) else count} {basis}"
    return f"{number} {unit}s"


def _number(written: str, lexicon: Lexicon) -> str:
    """Return a number as digits with a point, whatever the signs of its language."""
    thousands, decimal = (r"[ .’']", ",") if lexicon.is_comma_decimal else (r"[ ,’']", ".")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written):
        return re.sub(r"\D", "", written)
    digits = re.sub(thousands, "", written).replace(decimal, ".")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
