"""Places found again by their names: what is taken, why, what is asked, what is ruled out."""

import pytest

from bench_names import Score, between, exemplar_cities, founding_places
from kirmash.agreements.reconciling import End, Gazetteer, Name
from kirmash.agreements.reconciling.countries import country_of
from kirmash.agreements.reconciling.kinds import KINDS, kinds_of
from kirmash.agreements.reconciling.latin import written_in_latin


def a_city(name: str, language: str = "", **values: str) -> End:
    return End(names=(Name(text=name, language=language),), **values)


def found(known: list[End], sought: End) -> tuple[str, str]:
    """Return the place that a name leads to, and why; or the places that it may be."""
    gazetteer = Gazetteer(known)
    only, several = gazetteer.find(sought)
    if only:
        return gazetteer.places[only.place].label, str(only.match)
    return "?", ", ".join(gazetteer.places[each.place].label for each in several)


HOMEL = End(
    key="gomel", wikidata="Q2678", country="BY",
    names=(Name(text="Гомель", language="be"), Name(text="Homieĺ", language="be-Latn")),
)  # fmt: skip
YEKATERINBURG = End(
    names=(Name(text="Екатеринбург", language="ru"), Name(text="Свердловск", language="ru", until=1991)), country="RU"
)


@pytest.mark.parametrize(
    ("known", "sought", "because"),
    [
        (HOMEL, a_city("???", wikidata="Q2678"), "same Wikidata id: Q2678"),
        (HOMEL, a_city("Гомель"), "same name: Гомель"),
        (HOMEL, a_city("Homieĺ"), "known form of the name: Homieĺ = Гомель (be-Latn)"),
        (YEKATERINBURG, a_city("Свердловск"), "old name until 1991: Свердловск = Екатеринбург"),
        (a_city("Мазыр", "be"), a_city("Mazyr"), "same after transliteration (be, 2007): Mazyr / Мазыр"),
        (a_city("Woronesch", "de"), a_city("Воронеж", "ru"),
         "same after transliteration (ru, Duden): Воронеж / Woronesch"),
        (a_city("Liepāja", "lv"), a_city("Liepaja"), "same letters without accents: Liepaja / Liepāja"),
        (a_city("Yuzhno-Sakhalinsk"), a_city("Южна-Сахалінск", "be"),
         "sounds alike: Южна-Сахалінск / Yuzhno-Sakhalinsk"),
        (a_city("Афины", "ru"), a_city("Athen", "de"), "known form of the name (CLDR): Athen = Афины"),
        (a_city("Шанхай", "ru"), a_city("上海", "zh"), "known form of the name (CLDR): 上海 = Шанхай"),
    ],
)  # fmt: skip
def test_a_match_says_why(known: End, sought: End, because: str) -> None:
    assert found([known], sought) == (known.label, because)


def test_three_spellings_of_one_city_sound_alike() -> None:
    known = [a_city("Екатеринбург", "ru"), a_city("Петербург", "ru"), a_city("Оренбург", "ru")]

    labels = {found(known, a_city(name))[0] for name in ("Yekaterinburg", "Jekaterinburg", "Ekaterinbourg")}

    assert labels == {"Екатеринбург"}


def test_another_country_rules_a_place_out() -> None:
    known = [a_city("Брест", "ru", country="BY"), a_city("Брест", "ru", country="FR", key="brest-fr")]

    only, _several = Gazetteer(known).find(a_city("Brest", country="FR"))

    assert only is not None
    assert known[only.place].country == "FR"


def test_a_name_of_two_cities_is_asked_about_where_no_country_is_said() -> None:
    known = [a_city("San José", country="CR"), a_city("San José", country="US")]

    assert found(known, a_city("San José")) == ("?", "San José, San José")


def test_another_id_rules_a_place_out_whatever_its_name() -> None:
    assert found([a_city("Boston", wikidata="Q100")], a_city("Boston", wikidata="Q311975")) == ("?", "")


def test_one_letter_that_differs_is_a_question() -> None:
    assert found([a_city("Magnitogorsk", country="RU")], a_city("Magnitogors", country="RU")) == ("?", "Magnitogorsk")


def test_a_short_sound_is_a_question_where_no_country_helps() -> None:
    assert found([a_city("Nome")], a_city("Niameja")) == ("?", "Nome")


def test_what_stands_in_brackets_is_no_more_than_a_hint() -> None:
    known = [a_city("Frankfurt (Oder)", country="DE"), a_city("Frankfurt", country="DE")]

    assert found(known, a_city("Frankfurt (Oder)", country="DE"))[0] == "Frankfurt (Oder)"
    assert found(known[:1], a_city("Frankfurt", country="DE"))[0] == "Frankfurt (Oder)"
    assert found(known[:1], a_city("Frankfurt"))[0] == "?"


def test_chinese_is_not_read_as_sounds() -> None:
    assert found([a_city("Gomel", "en")], a_city("戈梅利", "zh")) == ("?", "")


def test_countries_are_known_in_many_languages() -> None:
    words = ("Belarus", "Беларусь", "РБ", "by", "Białoruś", "白俄罗斯", "Україна", "USA", "Oder", "XX")

    assert [country_of(word) for word in words] == ["BY", "BY", "BY", "BY", "BY", "BY", "UA", "US", "", ""]


def test_words_for_kinds_mean_sets_of_kinds() -> None:
    meant = {word: sorted(kinds_of(word)) for word in ("Побратимы", "Städtepartnerschaft", "партнёр", "Club")}

    assert meant == {
        "Побратимы": ["twinning"],
        "Städtepartnerschaft": ["partnership", "twinning"],
        "партнёр": ["partnership"],
        "Club": [],
    }
    assert {kind for kind in KINDS if kinds_of(kind) == {kind}} == KINDS


def test_each_table_writes_its_own_latin() -> None:
    written = {table: latin for latin, table in written_in_latin("Магілёў", "be")}

    assert written == {"be, 2007": "mahilioŭ", "be, BGN/PCGN 1979": "mahilyow"}


def figures(score: Score, *, precision: float, recall: float) -> bool:
    return score.precision >= precision and score.recall >= recall


@pytest.mark.parametrize(
    ("known", "sought", "recall"),
    [
        ("en", "ru", 0.55),
        ("en", "be", 0.48),
        ("ru", "be", 0.81),
        ("ru", "uk", 0.84),
        ("ru", "ka", 0.62),
        ("en", "de", 0.62),
    ],
)
def test_cities_of_cldr_are_found_or_asked_about_and_never_mistaken(known: str, sought: str, recall: float) -> None:
    score = between(exemplar_cities(), known, sought, knows_cities=False)

    assert score.wrong == 0
    assert figures(score, precision=1.0, recall=recall)


@pytest.mark.parametrize(("known", "sought"), [("en", "ru"), ("en", "be"), ("be", "ru"), ("ru", "de")])
def test_cities_of_the_fair_are_found_by_their_names_in_another_language(known: str, sought: str) -> None:
    score = between(founding_places(), known, sought)

    assert score.wrong == 0
    assert figures(score, precision=1.0, recall=0.87)
