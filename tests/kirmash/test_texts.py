"""The order of texts in a language, and the letter under which an index has them."""

import pytest

from kirmash.base.texts import initial, sort_key


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["", "7 Seas", "Alpha", "alpha beta", "Alphabet", "Éclair", "Zebra", "Заря"]),
        ("de", ["Apfel", "Äpfel und mehr", "Arzt", "Ostern", "Österreich", "Straße", "Strasse 2", "Заря"]),
        ("ru", ["9 валов", "Ёж", "Ежевика", "Енот", "Жук", "Икар", "Йод", "Яр", "Alpha"]),
        ("be", ["Елка", "Ель", "Ёлка", "Жук", "Ігар", "Йод", "Урад", "Ўзор", "Фара", "Alpha"]),
    ],
)
def test_texts_stand_as_in_a_dictionary(language: str, ordered: list[str]) -> None:
    mixed = sorted(ordered, key=len)

    assert sorted(mixed, key=lambda text: sort_key(text, language)) == ordered


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("Ёлка", "ru", "Е"), ("Ёлка", "be", "Ё"), ("Ўзор", "be", "Ў"), ("ірыс", "be", "І"), ("«Заря»", "ru", "З"),
        ("Österreich", "de", "O"), ("ß", "de", "S"), ("42", "en", "#"), ("…", "en", ""), ("Йод", "ru", "Й"),
    ],
)  # fmt: skip
def test_an_index_has_a_text_under_its_first_letter(text: str, language: str, letter: str) -> None:
    assert initial(text, language) == letter
