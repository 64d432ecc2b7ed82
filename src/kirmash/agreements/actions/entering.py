"""Writing an agreement into a city's register by hand, and correcting it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from fairplan.spelling import fold
from kirmash.agreements.actions.registering import new_place
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.agreements.models.term import Beginning, Term
from kirmash.agreements.register.cells import language_of
from kirmash.agreements.register.reading import Entry
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.protocol.actions import write_down_person
from kirmash.record.actions.keys import new_key
from kirmash.registry.actions import put_places
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place
from kirmash.registry.queries import places_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an officer writes down of an agreement; the partner by name, or by key where it is known."""

    partner: str = ""
    partner_key: str = ""
    country: str = ""
    kind: str = "agreement"
    title: str = ""
    number: str = ""
    registered_on: datetime.date | None = None
    signed_on: datetime.date | None = None
    signed_year: int | None = None
    in_force_on: datetime.date | None = None
    months: int | None = None
    ends_on: datetime.date | None = None
    renewal: str = "unknown"
    renewal_months: int | None = None
    notice_months: int = 0
    notice_days: int = 0
    termination_days: int | None = None
    archive: str = ""
    responsible: str = ""
    control_on: datetime.date | None = None
    note: str = ""


@transaction.atomic
def add_instrument(*, place: Place, written: Written, account: Account | None = None) -> Instrument:
    """Write an agreement of a city into its register; a partner who is not known yet becomes known."""
    _check(written)
    partner = _partner(place, written)
    year = written.signed_on.year if written.signed_on else written.signed_year
    made = Instrument.objects.create(
        key=new_key(Instrument, place.key, partner.key, str(year or "")), kind=written.kind
    )
    Party.objects.create(instrument=made, position=1, place=place)
    Party.objects.create(instrument=made, position=2, place=partner)
    _write(made, place, written)
    Change.objects.create(account=account, verb="add", table="instrument", record=made.key)
    return made


@transaction.atomic
def change_instrument(
    *, instrument: Instrument, place: Place | None, written: Written, account: Account | None = None
) -> Instrument:
    """Correct what the register says of an agreement; the parties stay who they are."""
    _check(written)
    before = written_of(instrument, place)
    instrument.kind = written.kind
    _write(instrument, place, written)
    changed = [name for name in Written.__slots__ if getattr(before, name) != getattr(written, name)]
    values = {"fields": [name for name in changed if name not in {"partner", "partner_key", "country"}]}
    Change.objects.create(account=account, verb="change", table="instrument", record=instrument.key, values=values)
    return instrument


def written_of(instrument: Instrument, place: Place | None) -> Written:
    """Return what is on record of an agreement, as an officer would write it down."""
    events = {event.act: event for event in instrument.events.all()}
    signed, force = events.get(Act.SIGNED), events.get(Act.IN_FORCE)
    term: Any = getattr(instrument, "term", None)  # Any: a term, or none
    own = own_party(instrument, place)
    return Written(
        kind=instrument.kind,
        title=next(iter(instrument.titles.values()), ""),
        number=instrument.number,
        registered_on=instrument.registered_on,
        signed_on=signed.done_on if signed else None,
        signed_year=signed.year if signed and not signed.done_on else None,
        in_force_on=force.done_on if force else None,
        archive=own.archive if own else "",
        responsible=instrument.responsible.key if instrument.responsible else "",
        control_on=instrument.control_on,
        note=instrument.note,
        **({name: getattr(term, name) for name in TERMS} if term else {}),
    )


def own_party(instrument: Instrument, place: Place | None) -> Party | None:
    """Return the side of an instrument that a city is, or the first one."""
    parties = list(instrument.parties.all())
    return next((one for one in parties if place and one.place_id == place.pk), parties[0] if parties else None)


#: What a term and the form of an officer have in common.
TERMS = ("months", "ends_on", "renewal", "renewal_months", "notice_months", "notice_days", "termination_days")


def _check(written: Written) -> None:
    begins = written.in_force_on or written.signed_on
    if begins and written.ends_on and written.ends_on < begins:
        raise Refused("ends-before-beginning")
    if written.signed_on and written.in_force_on and written.in_force_on < written.signed_on:
        raise Refused("in-force-before-signature")


def _partner(place: Place, written: Written) -> Place:
    if written.partner_key:
        found = Place.objects.filter(key=written.partner_key).first()
    else:
        named = [
            one for one in places_by_name().get(fold(written.partner), ())
            if not written.country or one.country_code in {"", written.country}
        ]  # fmt: skip
        if len(named) > 1:
            raise Refused("partner-not-clear", name=written.partner, count=len(named))
        found = named[0] if named else None
    if found and found.pk == place.pk:
        raise Refused("partner-is-oneself")
    if found is None:
        found = new_place(Entry(number=0, partner=written.partner, country=written.country))
        put_places(keys=[found.key])
    return found


def _write(instrument: Instrument, place: Place | None, written: Written) -> None:
    tag = language_of(written.title, (get_language() or "en").split("-")[0]) if written.title else ""
    if written.title != next(iter(instrument.titles.values()), ""):
        instrument.titles = {tag: written.title} if written.title else {}
    instrument.number, instrument.registered_on = written.number, written.registered_on
    instrument.control_on, instrument.note = written.control_on, written.note
    instrument.responsible = responsible_of(written.responsible)
    instrument.save()
    own = own_party(instrument, place)
    if own and own.archive != written.archive:
        Party.objects.filter(pk=own.pk).update(archive=written.archive)
    _note_day(instrument, Act.SIGNED, written.signed_on, written.signed_year)
    _note_day(instrument, Act.IN_FORCE, written.in_force_on, None)
    words = {name: getattr(written, name) for name in TERMS}
    has_term = words.pop("renewal") != "unknown" or any(words.values())
    if has_term:
        begins = {} if Term.objects.filter(instrument=instrument).exists() else {"begins": _begins(written)}
        Term.objects.update_or_create(instrument=instrument, defaults={**words, "renewal": written.renewal, **begins})
    else:
        Term.objects.filter(instrument=instrument).delete()


def _begins(written: Written) -> str:
    return Beginning.IN_FORCE if written.in_force_on else Beginning.SIGNATURE


def _note_day(instrument: Instrument, act: Act, day: datetime.date | None, year: int | None) -> None:
    """Let the first event of an act be on a day; without any day there was none."""
    found = instrument.events.filter(act=act).order_by("done_on", "pk").first()
    if day is None and year is None:
        if found:
            found.delete()
    elif found:
        LifeEvent.objects.filter(pk=found.pk).update(done_on=day, year=None if day else year)
    else:
        LifeEvent.objects.create(instrument=instrument, act=act, done_on=day, year=None if day else year)


def responsible_of(word: str) -> Person | None:
    """Return who is meant by the key of a person, or a new person by a name."""
    if not word:
        return None
    known = Person.objects.filter(key=word).first()
    language = language_of(word, (get_language() or "en").split("-")[0])
    return known or write_down_person(names={language: word})
