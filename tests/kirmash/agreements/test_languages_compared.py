"""The languages of one text say the same, or it is shown where they do not."""

from dataclasses import replace

import pytest

from instruments import NAMES, text_of
from kirmash.agreements.alternat import Text, compare_languages, read_version, write_version
from kirmash.agreements.alternat.concord.lexicon import lexicon_of
from kirmash.agreements.alternat.concord.marks import marks_of
from kirmash.agreements.alternat.wording import say_finding

#: One sentence in four languages, with each kind of mark in another form.
SENTENCES = {
    "en": "For five (5) years from May 4, 2026: at most 2,500.50 euros and 7 per cent, twenty-five people, no fewer "
    "than three days, half a year, twice in March 2028, one and a half years, two thousand visitors, on the 3rd "
    "of June 2027",
    "de": "Für fünf Jahre ab dem 4. Mai 2026: höchstens 2.500,50 Euro und 7 %, fünfundzwanzig Personen, mindestens "
    "drei Tage, ein halbes Jahr, zweimal im März 2028, anderthalb Jahre, zweitausend Gäste, am 3. Juni 2027",
    "ru": "На 5 (пять) лет с 04.05.2026: не более 2 500,50 евро и 7 процентов, двадцать пять человек, не менее трёх "
    "календарных дней, полгода, дважды в марте 2028 года, полтора года, две тысячи посетителей, 3 июня 2027 г.",
    "be": "На пяць гадоў з 4 мая 2026 года: не больш за 2500,50 еўра і 7 %, дваццаць пяць чалавек, не менш за 3 дні, "
    "паўгода, двойчы ў сакавіку 2028 года, паўтара года, 2 000 наведвальнікаў, 3 чэрвеня 2027 года",
}
MARKS = {
    "date": ["2026-05-04", "2027-06-03", "2028-03"],
    "currency": ["2500.5 EUR", "7 %"],
    "period": ["18 months", "3 days", "6 months", "60 months"],
    "number": ["2", "2000", "25"],
}


def changed(text: Text, language: str, old: str, new: str) -> Text:
    """Return a text with other words in one language."""
    markup = write_version(text.version(language))
    assert markup.count(old) == 1
    version = read_version(markup.replace(old, new), language)
    return replace(text, versions=tuple(version if one.language == language else one for one in text.versions))


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_the_same_is_read_from_every_language(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None

    marks = marks_of(SENTENCES[language], lexicon)

    assert {kind: sorted(said.elements()) for kind, said in marks.said.items()} == MARKS
    assert marks.limits == {"2500.5": {"≤"}, "3": {"≥"}}


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "one hundred days", 100),
        ("en", "one hundred and one (101) days", 101),
        ("en", "twenty-one (21) days", 21),
        ("en", "sixteen days", 16),
        ("de", "einundzwanzig (21) Tage", 21),
        ("de", "dreizehn Tage", 13),
        ("ru", "двадцать один (21) день", 21),
        ("ru", "сто двадцать одного дня", 121),
        ("be", "дваццаць адзін дзень", 21),
    ],
)
def test_a_number_in_words_is_one_number(language: str, text: str, days: int) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None

    assert marks_of(text, lexicon).said == {"period": {f"{days} days": 1}}


@pytest.mark.parametrize(("language", "text"), [("en", "one (1) day"), ("de", "ein (1) Tag"), ("ru", "один (1) день")])
def test_one_of_a_unit_may_be_said_or_not(language: str, text: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None

    marks = marks_of(text, lexicon)

    assert (marks.said, marks.soft) == ({}, {"1 days": 1})


@pytest.mark.parametrize("name", NAMES)
def test_languages_that_say_the_same_give_no_finding(name: str) -> None:
    assert compare_languages(text_of(name)) == ()


@pytest.mark.parametrize(
    ("language", "old", "new", "sentence"),
    [
        ("ru", "пять лет", "шесть лет", "Russian, article 3, paragraph 2: A period differs: “60 months” | “72 months”"),
        ("de", "fünf Jahre", "5 Monate", "German, article 3, paragraph 2: A period differs: “60 months” | “5 months”"),
        ("ru", "1 сентября 2027", "01.10.2027",
         "Russian, article 2, paragraph 1: A date differs: “2027-09-01” | “2027-10-01”"),
        ("be", "да 40", "да 14", "Belarusian, article 1, paragraph 2: A number differs: “40” | “14”"),
        ("be", "не менш за 2", "не больш за 2",
         "Belarusian, article 1, paragraph 1: A word that limits differs (not, at least, until …): “≥ 2” | “≤ 2”"),
        ("de", "Saretschensk empfängt", "Werassen empfängt", (
            "German, article 2, paragraph 1: A name is missing, or one too many: "
            "“die Stadt Saretschensk” | “die Stadt Werassen”")),
    ],
)  # fmt: skip
def test_what_one_language_says_otherwise_is_shown_in_it(language: str, old: str, new: str, sentence: str) -> None:
    text = changed(text_of("three-cities"), language, old, new)

    assert [say_finding(one) for one in compare_languages(text)] == [sentence]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("ru", "пять лет", "5 (пять) лет"),
        ("ru", "1 сентября 2027 года", "01.09.2027"),
        ("ru", "3 ноября 2026 г.", "«3» ноября 2026 года"),
        ("de", "fünf Jahre", "60 Monate"),
        ("de", "3. November 2026", "03.11.2026"),
        ("be", "1 верасня 2027 года", "2027-09-01"),
    ],
)
def test_another_way_to_write_the_same_is_no_finding(language: str, old: str, new: str) -> None:
    text = changed(text_of("three-cities"), language, old, new)

    assert compare_languages(text) == ()


def test_a_missing_article_and_another_count_of_paragraphs_are_shown() -> None:
    text = text_of("three-cities")
    german = text.version("de")
    shorter = replace(german.articles[0], paragraphs=german.articles[0].paragraphs[:1])
    spoilt = replace(german, articles=(shorter, german.articles[2]))

    found = compare_languages(replace(text, versions=(*text.versions[:2], spoilt)))

    assert [say_finding(one) for one in found] == [
        "German, article 1: The number of paragraphs differs: “2” | “1”",
        "German, article 2: An article is missing: “1” | “0”",
    ]
