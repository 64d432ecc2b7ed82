"""Four languages are read back and compared: what one says and the others do not is found."""

import pytest

from kirmash.base.errors import Refused
from kirmash.bulletin.actions import VOICES, refuse_differences
from kirmash.bulletin.check.compare import differences
from kirmash.bulletin.check.reading import Entity, Reader
from kirmash.bulletin.queries import entities_of, story_of
from kirmash.bulletin.wording.style import DRAFTS, MAIN, STYLES, Length
from kirmash.bulletin.wording.voice import tell
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim

Texts = dict[str, list[str]]

#: A slip in one language: style, sentence (0 is headline and dateline), what is written, what stands there instead,
#: and the kind of mark that must give it away.
PLANTED = [
    ("de", 11, "510", "501", "number"),
    ("en", 11, "more than 510", "510", "number"),
    ("ru", 11, "более 290", "не менее 290", "number"),
    ("be", 11, "больш за 190", "каля 190", "number"),
    ("de", 9, "20.000", "2.000", "number"),
    ("en", 11, "from 23 regions", "from 32 regions", "number"),
    ("de", 11, "über 290 aus 23 Regionen Russlands, über 190 aus Belarus",
     "über 190 aus 23 Regionen Russlands, über 290 aus Belarus", "number"),
    ("ru", 1, "29 сентября", "28 сентября", "date"),
    ("be", 12, "1 кастрычніка", "1 верасня", "date"),
    ("en", 8, "to 1 October 2025", "to 1 October 2024", "date"),
    ("ru", 1, "подписали", "парафировали", "act"),
    ("de", 2, "unterzeichnete", "visierte", "act"),
    ("be", 0, "пагадненне аб пабрацімскіх адносінах", "пагадненне аб партнёрстве", "kind"),
    ("en", 1, "twinning agreement", "memorandum", "kind"),
    ("de", 2, "des Stadtexekutivkomitees Gomel", "des Gebietsexekutivkomitees Gomel", "organisation"),
    ("ru", 2, "глава города", "заместитель главы города", "notion deputy"),
    ("en", 2, "signed for Gomel, and Alexey Orlov, Head of the City of Yekaterinburg, for Yekaterinburg",
     "signed for Yekaterinburg, and Alexey Orlov, Head of the City of Yekaterinburg, for Gomel", "place"),
    ("be", 2, "Аляксей Арлоў", "Уладзімір Прывалаў", "person"),
    ("de", 7, "Erdölerzeugnisse, ", "", "trade-direction"),
    ("ru", 10, ", промышленные ИТ", "", "section"),
    ("en", 5, "education, culture", "culture, education", "topic"),
    ("be", 6, "правялі перамовы", "падпісалі пагадненне", "notion talks"),
    ("de", 7, "Richtungen des Handels", "Richtungen des Exports", "notion export"),
    ("en", 8, "; it was the first edition", "", "notion first"),
    ("ru", 9, "Площадь брутто", "Площадь нетто", "notion gross"),
    ("be", 9, ", у тым ліку вулічная пляцоўка для буйнагабарытнай тэхнікі", "", "space"),
    ("de", 0, "MINSK", "GOMEL", "place"),
    ("en", 12, "520 companies", "520 foreign companies", "notion foreign"),
    ("ru", 4, "должно стать", "не должно стать", "notion not"),
    ("be", 11, "Кыргызстана", "Таджыкістана", "place"),
]  # fmt: skip


TOLD: Texts = {}


@pytest.fixture
def texts(founding: Fair) -> Texts:
    """What every style says, told once."""
    if not TOLD:
        TOLD.update(tell_all(founding))
    return {style: list(sentences) for style, sentences in TOLD.items()}


def tell_all(founding: Fair) -> Texts:
    found = {}
    for style in (one for key, one in STYLES.items() if key not in DRAFTS and one.length == Length.STORY):
        headline, dateline, drafts = tell(story_of(founding, style), VOICES[style.language](style))
        found[style.key] = [
            text.replace("\xa0", " ") for text in (f"{headline}. {dateline}", *(d.text for d in drafts))
        ]
    return found


@pytest.fixture
def entities(founding: Fair) -> list[Entity]:
    return entities_of(founding)


@pytest.mark.django_db
def test_all_languages_and_all_outlets_say_the_same(texts: Texts, entities: list[Entity]) -> None:
    assert differences(texts, entities) == []


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("style", "place", "written", "instead", "kind"), PLANTED, ids=[row[3] or row[2] for row in PLANTED]
)
def test_a_planted_difference_is_found_and_its_place_is_named(  # noqa: PLR0917  # one row of the table
    style: str, place: int, written: str, instead: str, kind: str, texts: Texts, entities: list[Entity]
) -> None:
    four = {key: list(texts[key]) for key in MAIN}
    assert written in four[style][place]
    four[style][place] = four[style][place].replace(written, instead)

    found = differences(four, entities)

    assert {(difference.style, difference.place) for difference in found} == {(style, place)}
    assert kind in {difference.kind for difference in found}


@pytest.mark.django_db
def test_a_sentence_too_few_is_found(texts: Texts, entities: list[Entity]) -> None:
    (found,) = differences({key: texts[key][: 12 if key == "be" else 13] for key in MAIN}, entities)

    assert str(found) == "be 12 sentences: 12 ≠ 13"


@pytest.mark.django_db
def test_a_difference_stops_the_release_and_says_where(texts: Texts, entities: list[Entity]) -> None:
    texts["ru"][12] = texts["ru"][12].replace("520", "502")

    with pytest.raises(Refused) as refused:
        refuse_differences(texts, entities)

    assert str(refused.value) == ("No release was written: the languages do not say the same. ru 12 number: 502 ≠ 520")


@pytest.mark.django_db
def test_every_number_and_date_of_every_language_is_in_its_claims(founding: Fair, texts: Texts) -> None:
    known = {claim.value for claim in Claim.objects.all()} | {str(c.as_of) for c in Claim.objects.all()}
    known |= {str(founding.reported_on), "2", "6"}  # both sides; six sections, each with its own claim
    loose = []
    for style, sentences in texts.items():
        reader = Reader(style.split("-")[0], [])
        for sentence in sentences:
            marks = reader.read(sentence)
            said = [*marks.get("number", ()), *marks.get("date", ())]
            loose += [(style, word) for word in said if word.split()[-1] not in known]

    assert loose == []


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("de", "Über 1.250 Gäste kamen am 3. Mai 2026.", {"number": ("more_than 1250",), "date": ("2026-05-03",)}),
        ("de-CH", "Rund 20’000 Gäste.", {"number": ("about 20000",)}),
        ("en", "On May 3, 2026 at least 1,250 came.", {"number": ("at_least 1250",), "date": ("2026-05-03",)}),
        ("ru", "Не менее 1\xa0250 компаний 3 мая 2026 года.", {"number": ("at_least 1250",), "date": ("2026-05-03",)}),
        ("be", "Каля 30 кампаній 3 мая 2026 года.", {"number": ("about 30",), "date": ("2026-05-03",)}),
        ("en", "from 30 September to 1 October 2026", {"date": ("2026-09-30", "2026-10-01")}),
        ("ru", "31 февраля 2026 года", {"date": ("2026-2-31",)}),
        ("de", "", {}),
    ],
)  # fmt: skip
def test_numbers_and_dates_are_read_in_each_language(
    language: str, text: str, marks: dict[str, tuple[str, ...]]
) -> None:
    assert Reader(language.split("-", maxsplit=1)[0], []).read(text) == marks
