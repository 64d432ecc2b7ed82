"""The announcer's script: what is said, what is done, and at which minute; in English, German, Russian, Belarusian."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from kirmash.agreements.ceremony.folders import PENS, rounds
from kirmash.agreements.ceremony.interpreting import interpreters_needed
from kirmash.agreements.ceremony.scene import Act, Mode, Scene, Side
from kirmash.agreements.ceremony.seating import assistants, flags, seating
from kirmash.base.texts import choose, locale_of

VOICES = ("en", "de", "ru", "be")
#: One file per language: kinds with their gender, what is said, what is done.
WORDS = Path(__file__).parent / "words"
_QUOTES = {"en": "“%s”", "de": "„%s“", "ru": "«%s»", "be": "«%s»"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A line of the script: the minute from the beginning, what is said aloud, or else what is done in silence."""

    minute: int
    is_said: bool
    text: str
    at: datetime.datetime | None = None


@cache
def words_of(language: str) -> Mapping[str, Any]:  # Any: TOML
    """Return the announcer's words of a language."""
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def script(scene: Scene, language: str) -> list[Cue]:
    """Return the script of a ceremony, from the preparation to the thanks."""
    if language not in VOICES:
        message = f"no announcer speaks {language!r}"
        raise ValueError(message)
    return list(_Script(scene, language).cues())


def kind_in(kind: str, language: str) -> tuple[str, str]:
    """Return what a kind of document is called, and its gender."""
    word, gender = words_of(language)["kinds"][kind]
    return word, gender


def done(kind: str, act: Act, language: str) -> str:
    """Return the sentence that says that a document is signed, or initialled."""
    word, gender = kind_in(kind, language)
    sentence: str = words_of(language)["done"][act][gender]
    return sentence.format(kind=word, Kind=word[:1].upper() + word[1:])


def called(side: Side, language: str) -> str:
    """Return how a signatory is announced: office, name, and by what right where it is not the own office."""
    words = words_of(language)
    if not side.is_named:
        return str(words["say"]["nobody"])
    said = str(words["authority"][side.authority]).format(who=_titled(side, language))
    return str(words["authority"]["paper"]).format(said=said, paper=side.paper) if side.paper else said


def _titled(side: Side, language: str) -> str:
    """Return office and name: Russian and Belarusian say the office first."""
    person, title = choose(side.person, language), choose(side.title, language)
    return " ".join(filter(None, (title, person))) if language in {"ru", "be"} else side.who(language)


@dataclass(slots=True)
class _Script:
    scene: Scene
    language: str

    def cues(self) -> Iterator[Cue]:
        for minute, (is_said, text) in self._timed():
            at = self.scene.begins_at + datetime.timedelta(minutes=minute) if self.scene.begins_at else None
            yield Cue(minute=minute, is_said=is_said, text=text, at=at)

    def _timed(self) -> Iterator[tuple[int, tuple[bool, str]]]:
        minute = 0
        for part in (self._opening(), self._calling(), self._signing(), self._closing()):
            for length, line in part:
                yield minute, line
                minute += length

    def _opening(self) -> Iterator[tuple[int, tuple[bool, str]]]:
        yield 0, self._do("prepare", pens=PENS, flags="; ".join(self._flags()))
        for seat in seating(self.scene):
            if seat.is_screen:
                yield 0, self._do("screen", party=seat.side.name(self.language), seat=seat.number)
        for need in interpreters_needed(self.scene):
            said = {"one": need.one.name(self.language), "ones": self._spoken(need.ones),
                    "others": self._spoken(need.others)}  # fmt: skip
            if need.other:
                yield 0, self._do("interpreter", other=need.other.name(self.language), **said)
            else:
                yield 0, self._do("interpreter-hall", **said)
        yield 1, self._say(f"welcome-{self.scene.act}", document=self._document())

    def _calling(self) -> Iterator[tuple[int, tuple[bool, str]]]:
        stands = {one.side.position: one.stands for one in assistants(self.scene)}
        seats = {seat.side.position: seat.number for seat in seating(self.scene)}
        for number, side in enumerate(sorted(self.scene.sides, key=lambda side: side.is_host)):
            name = side.name(self.language)
            yield 0, self._say(f"call-{self.scene.act}", party=name, who=called(side, self.language))
            if side.is_remote:
                yield 0, self._say("remote", party=name)
            elif self.scene.mode is not Mode.EXCHANGE:
                hand = words_of(self.language)["do"][stands[side.position]]
                yield number % 2, self._do("lead", party=name, seat=seats[side.position], hand=hand)
        if self.scene.mode is Mode.EXCHANGE:
            yield 0, self._say("exchange")
        if self.scene.witnesses:
            people = "; ".join(witness.who(self.language) for witness in self.scene.witnesses)
            yield 0, self._say("witnesses", people=people)
        yield 1, self._say(self._originals(), count=len(self.scene.originals) or len(self.scene.sides),
                           languages=self._spoken(self._all_languages()))  # fmt: skip

    def _signing(self) -> Iterator[tuple[int, tuple[bool, str]]]:
        yield 0, self._say("begin")
        yield 1, self._do("own")
        is_complete = all(not side.is_remote for side in self.scene.sides) and self.scene.mode is not Mode.EXCHANGE
        for number, found in enumerate(rounds(self.scene)[1:], start=2):
            if found:
                yield 1, self._do("pass", round=number)
        if not is_complete:
            yield 0, self._do("away")
            yield 1, self._do("wait-away")
            return
        yield 0, self._do("wait")
        yield 1, (True, done(self.scene.kind, self.scene.act, self.language))

    def _closing(self) -> Iterator[tuple[int, tuple[bool, str]]]:
        if self.scene.photographer:
            yield 0, self._do("photographer", who=self.scene.photographer)
        if len(self.scene.at_table) > 1 and self.scene.mode is not Mode.EXCHANGE:
            yield 0, self._say("photograph")
            yield 2, self._do("fold")
        yield 0, self._say("thanks")

    def _say(self, name: str, **values: object) -> tuple[bool, str]:
        return True, str(words_of(self.language)["say"][name]).format(**values)

    def _do(self, name: str, **values: object) -> tuple[bool, str]:
        return False, str(words_of(self.language)["do"][name]).format(**values)

    def _document(self) -> str:
        title = choose(self.scene.titles, self.language)
        return _QUOTES[self.language] % title if title else kind_in(self.scene.kind, self.language)[0]

    def _flags(self) -> Iterator[str]:
        words = words_of(self.language)["do"]
        for flag in flags(self.scene, self.language):
            country = country_in(flag.country, self.language)
            name = "flag-local" if flag.local else "flag" if country else "flag-none"
            yield str(words[name]).format(country=country, local=flag.local, party=flag.side.name(self.language))

    def _originals(self) -> str:
        if not self._all_languages():
            return "originals-unknown"
        count = len(self.scene.originals)
        form = Locale.parse(locale_of(self.language)).plural_form(count)
        return "originals-one" if form == "one" else "originals-other"

    def _all_languages(self) -> list[str]:
        return list(dict.fromkeys(tag for original in self.scene.originals for tag in original.languages))

    def _spoken(self, tags: Sequence[str]) -> str:
        return ", ".join(language_in(tag, self.language) for tag in tags)


def language_in(tag: str, language: str) -> str:
    """Return what a language is called in another; the tag where nobody says."""
    found = Locale.parse(locale_of(language)).languages
    return str(found.get(tag) or found.get(tag.partition("-")[0]) or tag)


def country_in(code: str, language: str) -> str:
    """Return what a country is called in a language; empty where none is known."""
    return str(Locale.parse(locale_of(language)).territories.get(code, code)) if code else ""
