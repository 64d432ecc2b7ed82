"""The chart of a fair: companies by origin and by section, as a picture that explains itself."""

import html
from dataclasses import dataclass

import typst
from babel.dates import format_date
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.base.texts import choose, locale_of
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import exhibitors_by_origin, exhibitors_by_section
from kirmash.record.models import Comparator
from kirmash.record.queries import Shown

FILE_WIDTH, PAGE_WIDTH = 720, 400
ROW, HEAD, FOOT, TITLE = 46, 56, 62, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A figure as a bar: where its label stands, how long it is."""

    shown: Shown
    label: int
    top: int
    width: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A group of bars with its title, and what the reader must know of its figures."""

    title: str
    title_at: int
    bars: list[Bar]
    notes: list[tuple[int, str]]


def chart_svg(fair: Fair, language: str, *, is_file: bool = True, has_sections: bool = True) -> SafeString:
    """Return the companies by origin, and by section, as SVG; empty when no figure is there.

    A file has its own colours and width; on a page the sheet of the site gives them.
    """
    width = FILE_WIDTH if is_file else PAGE_WIDTH
    with override(language):
        groups = [(_("Companies by origin"), exhibitors_by_origin(fair, language))]
        if has_sections:
            groups.append((_("Exhibitors by section"), exhibitors_by_section(fair, language)))
        panels: list[Panel] = []
        top = HEAD if is_file else 0
        for title, shown in groups:
            if shown:
                panels.append(_panel(title, shown, top, width))
                top += TITLE + ROW * len(shown) + FOOT
        if not panels:
            return SafeString()
        values = {"name": choose(fair.names), "panels": panels, "width": width, "height": top, "is_file": is_file,
                  "language": language}  # fmt: skip
        return render_to_string("exhibition/chart.svg", values)


def chart_png(svg: str) -> bytes:
    """Return a chart as PNG, 1440 pixels wide."""
    source = (
        f"#set page(width: {FILE_WIDTH}pt, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
    )
    return bytes(typst.compile(source.encode(), format="png", ppi=144, sys_inputs={"svg": svg}))


def chart_words(svg: str) -> str:
    """Return the words that stand for a chart where it is not seen."""
    return html.unescape(svg.partition("<desc>")[2].partition("</desc>")[0])


def _panel(title: str, shown: list[Shown], top: int, width: int) -> Panel:
    longest = max(seen.claim.number or 0 for seen in shown)
    room = width - 190
    bars = []
    for position, seen in enumerate(shown):
        line = top + TITLE + ROW * position
        length = round(room * (seen.claim.number or 0) / longest)
        bars.append(Bar(shown=seen, label=line + 14, top=line + 20, width=max(length, 2), value=length + 8))
    foot = top + TITLE + ROW * len(shown) + 14
    return Panel(
        title=title, title_at=top + 12, bars=bars, notes=[(foot + 17 * i, t) for i, t in enumerate(_notes(shown))]
    )


def _notes(shown: list[Shown]) -> list[str]:
    """Say when the figures were counted, by whom, and what they are not."""
    days = {seen.claim.as_of for seen in shown if seen.claim.as_of}
    origin = ", ".join(dict.fromkeys(seen.where for seen in shown))
    if days:
        day = format_date(max(days), "medium", locale=locale_of())
        origin += "; " + _("as of %(day)s") % {"day": day}
    notes = [origin]
    if any(seen.claim.comparator != Comparator.EXACTLY for seen in shown):
        notes.append(_("The parts are lower bounds; their sum is not a figure."))
    if any(seen.claim.is_demo for seen in shown):
        notes.append(_("Demo: these companies are invented."))
    return notes
