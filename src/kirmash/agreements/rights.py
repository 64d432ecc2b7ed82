"""Rights in the agreements."""

from kirmash.agreements.models.deal import Deal
from kirmash.agreements.models.desk import DeskEnquiry
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.route import Step
from kirmash.base.access import (
    ADMINISTRATOR,
    AUDITOR,
    BUYER,
    CITY,
    EXHIBITOR,
    LOOKED_THROUGH,
    ORGANISER,
    PROTOCOL,
    STAFF,
    Words,
    for_the_site,
    may,
    right,
    whatever,
)

READ_AGREEMENTS = right("read_agreements", STAFF | AUDITOR | whatever(CITY))
#: The register of a city: its department, and those who help it.
SEE_REGISTER = right("see_register", ADMINISTRATOR | PROTOCOL | AUDITOR | CITY)
#: Who keeps it: takes it in, adds to it, keeps the originals and their scans, writes the minutes.
KEEP_REGISTER = right("keep_register", ADMINISTRATOR | PROTOCOL | CITY)
#: What a city finds in other registers is its own business, and that of those who keep the whole site: who
#: organises one fair has no city.
RECONCILE = right("reconcile", ADMINISTRATOR | for_the_site(ORGANISER) | CITY)
SEE_RECONCILIATIONS = right("see_reconciliations", RECONCILE | AUDITOR)
#: The file of an instrument before it is signed: the departments of its parties, and the fair's protocol.
SEE_FILE = right("see_agreement_file", ADMINISTRATOR | PROTOCOL | AUDITOR | CITY)
KEEP_FILE = right("keep_agreement_file", ADMINISTRATOR | PROTOCOL | CITY)
#: What became of an instrument: the departments of its parties, and those who help them.
SEE_EXECUTION = right("see_execution", ADMINISTRATOR | PROTOCOL | AUDITOR | CITY)
KEEP_EXECUTION = right("keep_execution", ADMINISTRATOR | PROTOCOL | CITY)
#: Whom a city asks for news, and the figures of trade that it takes in, are the city's own business.
SEE_ASKINGS = right("see_askings", ADMINISTRATOR | AUDITOR | CITY)
KEEP_ASKINGS = right("keep_askings", ADMINISTRATOR | CITY)
KEEP_TRADE = right("keep_trade", ADMINISTRATOR | CITY)
#: What companies make of a contact: the companies themselves, and the departments of their cities.
SEE_DEALS = right("see_deals", ADMINISTRATOR | AUDITOR | CITY | EXHIBITOR | BUYER)
KEEP_DEALS = right("keep_deals", ADMINISTRATOR | CITY | EXHIBITOR | BUYER)

#: The signing desk. What companies ask for, and the values they state, are between them, the organiser and the
#: protocol of the fair: administrators and auditors see what was signed, not who asks for what.
SEE_DESK = right("see_signing_desk", (ORGANISER | PROTOCOL) & ~LOOKED_THROUGH)
KEEP_DESK = right("keep_signing_desk", (ORGANISER | PROTOCOL) & ~LOOKED_THROUGH)
SEE_SLOT_REQUEST = right("see_slot_request", (ORGANISER | PROTOCOL | CITY) & ~LOOKED_THROUGH)
ENQUIRE = right("enquire_at_signing_desk", (ORGANISER | PROTOCOL | CITY | EXHIBITOR) & ~LOOKED_THROUGH)
#: What was really signed, with the closing figures; values are for the desk alone.
SEE_SIGNED = right("see_signed", STAFF | AUDITOR)
SEE_VALUES = right("see_signed_values", (ORGANISER | PROTOCOL) & ~LOOKED_THROUGH)

#: What is confidential of those who ask for the desk, and who sees it all the same.
CONFIDENTIAL = {
    **{
        ("SlotRequest", name): SEE_SLOT_REQUEST
        for name in ("wished_on", "not_before", "not_after", "contact", "value", "currency", "note")
    },
    **{
        ("DeskEnquiry", name): ENQUIRE
        for name in (
            "parties", "asker", "contact_name", "contact_mail", "contact_phone", "value", "currency", "wished_on",
            "not_before", "not_after", "reason",
        )
    },
}  # fmt: skip


def words_of_enquiry(enquiry: DeskEnquiry) -> Words:
    """Return whom an enquiry concerns: its fair, and whoever asks."""
    return frozenset({f"fair:{enquiry.fair.key}"} | ({enquiry.subject} if enquiry.subject else set()))


def words_of(instrument: Instrument) -> Words:
    """Return what an instrument belongs to: its parties, their own places, and its fair."""
    words = {f"fair:{instrument.fair.key}"} if instrument.fair else set()
    for party in instrument.parties.all():
        if party.organisation:
            words.add(f"organisation:{party.organisation.key}")
        if party.place:
            words.add(f"place:{party.place.key}")
    return frozenset(words)


def words_of_deal(deal: Deal) -> Words:
    """Return what a deal belongs to: its sides, and the places where they are."""
    words = {f"place:{deal.place.key}"} if deal.place else set()
    for side in (deal.first, deal.second):
        if side:
            words.add(f"organisation:{side.key}")
            if side.place:
                words.add(f"place:{side.place.key}")
    return frozenset(words)


def sees_remarks(person: object, step: Step) -> bool:
    """Say whether a person may read what was said in a step: those of its own side, and those of both sides."""
    side = step.party
    if side is None:
        return True
    named = side.place or side.organisation
    word = f"{'place' if side.place else 'organisation'}:{named.key}" if named else ""
    return may(person, SEE_FILE, frozenset({word}))


def place_word(key: str, **_: object) -> Words:
    """Return the words of the place in an address."""
    return frozenset({f"place:{key}"})


def instrument_words(instrument: Instrument) -> Words:
    """Return the words of an instrument: the places that are its parties, and its fair."""
    found = {f"place:{party.place.key}" for party in instrument.parties.all() if party.place}
    return frozenset(found | ({f"fair:{instrument.fair.key}"} if instrument.fair else set()))
