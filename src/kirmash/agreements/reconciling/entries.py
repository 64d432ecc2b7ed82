"""Lines of a stranger's list to ties: a table row by row, or a pasted text line by line."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kirmash.agreements.reconciling.countries import country_of
from kirmash.agreements.reconciling.kinds import kinds_of
from kirmash.agreements.reconciling.tie import End, Name, Register, Scope, Tie

LONGEST_NAME = 300
FIRST_YEAR, LAST_YEAR = 1900, 2200
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d{0,11})")
_GEONAMES = re.compile(r"(?:https?://(?:www|sws)\.geonames\.org/)?([1-9]\d{0,11})(?:/.*)?")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR = re.compile(r"\d{4}")
_BULLET = re.compile(r"^\s*(?:\d{1,4}\s*[.)]\s+|[-–—*•·▪◦]\s+)?")
_AFTERWARDS = re.compile(
    r"[\s,;:–—-]+(?:\(?(?:с|з|з\s+года|seit|since|von|from)?\s*(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{4})"
    r"(?:\s*(?:г\.?|года|год|р\.?))?\)?)\s*$"
)
_IN_BRACKETS = re.compile(r"\s*[(\[（]\s*([^)\]）]*?)\s*[)\]）]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The columns of a line that name a partner: text as written."""

    name: str = ""
    language: str = ""
    country: str = ""
    wikidata: str = ""
    geonames: str = ""
    kind: str = ""
    date: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line that cannot be taken: which, why, and its cells by column."""

    row: int | None
    sentence: str
    cells: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return (
            self.sentence if self.row is None else _("row %(row)s: %(why)s") % {"row": self.row, "why": self.sentence}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a person says of a list before it is read: whose it is, in which language, as of when, from where."""

    name: str
    scope: Scope
    of: End | None = None
    language: str = ""
    as_of: datetime.date | None = None
    source: str = ""

    def register(self, ties: Iterable[Tie] = ()) -> Register:
        """Return the register with its ties."""
        return Register(
            name=self.name, scope=self.scope, of=self.of, as_of=self.as_of, source=self.source, ties=tuple(ties)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a list: its register, the lines that were refused, and why nothing could be read at all."""

    register: Register
    refused: tuple[Refusal, ...] = ()
    faults: tuple[Refusal, ...] = ()


def tie_of(entry: Entry, *, of: End, scope: Scope) -> Tie:
    """Return the tie that a line of a city's list states; raise ``ValueError`` with a sentence."""
    wikidata = _id(entry.wikidata, _WIKIDATA, _("is no Wikidata id, as in Q2678"))
    geonames = _id(entry.geonames, _GEONAMES, _("is no GeoNames number, as in 627907"))
    if not (entry.name or wikidata or geonames):
        raise ValueError(_("names no place: it has neither a name nor an id"))
    if len(entry.name) > LONGEST_NAME:
        raise ValueError(_("has a name of more than %(most)s characters") % {"most": LONGEST_NAME})
    country = country_of(entry.country)
    if entry.country and not country:
        sentence = _("names a country that is not known: %(country)s; write its name or its code, as in BY")
        raise ValueError(sentence % {"country": entry.country[:60]})
    names = (Name(text=entry.name, language=entry.language),) if entry.name else ()
    day, year = when_of(entry.date)
    partner = End(names=names, wikidata=wikidata, geonames=geonames, country=country)
    return Tie(
        a=of, b=partner, a_says=True if scope == Scope.OWN else None, kind=entry.kind, kinds=kinds_of(entry.kind),
        day=day, year=year, row=entry.row, note=entry.note,
    )  # fmt: skip


def edge_of(cells: Mapping[str, str], *, row: int) -> Tie:
    """Return the tie of a line of an export, end by end; raise ``ValueError`` with a sentence."""
    says = {}
    for column in ("a_to_b", "b_to_a"):
        if cells.get(column, "") not in {"0", "1"}:
            raise ValueError(_("has neither 0 nor 1 in the column %(column)s") % {"column": column})
        says[column] = cells[column] == "1"
    if not any(says.values()):
        raise ValueError(_("is stated from neither end"))
    ends = []
    for side in "ab":
        wikidata = _id(cells.get(f"qid_{side}", ""), _WIKIDATA, _("is no Wikidata id, as in Q2678"))
        name = cells.get(f"name_{side}", "")
        if not (wikidata or name):
            raise ValueError(_("names no place: it has neither a name nor an id"))
        ends.append(End(names=(Name(text=name),) if name else (), wikidata=wikidata))
    if ends[0].wikidata and ends[0].wikidata == ends[1].wikidata:
        raise ValueError(_("ties a place to itself"))
    return Tie(a=ends[0], b=ends[1], a_says=says["a_to_b"], b_says=says["b_to_a"], row=row)


def entry_of_line(line: str, *, row: int, language: str = "") -> Entry | None:
    """Return the partner that a line of a pasted list names: ``1. Name (country), year``; none of an empty line.

    A country is taken for one only where it is known; anything else in brackets stays a part of the name.
    """
    text = _BULLET.sub("", line, count=1).strip(" \t.;,")
    if not text:
        return None
    date = country = wikidata = ""
    if match := re.search(r"[\s,;(\[]*\b(Q[1-9]\d{0,11})\b[)\]]*$", text):
        wikidata, text = match[1], text[: match.start()].strip()
    if match := _AFTERWARDS.search(text):
        date, text = match[1], text[: match.start()].strip()
    if (match := _IN_BRACKETS.search(text)) and country_of(match[1]):
        country, text = match[1], text[: match.start()].strip()
    elif len(parts := re.split(r"\s*,\s*|\s+[–—-]\s+", text)) == 2:
        for at in (1, 0):
            if not country and country_of(parts[at]) and not country_of(parts[1 - at]):
                country, text = parts[at], parts[1 - at]
    if not date and (match := _AFTERWARDS.search(text)):
        date, text = match[1], text[: match.start()].strip()
    return Entry(name=text.strip(" ,;"), language=language, country=country, wikidata=wikidata, date=date, row=row)


def when_of(text: str) -> tuple[datetime.date | None, int | None]:
    """Return the day and the year that a cell means, of which one is known at most; raise ``ValueError``."""
    text = text.strip().removesuffix("г.").removesuffix("г").strip()
    if not text:
        return None, None
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return None, int(text)
    if match := _DAY.fullmatch(text):
        parts = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        try:
            return datetime.date(*(int(part) for part in parts)), None
        except ValueError:
            pass
    raise ValueError(
        _("has no date that is understood: %(text)s; write 2025-09-29, 29.09.2025 or 2025") % {"text": text[:60]}
    )


def _id(text: str, pattern: re.Pattern[str], sentence: str) -> str:
    if not text:
        return ""
    match = pattern.fullmatch(text.strip())
    if match is None:
        raise ValueError(": ".join((sentence, text[:60])))
    return match[1]
