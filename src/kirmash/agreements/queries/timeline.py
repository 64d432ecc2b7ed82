"""The time line of an instrument: its periods as bars, its deadlines and duties as points, and today.

Every row has its words to itself, beside the track or above it, so that no words can meet.
"""

import datetime
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kirmash.agreements.deadlines import Happened, Term, Turn
from kirmash.agreements.models.commitment import ExecutionLabel
from kirmash.agreements.models.instrument import Happening
from kirmash.agreements.models.term import StandingLabel
from kirmash.agreements.queries.course import Duty, Row, Span, State, rows_of, short

WIDE, NARROW = 1000, 360
#: Beside the track stand the words of a row where there is room for both, else above it.
COLUMN, EDGE, HEAD, FOOT = 300, 14, 34, 30
LINE, TRACK, GAP = 17, 22, 12
#: How wide a letter of a label is on average, with room to spare, in units of the picture.
LETTER = 8.0
#: Points closer than this are drawn as a band.
LEAST_STEP = 15
WIDTH_OF_YEAR = 44
_SPAN_DAYS = 365


@dataclass(frozen=True, slots=True)
class Box:
    """Words in the picture and the room that they take at most; ``y`` is their base line."""

    x: int
    y: int
    width: int
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in the picture."""

    x: int
    y: int
    width: int
    state: State
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in the picture."""

    x: int
    y: int
    state: State
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The time line with the places of everything in it; whole units."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    #: From where to where the lines of the years and of today are drawn: never through words.
    cuts: tuple[tuple[int, int], ...]
    today_x: int | None
    today: Box | None
    years: tuple[Box, ...]
    labels: tuple[Box, ...]
    lines: tuple[int, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the table that says what the picture shows."""

    since: datetime.date
    until: datetime.date | None
    what: str
    stands: str
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """What a page shows: the picture wide and narrow, the words of its signs, and all of it as a table."""

    pictures: tuple[Picture, Picture]
    legend: tuple[tuple[State, str], ...]
    entries: tuple[Entry, ...]


def timeline(
    term: Term,
    happened: Sequence[Happened],
    duties: Sequence[Duty],
    *,
    today: datetime.date,
    until: datetime.date,
) -> TimeLine | None:
    """Return the time line of an instrument up to a day; None where no day of it is known."""
    rows = rows_of(term, happened, duties, today=today, until=until)
    wide = picture_of(rows, today=today, until=until, width=WIDE)
    narrow = picture_of(rows, today=today, until=until, width=NARROW)
    if wide is None or narrow is None:
        return None
    words = _words()
    used = {span.state for row in rows for span in row.spans} | {one.state for row in rows for one in row.points}
    return TimeLine(
        pictures=(wide, narrow),
        legend=tuple((state, word) for state, word in words.items() if state in used),
        entries=tuple(sorted(_entries(rows, words), key=lambda one: one.since)),
    )


def _words() -> dict[State, str]:
    return {
        State.RUNNING: str(StandingLabel.RUNNING.label),
        State.EXPECTED: _("expected, unless a party objects"),
        State.SUSPENDED: str(Happening(Turn.SUSPENDED).label),
        State.TURN: _("happened"),
        State.DEADLINE: _("deadline"),
        **{State(one.value): str(one.label) for one in ExecutionLabel if one.value in list(State)},
    }


def _entries(rows: Sequence[Row], words: dict[State, str]) -> Iterator[Entry]:
    for row in rows:
        for span in row.spans:
            yield Entry(since=span.since, until=span.until, what=row.name, stands=words[span.state],
                        is_open=span.is_open)  # fmt: skip
        for point in row.points:
            yield Entry(since=point.on, until=None, what=row.name, stands=words[point.state])


def picture_of(rows: Sequence[Row], *, today: datetime.date, until: datetime.date, width: int) -> Picture | None:
    """Return the rows as a picture of a width; None if there is nothing to draw."""
    days = [day for row in rows for day in _days(row)]
    if not days:
        return None
    scale = _Scale(
        first=min(days), last=max(until, *days, min(days) + datetime.timedelta(days=_SPAN_DAYS)),
        left=COLUMN + EDGE if width >= WIDE else EDGE, right=width - EDGE,
    )  # fmt: skip
    drawing = _Drawing(scale, is_wide=width >= WIDE)
    for row in rows:
        drawing.add(row)
    bottom = drawing.y
    is_inside = scale.first <= today <= scale.last
    return Picture(
        width=width, height=bottom + FOOT, left=scale.left, right=scale.right, bottom=bottom,
        cuts=((HEAD - 8, bottom),) if width >= WIDE else tuple(drawing.cuts),
        today_x=scale.x(today) if is_inside else None,
        today=_today(scale, today, bottom + 20) if is_inside else None,
        years=tuple(_years(scale)), labels=tuple(drawing.labels), lines=tuple(drawing.lines),
        bars=tuple(drawing.bars), dots=tuple(drawing.dots),
    )  # fmt: skip


def _days(row: Row) -> Iterator[datetime.date]:
    yield from (day for span in row.spans for day in (span.since, span.until))
    yield from (point.on for point in row.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where a day stands between the left and the right of the track."""

    first: datetime.date
    last: datetime.date
    left: int
    right: int

    def x(self, day: datetime.date) -> int:
        return round(
            self.left + (self.right - self.left) * (day - self.first).days / max((self.last - self.first).days, 1)
        )


class _Drawing:
    """Puts one row below another."""

    def __init__(self, scale: _Scale, *, is_wide: bool) -> None:
        self.scale, self.is_wide, self.y = scale, is_wide, HEAD
        self.labels: list[Box] = []
        self.lines: list[int] = []
        self.cuts: list[tuple[int, int]] = []
        self.bars: list[Bar] = []
        self.dots: list[Dot] = []

    def add(self, row: Row) -> None:
        """Draw a row: its words, its track, what is on it."""
        room = COLUMN - EDGE if self.is_wide else self.scale.right - self.scale.left
        letters = int(room / LETTER)
        words = [(line, False) for line in textwrap.wrap(row.name, letters, max_lines=3, placeholder=" …")]
        words += [(line, True) for line in textwrap.wrap(row.note, letters, max_lines=2, placeholder=" …")]
        top = self.y
        for number, (line, is_note) in enumerate(words, start=1):
            self.labels.append(Box(EDGE, top + number * LINE, round(len(line) * LETTER), line, is_note))
        below = top + len(words) * LINE
        middle = top + TRACK // 2 + 4 if self.is_wide else below + TRACK // 2 + 4
        self._track(row, middle)
        self.cuts.append((middle - TRACK // 2, middle + TRACK // 2))
        self.y = max(below, middle + TRACK // 2) + GAP
        self.lines.append(self.y - GAP // 2)

    def _track(self, row: Row, y: int) -> None:
        for span in row.spans:
            since, until = self.scale.x(span.since), self.scale.x(span.until)
            self.bars.append(Bar(since, y, max(until - since - 2, 2), span.state, title_of(span)))
        places = [self.scale.x(point.on) for point in row.points]
        if len(places) > 1 and (places[-1] - places[0]) / (len(places) - 1) < LEAST_STEP:
            title = f"{short(row.points[0].on)} – {short(row.points[-1].on)}"
            self.bars.append(Bar(places[0], y, max(places[-1] - places[0], 2), State.DUE, title))
            shown = [pair for pair in zip(row.points, places, strict=True) if pair[0].state is State.LATE]
        else:
            shown = list(zip(row.points, places, strict=True))
        self.dots += [Dot(x, y, point.state, short(point.on)) for point, x in shown]


def title_of(span: Span) -> str:
    """Return the days of a stretch of time; an open end is left open."""
    return f"{short(span.since)} –" if span.is_open else f"{short(span.since)} – {short(span.until)}"


def _years(scale: _Scale) -> Iterator[Box]:
    """Yield as many years as can be written beside each other, each where it begins."""
    span = max((scale.last - scale.first).days / 365.25, 1)
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if (scale.right - scale.left) / span * n >= WIDTH_OF_YEAR)
    for year in range(scale.first.year, scale.last.year + 1):
        begins = datetime.date(year, 1, 1)
        if year % step == 0 and begins >= scale.first and scale.x(begins) + WIDTH_OF_YEAR <= scale.right + EDGE:
            yield Box(scale.x(begins), HEAD - 14, WIDTH_OF_YEAR - 4, str(year))


def _today(scale: _Scale, today: datetime.date, y: int) -> Box:
    text = _("today, {day}").format(day=short(today))
    width = round(len(text) * LETTER)
    return Box(max(scale.left, min(scale.x(today) - width // 2, scale.right - width)), y, width, text)
