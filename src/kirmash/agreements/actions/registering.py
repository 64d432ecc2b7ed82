"""What changes agreements: taking in a register, noting the turns of their lives, news of commitments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import get_language

from fairplan import spelling
from fairplan.spelling import fold
from kirmash.agreements.deadlines import Renewal
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.agreements.models.term import Beginning, Term
from kirmash.agreements.queries.importing import Fate, understood
from kirmash.agreements.register.cells import is_region, language_of
from kirmash.agreements.register.reading import Entry
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key
from kirmash.registry.actions import put_places
from kirmash.registry.models.place import Place, PlaceKind, PlaceName
from kirmash.registry.queries import places_by_name

#: Where the name of a partner comes from that a register names first.
SOURCE = "register"


@dataclass(slots=True, kw_only=True)
class Taken:
    """What a register brought: instruments that are new, places that are new, rows that were here already."""

    instruments: list[Instrument] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)
    unclear: list[tuple[Entry, list[Place]]] = field(default_factory=list)


@transaction.atomic
def found_city(*, name: str, country: str, account: Account | None = None) -> Place:
    """Put a city or a region on record that keeps its register here; one that is known stays as it is."""
    known = [one for one in places_by_name().get(fold(name), ()) if one.country_code in {"", country}]
    if len(known) == 1:
        return known[0]
    made = new_place(Entry(number=0, partner=name, country=country))
    put_places(keys=[made.key])
    Change.objects.create(account=account, verb="add", table="place", record=made.key)
    return made


@transaction.atomic
def import_register(
    *,
    place: Place,
    entries: Iterable[Entry],
    chosen: Mapping[int, str] | None = None,
    account: Account | None = None,
    is_demo: bool = False,
) -> Taken:
    """Take the ties of a city into the record; one that is here already is left as it is.

    A partner whose name several places bear is not guessed: its row comes back as unclear, unless ``chosen`` has
    the key of the place that is meant by the number of the row, or nothing for a place that is not on record.
    """
    taken, made = Taken(), dict[tuple[str, str], Place]()
    for row in understood(place, entries, chosen):
        entry, word = row.entry, (fold(row.entry.partner), row.entry.country)
        if row.fate == Fate.UNCLEAR:
            taken.unclear.append((entry, list(row.candidates)))
        elif row.fate == Fate.KNOWN:
            taken.known.append(entry)
        else:
            partner = row.partner or made.get(word)
            if partner is None:
                partner = made[word] = new_place(entry)
                taken.places.append(partner)
            taken.instruments.append(_new_instrument(place, partner, entry, is_demo=is_demo))
    put_places(keys=[partner.key for partner in taken.places])
    values = {"instruments": len(taken.instruments), "places": len(taken.places), "known": len(taken.known)}
    Change.objects.create(account=account, verb="import", table="register", record=place.key, values=values)
    return taken


def new_place(entry: Entry) -> Place:
    """Put a place on record that a register names."""
    kind = PlaceKind.REGION if is_region(entry.partner) else PlaceKind.CITY
    country = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code=entry.country).first()
    made = Place.objects.create(
        key=new_key(Place, *_latin(entry.partner)),
        kind=kind,
        country_code=entry.country,
        parent=country if entry.country else None,
    )
    language = language_of(entry.partner, (get_language() or "en").split("-")[0])
    PlaceName.objects.create(place=made, language=language, text=entry.partner, source=SOURCE)
    return made


def _latin(name: str) -> list[str]:
    """Return the words of a name in Latin letters, as a key has them."""
    return [next(iter(spelling.spellings(word)), word) for word in spelling.words(name)]


def _new_instrument(place: Place, partner: Place, entry: Entry, *, is_demo: bool) -> Instrument:
    year = entry.signed.day.year if entry.signed.day else entry.signed.year
    title = {language_of(entry.title, get_language() or "en"): entry.title} if entry.title else {}
    made = Instrument.objects.create(
        key=new_key(Instrument, place.key, partner.key, str(year or "")),
        kind=entry.kind,
        titles=title,
        number=entry.register_number[:60],
        note=entry.note,
        is_demo=is_demo,
    )
    Party.objects.create(instrument=made, position=1, place=place, archive=entry.archive[:200])
    Party.objects.create(instrument=made, position=2, place=partner)
    _note_life(made, entry)
    if entry.months or entry.ends_on or entry.renewal != Renewal.UNKNOWN or any(entry.notice):
        Term.objects.create(
            instrument=made,
            begins=Beginning.IN_FORCE if entry.in_force_on else Beginning.SIGNATURE,
            months=entry.months,
            ends_on=entry.ends_on,
            renewal=entry.renewal,
            renewal_months=entry.renewal_months,
            notice_months=entry.notice[0],
            notice_days=entry.notice[1],
        )
    return made


def _note_life(made: Instrument, entry: Entry) -> None:
    if entry.signed != (None, None):
        LifeEvent.objects.create(instrument=made, act=Act.SIGNED, done_on=entry.signed.day, year=entry.signed.year)
    if entry.in_force_on:
        LifeEvent.objects.create(instrument=made, act=Act.IN_FORCE, done_on=entry.in_force_on)
    if entry.turn:
        LifeEvent.objects.create(instrument=made, act=entry.turn)
