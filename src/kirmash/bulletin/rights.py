"""Rights in the bulletins."""

from kirmash.base.access import ADMINISTRATOR, AUDITOR, CITY, ORGANISER, PRESS, STAFF, right, whatever

READ_RELEASES = right("read_releases", STAFF | AUDITOR | whatever(CITY))
WRITE_RELEASES = right("write_releases", ADMINISTRATOR | ORGANISER | PRESS)
MAKE_CLOSING_REPORT = right("make_closing_report", ADMINISTRATOR | ORGANISER | PRESS | AUDITOR)
PUBLISH_RELEASES = right("publish_releases", ADMINISTRATOR | ORGANISER | PRESS)
#: A bulletin under embargo is for those who make it and for the auditor; the parties see it by the next right.
SEE_EMBARGOED = right("see_embargoed_releases", ADMINISTRATOR | ORGANISER | PRESS | AUDITOR)
#: A city approves what is said in its name; nobody approves in the name of another.
APPROVE_RELEASE = right("approve_release", CITY)
