"""The closing figures: how many were signed, of which kinds, of what value; the definition is printed with them."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Group(StrEnum):
    """What is never added to another: intentions, agreements of cities and bodies, contracts of companies."""

    INTENTS = "intents"
    AGREEMENTS = "agreements"
    CONTRACTS = "contracts"
    ANNEXES = "annexes"


#: In which group a kind is counted. What is spoken and not signed is in none.
GROUPS = {
    "protocol-of-intent": Group.INTENTS,
    "letter-of-intent": Group.INTENTS,
    "memorandum": Group.INTENTS,
    "roadmap": Group.INTENTS,
    "agreement": Group.AGREEMENTS,
    "framework": Group.AGREEMENTS,
    "partnership": Group.AGREEMENTS,
    "twinning": Group.AGREEMENTS,
    "contract": Group.CONTRACTS,
    "framework-contract": Group.CONTRACTS,
    "delivery-order": Group.CONTRACTS,
    "action-plan": Group.ANNEXES,
    "working-group-protocol": Group.ANNEXES,
    "supplementary-protocol": Group.ANNEXES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An instrument with all that counts: how many parties, when each signature was recorded, its stated value.

    ``recorded`` has the moment at which each signature was known here; a correction takes its signature out.
    """

    kind: str
    parties: int
    recorded: Sequence[datetime.datetime]
    value: Decimal | None = None
    currency: str = ""

    def is_signed_at(self, moment: datetime.datetime) -> bool:
        """Say whether every party's signature was recorded by then."""
        return self.parties > 0 and sum(at <= moment for at in self.recorded) >= self.parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A line of the figures: a kind, how many, of how many a value is stated, and the sums by currency."""

    group: Group
    kind: str
    count: int
    with_value: int
    values: Sequence[tuple[str, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures at a moment; a sum stays within its kind and its currency, nothing is converted."""

    at: datetime.datetime
    lines: Sequence[Figure]
    waiting: int

    def count(self, group: Group) -> int:
        """Return how many of a group were signed."""
        return sum(line.count for line in self.lines if line.group is group)


def figures(found: Iterable[Signed], at: datetime.datetime) -> Figures:
    """Return the figures at a moment: instruments of which every signature was recorded by then."""
    counted = [one for one in found if one.kind in GROUPS]
    signed = [one for one in counted if one.is_signed_at(at)]
    kinds = Counter(one.kind for one in signed)
    order = list(GROUPS)
    lines = [_line(kind, [one for one in signed if one.kind == kind]) for kind in sorted(kinds, key=order.index)]
    return Figures(at=at, lines=sorted(lines, key=lambda line: list(Group).index(line.group)),
                   waiting=len(counted) - len(signed))  # fmt: skip


def _line(kind: str, found: Sequence[Signed]) -> Figure:
    stated = [one for one in found if one.value is not None and one.currency]
    sums: dict[str, Decimal] = {}
    for one in stated:
        sums[one.currency] = sums.get(one.currency, Decimal(0)) + (one.value or Decimal(0))
    return Figure(group=GROUPS[kind], kind=kind, count=len(found), with_value=len(stated), values=sorted(sums.items()))
