"""An original on paper: tagged PDF, and DOCX for those who edit further; the same original, the same bytes."""

import datetime
import io
import json
import re
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocxParagraph

from kirmash.agreements.alternat.composing import Original, Section
from kirmash.base.packing import without_clock

TEMPLATE = Path(__file__).parents[2] / "templates" / "agreements" / "original.typ"
MOST_COLUMNS = 4
_NO_DAY = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a file without a day: the same text, the same bytes
_TORN = re.compile(r"(?<![\d,.])(\d{1,3}\.?) (?=[^\W\d])|\b([A-ZА-ЯЁІЎ]\.) (?=[A-ZА-ЯЁІЎ])|\b(г\.) (?=[А-ЯЁІЎ])|(№) ")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_FONT = "Times New Roman"
_REGIONS = {"en": "en-GB", "de": "de-DE", "ru": "ru-RU", "be": "be-BY", "uk": "uk-UA", "pl": "pl-PL", "fr": "fr-FR",
            "lt": "lt-LT", "lv": "lv-LV", "kk": "kk-KZ"}  # fmt: skip


def as_pdf(original: Original, *, is_marked: bool = False) -> bytes:
    """Return an original as PDF/UA-1; marked, its footer says whose it is, which signed originals do not say."""
    content = {
        "mark": original.marks[0] if is_marked else "",
        "columns": _columns(original),
        "sections": [_full(section) for section in original.sections],
    }
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"original": json.dumps(content)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=0,
        )
    )


def as_docx(original: Original, *, is_marked: bool = False) -> bytes:
    """Return an original as DOCX; marked, its footer says whose it is, which signed originals do not say."""
    document = docx.Document()
    _set_up(document, original)
    for position, section in enumerate(original.sections):
        _add_section(document, section, begins_page=position > 0)
    _add_footer(document, original.marks[0] if is_marked else "")
    buffer = io.BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _columns(original: Original) -> int:
    parties = len(original.sections[0].signatures)
    return parties if parties <= MOST_COLUMNS else 3


def _bound(text: str) -> str:
    """Return a text whose numbers and initials are not torn from what they belong to at the end of a line."""
    return _TORN.sub(lambda found: f"{found[0][:-1]}\u00a0", text)


def _tied(text: str) -> str:
    """Return a text, bound, whose ranges of numbers are not torn either; offices show the sign for that as a box."""
    return _RANGE.sub("–\u2060", _bound(text))


def _full(section: Section) -> dict[str, object]:
    """Return a section with all its fields, empty ones too, for the template."""
    return {
        "language": section.language,
        "label": section.label,
        "title": _tied(section.title),
        "dateline": list(section.dateline),
        "preamble": [_tied(text) for text in section.preamble],
        "articles": [
            {"title": article.title, "heading": article.heading,
             "lines": [{"number": line.number, "text": _tied(line.text)} for line in article.lines]}
            for article in section.articles
        ],
        "closing": [_tied(text) for text in section.closing],
        "signatures": [{"body": b.body, "office": b.office, "person": b.person} for b in section.signatures],
    }  # fmt: skip


def _set_up(document: Document, original: Original) -> None:
    """Set fonts, margins and what the file says of itself."""
    properties = document.core_properties
    properties.title, properties.language = original.sections[0].title, original.sections[0].language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _NO_DAY
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2.2), Cm(2.5), Cm(2.6)
    normal = _style(document, "Normal", 12)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.15
    for name, size, before, after in (("Heading 1", 16.5, 0, 20), ("Heading 2", 12, 16, 8)):
        style = _style(document, name, size)
        style.font.bold, style.font.color.rgb = True, RGBColor(0, 0, 0)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True


def _style(document: Document, name: str, size: float) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template of the library has these
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{attribute}"), _FONT)
    return style


def _add_section(document: Document, section: Section, *, begins_page: bool) -> None:
    if section.label:
        label = _add(document, section.label, section, WD_ALIGN_PARAGRAPH.RIGHT)
        label.runs[0].italic = True
        label.paragraph_format.page_break_before = begins_page
    title = document.add_heading(level=1)
    _write(title, section.title, section)
    title.paragraph_format.page_break_before = begins_page and not section.label
    if section.dateline:
        _add_dateline(document, section)
    for paragraph in section.preamble:
        _add(document, paragraph, section)
    for article in section.articles:
        heading = f"{article.title}. {article.heading}" if article.heading else article.title
        _write(document.add_heading(level=2), heading, section)
        for line in article.lines:
            _add(document, f"{line.number} {line.text}".strip(), section)
    for paragraph in section.closing:
        _add(document, paragraph, section)
    last = document.paragraphs[-1].paragraph_format
    last.keep_with_next, last.keep_together = True, True
    _add_signatures(document, section)


def _add_dateline(document: Document, section: Section) -> None:
    left, right = section.dateline[0], " ".join(section.dateline[1:])
    alignment = WD_ALIGN_PARAGRAPH.LEFT if right else WD_ALIGN_PARAGRAPH.CENTER
    line = _add(document, f"{left}\t{right}" if right else left, section, alignment)
    line.paragraph_format.space_after = Pt(18)
    if right:
        line.paragraph_format.tab_stops.add_tab_stop(Cm(15.8), WD_TAB_ALIGNMENT.RIGHT)


def _add_signatures(document: Document, section: Section) -> None:
    """Add the table in which the parties sign, the keeper on the left."""
    columns = len(section.signatures) if len(section.signatures) <= MOST_COLUMNS else 3
    rows = [section.signatures[at : at + columns] for at in range(0, len(section.signatures), columns)]
    table = document.add_table(rows=len(rows), cols=columns)
    for row, blocks in zip(table.rows, rows, strict=True):
        cannot_split = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(cannot_split)  # the library has no other door
        for cell, block in zip(row.cells, blocks, strict=False):
            _fill(cell.paragraphs[0], block.body, section, before=18, is_bold=True)
            if block.office:
                _fill(cell.add_paragraph(), block.office, section)
            rule = _fill(cell.add_paragraph(), "", section, before=34)
            _draw_rule(rule)
            if block.person:
                _fill(cell.add_paragraph(), block.person, section)
    if section.signatures:
        document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(paragraph: DocxParagraph, text: str, section: Section, *, before: int = 0, is_bold: bool = False,
          ) -> DocxParagraph:  # fmt: skip
    """Write a line of a signature block."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(4), 1.0
    form.alignment, form.keep_with_next = WD_ALIGN_PARAGRAPH.LEFT, True
    _write(paragraph, text, section)
    for run in paragraph.runs:
        run.bold = is_bold or None
        run.font.size = Pt(10 if len(section.signatures) > 3 else 11.5)
    return paragraph


def _draw_rule(paragraph: DocxParagraph) -> None:
    """Draw the line on which a person signs, as a border, so that no text stands for it."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()  # the library has no other door
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _add(document: Document, text: str, section: Section,
         alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY) -> DocxParagraph:  # fmt: skip
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.alignment = alignment
    _write(paragraph, text, section)
    return paragraph


def _write(paragraph: DocxParagraph, text: str, section: Section) -> None:
    """Add a text with its language, which spelling checkers and screen readers ask for."""
    run = paragraph.add_run(_bound(text))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _REGIONS.get(section.language, section.language))
    run._r.get_or_add_rPr().append(language)  # the library has no other door


def _add_footer(document: Document, mark: str) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for code in ("PAGE", None, "NUMPAGES"):
        if code is None:
            footer.add_run(" / ")
        else:
            _add_field(footer, code)
    if mark:
        line = document.sections[0].footer.add_paragraph(mark)
        line.runs[0].italic, line.runs[0].font.size = True, Pt(7.5)


def _add_field(paragraph: DocxParagraph, code: str) -> None:
    """Add a field that an office counts itself."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "shown":
            continue
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.text = text
        run._r.append(sign)  # the library has no other door
