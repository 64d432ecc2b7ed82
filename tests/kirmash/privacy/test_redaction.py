"""Striking people out of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirmash.privacy.redaction import Redactor

ANNA = Redactor(
    names=["Anna Petrova-Example", "Анна Пётровна Иванова", "Ганна О’Браен"],
    addresses=["anna@example.org"],
    references=["person:anna", "office:anna-chair"],
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna Petrova-Example said so.", "[erased] said so."),
        ("ANNA  PETROVA-EXAMPLE\nsaid so", "[erased]\nsaid so"),
        ("Petrova-Example, Anna", "[erased]"),
        ("Petrova‑Example Anna", "[erased]"),
        ("АННА ПЕТРОВНА ИВАНОВА", "[erased]"),
        ("Иванова Анна Пётровна и другие", "[erased] и другие"),
        ("Ганна О'Браен", "[erased]"),
        ("<b>Ганна О&#x27;Браен</b>", "<b>[erased]</b>"),
        ("write to Anna@Example.org.", "write to [erased]."),
        ("person:anna", "person:erased"),
        ("place:gomel+office:anna-chair", "place:gomel+office:erased"),
    ],
)
def test_a_person_is_struck_out_however_they_are_written(text: str, left: str) -> None:
    assert ANNA.text(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Anna said so.",
        "Joanna Petrova-Examples",
        "Annabel Petrova-Exampleton",
        "Мария Иванова",
        "hanna@example.org",
        "person:anna-2",
        "organisation:anna",
        "",
    ],
)
def test_what_only_looks_alike_stays(text: str) -> None:
    assert ANNA.text(text) == text


def test_every_text_inside_a_value_is_struck_out() -> None:
    value = {"en": "by Anna Petrova-Example", "list": ["anna@example.org", 3, None, True], "anna@example.org": 1}

    assert ANNA.value(value) == {"en": "by [erased]", "list": ["[erased]", 3, None, True], "[erased]": 1}


@given(st.text())
def test_nobody_to_strike_out_changes_nothing(text: str) -> None:
    assert Redactor().text(text) == text


@given(st.text(alphabet="abc .:@-é", max_size=40), st.text(alphabet="abc é", min_size=1, max_size=8))
def test_striking_out_twice_is_striking_out_once(text: str, name: str) -> None:
    redactor = Redactor(names=[name])

    assert redactor.text(redactor.text(text)) == redactor.text(text)
