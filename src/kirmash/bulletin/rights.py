"""Rights in the bulletins."""

from kirmash.base.access import ADMINISTRATOR, AUDITOR, CITY, ORGANISER, PRESS, STAFF, right

READ_RELEASES = right("read_releases", STAFF | AUDITOR | CITY)
WRITE_RELEASES = right("write_releases", ADMINISTRATOR | ORGANISER | PRESS)
