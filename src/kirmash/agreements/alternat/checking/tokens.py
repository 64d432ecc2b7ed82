"""A text as words and signs, freed of what printing adds: line ends, ligatures, kinds of blanks and quotation marks."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BROKEN = "\x02"  # a line of print ended here, after a hyphen
_TRANSLATION = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
        **dict.fromkeys("\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"),
        **dict.fromkeys("„“”«»‟″\u201f", '"'),
        **dict.fromkeys("‚‘’ʼ‹›′`", "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("—―", "–"),
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "…": "...",
    }
)  # fmt: skip
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)*(?![^\W_])|[^\W_]+(?:(?:-{BROKEN}?|')(?=[^\W_])(?![A-ZА-ЯЁІЎÄÖÜ])[^\W_]+)*|[^\w\s{BROKEN}]"
)
_LONE_HYPHEN = re.compile(r"(?<=\s)-(?=\s)")
_DOUBLE = re.compile(r"''|,,(?=\w)")
#: Latin letters and digits that look like Cyrillic ones.
LOOKALIKES = str.maketrans("aceopxyiAaBCEHIKMOPTXYs03", "асеорхуіАаВСЕНІКМОРТХУѕОЗ")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign.

    ``key`` is what is compared first: without hyphens; ``is_loose`` says that a hyphen in it may only
    be that of a line's end; ``place`` counts the article and the paragraph it stands in.
    """

    text: str
    key: str
    is_loose: bool
    place: int


def clean(text: str) -> str:
    """Return a text with one kind of each blank, quotation mark, apostrophe, dash and letter."""
    return _DOUBLE.sub('"', _LONE_HYPHEN.sub("–", unicodedata.normalize("NFC", text).translate(_TRANSLATION)))


def run_together(lines: Iterable[str]) -> str:
    """Return the lines of a paragraph as one; a hyphen at a line's end stays in doubt."""
    text = ""
    for line in lines:
        is_broken = text.endswith(("-", "\u00ad", "\u2010")) and len(text) > 1 and text[-2].isalnum()
        text = f"{text[:-1]}-{BROKEN}{line}" if is_broken else f"{text} {line}" if text else line
    return text


def tokens_of(text: str, place: int = 0) -> list[Token]:
    """Return the words and signs of a text."""
    found = []
    for match in _TOKEN.finditer(clean(text)):
        word = match.group()
        is_loose = BROKEN in word
        word = word.replace(BROKEN, "")
        found.append(Token(word, word.replace("-", "") or word, is_loose, place))
    return found


def is_same(one: Token, other: Token) -> bool:
    """Say whether two tokens are the same word; a hyphen in doubt may be none."""
    if one.text == other.text:
        return True
    return one.key == other.key and (one.is_loose or other.is_loose)


def text_of(tokens: Sequence[Token]) -> str:
    """Return tokens as a text to show."""
    text = ""
    for token in tokens:
        is_close = token.text in {",", ".", ";", ":", ")", "!", "?"} or text.endswith(("(", " № "))
        text += token.text if is_close or not text else f" {token.text}"
    return text


def is_mixed(word: str) -> bool:
    """Say whether a word mixes Latin and Cyrillic letters."""
    for part in word.split("-"):
        names = {unicodedata.name(letter, "").partition(" ")[0] for letter in part if letter.isalpha()}
        if {"LATIN", "CYRILLIC"} <= names:
            return True
    return False


def looks_like(one: str, other: str) -> bool:
    """Say whether two different words look the same, with Latin letters in place of Cyrillic ones."""
    return one != other and one.translate(LOOKALIKES) == other.translate(LOOKALIKES)
