"""Days of a month in words: "the twenty-ninth", "neunundzwanzigsten", "двадцать девятого", "дваццаць дзявятага"."""

import re
from functools import cache

from kirmash.bulletin.check.vocabulary import TENS_GERMAN, UNITS_GERMAN

_ENGLISH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
#: Stems of ordinals from the first to the twentieth; ё and ў as they are folded.
_STEMS = {
    "ru": (
        "перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат",
        "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат",
        "девятнадцат", "двадцат",
    ),
    "be": (
        "перш", "друг", "трэц", "чацверт", "пят", "шост", "сем", "восьм", "дз[ея]вят", "дз[ея]сят", "адзінаццат",
        "дванаццат", "трынаццат", "чатырнаццат", "пятнаццат", "шаснаццат", "с[ея]мнаццат", "в[ао]с[ея]мнаццат",
        "дз[ея]вятнаццат", "дваццат",
    ),
}  # fmt: skip
_ENDS = {
    "de": r"e[nrsm]?",
    "ru": r"(?:ого|ое|ому|ым|ом|его|е|ему|им|ем)",
    "be": r"(?:ага|ае|аму|ым|ога|ое|ому|ім|яга|яе|яму)",
}
_TENS = {"ru": ("двадцать", "тридцать", "тридцат"), "be": ("дваццаць", "трыццаць", "трыццат")}


@cache
def day_words(language: str) -> tuple[tuple[int, str], ...]:
    """Return patterns of the days from the first to the thirty-first in words, the longer before the shorter."""
    if language == "en":
        found = [*enumerate(_ENGLISH, start=1), (30, "thirtieth")]
        found += [(20 + ones, rf"twenty[- ]{_ENGLISH[ones - 1]}") for ones in range(1, 10)] + [(31, "thirty[- ]first")]
    elif language == "de":
        found = [(day, _german(day) + _ENDS["de"]) for day in range(1, 32)]
    else:
        ends, (twenty, thirty, thirtieth) = _ENDS[language], _TENS[language]
        found = [(day, stem + ends) for day, stem in [*enumerate(_STEMS[language], start=1), (30, thirtieth)]]
        ones = list(enumerate(_STEMS[language][:9], start=1))
        found += [(20 + one, rf"{twenty}\s+{stem}{ends}") for one, stem in ones]
        found += [(31, rf"{thirty}\s+{_STEMS[language][0]}{ends}")]
    return tuple(sorted(found, key=lambda one: len(one[1]), reverse=True))


def _german(day: int) -> str:
    irregular = {1: "erst", 3: "dritt", 7: "sieb(?:en)?t", 8: "acht"}
    if day in irregular or day < 20:
        return irregular.get(day, UNITS_GERMAN[day % 20] + "t")
    tens, ones = divmod(day, 10)
    return f"{UNITS_GERMAN[ones]}{'und' if ones else ''}{TENS_GERMAN[tens]}st".replace("ß", "(?:ß|ss)")


def day_number(said: str, language: str) -> int:
    """Return the day of a month that digits or a word say."""
    if said.isdigit():
        return int(said)
    return next((day for day, word in day_words(language) if re.fullmatch(word, said, re.IGNORECASE)), 0)
