"""Reads of the reconciliations: our register of a place, the places that are known, what was found."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from django.db.models import Count, Q, QuerySet
from rules.predicates import Predicate

from fairplan.spelling import words
from kirmash.agreements.deadlines import ENDS
from kirmash.agreements.models.instrument import Act, Instrument, Kind
from kirmash.agreements.models.reconciliation import FoundPair, Reconciliation
from kirmash.agreements.reconciling import End, Name, Register, Scope, State, Tie
from kirmash.agreements.rights import SEE_RECONCILIATIONS
from kirmash.base.access import may
from kirmash.base.models import SITE, Account
from kirmash.registry.models.name import Case
from kirmash.registry.models.place import Place, PlaceKind

#: Kinds that tie two places for good; plans and protocols under them, and what companies sign, do not.
TYING = (
    Kind.AGREEMENT, Kind.PROTOCOL_OF_INTENT, Kind.MEMORANDUM, Kind.FRAMEWORK, Kind.PARTNERSHIP, Kind.TWINNING,
    Kind.ROADMAP,
)  # fmt: skip
CONCLUDED = (Act.SIGNED, Act.REGISTERED, Act.IN_FORCE)
#: States in which registers disagree, or a name is not certain: somebody decides.
ASKING = tuple(state for state in State if state not in {State.IN_BOTH, State.RECIPROCAL, State.UNTOLD})
UNDECIDED = "none"
#: What a list of findings is sorted by.
SORTS = {"name": "label", "state": "state", "country": "country", "decision": "decision"}


def end_of(place: Place) -> End:
    """Return a place as an end of ties: with every form of its name, old ones too."""
    forms = [form for form in place.names.all() if form.case == Case.NOMINATIVE]
    names = tuple(
        Name(text=form.text, language=form.language, until=form.valid_until.year if form.valid_until else None)
        for form in sorted(forms, key=lambda form: form.valid_until is not None)
    )
    return End(names=names, key=place.key, wikidata=place.wikidata, geonames=place.geonames, country=place.country_code)


def known_places() -> list[End]:
    """Return all cities and regions of the registry; a query for the places and one for their names."""
    found = Place.objects.exclude(kind=PlaceKind.COUNTRY).order_by("pk").prefetch_related("names")
    return [end_of(place) for place in found]


def register_of(place: Place) -> Register:
    """Return our register of a place: its ties that were concluded, signed at least, and have not ended."""
    ties = [tie for tie in _ties(_concluded().filter(parties__place=place)) if place.key in {tie.a.key, tie.b.key}]
    own = end_of(place)
    return Register(
        name="", scope=Scope.OWN, of=own, ties=tuple(tie if tie.a.key == place.key else _turned(tie) for tie in ties)
    )


def _concluded() -> QuerySet[Instrument]:
    """Return the instruments that tie places, are concluded and have not ended."""
    found = Instrument.objects.filter(kind__in=TYING)
    found = found.filter(Q(events__act__in=CONCLUDED) | Q(signatures__isnull=False)).exclude(events__act__in=ENDS)
    return found.distinct().order_by("pk").prefetch_related("parties__place__names", "events", "signatures")


def _ties(instruments: Iterable[Instrument]) -> Iterator[Tie]:
    for instrument in instruments:
        places = {party.place.key: party.place for party in instrument.parties.all() if party.place}
        day, year = _concluded_on(instrument)
        kinds = frozenset() if instrument.kind == Kind.AGREEMENT else frozenset({str(instrument.kind)})
        for first, second in combinations(places.values(), 2):
            yield Tie(
                a=end_of(first), b=end_of(second), a_says=True, kind=instrument.kind, kinds=kinds, day=day,
                year=None if day else year, key=instrument.key, row=instrument.pk,
            )  # fmt: skip


def _concluded_on(instrument: Instrument) -> tuple[datetime.date | None, int | None]:
    """Return the day, or else the year, of the first act that concluded an instrument, or of a signature."""
    days = [signature.signed_on for signature in instrument.signatures.all()]
    acts = [event for event in instrument.events.all() if event.act in CONCLUDED]
    days += [event.done_on for event in acts if event.done_on]
    return min(days, default=None), min((event.year for event in acts if event.year), default=None)


def _turned(tie: Tie) -> Tie:
    return replace(tie, a=tie.b, b=tie.a)


def reconciliations_seen_by(person: object) -> QuerySet[Reconciliation]:
    """Return what somebody sees of the reconciliations: their own city's, or all."""
    found = Reconciliation.objects.select_related("place", "partner").prefetch_related("place__names")
    return found.filter(place__in=places_of(person, SEE_RECONCILIATIONS))


def places_of(person: object, right: Predicate) -> QuerySet[Place]:
    """Return the cities and regions for which somebody has a right."""
    found = Place.objects.exclude(kind=PlaceKind.COUNTRY)
    if may(person, right, frozenset({SITE})):
        return found
    held = person.held if isinstance(person, Account) else ()
    keys = [subject.partition(":")[2] for _role, subject in held if subject.startswith("place:")]
    return found.filter(key__in=[key for key in keys if may(person, right, frozenset({f"place:{key}"}))])


def open_counts(found: Iterable[Reconciliation]) -> dict[int, tuple[int, int]]:
    """Return for each reconciliation how many of its findings ask for a decision, and how many are decided."""
    asking = Q(pairs__state__in=ASKING)
    rows = (
        Reconciliation.objects.filter(pk__in=[one.pk for one in found])
        .order_by("pk")
        .annotate(
            asked=Count("pairs", filter=asking & Q(pairs__decision="")),
            done=Count("pairs", filter=~Q(pairs__decision="")),
        )
    )
    return {pk: (asked, done) for pk, asked, done in rows.values_list("pk", "asked", "done")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings are wanted."""

    state: str = ""
    decision: str = ""
    text: str = ""


def pairs_wanted(reconciliation: Reconciliation, wanted: Wanted) -> QuerySet[FoundPair]:
    """Return the findings that are wanted, in no order yet; every word of the text begins a word of a name."""
    found = reconciliation.pairs.select_related("place")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.decision:
        found = found.filter(decision="" if wanted.decision == UNDECIDED else wanted.decision)
        found = found.filter(state__in=ASKING) if wanted.decision == UNDECIDED else found
    for word in words(wanted.text):
        found = found.filter(spelt__contains=f" {word}")
    return found


def counts_by_state(reconciliation: Reconciliation) -> dict[str, int]:
    """Return how many findings there are in each state, in the order of the states."""
    rows = reconciliation.pairs.order_by().values_list("state").annotate(total=Count("pk"))
    counts = dict(rows)
    return {state.value: counts[state] for state in State if counts.get(state)}
