"""The words by which an edited text is read, in each language, and how its letters are made alike.

They stand in ``lexicons/edited/*.toml``; the words of the writers and of the comparison are not among them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import get_day_names, get_month_names

FOLDER = Path(__file__).parent / "lexicons" / "edited"
Pattern = re.Pattern[str]
#: What may stand between a comparator and its number: "оценили примерно в 8 тысяч".
_TO = r"(?:(?:auf|at|from|with|mit|bei|в|во|на|у|с|со|из|са|з)\s+)?"
#: One letter for one, so that every place in the folded text is the same place in the text.
_ALIKE = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "’": "'", "ʼ": "'", "ё": "е", "Ё": "Е", "‑": "-"}
_OTHERS = {ord(letter): like for letter, like in _ALIKE.items()}
_BELARUSIAN = _OTHERS | {ord("ў"): "у", ord("Ў"): "У"}


def fold(text: str, language: str) -> str:
    """Return a text of the same length in which letters that writers vary are alike."""
    return text.translate(_BELARUSIAN if language == "be" else _OTHERS)


def whole(pattern: str, language: str = "", flags: int = re.IGNORECASE) -> Pattern:
    """Return a pattern that matches whole words."""
    return re.compile(rf"(?<![\w])(?:{fold(pattern, language)})(?!\w)", flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What words of one language mean to the checker."""

    language: str
    before: Mapping[str, Pattern]
    after: Mapping[str, Pattern]
    scale: tuple[tuple[int, Pattern], ...]
    groups: tuple[tuple[int, Pattern], ...]
    units: Mapping[str, Pattern]
    acts: Mapping[str, Pattern]
    acts_neutral: Pattern
    kinds: Mapping[str, Pattern]
    roles: Mapping[str, Pattern]
    levels: Mapping[str, Pattern]
    level_words: Mapping[str, Pattern]
    bodies: Pattern
    body_classes: Mapping[str, Pattern]
    cues: Mapping[str, Pattern]
    ordinals: Mapping[int, Pattern]
    lasting: Mapping[int, Pattern]
    edition: Pattern
    titles: Pattern
    plain: Pattern
    stop: frozenset[str]
    neutral: Pattern
    synonyms: Mapping[str, Pattern]
    numerals: tuple[tuple[int, Pattern], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """Return the vocabulary of a language; raise ``FileNotFoundError`` for one that has none."""
    found = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    numerals = tomllib.loads((FOLDER / "numerals.toml").read_text(encoding="utf-8")).get(language, {})

    def compiled(section: str) -> dict[str, Pattern]:
        return {word: whole(pattern, language) for word, pattern in found[section].items()}

    names = found["names"]
    return Vocabulary(
        language=language,
        before={word: re.compile(rf"(?<!\w)(?:{fold(p, language)})[\s-]*{_TO}$", re.IGNORECASE)
                for word, p in found["before"].items()},
        after={word: re.compile(rf"\s*(?:{fold(p, language)})(?!\w)", re.IGNORECASE)
               for word, p in found["after"].items()},
        scale=tuple((int(number), re.compile(rf"[\s-]*(?:{p})(?!\w)", re.IGNORECASE))
                    for number, p in found["scale"].items()),
        groups=tuple((int(number), whole(p, language)) for number, p in found.get("groups", {}).items()),
        units=compiled("units"), acts=compiled("acts"), acts_neutral=whole(found["acts-neutral"]["words"], language),
        kinds=compiled("kinds"), roles=compiled("roles"), levels=compiled("levels"),
        level_words=compiled("level-words"), body_classes=compiled("body-classes"),
        bodies=whole(found["bodies"]["words"], language), cues=compiled("cues"),
        ordinals={int(number): pattern for number, pattern in compiled("ordinals").items()},
        lasting={int(number): pattern for number, pattern in compiled("lasting").items()},
        edition=whole(found["edition"]["words"], language), titles=whole(names["titles"], language),
        plain=whole(names["plain"] or r"(?!)", language), stop=frozenset(fold(names["stop"], language).split("|")),
        neutral=whole(names["neutral"], language), synonyms=compiled("synonyms"),
        numerals=tuple((int(number), whole(p, language)) for number, p in numerals.items()),
        months=_months(language), weekdays=_weekdays(language),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What a sentence may tell of: how verbs look, those of which facts can be the matter, and what none can carry."""

    verb: Pattern
    told: Pattern
    words: Pattern
    visit: Pattern
    beyond: Pattern
    change: Pattern
    cause: Pattern


@cache
def events_of(language: str) -> Events:
    """Return the words of events of a language."""
    found = tomllib.loads((FOLDER / "events.toml").read_text(encoding="utf-8"))[language]
    flags = {"verb": re.NOFLAG}
    return Events(**{word: whole(pattern, language, flags.get(word, re.IGNORECASE)) for word, pattern in found.items()})


def _months(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                found[fold(str(name).lower(), language).rstrip(".")] = number
    if language == "en":
        found["sept"] = 9
    return found


def _weekdays(language: str) -> dict[str, int]:
    names = get_day_names("wide", "format", language).items()
    return {fold(str(name).lower(), language): number for number, name in names}


@cache
def gazetteer(language: str) -> Mapping[str, str]:
    """Return names of countries and of known cities in a language, with their codes."""
    locale = Locale.parse(language)
    names = {str(name): f"territory:{code}" for code, name in locale.territories.items() if len(code) == 2}
    zones = locale.time_zones
    names |= {str(zone["city"]): f"city:{key}" for key, zone in zones.items() if "city" in zone}
    return {name: code for name, code in names.items() if len(name) > 3 and "(" not in name}


UNITS_GERMAN = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
                "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")  # fmt: skip
TENS_GERMAN = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


@cache
def german_numbers() -> Mapping[str, int]:
    """Return the numbers that German writes as one word, below a million."""
    words: dict[str, int] = {}
    for number in range(1, 1000):
        hundreds, rest = divmod(number, 100)
        tens, ones = divmod(rest, 10)
        tail = UNITS_GERMAN[rest] if rest < 20 else f"{UNITS_GERMAN[ones]}{'und' if ones else ''}{TENS_GERMAN[tens]}"
        word = f"{UNITS_GERMAN[hundreds]}hundert{tail}" if hundreds else tail
        words[word] = number
        words[f"{word}tausend"] = number * 1000
        if hundreds == 1:
            words[f"hundert{tail}"] = number
    words |= {"beide": 2, "beiden": 2, "beider": 2, "tausend": 1000, "eins": 1}
    del words["ein"]
    return words | {word.replace("ß", "ss"): number for word, number in words.items()}


def german_number(word: str) -> int | None:
    """Return the number that a German word says, below a million: zwölftausendfünfhundert."""
    known, low = german_numbers(), word.lower()
    thousands, joint, rest = low.partition("tausend")
    if low not in known and joint and rest in known and known[rest] < 1000 and (f"{thousands}tausend" in known):
        return known[f"{thousands}tausend"] + known[rest]
    return known.get(low)
