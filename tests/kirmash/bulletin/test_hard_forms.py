"""The hard forms of each language: cases, plurals, genders, comparators, spelling, the habits of outlets."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest

from kirmash.bulletin.wording.be import Belarusian, short_u
from kirmash.bulletin.wording.de import German
from kirmash.bulletin.wording.en import English
from kirmash.bulletin.wording.ru import Russian
from kirmash.bulletin.wording.story import Fact, Figure, Name, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.style import STYLES
from kirmash.bulletin.wording.voice import Voice

DAY = datetime.date(2026, 3, 1)
DE, EN, RU, BE = German(STYLES["de"]), English(STYLES["en"]), Russian(STYLES["ru"]), Belarusian(STYLES["be"])


def figure(number: int | str, comparator: str = "exactly", as_of: datetime.date | None = None) -> Figure:
    return Figure(number=Decimal(number), comparator=comparator, as_of=as_of, counted_by="", claims=("a",))


def fact(text: str, **forms: str) -> Fact:
    return Fact(text=text, forms=forms, claims=("a",))


def statement(city: str, **forms: str) -> Statement:
    return Statement(city=Name(text=city, forms=forms), topics={})


def signatory(city: str, name: str, title: str, gender: str = "masculine", **forms: str) -> Signatory:
    return Signatory(city=Name(text=city, forms=forms), name=name, gender=gender, title=title, claims=("a",))


def signed_by(voice: Voice, *signatories: Signatory, act: str = "signed") -> str:
    class OfAct:
        """The part of a story that the sentence asks for."""

    story = OfAct()
    story.act = fact(act)  # type: ignore[attr-defined]
    whole: Story = story  # type: ignore[assignment]
    return voice.signatories(whole, signatories)


def origin(number: int, *places: Fact, regions: int | None = None) -> Origin:
    of = figure(regions) if regions else None
    return Origin(places=places, figure=figure(number), regions=of, expositions=())


GERMANY = fact("Германия", genitive="Германии")
KURSK = {"genitive": "Курска", "adjective": "курский"}

#: What is said, and how it must read (no-break spaces shown as plain ones).
FORMS: list[tuple[Callable[[], str], str]] = [
    # Russian plurals: 1, 2–4, 5–20, 21; after "более" the genitive
    (lambda: RU.companies(figure(1)), "1 компания"),
    (lambda: RU.companies(figure(22)), "22 компании"),
    (lambda: RU.companies(figure(12)), "12 компаний"),
    (lambda: RU.companies(figure(111)), "111 компаний"),
    (lambda: RU.companies(figure(521)), "521 компания"),
    (lambda: RU.companies(figure(21, "more_than")), "более 21 компании"),
    (lambda: RU.companies(figure(22, "at_least")), "не менее 22 компаний"),
    (lambda: RU.companies(figure(1000, "about")), "около 1 000 компаний"),
    (lambda: RU.exhibitors(figure(60), [origin(40, GERMANY, regions=21), origin(20, GERMANY)]),
     "В выставке приняли участие 60 компаний: 40 из 21 региона Германии и 20 из Германии."),
    (lambda: RU.exhibitors(figure(60), [origin(40, GERMANY, regions=23)]),
     "В выставке приняли участие 60 компаний: 40 из 23 регионов Германии."),
    (lambda: RU.sections([fact("металлургия")]), "Экспозиция охватывала один раздел: металлургия."),
    (lambda: RU.sections([fact("металлургия"), fact("сырьё и материалы")]),
     "Экспозиция охватывала два раздела: металлургия, а также сырьё и материалы."),
    (lambda: RU.sections([fact(str(n)) for n in range(5)]), "Экспозиция охватывала пять разделов: 0, 1, 2, 3 и 4."),
    (lambda: RU.area(figure(1), None), "Площадь брутто выставки — 1 квадратный метр."),
    (lambda: RU.area(figure(20001, "more_than"), None), "Площадь брутто выставки — более 20 001 квадратного метра."),
    (lambda: RU.area(figure("12.5"), None), "Площадь брутто выставки — 12,5 квадратных метра."),
    # Russian: the gender of who signs; adjectives of cities
    (lambda: signed_by(RU, signatory("Курск", "Анна Светлова", "глава города Курска", "feminine", **KURSK)),
     "От Курска документ подписала глава города Курска Анна Светлова."),
    (lambda: signed_by(RU, signatory("Курск", "А. Светлов", "глава", **KURSK), act="initialled"),
     "От Курска документ парафировал глава А. Светлов."),
    (lambda: RU.fields(statement("Курск", **KURSK), [fact("спорт"), fact("туризм")]),
     "Сферами сотрудничества курской стороной названы спорт и туризм."),
    (lambda: RU.fields(statement("Сочи", genitive="Сочи"), [fact("спорт")]),
     "Сфера сотрудничества, названная стороной Сочи, — спорт."),
    (lambda: RU.prospects(statement("Курск", **KURSK), [fact("новая тема")], has_benefit=False),
     "Курская сторона говорила о новых перспективах: новая тема."),
    (lambda: RU.directions([fact("мебель")], is_open=False),
     "Перспективное направление торговли, названное на них, — мебель."),
    (lambda: RU.directions([fact("мебель")], is_open=True),
     "Перспективными направлениями торговли на них названы мебель и другие товары."),
    # Belarusian plurals: "больш за" wants the accusative, "каля" the genitive
    (lambda: BE.companies(figure(1)), "1 кампанія"),
    (lambda: BE.companies(figure(21, "more_than")), "больш за 21 кампанію"),
    (lambda: BE.companies(figure(22, "more_than")), "больш за 22 кампаніі"),
    (lambda: BE.companies(figure(21, "about")), "каля 21 кампаніі"),
    (lambda: BE.companies(figure(25, "at_least")), "не менш за 25 кампаній"),
    (lambda: BE.exhibitors(figure(9), [origin(9, fact("Нямеччына", genitive="Нямеччыны"), regions=3)]),
     "У выставе ўзялі ўдзел 9 кампаній: 9 з 3 рэгіёнаў Нямеччыны."),
    (lambda: BE.sections([fact("хімія"), fact("ІТ")]), "Экспазіцыя ахоплівала два раздзелы: хімія і ІТ."),
    (lambda: BE.area(figure(22, "more_than"), None), "Плошча брута выставы — больш за 22 квадратныя метры."),
    # Belarusian: the short u after a vowel, not after a mark of punctuation, not in a capital
    (lambda: short_u("праходзіла у Мінску"), "праходзіла ў Мінску"),
    (lambda: short_u("Беларусь» у Мінску"), "Беларусь» у Мінску"),
    (lambda: short_u("прыйшла, у хаце"), "прыйшла, у хаце"),
    (lambda: short_u("з Беларусі Украіна"), "з Беларусі Украіна"),
    (lambda: short_u("2025 года у выставе"), "2025 года ў выставе"),
    (lambda: signed_by(BE, signatory("Брэст", "Г. Ясная", "старшыня", "feminine", genitive="Брэста")),
     "Ад Брэста дакумент падпісала старшыня Г. Ясная."),
    (lambda: BE.fields(statement("Брэст", adjective="брэсцкі"), [fact("спорт"), fact("турызм")]),
     "Сферамі супрацоўніцтва брэсцкім бокам названы спорт і турызм."),
    (lambda: BE.fields(statement("Ямпаль", genitive="Ямпаля"), [fact("спорт")]),
     "Сфера супрацоўніцтва, названая бокам Ямпаля, — спорт."),
    (lambda: BE.prospects(statement("Брэст", genitive="Брэста"), [fact("новая тэма")], has_benefit=False),
     "Бок Брэста гаварыў пра новыя перспектывы: новая тэма."),
    (lambda: BE.directions([fact("мэбля")], is_open=False), "Перспектыўны напрамак гандлю, названы на іх, — мэбля."),
    # German: the genitive of a country, "sowie" after an inner "und", one section in the accusative
    (lambda: DE.exhibitors(figure(60), [origin(40, fact("Polen", genitive="Polens"), regions=3)]),
     "Es nahmen 60 Unternehmen teil: 40 aus 3 Regionen Polens."),
    (lambda: DE.exhibitors(figure(60), [origin(40, fact("Belarus"), regions=3)]),
     "Es nahmen 60 Unternehmen teil: 40 aus 3 Regionen von Belarus."),
    (lambda: DE.exhibitors(figure(60), [origin(40, fact("die Schweiz", dative="der Schweiz"))]),
     "Es nahmen 60 Unternehmen teil: 40 aus der Schweiz."),
    (lambda: DE.sections([fact("Chemie")]), "Sie umfasste einen Bereich: Chemie."),
    (lambda: DE.sections([fact("Chemie"), fact("Stahl und Eisen")]),
     "Sie umfasste zwei Bereiche: Chemie sowie Stahl und Eisen."),
    (lambda: DE.fields(statement("Halle"), [fact("Sport")]),
     "Die Seite von Halle nannte als Felder der Zusammenarbeit Sport."),
    (lambda: DE.directions([fact("Möbel")], is_open=False),
     "Als aussichtsreiche Richtung des Handels wurde dabei genannt: Möbel."),
    (lambda: DE.area(figure(1500, "at_least", DAY), None),
     "Sie belegte eine Bruttofläche von mindestens 1.500 Quadratmetern (Stand: 1. März 2026)."),
    (lambda: signed_by(DE, signatory("Halle", "A. Müller", "Oberhaupt der Stadt Halle"), act="endorsed"),
     "Für Halle visierte A. Müller, Oberhaupt der Stadt Halle."),
    # English: the article, one and many, the comma where an "and" stands within
    (lambda: EN.area(figure(20000, "more_than"), fact("open-air ground")),
     "It occupied a gross area of more than 20,000 square metres, including an open-air ground."),
    (lambda: EN.sections([fact("chemistry")]), "It had one section: chemistry."),
    (lambda: EN.sections([fact("chemistry"), fact("iron and steel")]),
     "It had two sections: chemistry, and iron and steel."),
    (lambda: EN.directions([fact("furniture")], is_open=False),
     "Furniture was named there as a promising direction of trade."),
    (lambda: EN.fields(statement("Leeds"), [fact("sport")]), "The Leeds side named sport as a field of cooperation."),
    (lambda: EN.exhibitors(figure(600, "more_than"), []), "More than 600 companies took part."),
    (lambda: signed_by(EN, signatory("Leeds", "A. Smith", "Head of the City of Leeds")),
     "A. Smith, Head of the City of Leeds, signed for Leeds."),
    # outlets: dates, datelines, separators, quotation marks, spelling
    (lambda: STYLES["de"].filed("Minsk", DAY), "MINSK, 1. März 2026"),
    (lambda: STYLES["de-CH"].filed("Minsk", DAY), "Minsk, 1. März 2026"),
    (lambda: STYLES["en"].filed("Minsk", DAY), "MINSK, 1 March 2026"),
    (lambda: STYLES["en-US"].filed("Minsk", DAY), "MINSK, March 1, 2026"),
    (lambda: STYLES["ru"].filed("Минск", DAY), "Минск, 1 марта 2026 года"),
    (lambda: STYLES["be"].filed("Мінск", DAY), "Мінск, 1 сакавіка 2026 года"),
    (lambda: STYLES["de"].number(20000), "20.000"),
    (lambda: STYLES["de-CH"].number(1234567), "1’234’567"),
    (lambda: STYLES["en"].number(Decimal("1234.5")), "1,234.5"),
    (lambda: STYLES["ru"].number(Decimal("1234.5")), "1 234,5"),
    (lambda: STYLES["de"].quote("INNOPROM"), "„INNOPROM“"),
    (lambda: STYLES["de-CH"].quote("INNOPROM"), "«INNOPROM»"),
    (lambda: STYLES["be"].quote("ІННАПРАМ"), "«ІННАПРАМ»"),
    (lambda: STYLES["en-US"].finish("the organisers, square metres"), "the organizers, square meters"),
    (lambda: STYLES["de-CH"].finish("Süßwaren"), "Süsswaren"),
]  # fmt: skip


@pytest.mark.parametrize(("say", "form"), FORMS, ids=[form for _say, form in FORMS])
def test_a_hard_form_is_right(say: Callable[[], str], form: str) -> None:
    assert say().replace("\xa0", " ") == form


@pytest.mark.parametrize("voice", [DE, EN, RU, BE], ids=lambda voice: voice.style.key)
def test_every_comparator_has_its_words(voice: Voice) -> None:
    said = {c: voice.figure(figure(510, c)) for c in ("exactly", "more_than", "at_least", "about", "forecast")}

    assert len(set(said.values())) == 5
    assert said["exactly"] == "510"
