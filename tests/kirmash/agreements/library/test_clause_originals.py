"""Drafts become originals: what the parties will keep is made of the library's texts without a correction."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import CITIES, COMPANIES, LANGUAGES, MINSK, everything_for, parties_of, random_choice
from kirmash.agreements.library import Chosen, DraftParty, draft, library
from kirmash.agreements.library.loading import wording_of
from kirmash.agreements.library.parties import full_name

WHY = "the package that makes originals is not part of this checkout"
markup: Any = pytest.importorskip("kirmash.agreements.alternat.markup", reason=WHY)
model: Any = pytest.importorskip("kirmash.agreements.alternat.text", reason=WHY)
composing: Any = pytest.importorskip("kirmash.agreements.alternat.composing", reason=WHY)
concord: Any = pytest.importorskip("kirmash.agreements.alternat.concord.compare", reason=WHY)
FREE = [key for key, one in library().items() if "public" in one.sides and one.place == "article" and key != "contacts"]


def text_of(parties: list[DraftParty], clauses: list[Chosen]) -> Any:  # a class of a package that may be absent
    """Return a draft as the makers of originals read it, with blocks to sign under."""
    drafts = draft(parties, clauses, LANGUAGES, MINSK, kind="partnership")
    return model.Text(
        parties=tuple(
            model.Party(
                key=party.key, language=party.language,
                names=tuple(model.Name(language=n, forms=(full_name(party, "nominative", wording_of(n)),))
                            for n in LANGUAGES),
                blocks=tuple(model.Block(language=n, body=f"For {party.key}") for n in LANGUAGES),
            )
            for party in parties
        ),
        versions=tuple(markup.read_version(text, language) for language, text in drafts.items()),
    )  # fmt: skip


@pytest.mark.parametrize(("parties", "side"), [(CITIES, "public"), (COMPANIES, "company")])
def test_each_party_gets_an_original_that_begins_with_its_name(parties: tuple[DraftParty, ...], side: str) -> None:
    text = text_of(list(parties), everything_for(side))

    made = composing.originals(text)

    first = [next(s for s in one.sections if s.language == "be").title for one in made]
    names = [full_name(party, "instrumental", wording_of("be")) for party in parties]
    assert first == [
        f"Пагадненне аб партнёрстве паміж {names[0]} і {names[1]}",
        f"Пагадненне аб партнёрстве паміж {names[1]} і {names[0]}",
    ]


def test_paragraphs_come_back_with_the_numbers_that_they_were_given() -> None:
    version = markup.read_version(draft(CITIES, everything_for("public"), LANGUAGES, MINSK)["de"], "de")

    assert [paragraph.number for paragraph in version.articles[0].paragraphs] == ["1.", "–", "–", "–", "–", "2."]
    assert version.dateline == "Minsk | 29. September 2025"


@settings(deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False), st.integers(4, 12), st.lists(st.sampled_from(FREE), min_size=1, unique=True))
def test_whatever_is_chosen_becomes_as_many_originals_as_parties(
    chance: random.Random, number: int, keys: list[str]
) -> None:
    made = composing.originals(text_of(list(parties_of(number)), [random_choice(key, chance) for key in keys]))

    assert [one.keeper for one in made] == [f"city-{n}" for n in range(number)]


@pytest.mark.parametrize(("parties", "side"), [(CITIES, "public"), (COMPANIES, "company")])
def test_a_reader_of_all_four_languages_finds_no_difference_between_them(
    parties: tuple[DraftParty, ...], side: str
) -> None:
    text = text_of(list(parties), everything_for(side))

    assert (concord.compare_languages(text), list(concord.named_outside_groups(text))) == ((), [])
