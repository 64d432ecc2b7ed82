"""The minutes of a session: a tagged PDF, and DOCX that an office edits further, in each language of the site."""

import datetime
import io

import docx
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from docx.shared import Cm, Pt

from kirmash.agreements.exports.extract import Content
from kirmash.agreements.models.group import Session
from kirmash.agreements.queries.group import decisions_of, lines_in, party_name
from kirmash.base.texts import choose


def minutes_of(session: Session, language: str) -> Content:
    """Return all that the minutes say, in a language, as the template of papers takes it."""
    with override(language):
        group, day = session.group, session.held_on or session.planned_on
        parties = " – ".join(party_name(party) for party in group.instrument.parties.all())
        decisions = [
            [str(number), what, whose or _("all parties"), _day(due) or "–"]
            for number, (what, whose, due) in enumerate(decisions_of(session), 1)
        ]
        facts = [
            (_("Working group"), choose(group.names, language)),
            (_("Agreement"), f"{group.instrument.get_kind_display()} {group.instrument.number}".strip()),
            (_("Day"), _day(day)),
            (_("Place"), session.place),
            (_("How"), str(session.get_mode_display())),
        ]
        texts = [
            (_("Agenda"), [f"{number}. {line}" for number, line in enumerate(lines_in(session.agenda), 1)]),
            (_("Who was there"), lines_in(session.present)),
            (_("What was spoken of"), lines_in(session.discussion)),
        ]
        return {
            "language": language,
            "title": _("Minutes of session %(number)s") % {"number": session.number},
            "head": parties,
            "facts": [[label, text] for label, text in facts if text],
            "texts": [{"title": title, "lines": lines} for title, lines in texts if lines],
            "parts": [
                {"title": _("Decisions"), "columns": ["№", _("What"), _("Who owes it"), _("Until")], "rows": decisions},
                {"title": _("Signatures"), "columns": [_("Party"), _("Name and signature")], "rows": [
                    [party_name(party), "\n\n"] for party in group.instrument.parties.all()
                ]},
            ],
            "foot": parties,
            "page": _("page"),
            "nothing": pgettext("nothing is recorded", "None"),
            "day": _stamp(day),
        }  # fmt: skip


def _stamp(day: datetime.date | None) -> int:
    """Return the time that a file names as its own: that of the session, so that the same minutes are the same file."""
    begins = datetime.datetime.combine(day or datetime.date(2000, 1, 1), datetime.time(), datetime.UTC)
    return int(begins.timestamp())


def _day(day: datetime.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def as_docx(content: Content) -> bytes:
    """Return the minutes as DOCX."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = content["title"], "Kirmash"
    document.core_properties.language = content["language"]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(content["title"], level=1)
    document.add_paragraph(content["head"])
    for label, text in content["facts"]:
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)
    for part in content["texts"]:
        document.add_heading(part["title"], level=2)
        for text in part["lines"]:
            document.add_paragraph(text)
    for part in content["parts"]:
        document.add_heading(part["title"], level=2)
        table = document.add_table(rows=1, cols=len(part["columns"]), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, part["columns"], strict=True):
            cell.text = name
        for row in part["rows"]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
