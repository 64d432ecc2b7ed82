"""How exhibitors are counted: one function a rule; a rule names its source.

The same fair has different numbers under different rules; a number without its rule is none.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What a counting rule asks of an exhibitor; None means that it is not known."""

    standing: str
    has_own_staff: bool | None
    has_own_goods: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A counting rule: its name, what it counts, in further languages too, and who counts under it."""

    name: str
    definition: str
    definitions: Mapping[str, str]
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
        definitions={
            "de": "Haupt- und Mitaussteller mit eigenem Personal vor Ort; vertretene Unternehmen zählen nicht",
            "ru": "основные участники и соэкспоненты с собственным персоналом на стенде; "
            "представленные компании не считаются",
            "be": "асноўныя ўдзельнікі і суэкспаненты з уласным персаналам на стэндзе; "
            "прадстаўленыя кампаніі не лічацца",
        },
        counts=_fkm,
    ),
    Rule(
        name="UFI 1",
        definition="main exhibitors, co-exhibitors with own staff and own goods; represented companies are not counted",
        definitions={
            "de": "Hauptaussteller sowie Mitaussteller mit eigenem Personal und eigenen Waren; "
            "vertretene Unternehmen zählen nicht",
            "ru": "основные участники, а также соэкспоненты с собственным персоналом и собственными товарами; "
            "представленные компании не считаются",
            "be": "асноўныя ўдзельнікі, а таксама суэкспаненты з уласным персаналам і ўласнымі таварамі; "
            "прадстаўленыя кампаніі не лічацца",
        },
        counts=_ufi,
    ),
)


def count(presences: Iterable[Presence]) -> dict[str, int]:
    """Return the number of exhibitors under each rule."""
    known = list(presences)
    return {rule.name: sum(rule.counts(presence) for presence in known) for rule in RULES}
