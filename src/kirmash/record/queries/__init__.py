"""Reads of the record; the ones that other chapters use are named here."""

from kirmash.record.queries.conflict import (
    About,
    Conflict,
    State,
    about_of,
    claims_about,
    conflicts,
    holding,
    may_hold_together,
    states_of,
)
from kirmash.record.queries.naming import RESOLUTION, Shown, definition_of, labels_of, show

__all__ = [
    "RESOLUTION",
    "About",
    "Conflict",
    "Shown",
    "State",
    "about_of",
    "claims_about",
    "conflicts",
    "definition_of",
    "holding",
    "labels_of",
    "may_hold_together",
    "show",
    "states_of",
]
