"""Rights in the search."""

from kirmash.base.access import AUDITOR, CITY, STAFF, right

SEARCH = right("search", STAFF | AUDITOR | CITY)
