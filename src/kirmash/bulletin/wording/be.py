"""The Belarusian word: cases from the record, plurals by CLDR, and the short u after a vowel."""

import re
from collections.abc import Mapping, Sequence

from kirmash.bulletin.wording.ru import plural
from kirmash.bulletin.wording.story import Delegation, Fact, Figure, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.style import NBSP
from kirmash.bulletin.wording.voice import FullVoice

#: Kind of instrument, in the accusative.
KINDS: Mapping[str, str] = {
    "agreement": "пагадненне",
    "protocol-of-intent": "пратакол аб намерах",
    "memorandum": "мемарандум",
    "framework": "рамачнае пагадненне",
    "partnership": "пагадненне аб партнёрстве",
    "twinning": "пагадненне аб пабрацімскіх адносінах",
    "roadmap": "дарожную карту",
}
#: Act: past tense plural, masculine, feminine.
ACTS: Mapping[str, tuple[str, str, str]] = {
    "negotiated": ("узгаднілі", "узгадніў", "узгадніла"),
    "endorsed": ("завізавалі", "завізаваў", "завізавала"),
    "initialled": ("парафавалі", "парафаваў", "парафавала"),
    "signed": ("падпісалі", "падпісаў", "падпісала"),
}
#: Topics in the genitive, after "перспектывы".
PROSPECTS: Mapping[str, str] = {
    "абмен тэхналогіямі": "абмену тэхналогіямі",
    "сумесныя праекты": "сумесных праектаў",
    "дзелавыя і культурныя сувязі": "дзелавых і культурных сувязей",
}
#: "больш за" and "не менш за" want the accusative, "каля" the genitive.
COMPANY = ("кампанія", "кампаніі", "кампаній")
COMPANY_ACCUSATIVE = ("кампанію", "кампаніі", "кампаній")
COMPANY_GENITIVE = ("кампаніі", "кампаній", "кампаній")
METRE = ("квадратны метр", "квадратныя метры", "квадратных метраў")
METRE_GENITIVE = ("квадратнага метра", "квадратных метраў", "квадратных метраў")
REGION_GENITIVE = ("рэгіёна", "рэгіёнаў", "рэгіёнаў")
ENTERPRISE = ("прадпрыемства", "прадпрыемствы", "прадпрыемстваў")
ENTERPRISE_GENITIVE = ("прадпрыемства", "прадпрыемстваў", "прадпрыемстваў")
SESSION = ("мерапрыемства", "мерапрыемствы", "мерапрыемстваў")
SESSION_GENITIVE = ("мерапрыемства", "мерапрыемстваў", "мерапрыемстваў")
VISITOR = ("чалавека", "чалавекі", "чалавек")
VISITOR_GENITIVE = ("чалавека", "чалавек", "чалавек")
COUNTRY_GENITIVE = ("краіны", "краін", "краін")
SECTION = ("раздзел", "раздзелы", "раздзелаў")
_AFTER_VOWEL = re.compile(r"(?<=[аеёіоуыэюяАЕЁІОУЫЭЮЯ][ \u00a0])у(?=[ \u00a0]|[бвгджзклмнпрстфхцчш])")


def short_u(text: str) -> str:
    """Return the text with у after a vowel as ў, where no mark of punctuation parts them."""
    return _AFTER_VOWEL.sub("ў", text)


class Belarusian(FullVoice):
    """Belarusian in the official orthography, with guillemets."""

    COMPARATORS = {
        "exactly": "",
        "more_than": "больш за",
        "at_least": "не менш за",
        "about": "каля",
        "forecast": "чаканыя",
    }
    NUMERALS = (
        "нуль", "адзін", "два", "тры", "чатыры", "пяць", "шэсць", "сем", "восем", "дзевяць", "дзесяць", "адзінаццаць",
        "дванаццаць",
    )  # fmt: skip
    AND = " і "
    AND_ALSO = ", а таксама "

    def companies(self, figure: Figure) -> str:
        """Return a number of companies."""
        forms = {"more_than": COMPANY_ACCUSATIVE, "at_least": COMPANY_ACCUSATIVE, "about": COMPANY_GENITIVE}
        return f"{self.figure(figure)} {plural(figure.number, forms.get(figure.comparator, COMPANY))}"

    def headline(self, story: Story) -> str:
        """Return the headline."""
        return short_u(f"{self.texts(story.cities)} {ACTS[story.act.text][0]} {KINDS[story.kind.text]}")

    def lead(self, story: Story) -> str:
        """Say who did what with which document, when and where."""
        return short_u(
            f"Гарады {self.texts(story.cities)} {self.style.date(story.signed_on.date)} на міжнароднай прамысловай "
            f"выставе {self.style.quote(story.fair.text)} у {story.signed_at.in_case('locative')} "
            f"{ACTS[story.act.text][0]} {KINDS[story.kind.text]}."
        )

    def signatories(self, story: Story, signatories: Sequence[Signatory]) -> str:
        """Say who signed for whom, in which office."""
        first, *others = signatories
        verb = ACTS[story.act.text][2 if first.gender == "feminine" else 1]
        text = f"Ад {first.city.in_case('genitive')} дакумент {verb} {first.title} {first.name}"
        return text + "".join(f", ад {s.city.in_case('genitive')}{NBSP}— {s.title} {s.name}" for s in others) + "."

    def prospects(self, statement: Statement, prospects: Sequence[Fact], *, has_benefit: bool) -> str:
        """Say of which prospects a side spoke."""
        are_known = all(fact.text in PROSPECTS for fact in prospects)
        words = [PROSPECTS[fact.text] if are_known else fact.text for fact in prospects]
        names = ", ".join(words) if has_benefit else self.list(words)
        text = f"{self._side(statement)} гаварыў пра новыя перспектывы{'' if are_known else ':'} {names}"
        if has_benefit:
            text += ", а таксама пра практычную карысць для прадпрыемстваў і ініцыятыў абодвух бакоў"
        return short_u(f"{text}.")

    def ground(self) -> str:
        """Say what cooperation of companies is to be, in the words of the side that spoke last."""
        return (
            "Супрацоўніцтва прадпрыемстваў, паводле яго слоў, павінна стаць асновай сяброўства "
            "і доўгатэрміновых адносін."
        )

    def fields(self, statement: Statement, fields: Sequence[Fact]) -> str:
        """Say which fields of cooperation a side named."""
        if len(fields) == 1:
            return f"Сфера супрацоўніцтва, названая {self._by_side(statement)},{NBSP}— {fields[0].text}."
        return short_u(f"Сферамі супрацоўніцтва {self._by_side(statement)} названы {self.texts(fields)}.")

    def _side(self, statement: Statement) -> str:
        adjective = statement.city.forms.get("adjective")
        if not adjective:
            return f"Бок {statement.city.in_case('genitive')}"
        return f"{adjective[0].upper()}{adjective[1:]} бок"

    def _by_side(self, statement: Statement) -> str:
        adjective = statement.city.forms.get("adjective")
        return f"{adjective}м бокам" if adjective else f"бокам {statement.city.in_case('genitive')}"

    def talks(self) -> str:
        """Say that the heads of both cities held talks."""
        return "На палях выставы кіраўнікі абодвух гарадоў правялі перамовы."

    def directions(self, directions: Sequence[Fact], *, is_open: bool) -> str:
        """Say which directions of trade were named in the talks."""
        goods = [fact.text for fact in directions] + (["іншыя тавары"] if is_open else [])
        if len(goods) == 1:
            return f"Перспектыўны напрамак гандлю, названы на іх,{NBSP}— {goods[0]}."
        return f"Перспектыўнымі напрамкамі гандлю на іх названы {self.list(goods)}."

    def dates(self, story: Story) -> str:
        """Say when and where the fair was held."""
        first = " і адбылася ўпершыню" if story.is_first else ""
        with_year = story.begins.date.year != story.ends.date.year
        begins, ends = self.style.date(story.begins.date, with_year=with_year), self.style.date(story.ends.date)
        name, place = self.style.quote(story.fair.text), story.place.in_case("locative")
        return short_u(f"Выстава {name} праходзіла у {place} з {begins} па {ends}{first}.")

    def area(self, area: Figure, ground: Fact | None) -> str:
        """Say how large the fair was."""
        metres = plural(area.number, METRE_GENITIVE if area.comparator == "about" else METRE)
        text = f"Плошча брута выставы{NBSP}— {self.figure(area)} {metres}"
        if ground:
            text += f", у тым ліку {ground.text}"
        return short_u(text + (f" (па стане на {self.style.date(area.as_of)})." if area.as_of else "."))

    def sections(self, sections: Sequence[Fact]) -> str:
        """Say which sections it had."""
        number = len(sections)
        return short_u(
            f"Экспазіцыя ахоплівала {self.numeral(number)} {plural(number, SECTION)}: {self.texts(sections)}."
        )

    def exhibitors(self, figure: Figure, origins: Sequence[Origin]) -> str:
        """Say how many companies took part, and from where."""
        day = f"Па стане на {self.style.date(figure.as_of)} у выставе" if figure.as_of else "У выставе"
        text = f"{day} ўзялі ўдзел {self.companies(figure)}"
        return short_u(text + (f": {self.list(self._origin(o) for o in origins)}." if origins else "."))

    def _origin(self, origin: Origin) -> str:
        count = self.figure(origin.figure)
        if origin.regions:
            regions = f"{self.figure(origin.regions)} {plural(origin.regions.number, REGION_GENITIVE)}"
            return f"{count} з {regions} {origin.places[0].in_case('genitive')}"
        within = " у рамках нацыянальных экспазіцый гэтых краін" if origin.expositions else ""
        return f"{count} з {self.cased(origin.places, 'genitive')}{within}"

    def organisers(self, figure: Figure) -> str:
        """Say which number of companies the organisers gave."""
        day = f" {self.style.date(figure.as_of)}" if figure.as_of else ""
        return f"Арганізатары{day} назвалі колькасць удзельнікаў{NBSP}— {self.companies(figure)}."

    def delegation(self, delegation: Delegation) -> str:
        """Say how many companies came with a delegation."""
        companies = delegation.companies
        forms = ENTERPRISE_GENITIVE if companies.comparator == "about" else ENTERPRISE
        text = (
            f"Дэлегацыя {delegation.place.in_case('genitive')} налічвала {self.figure(companies)} "
            f"{plural(companies.number, forms)}"
        )
        if delegation.on_stand:
            text += f", з іх {self.figure(delegation.on_stand)}{NBSP}— на яе стэндзе"
        return short_u(f"{text}{self._as_of(companies)}.")

    def programme(self, sessions: Figure) -> str:
        """Say how many sessions the business programme had."""
        forms = SESSION_GENITIVE if sessions.comparator == "about" else SESSION
        count = f"{self.figure(sessions)} {plural(sessions.number, forms)}"
        return short_u(f"Дзелавая праграма ўключала {count}{self._as_of(sessions)}.")

    def visitors(self, visitors: Figure, countries: Figure | None) -> str:
        """Say how many visitors came, and from how many countries."""
        forms = VISITOR_GENITIVE if visitors.comparator == "about" else VISITOR
        count = f"{self.figure(visitors)} {plural(visitors.number, forms)}"
        if countries:
            count += f" з {self.figure(countries)} {plural(countries.number, COUNTRY_GENITIVE)}"
        if visitors.counted_by != "organisers":
            return short_u(f"Выстава прыняла {count}{self._as_of(visitors)}.")
        day = f" {self.style.date(visitors.as_of)}" if visitors.as_of else ""
        return f"Арганізатары{day} назвалі колькасць наведвальнікаў{NBSP}— {count}."

    def _as_of(self, figure: Figure) -> str:
        return f" (па стане на {self.style.date(figure.as_of)})" if figure.as_of else ""
