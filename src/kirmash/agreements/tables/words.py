"""The words of the table for answers, by language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

COLUMNS = ("key", "measure", "due", "progress", "day", "text", "address")
#: Columns that the other side fills in.
ASKED = ("progress", "day", "text", "address")


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def heading(column: str, language: str) -> str:
    """Return what a column is called in a language."""
    return _words()["headings"][column][language][0]


def progress_word(progress: str, language: str) -> str:
    """Return how far something is, in a language."""
    return _words()["progress"][progress][language][0]


def progress_words(language: str) -> list[str]:
    """Return the words to choose from in a language."""
    return [progress_word(progress, language) for progress in _words()["progress"]]


def folded(cell: str) -> str:
    """Return a cell as it is compared."""
    return " ".join(cell.casefold().replace("ё", "е").split()).strip(" .:;!?*")


def column_of(cell: str) -> str | None:
    """Return the column that a heading names in any language; None for one that nobody asked for."""
    return _by_word("headings").get(folded(cell))


def progress_of(cell: str) -> str | None:
    """Return how far a cell says that something is, in any language."""
    return _by_word("progress").get(folded(cell))


@cache
def _by_word(table: str) -> Mapping[str, str]:
    return {
        folded(word): name for name, languages in _words()[table].items()
        for words in languages.values() for word in words
    }  # fmt: skip
