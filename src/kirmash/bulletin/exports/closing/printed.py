"""The closing report as a tagged PDF (PDF/UA-1): the same record, the same bytes."""

import datetime
import json
from pathlib import Path

import typst
from babel.dates import format_date, format_interval
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.base.texts import choose, locale_of
from kirmash.bulletin.exports.closing.chapters import (
    Writing,
    compared,
    composition,
    exhibitors,
    glance,
    programme,
    space,
    visitors,
)
from kirmash.bulletin.exports.closing.documents import agreements, contested, directions, unknown
from kirmash.bulletin.exports.closing.notes import Block, Notes
from kirmash.bulletin.queries.closing import Closing, closing_of
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.queries import name_of

TEMPLATE = Path(__file__).parents[3] / "templates" / "bulletin" / "closing.typ"
CHAPTERS = (
    glance, exhibitors, composition, visitors, space, programme, agreements, directions, compared, contested, unknown,
)  # fmt: skip


def closing_report(fair: Fair, language: str) -> bytes:
    """Return the closing report of a fair in a language."""
    content = content_of(closing_of(fair), language)
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"report": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=content["timestamp"],
        )
    )


def content_of(closing: Closing, language: str) -> Block:
    """Return all that is printed, in a language, as the template takes it."""
    fair = closing.fair
    with override(language):
        notes = Notes(language)
        writing = Writing(closing=closing, language=language, notes=notes)
        chapters = [made for write in CHAPTERS if (made := write(writing))]
        place = name_of(fair.place.names.all(), language)
        midnight = datetime.datetime.combine(closing.day, datetime.time(), datetime.UTC)
        return {
            "language": language,
            "timestamp": int(midnight.timestamp()),
            "fair": choose(fair.names, language),
            "title": _("Closing report"),
            "where": ", ".join(filter(None, (choose(fair.venue.names, language) if fair.venue else "", place))),
            "when": format_interval(fair.begins_on, fair.ends_on, "yMMMMd", locale=locale_of(language)),
            "as_of": _("Record as of %(day)s") % {"day": format_date(closing.day, "long", locale=locale_of(language))},
            "sections": [choose(section.names, language) for section in fair.sections.all()],
            "words": _words(),
            "reading": _reading(),
            "chapters": [*chapters, _counted(notes), _sources(notes)],
            "has_demo": _has_demo(chapters),
        }


def _words() -> Block:
    """Return the words of the frame."""
    return {
        "contents": _("Contents"),
        "page": _("page"),
        "demo_page": _("Demonstration: what is marked with ◇ on this page is invented."),
        "demo_report": _("Demonstration: everything marked with ◇ in this report is invented and happened nowhere."),
        "decision": _("Decision"),
        "decided": _("Decided by"),
        "open": _("open"),
        "source_says": _("as the source defines it:"),
    }


def _reading() -> Block:
    """Return how the report is to be read."""
    return {
        "title": _("How to read this report"),
        "lines": [
            [_("more than, about, forecast"),
             _("belong to the number. A number with a bound is not rounded, not added up and not made exact.")],
            ["§", _("leads to the definition: what was counted, by which rule.")],
            ["[ ]", _("leads to the source.")],
            [_("as of"),
             _("is the day for which the number was stated. The same thing may have another number later.")],
            ["◇", _("marks what was invented to demonstrate the software.")],
        ],
    }  # fmt: skip


def _counted(notes: Notes) -> Block:
    return {
        "title": _("How it was counted"),
        "lede": _("Where a source does not say how it counted, the definition says so. What was counted here was "
                  "counted from the rows of the record, by a named rule, on the day that stands beside it."),
        "blocks": [{"kind": "entries", "entries": notes.definitions(), "two": True}],
    }  # fmt: skip


def _sources(notes: Notes) -> Block:
    return {
        "title": _("Sources"),
        "lede": _("Every figure and every fact of this report leads here."),
        "blocks": [
            {"kind": "entries", "entries": notes.sources()},
            {"kind": "note", "text": _(
                "This report was written from claims on record, each with its source. Kirmash labels figures; it does "
                "not judge them. The same record gives the same report, in every language with the same numbers."
            )},
        ],
    }  # fmt: skip


def _has_demo(blocks: object) -> bool:
    """Say whether anything in the content is marked as invented."""
    if isinstance(blocks, dict):
        return blocks.get("demo") is True or any(map(_has_demo, blocks.values()))
    return isinstance(blocks, list | tuple) and any(map(_has_demo, blocks))
