"""A text in several languages: a dictionary from language to words; the order of texts in a language."""

import unicodedata
from collections.abc import Mapping

from django.utils.translation import get_language

type_of_text = Mapping[str, str]
#: Where a language has no text of its own: those that its readers know best, in its own script first.
FALLBACKS = {"be": ("ru", "en"), "ru": ("en",), "de": ("en",), "en": ("de", "ru"), "kk": ("ru", "en"),
             "ky": ("ru", "en")}  # fmt: skip


def locale_of(language: str | None = None) -> str:
    """Return the CLDR locale that writes numbers and dates of a language; English as in Europe."""
    wanted = (language or get_language() or "en").split("-")[0]
    return "en_GB" if wanted == "en" else wanted


def choose(texts: type_of_text, language: str | None = None) -> str:
    """Return the text in the language, or in the nearest one that is there; empty if none is."""
    wanted = (language or get_language() or "en").split("-")[0]
    for candidate in (wanted, *FALLBACKS.get(wanted, ("en",)), *texts):
        if texts.get(candidate):
            return texts[candidate]
    return ""


#: The letters of Russian and Belarusian in their order, with those of neighbours where they stand there.
_CYRILLIC = "абвгґғдеёєжҗзиіїйклқмнңоөпрстуўүұфхҳһцчшщъыьэюяә"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def sort_key(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return what orders texts as the dictionaries of a language do: digits, its own script, the other script.

    German umlauts count as their vowels (DIN 5007-1); Russian ё counts as е, Belarusian ё and ў are letters
    of their own; spaces come before letters; case, accents and punctuation do not count.
    """
    scripts = (_CYRILLIC, _LATIN) if language in {"ru", "be"} else (_LATIN, _CYRILLIC)
    return tuple(place for letter in _letters(text, language) if (place := _place(letter, scripts)))


#: So many letters tell names apart.
MOST_LETTERS = 40


def written_sort_key(text: str, language: str) -> str:
    """Return the sort key of a text as digits that every database orders alike; five for each letter that counts."""
    return "".join(f"{script:x}{place:04x}" for script, place in sort_key(text, language)[:MOST_LETTERS])


def initial(text: str, language: str) -> str:
    """Return the capital under which an index has a text; ``#`` for a digit, empty for nothing that counts."""
    letter = next((letter for letter in _letters(text, language) if letter.isalnum()), "")
    return "#" if letter.isdigit() else letter.upper()


def _letters(text: str, language: str) -> str:
    """Return the letters that count, small and without accents."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("ß", "ss")
    if language == "ru":
        folded = folded.replace("ё", "е")
    return "".join(c if c in _CYRILLIC else unicodedata.normalize("NFKD", c)[:1] for c in folded)


def _place(letter: str, scripts: tuple[str, str]) -> tuple[int, int] | None:
    """Return where a letter stands; None for what does not count."""
    if letter.isspace():
        return (0, 0)
    if letter.isdigit():
        return (1, ord(letter))
    for number, alphabet in enumerate(scripts, start=2):
        if letter in alphabet:
            return (number, alphabet.index(letter))
    return (4, ord(letter)) if letter.isalpha() else None
