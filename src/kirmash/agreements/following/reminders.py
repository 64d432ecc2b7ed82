"""What somebody is to be reminded of on a day, and of which steps of it: once each."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kirmash.agreements.deadlines import Execution

#: So many days before a due day it is reminded of.
STEPS = (30, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something with a due day, or a commitment; ``word`` names it for ever."""

    word: str
    on: datetime.date | None
    state: Execution


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """A reminder that is due: the word under which it is given once, and why."""

    matter: Matter
    word: str
    why: str


def remindings(matters: Iterable[Matter], today: datetime.date, given: frozenset[str]) -> Iterator[Reminding]:
    """Yield what is due: within 30, 7 or 1 days, late, or silent; nothing that was given before.

    Of several steps that were missed only the last is given, so that a site that was switched off does not
    write three times of one matter.
    """
    for matter in matters:
        why = _why(matter, today)
        if why:
            word = f"{matter.word} {matter.on or ''} {why}"
            if word not in given:
                yield Reminding(matter=matter, word=word, why=why)


def _why(matter: Matter, today: datetime.date) -> str:
    if matter.state in {Execution.SILENT, Execution.LATE}:
        return str(matter.state)
    if matter.state != Execution.DUE or matter.on is None:
        return ""
    left = (matter.on - today).days
    if left < 0:
        return str(Execution.LATE)
    steps = [step for step in STEPS if left <= step]
    return f"within-{min(steps)}" if steps else ""
