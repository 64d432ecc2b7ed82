"""What stands in the places of a clause's words: names, numbers, days, and the text's word for itself."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kirmash.agreements.library.clause import Chosen, ParameterType, type_of_value
from kirmash.agreements.library.loading import Wording
from kirmash.agreements.library.numbers import (
    Duration,
    Unit,
    YearDay,
    day_in_words,
    plural,
    year_day_in_words,
)
from kirmash.agreements.library.parties import DraftParty, acting_name, escaped, full_name, group

PLACE = re.compile(r"<<(\^?)([a-z-]+)(?::([a-z]+))?>>")
#: The words in places that no parameter gives.
NAMES = ("this", "kind", "both", "sides", "others", "contacts", "tongues", "originals")
_SINGULAR = {Unit.DAYS: "day", Unit.MONTHS: "month", Unit.YEARS: "year"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is about beside its clauses."""

    kind: str
    parties: tuple[DraftParty, ...]
    languages: tuple[str, ...]
    wording: Wording


@dataclass(frozen=True, slots=True)
class Filling:
    """Fills the places of one clause's words in one language; a value is never read for places again."""

    setting: Setting
    chosen: Chosen | None = None

    def fill(self, text: str) -> str:
        """Return a text with everything in its places; an unknown place is a ``KeyError``."""
        return PLACE.sub(self._place, text)

    def title(self) -> str:
        """Return the title of the text, with the parties in it."""
        return self.fill(self.setting.wording.words["joined"])

    def _place(self, found: re.Match[str]) -> str:
        begins, name, case = found[1] == "^", found[2], found[3] or "nominative"
        if name == "sides":
            names = [acting_name(party, self.setting.wording) for party in self.setting.parties]
            return group(names, begins_sentence=begins)
        text = _OWN[name](self, case) if name in _OWN else self._value(name, case)
        return text[:1].upper() + text[1:] if begins else text

    def _value(self, name: str, style: str) -> str:
        """Return the value of a parameter, in words of the language."""
        if self.chosen is None:
            raise KeyError(name)
        language = self.setting.wording.language
        value: type_of_value = self.chosen.values[name]
        if isinstance(value, Duration):
            return self._every(value) if style == "every" else self._duration(value, style)
        if isinstance(value, YearDay):
            return year_day_in_words(value, language)
        if isinstance(value, datetime.date):
            return day_in_words(value, language)
        parameter = self.chosen.clause.parameter(name)
        if parameter and parameter.type is ParameterType.CHOICE:
            return self.setting.wording.tongues[str(value)]
        return escaped(self.chosen.texts(name)[language])

    def _duration(self, value: Duration, style: str) -> str:
        forms, language = self.setting.wording.units[_SINGULAR[value.unit]], self.setting.wording.language
        noun = forms[style] if style in forms and value.number != 1 else plural(value.number, forms, language)
        numerals = self.setting.wording.numerals
        return f"{numerals.written(value.number) if numerals else value.number} {noun}"

    def _every(self, value: Duration) -> str:
        """Return how often: *a year* for one, *every six (6) months* for more."""
        every = self.setting.wording.every
        if value.number == 1:
            return every[_SINGULAR[value.unit]]
        return every["other"].replace("<<duration>>", self._duration(value, "dative"))

    def _this(self, case: str) -> str:
        return self.setting.wording.this(self.setting.kind, case)

    def _kind(self, _case: str) -> str:
        return self.setting.wording.title(self.setting.kind)

    def _both(self, case: str) -> str:
        return group([full_name(party, case, self.setting.wording) for party in self.setting.parties])

    def _others(self, case: str) -> str:
        return self.setting.wording.others["two" if len(self.setting.parties) == 2 else "many"][case]

    def _contacts(self, _case: str) -> str:
        """Return who keeps the contact for each party, one after another."""
        wording = self.setting.wording
        case = {"de": "accusative", "en": "nominative"}.get(wording.language, "genitive")
        bodies = self.chosen.bodies("bodies") if self.chosen else ()
        members = []
        for party, body in zip(self.setting.parties, bodies, strict=True):
            words = {"party": full_name(party, case, wording), "body": body[wording.language]}
            members.append(_in_places(wording.words["for-party"], words))
        return group(members, joiner=";")

    def _tongues(self, _case: str) -> str:
        """Return the languages: in each original that of its keeper first, where every party has its own."""
        words, setting = self.setting.wording.tongues, self.setting
        own = [party.language for party in setting.parties]
        if len(own) > 1 and set(own) == set(setting.languages) and len(set(own)) == len(own):
            return group([words[language] for language in own])
        names = [words[language] for language in setting.languages]
        word_for_and = {"en": "and", "de": "und", "ru": "и", "be": "і"}[setting.wording.language]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word_for_and} {names[-1]}"

    def _originals(self, _case: str) -> str:
        return self.setting.wording.counts[len(self.setting.parties) - 2]


def _in_places(text: str, words: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: words[found[2]], text)


_OWN: dict[str, Callable[[Filling, str], str]] = {
    "this": Filling._this,
    "kind": Filling._kind,
    "both": Filling._both,
    "others": Filling._others,
    "contacts": Filling._contacts,
    "tongues": Filling._tongues,
    "originals": Filling._originals,
}
