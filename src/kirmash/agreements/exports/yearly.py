"""The yearly report as DOCX, PDF and XLSX: the same report, the same bytes."""

import datetime
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import typst
import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kirmash.agreements.queries.funnels import Shown
from kirmash.agreements.queries.yearly import Report, Table
from kirmash.base.packing import without_clock

TEMPLATE = Path(__file__).parents[2] / "templates" / "agreements" / "yearly.typ"
ACCENT, QUIET = RGBColor(0x0B, 0x5C, 0x63), RGBColor(0x5A, 0x66, 0x6E)
_TAGS = {"en": "en-GB", "de": "de-DE", "ru": "ru-RU", "be": "be-BY"}


def _pdf(report: Report) -> bytes:
    content = {
        "language": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "demo": _("Demo: invented data.") if report.is_demo else "",
        "figures": [{"label": label, "value": value, "definition": said} for label, value, said in report.figures],
        "figures_title": _("The year in figures"),
        "tables": [_as_words(table) for table in report.tables],
        "funnels_title": _("What became of it"),
        "funnels": [_funnel(one) for one in report.funnels],
        "page": _("page"),
    }
    day = datetime.datetime.combine(report.cut_off, datetime.time(), datetime.UTC)
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(), format="pdf", sys_inputs={"report": json.dumps(content)}, pdf_standards=["ua-1"],
            ignore_system_fonts=True, timestamp=int(day.timestamp()),
        )
    )  # fmt: skip


def _as_words(table: Table) -> dict[str, object]:
    return {
        "title": table.title, "columns": [name for name, _share in table.columns],
        "shares": [share for _name, share in table.columns], "rows": [list(row) for row in table.rows],
        "note": table.note, "empty": table.empty,
    }  # fmt: skip


def _funnel(one: Shown) -> dict[str, object]:
    found = one.funnel
    return {
        "title": one.title,
        "head": _denominator(one),
        "caveat": one.caveat,
        "levels": [
            {"label": level.stage.label, "count": level.count, "of": max(found.total, 1), "definition":
             level.stage.definition, "rate": rate or "–"}
            for level, rate in one.levels
        ],
    }  # fmt: skip


def _denominator(one: Shown) -> str:
    values = {"count": one.funnel.total, "what": one.funnel.denominator, "day": one.funnel.cut_off.isoformat()}
    said = _("Of %(count)s (%(what)s), until %(day)s:") % values
    if one.funnel.undated:
        said += " " + _("Left out: %(count)s without a known day.") % {"count": one.funnel.undated}
    return said


def _docx(report: Report) -> bytes:
    document = docx.Document()
    _set_up(document, report)
    document.add_heading(report.title, level=1)
    document.add_paragraph(report.subtitle)
    if report.is_demo:
        document.add_paragraph(_("Demo: invented data."))
    figures = Table(
        title=_("The year in figures"), columns=[(_("Figure"), 30), (_("Value"), 12), (_("What it counts"), 58)],
        rows=[list(row) for row in report.figures],
    )  # fmt: skip
    for table in (figures, *report.tables):
        _add_table(document, table)
    for one in report.funnels:
        _add_table(document, _funnel_table(one))
    buffer = io.BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _funnel_table(one: Shown) -> Table:
    rows = [[level.stage.label, str(level.count), rate or "–", level.stage.definition] for level, rate in one.levels]
    columns = [(_("Stage"), 22), (_("Reached by"), 14), (_("Share"), 12), (_("What it counts"), 52)]
    return Table(title=one.title, columns=columns, rows=rows, note=f"{_denominator(one)} {one.caveat}")


def _set_up(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = report.title, report.language, "Kirmash"
    properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.datetime.combine(report.cut_off, datetime.time())
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _TAGS[report.language])
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Heading 1", 20), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(size), ACCENT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)


def _add_table(document: Document, table: Table) -> None:
    document.add_heading(table.title, level=2)
    if not table.rows:
        document.add_paragraph(table.empty)
        return
    made = document.add_table(rows=1, cols=len(table.columns))
    made.style, made.autofit = "Table Grid", False
    head = made.rows[0]
    mark = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(mark)  # the library has no other door
    for cell, (name, _share) in zip(head.cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    total = sum(share for _name, share in table.columns)
    for row_ in made.rows:
        for cell, (_name, share) in zip(row_.cells, table.columns, strict=True):
            cell.width = Cm(17 * share / total)
    if table.note:
        note = document.add_paragraph().add_run(table.note)
        note.font.size, note.font.color.rgb = Pt(8.5), QUIET


def _xlsx(report: Report) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        created = datetime.datetime.combine(report.cut_off, datetime.time())
        book.set_properties({"title": report.title, "company": "Kirmash", "created": created})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body, quiet = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"italic": True})
        figures = Table(
            title=_("The year in figures"), columns=[(_("Figure"), 30), (_("Value"), 12), (_("What it counts"), 58)],
            rows=[list(row) for row in report.figures], note=report.subtitle,
        )  # fmt: skip
        names: set[str] = set()
        for table in (figures, *report.tables, *map(_funnel_table, report.funnels)):
            sheet = book.add_worksheet(_sheet_name(table.title, names))
            sheet.write_string(0, 0, f"{table.title}. {table.note}".strip(" ."), quiet)
            for place, (name, share) in enumerate(table.columns):
                sheet.set_column(place, place, share)
                sheet.write_string(1, place, name, head)
            for line, row in enumerate(table.rows, start=2):
                for place, text in enumerate(row):
                    if text.isdecimal():
                        sheet.write_number(line, place, int(text), body)
                    else:
                        sheet.write_string(line, place, text, body)
            sheet.freeze_panes(2, 0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
    return without_clock(buffer.getvalue())


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that a sheet may have: short, once, without signs that a workbook refuses."""
    name = "".join(c for c in title if c not in "[]:*?/\\")[:31].strip() or "Kirmash"
    while name.casefold() in taken:
        name = f"{name[:28]} 2"
    taken.add(name.casefold())
    return name


Writer = Callable[[Report], bytes]
YEARLY: Mapping[str, tuple[Writer, str]] = {
    "pdf": (_pdf, "application/pdf"),
    "docx": (_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def yearly_file(report: Report, kind: str) -> tuple[bytes, str]:
    """Return a report as a file of a kind, in the report's language, with its media type."""
    write, media = YEARLY[kind]
    with translation.override(report.language):
        return write(report), media
