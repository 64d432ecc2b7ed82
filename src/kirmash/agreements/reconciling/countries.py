"""Names of countries in many languages to their codes (ISO 3166-1), by CLDR."""

from functools import cache

from babel import Locale

from fairplan.spelling import words

_LANGUAGES = ("en", "de", "ru", "be", "uk", "pl", "fr", "es", "it", "pt", "cs", "lt", "lv", "kk", "ka",
              "hy", "az", "tr", "ar", "fa", "zh", "ja", "ko", "vi", "uz", "ky", "sr", "bg", "fi", "sv",
              "nl", "hu", "ro")  # fmt: skip
#: What lists write beside CLDR.
_USUAL = {
    "belarus republik": "BY", "republic of belarus": "BY", "республика беларусь": "BY", "рэспубліка беларусь": "BY",
    "белоруссия": "BY", "weissrussland": "BY", "russian federation": "RU", "российская федерация": "RU",
    "расійская федэрацыя": "RU", "рф": "RU", "рб": "BY", "кнр": "CN", "china": "CN", "prc": "CN", "usa": "US",
    "сша": "US", "зша": "US", "uk": "GB", "great britain": "GB", "grossbritannien": "GB", "великобритания": "GB",
    "holland": "NL", "moldova": "MD", "молдова": "MD", "czech republic": "CZ", "south korea": "KR", "korea": "KR",
    "вьетнам": "VN", "turkey": "TR", "турция": "TR", "киргизия": "KG",
}  # fmt: skip


def country_of(text: str) -> str:
    """Return the code of a country from its name or its code; empty where it is none that is known."""
    word = _tidy(text)
    if len(word) == 2 and word.isascii() and word.upper() in _codes():
        return word.upper()
    return _known().get(word, "")


def _tidy(text: str) -> str:
    return " ".join(words(text))


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in _codes() and (word := _tidy(name)):
                found.setdefault(word, code)
    return found | {_tidy(name): code for name, code in _USUAL.items()}
