"""What one takes away says what the release says: PDF, DOCX, XLSX and the chart, read back."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import docx
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from builders import a_claim
from kirmash.bulletin.actions import count_figures, write_releases
from kirmash.bulletin.exports.documents import as_docx, as_pdf
from kirmash.bulletin.exports.release import cited, letter_of, spans_of
from kirmash.bulletin.exports.tables import figures_csv, figures_xlsx
from kirmash.bulletin.models import Release
from kirmash.exhibition.exports.chart import chart_png, chart_svg, chart_words
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = ("de", "en", "ru", "be")


def squeezed(text: str) -> str:
    """Return the text without what line ends, hyphenation and note numbers do to it."""
    return re.sub(r"[\s\u00ad\u200b\-–—0-9,]", "", text)


@pytest.fixture
def releases(founding: Fair) -> dict[str, Release]:
    return {release.style: release for release in write_releases(fair=founding)}


@pytest.mark.parametrize("style", LANGUAGES)
def test_the_pdf_says_every_sentence_and_every_note(style: str, releases: dict[str, Release]) -> None:
    content = as_pdf(releases[style])

    pdf = PdfReader(io.BytesIO(content))
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    missing = [s.text for s in releases[style].sentences.all() if squeezed(s.text) not in text]
    assert missing == []
    assert pdf.metadata is not None
    root = pdf.root_object
    assert (pdf.metadata.title, str(root["/Lang"])) == (releases[style].headline, style)
    assert "/StructTreeRoot" in root, "a reader for the blind finds its way by the tags"
    assert as_pdf(releases[style]) == content, "the same release, the same bytes"


@pytest.mark.parametrize("style", LANGUAGES)
def test_the_docx_says_every_sentence_in_its_paragraph(style: str, releases: dict[str, Release]) -> None:
    content = as_docx(releases[style])

    document = docx.Document(io.BytesIO(content))

    plain = [
        "".join(run.text for run in paragraph.runs if not run.font.superscript) for paragraph in document.paragraphs
    ]
    assert plain[0] == releases[style].headline
    missing = [s.text for s in releases[style].sentences.all() if not any(s.text in line for line in plain)]
    assert missing == []
    assert len(document.inline_shapes) == 1
    assert document.core_properties.language == style
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "no clock in it"


def test_hostile_text_stays_text_in_every_document(founding: Fair) -> None:
    hostile = '=HYPERLINK("http://evil.example") #eval("1") <w:t> & ${x} *bold* [link](x)'
    founding.names = dict.fromkeys(LANGUAGES, hostile)
    founding.save()
    a_claim("hostile", "1", subject=f"fair:{founding.key}", definition=hostile, quotation="@SUM(A1)")
    release = write_releases(fair=founding, styles=["en"])[0]

    pdf = PdfReader(io.BytesIO(as_pdf(release)))
    document = docx.Document(io.BytesIO(as_docx(release)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(figures_xlsx(founding, "en")))

    assert squeezed(hostile) in squeezed("".join(page.extract_text() for page in pdf.pages))
    assert any(hostile in paragraph.text for paragraph in document.paragraphs)
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert (hostile in cells, "@SUM(A1)" in cells) == (True, True)


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Zahlen"), ("en", "Figures"), ("ru", "Показатели"), ("be", "Паказчыкі")]
)
def test_the_workbook_has_every_figure_as_a_number_in_the_reader_s_language(
    language: str, title: str, founding: Fair
) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(figures_xlsx(founding, language)))

    sheet = book.get_sheet_by_name(title).to_python()
    keys = [line.rpartition(",")[2] for line in figures_csv(founding).splitlines()[1:]]
    assert [row[14] for row in sheet[1:]] == keys
    values = {str(row[14]): row[4] for row in sheet[1:]}
    assert (values["exhibitors-510"], values["gross-area"]) == (510.0, 20000.0)
    assert len(book.sheet_names) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_is_a_picture_that_explains_itself(language: str, founding: Fair) -> None:
    svg = chart_svg(founding, language)

    root = ET.fromstring(svg)  # noqa: S314  # our own
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    widths = [int(node.get("width", "0")) for node in root.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert [any(number in text for text in texts) for number in ("290", "190", "30")] == [True] * 3
    assert [width / widths[0] for width in widths] == pytest.approx([1, 190 / 290, 30 / 290], abs=0.005)
    assert "290" in chart_words(svg)
    assert chart_png(svg).startswith(b"\x89PNG")


def test_the_chart_has_sections_once_exhibitors_are_counted_and_says_that_a_demo_is_invented(founding: Fair) -> None:
    (before,) = (chart_svg(founding, "en"),)
    Claim.objects.filter(key="exhibitors-by").update(is_demo=True)

    assert "Exhibitors by section" not in before
    assert "Demo: these companies are invented." in chart_svg(founding, "en")


def test_a_fair_without_figures_has_no_chart(founding: Fair) -> None:
    Claim.objects.filter(about__key="exhibitors").exclude(part="").update(part="")
    count_figures(fair=founding, counted_on=founding.reported_on)

    assert chart_svg(founding, "en") == ""


def test_notes_name_each_source_once_by_its_letter(releases: dict[str, Release]) -> None:
    notes, sources = cited(releases["en"])

    assert [letter for letter, _text in sources] == ["A", "B", "C", "D"]
    assert notes[2] == (3, "act: signed; as of 29 Sept 2025 [A]")
    assert sources[3][1].endswith("https://tass.ru/ekonomika/25222619")


def test_letters_and_spans_go_on() -> None:
    assert [letter_of(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert spans_of([9, 1, 2, 3, 7]) == "1–3, 7, 9"
