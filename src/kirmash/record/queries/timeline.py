"""A figure over time: its claims as marks in a picture, and their places in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_skeleton

from kirmash.base.texts import locale_of
from kirmash.record.models import Comparator
from kirmash.record.queries.conflict import State
from kirmash.record.queries.naming import Shown, digits_of

WIDE, NARROW = 1000, 360
TOP, AXIS, LABELS, LINE, MARGIN = 20, 52, 128, 36, 40
LEAST_HEIGHT = 280
LONGEST_SOURCE = 20
WIDTH_OF_DAY = 84
SIGNS = {Comparator.MORE_THAN: "> ", Comparator.AT_LEAST: "≥ ", Comparator.ABOUT: "≈ "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A claim in the picture; places are whole units of the picture."""

    shown: Shown
    is_held: bool
    text: str
    source: str
    x: int
    y: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A value at an axis, and where it stands."""

    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The picture: its size, the edges of its field, its axes and marks."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    undated_x: int | None
    days: list[Tick]
    numbers: list[Tick]
    marks: list[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Where days and numbers stand in the picture."""

    first_x: int
    last_x: int
    bottom: int
    days: Sequence[date]
    low: float
    high: float

    def x(self, day: date) -> int:
        """Return the place of a day; a single one stands in the middle."""
        span = (self.days[-1] - self.days[0]).days
        share = (day - self.days[0]).days / span if span else 0.5
        return round(self.first_x + (self.last_x - self.first_x) * share)

    def y(self, value: float) -> int:
        """Return the place of a number."""
        return round(self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - TOP))


def chart_of(rows: Sequence[tuple[Shown, State]], width: int) -> Chart | None:
    """Return the picture of the claims that stand, of the width asked for; None where there is no number."""
    kept = [(shown, state) for shown, state in rows if state != State.WITHDRAWN and _can_be_drawn(shown)]
    if not kept:
        return None
    height = max(LEAST_HEIGHT, len(kept) * LINE + TOP + MARGIN)
    undated_x = AXIS + 22 if any(shown.claim.as_of is None for shown, _state in kept) else None
    values = [float(shown.claim.number or 0) for shown, _state in kept]
    is_whole = all(value.is_integer() for value in values)
    low, high = _padded(min(values), max(values), least=1 if is_whole else 0)
    field = _Field(
        first_x=AXIS + (64 if undated_x else 20),
        last_x=width - LABELS - 20,
        bottom=height - MARGIN,
        days=sorted({shown.claim.as_of for shown, _state in kept if shown.claim.as_of}),
        low=low,
        high=high,
    )
    return Chart(
        width=width,
        height=height,
        left=AXIS,
        right=width - LABELS,
        bottom=field.bottom,
        undated_x=undated_x,
        days=_day_ticks(field),
        numbers=[Tick(field.y(n), digits_of(Decimal(str(n)))) for n in _round_numbers(low, high, is_whole=is_whole)],
        marks=_marks(kept, field),
    )


def _can_be_drawn(shown: Shown) -> bool:
    return shown.claim.number is not None and math.isfinite(float(shown.claim.number))


def _marks(kept: Sequence[tuple[Shown, State]], field: _Field) -> list[Mark]:
    levels = [field.y(float(shown.claim.number or 0)) for shown, _state in kept]
    labels = _spread(levels, TOP + 10, field.bottom - 4)
    return [
        Mark(
            shown=shown,
            is_held=state == State.HOLDS,
            text=_compact(shown),
            source=_shortened(shown.where),
            x=field.x(shown.claim.as_of) if shown.claim.as_of else AXIS + 22,
            y=y,
            label_y=label_y,
        )
        for (shown, state), y, label_y in zip(kept, levels, labels, strict=True)
    ]


def _padded(low: float, high: float, *, least: float) -> tuple[float, float]:
    """Return the ends of the axis; the field is cut to the numbers, because marks, unlike bars, need no zero."""
    pad = max((high - low) * 0.15 or abs(low) * 0.1 or 1, least)
    return (max(0.0, low - pad) if low >= 0 else low - pad), high + pad


def _round_numbers(low: float, high: float, *, is_whole: bool) -> list[float]:
    """Return some four round numbers between the ends; whole ones for what is counted in whole numbers."""
    rough = max((high - low) / 4, 1.0 if is_whole else 0.0)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough)
    return [round(step * n, 6) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _day_ticks(field: _Field) -> list[Tick]:
    """Return as many of the days as can be written beside each other; the first and the last come first."""
    chosen: list[Tick] = []
    days = field.days
    for day in [*days[:1], *days[-1:], *days[1:-1]]:
        at = field.x(day)
        if all(abs(at - tick.at) >= WIDTH_OF_DAY for tick in chosen):
            chosen.append(Tick(at, format_skeleton("yMMMd", day, locale=locale_of())))
    return chosen


def _compact(shown: Shown) -> str:
    number = digits_of(shown.claim.number or Decimal())
    return SIGNS.get(Comparator(shown.claim.comparator), "") + number


def _spread(wanted: Sequence[int], top: int, bottom: int) -> list[int]:
    """Return places near the wanted ones, in the same order from top to bottom, none closer than a label is high."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed: list[int] = []
    for i in order:
        placed.append(max(wanted[i], top, placed[-1] + LINE if placed else top))
    limit = bottom
    for position in reversed(range(len(placed))):
        placed[position] = min(placed[position], limit)
        limit = placed[position] - LINE
    return [placed[order.index(i)] for i in range(len(wanted))]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SOURCE else text[: LONGEST_SOURCE - 1].rstrip() + "…"
