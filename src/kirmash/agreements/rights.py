"""Rights in the agreements."""

from kirmash.base.access import AUDITOR, CITY, STAFF, right

READ_AGREEMENTS = right("read_agreements", STAFF | AUDITOR | CITY)
