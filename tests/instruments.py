"""Texts of instruments: four that are written, and others drawn by chance; their towns are invented."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from kirmash.agreements.alternat import Block, Name, Party, Text, Version, from_toml
from kirmash.agreements.alternat.text import Article, Paragraph

FOLDER = Path(__file__).parent / "kirmash" / "agreements" / "texts"
NAMES = ("two-cities", "be-ru", "three-cities", "four-towns")
TOWNS = (
    ("Липич", "Ліпіч", "Lipitsch"), ("Заречье", "Зарэчча", "Sarje"), ("Верасень", "Верасень", "Werassen"),
    ("Эберсфурт", "Эберсфурт", "Ebersfurt"), ("Марроу", "Мароў", "Marrow"), ("Нойдорф", "Нойдарф", "Neudorf"),
    ("Каменец", "Камянец", "Kamenez"), ("Тихвинка", "Ціхвінка", "Tichwinka"), ("Холм-Бей", "Холм-Бэй", "Holm Bay"),
    ("Усть-Ивинск", "Вусць-Івінск", "Ust-Iwinsk"), ("Бор", "Бор", "Bor"), ("Норт-Уик", "Норт-Уік", "North Wick"),
)  # fmt: skip
SCRIPT = {"ru": 0, "be": 1, "de": 2, "en": 2}
#: The town in a case: what stands before it, and its ending (for towns that end with a consonant).
CASES = {
    "ru": (("", ""), ("город ", ""), ("города ", "а"), ("администрация города ", "а")),
    "be": (("", ""), ("горад ", ""), ("горада ", "а"), ("адміністрацыя горада ", "а")),
    "de": (("", ""), ("die Stadt ", ""), ("der Stadt ", ""), ("das Rathaus von ", "")),
    "en": (("", ""), ("the Town of ", ""), ("the City of ", ""), ("the Town Council of ", "")),
}
WORDS = {
    "ru": "стороны развивают и поддерживают обмен в области торговли, культуры и спорта; не менее 3 раз в год, "
    "по договорённости сторон, для жителей и их объединений: не позднее 15 марта 2026 года, в том числе "
    "научно-технический план о мерах (далее – план) из средств бюджета",
    "be": "бакі развіваюць і падтрымліваюць абмен у галіне гандлю, культуры і спорту; не менш за 3 разы ў год, "
    "па дамоўленасці бакоў, для жыхароў і іх аб’яднанняў: не пазней за 15 сакавіка 2026 года, у тым ліку "
    "навукова-тэхнічны план аб мерах (далей – план) са сродкаў бюджэту",
    "de": "die Parteien fördern und pflegen den Austausch in Handel, Kultur und Sport; mindestens 3 Mal im Jahr, "
    "nach Absprache, für die Einwohner und ihre Vereine: spätestens am 15. März 2026, auch der Ost-West-Plan zu "
    "den Maßnahmen (im Folgenden – Plan) aus eigenen Mitteln",
    "en": "the Parties promote and maintain exchange in trade, culture and sport; at least 3 times a year, by "
    "agreement, for the residents and their associations: not later than 15 March 2026, also the long-term plan of "
    "measures (hereinafter – the plan) from their own means",
}
TITLES = {"ru": "Соглашение между", "be": "Пагадненне паміж", "de": "Vereinbarung zwischen", "en": "Agreement between"}
SIGNING = {"ru": "За ", "be": "За ", "de": "Für ", "en": "For "}


def text_of(name: str) -> Text:
    """Return one of the written texts."""
    return from_toml((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Draw a text for two to four parties, in one to three languages."""
    towns = draw(st.lists(st.sampled_from(TOWNS), min_size=2, max_size=4, unique=True))
    spoken = draw(st.lists(st.sampled_from(sorted(SCRIPT)), min_size=1, max_size=3, unique=True))
    own = [spoken[n] if n < len(spoken) else draw(st.sampled_from(spoken)) for n in range(len(towns))]
    parties = tuple(_party(number, towns[number], own[number], spoken) for number in range(len(towns)))
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    spoken = [language for language in spoken if language in own]
    versions = tuple(_version(draw, language, towns, shape) for language in spoken)
    return Text(parties=parties, versions=versions)


def _party(number: int, town: tuple[str, ...], own: str, spoken: list[str]) -> Party:
    return Party(
        key=f"town-{number}",
        language=own,
        names=tuple(Name(language=one, forms=(town[SCRIPT[one]],)) for one in spoken),
        blocks=tuple(
            Block(language=one, body=SIGNING[one] + CASES[one][1][0] + town[SCRIPT[one]], person="A. Nobody")
            for one in spoken
        ),
    )


def _version(draw: st.DrawFn, language: str, towns: Sequence[tuple[str, ...]], shape: list[int]) -> Version:
    articles = tuple(
        Article(
            number=number,
            heading=draw(st.sampled_from(["", "Plan"])) if language in {"de", "en"} else "",
            paragraphs=tuple(
                Paragraph(number=f"{n}." if count > 1 else "", text=_sentence(draw, language, towns))
                for n in range(1, count + 1)
            ),
        )
        for number, count in enumerate(shape, start=1)
    )
    return Version(
        language=language,
        title=f"{TITLES[language]} {_group(towns, language, draw(st.integers(0, 2)))}",
        preamble=("{^" + _group(towns, language, 1)[1:] + ", " + _words(draw, language),),
        articles=articles,
        closing=(_words(draw, language) + ".",),
    )


def _sentence(draw: st.DrawFn, language: str, towns: Sequence[tuple[str, ...]]) -> str:
    before, after = _words(draw, language), _words(draw, language)
    middle = draw(st.sampled_from(["", "group", "group", "one"]))
    if middle == "group":
        joiner = draw(st.sampled_from(["", "", " :: –"]))
        group = _group(towns, language, draw(st.integers(0, 3)))
        return f"{before} {group[:-1]}{joiner}}} {after}."
    name = draw(st.sampled_from(towns))[SCRIPT[language]] if middle == "one" else ""
    return f"{before} {name} {after}.".replace("  ", " ")


def _group(towns: Sequence[tuple[str, ...]], language: str, case: int) -> str:
    before, ending = CASES[language][case]
    members = [before + town[SCRIPT[language]] for town in towns]
    declined = [one + ending if one[-1] not in "еяаўйу" else one for one in members]
    return "{" + " | ".join(declined) + "}"


def _words(draw: st.DrawFn, language: str) -> str:
    words = WORDS[language].split()
    start = draw(st.integers(0, len(words) - 8))
    return " ".join(words[start : start + draw(st.integers(4, 20))]).strip(",;:")
