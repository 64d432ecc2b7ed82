"""Whether a meeting was held: silence is no answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Holding(StrEnum):
    """What is known of a meeting that was planned."""

    HELD = "held"
    NOT_HELD = "not-held"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one side says last: that it was held or not, and whether a scan proves it."""

    side: str
    was_held: bool
    has_scan: bool


def holding(words: Iterable[Said]) -> Holding:
    """Say whether a meeting was held: by both sides' words, or by one side's with a scan."""
    last = {said.side: said for said in words}
    yes = [said for said in last.values() if said.was_held]
    no = [said for said in last.values() if not said.was_held]
    if yes and no:
        return Holding.DISPUTED
    if len(no) > 1:
        return Holding.NOT_HELD
    if len(yes) > 1 or any(said.has_scan for said in yes):
        return Holding.HELD
    return Holding.UNCONFIRMED
