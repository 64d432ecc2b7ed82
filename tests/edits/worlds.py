# ruff: noqa: E501  # a table of names, one line each
"""Three fact sets to write edited texts from: the founding fair, and two that never were."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from kirmash.bulletin.check.facts import Deed, Facts, Moment, Post, Quantity, Theme
from kirmash.bulletin.check.reading import Entity

LANGUAGES = ("de", "en", "ru", "be")
Four = tuple[str, str, str, str]
Day = datetime.date


def four(texts: Four) -> dict[str, str]:
    """Return texts by language."""
    return dict(zip(LANGUAGES, texts, strict=True))


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in four languages: its name; and in Russian and Belarusian genitive, locative, adjective."""

    key: str
    names: Four
    ru: Four = ("", "", "", "")  # genitive, dative, locative, adjective
    be: Four = ("", "", "", "")
    german: str = ""  # genitive

    @property
    def reference(self) -> str:
        """How facts refer to it."""
        return f"place:{self.key}"

    def entity(self) -> Entity:
        """Return it with the forms that a record would hold: nominative, genitive, locative, adjective."""
        forms = {language: [name] for language, name in four(self.names).items()}
        for language, cases in (("ru", self.ru), ("be", self.be)):
            genitive, _dative, locative, adjective = cases
            forms[language] += [form for form in (genitive, locative) if form]
            if adjective:
                ends = ("ий", "ая", "ое", "ие", "ого", "ой", "ую", "им", "их", "ом") if language == "ru" else (
                    "і", "ая", "ае", "ія", "ага", "ай", "ую", "ім", "іх")  # fmt: skip
                forms[language] += [adjective[: -2 if language == "ru" else -1] + end for end in ends]
        if self.german:
            forms["de"].append(self.german)
        return Entity(reference=self.reference, forms=forms)


def place(key: str, names: str, ru: str = "", be: str = "", german: str = "") -> Place:
    """Return a place from lines of forms."""
    return Place(key=key, names=_four(names), ru=_four(ru), be=_four(be), german=german)


def _four(text: str) -> Four:
    first, second, third, fourth, *_rest = [*text.split("|"), "", "", "", ""]
    return first, second, third, fourth


@dataclass(frozen=True, kw_only=True)
class Person:
    """A signatory: name and title in four languages, and titles that would be slips, by kind of slip."""

    key: str
    names: Four
    is_woman: bool
    title: Four
    role: Four
    level: str
    body: str
    slips: tuple[tuple[str, Four], ...]


@dataclass(frozen=True, kw_only=True)
class World:
    """A fact set, and what a writer of texts needs of it."""

    key: str
    fair: Four
    edition: int
    host: Place
    a: Place
    b: Place
    pa: Person
    pb: Person
    kind: str
    act: str
    signed: Day
    begins: Day
    ends: Day
    numbers: dict[str, tuple[str, int]]
    origins: tuple[tuple[Place, ...], ...]
    region: Place
    regions_word: Four
    topics_a: tuple[tuple[str, Four], ...]
    topics_b: tuple[tuple[str, Four], ...]
    goods: tuple[tuple[str, Four], ...]
    sections: tuple[tuple[str, Four], ...]
    goods_block: str
    flow: str
    others: tuple[Place, ...] = ()
    cased: dict[str, dict[str, str]] = field(default_factory=dict)

    def facts(self) -> Facts:
        """Return the facts of this world."""
        places = [self.host, self.a, self.b, self.region, *(p for group in self.origins for p in group), *self.others]
        unique = {one.reference: one.entity() for one in places}
        named = [
            ("fair", self.key, self.fair),
            ("person", self.pa.key, self.pa.names),
            ("person", self.pb.key, self.pb.names),
        ]
        loose = [
            *(("topic", key, names) for key, names in (*self.topics_a, *self.topics_b)),
            *(("trade-direction", key, names) for key, names in self.goods),
            *(("section", key, names) for key, names in self.sections),
        ]

        def made(kind: str, key: str, names: Four) -> Entity:
            forms = {language: [text] for language, text in four(names).items()}
            return Entity(reference=f"{kind}:{key}", forms=forms, is_loose=(kind, key, names) in loose)

        return Facts(
            fair=f"fair:{self.key}",
            host=self.host.reference,
            dateline=self.host.reference,
            edition=self.edition,
            entities=(*unique.values(), *(made(*row) for row in (*named, *loose))),
            quantities=tuple(self._quantities()),
            moments=(
                Moment(what="signed", date=self.signed, claims=("signed-on",)),
                Moment(what="begins", date=self.begins, claims=("begins",)),
                Moment(what="ends", date=self.ends, claims=("ends",)),
                Moment(what="filed", date=self.ends),
            ),
            posts=tuple(self._posts()),
            deeds=(
                Deed(
                    reference=f"instrument:{self.key}",
                    kind=self.kind,
                    act=self.act,
                    place=self.host.reference,
                    parties=(self.a.reference, self.b.reference),
                    signatories={self.a.reference: f"person:{self.pa.key}", self.b.reference: f"person:{self.pb.key}"},
                    claims=("kind", "act"),
                ),
            ),
            themes=tuple(self._themes()),
            sections=tuple(f"section:{key}" for key, _names in self.sections),
        )

    def _quantities(self) -> list[Quantity]:
        groups = [frozenset(one.reference for one in group) for group in self.origins]
        region = frozenset({self.region.reference})
        rows: dict[str, tuple[str, str, Day | None, frozenset[str], str]] = {
            "all": ("exhibitors", "companies", self.begins, frozenset(), ""),
            "closing": ("exhibitors", "companies", self.ends, frozenset(), "organisers"),
            "o1": ("exhibitors", "companies", self.begins, groups[0], ""),
            "o2": ("exhibitors", "companies", self.begins, groups[1], ""),
            "o3": ("exhibitors", "companies", self.begins, groups[2], ""),
            "reg": ("regions-represented", "regions", self.begins, groups[0], ""),
            "area": ("gross-area", "m2", self.begins, frozenset(), ""),
            "vis": ("visitors", "persons", self.ends, frozenset(), "organisers"),
            "ctry": ("visitor-countries", "countries", self.ends, frozenset(), "organisers"),
            "del": ("delegation-enterprises", "enterprises", self.begins, region, ""),
            "stand": ("delegation-exhibitors", "enterprises", self.begins, region, ""),
            "plan": ("area-planned-foreign", "m2", None, frozenset(), ""),
        }
        return [
            Quantity(about=about, comparator=self.numbers[key][0], number=Decimal(self.numbers[key][1]), unit=unit,
                     as_of=as_of, part=part, counted_by=by, claims=(f"q-{key}",))
            for key, (about, unit, as_of, part, by) in rows.items()
        ]  # fmt: skip

    def _posts(self) -> list[Post]:
        return [
            Post(person=f"person:{person.key}", titles={language: [role, title] for language, role, title in
                 zip(LANGUAGES, person.role, person.title, strict=True)}, level=person.level,
                 body=person.body, place=of.reference, claims=(f"post-{person.key}",))
            for person, of in ((self.pa, self.a), (self.pb, self.b))
        ]  # fmt: skip

    def _themes(self) -> list[Theme]:
        said = [
            *((f"topic:{key}", "statement", names, self.a.reference, "") for key, names in self.topics_a),
            *((f"topic:{key}", "statement", names, self.b.reference, "") for key, names in self.topics_b),
            *((f"trade-direction:{key}", self.goods_block, names, "", self.flow) for key, names in self.goods),
        ]
        return [
            Theme(reference=reference, block=block, names=four(names), said_by=by, flow=flow, claims=(reference,))
            for reference, block, names, by, flow in said
        ]


RUSSIA = place(
    "russia",
    "Russland|Russia|Россия|Расія",
    "России|России|России|российский",
    "Расіі|Расіі|Расіі|расійскі",
    "Russlands",
)
BELARUS = place(
    "belarus",
    "Belarus|Belarus|Беларусь|Беларусь",
    "Беларуси|Беларуси|Беларуси|белорусский",
    "Беларусі|Беларусі|Беларусі|беларускі",
)
KAZAKHSTAN = place(
    "kazakhstan",
    "Kasachstan|Kazakhstan|Казахстан|Казахстан",
    "Казахстана|Казахстану|Казахстане|казахстанский",
    "Казахстана|Казахстану|Казахстане|казахстанскі",
)
KYRGYZSTAN = place(
    "kyrgyzstan",
    "Kirgisistan|Kyrgyzstan|Киргизия|Кыргызстан",
    "Киргизии|Киргизии|Киргизии",
    "Кыргызстана|Кыргызстану|Кыргызстане",
)
UZBEKISTAN = place(
    "uzbekistan",
    "Usbekistan|Uzbekistan|Узбекистан|Узбекістан",
    "Узбекистана|Узбекистану|Узбекистане|узбекский",
    "Узбекістана|Узбекістану|Узбекістане",
)
GERMANY = place(
    "germany",
    "Deutschland|Germany|Германия|Германія",
    "Германии|Германии|Германии|германский",
    "Германіі|Германіі|Германіі|германскі",
    "Deutschlands",
)
TURKEY = place("turkey", "Türkei|Turkey|Турция|Турцыя", "Турции|Турции|Турции|турецкий", "Турцыі|Турцыі|Турцыі|турэцкі")
CHINA = place("china", "China|China|Китай|Кітай", "Китая|Китаю|Китае|китайский", "Кітая|Кітаю|Кітаі|кітайскі", "Chinas")
LATVIA = place(
    "latvia", "Lettland|Latvia|Латвия|Латвія", "Латвии|Латвии|Латвии|латвийский", "Латвіі|Латвіі|Латвіі|латвійскі"
)
POLAND = place(
    "poland", "Polen|Poland|Польша|Польшча", "Польши|Польше|Польше|польский", "Польшчы|Польшчы|Польшчы|польскі"
)
MINSK = place("minsk", "Minsk|Minsk|Минск|Мінск", "Минска|Минску|Минске|минский", "Мінска|Мінску|Мінску|мінскі")
GOMEL = place("gomel", "Gomel|Gomel|Гомель|Гомель", "Гомеля|Гомелю|Гомеле|гомельский", "Гомеля|Гомелю|Гомелі|гомельскі")
YEKATERINBURG = place(
    "yekaterinburg", "Jekaterinburg|Yekaterinburg|Екатеринбург|Екацярынбург",
    "Екатеринбурга|Екатеринбургу|Екатеринбурге|екатеринбургский", "Екацярынбурга|Екацярынбургу|Екацярынбургу|екацярынбургскі",
)  # fmt: skip
SVERDLOVSK = place(
    "sverdlovsk-region", "Gebiet Swerdlowsk|Sverdlovsk Region|Свердловская область|Свярдлоўская вобласць",
    "Свердловской области|Свердловской области|Свердловской области|свердловский",
    "Свярдлоўскай вобласці|Свярдлоўскай вобласці|Свярдлоўскай вобласці|свярдлоўскі",
)  # fmt: skip
DRESDEN = place(
    "dresden",
    "Dresden|Dresden|Дрезден|Дрэздэн",
    "Дрездена|Дрездену|Дрездене|дрезденский",
    "Дрэздэна|Дрэздэну|Дрэздэне|дрэздэнскі",
    "Dresdens",
)
ALMATY = place(
    "almaty", "Almaty|Almaty|Алматы|Алматы", "Алматы|Алматы|Алматы|алматинский", "Алматы|Алматы|Алматы|алмацінскі"
)
SAXONY = place(
    "saxony",
    "Sachsen|Saxony|Саксония|Саксонія",
    "Саксонии|Саксонии|Саксонии|саксонский",
    "Саксоніі|Саксоніі|Саксоніі|саксонскі",
)
VITEBSK = place(
    "vitebsk", "Witebsk|Vitebsk|Витебск|Віцебск", "Витебска|Витебску|Витебске", "Віцебска|Віцебску|Віцебску"
)
VITEBSK_REGION = place(
    "vitebsk-region", "Gebiet Witebsk|Vitebsk Region|Витебская область|Віцебская вобласць",
    "Витебской области|Витебской области|Витебской области|витебский",
    "Віцебскай вобласці|Віцебскай вобласці|Віцебскай вобласці|віцебскі",
)  # fmt: skip
SMOLENSK_REGION = place(
    "smolensk-region", "Gebiet Smolensk|Smolensk Region|Смоленская область|Смаленская вобласць",
    "Смоленской области|Смоленской области|Смоленской области|смоленский",
    "Смаленскай вобласці|Смаленскай вобласці|Смаленскай вобласці|смаленскі",
)  # fmt: skip
PSKOV = place(
    "pskov-region", "Gebiet Pskow|Pskov Region|Псковская область|Пскоўская вобласць",
    "Псковской области|Псковской области|Псковской области|псковский",
    "Пскоўскай вобласці|Пскоўскай вобласці|Пскоўскай вобласці|пскоўскі",
)  # fmt: skip

FOUNDING = World(
    key="innoprom-belarus",
    fair=("INNOPROM. Belarus", "INNOPROM. Belarus", "ИННОПРОМ. Беларусь", "ІННАПРАМ. Беларусь"),
    edition=1, host=MINSK, a=GOMEL, b=YEKATERINBURG, kind="twinning", act="signed",
    pa=Person(
        key="privalov", is_woman=False,
        names=("Wladimir Priwalow", "Vladimir Privalov", "Владимир Привалов", "Уладзімір Прывалаў"),
        title=("Vorsitzender des Stadtexekutivkomitees Gomel", "chairman of the Gomel City Executive Committee",
               "председатель Гомельского горисполкома", "старшыня Гомельскага гарвыканкама"),
        role=("Vorsitzender", "Chairman", "председатель", "старшыня"), level="city",
        body="organisation:gomel-city-executive-committee",
        slips=(
            ("level", ("Vorsitzender des Gebietsexekutivkomitees Gomel", "chairman of the Gomel Regional Executive Committee",
                       "председатель Гомельского облисполкома", "старшыня Гомельскага аблвыканкама")),
            ("level", ("Vorsitzender des Exekutivkomitees des Gebiets Gomel", "chairman of the Gomel oblast executive committee",
                       "председатель Гомельского областного исполкома", "старшыня Гомельскага абласнога выканаўчага камітэта")),
            ("office", ("stellvertretender Vorsitzender des Stadtexekutivkomitees Gomel", "deputy chairman of the Gomel City Executive Committee",
                        "заместитель председателя Гомельского горисполкома", "намеснік старшыні Гомельскага гарвыканкама")),
            ("office", ("Bürgermeister von Gomel", "mayor of Gomel", "мэр Гомеля", "мэр Гомеля")),
        ),
    ),
    pb=Person(
        key="orlov", is_woman=False, names=("Alexej Orlow", "Alexey Orlov", "Алексей Орлов", "Аляксей Арлоў"),
        title=("Oberhaupt der Stadt Jekaterinburg", "head of the city of Yekaterinburg",
               "глава Екатеринбурга", "кіраўнік Екацярынбурга"),
        role=("Oberhaupt", "Head", "глава", "кіраўнік"), level="city", body="organisation:city-of-yekaterinburg",
        slips=(
            ("level", ("Oberhaupt des Gebiets Swerdlowsk", "head of Sverdlovsk Region", "глава Свердловской области", "кіраўнік Свярдлоўскай вобласці")),
            ("office", ("Gouverneur von Jekaterinburg", "governor of Yekaterinburg", "губернатор Екатеринбурга", "губернатар Екацярынбурга")),
            ("office", ("stellvertretendes Oberhaupt der Stadt Jekaterinburg", "deputy head of the city of Yekaterinburg",
                        "заместитель главы Екатеринбурга", "намеснік кіраўніка Екацярынбурга")),
        ),
    ),
    signed=Day(2025, 9, 29), begins=Day(2025, 9, 29), ends=Day(2025, 10, 1),
    numbers={
        "all": ("more_than", 510), "closing": ("exactly", 520), "o1": ("more_than", 290), "o2": ("more_than", 190),
        "o3": ("more_than", 30), "reg": ("exactly", 23), "area": ("more_than", 20000), "vis": ("more_than", 14000),
        "ctry": ("exactly", 24), "del": ("exactly", 27), "stand": ("exactly", 10), "plan": ("forecast", 8000),
    },
    origins=((RUSSIA,), (BELARUS,), (KAZAKHSTAN, KYRGYZSTAN, UZBEKISTAN)), region=SVERDLOVSK,
    regions_word=("dreiundzwanzig", "twenty-three", "двадцати трёх", "дваццаці трох"),
    topics_a=(
        ("technology-exchange", ("Technologieaustausch", "technology exchange", "обмен технологиями", "абмен тэхналогіямі")),
        ("joint-projects", ("gemeinsame Projekte", "joint projects", "совместные проекты", "сумесныя праекты")),
        ("ties", ("wirtschaftliche und kulturelle Beziehungen", "business and cultural ties", "деловые и культурные связи", "дзелавыя і культурныя сувязі")),
    ),
    topics_b=(
        ("education", ("Bildung", "education", "образование", "адукацыя")),
        ("culture", ("Kultur", "culture", "культура", "культура")),
        ("sport", ("Sport", "sport", "спорт", "спорт")),
        ("tourism", ("Tourismus", "tourism", "туризм", "турызм")),
    ),
    goods=(
        ("food", ("Lebensmittel", "food products", "продукты питания", "прадукты харчавання")),
        ("meat", ("Fleischerzeugnisse", "meat products", "мясная продукция", "мясная прадукцыя")),
        ("confectionery", ("Schokolade und Süßwaren", "chocolate and confectionery", "шоколад и кондитерские изделия", "шакалад і кандытарскія вырабы")),
        ("oil", ("Erdölerzeugnisse", "oil products", "нефтепродукты", "нафтапрадукты")),
        ("furniture", ("Möbel", "furniture", "мебель", "мэбля")),
    ),
    sections=(
        ("machinery", ("Maschinenbau und Komponenten", "mechanical engineering and components", "машиностроение и компоненты", "машынабудаванне і кампаненты")),
        ("metallurgy", ("Metallurgie und Werkstoffe", "metallurgy and materials", "металлургия и материалы", "металургія і матэрыялы")),
        ("chemistry", ("chemische Industrie", "chemical industry", "химическая промышленность", "хімічная прамысловасць")),
        ("industrial-it", ("industrielle IT", "industrial IT", "промышленные ИТ", "прамысловыя ІТ")),
        ("automation", ("Automatisierung der Produktion", "production automation", "автоматизация производства", "аўтаматызацыя вытворчасці")),
        ("services", ("Dienstleistungen für die Industrie", "services for industry", "услуги для промышленности", "паслугі для прамысловасці")),
    ),
    goods_block="talks", flow="unstated",
    cased={
        "ru": {"topics_a": "обмене технологиями, совместных проектах, деловых и культурных связях",
               "topics_b": "образовании, культуре, спорте и туризме",
               "goods": "продуктов питания, мясной продукции, шоколада и кондитерских изделий, нефтепродуктов и мебели"},
        "be": {"topics_a": "абмен тэхналогіямі, сумесныя праекты, дзелавыя і культурныя сувязі",
               "topics_b": "адукацыю, культуру, спорт і турызм",
               "goods": "прадуктаў харчавання, мясной прадукцыі, шакаладу і кандытарскіх вырабаў, нафтапрадуктаў і мэблі"},
    },
)  # fmt: skip

ALMATY_FAIR = World(
    key="steppe-tech", fair=("SteppeTech", "SteppeTech", "SteppeTech", "SteppeTech"), edition=7,
    host=ALMATY, a=DRESDEN, b=ALMATY, kind="memorandum", act="initialled",
    pa=Person(
        key="krueger", is_woman=True, names=("Sabine Krüger", "Sabine Krüger", "Сабине Крюгер", "Сабінэ Кругер"),
        title=("Oberbürgermeisterin von Dresden", "mayor of Dresden", "мэр Дрездена", "мэр Дрэздэна"),
        role=("Oberbürgermeisterin", "Mayor", "мэр", "мэр"), level="city", body="organisation:city-of-dresden",
        slips=(
            ("office", ("Ministerin aus Dresden", "minister from Dresden", "министр из Дрездена", "міністр з Дрэздэна")),
            ("office", ("Vizebürgermeisterin von Dresden", "deputy mayor of Dresden", "вице-мэр Дрездена", "віцэ-мэр Дрэздэна")),
        ),
    ),
    pb=Person(
        key="ospanov", is_woman=False, names=("Jerlan Ospanow", "Yerlan Ospanov", "Ерлан Оспанов", "Ерлан Аспанаў"),
        title=("Akim der Stadt Almaty", "akim of the city of Almaty", "аким города Алматы", "акім горада Алматы"),
        role=("Akim", "Akim", "аким", "акім"), level="city", body="organisation:almaty-akimat",
        slips=(
            ("level", ("Akim des Gebiets Almaty", "akim of Almaty Region", "аким Алматинской области", "акім Алмацінскай вобласці")),
            ("office", ("Vorsitzender der Stadt Almaty", "chairman of the city of Almaty", "председатель города Алматы", "старшыня горада Алматы")),
        ),
    ),
    signed=Day(2026, 5, 13), begins=Day(2026, 5, 12), ends=Day(2026, 5, 15),
    numbers={
        "all": ("about", 340), "closing": ("exactly", 352), "o1": ("at_least", 120), "o2": ("about", 150),
        "o3": ("about", 60), "reg": ("exactly", 9), "area": ("at_least", 12500), "vis": ("at_least", 9400),
        "ctry": ("exactly", 18), "del": ("exactly", 31), "stand": ("exactly", 14), "plan": ("forecast", 3000),
    },
    origins=((GERMANY,), (KAZAKHSTAN,), (TURKEY, CHINA)), region=SAXONY,
    regions_word=("neun", "nine", "девяти", "дзевяці"),
    topics_a=(
        ("water", ("Wasserwirtschaft", "water management", "водное хозяйство", "водная гаспадарка")),
        ("training", ("Berufsbildung", "vocational training", "профессиональное обучение", "прафесійнае навучанне")),
    ),
    topics_b=(
        ("transport", ("Nahverkehr", "local transport", "городской транспорт", "гарадскі транспарт")),
        ("startups", ("Gründerzentren", "start-up centres", "центры стартапов", "цэнтры стартапаў")),
    ),
    goods=(
        ("machine-tools", ("Werkzeugmaschinen", "machine tools", "металлорежущие станки", "металарэзныя станкі")),
        ("optics", ("optische Geräte", "optical instruments", "оптические приборы", "аптычныя прыборы")),
        ("wool", ("Wolle", "wool", "шерсть", "воўна")),
    ),
    sections=(
        ("energy", ("Energietechnik", "energy technology", "энергетическое оборудование", "энергетычнае абсталяванне")),
        ("mining", ("Bergbau", "mining", "горное дело", "горная справа")),
        ("logistics", ("Logistik", "logistics", "логистика", "лагістыка")),
        ("medical", ("Medizintechnik", "medical technology", "медицинская техника", "медыцынская тэхніка")),
    ),
    goods_block="talks", flow="unstated",
    cased={
        "ru": {"topics_a": "водном хозяйстве и профессиональном обучении", "topics_b": "городском транспорте и центрах стартапов",
               "goods": "металлорежущих станков, оптических приборов и шерсти"},
        "be": {"topics_a": "водную гаспадарку і прафесійнае навучанне", "topics_b": "гарадскі транспарт і цэнтры стартапаў",
               "goods": "металарэзных станкоў, аптычных прыбораў і воўны"},
    },
)  # fmt: skip

DVINA = World(
    key="dvina-forum", fair=("Dwina-Forum", "Dvina Forum", "Двинский форум", "Дзвінскі форум"), edition=1,
    host=VITEBSK, a=VITEBSK_REGION, b=SMOLENSK_REGION, kind="protocol-of-intent", act="signed",
    pa=Person(
        key="levchenko", is_woman=False, names=("Pawel Lewtschenko", "Pavel Levchenko", "Павел Левченко", "Павел Леўчанка"),
        title=("Vorsitzender des Gebietsexekutivkomitees Witebsk", "chairman of the Vitebsk Oblast Executive Committee",
               "председатель Витебского облисполкома", "старшыня Віцебскага аблвыканкама"),
        role=("Vorsitzender", "Chairman", "председатель", "старшыня"), level="region",
        body="organisation:vitebsk-oblast-executive-committee",
        slips=(
            ("level", ("Vorsitzender des Stadtexekutivkomitees Witebsk", "chairman of the Vitebsk City Executive Committee",
                       "председатель Витебского горисполкома", "старшыня Віцебскага гарвыканкама")),
            ("office", ("Gouverneur des Gebiets Witebsk", "governor of Vitebsk Region", "губернатор Витебской области", "губернатар Віцебскай вобласці")),
        ),
    ),
    pb=Person(
        key="sokolova", is_woman=True, names=("Irina Sokolowa", "Irina Sokolova", "Ирина Соколова", "Ірына Сакалова"),
        title=("Gouverneurin des Gebiets Smolensk", "governor of Smolensk Region", "губернатор Смоленской области", "губернатар Смаленскай вобласці"),
        role=("Gouverneurin", "Governor", "губернатор", "губернатар"), level="region", body="organisation:smolensk-administration",
        slips=(
            ("office", ("Vizegouverneurin des Gebiets Smolensk", "deputy governor of Smolensk Region", "вице-губернатор Смоленской области", "віцэ-губернатар Смаленскай вобласці")),
            ("office", ("Bürgermeisterin von Smolensk", "mayor of Smolensk", "мэр Смоленска", "мэр Смаленска")),
        ),
    ),
    signed=Day(2027, 6, 5), begins=Day(2027, 6, 4), ends=Day(2027, 6, 6),
    numbers={
        "all": ("exactly", 87), "closing": ("exactly", 91), "o1": ("exactly", 40), "o2": ("more_than", 35),
        "o3": ("about", 12), "reg": ("exactly", 6), "area": ("about", 4200), "vis": ("about", 3600),
        "ctry": ("exactly", 7), "del": ("exactly", 8), "stand": ("exactly", 3), "plan": ("forecast", 900),
    },
    origins=((BELARUS,), (RUSSIA,), (LATVIA, POLAND)), region=PSKOV,
    regions_word=("sechs", "six", "шести", "шасці"),
    topics_a=(
        ("roads", ("Straßenbau", "road building", "строительство дорог", "будаўніцтва дарог")),
        ("forest", ("Forstwirtschaft", "forestry", "лесное хозяйство", "лясная гаспадарка")),
    ),
    topics_b=(
        ("youth", ("Jugendaustausch", "youth exchange", "молодёжные обмены", "маладзёжныя абмены")),
        ("health", ("Gesundheitswesen", "health care", "здравоохранение", "ахова здароўя")),
    ),
    goods=(
        ("dairy", ("Milcherzeugnisse", "dairy products", "молочная продукция", "малочная прадукцыя")),
        ("linen", ("Leinenstoffe", "linen fabrics", "льняные ткани", "льняныя тканіны")),
        ("tractors", ("Traktoren", "tractors", "тракторы", "трактары")),
    ),
    sections=(
        ("farm", ("Agrartechnik", "farm machinery", "сельхозтехника", "сельгастэхніка")),
        ("textile", ("Textilindustrie", "textile industry", "текстильная промышленность", "тэкстыльная прамысловасць")),
        ("wood", ("Holzverarbeitung", "woodworking", "деревообработка", "дрэваапрацоўка")),
    ),
    goods_block="text", flow="first-to-second",
    cased={
        "ru": {"topics_a": "строительстве дорог и лесном хозяйстве", "topics_b": "молодёжных обменах и здравоохранении",
               "goods": "молочной продукции, льняных тканей и тракторов"},
        "be": {"topics_a": "будаўніцтва дарог і лясную гаспадарку", "topics_b": "маладзёжныя абмены і ахову здароўя",
               "goods": "малочнай прадукцыі, льняных тканін і трактароў"},
    },
)  # fmt: skip
WORLDS = (FOUNDING, ALMATY_FAIR, DVINA)

# -- a fourth fact set, of which no template is filled: the texts in fresh/ are of it and of the founding fair

BREST = place("brest", "Brest|Brest|Брест|Брэст", "Бреста|Бресту|Бресте|брестский", "Брэста|Брэсту|Брэсце|брэсцкі")
GRAZ = place("graz", "Graz|Graz|Грац|Грац", "Граца|Грацу|Граце|грацский", "Граца|Грацу|Грацы|грацкі")
AUSTRIA = place(
    "austria", "Österreich|Austria|Австрия|Аўстрыя", "Австрии|Австрии|Австрии|австрийский",
    "Аўстрыі|Аўстрыі|Аўстрыі|аўстрыйскі", "Österreichs",
)  # fmt: skip
LITHUANIA = place(
    "lithuania", "Litauen|Lithuania|Литва|Літва", "Литвы|Литве|Литве|литовский", "Літвы|Літве|Літве|літоўскі"
)
STYRIA = place("styria", "Steiermark|Styria|Штирия|Штырыя", "Штирии|Штирии|Штирии", "Штырыі|Штырыі|Штырыі")

BUGTECH = World(
    key="bugtech", fair=("BugTech", "BugTech", "БугТех", "БугТэх"), edition=3,
    host=BREST, a=BREST, b=GRAZ, kind="framework", act="signed",
    pa=Person(
        key="zakharchuk", is_woman=False,
        names=("Wiktor Sachartschuk", "Viktor Zakharchuk", "Виктор Захарчук", "Віктар Захарчук"),
        title=("Vorsitzender des Stadtexekutivkomitees Brest", "chairman of the Brest City Executive Committee",
               "председатель Брестского горисполкома", "старшыня Брэсцкага гарвыканкама"),
        role=("Vorsitzender", "Chairman", "председатель", "старшыня"), level="city",
        body="organisation:brest-city-executive-committee", slips=(),
    ),
    pb=Person(
        key="pichler", is_woman=True, names=("Renate Pichler", "Renate Pichler", "Ренате Пихлер", "Рэнатэ Піхлер"),
        title=("Bürgermeisterin von Graz", "mayor of Graz", "мэр Граца", "мэр Граца"),
        role=("Bürgermeisterin", "Mayor", "мэр", "мэр"), level="city", body="organisation:city-of-graz", slips=(),
    ),
    signed=Day(2026, 3, 18), begins=Day(2026, 3, 17), ends=Day(2026, 3, 20),
    numbers={
        "all": ("at_least", 180), "closing": ("exactly", 194), "o1": ("exactly", 96), "o2": ("about", 30),
        "o3": ("more_than", 40), "reg": ("exactly", 5), "area": ("more_than", 7500), "vis": ("about", 8600),
        "ctry": ("exactly", 13), "del": ("exactly", 12), "stand": ("exactly", 5), "plan": ("forecast", 2000),
    },
    origins=((BELARUS,), (AUSTRIA,), (POLAND, LITHUANIA)), region=STYRIA,
    regions_word=("fünf", "five", "пяти", "пяці"),
    topics_a=(
        ("transit", ("öffentlicher Verkehr", "public transport", "общественный транспорт", "грамадскі транспарт")),
        ("waste", ("Abfallverwertung", "waste recycling", "переработка отходов", "перапрацоўка адходаў")),
    ),
    topics_b=(
        ("air", ("Luftreinhaltung", "air quality", "качество воздуха", "якасць паветра")),
        ("music", ("Musik", "music", "музыка", "музыка")),
        ("universities", ("Zusammenarbeit der Universitäten", "cooperation between universities",
                          "сотрудничество университетов", "супрацоўніцтва ўніверсітэтаў")),
    ),
    goods=(
        ("timber", ("Holz", "timber", "древесина", "драўніна")),
        ("glass", ("Glas", "glass", "стекло", "шкло")),
        ("bicycles", ("Fahrräder", "bicycles", "велосипеды", "ровары")),
    ),
    sections=(
        ("environment", ("Umwelttechnik", "environmental technology", "экологические технологии", "экалагічныя тэхналогіі")),
        ("rail", ("Schienenfahrzeuge", "rail vehicles", "железнодорожная техника", "чыгуначная тэхніка")),
        ("packaging", ("Verpackung", "packaging", "упаковка", "упакоўка")),
        ("processing", ("Lebensmittelverarbeitung", "food processing", "переработка продовольствия", "перапрацоўка харчавання")),
        ("robotics", ("Robotik", "robotics", "робототехника", "робататэхніка")),
    ),
    goods_block="text", flow="both",
)  # fmt: skip
