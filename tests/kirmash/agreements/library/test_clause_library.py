"""The library's files fit each other, and values are read or refused."""

import re
from collections.abc import Mapping

import pytest

from drafts import LANGUAGES
from kirmash.agreements.library import (
    ClauseFault,
    ClauseRefused,
    Duration,
    Unit,
    YearDay,
    choose,
    fields,
    kinds,
    library,
    plain,
    say_fault,
)
from kirmash.agreements.library.filling import NAMES, PLACE
from kirmash.agreements.library.loading import wording_of
from kirmash.agreements.library.wording import _SENTENCES
from kirmash.agreements.models.commitment import Field
from kirmash.agreements.models.instrument import Kind


def places_in(text: str) -> set[str]:
    return {name for _sign, name, _case in PLACE.findall(text)}


def test_the_fields_are_those_of_commitments_but_the_formal_and_the_other() -> None:
    assert set(fields()) == set(Field.values) - {"formal", "other"}


def test_every_kind_but_an_oral_understanding_can_be_drafted() -> None:
    assert set(kinds()) == set(Kind.values) - {"oral-understanding"}


def test_promises_lie_in_fields_of_commitments() -> None:
    assert {clause.field for clause in library().values() if clause.promise} - set(Field.values) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_tables(language: str) -> None:
    ours, english = wording_of(language), wording_of("en")

    assert [set(t) for t in (ours.kinds, ours.fields, ours.tongues, ours.nouns, ours.units, ours.every)] == [
        set(t) for t in (english.kinds, english.fields, english.tongues, english.nouns, english.units, english.every)
    ]


def test_every_paragraph_asks_for_the_same_values_in_every_language() -> None:
    parameters = {clause.key: {p.name for p in clause.parameters} for clause in library().values()}
    asked = {
        (clause.key, paragraph.key): [places_in(paragraph.texts[n]) & parameters[clause.key] for n in LANGUAGES]
        for clause in library().values()
        for paragraph in clause.paragraphs
        if not paragraph.each
    }

    assert {key: found for key, found in asked.items() if any(one != found[0] for one in found)} == {}


def test_no_text_has_a_place_that_nothing_fills() -> None:
    unfilled = {
        (clause.key, paragraph.key, language): places_in(text) - {p.name for p in clause.parameters} - set(NAMES)
        for clause in library().values()
        for paragraph in clause.paragraphs
        for language, text in paragraph.texts.items()
    }

    assert {key: names for key, names in unfilled.items() if names} == {}


def test_no_text_has_digits_signs_of_the_markup_or_a_broken_place() -> None:
    texts = {
        (clause.key, paragraph.key, language): PLACE.sub("x", text)
        for clause in library().values()
        for paragraph in clause.paragraphs
        for language, text in paragraph.texts.items()
    }

    assert {key: text for key, text in texts.items() if re.search(r"[\d{}|\\<>#]|::|  ", text)} == {}


def test_every_parameter_and_choice_has_a_label_in_every_language() -> None:
    missing = [
        (clause.key, parameter.name, language)
        for clause in library().values()
        for parameter in clause.parameters
        for language in LANGUAGES
        if not parameter.labels[language]
        or (parameter.type == "choice" and set(parameter.choice_labels[language]) != set(parameter.choices))
    ]

    assert missing == []


def test_no_russian_text_has_a_belarusian_letter_and_no_belarusian_one_a_russian() -> None:
    strange = {"ru": re.compile("[іўІЎ]"), "be": re.compile("[ищъИЩЪ]")}
    found = [
        (clause.key, paragraph.key, language)
        for clause in library().values()
        for paragraph in clause.paragraphs
        for language, letters in strange.items()
        if letters.search(PLACE.sub("", paragraph.texts.get(language, "")))
    ]

    assert found == []


def test_the_belarusian_short_u_stands_after_vowels_and_nowhere_else() -> None:
    after_vowel = re.compile(r"[аеёіоуыэюя] (?:у|У)[ а-яё]", re.IGNORECASE)
    after_other = re.compile(r"(?:^|[^аеёіоуыэюя> ]) ў", re.IGNORECASE)
    found = [
        (clause.key, paragraph.key)
        for clause in library().values()
        for paragraph in clause.paragraphs
        for text in [paragraph.texts.get("be", "")]
        if after_vowel.search(text) or after_other.search(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("key", "values", "read"),
    [
        ("termination", {}, {"days": Duration(90, Unit.DAYS)}),
        ("termination", {"days": "30 days"}, {"days": Duration(30, Unit.DAYS)}),
        ("report", {"day": "02-28"}, {"day": YearDay(2, 28)}),
        ("subject", {"fields": ["sport", "trade", "sport"]}, {"fields": ("trade", "sport")}),
        ("term", {"renewal": "open-ended", "length": "2 years"}, {"renewal": "open-ended"}),
        ("preamble", {"treaty": {"en": "  the  Treaty\n", "de": " "}}, {"treaty": {"en": "the Treaty"}}),
        ("preamble", {}, {}),
    ],
)
def test_values_are_read_and_what_is_needless_is_left_out(
    key: str, values: Mapping[str, object], read: Mapping[str, object]
) -> None:
    assert choose(library()[key], values).values == read


@pytest.mark.parametrize(
    ("key", "values", "fault"),
    [
        ("termination", {"days": "0 days"}, ("out-of-bounds", "days", ("0 days", "1", "730"))),
        ("termination", {"days": "731 days"}, ("out-of-bounds", "days", ("731 days", "1", "730"))),
        ("termination", {"days": "2 years"}, ("unit-unfit", "days", ("2 years", "days"))),
        ("termination", {"days": "soon"}, ("no-duration", "days", ("soon",))),
        ("termination", {"days": "٣ days"}, ("no-duration", "days", ("٣ days",))),
        ("termination", {"weeks": "2"}, ("parameter-unknown", "weeks", ())),
        ("report", {"day": "02-29"}, ("no-day", "day", ("02-29",))),
        ("report", {"day": "13-01"}, ("no-day", "day", ("13-01",))),
        ("entry", {"from": "day"}, ("value-missing", "day", ())),
        ("entry", {"from": "day", "day": "31.01.2026"}, ("no-date", "day", ("31.01.2026",))),
        ("term", {"renewal": "unknown"}, ("choice-unknown", "renewal", ("unknown",))),
        ("subject", {"fields": ["war"]}, ("choice-unknown", "fields", ("['war']",))),
        ("contacts", {}, ("value-missing", "bodies", ())),
        ("contacts", {"bodies": "office"}, ("no-text", "bodies", ("office",))),
        ("intent", {"goods": {"en": "x" * 1001}}, ("too-long", "goods", ("1000",))),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    key: str, values: Mapping[str, object], fault: tuple[str, str, tuple[str, ...]]
) -> None:
    with pytest.raises(ClauseRefused) as refused:
        choose(library()[key], values)

    code, parameter, said = fault
    assert refused.value.faults == (ClauseFault(code=code, clause=key, parameter=parameter, values=said),)


def test_a_chosen_clause_can_be_kept_and_read_back() -> None:
    values = {"renewal": "tacit", "length": "5 years", "again": "30 months", "notice": "45 days"}
    chosen = choose(library()["term"], values)

    kept = plain(chosen)

    assert kept == {"clause": "term", "version": 1, "values": values}
    assert choose(library()["term"], values) == chosen


def test_a_fault_says_what_it_is_about() -> None:
    fault = ClauseFault(code="out-of-bounds", clause="termination", parameter="days", values=("0 days", "1", "730"))

    assert say_fault(fault) == "Termination, Ends after notice in: “0 days” is not between 1 and 730."


def test_every_fault_has_a_sentence_that_its_values_fill() -> None:
    said = {code: say_fault(ClauseFault(code=code, values=("a", "b", "c"))) for code in _SENTENCES}

    assert {code: text for code, text in said.items() if "{" in text or not text} == {}
