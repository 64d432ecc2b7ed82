"""Numbers and days in words are read in every case, and a wrong one is found."""

import datetime

import pytest

from edits.worlds import FOUNDING
from kirmash.bulletin.check.amounts import amounts_of
from kirmash.bulletin.check.calendar import days_of
from kirmash.bulletin.check.edited import check
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.vocabulary import fold, vocabulary_of

#: Ones, tens and hundreds by case: nominative, genitive, dative, instrumental, prepositional.
RUSSIAN = (
    ("один два три четыре пять шесть семь восемь девять",
     "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
     "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"),
    ("одного двух трёх четырёх пяти шести семи восьми девяти",
     "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
     "ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот"),
    ("одному двум трём четырём пяти шести семи восьми девяти",
     "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
     "ста двумстам трёмстам четырёмстам пятистам шестистам семистам восьмистам девятистам"),
    ("одним двумя тремя четырьмя пятью шестью семью восемью девятью",
     "двадцатью тридцатью сорока пятьюдесятью шестьюдесятью семьюдесятью восемьюдесятью девяноста",
     "ста двумястами тремястами четырьмястами пятьюстами шестьюстами семьюстами восемьюстами девятьюстами"),
    ("одном двух трёх четырёх пяти шести семи восьми девяти",
     "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
     "ста двухстах трёхстах четырёхстах пятистах шестистах семистах восьмистах девятистах"),
)  # fmt: skip
BELARUSIAN = (
    ("адзін два тры чатыры пяць шэсць сем восем дзевяць",
     "дваццаць трыццаць сорак пяцьдзясят шэсцьдзясят семдзесят восемдзесят дзевяноста",
     "сто дзвесце трыста чатырыста пяцьсот шэсцьсот семсот восемсот дзевяцьсот"),
    ("аднаго двух трох чатырох пяці шасці сямі васьмі дзевяці",
     "дваццаці трыццаці сарака пяцідзесяці шасцідзесяці сямідзесяці васьмідзесяці дзевяноста",
     "ста двухсот трохсот чатырохсот пяцісот шасцісот сямісот васьмісот дзевяцісот"),
    ("аднаму двум тром чатыром пяці шасці сямі васьмі дзевяці",
     "дваццаці трыццаці сарака пяцідзесяці шасцідзесяці сямідзесяці васьмідзесяці дзевяноста",
     "ста двумстам тромстам чатыромстам пяцістам шасцістам сямістам васьмістам дзевяцістам"),
    ("адным двума трыма чатырма пяццю шасцю сямю васьмю дзевяццю",
     "дваццаццю трыццаццю сарака пяццюдзесяццю шасцюдзесяццю сямюдзесяццю васьмюдзесяццю дзевяноста",
     "ста двумастамі трымастамі чатырмастамі пяццюстамі шасцюстамі сямюстамі васьмюстамі дзевяццюстамі"),
    ("адным двух трох чатырох пяці шасці сямі васьмі дзевяці",
     "дваццаці трыццаці сарака пяцідзесяці шасцідзесяці сямідзесяці васьмідзесяці дзевяноста",
     "ста двухстах трохстах чатырохстах пяцістах шасцістах сямістах васьмістах дзевяцістах"),
)  # fmt: skip
#: From ten to nineteen without their endings.
TEENS = {
    "ru": "десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат",
    "be": "дзесяц адзінаццац дванаццац трынаццац чатырнаццац пятнаццац шаснаццац семнаццац васямнаццац дзевятнаццац",
}
TEEN_ENDS = {"ru": ("ь", "и", "и", "ью", "и"), "be": ("ь", "і", "і", "цю", "і")}


def inflected(number: int, case: int, language: str) -> str:
    ones, tens, hundreds = (row.split() for row in {"ru": RUSSIAN, "be": BELARUSIAN}[language][case])
    words = [hundreds[number // 100 - 1]] if number >= 100 else []
    rest = number % 100
    if 10 <= rest < 20:
        return " ".join([*words, TEENS[language].split()[rest - 10] + TEEN_ENDS[language][case]])
    words += [tens[rest // 10 - 2]] if rest >= 20 else []
    words += [ones[rest % 10 - 1]] if rest % 10 else []
    return " ".join(words)


@pytest.mark.parametrize("language", ["ru", "be"])
@pytest.mark.parametrize("case", range(5))
def test_every_number_below_a_thousand_is_read_in_every_case(language: str, case: int) -> None:
    words = vocabulary_of(language)

    read = {
        number: [int(one.number) for one in amounts_of(fold(inflected(number, case, language), language), words)]
        for number in range(1, 1000)
    }

    assert {number: said for number, said in read.items() if said != [number]} == {}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "zwölftausendfünfhundert Quadratmeter", 12500),
        ("en", "twelve thousand five hundred square metres", 12500),
        ("ru", "двенадцати тысяч пятисот квадратных метров", 12500),
        ("be", "дванаццаці тысяч пяцісот квадратных метраў", 12500),
    ],
)
def test_thousands_with_a_rest_are_one_number_of_square_metres(language: str, text: str, number: int) -> None:
    amounts = amounts_of(fold(text, language), vocabulary_of(language))

    assert [(int(one.number), one.unit) for one in amounts] == [(number, "area")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am neunundzwanzigsten September 2025"),
        ("en", "on the twenty-ninth of September 2025"),
        ("en", "on September the twenty-ninth, 2025"),
        ("ru", "двадцать девятого сентября 2025 года"),
        ("be", "дваццаць дзявятага верасня 2025 года"),
    ],
)
def test_a_day_in_words_is_a_date(language: str, text: str) -> None:
    days = days_of(fold(text, language), vocabulary_of(language), 2025)

    assert [day.date for day in days] == [datetime.date(2025, 9, 29)]


@pytest.mark.parametrize(
    ("language", "text", "slip", "said"),
    [
        ("de", "Das Abkommen wurde am achtundzwanzigsten September unterzeichnet.", Slip.DATE,
         "achtundzwanzigsten September"),
        ("en", "The agreement was signed on the twenty-eighth of September in Minsk.", Slip.DATE,
         "twenty-eighth of September"),
        ("ru", "Соглашение подписано двадцать восьмого сентября в Минске.", Slip.DATE, "двадцать восьмого сентября"),
        ("be", "Пагадненне падпісана дваццаць восьмага верасня ў Мінску.", Slip.DATE, "дваццаць восьмага верасня"),
        ("de", "Tourismus war nicht unter den von Jekaterinburg genannten Themen.", Slip.NEGATION, "nicht"),
        ("en", "Tourism was not among the themes named by Yekaterinburg.", Slip.NEGATION, "not"),
        ("ru", "Туризм не вошёл в число тем, названных Екатеринбургом.", Slip.NEGATION, "не"),
        ("be", "Турызм не быў сярод тэм, названых Екацярынбургам.", Slip.NEGATION, "не"),
    ],
)  # fmt: skip
def test_a_wrong_day_in_words_and_a_denied_topic_are_found(language: str, text: str, slip: Slip, said: str) -> None:
    report = check(text, language, FOUNDING.facts())

    assert [(one.slip, one.said) for one in report.findings] == [(slip, said)]
