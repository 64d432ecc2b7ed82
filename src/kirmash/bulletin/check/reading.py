"""A sentence to marks: what it says, in signs that are the same in every language."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kirmash.bulletin.check.lexicon import HAN, LOOSE, lexicon_of

BLANK = "\x00"
_NUMBER = r"\d{1,3}(?:[.,’ ]\d{3})+(?!\d)|\d+"
#: What may stand between the words of a label: of a short one little, of a long one a clause.
_GAP_SHORT = r"[^\w,;:.]+(?:\w+[^\w,;:.]+){0,2}?"
_GAP_LONG = r"\W+(?:\w+\W+){0,6}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something with a name: its reference (``place:gomel``) and its forms in each language.

    An ``is_loose`` name may be inflected and interrupted, as labels are in a sentence.
    """

    reference: str
    forms: Mapping[str, Sequence[str]]
    is_loose: bool = False

    @property
    def kind(self) -> str:
        """The word before the colon."""
        return self.reference.partition(":")[0]


#: What a sentence says: sequences by kind (numbers, dates, names), sets for acts, kinds and notions.
Marks = dict[str, tuple[str, ...]]


class Reader:
    """Reads sentences of one language with the names that may occur."""

    def __init__(self, language: str, entities: Sequence[Entity]) -> None:
        self._lexicon = lexicon_of(language)
        found: dict[str, tuple[Entity, re.Pattern[str]]] = {}
        for entity in entities:
            for form in entity.forms.get(language, ()):
                found.setdefault(_plain(form), (entity, _pattern(_plain(form), is_loose=entity.is_loose)))
        self._names = [found[form] for form in sorted(found, key=len, reverse=True)]

    def read(self, sentence: str) -> Marks:
        """Return what a sentence says."""
        text = _plain(sentence)
        hits: list[tuple[int, str, str]] = []
        for entity, pattern in self._names:
            text = _take(text, pattern, hits, entity.kind, entity.reference)
        text = self._dates(text, hits)
        text = self._numbers(text, hits)
        marks = {kind: tuple(value for _at, of, value in sorted(hits) if of == kind) for kind in {h[1] for h in hits}}
        for kind, patterns in (("kind", self._lexicon.kinds), ("act", self._lexicon.acts)):
            said: list[tuple[int, str, str]] = []
            for word, pattern in patterns:
                text = _take(text, pattern, said, kind, word)
            if said:
                marks[kind] = tuple(sorted({value for _at, _of, value in said}))
        for word, pattern in self._lexicon.notions:
            if pattern.search(text):
                marks[f"notion {word}"] = (word,)
        return marks

    def _dates(self, text: str, hits: list[tuple[int, str, str]]) -> str:
        months = self._lexicon.months
        names = "|".join(re.escape(name) for name in months)
        usual = (
            rf"\b(?P<day>\d{{1,2}})\.? (?P<month>{names})(?:,? (?P<year>\d{{4}}))?\b",
            rf"\b(?P<month>{names}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?\b",
        )
        found: list[tuple[int, int, int, int, int | None]] = []
        for form in self._lexicon.dates or [re.compile(one, re.IGNORECASE) for one in usual]:
            for match in form.finditer(text):
                month, year = match["month"].lower(), match["year"]
                number = int(month) if month.isdigit() else months[month]
                found.append((match.start(), match.end(), int(match["day"]), number, int(year) if year else None))
        years = [(start, year) for start, _end, _day, _month, year in found if year]
        for start, end, day, month_number, year_number in found:
            later = next((y for at, y in sorted(years) if at >= start), None)
            hits.append((start, "date", _iso(year_number or later, month_number, day)))
            text = text[:start] + BLANK * (end - start) + text[end:]
        return text

    def _numbers(self, text: str, hits: list[tuple[int, str, str]]) -> str:
        for comparator, words in self._lexicon.behind.items():
            text = self._take_numbers(text, re.compile(rf"\b({_NUMBER})(?:{words})\b", re.IGNORECASE), comparator, hits)
        for comparator, words in (*self._lexicon.comparators.items(), ("", "")):
            before = rf"\b(?:{words})\s+" if words else ""
            text = self._take_numbers(text, re.compile(rf"{before}\b({_NUMBER})", re.IGNORECASE), comparator, hits)
        for number, words in self._lexicon.numerals.items():
            text = _take(text, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), hits, "number", number)
        return text

    @staticmethod
    def _take_numbers(text: str, pattern: re.Pattern[str], comparator: str, hits: list[tuple[int, str, str]]) -> str:
        for match in pattern.finditer(text):
            digits = re.sub(r"\D", "", match.group(1))
            hits.append((match.start(1), "number", f"{comparator} {digits}".strip()))
        return pattern.sub(lambda match: BLANK * len(match.group()), text)


def _iso(year: int | None, month: int, day: int) -> str:
    try:
        return datetime.date(year or datetime.MINYEAR, month, day).isoformat()
    except ValueError:
        return f"{year}-{month}-{day}"


def _take(text: str, pattern: re.Pattern[str], hits: list[tuple[int, str, str]], kind: str, value: str) -> str:
    """Note where a pattern stands and blank it; of a pattern with groups only these, not what stands between."""
    for match in list(pattern.finditer(text)):
        hits.append((match.start(), kind, value))
        for group in range(1, pattern.groups + 1) if pattern.groups else (0,):
            start, end = match.span(group)
            text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def _plain(text: str) -> str:
    plain = re.sub(r"[\u00a0\u202f\u2009]", " ", text).replace("ß", "ss")
    return re.sub(rf"(?<={HAN})(?=\S)|(?<=\S)(?={HAN})", " ", plain)


def _pattern(form: str, *, is_loose: bool) -> re.Pattern[str]:
    if not is_loose:
        return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
    words = [word for word in re.findall(r"\w+", form) if word.lower() not in LOOSE] or [form]
    stems = [rf"({re.escape(word[: max(4, len(word) - 2)])}\w*)" if len(word) > 3 else f"({word})" for word in words]
    gap = _GAP_SHORT if len(stems) < 4 else _GAP_LONG
    return re.compile(r"\b" + gap.join(stems) + r"\b", re.IGNORECASE)
