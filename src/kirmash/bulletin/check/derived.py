"""Other words for a place: adjectives of countries and regions, and the other usual names of countries."""

import re
from collections.abc import Mapping, Sequence

from babel import Locale
from babel.languages import get_official_languages

from kirmash.bulletin.check.vocabulary import fold, gazetteer

#: The word of a level in the names of regions, and regions told together: "the Vitebsk and Smolensk regions".
LEVEL = {
    "de": (r"Gebiet|Region|Oblast|Provinz|Land|Kreis", r"(?:Gebieten?|Regionen|Oblasten?|Provinzen|Ländern?|Kreisen?)"),
    "en": (r"Region|Oblast|Province|District|State", r"(?:[Rr]egions|[Oo]blasts|[Pp]rovinces|[Dd]istricts|[Ss]tates)"),
    "ru": (r"область|край|район", r"(?:област|кра|район)\w{1,4}"),
    "be": (r"вобласць|край|раен", r"(?:вобласц|абласц|кра|раен)\w{1,4}"),
}


def adjectives(forms: Sequence[str], language: str) -> list[str]:
    """Return what a country's people and things are called, after its language: Russian, russisch."""
    codes = {gazetteer(language).get(form, "").removeprefix("territory:") for form in forms} - {""}
    spoken = Locale.parse(language).languages
    names = [str(spoken[tag]) for code in codes for tag in get_official_languages(code)[:1] if tag in spoken]
    if language == "en":
        return names
    return [fold(name.lower(), language) for name in names]


#: Adjectives of regions that are not made by rule.
_IRREGULAR = {
    "Steiermark": "steirisch", "Kärnten": "kärntnerisch", "Bayern": "bayerisch", "Tirol": "tirolerisch",
    "Schweiz": "schweizerisch", "Saxony": "Saxon", "Tyrol": "Tyrolean", "Poland": "Polish", "Austria": "Austrian",
    "Hesse": "Hessian", "Flanders": "Flemish", "Kazakhstan": "Kazakhstani", "Switzerland": "Swiss",
}  # fmt: skip
#: Other usual names of countries.
_ALSO: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "de": {"BY": ("Weißrussland", "Belarussen", "Belarusen", "Weißrussen"), "RU": ("Russische Föderation", "Russen"),
           "KG": ("Kirgisien", "Kirgistan", "Kirgisen"), "TR": ("Türkiye", "Türken"), "DE": ("Deutsche", "Deutschen"),
           "KZ": ("Kasachen",), "AT": ("Österreicher",), "CN": ("Chinesen",), "LT": ("Litauer",), "LV": ("Letten",),
           "UZ": ("Usbeken",)},
    "en": {"RU": ("Russian Federation",), "KG": ("Kyrgyz Republic",), "TR": ("Türkiye",), "CZ": ("Czech Republic",)},
    "ru": {"BY": ("Белоруссия", "белорусов", "белорусы"), "KG": ("Кыргызстан", "Киргизия"),
           "RU": ("Российская Федерация", "РФ", "россиян", "россияне"), "DE": ("ФРГ",), "CN": ("КНР",),
           "MD": ("Молдова", "Молдавия")},
    "be": {"BY": ("беларусаў", "беларусы"), "KG": ("Кыргызстан", "Кіргізія"),
           "RU": ("Расійская Федэрацыя", "РФ", "расіян", "расіяне"), "DE": ("ФРГ", "Нямеччына"), "CN": ("КНР",)},
}  # fmt: skip


def also(forms: Sequence[str], language: str) -> list[str]:
    """Return the other usual names of a country."""
    codes = {gazetteer(language).get(form, "").removeprefix("territory:") for form in forms[:1]}
    codes |= {code for code, names in _ALSO[language].items() if set(names) & set(forms)}
    return [fold(name, language) for code in codes for name in _ALSO[language].get(code, ()) if name not in forms]


_UMLAUT = str.maketrans({"a": "ä", "o": "ö", "u": "ü"})


def derived(forms: Sequence[str], language: str) -> list[str]:
    """Return the adjectives of a region or a country made of its name: sächsisch, Styrian, Sverdlovsk's own."""
    words = [form for form in forms[:1] if re.fullmatch(r"[^\W\d_]{4,}", form)]
    found = [_IRREGULAR[word] for word in words if word in _IRREGULAR]
    if language == "de":
        found += [word[:-2] + "ner" for word in words if word.endswith("en")]
        stems = [re.sub(r"(?:ien|en|ei|e|n)$", "", word.lower()) for word in words]
        bent = [re.sub(r"[aou](?=[^aeiouäöü]*$)", lambda m: m.group().translate(_UMLAUT), stem) for stem in stems]
        found += [f"{stem}isch" for stem in dict.fromkeys([*stems, *bent])]
    if language == "en":
        found += [f"{word}n" for word in words if word.endswith("ia")]
    return found
