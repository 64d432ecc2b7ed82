"""The closing report, read back from its pages: the same numbers in every language, and none without a claim."""

import datetime
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from builders import a_claim, a_delegation, an_account, an_engagement
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signature import Signature
from kirmash.base.models import SiteRole
from kirmash.bulletin.actions import count_figures
from kirmash.bulletin.exports.charts import Group, Value, bars_svg, line_svg
from kirmash.bulletin.exports.closing.printed import closing_report, content_of
from kirmash.bulletin.queries.closing import closing_of
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.models import Engagement
from kirmash.record.models import Claim, Property, Resolution, Source

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = ("en", "de", "ru", "be")
DAY = datetime.date(2026, 11, 24)
GROUPED = re.compile(r"(?<=\d)[.,’\u00a0\u202f](?=\d{3}(?!\d))")
#: Chapters that speak of contradictions, and of other fairs.
AFAR = {"Where sources contradict each other", "Beside other editions"}
#: The signs that a report makes itself: definitions, sources, the frame of a page.
SIGNS = re.compile(r"§\s*\d+|\[\d+\]")


@pytest.fixture
def counted(demo: Fair) -> Fair:
    count_figures(fair=demo, counted_on=DAY)
    return demo


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def numbers_of(content: bytes) -> Counter[str]:
    """Return every number of a report but those of its frame: contents, heads and feet of pages, signs of notes."""
    cover, _contents, *pages = pages_of(content)
    text = "\n".join([cover, *(re.sub(r"\b\d+ / \d+\b", "", page) for page in pages)])
    return Counter(re.findall(r"\d+", GROUPED.sub("", SIGNS.sub("", text))))


def stated(fair: Fair) -> set[str]:
    """Return every number that the record gives a report to print."""
    texts = [f"{c.value} {c.as_of} {c.definition} {c.about.definition} {c.about.labels}" for c in Claim.objects.all()]
    texts += [f"{s.title} {s.publisher} {s.url} {s.published_on}" for s in Source.objects.all()]
    texts += [f"{r.reasons} {r.decided_on}" for r in Resolution.objects.all()]
    texts += [f"{e.begins_at:%H %M %d %Y} {e.begins_at + datetime.timedelta(hours=3):%H}" for e in
              Engagement.objects.filter(is_public=True)]  # fmt: skip
    texts += [f"{e.ends_at + datetime.timedelta(hours=3):%H %M}" for e in Engagement.objects.filter(is_public=True)]
    texts += [f"{e.names}" for e in fair.compared.all()]
    texts += ["23"]  # of an unknown: which 23 regions
    found = {number for text in texts for number in re.findall(r"\d+", text)}
    return found | {str(int(number)) for number in found}


def test_the_same_numbers_stand_in_every_language_and_each_comes_from_the_record(counted: Fair) -> None:
    numbers = {language: numbers_of(closing_report(counted, language)) for language in LANGUAGES}

    differing = {
        language: (found - numbers["en"], numbers["en"] - found)
        for language, found in numbers.items()
        if found != numbers["en"]
    }
    assert differing == {}
    assert set(numbers["en"]) - stated(counted) == set()
    assert {"510", "520", "14000", "20000", "265", "463", "446"} <= set(numbers["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_a_tagged_book_of_twelve_to_twenty_pages(language: str, counted: Fair) -> None:
    content = closing_report(counted, language)

    pdf = PdfReader(io.BytesIO(content))
    root = pdf.root_object
    chapters = len(content_of(closing_of(counted), language)["chapters"])
    assert (str(root["/Lang"]), "/StructTreeRoot" in root) == (language, True)
    assert 12 <= len(pdf.pages) <= 20
    assert len([one for one in pdf.outline if not isinstance(one, list)]) == chapters + 1
    assert {page.mediabox.width for page in pdf.pages} == {pdf.pages[0].mediabox.width}
    assert closing_report(counted, language) == content, "the same record, the same bytes"


def test_every_picture_says_in_words_what_it_shows(counted: Fair) -> None:
    pdf = PdfReader(io.BytesIO(closing_report(counted, "en")))

    things = [pdf.get_object(number) for number in range(1, int(str(pdf.trailer["/Size"])))]
    tags = [thing for thing in things if isinstance(thing, DictionaryObject)]
    said = [str(tag["/Alt"]) for tag in tags if tag.get("/S") == "/Figure"]
    assert [any(words in alt for alt in said) for words in ("more than 290", "463", "520 TASS")] == [True] * 3
    assert all(said)


def test_every_page_with_an_invented_thing_says_so_and_no_other_does(counted: Fair) -> None:
    _cover, _contents, *pages = pages_of(closing_report(counted, "en"))

    notice = "Demonstration: what is marked with"
    marked = [page for page in pages if "◇" in page.replace(notice + " ◇", "")]
    assert [page.count(notice) for page in marked] == [1] * len(marked)
    assert [page for page in pages if page not in marked and notice in page] == []
    assert len(marked) >= 3


def test_without_anything_invented_no_page_speaks_of_it(founding: Fair) -> None:
    text = "".join(pages_of(closing_report(founding, "en")))

    assert "invented for" not in text
    assert "Demonstration" not in text


def test_the_contradiction_of_510_and_520_stands_with_both_sources_and_the_decision(counted: Fair) -> None:
    (page,) = [page for page in pages_of(closing_report(counted, "en")) if "each holds at its own date" in page]

    flat = " ".join(page.split())
    assert re.search(r"more than 510 29 Sept 2025 BelTA \[\d+\] holds", flat)
    assert re.search(r"520 1 Oct 2025 TASS \[\d+\] holds", flat)
    assert re.search(r"more than 500 – Vestnik Lesnoy \[\d+\](?! holds)", flat)
    assert "510 is the figure of the opening day" in flat


def test_an_open_contradiction_is_printed_as_open_and_its_figure_nowhere_else(founding: Fair) -> None:
    area = Property.objects.get(key="gross-area")
    a_claim("other-area", "25000", subject=f"fair:{founding.key}", about=area)

    content = content_of(closing_of(founding), "en")

    chapters = {chapter["title"]: chapter for chapter in content["chapters"]}
    conflict = next(b for b in chapters["Where sources contradict each other"]["blocks"] if b["title"] == "gross area")
    others = str([chapter for title, chapter in chapters.items() if title not in AFAR])
    assert (conflict["is_open"], conflict["verdict"]) == (True, "open")
    assert ("25,000" in others, "20,000" in others) == (False, False)


def test_signed_is_what_every_party_signed_and_an_announcement_is_listed_apart(founding: Fair) -> None:
    count_figures(fair=founding, counted_on=DAY)
    before = closing_of(founding).own("documents-with-signatures")
    Signature.objects.filter(party__position=2).delete()

    count_figures(fair=founding, counted_on=DAY + datetime.timedelta(days=1))
    after = closing_of(founding)

    assert [claim.value for claim in before] == ["1"]
    assert [claim.value for claim in after.own("documents-with-signatures")] == ["0"]
    assert [one.instrument.key for one in after.documents if one.has_all_signatures] == []


def test_a_document_without_parties_is_not_signed(founding: Fair) -> None:
    Instrument.objects.create(key="nobodys", kind="memorandum", fair=founding)
    whole = Instrument.objects.create(key="oral", kind="oral-understanding", fair=founding)
    Party.objects.create(instrument=whole, position=1, place=founding.place)

    closing = closing_of(founding)

    assert [one.instrument.key for one in closing.documents if one.has_all_signatures] == ["gomel-yekaterinburg-2025"]


def test_goods_of_the_talks_stand_as_talks_with_no_direction(founding: Fair) -> None:
    content = content_of(closing_of(founding), "en")

    (chapter,) = [one for one in content["chapters"] if one["title"] == "Directions of trade, as said"]
    rows = chapter["blocks"][0]["rows"]
    assert [row["cells"][:3] for row in rows][:2] == [
        ["food products", "talks", "direction not stated"],
        ["meat products", "talks", "direction not stated"],
    ]


def test_what_is_confidential_of_delegations_stays_out(founding: Fair) -> None:
    delegation = a_delegation("quiet", fair=founding, rank=1)
    an_engagement(delegation, "10:00", "11:00", titles={"en": "Secret talks"}, note="Secret note")
    an_engagement(delegation, "12:00", "13:00", titles={"en": "Open talks"}, note="Hidden note", is_public=True,
                  interpreters=["zz-hidden"])  # fmt: skip

    content = str(content_of(closing_of(founding), "en"))

    said = {word: word in content for word in ("Open talks", "Secret talks", "Secret note", "Hidden note", "zz-hidden")}
    assert said == {"Open talks": True, "Secret talks": False, "Secret note": False, "Hidden note": False,
                    "zz-hidden": False}  # fmt: skip


def test_hostile_text_stays_text_on_the_page(founding: Fair) -> None:
    hostile = '#eval("1") *bold* </text><script>x</script> & ]'
    Property.objects.filter(key="visitors").update(labels=dict.fromkeys(LANGUAGES, hostile))

    text = "".join(pages_of(closing_report(founding, "en")))

    assert re.sub(r"\s|-", "", hostile) in re.sub(r"\s|-", "", text)


def test_a_later_count_takes_the_place_of_an_earlier_one(founding: Fair) -> None:
    count_figures(fair=founding, counted_on=DAY)
    founding.sections.first().delete()  # type: ignore[union-attr]  # the founding fair has six
    count_figures(fair=founding, counted_on=DAY + datetime.timedelta(days=1))

    found = closing_of(founding)

    assert [claim.value for claim in found.own("sections-recorded")] == ["5"]
    assert found.day == DAY + datetime.timedelta(days=1)


def test_bars_keep_their_proportions_and_end_as_their_number_does() -> None:
    svg = bars_svg([
        Group(label="a", values=[Value(number=200, comparator="exactly", text="200")]),  # type: ignore[arg-type]
        Group(label="b", values=[Value(number=100, comparator="more_than", text="more than 100")]),  # type: ignore[arg-type]
        Group(label="c", values=[Value(number=50, comparator="forecast", text="forecast 50")]),  # type: ignore[arg-type]
    ])  # fmt: skip

    widths = [int(width) for width in re.findall(r'<rect x="0(?:\.75)?" y="\d+" width="(\d+)"', svg)]
    assert [width / widths[0] for width in widths] == pytest.approx([1, 0.5, 0.25], abs=0.005)
    assert (svg.count("url(#open1)"), svg.count("stroke-dasharray")) == (1, 1)


def test_a_line_of_one_number_and_of_equal_numbers_can_be_drawn() -> None:
    value = Value(number=7, comparator="about", text="about 7")  # type: ignore[arg-type]  # a whole number

    assert line_svg([value, value]).count("<circle") == 2


@pytest.mark.parametrize(("role", "status"), [(SiteRole.PRESS, 200), (SiteRole.AUDITOR, 200), (SiteRole.BUYER, 403)])
def test_the_report_is_given_to_those_with_the_right(role: SiteRole, status: int, founding: Fair) -> None:
    client = Client()
    client.force_login(an_account("somebody@kirmash.example", role, has_password=False))

    page = client.get(f"/fairs/{founding.key}/closing-report/")
    file = client.get(f"/fairs/{founding.key}/closing-report/ru.pdf")

    assert (page.status_code, file.status_code) == (status, status)
    assert file.content.startswith(b"%PDF") == (status == 200)


def test_an_outsider_is_sent_to_the_sign_in(founding: Fair, dana: Client) -> None:
    answers = [dana.get(f"/fairs/{founding.key}/closing-report/{name}") for name in ("", "en.pdf")]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_language_that_is_not_there_is_no_report(founding: Fair, chen: Client) -> None:
    assert chen.get(f"/fairs/{founding.key}/closing-report/fr.pdf").status_code == 404


def test_the_command_writes_the_report_and_says_what_is_there(founding: Fair, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"

    call_command("closing_report", fair=founding.key, lang="be", out=out)

    assert out.read_bytes() == closing_report(founding, "be")
    with pytest.raises(CommandError, match="here are: innoprom-belarus-2025"):
        call_command("closing_report", fair="none", lang="be", out=out)
