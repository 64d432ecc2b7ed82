"""From the record to the facts against which an edited text is checked."""

import datetime
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries import instruments_of
from kirmash.bulletin.check.facts import Deed, Facts, Moment, Post, Quantity, Saying, Theme
from kirmash.bulletin.check.reading import Entity
from kirmash.bulletin.queries.story import Ledger, entities_of, ledger_of, principal_instrument
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Comparator, Datatype
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Office
from kirmash.registry.queries import title_of

LANGUAGES = ("de", "en", "ru", "be")


def facts_of(fair: Fair) -> Facts:
    """Return all that a text about a fair and its principal agreement may say on the day of filing."""
    instrument = principal_instrument(fair)
    ledger = ledger_of([f"fair:{fair.key}", f"instrument:{instrument.key}"], fair.reported_on)
    dates = [("begins", ledger.one("fair-dates-begin")), ("ends", ledger.one("fair-dates-end")),
             ("signed", ledger.one("act-date"))]  # fmt: skip
    moments = [
        Moment(what=what, date=datetime.date.fromisoformat(claims[0].value), claims=_keys(claims))
        for what, claims in dates
    ]
    edition = ledger.all("edition")
    deeds = [_principal(instrument, ledger), *_others(fair, instrument)]
    return Facts(
        fair=f"fair:{fair.key}",
        host=ledger.one("fair-place")[0].value,
        dateline=f"place:{fair.dateline.key}",
        entities=(*entities_of(fair), *_titles(ledger)),
        quantities=tuple(_quantities(ledger)),
        moments=(*moments, Moment(what="filed", date=fair.reported_on)),
        posts=tuple(_posts(instrument, ledger)),
        deeds=tuple(deeds),
        themes=tuple(_themes(instrument, ledger)),
        sayings=tuple(_sayings(ledger)),
        edition=int(edition[0].value) if edition else None,
        sections=tuple(claim.value for claim in ledger.all("section")),
        carried=_carried(ledger),
    )


def _keys(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(claim.key for claim in claims)


def _titles(ledger: Ledger) -> list[Entity]:
    """Return what the record names in words only, as a plenary session, as it is in every language."""
    texts = [c for name in ("plenary-title", "venue-name") for c in ledger.all(name)]
    return [
        Entity(reference=f"{claim.about.key}:{claim.key}", forms={language: [claim.value] for language in LANGUAGES})
        for claim in texts
    ]


def _quantities(ledger: Ledger) -> list[Quantity]:
    groups: dict[tuple[str, str, str, str, datetime.date | None], list[Claim]] = defaultdict(list)
    for claims in ledger.by_property.values():
        for claim in claims:
            if claim.about.datatype == Datatype.NUMBER and claim.about.key != "edition":
                groups[claim.about.key, claim.part, *claim.statement, claim.as_of].append(claim)
    return [_quantity(claims) for claims in groups.values()]


def _quantity(claims: list[Claim]) -> Quantity:
    first = claims[0]
    try:
        number = Decimal(first.value)
    except InvalidOperation:
        number = Decimal(0)
    return Quantity(
        about=first.about.key,
        comparator=Comparator(first.comparator).value,
        number=number.normalize() if number % 1 else number.quantize(Decimal(1)),
        unit=first.about.unit,
        as_of=None if first.comparator == Comparator.FORECAST else first.as_of,
        part=frozenset(filter(None, first.part.split("+"))),
        counted_by=first.counted_by,
        claims=_keys(claims),
    )


def _posts(instrument: Instrument, ledger: Ledger) -> list[Post]:
    posts = []
    for signature in instrument.signatures.all():
        office = signature.office
        place = signature.party.place
        claims = [c for c in ledger.all("signatory-body", None) if c.part == f"person:{office.person.key}"]
        posts.append(
            Post(
                person=f"person:{office.person.key}",
                titles={language: [title_of(office, language)] for language in LANGUAGES},
                level=_body(office).level,
                body=f"organisation:{office.body.key}",
                place=f"place:{place.key}" if place else "",
                claims=_keys(claims),
            )
        )
    return posts


def _body(office: Office) -> Organisation:
    return office.body


def _principal(instrument: Instrument, ledger: Ledger) -> Deed:
    kind, act, place = ledger.one("instrument-kind"), ledger.one("act"), ledger.one("act-place")
    return Deed(
        reference=f"instrument:{instrument.key}",
        kind=kind[0].value,
        act=act[0].value,
        place=place[0].value,
        parties=_parties(instrument),
        signatories={
            f"place:{s.party.place.key}": f"person:{s.office.person.key}"
            for s in instrument.signatures.all()
            if s.party.place
        },
        claims=_keys([*kind, *act]),
    )


def _parties(instrument: Instrument) -> tuple[str, ...]:
    return tuple(f"place:{party.place.key}" for party in instrument.parties.all() if party.place)


def _others(fair: Fair, principal: Instrument) -> list[Deed]:
    """Return the other instruments of the fair of which the record knows what was done with them."""
    return [
        Deed(reference=f"instrument:{one.key}", kind=one.kind, act=event.act, parties=_parties(one), signatories={},
             place=f"place:{event.place.key}" if event.place else f"place:{fair.place.key}")
        for one in instruments_of(fair) if one.pk != principal.pk
        for event in list(one.events.all())[-1:]
    ]  # fmt: skip


def _themes(instrument: Instrument, ledger: Ledger) -> list[Theme]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for name in ("topic-stated", "trade-direction"):
        for claim in ledger.all(name, None):
            claims[claim.value].append(claim)
    topics = [
        Theme(reference=f"topic:{t.key}", block=t.block, names=t.names, claims=_keys(claims[f"topic:{t.key}"]),
              said_by=f"place:{t.said_by.place.key}" if t.said_by and t.said_by.place else "")
        for t in instrument.topics.all() if claims[f"topic:{t.key}"]
    ]  # fmt: skip
    goods = [
        Theme(reference=f"trade-direction:{d.key}", block=d.block, names=d.names, flow=d.flow,
              claims=_keys(claims[f"trade-direction:{d.key}"]))
        for d in instrument.trade_directions.all() if claims[f"trade-direction:{d.key}"]
    ]  # fmt: skip
    return [*topics, *goods]


def _sayings(ledger: Ledger) -> list[Saying]:
    return [
        Saying(text=claim.quotation, language=claim.language, claims=(claim.key,))
        for claims in ledger.by_property.values()
        for claim in claims
        if claim.quotation
    ]


def _carried(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the claims that name a place, a section or a ground, by what they name; and those of the edition."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, claims in ledger.by_property.items():
        for claim in claims:
            if claim.about.datatype == Datatype.REFERENCE and name != "dateline":
                found[claim.value].append(claim.key)
    found["edition"] = [claim.key for claim in ledger.all("edition")]
    return {reference: tuple(keys) for reference, keys in found.items()}
