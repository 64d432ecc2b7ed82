"""Rights in the agreements."""

from kirmash.base.access import AUDITOR, CITY, STAFF, right, whatever

READ_AGREEMENTS = right("read_agreements", STAFF | AUDITOR | whatever(CITY))
