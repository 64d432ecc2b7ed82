"""Rights in the bulletins."""

from kirmash.base.access import ADMINISTRATOR, AUDITOR, CITY, ORGANISER, PRESS, STAFF, right, whatever

READ_RELEASES = right("read_releases", STAFF | AUDITOR | whatever(CITY))
WRITE_RELEASES = right("write_releases", ADMINISTRATOR | ORGANISER | PRESS)
MAKE_CLOSING_REPORT = right("make_closing_report", ADMINISTRATOR | ORGANISER | PRESS | AUDITOR)
PUBLISH_RELEASES = right("publish_releases", ADMINISTRATOR | ORGANISER | PRESS)
