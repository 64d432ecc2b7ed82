"""Two invented cities that prepare an agreement: their bodies, heads, deputies, and the text."""

import datetime
from dataclasses import dataclass, replace

from builders import a_delegation, a_place
from kirmash.agreements.models.instrument import Instrument, Kind, Party
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.name import Case
from kirmash.registry.models.organisation import Level, Organisation, OrganisationKind, OrganisationName
from kirmash.registry.models.person import Gender, Office, Person, PersonName, Role, RoleName
from kirmash.registry.models.place import Place, PlaceName

TEXT_RU = """# Соглашение о сотрудничестве между {городом Липичем | городом Зареченском}

@ г. Минск | 30 сентября 2026 года

{^ город Липич | город Зареченск}, далее именуемые «Стороны», согласились о нижеследующем:

## 1. Предмет

Стороны развивают сотрудничество между {городом Липичем | городом Зареченском} в торговле, культуре и спорте.

## 2. План

1. Стороны ежегодно, не позднее 15 марта, обмениваются планами работы.

2. Каждая Сторона несёт свои расходы сама.

## 3. Срок действия

Соглашение вступает в силу со дня подписания и действует 5 лет.

---

Совершено в двух подлинных экземплярах на русском языке, по одному для {города Липича | города Зареченска}.
"""
TEXT_BE = """# Пагадненне аб супрацоўніцтве паміж {горадам Ліпічам | горадам Зарэчанскам}

@ г. Мінск | 30 верасня 2026 года

{^ горад Ліпіч | горад Зарэчанск}, далей «Бакі», пагадзіліся пра наступнае:

## 1. Прадмет

Бакі развіваюць супрацоўніцтва паміж {горадам Ліпічам | горадам Зарэчанскам} у гандлі, культуры і спорце.

## 2. План

1. Бакі штогод, не пазней за 15 сакавіка, абменьваюцца планамі работы.

2. Кожны Бок нясе свае выдаткі сам.

## 3. Тэрмін дзеяння

Пагадненне набывае моц з дня падпісання і дзейнічае 5 гадоў.

---

Складзена ў двух арыгіналах на беларускай мове, па адным для {горада Ліпіча | горада Зарэчанска}.
"""
LANGUAGES = ("en", "de", "ru", "be")
NAMES = {
    1: {"ru": ["город Липич", "городом Липичем", "города Липича"], "be": ["горад Ліпіч", "горадам Ліпічам"]},
    2: {"ru": ["город Зареченск", "городом Зареченском", "города Зареченска"], "be": ["горад Зарэчанск"]},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An instrument that is being prepared, and who may sign it."""

    instrument: Instrument
    first: Place
    second: Place
    head: Office
    deputy: Office
    other_head: Office


def a_pair(key: str = "lipich-zarechensk") -> Pair:
    """Make two invented cities with what an agreement between them needs."""
    first = a_place("lipich", en="Lipich", de="Lipitsch", ru="Липич", be="Ліпіч")
    second = a_place("zarechensk", en="Zarechensk", de="Saretschensk", ru="Зареченск", be="Зарэчанск")
    PlaceName.objects.create(place=first, language="ru", case=Case.INSTRUMENTAL, text="Липичем")
    Place.objects.filter(pk=first.pk).update(country_code="BY")
    Place.objects.filter(pk=second.pk).update(country_code="RU")
    council, hall = (
        _body("lipich-committee", first, "Lipich City Executive Committee", "Stadtexekutivkomitee Lipitsch",
              "Липичский городской исполнительный комитет", "Ліпіцкі гарадскі выканаўчы камітэт",
              "Lipich City Executive Committee", "des Stadtexekutivkomitees Lipitsch",
              "Липичского городского исполнительного комитета", "Ліпіцкага гарадскога выканаўчага камітэта"),
        _body("zarechensk-hall", second, "City of Zarechensk", "Stadt Saretschensk", "город Зареченск",
              "горад Зарэчанск", "City of Zarechensk", "der Stadt Saretschensk", "города Зареченска",
              "горада Зарэчанска"),
    )  # fmt: skip
    chair = _role("chair", "Chairman", "Vorsitzender", "председатель", "старшыня")
    deputy = _role("first-deputy", "First Deputy Chairman", "Erster stellvertretender Vorsitzender",
                   "первый заместитель председателя", "першы намеснік старшыні")  # fmt: skip
    head = _role("head", "Head", "Oberhaupt", "глава", "кіраўнік")
    made = Instrument.objects.create(key=key, kind=Kind.TWINNING, is_demo=True)
    Party.objects.create(instrument=made, position=1, place=first)
    Party.objects.create(instrument=made, position=2, place=second)
    return Pair(
        instrument=made, first=first, second=second,
        head=_office("verasov", council, chair, "Andrei Verasau", "Andrei Verasau", "Андрей Верасов", "Андрэй Верасаў"),
        deputy=_office("zorin", council, deputy, "Pavel Zoryn", "Pavel Zoryn", "Павел Зорин", "Павел Зорын"),
        other_head=_office(
            "polyakova", hall, head, "Olga Polyakova", "Olga Polyakova", "Ольга Полякова", "Вольга Палякова"
        ),
    )  # fmt: skip


def at_a_fair(pair: Pair, day: datetime.date) -> Pair:
    """Bring the pair to an invented fair of one day, with a delegation of each city."""
    town = a_place("invented-place", en="Invented", de="Erfunden", ru="Выдумка", be="Выдумка")
    fair = Fair.objects.create(
        key="invented-fair", names={"en": "Invented Fair", "ru": "Выдуманная ярмарка"}, begins_on=day, ends_on=day,
        reported_on=day, time_zone="Europe/Minsk", place=town, dateline=town,
    )  # fmt: skip
    Instrument.objects.filter(pk=pair.instrument.pk).update(fair=fair)
    for place in (pair.first, pair.second):
        a_delegation(place.key, fair=fair, place=place, names={"en": f"Delegation of {place.key}"}, is_demo=True)
    return replace(pair, instrument=Instrument.objects.select_related("fair").get(pk=pair.instrument.pk))


def content() -> dict[str, object]:
    """Return the text of the pair in Russian and Belarusian."""
    return {
        "parties": [{"position": 1, "language": "be", "names": NAMES[1]},
                    {"position": 2, "language": "ru", "names": NAMES[2]}],
        "versions": [{"language": "ru", "status": "authentic", "text": TEXT_RU},
                     {"language": "be", "status": "authentic", "text": TEXT_BE}],
    }  # fmt: skip


def _body(key: str, place: Place, *names: str) -> Organisation:
    made = Organisation.objects.create(
        key=key, kind=OrganisationKind.BODY, level=Level.CITY, place=place, is_demo=True
    )  # fmt: skip
    for number, text in enumerate(names):
        case = Case.GENITIVE if number >= len(LANGUAGES) else Case.NOMINATIVE
        language = LANGUAGES[number % len(LANGUAGES)]
        OrganisationName.objects.create(organisation=made, language=language, text=text, case=case)
    return made


def _role(key: str, *names: str) -> Role:
    made = Role.objects.create(key=key)
    for gender in Gender.values:
        for language, text in zip(LANGUAGES, names, strict=True):
            RoleName.objects.create(role=made, gender=gender, language=language, text=text)
    return made


def _office(key: str, body: Organisation, role: Role, *names: str) -> Office:
    gender = Gender.FEMININE if key == "polyakova" else Gender.MASCULINE
    person = Person.objects.create(key=key, gender=gender, is_demo=True)
    for language, text in zip(LANGUAGES, names, strict=True):
        PersonName.objects.create(person=person, language=language, text=text)
    return Office.objects.create(key=f"{key}-office", person=person, body=body, role=role)
