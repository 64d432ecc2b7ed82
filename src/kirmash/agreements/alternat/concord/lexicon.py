"""How each language writes numbers, months, periods and currencies; patterns of whole words, in small letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

#: Numbers in words, by value: cardinals in their cases, ordinals, and how often something happens.
_NUMBERS: Mapping[str, Mapping[int, str]] = {
    "en": {
        1: "first", 2: "two|second|twice", 3: "three|third|thrice", 4: "four(?:th)?", 5: "five|fifth", 6: "six(?:th)?",
        7: "seven(?:th)?", 8: "eight|eighth", 9: "nine|ninth", 10: "ten(?:th)?", 11: "eleven(?:th)?",
        12: "twelve|twelfth", 13: "thirteen(?:th)?", 14: "fourteen(?:th)?", 15: "fifteen(?:th)?",
        16: "sixteen(?:th)?", 17: "seventeen(?:th)?", 18: "eighteen(?:th)?", 19: "nineteen(?:th)?",
        20: "twenty|twentieth", 30: "thirty|thirtieth", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
        80: "eighty", 90: "ninety", 100: "(?:one|a) hundred",
    },
    "de": {
        1: "erste[nrsm]?", 2: "zwei(?:er|en|mal)?|zweite[nrsm]?", 3: "drei(?:er|en|mal)?|dritte[nrsm]?",
        4: "vier(?:mal)?|vierte[nrsm]?", 5: "fünf(?:mal)?|fünfte[nrsm]?", 6: "sechs(?:mal)?|sechste[nrsm]?",
        7: "sieben|siebte[nrsm]?", 8: "acht(?:e[nrsm]?)?", 9: "neun(?:te[nrsm]?)?", 10: "zehn(?:te[nrsm]?)?",
        11: "elf(?:te[nrsm]?)?", 12: "zwölf(?:te[nrsm]?)?", 13: "dreizehn", 14: "vierzehn", 15: "fünfzehn",
        16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn", 20: "zwanzig", 30: "dreißig", 40: "vierzig",
        50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig", 100: "(?:ein)?hundert",
        200: "zweihundert",
        300: "dreihundert", 500: "fünfhundert",
    },
    "ru": {
        1: "перв(?:ый|ая|ое|ого|ому|ой|ую|ым|ом|ые|ых)",
        2: "два|две|двух|двум|двумя|дважды|втор(?:ой|ая|ое|ого|ому|ую|ым|ом|ые|ых)",
        3: "три|тр[её]х|тр[её]м|тремя|трижды|трет(?:ий|ья|ье|ьего|ьему|ьей|ью|ьим|ьем)",
        4: "четыре|четыр[её]х|четыр[её]м|четырьмя|четв[её]рт(?:ый|ая|ое|ого|ому|ой|ую|ым|ом)",
        5: "пять|пяти|пятью|пят(?:ый|ая|ое|ого|ому|ой|ую|ым|ом)",
        6: "шесть|шести|шестью|шест(?:ой|ая|ое|ого|ому|ую|ым|ом)",
        7: "семь|семи|семью", 8: "восемь|восьми|восемью|восьмью", 9: "девять|девяти|девятью",
        10: "десять|десяти|десятью",
        11: "одиннадцат[ьи]|одиннадцатью", 12: "двенадцат[ьи]|двенадцатью", 13: "тринадцат[ьи]", 14: "четырнадцат[ьи]",
        15: "пятнадцат[ьи]", 16: "шестнадцат[ьи]", 17: "семнадцат[ьи]", 18: "восемнадцат[ьи]", 19: "девятнадцат[ьи]",
        20: "двадцат[ьи]", 30: "тридцат[ьи]", 40: "сорок|сорока", 50: "пятьдесят|пятидесяти",
        60: "шестьдесят|шестидесяти", 70: "семьдесят|семидесяти", 80: "восемьдесят|восьмидесяти",
        90: "девяносто|девяноста",
        100: "сто|ста", 200: "двести|двухсот", 300: "триста|тр[её]хсот", 500: "пятьсот|пятисот",
    },
    "be": {
        1: "перш(?:ы|ая|ае|ага|аму|ай|ую|ым|ыя|ых)",
        2: "два|дзве|двух|двум|двума|дзвюх|дзвюм|двойчы|друг(?:ая|ое|ога|ому|ую|ім|ія|іх)",
        3: "тры|трох|тром|трыма|тройчы|трэц(?:і|яя|яе|яга|яму|юю|ім)",
        4: "чатыры|чатырох|чатыром|чатырма|чацв[её]рт(?:ы|ая|ае|ага|аму|ую|ым)",
        5: "пяць|пяці|пяццю|пят(?:ы|ая|ае|ага|аму|ую|ым)", 6: "шэсць|шасці|шасцю|шост(?:ы|ая|ае|ага|аму|ую|ым)",
        7: "сем|сямі|сямю", 8: "восем|васьмі|васьмю", 9: "дзевяць|дзевяці|дзевяццю", 10: "дзесяць|дзесяці|дзесяццю",
        11: "адзінаццац[ьі]", 12: "дванаццац[ьі]", 13: "трынаццац[ьі]", 14: "чатырнаццац[ьі]", 15: "пятнаццац[ьі]",
        16: "шаснаццац[ьі]", 17: "сямнаццац[ьі]", 18: "васямнаццац[ьі]", 19: "дзевятнаццац[ьі]", 20: "дваццац[ьі]",
        30: "трыццац[ьі]", 40: "сорак|сарака", 50: "пяцьдзясят|пяцідзесяці", 60: "шэсцьдзясят|шасцідзесяці",
        70: "семдзесят|сямідзесяці", 80: "восемдзесят|васьмідзесяці", 90: "дзевяноста",
        100: "сто|ста", 200: "дзвесце|двухсот", 300: "трыста|трохсот", 500: "пяцьсот|пяцісот",
    },
}  # fmt: skip

_MONTHS: Mapping[str, str] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "ru": "январ[яье] феврал[яье] март[ае]? апрел[яье] ма[яйе] июн[яье] июл[яье] август[ае]? сентябр[яье] "
    "октябр[яье] ноябр[яье] декабр[яье]",
    "be": "студзен[ьіяю]+ лют(?:ага|ы|ым) сакавік[ау]? красавік[ау]? ма[яйі] чэрвен[ьіяю]+ ліпен[ьіяю]+ "
    "жні(?:ўня|вень|ўні) "
    "верас(?:ня|ень|ні) кастрычнік[ау]? лістапад(?:а|зе)? снеж(?:ня|ань|ні)",
}

_UNITS: Mapping[str, Mapping[str, str]] = {
    "en": {"year": "years?", "month": "months?", "week": "weeks?", "day": "days?", "hour": "hours?"},
    "de": {"year": "jahr(?:e[sn]?)?", "month": "monat(?:e[sn]?)?", "week": "wochen?", "day": "tag(?:e[sn]?)?",
           "hour": "stunden?"},
    "ru": {"year": "год(?:а|у|ом|ов|ы)?|лет|летний", "month": "месяц(?:а|у|ем|ев|ы|ам)?", "week": "недел[ьяюией]+",
           "day": "д(?:ень|ня|ней|ни|ню|ням)|суток", "hour": "час(?:а|ов|у|ы)?"},
    "be": {"year": "год(?:а|у|зе|оў|ы|дам)?|гадоў|гады", "month": "месяц(?:а|ы|у|ам)?|месяцаў",
    "week": "тыд(?:зень|ня|ні|няў)",
           "day": "д(?:зень|ня|нi|ні)|дзён|сутак", "hour": "гадзін[аыу]?"},
}  # fmt: skip

#: One of a unit; said or not, it may mean the same ("within a year").
_ONE: Mapping[str, str] = {
    "en": "one|a single", "de": "ein(?:e[mnrs]?)?", "ru": "од(?:ин|на|но|ного|ной|ну|ному|ним)",
    "be": "ад(?:зін|на|но|наго|ной|ну|наму|ным)",
}  # fmt: skip
_HALF_YEAR: Mapping[str, str] = {
    "en": "half a year|half-year", "de": "halbe[ns]? jahr(?:es)?", "ru": "полгода|полугода", "be": "паўгода",
}  # fmt: skip
_ONE_AND_A_HALF: Mapping[str, str] = {
    "en": "one and a half", "de": "anderthalb|eineinhalb", "ru": "полтора|полутора|полторы", "be": "паўтара|паўтары",
}  # fmt: skip
_MINIMUM: Mapping[str, str] = {
    "en": "at least|no fewer than|not less than|no less than|not fewer than|minimum|more than|above|over|exceeding",
    "de": "mindestens|wenigstens|nicht weniger als|mehr als|über",
    "ru": "не менее(?: чем)?|не меньше|минимум|более(?: чем)?|свыше|старше",
    "be": "не менш(?: за| чым| як)?|не меней|мінімум|больш(?: за| чым| як)?|болей|звыш|старэйш\\w*(?: за)?",
}
_MAXIMUM: Mapping[str, str] = {
    "en": "at most|no more than|not more than|up to|maximum|less than|fewer than|below|under|not exceeding|within",
    "de": "höchstens|nicht mehr als|bis zu|maximal|weniger als|unter|innerhalb von",
    "ru": "не более(?: чем)?|не больше|максимум|менее(?: чем)?|до|не свыше|в течение",
    "be": "не больш(?: за| чым| як)?|не болей|максімум|менш(?: за| чым| як)?|да|не звыш|на працягу",
}
_CURRENCIES: Mapping[str, str] = {
    "EUR": "euros?|eur|евро|еўра|€",
    "USD": "us dollars?|u\\.?s\\.? dollars?|dollars?|us-dollar|usd|доллар\\w*(?: сша)?|долар\\w*(?: зша)?|\\$",
    "BYN": "belarusian rubles?|belarusian roubles?|belarussische[nr]? rubel|byn|белорусск\\w+ рубл\\w*|беларуск\\w+ "
    "рубл\\w*",
    "RUB": "russian rubles?|russian roubles?|russische[nr]? rubel|rub|российск\\w+ рубл\\w*|расійск\\w+ рубл\\w*|₽",
    "ruble": "rubles?|roubles?|rubel|рубл\\w*",
    "CNY": "yuan|cny|rmb|юан\\w*|юаняў",
    "GBP": "pounds?(?: sterling)?|gbp|pfund|фунт\\w*(?: стерлингов| стэрлінгаў)?|£",
    "CHF": "swiss francs?|chf|schweizer franken|швейцарск\\w+ франк\\w*|швейцарскіх франкаў",
    "%": "%|per ?cent|percent|prozent|процент\\w*|працэнт\\w*",
}


#: From which number on one more may follow: twenty-one.
_TENS = 20
#: Phrases in which a number word counts nothing.
_IDLE: Mapping[str, str] = {
    "en": "first of all|in the first place|at first|first and foremost",
    "de": "in erster linie|zum ersten mal|an erster stelle",
    "ru": "в первую очередь|второй стороны",
    "be": "[уў] першую чаргу|з другога боку|другога боку|друг(?:ой|ога|ім) баку?",
}
_THOUSANDS: Mapping[int, str] = {
    100: "hundred|hundert",
    1000: "thousand|tausend|тысяч\\w*|тыс\\.",
    1_000_000: "millions?|millionen|mio\\.|миллион\\w*|млн|мільён\\w*|мільёнаў",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The patterns of one language, compiled."""

    language: str
    numbers: re.Pattern[str]
    parts: re.Pattern[str]
    values: tuple[tuple[re.Pattern[str], int], ...]
    months: tuple[re.Pattern[str], ...]
    month: str
    units: tuple[tuple[str, str], ...]
    one: str
    half_year: str
    one_and_a_half: str
    minimum: str
    maximum: str
    idle: str

    @property
    def is_comma_decimal(self) -> bool:
        """Say whether a comma, not a point, begins the parts of a number."""
        return self.language != "en"

    def value(self, words: str) -> int:
        """Return the number that words say together: "one hundred and one", "einundzwanzig"."""
        return sum(
            next(value for pattern, value in self.values if pattern.fullmatch(part))
            for part in self.parts.findall(words)
        )

    def month_of(self, word: str) -> int:
        """Return the month that a word names, from 1."""
        return next(number for number, pattern in enumerate(self.months, start=1) if pattern.fullmatch(word))


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """Return the lexicon of a language; None if there is none."""
    if language not in _NUMBERS:
        return None
    words = _NUMBERS[language]
    anything = "|".join(f"(?:{pattern})" for pattern in words.values())
    tens = "|".join(f"(?:{pattern})" for value, pattern in words.items() if value >= _TENS)
    joined = "und" if language == "de" else r"(?:(?<=hundred) and |[ -])"
    with_one = (
        rf"einund(?:{tens})" if language == "de" else rf"(?:(?:{tens}){joined})*(?:{tens}){joined}(?:{_ONE[language]})"
    )
    compound = rf"(?:{with_one}|(?:{anything})(?:{joined}(?:{anything}))*)"
    months = _MONTHS[language].split()
    return Lexicon(
        language=language,
        numbers=re.compile(rf"(?<![\w]){compound}(?!\w)"),
        parts=re.compile(rf"(?:{anything}|{_ONE[language]})(?=$|{joined})"),
        values=tuple((re.compile(pattern), value) for value, pattern in (*words.items(), (1, _ONE[language]))),
        months=tuple(re.compile(month) for month in months),
        month="|".join(f"(?:{month})" for month in months),
        units=tuple(_UNITS[language].items()),
        one=_ONE[language],
        half_year=_HALF_YEAR[language],
        one_and_a_half=_ONE_AND_A_HALF[language],
        minimum=_MINIMUM[language],
        maximum=_MAXIMUM[language],
        idle=_IDLE[language],
    )


def currencies() -> tuple[tuple[str, str], ...]:
    """Return the codes of currencies with the words for them in all languages."""
    return tuple(_CURRENCIES.items())


def thousands() -> tuple[tuple[int, str], ...]:
    """Return the words that multiply a number before them, in all languages."""
    return tuple(_THOUSANDS.items())
