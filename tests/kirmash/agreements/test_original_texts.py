"""From the markup of an officer to the originals of the parties."""

from dataclasses import replace

import pytest

from instruments import NAMES, text_of
from kirmash.agreements.alternat import (
    Status,
    Text,
    TextRefused,
    as_docx,
    as_pdf,
    faults_of,
    from_json,
    from_toml,
    named_outside_groups,
    originals,
    read_version,
    to_json,
    write_version,
)
from kirmash.agreements.alternat.text import Version
from kirmash.agreements.alternat.wording import say_fault


def with_markup(text: Text, markup: str) -> Text:
    """Return a text whose first version is another."""
    first = read_version(markup, text.versions[0].language)
    return replace(text, versions=(first, *text.versions[1:]))


def markup_of(version: Version) -> str:
    """Return the markup of a version."""
    return write_version(version)


def test_each_party_keeps_an_original_that_begins_with_its_name_and_its_language() -> None:
    made = originals(text_of("three-cities"))

    assert [(one.keeper, [section.language for section in one.sections]) for one in made] == [
        ("verasen", ["be", "ru", "de"]),
        ("zarechensk", ["ru", "be", "de"]),
        ("ebersfurt", ["de", "be", "ru"]),
    ]
    assert [one.sections[0].signatures[0].body for one in made] == [
        "За горад Верасень",
        "За город Зареченск",
        "Für die Stadt Ebersfurt",
    ]
    assert made[2].sections[0].title == (
        "Memorandum über die Zusammenarbeit zwischen der Stadt Ebersfurt, der Stadt Werassen und der Stadt Saretschensk"
    )


def test_two_originals_in_one_language_differ_in_the_order_of_names_only() -> None:
    first, second = originals(text_of("two-cities"))

    assert first.sections[0].title == "Соглашение о сотрудничестве между городом Липичем и городом Зареченском"
    assert second.sections[0].title == "Соглашение о сотрудничестве между городом Зареченском и городом Липичем"
    assert sorted(first.sections[0].title.split()) == sorted(second.sections[0].title.split())


def test_a_group_that_begins_a_sentence_has_its_capital_whoever_comes_first() -> None:
    first, second = originals(text_of("three-cities"))[:2]

    assert first.sections[0].preamble[0].startswith("Горад Верасень, горад Зарэчанск і горад Эберсфурт")
    assert second.sections[1].preamble[0].startswith("Горад Зарэчанск, горад Верасень і горад Эберсфурт")


def test_a_language_that_two_parties_share_stands_once() -> None:
    made = originals(text_of("four-towns"))

    assert [[section.language for section in one.sections] for one in made] == [
        ["en", "de"],
        ["de", "en"],
        ["en", "de"],
        ["de", "en"],
    ]


def test_a_translation_is_no_part_of_an_original_and_is_marked_where_it_is_asked_for() -> None:
    text = text_of("be-ru")
    german = replace(text_of("three-cities").version("de"), status=Status.TRANSLATION)
    articles = tuple(replace(german.articles[0], number=n) for n in range(1, len(text.versions[0].articles) + 1))
    plain = replace(german, title="Vertrag", preamble=(), closing=(), articles=articles)
    parties = tuple(
        replace(party, names=(*party.names, replace(party.names[0], language="de")),
                blocks=(*party.blocks, replace(party.blocks[0], language="de")))
        for party in text.parties
    )  # fmt: skip
    lines = {len(one.paragraphs) for one in articles}
    assert len(lines) == 1
    fitting = tuple(
        replace(one, paragraphs=tuple(replace(one.paragraphs[0], text="Es gilt.") for _line in model.paragraphs))
        for one, model in zip(articles, text.versions[0].articles, strict=True)
    )
    translated = replace(text, parties=parties, versions=(*text.versions, replace(plain, articles=fitting)))

    without, asked = originals(translated)[0], originals(translated, has_translations=True)[0]

    assert [section.language for section in without.sections] == ["be", "ru"]
    assert [(section.language, section.label) for section in asked.sections] == [
        ("be", ""),
        ("ru", ""),
        ("de", "Übersetzung"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_markup_and_json_come_back_as_they_were(name: str) -> None:
    text = text_of(name)

    assert from_json(to_json(text)) == text
    assert [read_version(write_version(version), version.language) for version in text.versions] == list(text.versions)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_bytes(name: str) -> None:
    one, other = originals(text_of(name))[0], originals(text_of(name))[0]

    assert as_pdf(one) == as_pdf(other)
    assert as_docx(one) == as_docx(other)


def test_the_footer_says_whose_original_it_is_only_where_asked() -> None:
    original = originals(text_of("two-cities"))[1]

    assert as_pdf(original, is_marked=True) != as_pdf(original)
    assert as_docx(original, is_marked=True) != as_docx(original)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "{Липича | Зареченска} и при",
            "{Липича} и при",
            "Russian: “Липича” names 1 of 2 parties. Name all of them in their agreed order, with “|” between them.",
        ),
        (
            "{Липича | Зареченска} и при",
            "{Липича | Зареченска | Минска} и при",
            "Russian: “Липича | Зареченска | Минска” has 3 names, but there are 2 parties.",
        ),
        (
            "{Липича | Зареченска} и при",
            "{Липича | } и при",
            "Russian: A name is missing in “Липича | ”.",
        ),
        (
            "{Липича | Зареченска} и при",
            "{Липича | Липича} и при",
            "Russian: A name stands twice in “Липича | Липича”.",
        ),
        (
            "{Липича | Зареченска} и при",
            "{Липича | Зареченска и при",
            (
                "Russian: “{” is not closed near “между жителями {Липича | Зареченска и придава”. "
                "Close the names with “}”, or write “\\{” for the sign itself."
            ),
        ),
        (
            "{Липича | Зареченска} и при",
            "Липича | Зареченска} и при",
            (
                "Russian: “}” closes nothing near “ча | Зареченска} и придавая значение культуре”. "
                "Open the names with “{”, or write “\\}” for the sign itself."
            ),
        ),
        (
            "{Липича | Зареченска} и при",
            "{Липича | Зареченска :: против} и при",
            (
                "Russian: Names cannot be joined by “против”, for nobody could tell that they stand together. "
                "Use marks and the word for “and”."
            ),
        ),
    ],
)
def test_a_group_that_does_not_fit_is_shown_with_its_place(old: str, new: str, sentence: str) -> None:
    text = text_of("two-cities")
    markup = markup_of(text.versions[0])
    assert old in markup

    faults = faults_of(with_markup(text, markup.replace(old, new)))

    assert [say_fault(fault) for fault in faults] == [sentence]


def test_an_article_that_one_language_lacks_is_named_in_that_language() -> None:
    text = text_of("be-ru")
    russian = text.version("ru")
    shorter = replace(russian, articles=russian.articles[:1] + russian.articles[2:])

    faults = faults_of(replace(text, versions=(text.version("be"), shorter)))

    assert [say_fault(fault) for fault in faults] == [
        "Russian, article 2: This article is missing; other languages have it."
    ]


def test_a_party_without_a_text_in_its_language_is_named() -> None:
    text = text_of("be-ru")

    with pytest.raises(TextRefused) as refused:
        originals(replace(text, versions=(text.version("be"),)))

    assert [say_fault(fault) for fault in refused.value.faults] == [
        "Russian: There is no authentic text in the language of the party “zarechensk”."
    ]


@pytest.mark.parametrize(
    ("markup", "sentences"),
    [
        ("", ["English, line 1: There is no title. It stands in a line that begins with “# ”.",
              "English, line 1: There are no articles. An article begins with a line such as “## 1. Subject”."]),
        ("Words\n\n# Title\n\n## 1\n\nText.",
         ["English, line 1: “Words” stands before the title. The title is a line that begins with “# ”."]),
        ("# Title\n\n## One\n\nText.\n\n## 2\n\nText.",
         ["English, line 3: “## One” has no number. Write it as in “## 1. Subject”."]),
        ("# Title\n\n# Title\n\n## 1\n\nText.", ["English, line 3: There is a second title."]),
        ("# Title\n\n## 1\n\nText.\n\n---\n\nDone.\n\n## 2\n\nText.",
         ["English, article 1, line 11: Article 2 stands after the closing words."]),
    ],
)  # fmt: skip
def test_markup_out_of_place_is_shown_with_its_line(markup: str, sentences: list[str]) -> None:
    with pytest.raises(TextRefused) as refused:
        read_version(markup, "en")

    assert [say_fault(fault) for fault in refused.value.faults] == sentences


def test_signs_of_the_markup_may_be_written_by_a_backslash() -> None:
    text = text_of("two-cities")
    markup = markup_of(text.versions[0]).replace("несёт свои", r"несёт \{свои\} \| и")

    made = originals(with_markup(text, markup))

    assert made[0].sections[0].articles[2].lines[0].text.startswith("Каждая Сторона несёт {свои} | и расходы сама.")


def test_parties_named_together_outside_braces_are_pointed_out() -> None:
    text = text_of("two-cities")
    markup = markup_of(text.versions[0]).replace("Каждая Сторона несёт", "Липич и Зареченск несут")

    found = list(named_outside_groups(with_markup(text, markup)))

    assert [(fault.code, fault.article) for fault in found if fault.article == 3] == [("named-outside-groups", 3)]


@pytest.mark.parametrize("written", ["", "{}", "[]", "nonsense", '{"parties": [], "versions": []}', "\x00"])
def test_what_is_no_text_is_refused_with_a_reason(written: str) -> None:
    for read in (from_json, from_toml):
        with pytest.raises(TextRefused) as refused:
            read(written)

        assert all(say_fault(fault) for fault in refused.value.faults)
