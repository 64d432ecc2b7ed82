"""Checks within a row of the tables of agreements: what the database would refuse is a sentence before."""

from django.utils.translation import gettext as _

from kirmash.folder.reading import Reading
from kirmash.sheets.lines import Row
from kirmash.sheets.spec import Table


def check_term(table: Table, row: Row, _index: object, reading: Reading) -> None:
    """Check that a term that begins on a stated day states it, and ends after it begins."""
    if row.cells["begins"] == "day" and not row.values["begins_on"]:
        reading.refuse(table, row, _("is empty; the term begins on a stated day"), "begins_on")
    if row.cells.get("begins_on") and row.cells.get("ends_on") and row.cells["begins_on"] > row.cells["ends_on"]:
        reading.refuse(table, row, _("is before the first day"), "ends_on")
    for column in ("months", "renewal_months"):
        if row.values[column] == 0:
            reading.refuse(table, row, _("must be more than 0"), column)


def check_commitment(table: Table, row: Row, _index: object, reading: Reading) -> None:
    """Check that what recurs has a first day, and what was dropped a reason."""
    if row.values["every_months"] is not None and not row.values["due_on"]:
        reading.refuse(table, row, _("is empty; what recurs falls due on a first day"), "due_on")
    if row.values["every_months"] == 0:
        reading.refuse(table, row, _("must be more than 0"), "every_months")
    if row.values["dropped_on"] and not row.cells.get("dropped_why"):
        reading.refuse(table, row, _("is empty; say why it was dropped"), "dropped_why")
