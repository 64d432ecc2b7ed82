"""The table that a partner fills in, DOCX or XLSX, in its language; and the rows of one that were refused."""

import datetime
import io
from collections.abc import Callable, Mapping, Sequence

import docx
import xlsxwriter
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from kirmash.agreements.models.asking import Asking
from kirmash.agreements.queries.asking import Question, partner_name
from kirmash.agreements.tables.reading import code_of
from kirmash.agreements.tables.words import COLUMNS, heading, progress_words
from kirmash.base.packing import without_clock
from kirmash.base.web import csv_text
from kirmash.registry.queries import name_of

_QUIET = RGBColor(0x5A, 0x66, 0x6E)
_WIDTHS = {"key": 3.2, "measure": 6.6, "due": 2.4, "progress": 2.8, "day": 2.5, "text": 5.2, "address": 3.6}
_NO_DAY = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  # a file without a day: the same request, the same bytes


def table_for(asking: Asking, questions: Sequence[Question], kind: str) -> tuple[bytes, str]:
    """Return the table of a request as a file of a kind, with its media type."""
    write, media = TABLES[kind]
    with translation.override(asking.language):
        return write(asking, questions), media


def _title(asking: Asking) -> str:
    values = {"asker": name_of(asking.place.names.all()), "partner": partner_name(asking)}
    return _("%(asker)s asks %(partner)s for news") % values


def _hint() -> str:
    return _("Fill in the columns on the right. Leave empty what you have no news of, and leave the codes as they are.")


def _cells(one: Question) -> dict[str, str]:
    due = date_format(one.due_on, "SHORT_DATE_FORMAT") if one.due_on else ""
    return {"key": code_of(one.commitment.key, one.due_on), "measure": one.title, "due": due}


def _docx(asking: Asking, questions: Sequence[Question]) -> bytes:
    document = docx.Document()
    _set_up(document, _title(asking), asking.language)
    document.add_heading(_title(asking), level=1)
    if asking.note:
        document.add_paragraph(asking.note)
    document.add_paragraph(_hint())
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.autofit = "Table Grid", False
    _repeat(table.rows[0]._tr)
    for place, column in enumerate(COLUMNS):
        _write(table.rows[0].cells[place], heading(column, asking.language), is_bold=True)
    for one in questions:
        row, said = table.add_row(), _cells(one)
        for place, column in enumerate(COLUMNS):
            if column == "progress":
                _offer(row.cells[place], progress_words(asking.language), _("choose"))
            else:
                _write(row.cells[place], said.get(column, ""), is_quiet=column == "key")
    for row in table.rows:
        for place, column in enumerate(COLUMNS):
            row.cells[place].width = Cm(_WIDTHS[column])
    buffer = io.BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _set_up(document: Document, title: str, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, language, ""
    properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _NO_DAY
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)


def _write(cell: _Cell, text: str, *, is_bold: bool = False, is_quiet: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold = is_bold or None
    if is_quiet:
        run.font.size, run.font.color.rgb = Pt(6.5), _QUIET


def _repeat(row: object) -> None:
    """Let the headings stand on every page."""
    mark = OxmlElement("w:tblHeader")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]  # the library has no other door


def _offer(cell: _Cell, words: Sequence[str], hint: str) -> None:
    """Let one of some words be chosen in a cell (a drop-down list of ISO/IEC 29500)."""
    paragraph = cell.paragraphs[0]._p
    control, about, choices = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "dropDownList"))
    about.append(OxmlElement("w:showingPlcHdr"))
    for word in words:
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), word)
        item.set(qn("w:value"), word)
        choices.append(item)
    about.append(choices)
    content, run, text = (OxmlElement(f"w:{name}") for name in ("sdtContent", "r", "t"))
    text.text = hint
    run.append(text)
    content.append(run)
    control.append(about)
    control.append(content)
    paragraph.append(control)


def _xlsx(asking: Asking, questions: Sequence[Question]) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": _title(asking), "created": _NO_DAY})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 4})
        free = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 4, "bg_color": "#FFF7DF", "locked": False}
        )
        sheet = book.add_worksheet("Kirmash")
        sheet.write_string(0, 1, _title(asking), book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(1, 1, _hint())
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, _WIDTHS[column] * 5, None, {"hidden": column == "key"})
            sheet.write_string(3, place, heading(column, asking.language), head)
        for line, one in enumerate(questions, start=4):
            said = _cells(one)
            for place, column in enumerate(COLUMNS):
                is_known = column in {"key", "measure", "due"}
                sheet.write_string(line, place, said.get(column, ""), body if is_known else free)
        if questions:
            where = COLUMNS.index("progress")
            words = {"validate": "list", "source": progress_words(asking.language)}
            sheet.data_validation(4, where, 3 + len(questions), where, words)
        sheet.freeze_panes(4, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


Writer = Callable[[Asking, Sequence[Question]], bytes]
TABLES: Mapping[str, tuple[Writer, str]] = {
    "docx": (_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def refused_rows_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """Return the rows that were refused, each with its number and the reason."""
    lines = [(row.get("row", ""), row.get("text", ""), row.get("why", "")) for row in rows]
    return "\ufeff" + csv_text((_("row"), _("what stands there"), _("why")), lines)
