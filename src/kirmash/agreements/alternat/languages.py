"""What must be known of a language to join names, number articles, and recognise a text in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language that composition and checking need.

    ``frequent`` words and ``letters`` tell it from others; ``kinds`` begin titles; ``tongues`` are stems
    of the names of languages as closings give them.
    """

    and_words: tuple[str, ...]
    article: str
    translation: str
    original_of: str = ""
    letters: str = ""
    frequent: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    one_side: tuple[str, ...] = ()
    by_person: tuple[str, ...] = ()
    comparators: frozenset[str] = frozenset()
    numerals: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    tongues: tuple[tuple[str, str], ...] = ()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES: dict[str, Language] = {
    "en": Language(
        and_words=("and",),
        article="Article",
        translation="Translation",
        original_of="Original for",
        frequent=_words("the of and to in for shall by with this be is on their between at from party parties"),
        kinds=("agreement", "memorandum", "protocol", "treaty", "contract", "declaration"),
        one_side=("on the one part", "of the one part", "on the one hand", "on the one side"),
        by_person=("represented by", "acting through", "in the person of"),
        comparators=_words(
            "more less least most not over under above below up than exceeding maximum minimum about only before after "
            "until since within earlier later fewer"
        ),
        numerals=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "half"),
        months=("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december"),
        tongues=(("en", "english"), ("de", "german"), ("ru", "russian"), ("be", "belarusian")),
    ),
    "de": Language(
        and_words=("und",),
        article="Artikel",
        translation="Übersetzung",
        original_of="Ausfertigung für",
        letters="äöüß",
        frequent=_words("der die das und des den dem zu in für mit von wird werden ist im zwischen auf sich dieses "
            "parteien"),
        kinds=("abkommen", "vereinbarung", "vertrag", "protokoll", "memorandum", "erklärung", "absichtserklärung"),
        one_side=("einerseits", "auf der einen seite"),
        by_person=("vertreten durch",),
        comparators=_words(
            "mehr weniger mindestens höchstens nicht über unter bis ab als etwa nur vor nach spätestens frühestens "
                "seit "
            "wenigstens maximal minimal kein keine"
        ),
        numerals=("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "zwölf", "halb"),
        months=("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
                "november", "dezember"),
        tongues=(("en", "englisch"), ("de", "deutsch"), ("ru", "russisch"), ("be", "belarussisch"), ("be",
        "belarusisch")),
    ),
    "ru": Language(
        and_words=("и",),
        article="Статья",
        translation="Перевод",
        original_of="Экземпляр:",
        letters="ищъ",
        frequent=_words("и в на с за по не для или между о об от до при из что стороны сторон их является могут"),
        kinds=("соглашение", "договор", "меморандум", "протокол", "декларация", "контракт"),
        one_side=("с одной стороны",),
        by_person=("в лице",),
        comparators=_words(
            "более менее не свыше больше меньше до от около только после раньше позднее позже ранее чем максимум "
                "минимум "
            "выше ниже хотя"
        ),
        numerals=("один", "одн", "два", "две", "двух", "двум", "три", "трёх", "трех", "четыр", "пять", "пяти", "шест",
                  "семь", "семи", "восем", "восьм", "девят", "десят", "двенадцат", "полтор"),
        months=("январ", "феврал", "март", "апрел", "мая", "май", "июн", "июл", "август", "сентябр", "октябр",
                "ноябр", "декабр"),
        tongues=(("en", "английск"), ("de", "немецк"), ("ru", "русск"), ("be", "белорусск")),
    ),
    "be": Language(
        and_words=("і", "ды"),
        article="Артыкул",
        translation="Пераклад",
        original_of="Экзэмпляр:",
        letters="іў",
        frequent=_words("і ў у на з за па не для або паміж аб ад да пры што бакі бакоў іх гэта гэтага могуць"),
        kinds=("пагадненне", "дагавор", "мемарандум", "пратакол", "дэкларацыя", "кантракт"),
        one_side=("з аднаго боку",),
        by_person=("у асобе", "ў асобе"),
        comparators=_words(
            "больш менш не звыш болей меней да ад каля толькі пасля раней пазней за чым максімум мінімум вышэй "
                "ніжэй хаця"
        ),
        numerals=("адзін", "адн", "два", "дзве", "двух", "двум", "тры", "трох", "чатыр", "пяць", "пяці", "шэсць",
                  "шасці", "сем", "сямі", "восем", "васьм", "дзевяць", "дзевяці", "дзесяць", "дзесяці", "дванаццац"),
        months=("студзен", "лют", "сакавік", "красавік", "мая", "май", "чэрвен", "ліпен", "жні", "верас",
                "кастрычнік", "лістапад", "снеж"),
        tongues=(("en", "англійск"), ("de", "нямецк"), ("ru", "руск"), ("be", "беларуск")),
    ),
    "uk": Language(
        and_words=("і", "та", "й"), article="Стаття", translation="Переклад", letters="їєґ",
        frequent=_words("і та в у на з із що для або між до від за про сторони сторін їх"), kinds=("угода", "договір"),
    ),
    "pl": Language(
        and_words=("i", "oraz"), article="Artykuł", translation="Tłumaczenie", letters="ąęłńśźż",
        frequent=_words("i w na z do oraz się nie dla między od przez strony stron jest ich"), kinds=("umowa",),
    ),
    "fr": Language(
        and_words=("et",), article="Article", translation="Traduction", letters="àâçèéêù",
        frequent=_words("le la les de des du et en à pour par entre dans les parties sont une un"), kinds=("accord",),
    ),
    "lt": Language(
        and_words=("ir",), article="Straipsnis", translation="Vertimas", letters="ąčęėįšųūž",
        frequent=_words("ir į su dėl iš tarp šalys šalių yra arba pagal"), kinds=("susitarimas", "sutartis"),
    ),
    "lv": Language(
        and_words=("un",), article="Pants", translation="Tulkojums", letters="āčēģīķļņšūž",
        frequent=_words("un ar par no starp puses pušu ir vai uz"), kinds=("nolīgums", "līgums"),
    ),
    "kk": Language(
        and_words=("және", "мен"), article="Бап", translation="Аударма", letters="әғқңөұүһ",
        frequent=_words("және мен бен үшін арасындағы тараптар осы"), kinds=("келісім", "шарт"),
    ),
}  # fmt: skip

#: What may stand between names beside the word for *and*: decision 0027.
MARKS = (",", ";", "–", "—", "-", "/")
#: Marks that another pair of signs may stand for in print and in an office's corrections.
AND_WORDS = frozenset(word for language in LANGUAGES.values() for word in language.and_words)
ONE_SIDE = tuple(tuple(words.split()) for language in LANGUAGES.values() for words in language.one_side)
BY_PERSON = tuple(tuple(words.split()) for language in LANGUAGES.values() for words in language.by_person)
