"""Reads of the reconciliations: our register of a place, the places that are known, what was found."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q, QuerySet, Value, When, prefetch_related_objects
from rules.predicates import Predicate

from fairplan.spelling import words
from kirmash.agreements.deadlines import Standing, Turn
from kirmash.agreements.models.instrument import Act, Instrument, Kind
from kirmash.agreements.models.reconciliation import FoundPair, Reconciliation
from kirmash.agreements.queries.register import Held, register_of
from kirmash.agreements.reconciling import End, Name, Register, Scope, State, Tie
from kirmash.agreements.rights import RECONCILE, SEE_RECONCILIATIONS
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
SORTS = {"name": "label", "state": "rank", "country": "country", "decision": "decision"}
#: As nobody asks for another order: what asks for a decision stands first.
USUAL_ORDER = ("rank", "label", "pk")
_RANK = models.Case(
    *(When(state=state, then=Value(rank)) for rank, state in enumerate(State)), default=Value(len(State))
)


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


def own_register(place: Place, today: datetime.date) -> Register:
    """Return our register of a place: its ties that were concluded, signed at least, and have not ended.

    What was replaced by a higher kind stays beside what replaced it: a list may have stopped at that step.
    """
    found = [one for one in register_of(place, today) if one.instrument.kind in TYING]
    prefetch_related_objects([one.instrument for one in found], "signatures")
    running = [tie for one in found if not one.is_over for tie in _ties(one, place)]
    tied = {tie.b.key for tie in running}
    steps = [tie for one in found if _is_replaced(one) for tie in _ties(one, place) if tie.b.key in tied]
    ties = sorted((*running, *steps), key=lambda tie: tie.row)
    return Register(name="", scope=Scope.OWN, of=end_of(place), ties=tuple(ties))


def _is_replaced(one: Held) -> bool:
    events = one.instrument.events.all()
    return one.course.standing == Standing.ENDED and any(event.act == Turn.UPGRADED for event in events)


def _ties(one: Held, place: Place) -> Iterator[Tie]:
    """Yield the ties of an instrument between a place and the others, if it is concluded."""
    instrument = one.instrument
    if not (instrument.signatures.all() or any(event.act in CONCLUDED for event in instrument.events.all())):
        return
    places = {party.place.key: party.place for party in instrument.parties.all() if party.place}
    day, year = _concluded_on(instrument)
    kinds = frozenset() if instrument.kind == Kind.AGREEMENT else frozenset({str(instrument.kind)})
    own = end_of(places.pop(place.key))
    for other in places.values():
        yield Tie(
            a=own, b=end_of(other), a_says=True, kind=instrument.kind, kinds=kinds, day=day,
            year=None if day else year, key=instrument.key, row=instrument.pk,
        )  # fmt: skip


def _concluded_on(instrument: Instrument) -> tuple[datetime.date | None, int | None]:
    """Return the day, or else the year, of the first signature, or of the first act that concluded an instrument."""
    days = [signature.signed_on for signature in instrument.signatures.all()]
    for act in CONCLUDED:
        done = [event for event in instrument.events.all() if event.act == act]
        days += [event.done_on for event in done if event.done_on]
        year = min((event.year for event in done if event.year), default=None)
        if days or year:
            return min(days, default=None), year
    return None, None


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


def cities_to_compare(person: object) -> QuerySet[Place]:
    """Return the cities whose register somebody may put beside a list: one's own, and others that have one."""
    own = [subject.partition(":")[2] for _role, subject in person.held] if isinstance(person, Account) else []
    return places_of(person, RECONCILE).filter(Q(parties__isnull=False) | Q(key__in=own)).distinct()


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
    found = reconciliation.pairs.select_related("place").annotate(rank=_RANK)
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
