"""A draft: the whole text of an agreement in every language, in the markup of which originals are made."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kirmash.agreements.library.checks import check_draft
from kirmash.agreements.library.clause import Chosen, ClauseParagraph, Place, fits
from kirmash.agreements.library.filling import Filling, Setting
from kirmash.agreements.library.loading import library, wording_of
from kirmash.agreements.library.numbers import day_in_words
from kirmash.agreements.library.parties import DraftParty, escaped, sides_of
from kirmash.agreements.library.values import choose

#: These stand outside the articles and are in every text, chosen or not.
ALWAYS = ("preamble", "closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a text is signed; the place by language, as it is printed; without a day, lines to fill in."""

    places: Mapping[str, str]
    day: datetime.date | None = None


def draft(
    parties: Sequence[DraftParty],
    clauses: Sequence[Chosen],
    languages: Sequence[str],
    dateline: Dateline,
    *,
    kind: str = "agreement",
) -> Mapping[str, str]:
    """Return the text by language, the articles in the order of the clauses.

    Raise ``ClauseRefused`` with everything that keeps it from being a text in all of the languages.
    """
    complete = with_frame(clauses)
    check_draft(parties, complete, languages, dateline.places, kind)
    return {
        language: _version(Setting(kind, tuple(parties), tuple(languages), wording_of(language)), complete, dateline)
        for language in languages
    }


def with_frame(clauses: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Return the clauses with a preamble and a closing formula, as they are by default where they were not chosen."""
    has = {one.clause.key for one in clauses}
    return (*clauses, *(choose(library()[key], {}) for key in ALWAYS if key not in has))


def articles_of(clauses: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Return the clauses that become articles; the first of them is article 1."""
    return tuple(one for one in clauses if one.clause.place is Place.ARTICLE)


def _version(setting: Setting, clauses: Sequence[Chosen], dateline: Dateline) -> str:
    language = setting.wording.language
    day = day_in_words(dateline.day, language) if dateline.day else setting.wording.words["undated"]
    place = dateline.places[language].replace("|", "/")
    parts = [f"# {Filling(setting).title()}", f"@ {escaped(place)} | {day}"]
    parts += _outside(setting, clauses, Place.PREAMBLE)
    for number, chosen in enumerate(articles_of(clauses), start=1):
        parts += [f"## {number}. {chosen.clause.titles[language]}", *_paragraphs(setting, chosen)]
    parts += ["---", *_outside(setting, clauses, Place.CLOSING)]
    return "\n\n".join(parts) + "\n"


def _outside(setting: Setting, clauses: Sequence[Chosen], place: Place) -> list[str]:
    return [
        text
        for chosen in clauses
        if chosen.clause.place is place
        for text in _texts(setting, chosen, _fitting(setting, chosen))
    ]


def _paragraphs(setting: Setting, chosen: Chosen) -> list[str]:
    """Return the paragraphs of an article, numbered if there are several; the items of a list have a dash."""
    fitting = _fitting(setting, chosen)
    leads = [paragraph for paragraph in fitting if not paragraph.is_item]
    found, number = [], 0
    for paragraph in fitting:
        texts = _texts(setting, chosen, [paragraph])
        if paragraph.is_item:
            is_last = paragraph is fitting[-1] or not fitting[fitting.index(paragraph) + 1].is_item
            ends = [";"] * (len(texts) - 1) + ["." if is_last else ";"]
            found += [f"– {text}{end}" for text, end in zip(texts, ends, strict=True)]
            continue
        number += 1
        found += [f"{number}. {text}" if len(leads) > 1 else text for text in texts]
    return found


def _fitting(setting: Setting, chosen: Chosen) -> list[ClauseParagraph]:
    holds = {
        "parties": "two" if len(setting.parties) == 2 else "many",
        "languages": ("one", "two", "many")[min(len(setting.languages), 3) - 1],
        "sides": sides_of(setting.parties),
        **{parameter.name: chosen.holds(parameter.name) for parameter in chosen.clause.parameters
           if not parameter.when or parameter.name in chosen.values},
    }  # fmt: skip
    return [paragraph for paragraph in chosen.clause.paragraphs if fits(paragraph.when, holds)]


def _texts(setting: Setting, chosen: Chosen, paragraphs: Sequence[ClauseParagraph]) -> list[str]:
    filling = Filling(setting, chosen)
    found = []
    for paragraph in paragraphs:
        if paragraph.each:
            found += [setting.wording.fields[word] for word in chosen.words(paragraph.each)]
        else:
            found.append(filling.fill(paragraph.texts[setting.wording.language]))
    return found
