"""Names of well-known cities in many languages, by CLDR: Афины, Athen and Αθήνα are Athens."""

from collections import defaultdict
from functools import cache

from babel import Locale
from babel.core import get_global

from fairplan.spelling import words
from kirmash.agreements.reconciling.tie import Name

_LANGUAGES = ("en", "de", "ru", "be", "uk", "pl", "fr", "es", "it", "pt", "cs", "lt", "lv", "kk", "ka",
              "hy", "az", "tr", "ar", "fa", "he", "zh", "zh_Hant", "ja", "ko", "el", "sr", "bg", "fi",
              "sv", "nl", "hu", "ro")  # fmt: skip


def forms_elsewhere(text: str) -> tuple[Name, ...]:
    """Return the names in other languages of the cities that have this name; none of a city that CLDR lacks."""
    places, forms = _cities()
    return tuple(name for city in places.get(_tidy(text), ()) for name in forms[city])


def _tidy(text: str) -> str:
    return " ".join(words(text))


@cache
def _cities() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Name, ...]]]:
    """Return the cities by name, and the names by city; a city is the example of a time zone of one country."""
    forms: dict[str, dict[str, Name]] = defaultdict(dict)
    for language in _LANGUAGES:
        for zone, said in Locale.parse(language).time_zones.items():
            if "city" in said and _is_city(zone):
                forms[zone].setdefault(
                    _tidy(said["city"]), Name(text=said["city"], language=language.replace("_", "-"))
                )
    for zone, names in forms.items():
        english = zone.rpartition("/")[2].replace("_", " ")
        names.setdefault(_tidy(english), Name(text=english, language="en"))
    places: dict[str, list[str]] = defaultdict(list)
    for zone, names in forms.items():
        for name in names:
            places[name].append(zone)
    found = {zone: tuple(names.values()) for zone, names in forms.items()}
    return {name: tuple(zones) for name, zones in places.items()}, found


def _is_city(zone: str) -> bool:
    """Say whether a time zone is named after a city; some are named after islands, countries or nothing."""
    return get_global("zone_territories").get(zone, "001") != "001" and not zone.startswith(("Etc/", "Antarctica/"))
