"""Drafts in further languages: they say what the others say, invent no name, and are marked as drafts everywhere."""

import datetime
import io
import re
import tomllib

import docx
import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from kirmash.agreements.models.instrument import Act
from kirmash.base.errors import Refused
from kirmash.bulletin.actions import VOICES, mark_edited, refuse_differences, write_releases
from kirmash.bulletin.check.compare import differences
from kirmash.bulletin.check.lexicon import FOLDER as LEXICONS
from kirmash.bulletin.check.lexicon import lexicon_of
from kirmash.bulletin.check.reading import Reader
from kirmash.bulletin.exports.card import card_png
from kirmash.bulletin.exports.documents import as_docx, as_pdf
from kirmash.bulletin.exports.release import as_html, as_markdown
from kirmash.bulletin.models import Release
from kirmash.bulletin.queries import story_of
from kirmash.bulletin.queries.drafts import entities_in_drafts
from kirmash.bulletin.wording.draft import FOLDER, spoken_last, table_of
from kirmash.bulletin.wording.ru import ACTS, KINDS
from kirmash.bulletin.wording.style import DRAFTS, MAIN, STYLES
from kirmash.bulletin.wording.voice import tell
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Comparator
from kirmash.registry.models.place import Place, PlaceName
from letting import let_out

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime.datetime(2025, 10, 1, 15, 30, 12, tzinfo=datetime.UTC)


@pytest.fixture
def drafts(founding: Fair) -> dict[str, Release]:
    return {one.style: one for one in write_releases(fair=founding, styles=(*MAIN, *DRAFTS)) if one.style in DRAFTS}


def texts_of(fair: Fair, styles: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for style in styles:
        headline, dateline, told = tell(story_of(fair, STYLES[style]), VOICES[STYLES[style].language](STYLES[style]))
        found[style] = [f"{headline}. {dateline}", *(draft.text for draft in told)]
    return found


@pytest.mark.parametrize("style", DRAFTS)
def test_a_draft_says_what_the_four_languages_say(style: str, founding: Fair) -> None:
    texts = texts_of(founding, (*MAIN, style))

    assert differences(texts, entities_in_drafts(founding), is_ordered=False) == []


@pytest.mark.parametrize("style", DRAFTS)
@pytest.mark.parametrize(
    ("said", "slip"), [("510", "501"), ("290", "280"), ("520", "530"), ("20 000", "2 000"), ("23", "32")]
)
def test_a_slip_in_a_number_stops_a_draft(style: str, said: str, slip: str, founding: Fair) -> None:
    texts = texts_of(founding, (*MAIN, style))
    if style == "zh":
        said, slip = said.replace(" ", ","), slip.replace(" ", ",")
    wrong = [re.sub(said.replace(" ", "[\u00a0 ]"), slip, text) for text in texts[style]]

    with pytest.raises(Refused, match=f"{style} "):
        refuse_differences({**texts, style: wrong}, entities_in_drafts(founding), is_ordered=False)


@pytest.mark.parametrize(
    ("style", "said", "slip"),
    [
        ("pl", "ponad 510", "510"), ("kk", "510-нан астам", "510"), ("ky", "510дон ашык", "510"),
        ("uz", "510 dan ortiq", "510"), ("zh", "超过510", "510"), ("pl", "podpisały", "parafowały"),
        ("kk", "қол қойды", "парафтады"), ("ky", "кол койду", "парафтады"), ("uz", "imzoladi", "parafladi"),
        ("zh", "签署友", "草签友"), ("pl", "miejskiego komitetu", "obwodowego komitetu"),
        ("kk", "қалалық атқару", "облыстық атқару"), ("zh", "市执行委员会", "州执行委员会"),
    ],
)  # fmt: skip
def test_a_lost_comparator_another_act_and_another_office_stop_a_draft(
    style: str, said: str, slip: str, founding: Fair
) -> None:
    texts = texts_of(founding, (*MAIN, style))
    wrong = [text.replace("\u00a0", " ").replace(said, slip) for text in texts[style]]
    assert wrong != [text.replace("\u00a0", " ") for text in texts[style]]

    found = differences({**texts, style: wrong}, entities_in_drafts(founding), is_ordered=False)

    assert {difference.style for difference in found} == {style}


@pytest.mark.parametrize("style", DRAFTS)
def test_every_kind_act_and_comparator_has_a_word_and_the_reader_knows_it(style: str) -> None:
    table, reader = table_of(style), Reader(style, [])

    kinds = {kind: reader.read(forms[0]).get("kind") for kind, forms in table["kinds"].items()}
    acts = {act: reader.read(forms[0]).get("act") for act, forms in table["acts"].items()}
    numbers = {
        one: reader.read(text.format(number="510", suffix=table.get("suffixes", {}).get("10", "")) + " x")["number"]
        for one, text in table["comparators"].items()
    }
    assert kinds == {kind: (kind,) for kind in KINDS}
    assert acts == {act: (act,) for act in ACTS}
    assert numbers == {one: (f"{one} 510" if one != Comparator.EXACTLY else "510",) for one in Comparator.values}


def test_every_draft_language_has_a_table_a_lexicon_and_a_style() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(DRAFTS)
    assert {path.stem for path in LEXICONS.glob("*.toml")} == {*DRAFTS, *MAIN}
    notions = {style: [word for word, _pattern in lexicon_of(style).notions] for style in (*MAIN, *DRAFTS)}
    assert {style: words for style, words in notions.items() if words != notions["de"]} == {}
    phrases = {style: sorted(table_of(style)["phrases"]) for style in DRAFTS}
    assert {style for style in DRAFTS if phrases[style] != phrases["pl"]} == set()
    terms = {style: len(table_of(style)["terms"]) for style in DRAFTS}
    assert len(set(terms.values())) == 1


def test_names_are_known_forms_or_those_of_the_nearest_language_and_never_spelled_anew(
    founding: Fair, drafts: dict[str, Release]
) -> None:
    leads = {style: drafts[style].sentences.all()[0].text for style in DRAFTS}
    people = {style: drafts[style].sentences.all()[1].text for style in DRAFTS}

    assert {style: [name in leads[style] for name in names] for style, names in {
        "pl": ("Homel", "Jekaterynburg", "Mińsk"), "zh": ("戈梅利", "叶卡捷琳堡", "明斯克"),
        "kk": ("Гомель", "Екатеринбург", "Минск"), "ky": ("Гомель", "Екатеринбург", "Минск"),
        "uz": ("Gomel", "Yekaterinburg", "Minsk"),
    }.items()} == dict.fromkeys(("pl", "zh", "kk", "ky", "uz"), [True] * 3)  # fmt: skip
    assert {style: ("Владимир Привалов" in text, "Vladimir Privalov" in text) for style, text in people.items()} == {
        "pl": (False, True), "uz": (False, True), "zh": (False, True), "kk": (True, False), "ky": (True, False),
    }  # fmt: skip


def test_a_form_on_record_goes_before_every_other(founding: Fair) -> None:
    PlaceName.objects.create(place=Place.objects.get(key="minsk"), language="uz", text="Minsk shahri-test")

    (draft,) = write_releases(fair=founding, styles=["uz"])

    assert "Minsk shahri-test" in draft.sentences.all()[0].text


def test_an_office_that_the_tables_do_not_know_stands_as_the_record_names_it(founding: Fair) -> None:
    story = story_of(founding, STYLES["pl"])
    signatory = story.signatories[0]
    unknown = type(signatory)(
        city=signatory.city, name=signatory.name, gender=signatory.gender, title="Chairman of something else",
        claims=signatory.claims, role="chair", body_kind="", body_place="",
    )  # fmt: skip

    said = VOICES["pl"](STYLES["pl"]).signatories(story, [unknown])

    assert "Chairman of something else" in said


@pytest.mark.parametrize("style", DRAFTS)
def test_every_file_of_a_draft_says_that_it_is_one_in_both_languages(style: str, drafts: dict[str, Release]) -> None:
    own = table_of(style)["draft"]

    with override("en"):
        markdown, page = as_markdown(drafts[style]), as_html(drafts[style])
        document = docx.Document(io.BytesIO(as_docx(drafts[style])))
        pdf = "" if style == "zh" else PdfReader(io.BytesIO(as_pdf(drafts[style]))).pages[0].extract_text()

    lines = "\n".join(paragraph.text for paragraph in document.paragraphs)
    told = [markdown, page, lines, *([" ".join(pdf.split())] if pdf else [])]
    assert [(own in text, "Draft for a native editor" in text) for text in told] == [(True, True)] * len(told)


@pytest.mark.parametrize("style", ["pl", "kk", "ky", "uz"])
def test_a_pdf_of_a_draft_has_every_letter(style: str, drafts: dict[str, Release]) -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(drafts[style]))).pages)

    squeezed = re.sub(r"[\s\u00ad\u200b\-–—0-9,]", "", text)
    sentences = [re.sub(r"[\s\u00ad\u200b\-–—0-9,]", "", one.text) for one in drafts[style].sentences.all()]
    assert [sentence for sentence in sentences if sentence not in squeezed] == []


def test_an_edited_draft_bears_no_mark_and_can_be_published(drafts: dict[str, Release], dana: Client) -> None:
    release = let_out(mark_edited(release=drafts["zh"], edited_at=NOW))

    answers = {
        kind: dana.get(f"/en/press/{release.fair.key}/zh/release.{kind}").status_code for kind in ("pdf", "docx", "md")
    }
    page = dana.get(f"/en/press/{release.fair.key}/zh/").content.decode()

    assert answers == {"pdf": 404, "docx": 200, "md": 200}
    assert "Draft for a native editor" not in as_markdown(release)
    assert release.headline in page
    assert card_png(release).startswith(b"\x89PNG")
    assert dana.get("/press/feed.zh.json").json()["language"] == "zh"


def test_the_page_of_a_draft_says_so_and_offers_what_may_be_done(drafts: dict[str, Release], chen: Client) -> None:
    key = drafts["kk"].fair.key

    before = chen.get(f"/fairs/{key}/bulletins/kk/").content.decode()
    refused = chen.get(f"/fairs/{key}/bulletins/kk/way-out/").content.decode()
    chen.post(f"/fairs/{key}/bulletins/kk/edited/")
    after = chen.get(f"/fairs/{key}/bulletins/kk/").content.decode()

    own = table_of("kk")["draft"]
    assert (own in before, "Draft for a native editor" in before, own in after) == (True, True, False)
    assert "it can be published when a native editor has gone over it" in refused
    assert ("/bulletins/kk/edited/" in before, "/bulletins/kk/edited/" in after) == (True, False)
    assert [f"/fairs/{key}/bulletins/{style}/" in after for style in DRAFTS] == [True] * len(DRAFTS)


def test_a_draft_written_again_waits_for_an_editor_again(drafts: dict[str, Release], founding: Fair) -> None:
    mark_edited(release=drafts["pl"], edited_at=NOW)

    (again,) = write_releases(fair=founding, styles=["pl"])

    assert again.is_draft


@pytest.mark.parametrize(
    ("digits", "last"),
    [("510", "10"), ("520", "20"), ("23", "3"), ("14000", "1000"), ("20 000", "1000"), ("700", "100"), ("0", "0"),
     ("3000000", "1000000"), ("11", "1"), ("100", "100"), ("1,1", "1")],
)  # fmt: skip
def test_the_last_spoken_word_of_a_number_gives_its_suffix(digits: str, last: str) -> None:
    assert spoken_last(digits) == last


def test_tables_name_every_act_that_a_release_can_be_about() -> None:
    said = {
        style: set(tomllib.loads((FOLDER / f"{style}.toml").read_text(encoding="utf-8"))["acts"]) for style in DRAFTS
    }

    assert {frozenset(acts) for acts in said.values()} == {
        frozenset({Act.NEGOTIATED, Act.ENDORSED, Act.INITIALLED, Act.SIGNED})
    }
