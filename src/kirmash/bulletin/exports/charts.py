"""Charts for print as SVG: bars that say how sure their number is, and a line of numbers that contradict.

A bar ends as its number does: exact ones are closed, "more than" runs on and fades, "about" ends in a dash,
a forecast is only outlined. What is invented is drawn in another colour, with a mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string

from kirmash.record.models import Comparator

INK, QUIET, LINE = "#1c2b33", "#5b6a72", "#cfd6d9"
STATED, INVENTED = "#0b5c63", "#a65a1f"
WIDTH, BAR, GAP, GROUP = 660, 14, 5, 25
LABEL_SIZE = 14
#: What a number on the line needs on either side.
ROOM = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number to be drawn: what it says in words, how it is bounded, whether it is invented, where it is from."""

    number: Decimal
    comparator: str
    text: str
    note: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A label with one value or several under each other."""

    label: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value with its place in the picture."""

    value: Value
    top: int
    width: int
    colour: str

    @property
    def end(self) -> int:
        """Where the words of the value begin."""
        return self.width + (26 if self.value.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST} else 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A value on the line of numbers."""

    value: Value
    x: int
    y: int
    colour: str
    is_left: bool


def bars_svg(groups: Sequence[Group], *, room: int = 230) -> str:
    """Return groups of bars as SVG on one scale from nought; ``room`` is kept for the words of the longest."""
    most = max((value.number for group in groups for value in group.values), default=Decimal(1)) or Decimal(1)
    labels: list[tuple[int, str]] = []
    bars: list[Bar] = []
    top = 0
    for group in groups:
        labels.append((top + LABEL_SIZE, group.label))
        top += LABEL_SIZE + 7
        for value in group.values:
            width = max(2, round((WIDTH - room) * value.number / most))
            bars.append(Bar(value=value, top=top, width=width, colour=INVENTED if value.is_demo else STATED))
            top += BAR + GAP
        top += GROUP - LABEL_SIZE
    values = {"labels": labels, "bars": bars, "width": WIDTH, "height": max(top - GROUP + LABEL_SIZE, 1),
              "ink": INK, "quiet": QUIET, "bar": BAR, "colours": (STATED, INVENTED)}  # fmt: skip
    return render_to_string("bulletin/closing/bars.svg", values)


def line_svg(values: Sequence[Value]) -> str:
    """Return contradicting numbers on one line, each under the other; those that are bounds point where they go."""
    numbers = [value.number for value in values]
    low, high = min(numbers), max(numbers)
    span = (high - low) or Decimal(1)
    left, right = ROOM, WIDTH - 230
    marks = [
        Mark(
            value=value,
            x=round(left + (right - left) * (value.number - low) / span) if high > low else (left + right) // 2,
            y=26 + 30 * place,
            colour=INVENTED if value.is_demo else STATED,
            is_left=False,
        )
        for place, value in enumerate(values)
    ]
    height = 26 + 30 * len(marks)
    given = {"marks": marks, "width": WIDTH, "height": height, "left": left - 20, "right": WIDTH, "base": height - 14,
             "ink": INK, "quiet": QUIET, "line": LINE}  # fmt: skip
    return render_to_string("bulletin/closing/line.svg", given)


def words_of(groups: Sequence[Group]) -> str:
    """Return the words that stand for a chart where it is not seen."""
    return "; ".join(
        f"{group.label}: " + ", ".join(f"{v.text} {v.note}".strip() for v in group.values) for group in groups
    )
