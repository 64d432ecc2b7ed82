"""The word of a draft language: phrases that need no inflected name, for a native editor to make better.

A name stands as it is known: phrases are built around it (``w mieście Mińsk``), so that no machine bends or
transliterates it. Kinds, acts, comparators and offices come from the tables of ``drafts/*.toml`` and from nowhere else.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kirmash.bulletin.wording.story import Fact, Figure, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.style import Style
from kirmash.bulletin.wording.voice import Voice

FOLDER = Path(__file__).parent / "drafts"
Table = Mapping[str, Any]  # Any: TOML
#: The last word of a number as it is spoken, for the suffix that a comparator gives it.
_TENS, _HUNDREDS = 10, 100


@cache
def table_of(language: str) -> Table:
    """Return the words of a draft language; raise ``FileNotFoundError`` for one that has none."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def term(language: str, text: str) -> str:
    """Return a term of a fair in a draft language where the table has it, or else as it stands."""
    found: str = table_of(language)["terms"].get(text, text)
    return found


def body_named(language: str, kind: str, place: str) -> str:
    """Return what a public body of a kind is called, of a place; empty for a kind that the table lacks."""
    found: str = table_of(language)["bodies"].get(kind, "")
    return found.format(place=place)


def spoken_last(digits: str) -> str:
    """Return the last word of a whole number as it is spoken, in digits: 510 → 10, 520 → 20, 14000 → 1000."""
    number = int(re.sub(r"\D", "", digits) or "0")
    if number == 0:
        return "0"
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    if zeros >= len("000000"):
        return "1000000"
    if zeros >= len("000"):
        return "1000"
    if zeros >= len("00"):
        return "100"
    return str(number % _HUNDREDS) if number % _TENS == 0 else str(number % _TENS)


class DraftVoice(Voice):
    """A language for which drafts are written, by the tables of its file."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self._table = table_of(style.language)
        self._phrases: Mapping[str, str] = self._table["phrases"]

    def say(self, phrase: str, **words: str) -> str:
        """Return a phrase of the table with its words."""
        return self._phrases[phrase].format(**words)

    def list(self, words: Iterable[str]) -> str:
        """Return words joined as an enumeration."""
        found = list(words)
        if len(found) < 2:
            return "".join(found)
        *most, last = found
        own = self._table["and"] in last or any(self._table["and"] in word for word in most)
        joiner = self._table["and_also"] if own else self._table["and"]
        return f"{self._table['comma'].join(most)}{joiner}{last}"

    def figure(self, figure: Figure) -> str:
        """Return a number with its comparator, which may stand before it, behind it, or around it."""
        digits = self.style.number(figure.number)
        suffix = self._table.get("suffixes", {}).get(spoken_last(digits), "")
        said: str = self._table["comparators"][figure.comparator].format(number=digits, suffix=suffix)
        return said

    def headline(self, story: Story) -> str:
        """Return the headline."""
        return self.say("headline", cities=self.texts(story.cities), **self._deed(story))

    def lead(self, story: Story) -> str:
        """Say who did what with which document, when and where."""
        return self.say(
            "lead", cities=self.texts(story.cities), day=self.style.date(story.signed_on.date),
            place=story.signed_at.text, fair=self.style.quote(story.fair.text), **self._deed(story),
        )  # fmt: skip

    def signatories(self, story: Story, signatories: Sequence[Signatory]) -> str:
        """Say who signed for whom, in which office."""
        sides = [self.say("signatory", city=s.city.text, name=s.name, title=self._title(s)) for s in signatories]
        done: str = self._table["acts"][story.act.text][1]
        return self.say("signatories", done=done, sides=self._phrases["between"].join(sides))

    def prospects(self, statement: Statement, prospects: Sequence[Fact], *, has_benefit: bool) -> str:
        """Say of which prospects a side spoke."""
        phrase = "prospects_and_benefit" if has_benefit else "prospects"
        return self.say(phrase, city=statement.city.text, fields=self._terms(prospects))

    def ground(self) -> str:
        """Say what cooperation of companies is to be, in the words of the side that spoke last."""
        return self.say("ground")

    def fields(self, statement: Statement, fields: Sequence[Fact]) -> str:
        """Say which fields of cooperation a side named."""
        return self.say("fields", city=statement.city.text, fields=self._terms(fields))

    def talks(self) -> str:
        """Say that the heads of both cities held talks."""
        return self.say("talks")

    def directions(self, directions: Sequence[Fact], *, is_open: bool) -> str:
        """Say which directions of trade were named in the talks."""
        goods = [self._term(fact) for fact in directions] + ([self.say("other_goods")] if is_open else [])
        return self.say("directions", goods=self.list(goods))

    def dates(self, story: Story) -> str:
        """Say when and where the fair was held."""
        begins, ends = self.style.date(story.begins.date), self.style.date(story.ends.date)
        first = self.say("first") if story.is_first else ""
        name = self.style.quote(story.fair.text)
        return self.say("dates", fair=name, place=story.place.text, begins=begins, ends=ends, first=first)

    def area(self, area: Figure, ground: Fact | None) -> str:
        """Say how large the fair was."""
        with_ground = self.say("with_ground", ground=self._term(ground)) if ground else ""
        day = self.say("as_of", day=self.style.date(area.as_of)) if area.as_of else ""
        return self.say("area", figure=self.figure(area), ground=with_ground, day=day)

    def sections(self, sections: Sequence[Fact]) -> str:
        """Say which sections it had."""
        return self.say("sections", number=self.style.number(len(sections)), sections=self._terms(sections))

    def exhibitors(self, figure: Figure, origins: Sequence[Origin]) -> str:
        """Say how many companies took part, and from where."""
        day = self.say("as_of", day=self.style.date(figure.as_of)) if figure.as_of else ""
        told = self.say("origins", origins=self.list(map(self._origin, origins))) if origins else ""
        return self.say("exhibitors", figure=self.figure(figure), day=day, origins=told)

    def organisers(self, figure: Figure) -> str:
        """Say which number of companies the organisers gave."""
        day = self.say("on_day", day=self.style.date(figure.as_of)) if figure.as_of else ""
        return self.say("organisers", figure=self.figure(figure), day=day)

    def _origin(self, origin: Origin) -> str:
        places, count = self.list(place.text for place in origin.places), self.figure(origin.figure)
        if origin.regions:
            return self.say("origin_regions", places=places, count=count, regions=self.figure(origin.regions))
        return self.say("origin_within" if origin.expositions else "origin", places=places, count=count)

    def _deed(self, story: Story) -> dict[str, str]:
        """Return the act and the kind, in the case that this act gives it where the table knows two."""
        forms = self._table["kinds"][story.kind.text]
        return {"act": self._table["acts"][story.act.text][0], "kind": forms[0 if story.act.text == "signed" else -1]}

    def _title(self, signatory: Signatory) -> str:
        """Return an office by the term table; where it lacks the office or the body, as the record names it."""
        body = body_named(self.style.language, signatory.body_kind, signatory.body_place)
        role: str = self._table["roles"].get(signatory.role, "")
        return role.format(body=body) if body and role else signatory.title

    def _term(self, fact: Fact) -> str:
        return term(self.style.language, fact.text)

    def _terms(self, facts: Iterable[Fact]) -> str:
        return self.list(self._term(fact) for fact in facts)
