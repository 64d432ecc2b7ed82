"""From the record to a story: what holds on the day of filing, named in one language."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kirmash.agreements.models.instrument import Act, Instrument
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.models.topic import Topic, TradeDirection
from kirmash.agreements.queries import instruments_of
from kirmash.base.errors import Refused
from kirmash.base.texts import choose
from kirmash.bulletin.check.reading import Entity
from kirmash.bulletin.queries.naming import kind_of_body, named_place
from kirmash.bulletin.wording.story import Day, Delegation, Fact, Figure, Name, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.style import Style
from kirmash.exhibition.counting import RULES, Presence, count
from kirmash.exhibition.models.fair import Fair, Section
from kirmash.exhibition.models.pavilion import PavilionKind
from kirmash.exhibition.models.venue import Space
from kirmash.record.models import Claim, Comparator, Resolution
from kirmash.record.queries import holding
from kirmash.registry.models.name import Case, NameForm
from kirmash.registry.models.organisation import Organisation, OrganisationKind
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of, title_of


@dataclass(slots=True)
class Ledger:
    """The claims that hold about a fair and an instrument, by property."""

    by_property: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def all(self, property_: str, part: str | None = "") -> list[Claim]:
        """Return the claims of a property about a part; part None: about every part."""
        return [claim for claim in self.by_property[property_] if part is None or claim.part == part]

    def one(self, property_: str, part: str = "") -> list[Claim]:
        """Return the claims that state the one value; refuse when there is none."""
        claims = self.all(property_, part)
        if not claims:
            raise Refused("no-facts-for-story", missing=property_)
        return claims


def ledger_of(subjects: Sequence[str], filed_on: datetime.date) -> Ledger:
    """Return what holds about the subjects on the day of filing; later figures stay out."""
    claims = list(Claim.objects.filter(subject__in=subjects).select_related("about", "source"))
    resolutions = Resolution.objects.filter(subject__in=subjects).prefetch_related("upheld")
    ledger = Ledger()
    for claim in sorted(holding(claims, resolutions), key=lambda c: c.pk):
        if claim.as_of is None or claim.as_of <= filed_on:
            ledger.by_property[claim.about.key].append(claim)
    return ledger


def principal_instrument(fair: Fair) -> Instrument:
    """Return the instrument a fair's story is about: the first with recorded signatures."""
    for instrument in instruments_of(fair):
        if instrument.signatures.all():
            return instrument
    raise Refused("no-facts-for-story", missing="signatures")


def story_of(fair: Fair, style: Style) -> Story:
    """Return the facts of a fair and its principal agreement, named as an outlet names them."""
    instrument = principal_instrument(fair)
    language = style.tag
    ledger = ledger_of([f"fair:{fair.key}", f"instrument:{instrument.key}"], fair.reported_on)
    places = {place.key: named_place(place, language) for place in Place.objects.prefetch_related("names")}
    return Story(
        fair=_fact(choose(fair.names, language), ledger.one("fair-name")),
        dateline=places[fair.dateline.key].text,
        filed_on=fair.reported_on,
        begins=_day(ledger.one("fair-dates-begin")),
        ends=_day(ledger.one("fair-dates-end")),
        place=_placed(ledger.one("fair-place"), places),
        is_first=_first(ledger),
        cities=[places[party.place.key] for party in instrument.parties.all() if party.place],
        kind=_fact(ledger.one("instrument-kind")[0].value, ledger.one("instrument-kind")),
        act=_fact(ledger.one("act")[0].value, ledger.one("act")),
        signed_on=_day(ledger.one("act-date")),
        signed_at=_placed(ledger.one("act-place"), places),
        signatories=[_signatory(s, ledger, places, language) for s in instrument.signatures.all()],
        statements=_statements(instrument, ledger, places, language),
        talks=[_placed([claim], places) for claim in ledger.all("talks-held")],
        directions=_named(ledger, "trade-direction", instrument.trade_directions.all(), language),
        directions_open=next((_fact(c.value, [c]) for c in ledger.all("trade-directions-open")), None),
        area=next(iter(_figures(ledger.all("gross-area"))), None),
        ground=_ground(fair, ledger, language),
        sections=_named(ledger, "section", fair.sections.all(), language),
        exhibitors=[f for f in _figures(ledger.all("exhibitors")) if f.comparator != Comparator.FORECAST],
        origins=_origins(ledger, places),
        delegations=_delegations(ledger, places),
        sessions=next(iter(_figures(ledger.all("programme-sessions"))), None),
        **_visitors(ledger),
    )


def _delegations(ledger: Ledger, places: dict[str, Name]) -> list[Delegation]:
    found = []
    for claim in ledger.all("delegation-enterprises", None):
        kind, _colon, place = claim.part.partition(":")
        if kind == "place" and place in places:
            on_stand = _figures(ledger.all("delegation-exhibitors", claim.part))
            companies = _figures([claim])[0]
            same = [figure for figure in on_stand if figure.as_of == companies.as_of]
            found.append(Delegation(place=places[place], companies=companies, on_stand=same[0] if same else None))
    return found


def _visitors(ledger: Ledger) -> dict[str, Figure | None]:
    """Return the last figure of visitors that is no forecast, and that of their countries from the same count."""
    told = [one for one in _figures(ledger.all("visitors")) if one.comparator != Comparator.FORECAST]
    last = told[-1] if told else None
    countries = [
        one
        for one in _figures(ledger.all("visitor-countries"))
        if last and (one.as_of, one.counted_by) == (last.as_of, last.counted_by)
    ]
    return {"visitors": last, "visitor_countries": countries[0] if countries else None}


def _placed(claims: Sequence[Claim], places: dict[str, Name]) -> Fact:
    name = places[_key(claims[0])]
    return Fact(text=name.text, forms=name.forms, claims=tuple(claim.key for claim in claims))


def entities_of(fair: Fair) -> list[Entity]:
    """Return everything with a name that a release of a fair may speak of, with its forms by language."""
    instrument = principal_instrument(fair)
    signatories = [signature.office.person for signature in instrument.signatures.all()]
    bodies = Organisation.objects.filter(kind=OrganisationKind.BODY).prefetch_related("names")
    named: list[tuple[str, Place | Organisation | Person]] = [
        *(("place", place) for place in Place.objects.prefetch_related("names")),
        *(("organisation", body) for body in bodies),
        *(("person", person) for person in signatories),
    ]
    entities = [
        Entity(reference=f"{kind}:{record.key}", forms=_all_forms(record.names.all())) for kind, record in named
    ]
    labelled: list[tuple[str, Fair | Section | Topic | TradeDirection | Space]] = [
        ("fair", fair),
        *(("section", section) for section in fair.sections.all()),
        *(("topic", topic) for topic in instrument.topics.all()),
        *(("trade-direction", direction) for direction in instrument.trade_directions.all()),
        *(("space", space) for space in (fair.venue.spaces.all() if fair.venue else ())),
    ]
    return entities + [
        Entity(
            reference=f"{kind}:{labelled_record.key}",
            forms={language: [text] for language, text in labelled_record.names.items()},
            is_loose=kind != "fair",
        )
        for kind, labelled_record in labelled
    ]


def _all_forms(forms: Iterable[NameForm]) -> dict[str, list[str]]:
    """Return every form by language; an adjective without its ending, as it bends with its noun."""
    found: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        language = form.language.split("-")[0]
        if form.case == Case.ADJECTIVE and language in {"ru", "be"}:
            found[language] += [form.text[:-2] + ending for ending in ADJECTIVE_ENDINGS[language]]
        else:
            found[language].append(form.text)
    return dict(found)


#: How an adjective of place ends, by language, after its stem.
ADJECTIVE_ENDINGS = {
    "ru": ("ий", "ая", "ое", "ие", "ого", "ой", "ому", "ую", "им", "их", "ом", "ими"),
    "be": ("кі", "кая", "кае", "кія", "кага", "кай", "каму", "кую", "кім", "кіх", "кімі"),
}


def _key(claim: Claim) -> str:
    return claim.value.partition(":")[2]


def _fact(text: str, claims: Iterable[Claim]) -> Fact:
    return Fact(text=text, claims=tuple(claim.key for claim in claims))


def _day(claims: Sequence[Claim]) -> Day:
    date = datetime.date.fromisoformat(claims[0].value)
    return Day(date=date, claims=tuple(claim.key for claim in claims))


def _first(ledger: Ledger) -> Fact | None:
    claims = ledger.all("edition")
    return _fact("1", claims) if claims and claims[0].value == "1" else None


def _figures(claims: Sequence[Claim]) -> list[Figure]:
    """Return one figure for each statement, in the order of their dates."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.as_of or datetime.date.min, c.pk)):
        groups.setdefault(claim.statement, []).append(claim)
    return [
        Figure(
            number=Decimal(group[0].value),
            comparator=group[0].comparator,
            as_of=group[0].as_of,
            counted_by=group[0].counted_by,
            claims=tuple(claim.key for claim in group),
        )
        for group in groups.values()
    ]


def _signatory(signature: Signature, ledger: Ledger, places: dict[str, Name], language: str) -> Signatory:
    office, place = signature.office, signature.party.place
    city = place.key if place else ""
    who = [c for c in ledger.all("signatory", f"place:{city}") if _key(c) == office.person.key]
    body = [c for c in ledger.all("signatory-body", f"person:{office.person.key}") if _key(c) == office.body.key]
    if not who or not body:
        raise Refused("no-facts-for-story", missing=f"signatory of {city}")
    return Signatory(
        city=places[city],
        name=name_of(office.person.names.all(), language),
        gender=office.person.gender,
        title=title_of(office, language),
        claims=tuple(claim.key for claim in (*who, *body)),
        role=office.role.key,
        body_kind=kind_of_body(office.body),
        body_place=(places[office.body.place.key] if office.body.place else places[city]).text,
    )


def _statements(instrument: Instrument, ledger: Ledger, places: dict[str, Name], language: str) -> list[Statement]:
    topics = {topic.key: topic for topic in instrument.topics.all()}
    statements = []
    for party in instrument.parties.all():
        city = party.place.key if party.place else ""
        claims = ledger.all("topic-stated", f"place:{city}")
        facts = {_key(c): _fact(choose(topics[_key(c)].names, language), [c]) for c in claims if _key(c) in topics}
        if facts:
            statements.append(Statement(city=places[city], topics=facts))
    return statements


def _named(ledger: Ledger, property_: str, records: Iterable[object], language: str) -> list[Fact]:
    claims = {_key(claim): claim for claim in ledger.all(property_)}
    return [
        _fact(choose(record.names, language), [claims[record.key]])  # type: ignore[attr-defined]  # Section, Topic …
        for record in records
        if record.key in claims  # type: ignore[attr-defined]
    ]


def _ground(fair: Fair, ledger: Ledger, language: str) -> Fact | None:
    spaces = {space.key: space for space in fair.venue.spaces.all()} if fair.venue else {}
    for claim in ledger.all("outdoor-ground"):
        if _key(claim) in spaces:
            return _fact(choose(spaces[_key(claim)].names, language), [claim])
    return None


def _origins(ledger: Ledger, places: dict[str, Name]) -> list[Origin]:
    expositions = {_key(claim): claim for claim in ledger.all("national-exposition")}
    origins = []
    for claim in ledger.all("exhibitors", None):
        if not claim.part:
            continue
        keys = [reference.partition(":")[2] for reference in claim.part.split("+")]
        regions = _figures(ledger.all("regions-represented", claim.part))
        origins.append(
            Origin(
                places=[_origin_place(places[key], claim) for key in keys],
                figure=_figures([claim])[0],
                regions=regions[0] if regions else None,
                expositions=[_placed([expositions[k]], places) for k in keys] if set(keys) <= set(expositions) else [],
            )
        )
    return sorted(origins, key=lambda origin: -origin.figure.number)


def _origin_place(name: Name, claim: Claim) -> Fact:
    return Fact(text=name.text, forms=name.forms, claims=(claim.key,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number counted from rows, with its rule; ``is_demo`` when invented companies are among them."""

    key: str
    value: int
    unit: str
    definition: str
    definitions: Mapping[str, str]
    labels: dict[str, str]
    part: str = ""
    is_demo: bool = False


def counts_of(fair: Fair) -> list[Count]:
    """Count what is recorded of a fair: sections, pavilions, signed documents, exhibitors by rule."""
    signed = fair.instruments.filter(events__act=Act.SIGNED).distinct().count()
    national = fair.pavilions.filter(kind=PavilionKind.NATIONAL).count()
    counts = [
        ("sections-recorded", fair.sections.count(), "sections", "sections listed for the fair in this record",
         {"de": "hier erfasste Bereiche der Messe",
          "ru": "внесённые здесь разделы выставки", "be": "унесеныя тут раздзелы выставы"},
         ("sections recorded", "erfasste Bereiche", "учтённые разделы", "улічаныя раздзелы")),
        ("expositions-recorded", national, "expositions", "national expositions listed for the fair in this record",
         {"de": "hier erfasste nationale Expositionen der Messe",
          "ru": "внесённые здесь национальные экспозиции выставки",
          "be": "унесеныя тут нацыянальныя экспазіцыі выставы"},
         ("national expositions recorded", "erfasste nationale Expositionen", "учтённые национальные экспозиции",
          "улічаныя нацыянальныя экспазіцыі")),
        ("documents-signed-recorded", signed, "documents",
         "instruments in this record with a recorded signing at the fair; documents not in the record are not counted",
         {"de": "hier erfasste Dokumente, deren Unterzeichnung auf der Messe erfasst ist; andere zählen nicht",
          "ru": "внесённые здесь документы, подписание которых на выставке внесено; другие не считаются",
          "be": "унесеныя тут дакументы, падпісанне якіх на выставе ўнесена; іншыя не лічацца"},
         ("signed documents recorded", "erfasste unterzeichnete Dokumente", "учтённые подписанные документы",
          "улічаныя падпісаныя дакументы")),
    ]  # fmt: skip
    return [
        Count(key=key, value=value, unit=unit, definition=definition, definitions=definitions, labels=_labels(labels))
        for key, value, unit, definition, definitions, labels in counts
    ] + _exhibitor_counts(fair)


def _labels(labels: Sequence[str]) -> dict[str, str]:
    return dict(zip(("en", "de", "ru", "be"), labels, strict=True))


def _exhibitor_counts(fair: Fair) -> list[Count]:
    """Count the exhibitors on record under each rule: all, and those of each section and country."""
    rows = list(
        fair.exhibitors.values_list(
            "standing", "has_own_staff", "has_own_goods", "section__key", "organisation__place__country_code",
            "organisation__is_demo",
        )
    )  # fmt: skip
    countries = {place.country_code: place.key for place in Place.objects.filter(kind=PlaceKind.COUNTRY)}
    groups: dict[str, list[Presence]] = {"": []}
    for standing, staff, goods, section, country, _demo in rows:
        presence = Presence(standing=standing, has_own_staff=staff, has_own_goods=goods)
        parts = ["", section and f"section:{section}", countries.get(country) and f"place:{countries[country]}"]
        for part in parts:
            if part is not None:
                groups.setdefault(part, []).append(presence)
    is_demo = any(row[-1] for row in rows)
    return [
        Count(
            key=f"exhibitors-recorded-{rule.name.lower().replace(' ', '-')}",
            value=count(presences)[rule.name],
            unit="companies",
            definition=f"{rule.name}: {rule.definition}",
            definitions={language: f"{rule.name}: {text}" for language, text in rule.definitions.items()},
            labels=_labels((
                f"exhibitors recorded by name, rule {rule.name}",
                f"namentlich erfasste Aussteller, Regel {rule.name}",
                f"участники, учтённые поимённо, правило {rule.name}",
                f"удзельнікі, улічаныя пайменна, правіла {rule.name}",
            )),
            part=part,
            is_demo=is_demo,
        )
        for rule in RULES
        for part, presences in groups.items()
    ]  # fmt: skip
