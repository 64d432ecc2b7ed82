"""A text in several languages: a dictionary from language to words."""

from collections.abc import Mapping

from django.utils.translation import get_language

type_of_text = Mapping[str, str]
FALLBACKS = {"be": ("ru", "en"), "ru": ("en",), "de": ("en",), "en": ("de", "ru")}


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
