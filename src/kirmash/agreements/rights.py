"""Rights in the agreements."""

from kirmash.base.access import ADMINISTRATOR, AUDITOR, CITY, PROTOCOL, STAFF, Words, right, whatever

READ_AGREEMENTS = right("read_agreements", STAFF | AUDITOR | whatever(CITY))
#: The register of a city: its department, and those who help it.
SEE_REGISTER = right("see_register", ADMINISTRATOR | PROTOCOL | AUDITOR | CITY)


def place_word(key: str, **_: object) -> Words:
    """Return the words of the place in an address."""
    return frozenset({f"place:{key}"})
