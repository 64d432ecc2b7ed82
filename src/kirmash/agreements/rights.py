"""Rights in the agreements."""

from kirmash.agreements.models.instrument import Instrument
from kirmash.base.access import ADMINISTRATOR, AUDITOR, CITY, ORGANISER, PROTOCOL, STAFF, Words, right, whatever

READ_AGREEMENTS = right("read_agreements", STAFF | AUDITOR | whatever(CITY))
#: The register of a city: its department, and those who help it.
SEE_REGISTER = right("see_register", ADMINISTRATOR | PROTOCOL | AUDITOR | CITY)
#: Who keeps it: takes it in, adds to it, keeps the originals and their scans, writes the minutes.
KEEP_REGISTER = right("keep_register", ADMINISTRATOR | PROTOCOL | CITY)
#: What a city finds in other registers is its own business, and that of those who keep the whole site.
SEE_RECONCILIATIONS = right("see_reconciliations", ADMINISTRATOR | ORGANISER | AUDITOR | CITY)
RECONCILE = right("reconcile", ADMINISTRATOR | ORGANISER | CITY)


def place_word(key: str, **_: object) -> Words:
    """Return the words of the place in an address."""
    return frozenset({f"place:{key}"})


def instrument_words(instrument: Instrument) -> Words:
    """Return the words of an instrument: the places that are its parties, and its fair."""
    found = {f"place:{party.place.key}" for party in instrument.parties.all() if party.place}
    return frozenset(found | ({f"fair:{instrument.fair.key}"} if instrument.fair else set()))
