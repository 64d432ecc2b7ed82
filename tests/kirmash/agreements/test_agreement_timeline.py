"""The time line of an instrument: what stands on it, and that no words meet in its picture."""

import datetime
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from drafts import everything_for
from kirmash.agreements.deadlines import Happened, Renewal, Term, Turn
from kirmash.agreements.library import promises_of, term_of
from kirmash.agreements.queries.course import Duty, State, rows_of
from kirmash.agreements.queries.timeline import NARROW, WIDE, Box, Picture, TimeLine, picture_of, timeline

SIGNED, TODAY, UNTIL = date(2025, 9, 29), date(2028, 3, 1), date(2037, 1, 1)
CSS = Path(__file__).parents[3] / "src/kirmash/static/kirmash/kirmash.css"
LANGUAGES = ("en", "de", "ru", "be")
NAMES = {
    "en": "Exchange of specialists in the municipal economy",
    "de": "Stadtwirtschaftsfachkräfteaustauschprogramm",
    "ru": "Совместное заседание рабочей группы по сотрудничеству",
    "be": "Сумеснае пасяджэнне рабочай групы па супрацоўніцтве",
}


def five_years(renewal: Renewal = Renewal.TACIT) -> Term:
    return Term(begins_on=SIGNED, months=60, renewal=renewal, renewal_months=36, notice_months=6, termination_days=90)


def a_line(language: str = "en") -> TimeLine:
    clauses = everything_for("public")
    duties = [Duty(name=one.names[language], due_on=one.due_on, every_months=one.every_months,
                   done=frozenset({one.due_on})) for one in promises_of(clauses, SIGNED)]  # fmt: skip
    duties.append(Duty(name=NAMES[language], due_on=date(2026, 1, 1), every_months=1))
    happened = [Happened(turn=Turn.AMENDED, on=date(2026, 5, 4)), Happened(turn=Turn.SUSPENDED, on=date(2027, 1, 1)),
                Happened(turn=Turn.RESUMED, on=date(2027, 6, 1))]  # fmt: skip

    line = timeline(term_of(clauses, signed_on=SIGNED), happened, duties, today=TODAY, until=UNTIL)

    assert line is not None
    return line


def spans(term: Term, happened: Sequence[Happened] = ()) -> list[tuple[date, date, State, bool]]:
    rows = rows_of(term, happened, [], today=TODAY, until=UNTIL)
    return [(one.since, one.until, one.state, one.is_open) for row in rows for one in row.spans]


def test_a_tacit_renewal_is_drawn_on_as_expected() -> None:
    assert spans(five_years()) == [
        (SIGNED, date(2030, 9, 29), State.RUNNING, False),
        (date(2030, 9, 30), date(2033, 9, 29), State.EXPECTED, False),
        (date(2033, 9, 30), date(2036, 9, 29), State.EXPECTED, False),
        (date(2036, 9, 30), UNTIL, State.EXPECTED, True),
    ]


@pytest.mark.parametrize("renewal", [Renewal.NONE, Renewal.ON_NOTICE, Renewal.ON_NEW_SIGNATURE])
def test_what_does_not_renew_itself_ends_on_its_last_day(renewal: Renewal) -> None:
    assert spans(five_years(renewal)) == [(SIGNED, date(2030, 9, 29), State.RUNNING, False)]


def test_an_unlimited_term_stays_open() -> None:
    term = Term(begins_on=SIGNED, renewal=Renewal.OPEN_ENDED)

    assert spans(term) == [(SIGNED, UNTIL, State.RUNNING, True)]


def test_a_notice_stops_what_would_renew_itself() -> None:
    rows = rows_of(five_years(), [Happened(turn=Turn.NOTICE, on=date(2028, 2, 1))], [], today=TODAY, until=UNTIL)

    assert [(row.name, row.points[0].on) for row in rows if row.points] == [
        ("Notice of termination given", date(2028, 2, 1)),
        ("Ends by notice", date(2028, 5, 1)),
        ("Last day of the term", date(2030, 9, 29)),
    ]
    assert [one.state for one in rows[0].spans] == [State.RUNNING]


def test_what_ended_has_no_duties_after_its_end() -> None:
    duty = Duty(name="Report", due_on=date(2026, 1, 15), every_months=12)
    ended = [Happened(turn=Turn.TERMINATED, on=date(2027, 6, 1))]

    rows = rows_of(five_years(), ended, [duty], today=TODAY, until=UNTIL)

    assert [(row.spans[-1].until, row.name) for row in rows if row.spans] == [(date(2027, 6, 1), "Term")]
    assert [one.on for one in rows[-1].points] == [date(2026, 1, 15), date(2027, 1, 15)]


def test_a_suspension_is_a_bar_of_its_own() -> None:
    happened = [Happened(turn=Turn.SUSPENDED, on=date(2026, 1, 1)), Happened(turn=Turn.RESUMED, on=date(2026, 7, 1)),
                Happened(turn=Turn.SUSPENDED, on=date(2028, 1, 1))]  # fmt: skip

    found = [one for one in spans(five_years(Renewal.NONE), happened) if one[2] is State.SUSPENDED]

    assert found == [
        (date(2026, 1, 1), date(2026, 7, 1), State.SUSPENDED, False),
        (date(2028, 1, 1), UNTIL, State.SUSPENDED, True),
    ]


def test_due_days_are_done_silent_late_or_due() -> None:
    duty = Duty(name="Session", due_on=date(2026, 9, 1), every_months=6, done=frozenset({date(2026, 9, 1)}))

    (row,) = rows_of(Term(), [], [duty], today=TODAY, until=date(2028, 12, 31))

    assert [one.state for one in row.points] == [State.DONE, State.SILENT, State.LATE, State.DUE, State.DUE]
    assert (row.name, row.note) == ("Session", "every 6 months, next 1 Mar 2028")


@pytest.mark.parametrize(
    ("months", "often"), [(1, "every month"), (6, "every 6 months"), (12, "every year"), (24, "every 2 years")]
)
def test_how_often_a_duty_falls_due_is_said(months: int, often: str) -> None:
    duty = Duty(name="Session", due_on=date(2020, 1, 1), every_months=months)

    (row,) = rows_of(Term(), [], [duty], today=TODAY, until=date(2028, 3, 1))

    assert row.note.split(",")[0] == often


def test_without_any_day_there_is_no_line() -> None:
    assert timeline(Term(), [], [], today=TODAY, until=UNTIL) is None


def test_points_that_would_run_together_are_a_band() -> None:
    line = a_line()

    wide, narrow = line.pictures
    assert [len([bar for bar in one.bars if bar.state is State.DUE]) for one in (wide, narrow)] == [1, 2]


def test_the_table_says_everything_that_the_picture_shows() -> None:
    line = a_line()

    rows = rows_of(term_of(everything_for("public"), signed_on=SIGNED), [], [], today=TODAY, until=UNTIL)
    shown = {(one.since, one.what) for one in line.entries}
    assert {(span.since, row.name) for row in rows for span in row.spans} - shown == set()
    assert {(point.on, row.name) for row in rows for point in row.points} - shown == set()


def boxes(picture: Picture) -> list[tuple[int, int, int, int]]:
    """Return the room of all words: left, top, right, bottom."""
    words: list[Box] = [*picture.labels, *picture.years, *([picture.today] if picture.today else [])]
    return [(one.x, one.y - 12, one.x + one.width, one.y + 3) for one in words]


def meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


LINES = st.fixed_dictionaries({
    "begins": DAYS, "today": DAYS, "years": st.integers(0, 90), "months": st.integers(1, 600),
    "renewal": st.sampled_from(list(Renewal)),
    "turns": st.lists(st.builds(Happened, turn=st.sampled_from(list(Turn)), on=DAYS), max_size=6),
    "duties": st.lists(st.builds(Duty, name=st.text(max_size=200), due_on=DAYS,
                                 every_months=st.none() | st.integers(1, 120)), max_size=6),
})  # fmt: skip


@settings(deadline=None)
@given(LINES, st.sampled_from([WIDE, NARROW]), st.sampled_from(LANGUAGES))
def test_no_words_meet_and_nothing_leaves_the_picture(line: dict[str, Any], width: int, language: str) -> None:
    today = line["today"]
    term = Term(begins_on=line["begins"], months=line["months"], renewal=line["renewal"], notice_months=3,
                termination_days=90)  # fmt: skip
    until = today + datetime.timedelta(days=365 * line["years"])
    with override(language):
        rows = rows_of(term, line["turns"], line["duties"], today=today, until=until)
        picture = picture_of(rows, today=today, until=until, width=width)

    if picture is None:
        assert not [row for row in rows if row.spans or row.points]
        return
    found = boxes(picture)
    assert [pair for pair in combinations(found, 2) if meet(*pair)] == []
    assert [box for box in found if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > picture.height] == []
    drawn = [(bar.x, bar.x + bar.width) for bar in picture.bars] + [(dot.x, dot.x) for dot in picture.dots]
    assert [one for one in drawn if one[0] < picture.left or one[1] > picture.right + 2] == []


MEETING = """() => {
  const svg = [...document.querySelectorAll('svg.plot')].find(one => getComputedStyle(one).display !== 'none');
  const all = [...svg.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()]);
  const outer = svg.getBoundingClientRect(), found = [];
  all.forEach(([a, r], i) => {
    if (r.left < outer.left - 1 || r.right > outer.right + 1) found.push([a, 'outside']);
    all.slice(i + 1).forEach(([b, s]) => {
      if (r.left < s.right && s.left < r.right && r.top + 2 < s.bottom && s.top + 2 < r.bottom) found.push([a, b]);
    });
    svg.querySelectorAll('.bar, .dot, line').forEach(mark => {
      const s = mark.getBoundingClientRect();
      if (r.left < s.right && s.left < r.right && r.top < s.bottom && s.top < r.bottom) found.push([a, 'mark']);
    });
  });
  return [all.length > 8, document.documentElement.scrollWidth <= innerWidth, found];
}"""


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_no_words_meet_in_the_browser(language: str, width: int, chromium: Browser) -> None:
    with override(language):
        body = render_to_string("agreements/timeline.html", {"line": a_line(language)})
    page = chromium.new_page(viewport={"width": width, "height": 900})

    page.set_content(f"<style>{CSS.read_text(encoding='utf-8')}</style><main>{body}</main>")

    assert page.evaluate(MEETING) == [True, True, []]
    page.close()


def test_the_picture_has_no_style_of_its_own() -> None:
    body = render_to_string("agreements/timeline.html", {"line": a_line()})

    assert ("style=" in body, "<script" in body) == (False, False)
