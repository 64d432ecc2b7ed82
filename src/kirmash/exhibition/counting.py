"""How exhibitors are counted: one function a rule; a rule names its source.

The same fair has different numbers under different rules; a number without its rule is none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What a counting rule asks of an exhibitor; None means that it is not known."""

    standing: str
    has_own_staff: bool | None
    has_own_goods: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A counting rule: its name, what it counts, and the function that says whether one counts."""

    name: str
    definition: str
    counts: Callable[[Presence], bool]


def _fkm(presence: Presence) -> bool:
    return presence.standing in {"main", "co"} and presence.has_own_staff is True


def _ufi(presence: Presence) -> bool:
    own = presence.has_own_staff is True and presence.has_own_goods is True
    return presence.standing == "main" or (presence.standing == "co" and own)


#: FKM: admitted by the organiser and own staff present; main and co-exhibitors.
#: Source: fkm.de, "What actually is an exhibitor?".
#: UFI: main exhibitors, and co-exhibitors with own staff and own goods. Source: UFI calculation standards.
RULES = (
    Rule(
        name="FKM 1",
        definition="main and co-exhibitors whose own staff is present; represented companies are not counted",
        counts=_fkm,
    ),
    Rule(
        name="UFI 1",
        definition="main exhibitors, co-exhibitors with own staff and own goods; represented companies are not counted",
        counts=_ufi,
    ),
)


def count(presences: Iterable[Presence]) -> dict[str, int]:
    """Return the number of exhibitors under each rule."""
    known = list(presences)
    return {rule.name: sum(rule.counts(presence) for presence in known) for rule in RULES}
