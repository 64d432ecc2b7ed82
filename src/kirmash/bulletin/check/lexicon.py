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
#: Function words that a name may gain or lose in a sentence.
LOOSE = {
    *("the", "a", "an", "of", "and", "as", "for", "on"),
    *("der", "die", "das", "des", "den", "und", "als", "für", "von", "im"),
    *("как", "и", "на", "для", "в"),
    *("як", "і", "у", "ў", "з"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Patterns of one language; a comparator stands right before its number."""

    comparators: Mapping[str, str]
    numerals: Mapping[str, str]
    months: Mapping[str, int]
    acts: tuple[tuple[str, re.Pattern[str]], ...]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    notions: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language; raise ``FileNotFoundError`` for one that has none."""
    content = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    months = get_month_names("wide", "format", language)
    return Lexicon(
        comparators=content["comparators"],
        numerals=content["numerals"],
        months={str(name).lower(): number for number, name in months.items()},
        acts=_compiled(content["acts"]),
        kinds=_compiled(content["kinds"]),
        notions=_compiled(content["notions"]),
    )


def _compiled(patterns: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((word, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for word, pattern in patterns.items())
