"""Striking people out of texts: names in any order, case and spacing, addresses, and words like person:KEY."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

STRUCK = "[erased]"
_APOSTROPHE = "(?:['’ʼ]|&#x27;)"  # the last in the HTML of a mail
_ALIKE = {"ё": "[её]", "е": "[её]", "’": _APOSTROPHE, "'": _APOSTROPHE, "ʼ": _APOSTROPHE, "-": "[-‐‑–]"}
_WORD = re.compile(r"\w+")


class Redactor:
    """Strikes names, addresses and references out of texts; everything else stays as it is."""

    def __init__(
        self, *, names: Iterable[str] = (), addresses: Iterable[str] = (), references: Iterable[str] = ()
    ) -> None:
        patterns = {order for name in names for order in _orders(name)}
        patterns |= {_pattern(address) for address in addresses if address}
        self._firsts = frozenset(_fold(word) for text in (*names, *addresses) for word in _WORD.findall(text))
        joined = "|".join(sorted(patterns, key=len, reverse=True))
        self._names = re.compile(rf"(?<![\w@])(?:{joined})(?!\w)", re.IGNORECASE) if patterns else None
        self._references = frozenset(references)

    def text(self, text: str) -> str:
        """Return a text without the people; references become references to nobody."""
        if self._references and ":" in text:
            text = _REFERENCE.sub(self._reference, text)
        if self._names is None or not self._may_name(text):
            return text
        struck, count = self._names.subn(STRUCK, unicodedata.normalize("NFC", text))
        return struck if count else text

    def value(self, value: Any) -> Any:  # Any: whatever JSON holds
        """Return a value of a column, with every text in it redacted."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(str(key)): self.value(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner) for inner in value]
        return value

    def _reference(self, found: re.Match[str]) -> str:
        word = found[0]
        return f"{found[1]}:erased" if word in self._references else word

    def _may_name(self, text: str) -> bool:
        """Say quickly whether any word of any name stands in a text."""
        return any(_fold(word) in self._firsts for word in _WORD.findall(unicodedata.normalize("NFC", text)))


_REFERENCE = re.compile(r"\b([a-z][a-z-]*):([a-zA-Z0-9_-]+)")


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _orders(name: str) -> set[str]:
    """Return the patterns of a name: as written, and with the last word first, with or without a comma."""
    words = unicodedata.normalize("NFC", name).split()
    if len(words) < 2:
        return {_pattern(name)} if words else set()
    last_first = rf"{_pattern(words[-1])},?\s+{_pattern(' '.join(words[:-1]))}"
    return {_pattern(" ".join(words)), last_first}


def _pattern(text: str) -> str:
    return "".join(
        r"\s+" if character.isspace() else _ALIKE.get(character.lower(), re.escape(character)) for character in text
    )
