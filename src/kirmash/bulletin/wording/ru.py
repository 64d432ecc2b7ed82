"""The Russian word: cases from the record, plurals by CLDR, the gender of who signs."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kirmash.bulletin.wording.story import Delegation, Fact, Figure, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.style import NBSP
from kirmash.bulletin.wording.voice import FullVoice

#: Kind of instrument, in the accusative.
KINDS: Mapping[str, str] = {
    "agreement": "соглашение",
    "protocol-of-intent": "протокол о намерениях",
    "memorandum": "меморандум",
    "framework": "рамочное соглашение",
    "partnership": "соглашение о партнёрстве",
    "twinning": "соглашение о побратимских отношениях",
    "roadmap": "дорожную карту",
}
#: Act: past tense plural, masculine, feminine.
ACTS: Mapping[str, tuple[str, str, str]] = {
    "negotiated": ("согласовали", "согласовал", "согласовала"),
    "endorsed": ("завизировали", "завизировал", "завизировала"),
    "initialled": ("парафировали", "парафировал", "парафировала"),
    "signed": ("подписали", "подписал", "подписала"),
}
#: Topics in the genitive, after "перспективы".
PROSPECTS: Mapping[str, str] = {
    "обмен технологиями": "обмена технологиями",
    "совместные проекты": "совместных проектов",
    "деловые и культурные связи": "деловых и культурных связей",
}
#: Comparators that want the genitive of what is counted.
GENITIVE = {"more_than", "at_least", "about"}
COMPANY = ("компания", "компании", "компаний")
COMPANY_GENITIVE = ("компании", "компаний", "компаний")
REGION_GENITIVE = ("региона", "регионов", "регионов")
ENTERPRISE = ("предприятие", "предприятия", "предприятий")
ENTERPRISE_GENITIVE = ("предприятия", "предприятий", "предприятий")
SESSION = ("мероприятие", "мероприятия", "мероприятий")
SESSION_GENITIVE = ("мероприятия", "мероприятий", "мероприятий")
VISITOR = ("человек", "человека", "человек")
VISITOR_GENITIVE = ("человека", "человек", "человек")
COUNTRY_GENITIVE = ("страны", "стран", "стран")
SECTION = ("раздел", "раздела", "разделов")


def plural(number: Decimal | int, forms: tuple[str, str, str]) -> str:
    """Return the form of a noun that a number wants (CLDR: one, few, many)."""
    if number % 1:
        return forms[1]
    ones, hundred = int(number) % 10, int(number) % 100
    if ones == 1 and hundred != 11:
        return forms[0]
    return forms[1] if 2 <= ones <= 4 and not 12 <= hundred <= 14 else forms[2]


class Russian(FullVoice):
    """Russian with guillemets; a wide space parts the thousands."""

    COMPARATORS = {
        "exactly": "",
        "more_than": "более",
        "at_least": "не менее",
        "about": "около",
        "forecast": "ожидаемые",
    }
    NUMERALS = (
        "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
        "двенадцать",
    )  # fmt: skip
    AND = " и "
    AND_ALSO = ", а также "

    def companies(self, figure: Figure) -> str:
        """Return a number of companies."""
        forms = COMPANY_GENITIVE if figure.comparator in GENITIVE else COMPANY
        return f"{self.figure(figure)} {plural(figure.number, forms)}"

    def headline(self, story: Story) -> str:
        """Return the headline."""
        return f"{self.texts(story.cities)} {ACTS[story.act.text][0]} {KINDS[story.kind.text]}"

    def lead(self, story: Story) -> str:
        """Say who did what with which document, when and where."""
        return (
            f"Города {self.texts(story.cities)} {self.style.date(story.signed_on.date)} на международной промышленной "
            f"выставке {self.style.quote(story.fair.text)} в {story.signed_at.in_case('locative')} "
            f"{ACTS[story.act.text][0]} {KINDS[story.kind.text]}."
        )

    def signatories(self, story: Story, signatories: Sequence[Signatory]) -> str:
        """Say who signed for whom, in which office."""
        first, *others = signatories
        verb = ACTS[story.act.text][2 if first.gender == "feminine" else 1]
        text = f"От {first.city.in_case('genitive')} документ {verb} {first.title} {first.name}"
        return text + "".join(f", от {s.city.in_case('genitive')}{NBSP}— {s.title} {s.name}" for s in others) + "."

    def prospects(self, statement: Statement, prospects: Sequence[Fact], *, has_benefit: bool) -> str:
        """Say of which prospects a side spoke."""
        are_known = all(fact.text in PROSPECTS for fact in prospects)
        words = [PROSPECTS[fact.text] if are_known else fact.text for fact in prospects]
        names = ", ".join(words) if has_benefit else self.list(words)
        text = f"{self._side(statement)} говорила о новых перспективах{'' if are_known else ':'} {names}"
        if has_benefit:
            text += ", а также о практической пользе для предприятий и инициатив обеих сторон"
        return f"{text}."

    def ground(self) -> str:
        """Say what cooperation of companies is to be, in the words of the side that spoke last."""
        return "Сотрудничество предприятий, по её словам, должно стать основой дружбы и долгосрочных отношений."

    def fields(self, statement: Statement, fields: Sequence[Fact]) -> str:
        """Say which fields of cooperation a side named."""
        if len(fields) == 1:
            return f"Сфера сотрудничества, названная {self._by_side(statement)},{NBSP}— {fields[0].text}."
        return f"Сферами сотрудничества {self._by_side(statement)} названы {self.texts(fields)}."

    def _side(self, statement: Statement) -> str:
        adjective = statement.city.forms.get("adjective", "")
        if not adjective.endswith("ий"):
            return f"Сторона {statement.city.in_case('genitive')}"
        return f"{adjective[0].upper()}{adjective[1:-2]}ая сторона"

    def _by_side(self, statement: Statement) -> str:
        adjective = statement.city.forms.get("adjective", "")
        if not adjective.endswith("ий"):
            return f"стороной {statement.city.in_case('genitive')}"
        return f"{adjective[:-2]}ой стороной"

    def talks(self) -> str:
        """Say that the heads of both cities held talks."""
        return "На полях выставки главы обоих городов провели переговоры."

    def directions(self, directions: Sequence[Fact], *, is_open: bool) -> str:
        """Say which directions of trade were named in the talks."""
        goods = [fact.text for fact in directions] + (["другие товары"] if is_open else [])
        if len(goods) == 1:
            return f"Перспективное направление торговли, названное на них,{NBSP}— {goods[0]}."
        return f"Перспективными направлениями торговли на них названы {self.list(goods)}."

    def dates(self, story: Story) -> str:
        """Say when and where the fair was held."""
        first = " и состоялась впервые" if story.is_first else ""
        with_year = story.begins.date.year != story.ends.date.year
        begins, ends = self.style.date(story.begins.date, with_year=with_year), self.style.date(story.ends.date)
        name, place = self.style.quote(story.fair.text), story.place.in_case("locative")
        return f"Выставка {name} проходила в {place} с {begins} по {ends}{first}."

    def area(self, area: Figure, ground: Fact | None) -> str:
        """Say how large the fair was."""
        one = ("квадратный метр", "квадратных метра", "квадратных метров")
        genitive = ("квадратного метра", "квадратных метров", "квадратных метров")
        metres = plural(area.number, genitive if area.comparator in GENITIVE else one)
        text = f"Площадь брутто выставки{NBSP}— {self.figure(area)} {metres}"
        if ground:
            text += f", в том числе {ground.text}"
        return text + (f" (по состоянию на {self.style.date(area.as_of)})." if area.as_of else ".")

    def sections(self, sections: Sequence[Fact]) -> str:
        """Say which sections it had."""
        number = len(sections)
        return f"Экспозиция охватывала {self.numeral(number)} {plural(number, SECTION)}: {self.texts(sections)}."

    def exhibitors(self, figure: Figure, origins: Sequence[Origin]) -> str:
        """Say how many companies took part, and from where."""
        day = f"По состоянию на {self.style.date(figure.as_of)} в выставке" if figure.as_of else "В выставке"
        text = f"{day} приняли участие {self.companies(figure)}"
        return text + (f": {self.list(self._origin(o) for o in origins)}." if origins else ".")

    def _origin(self, origin: Origin) -> str:
        count = self.figure(origin.figure)
        if origin.regions:
            regions = f"{self.figure(origin.regions)} {plural(origin.regions.number, REGION_GENITIVE)}"
            return f"{count} из {regions} {origin.places[0].in_case('genitive')}"
        within = " в рамках национальных экспозиций этих стран" if origin.expositions else ""
        return f"{count} из {self.cased(origin.places, 'genitive')}{within}"

    def organisers(self, figure: Figure) -> str:
        """Say which number of companies the organisers gave."""
        day = f" {self.style.date(figure.as_of)}" if figure.as_of else ""
        return f"Организаторы{day} назвали число участников{NBSP}— {self.companies(figure)}."

    def delegation(self, delegation: Delegation) -> str:
        """Say how many companies came with a delegation."""
        companies = delegation.companies
        forms = ENTERPRISE_GENITIVE if companies.comparator in GENITIVE else ENTERPRISE
        text = (
            f"Делегация {delegation.place.in_case('genitive')} насчитывала {self.figure(companies)} "
            f"{plural(companies.number, forms)}"
        )
        if delegation.on_stand:
            text += f", из них {self.figure(delegation.on_stand)}{NBSP}— на её стенде"
        return f"{text}{self._as_of(companies)}."

    def programme(self, sessions: Figure) -> str:
        """Say how many sessions the business programme had."""
        forms = SESSION_GENITIVE if sessions.comparator in GENITIVE else SESSION
        count = f"{self.figure(sessions)} {plural(sessions.number, forms)}"
        return f"Деловая программа включала {count}{self._as_of(sessions)}."

    def visitors(self, visitors: Figure, countries: Figure | None) -> str:
        """Say how many visitors came, and from how many countries."""
        forms = VISITOR_GENITIVE if visitors.comparator in GENITIVE else VISITOR
        count = f"{self.figure(visitors)} {plural(visitors.number, forms)}"
        if countries:
            count += f" из {self.figure(countries)} {plural(countries.number, COUNTRY_GENITIVE)}"
        if visitors.counted_by != "organisers":
            return f"Выставка приняла {count}{self._as_of(visitors)}."
        day = f" {self.style.date(visitors.as_of)}" if visitors.as_of else ""
        return f"Организаторы{day} назвали число посетителей{NBSP}— {count}."

    def _as_of(self, figure: Figure) -> str:
        return f" (по состоянию на {self.style.date(figure.as_of)})" if figure.as_of else ""
