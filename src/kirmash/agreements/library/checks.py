"""What keeps clauses and parties from being a text, all of it at once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kirmash.agreements.library.clause import LANGUAGES, Chosen, ClauseFault, ClauseRefused, ParameterType, Place
from kirmash.agreements.library.loading import kinds, wording_of
from kirmash.agreements.library.parties import FEWEST, MOST, NOMINATIVE, DraftParty, acting_name, full_name, sides_of

_CASES = (NOMINATIVE, "genitive", "dative", "accusative", "instrumental")


def check_draft(
    parties: Sequence[DraftParty], clauses: Sequence[Chosen], languages: Sequence[str], places: Mapping[str, str],
    kind: str,
) -> None:  # fmt: skip
    """Raise ``ClauseRefused`` with everything that is wrong."""
    faults = [*_frame(languages, places, kind), *_parties(parties, languages), *_clauses(parties, clauses)]
    if not faults:
        faults = [*_texts(parties, clauses, languages), *_names(parties, languages)]
    if faults:
        raise ClauseRefused(tuple(faults))


def _frame(languages: Sequence[str], places: Mapping[str, str], kind: str) -> Iterator[ClauseFault]:
    if kind not in kinds():
        yield ClauseFault(code="kind-unknown", values=(kind,))
    if not languages or len(set(languages)) < len(languages):
        yield ClauseFault(code="languages-unfit")
    for language in languages:
        if language not in LANGUAGES:
            yield ClauseFault(code="language-unknown", values=(language,))
        elif not places.get(language, "").strip():
            yield ClauseFault(code="place-missing", values=(language,))


def _parties(parties: Sequence[DraftParty], languages: Sequence[str]) -> Iterator[ClauseFault]:
    if not FEWEST <= len(parties) <= MOST:
        yield ClauseFault(code="number-of-parties", values=(str(len(parties)), str(FEWEST), str(MOST)))
    if len({party.key for party in parties}) < len(parties):
        yield ClauseFault(code="party-twice")
    for party in parties:
        if party.language not in languages:
            yield ClauseFault(code="own-language-missing", values=(party.key, party.language))
        for language in languages:
            if not party.names.get(language, {}).get(NOMINATIVE, "").strip():
                yield ClauseFault(code="name-missing", values=(party.key, language))


def _clauses(parties: Sequence[DraftParty], clauses: Sequence[Chosen]) -> Iterator[ClauseFault]:
    if not any(one.clause.place is Place.ARTICLE for one in clauses):
        yield ClauseFault(code="no-articles")
    for key, times in Counter(one.clause.key for one in clauses).items():
        if times > 1:
            yield ClauseFault(code="clause-twice", clause=key)
    sides = {"mixed": {"public", "company"}}.get(sides_of(parties), {sides_of(parties)})
    for one in clauses:
        if not sides & set(one.clause.sides):
            yield ClauseFault(code="clause-unfit", clause=one.clause.key)


def _texts(parties: Sequence[DraftParty], clauses: Sequence[Chosen], languages: Sequence[str]) -> Iterator[ClauseFault]:
    """Yield what was filled in for some languages or some parties only."""
    for one in clauses:
        for parameter in one.clause.parameters:
            if parameter.name not in one.values:
                continue
            texts = [one.texts(parameter.name)] if parameter.type is ParameterType.TEXTS else []
            if parameter.type is ParameterType.BODIES:
                texts = list(one.bodies(parameter.name))
                if len(texts) != len(parties):
                    yield ClauseFault(code="bodies-unfit", clause=one.clause.key, parameter=parameter.name,
                                      values=(str(len(texts)), str(len(parties))))  # fmt: skip
            for text in texts:
                for language in languages:
                    if not text.get(language):
                        yield ClauseFault(code="text-missing", clause=one.clause.key, parameter=parameter.name,
                                          values=(language,))  # fmt: skip
        if one.values.get("prevails", "none") not in {"none", *languages}:
            yield ClauseFault(code="prevails-unfit", clause=one.clause.key, values=(one.text("prevails"),))


def _names(parties: Sequence[DraftParty], languages: Sequence[str]) -> Iterator[ClauseFault]:
    """Yield languages in which two parties have the same name."""
    for language in languages:
        wording = wording_of(language)
        for case in _CASES:
            if len({full_name(party, case, wording) for party in parties}) < len(parties):
                yield ClauseFault(code="same-name", values=(language,))
                break
        else:
            if len({acting_name(party, wording) for party in parties}) < len(parties):
                yield ClauseFault(code="same-name", values=(language,))
