"""Spelling: names across scripts, words across forms, tokens that cannot hurt."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairplan import spelling

SAME_NAME = [
    "Гомель Gomel Homel Gómel Homieĺ Homyel’ Homyel'",
    "Екатеринбург Yekaterinburg Jekaterinburg Jekaterynburg Екацярынбург Ekaterinburg",
    "Минск Мінск Minsk Mińsk",
    "Витебск Віцебск Vitebsk Witebsk",
    "Віцебск Vitsyebsk",
    "Могилёв Могилев Магілёў Mogilev Mogiljow Mahilyow Mahiloŭ",
    "Гродно Гродна Grodno Hrodna",
    "Брянск Бранск Bryansk Brjansk",
    "Южно Yuzhno Juschno",
    "Сахалинск Сахалінск Sakhalinsk Sachalinsk",
    "Казахстан Kazakhstan Kasachstan",
    "Привалов Прывалаў Privalov Priwalow Pryvalau",
    "Владимир Уладзімір Vladimir Wladimir Uladzimir",
    "Алексей Аляксей Alexey Alexej Aleksei",
    "Кузнецова Кузняцова Kuznetsova Kusnezowa",
    "Лукашенко Лукашэнка Lukashenko Lukaschenko",
    "Щукин Шчукін Shchukin Schtschukin",
    "Хрущёв Хрушчоў Khrushchev Chruschtschow",
    "Дзержинская Дзяржынская Dzerzhinskaya Dserschinskaja",
    "Николай Мікалай Nikolai Nikolaj",
    "Ольга Вольга",
    "область вобласць",
    "Müller Mueller Muller Мюллер",
    "Крапіўна Krapiwna",
    "Александр Аляксандр Alexander",
    "трактор трактар Traktor",
]
SAME_WORD = {
    "ru": [
        "трактор трактора тракторы тракторов тракторами",
        "насос насосы насосов насосами",
        "помпа помпы помпу помпами",
        "область области областей",
        "городской городского городская городские",
    ],
    "be": [
        "трактар трактара трактары трактароў трактарамі трактарах",
        "помпа помпы помпе помпу помпаў помпамі",
        "завод завода заводзе заводы заводаў заводамі",
        "камітэт камітэта камітэце камітэты камітэтаў",
        "кампанія кампаніі кампанію кампаніяй кампаній кампаніямі",
        "абсталяванне абсталявання абсталяванню абсталяваннем",
        "гарадскі гарадскога гарадскому гарадская гарадскую гарадскія гарадскімі",
        "сталь сталі сталлю",
        "вытворчасць вытворчасці вытворчасцю",
    ],
    "de": ["Kreiselpumpe Kreiselpumpen", "Kühlschrank Kühlschränke", "Werk Werkes Werke Werken", "Motor Motoren"],
    "en": ["pump pumps", "factory factories", "machine machines"],
}
FORMS = [(language, one, other) for language, rows in SAME_WORD.items() for row in rows
         for one in row.split() for other in row.split()]  # fmt: skip


def finds(typed: str, text: str, language: str = "") -> bool:
    """Say whether every typed word finds the text."""
    tokens = set(spelling.tokens(text, language))
    return all(tokens & set(spelling.variants(word)) for word in spelling.words(typed))


@pytest.mark.parametrize("row", SAME_NAME)
def test_every_usual_spelling_of_a_name_finds_every_other(row: str) -> None:
    names = row.split()

    assert [(one, other) for one in names for other in names if not finds(one, other)] == []


@pytest.mark.parametrize(
    ("one", "other"), [("Белов", "Титов"), ("Minsk", "Pinsk"), ("Брест", "Бристоль"), ("Иванов", "Романов")]
)
def test_names_that_sound_otherwise_stay_apart(one: str, other: str) -> None:
    assert not finds(one, other)


def test_what_only_sounds_alike_is_told_from_what_is_written_alike() -> None:
    shared = set(spelling.tokens("столы", "ru")) & set(spelling.variants("сталь"))

    assert {token[0] for token in shared} == {spelling.SOUND}


def test_every_form_of_a_word_finds_every_other() -> None:
    assert [form for form in FORMS if not finds(form[2], form[1], form[0])] == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ЁЛКА Ўлада", "елка улада"),
        ("GROẞ Straße", "gross strasse"),
        ("Го́мель", "гомель"),
        ("аб’ект об'ект", "абект обект"),
        ("Ｈａｌｌｅ №\u00a04", "halle no 4"),
        ("Kreisel\u00adpumpe", "kreiselpumpe"),
        ("KÖLN", "köln"),
        ("İZMİR", "izmir"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert spelling.fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("20,000 or 20.000 or 20\u202f000 m²", ("20000", "or", "20000", "or", "20000", "m2")),
        ("HS 8413.70 and 8413.70.21", ("hs", "841370", "and", "84137021")),
        ("12.5 kg, 2025-09-29, 1.2.3", ("12", "5", "kg", "2025", "09", "29", "1", "2", "3")),
        ("Ростов-на-Дону (РФ)", ("ростов", "на", "дону", "рф")),
        ("… ?! «»", ()),
    ],
)
def test_a_text_is_split_into_words(text: str, words: tuple[str, ...]) -> None:
    assert spelling.words(text) == words


def test_an_umlaut_is_spelled_with_two_letters_and_bare() -> None:
    assert spelling.spellings("öl") == ("oel", "ol")


@pytest.mark.parametrize("word", ["dom", "дом", "2025", "s7300", "abc1"])
def test_short_words_and_numbers_have_no_sound(word: str) -> None:
    assert spelling.sounds(word) == ()


def test_a_word_in_another_script_than_its_language_is_not_stemmed() -> None:
    assert spelling.tokens("Pumpen", "ru") == ("wpumpen", "kpumpan")


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert spelling.tokens("сорғылар", "kk") == ("wsorghylar", "ksargilar")
    assert spelling.stem("сорғылар", "kk") == "сорғылар"


def test_the_language_of_a_text_decides_its_stems() -> None:
    assert [t for t in spelling.tokens("насосов", "ru-RU") if t[0] == spelling.STEM] == ["snasos"]


@pytest.mark.parametrize(
    ("word", "script"), [("гомель", "CYRILLIC"), ("gomel", "LATIN"), ("戈", "CJK"), ("4", "DIGIT")]
)
def test_a_word_has_the_script_of_its_first_letter(word: str, script: str) -> None:
    assert spelling.script(word) == script


def test_whole_titles_that_begin_alike_have_tokens_that_begin_alike() -> None:
    short, long = spelling.titles("Müller &"), spelling.titles("MÜLLER & Söhne")

    assert (short, long) == (("tmueller", "tmuller"), ("tmuellersoehne", "tmullersohne"))
    assert spelling.titles("?!") == ()


@given(st.text())
def test_tokens_are_letters_and_digits_whatever_the_text(text: str) -> None:
    tokens = [*spelling.tokens(text), *spelling.titles(text)]

    assert [token for token in tokens if not re.fullmatch("[wskt][a-z0-9]{1,60}", token)] == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert spelling.fold(spelling.fold(text)) == spelling.fold(text)


@given(st.text(min_size=1), st.sampled_from(["", "en", "de", "ru", "be", "kk"]))
def test_every_text_is_found_by_its_own_words(text: str, language: str) -> None:
    tokens = set(spelling.tokens(text, language))

    assert [
        word for word in spelling.words(text) if spelling.variants(word) and not tokens & {*spelling.variants(word)}
    ] == []


@given(st.text(alphabet="абвгдежзійклмнопрстуўфхцчшыьэюяagmzöüß", min_size=1), st.data())
def test_a_beginning_of_a_word_is_a_beginning_of_its_token(word: str, data: st.DataObject) -> None:
    folded = spelling.fold(word)
    start = folded[: data.draw(st.integers(1, len(folded)))]

    written = [token for token in spelling.beginnings(start) if token[0] == spelling.WRITTEN]
    tokens = spelling.tokens(word)

    assert not written or any(token.startswith(tuple(written)) for token in tokens)


def test_stems_are_the_same_in_many_threads() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor; from fairplan.spelling import stem\n"
        "words = ['насосов', 'тракторами', 'городского', 'удобрениями'] * 500\n"
        "with ThreadPoolExecutor(8) as pool: found = list(pool.map(lambda word: stem(word, 'ru'), words))\n"
        "assert found == [stem(word, 'ru') for word in words]"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
