"""The words by which a reader knows numbers, acts, kinds and notions in each language.

They stand in ``lexicons/*.toml``, apart from the tables of the writers, so that a slip in those
does not pass unseen.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.dates import get_month_names

FOLDER = Path(__file__).parent / "lexicons"
#: A Chinese character; the reader parts them by spaces, so that each is a word.
HAN = r"[\u3400-\u9fff]"
#: Function words that a name may gain or lose in a sentence.
LOOSE = {
    *("the", "a", "an", "of", "and", "as", "for", "on"),
    *("der", "die", "das", "des", "den", "und", "als", "für", "von", "im"),
    *("как", "и", "на", "для", "в"),
    *("як", "і", "у", "ў", "з"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Patterns of one language; a comparator stands right before its number, or right behind it (``behind``).

    ``dates`` are patterns with the groups day, month and year, for languages that write dates in another order.
    """

    comparators: Mapping[str, str]
    behind: Mapping[str, str]
    dates: tuple[re.Pattern[str], ...]
    numerals: Mapping[str, str]
    months: Mapping[str, int]
    acts: tuple[tuple[str, re.Pattern[str]], ...]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    notions: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language; raise ``FileNotFoundError`` for one that has none."""
    content = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    months = {str(name).lower(): number for number, name in get_month_names("wide", "format", language).items()}
    named = "|".join(re.escape(name) for name in months)
    return Lexicon(
        comparators=_spaced(content["comparators"]),
        behind=_spaced(content.get("behind", {})),
        dates=tuple(re.compile(one.replace("MONTH", named), re.IGNORECASE) for one in content.get("dates", [])),
        numerals=_spaced(content["numerals"]),
        months=months,
        acts=_compiled(content["acts"]),
        kinds=_compiled(content["kinds"]),
        notions=_compiled(content["notions"]),
    )


def _compiled(patterns: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    spaced = _spaced(patterns)
    return tuple((word, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for word, pattern in spaced.items())


def _spaced(patterns: Mapping[str, str]) -> dict[str, str]:
    """Return patterns with a space between Chinese characters, as the reader parts them."""
    return {word: re.sub(f"(?<={HAN})(?={HAN})", " ", pattern) for word, pattern in patterns.items()}
