"""The answer to a question: the exhibitors that fit, and for every choice how many would."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from kirmash.base.texts import locale_of, sort_key
from kirmash.catalogue.queries.finding import found_in
from kirmash.catalogue.queries.listing import Catalogue, Listing
from kirmash.catalogue.queries.question import FACETS, Question
from kirmash.exhibition.models.exhibitor import Standing
from kirmash.exhibition.models.venue import SpaceKind
from kirmash.registry.queries import goods_named

_OF: Mapping[str, Callable[[Listing], Collection[str]]] = {
    "section": lambda listing: (listing.section,),
    "country": lambda listing: (listing.country,),
    "pavilion": lambda listing: (listing.pavilion,),
    "standing": lambda listing: (listing.standing,),
    "goods": lambda listing: listing.goods,
    "sought": lambda listing: listing.sought,
    "shown": lambda listing: listing.shown_in,
    "language": lambda listing: listing.languages,
}
#: Facets whose choices keep an order of their own; all others go by their number.
_ORDERED = ("section", "standing", "shown", "goods", "sought")
_LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice within a facet, and how many exhibitors fit with it under what else is asked."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """By what the list may be narrowed."""

    name: str
    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """The choices that were made."""
        return [choice for choice in self.choices if choice.is_chosen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Those who fit in the order asked for, the facets, and the letters with their numbers."""

    question: Question
    listings: Sequence[Listing]
    facets: Sequence[Facet]
    letters: Sequence[tuple[str, int]]

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """What is set, each with the address of the list without it."""
        asked = self.question
        chips = [
            (facet.label, choice.label, asked.without(facet.name, choice.value).address)
            for facet in self.facets
            for choice in facet.chosen
        ]
        return chips + ([("", asked.letter, asked.asked(letter="").address)] if asked.letter else [])


def answer(catalogue: Catalogue, question: Question) -> Answer:
    """Return who fits: all facets at once, of a facet any choice; what no one could choose is passed over."""
    ranks = found_in(catalogue.fair, question.text) if question.text else None
    pool = [one for one in catalogue.listings if ranks is None or one.id in ranks]
    known = {name: {value for one in catalogue.listings for value in _OF[name](one)} - {""} for name in FACETS}
    chosen = {name: tuple(v for v in values if v in known[name]) for name, values in question.chosen.items()}
    asked = question.asked(chosen={name: values for name, values in chosen.items() if values}, page=question.page)
    fitting, counts = _count(pool, asked)
    labels = _labels(catalogue, known)
    facets = [
        Facet(name=name, label=str(FACETS[name]), choices=_choices(name, counts[name], labels[name], asked))
        for name in FACETS
    ]
    return Answer(
        question=asked,
        listings=_sorted(fitting, asked, ranks, catalogue.language),
        facets=[facet for facet in facets if facet.choices and (len(known[facet.name]) > 1 or facet.chosen)],
        letters=sorted(counts[_LETTER].items(), key=lambda one: (one[0] != "#", sort_key(one[0], catalogue.language))),
    )


def _count(pool: Sequence[Listing], asked: Question) -> tuple[list[Listing], dict[str, Counter[str]]]:
    """Return who fits, and the numbers by facet: those who fit but for this facet are counted in it."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*FACETS, _LETTER)}
    fitting = []
    for one in pool:
        missed = [name for name, values in asked.chosen.items() if not set(values) & set(_OF[name](one))]
        missed += [_LETTER] if asked.letter not in {"", one.letter} else []
        if not missed:
            fitting.append(one)
        for name in (*FACETS, _LETTER):
            if not missed or missed == [name]:
                counts[name].update([one.letter] if name == _LETTER else _OF[name](one))
    return fitting, counts


def _choices(name: str, counts: Counter[str], labels: Mapping[str, str], asked: Question) -> list[Choice]:
    chosen = asked.chosen.get(name, ())
    found = [
        Choice(value=value, label=label, count=counts[value], is_chosen=value in chosen)
        for value, label in labels.items()
        if counts[value] or value in chosen
    ]
    return found if name in _ORDERED else sorted(found, key=lambda choice: -choice.count)


def _labels(catalogue: Catalogue, known: Mapping[str, Collection[str]]) -> dict[str, dict[str, str]]:
    """Return what each choice of each facet is called, in the order of the facet."""
    language = catalogue.language
    chapters = goods_named({*known["goods"], *known["sought"]}, language=language)
    spoken = Locale.parse(locale_of(language)).languages
    return {
        "section": {key: catalogue.section(key) for key in catalogue.sections},
        "country": _by_label({code: catalogue.country(code) for code in known["country"]}, language),
        "pavilion": _by_label({key: catalogue.pavilion(key) for key in catalogue.pavilions}, language),
        "standing": {str(value): str(label) for value, label in Standing.choices},
        "goods": {code: f"{code} {chapters[code]}".strip() for code in sorted(known["goods"])},
        "sought": {code: f"{code} {chapters[code]}".strip() for code in sorted(known["sought"])},
        "shown": {str(kind): str(kind.label) for kind in SpaceKind},
        "language": _by_label({code: spoken.get(code, code) for code in known["language"]}, language),
    }


def _by_label(labels: Mapping[str, str], language: str) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda one: sort_key(one[1], language)))


def _sorted(
    fitting: list[Listing], asked: Question, ranks: Mapping[int, int] | None, language: str
) -> Sequence[Listing]:
    """Return those who fit as asked for; without a wish the best first where words were given, else by name."""
    if ranks is not None and asked.sort in {"", "relevance"}:
        return sorted(fitting, key=lambda one: ranks[one.id])
    if asked.sort == "place":
        return sorted(fitting, key=lambda one: (not one.place, sort_key(one.place, language)))
    return fitting
