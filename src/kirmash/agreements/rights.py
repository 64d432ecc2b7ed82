"""Rights in the agreements."""

from kirmash.base.access import (
    ADMINISTRATOR,
    AUDITOR,
    CITY,
    ORGANISER,
    PROTOCOL,
    STAFF,
    Words,
    for_the_site,
    right,
    whatever,
)

READ_AGREEMENTS = right("read_agreements", STAFF | AUDITOR | whatever(CITY))
#: The register of a city: its department, and those who help it.
SEE_REGISTER = right("see_register", ADMINISTRATOR | PROTOCOL | AUDITOR | CITY)
#: What a city finds in other registers is its own business, and that of those who keep the whole site: who
#: organises one fair has no city.
RECONCILE = right("reconcile", ADMINISTRATOR | for_the_site(ORGANISER) | CITY)
SEE_RECONCILIATIONS = right("see_reconciliations", RECONCILE | AUDITOR)


def place_word(key: str, **_: object) -> Words:
    """Return the words of the place in an address."""
    return frozenset({f"place:{key}"})
