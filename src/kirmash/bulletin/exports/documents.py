"""A release as PDF and as DOCX, with its chart and the notes of its claims."""

import datetime
import io
import json
from pathlib import Path

import docx
import typst
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kirmash.base.packing import without_clock
from kirmash.base.texts import choose
from kirmash.bulletin.exports.release import cited, draft_words, paragraphs_of, spans_of
from kirmash.bulletin.models import Told
from kirmash.bulletin.queries import embargo_line
from kirmash.bulletin.wording.style import STYLES, Length
from kirmash.exhibition.exports.chart import chart_png, chart_svg, chart_words

TEMPLATE = Path(__file__).parents[2] / "templates" / "bulletin" / "release.typ"
ACCENT = RGBColor(0x0B, 0x5C, 0x63)
QUIET = RGBColor(0x5A, 0x66, 0x6E)
#: The tag by which an office program knows a language.
REGIONS = {"en": "en-GB", "de": "de-DE", "ru": "ru-RU", "be": "be-BY", "pl": "pl-PL", "kk": "kk-KZ", "ky": "ky-KG",
           "uz": "uz-Latn-UZ", "zh": "zh-CN"}  # fmt: skip


def as_pdf(release: Told) -> bytes:
    """Return a release as a tagged PDF (PDF/UA-1): what a press office prints and sends on."""
    marks = [{"language": language, "text": words} for language, words in draft_words(release)]
    with override(release.language):
        chart = _chart(release)
        notes, sources = cited(release)
        content = {
            "language": release.language,
            "fair": choose(release.fair.names, release.language),
            "headline": release.headline,
            "draft": marks,
            "embargo": embargo_line(release),
            "dateline": release.dateline,
            "paragraphs": [
                [{"text": s.text, "notes": spans_of([number for number, _claim in notes])} for s, notes in paragraph]
                for paragraph in paragraphs_of(release)
            ],
            "notes_title": _("What carries each sentence"),
            "notes": [{"number": number, "text": text} for number, text in notes],
            "sources_title": _("Sources"),
            "sources": [{"letter": letter, "text": text} for letter, text in sources],
            "chart": chart,
            "chart_words": chart_words(chart),
            "page": _("page"),
        }
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"release": json.dumps(content)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(datetime.datetime.combine(release.filed_on, datetime.time(), datetime.UTC).timestamp()),
        )
    )


def as_docx(release: Told) -> bytes:
    """Return a release as DOCX, to be edited further in an office."""
    document = docx.Document()
    _set_up(document, release)
    document.add_heading(release.headline, level=1)
    marks = draft_words(release)
    if marks:
        document.add_paragraph().add_run(" · ".join(words for _language, words in marks)).bold = True
    if embargo := embargo_line(release):
        document.add_paragraph().add_run(embargo).bold = True
    for position, paragraph in enumerate(paragraphs_of(release)):
        line = document.add_paragraph()
        if position == 0 and release.dateline:
            line.add_run(release.dateline).bold = True
            line.add_run(" – ")
        for sentence, notes in paragraph:
            line.add_run(sentence.text)
            mark = line.add_run(spans_of([number for number, _claim in notes]))
            mark.font.superscript = True
            mark.font.color.rgb = QUIET
            line.add_run(" ")
    with override(release.language):
        _add_chart(document, release)
        carried, sources = cited(release)
        lines = [(_("What carries each sentence"), [(str(number), text) for number, text in carried])]
        for title, entries in (*lines, (_("Sources"), sources)):
            document.add_heading(title, level=2)
            for label, text in entries:
                document.add_paragraph(f"{label}\t{text}", style="Notes")
    buffer = io.BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _set_up(document: Document, release: Told) -> None:
    """Set language, fonts and margins, and what the file says of itself."""
    properties = document.core_properties
    properties.title, properties.language, properties.author = release.headline, release.language, "Kirmash"
    properties.created = properties.modified = datetime.datetime.combine(release.filed_on, datetime.time())
    properties.subject = choose(release.fair.names, release.language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.25
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), REGIONS.get(release.language, release.language))
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Heading 1", 20), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(size), ACCENT
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
    notes = document.styles.add_style("Notes", 1)
    notes.base_style, notes.font.size, notes.font.color.rgb = normal, Pt(8.5), QUIET
    notes.paragraph_format.left_indent, notes.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
    notes.paragraph_format.space_after = Pt(2)
    notes.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _chart(release: Told) -> str:
    """Return the chart that goes with a bulletin; a flash says nothing of figures."""
    style = STYLES.get(release.style)
    if style and style.length == Length.FLASH:
        return ""
    return chart_svg(release.fair, release.language, has_sections=False)


def _add_chart(document: Document, release: Told) -> None:
    chart = _chart(release)
    if not chart:
        return
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = line.add_run().add_picture(io.BytesIO(chart_png(chart)), width=Cm(14))
    picture._inline.docPr.set("descr", chart_words(chart))  # the library has no other door
