"""Whole drafts: complete in every language, the same everywhere, and readable by those who make originals."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import CITIES, COMPANIES, GOMEL, LANGUAGES, MINSK, YEKATERINBURG, everything_for, parties_of, random_choice
from kirmash.agreements.library import ClauseRefused, Dateline, DraftParty, Side, choose, draft, kinds, library
from kirmash.agreements.library.loading import wording_of
from kirmash.agreements.library.parties import full_name

FREE = [key for key, clause in library().items() if "public" in clause.sides and key not in {"preamble", "contacts"}]


def articles(text: str) -> list[list[str]]:
    """Return the paragraphs of each article of a markup, without the heading."""
    body = text.partition("\n---\n")[0]
    return [one.strip().split("\n\n")[1:] for one in re.split(r"^## ", body, flags=re.MULTILINE)[1:]]


def digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "# Twinning Agreement between {the City of Gomel | the City of Yekaterinburg}"),
        ("de", "# Abkommen über eine Städtepartnerschaft zwischen {der Stadt Gomel | der Stadt Jekaterinburg}"),
        ("ru", "# Соглашение о побратимских отношениях между {городом Гомелем | городом Екатеринбургом}"),
        ("be", "# Пагадненне аб пабрацімскіх адносінах паміж {горадам Гомелем | горадам Екацярынбург}"),
    ],
)
def test_the_title_names_the_kind_and_the_parties_in_their_case(language: str, title: str) -> None:
    texts = draft(CITIES, everything_for("public"), LANGUAGES, MINSK, kind="twinning")

    assert texts[language].splitlines()[0] == title


def test_a_draft_in_russian_reads_as_an_office_writes_it() -> None:
    clauses = [choose(library()["term"], {}), choose(library()["termination"], {})]

    texts = draft(CITIES, clauses, LANGUAGES, MINSK, kind="memorandum")

    assert texts["ru"].split("\n\n") == [
        "# Меморандум о сотрудничестве между {городом Гомелем | городом Екатеринбургом}",
        "@ г. Минск | 29 сентября 2025 года",
        (
            "{^ Гомельский городской исполнительный комитет (Республика Беларусь) | город Екатеринбург}, именуемые в "
            "дальнейшем «Стороны»,"
        ),
        (
            "стремясь к углублению связей между жителями, учреждениями и предприятиями, будучи убеждены в том, что "
            "долговременные отношения служат благополучию и взаимопониманию людей,"
        ),
        "согласились о нижеследующем:",
        "## 1. Срок действия",
        (
            "1. Настоящий Меморандум заключается на 5 (пять) лет и действует в течение этого срока со дня вступления в "
            "силу."
        ),
        (
            "2. По истечении указанного срока настоящий Меморандум автоматически продлевается каждый раз ещё на 5 "
            "(пять) лет, если ни одна из Сторон не позднее чем за 6 (шесть) месяцев до истечения текущего срока "
            "письменно не уведомит другую Сторону об отказе от продления."
        ),
        "## 2. Прекращение действия",
        (
            "1. Каждая из Сторон может прекратить действие настоящего Меморандума, письменно уведомив об этом другую "
            "Сторону. В этом случае настоящий Меморандум прекращает действие через 90 (девяносто) дней со дня "
            "направления уведомления."
        ),
        (
            "2. Прекращение действия настоящего Меморандума не затрагивает проектов и программ, начатых ранее и не "
            "завершённых, если Стороны не договорятся об ином."
        ),
        "---",
        (
            "Совершено в двух подлинных экземплярах, по одному для каждой Стороны, каждый на английском, немецком, "
            "русском и белорусском языках, причём все тексты имеют одинаковую силу.\n"
        ),
    ]


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_is_drafted_with_every_clause_and_nothing_is_left_to_fill(kind: str) -> None:
    cities = draft(CITIES, everything_for("public"), LANGUAGES, MINSK, kind=kind)
    companies = draft(COMPANIES, everything_for("company"), LANGUAGES, MINSK, kind=kind)

    texts = [*cities.values(), *companies.values()]
    assert [text for text in texts if re.search("<<|>>|  |None", text)] == []


@settings(deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.integers(4, 12),
    st.lists(st.sampled_from(FREE), min_size=1, max_size=8, unique=True),
    st.sampled_from(kinds()),
)
def test_every_language_has_the_same_articles_paragraphs_and_numbers(
    chance: random.Random, number: int, keys: list[str], kind: str
) -> None:
    clauses = [random_choice(key, chance) for key in keys]
    clauses = [one for one in clauses if one.clause.place == "article"] or [choose(library()["costs"], {})]

    texts = draft(parties_of(number), clauses, LANGUAGES, MINSK, kind=kind)

    shapes = {tuple(len(article) for article in articles(text)) for text in texts.values()}
    english, *others = [[digits(" ".join(article)) for article in articles(texts[name])] for name in LANGUAGES]
    assert (len(shapes), others) == (1, [english] * 3)


def test_one_language_needs_no_word_about_which_text_prevails() -> None:
    parties = (GOMEL, replace(YEKATERINBURG, language="be"))

    closing = draft(parties, [choose(library()["costs"], {})], ["be"], MINSK)["be"].split("---\n\n")[1]

    assert closing == (
        "Складзена ў двух арыгінальных экземплярах на беларускай мове, па адным для кожнага Боку, прычым усе "
        "экземпляры маюць аднолькавую сілу.\n"
    )


def test_where_every_party_has_its_language_each_original_begins_with_its_own() -> None:
    clauses = [choose(library()["costs"], {}), choose(library()["closing"], {"prevails": "ru"})]

    closing = draft(CITIES, clauses, ["be", "ru"], MINSK)["be"].split("---\n\n")[1]

    assert closing == (
        "Складзена ў двух арыгінальных экземплярах, па адным для кожнага Боку, кожны на {беларускай | рускай} мовах, "
        "прычым абодва тэксты маюць аднолькавую сілу.\n\n"
        "У выпадку разыходжанняў у тлумачэнні пераважную сілу мае тэкст на рускай мове.\n"
    )


def test_among_many_parties_one_withdraws_and_the_others_stay() -> None:
    text = draft(parties_of(4), [choose(library()["termination"], {})], LANGUAGES, MINSK)["en"]

    assert articles(text)[0][0] == (
        "1. Each Party may withdraw from this Agreement by written notice to the other Parties. Its participation then "
        "ends ninety (90) days after the day on which the notice was sent; this Agreement remains in force as long as "
        "it binds at least two Parties."
    )


def test_a_day_that_is_not_known_is_left_to_be_written_in() -> None:
    text = draft(CITIES, [choose(library()["costs"], {})], LANGUAGES, replace(MINSK, day=None))["ru"]

    assert text.splitlines()[2] == "@ г. Минск | «___» ____________ 20__ года"


def test_signs_of_the_markup_in_what_is_filled_in_stay_plain() -> None:
    hostile = "a {b | c} \\ <<this>> :: d\n\n## 9. Own article"
    clauses = [choose(library()["preamble"], {"treaty": dict.fromkeys(LANGUAGES, hostile)}),
               choose(library()["costs"], {})]  # fmt: skip

    lines = draft(CITIES, clauses, LANGUAGES, MINSK)["en"].split("\n\n")

    assert lines[3] == "guided by a \\{b \\| c\\} \\\\ <<this>> : : d ## 9. Own article,"


@pytest.mark.parametrize(
    ("party", "case", "name"),
    [
        (GOMEL, "genitive", "города Гомеля"),
        (GOMEL, "dative", "городу Гомель"),
        (replace(GOMEL, side=Side.REGION, names={"ru": {"nominative": "Гомельская область"}}), "instrumental",
         "регионом Гомельская область"),
        (replace(GOMEL, side=Side.REGION,
                 names={"ru": {"nominative": "Гомельская область", "genitive": "Гомельской области"}}), "genitive",
         "Гомельской области"),
        (replace(GOMEL, side=Side.COMPANY, names={"ru": {"nominative": "ОАО «Гомсельмаш»"}}), "nominative",
         "ОАО «Гомсельмаш»"),
        (replace(GOMEL, side=Side.COMPANY, names={"ru": {"nominative": "ОАО «Гомсельмаш»"}}), "instrumental",
         "компанией ОАО «Гомсельмаш»"),
    ],
)  # fmt: skip
def test_a_name_whose_case_is_not_known_stays_as_it_is_behind_a_word_that_bends(
    party: DraftParty, case: str, name: str
) -> None:
    assert full_name(party, case, wording_of("ru")) == name


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"kind": "oral-understanding"}, {"kind-unknown"}),
        ({"languages": []}, {"languages-unfit", "own-language-missing"}),
        ({"languages": ["be", "ru", "fr"]}, {"language-unknown", "name-missing"}),
        ({"languages": ["en", "ru"]}, {"own-language-missing"}),
        ({"dateline": Dateline(places={"be": "Мінск"})}, {"place-missing"}),
        ({"parties": [GOMEL]}, {"number-of-parties"}),
        ({"parties": [GOMEL, GOMEL]}, {"party-twice"}),
        ({"parties": [GOMEL, replace(GOMEL, key="other", language="ru")]}, {"same-name"}),
        ({"parties": [GOMEL, replace(YEKATERINBURG, names={})]}, {"name-missing"}),
        ({"clauses": []}, {"no-articles"}),
        ({"clauses": [choose(library()["costs"], {})] * 2}, {"clause-twice"}),
        ({"clauses": [choose(library()["payment"], {})]}, {"clause-unfit"}),
        ({"clauses": [choose(library()["contacts"], {"bodies": [{"be": "a", "ru": "b"}]})]}, {"bodies-unfit"}),
        ({"clauses": [choose(library()["contacts"], {"bodies": [{"be": "a"}, {"be": "b", "ru": "c"}]})]},
         {"text-missing"}),
        ({"clauses": [choose(library()["costs"], {}), choose(library()["closing"], {"prevails": "en"})]},
         {"prevails-unfit"}),
    ],
)  # fmt: skip
def test_what_cannot_be_a_text_is_refused(changed: Mapping[str, object], codes: set[str]) -> None:
    given_ = {"parties": CITIES, "clauses": [choose(library()["costs"], {})], "languages": ["be", "ru"],
              "dateline": MINSK, "kind": "agreement", **changed}  # fmt: skip

    with pytest.raises(ClauseRefused) as refused:
        draft(**given_)  # type: ignore[arg-type]  # whatever a caller may give

    assert {fault.code for fault in refused.value.faults} == codes
