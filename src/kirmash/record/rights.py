"""Rights in the record."""

from kirmash.base.access import ADMINISTRATOR, AUDITOR, CITY, ORGANISER, PRESS, STAFF, Words, right

READ_RECORD = right("read_record", STAFF | AUDITOR | CITY)
EDIT_RECORD = right("edit_record", ADMINISTRATOR | ORGANISER | PRESS)


def about(subject: str, **_: object) -> Words | None:
    """Return the words of a matter: a fair is its organiser's, everything else is everybody's who keeps the record."""
    return frozenset({subject}) if subject.startswith("fair:") else None
