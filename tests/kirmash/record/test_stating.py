"""Stating a claim in three steps: what it is about, what is stated, what follows."""

from typing import Any

import pytest
from django.test import Client

from builders import a_claim, a_property, a_source
from kirmash.base.models import Change
from kirmash.bulletin.actions import write_releases
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Comparator, Source, Unknown
from kirmash.registry.models.place import Place, PlaceName

pytestmark = pytest.mark.django_db
FAIR = "fair:innoprom-belarus-2025"
WORDS = {
    "subject": FAIR, "property": "exhibitors", "part": "", "comparator": "exactly", "value": "530",
    "as_of": "2025-10-03", "definition": "", "counted_by": "organisers", "source_is": "stored",
    "source": "kommersant-twin", "language": "", "quotation": "", "note": "",
}  # fmt: skip


def ask(client: Client, step: str = "check", **words: str) -> Any:  # Any: the test client's answer
    return client.post("/new/claim/", {**WORDS, "step": step, **words})


def state(client: Client, **words: str) -> Any:  # Any: the test client's answer
    prospect = ask(client, **words).context["prospect"]
    return ask(client, "state", seen=prospect.seen, **words)


def errors(answer: Any) -> dict[str, list[str]]:  # Any: the test client's answer
    return {str(field): list(sentences) for field, sentences in answer.context["form"].errors.items()}


def a_place_called_gomel_too() -> None:
    place = Place.objects.create(key="gomel-too", kind="city")
    PlaceName.objects.create(place=place, language="en", text="Gomel")


def test_a_form_for_the_matter_comes_first(chen: Client, founding: Fair) -> None:
    html = chen.get("/new/claim/").content.decode()

    assert '<option value="INNOPROM. Belarus [fair:innoprom-belarus-2025]">' in html
    assert "companies taking part with a stand; the sources do not say which counting rule" in html


@pytest.mark.parametrize("subject", [FAIR, "INNOPROM. Belarus [fair:innoprom-belarus-2025]", "innoprom. belarus"])
def test_the_subject_is_named_by_its_word_its_name_or_both(subject: str, chen: Client, founding: Fair) -> None:
    answer = chen.get("/new/claim/", {"subject": subject, "property": "exhibitors"})

    assert answer.context["form"].subject == FAIR


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"subject": "Atlantis", "property": "exhibitors"}, "subject"),
        ({"subject": "Gomel", "property": "exhibitors"}, "subject"),
        ({"subject": FAIR, "property": ""}, "property"),
        ({"subject": FAIR, "property": "resolution"}, "property"),
    ],
)
def test_a_matter_that_is_not_clear_is_asked_again(
    words: dict[str, str], field: str, chen: Client, founding: Fair
) -> None:
    a_place_called_gomel_too()

    answer = chen.get("/new/claim/", words)

    assert list(errors(answer)) == [field]


def test_what_follows_is_said_before_anything_is_written(chen: Client, founding: Fair) -> None:
    before = (Claim.objects.count(), Change.objects.count())

    html = ask(chen, property="gross-area", value="25000").content.decode()

    assert "25,000 m²" in html
    assert "It contradicts what stands already." in html
    assert "more than 20,000 m²" in html
    assert (Claim.objects.count(), Change.objects.count()) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"property": "visitors", "part": "place:russia"}, "It will hold: nothing else stands about this."),
        ({"property": "gross-area", "value": "20000", "comparator": "more_than"}, "beside those that say the same"),
        ({"property": "visitors", "value": "9"}, "It contradicts what stands already."),
        ({"value": "530"}, "A decision stands on this, and the claim does not fit it"),
        ({"property": "venue-name", "value": "Minsk Arena"}, "several values of this property can hold together"),
    ],
)
def test_what_follows_depends_on_what_stands(
    words: dict[str, str], sentence: str, chen: Client, founding: Fair
) -> None:
    assert sentence in ask(chen, **words).content.decode()


def test_the_sentences_that_would_lose_their_ground_are_named(chen: Client, founding: Fair) -> None:
    write_releases(fair=founding, styles=["de"])

    html = ask(chen, property="gross-area", value="25000").content.decode()

    assert "These sentences will rest on nothing that holds" in html
    assert "Quadratmetern" in html


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"as_of": "2999-01-01"}, "It is made for a day to come"),
        ({"as_of": "2025-10-03"}, "It is made for a day after its source was published"),
    ],
)
def test_doubts_are_told_and_do_not_stand_in_the_way(
    words: dict[str, str], sentence: str, chen: Client, founding: Fair
) -> None:
    assert sentence in ask(chen, **words).content.decode()


def test_a_claim_that_is_confirmed_stands_in_the_record_with_a_readable_key(chen: Client, founding: Fair) -> None:
    answer = state(
        chen, value="1 530", comparator="more_than", language="ru", quotation="свыше 1530", note="Read twice."
    )

    claim = Claim.objects.get(key="innoprom-belarus-2025-exhibitors-1530")
    assert answer["Location"] == f"/claims/{claim.key}/"
    assert (claim.subject, claim.about.key, claim.comparator, claim.value, str(claim.as_of)) == (
        FAIR,
        "exhibitors",
        Comparator.MORE_THAN,
        "1530",
        "2025-10-03",
    )
    assert (claim.source.key, claim.counted_by, claim.language, claim.quotation, claim.note) == (
        "kommersant-twin",
        "organisers",
        "ru",
        "свыше 1530",
        "Read twice.",
    )
    change = Change.objects.order_by("-pk")[0]
    assert (change.verb, change.record, str(change.account)) == ("state", claim.key, "chen@kirmash.example")


def test_a_key_that_is_taken_gets_a_number(chen: Client, founding: Fair) -> None:
    state(chen)
    state(chen, source="belta-de")

    assert Claim.objects.filter(key="innoprom-belarus-2025-exhibitors-530-2").exists()


def test_a_new_source_is_stated_with_its_claim(chen: Client, founding: Fair) -> None:
    new = {
        "source_is": "new", "source": "", "source_kind": "press", "source_title": "Итоги", "source_publisher": "Звязда",
        "source_url": "https://www.zviazda.by/1", "source_language": "be", "source_published_on": "2025-10-05",
    }  # fmt: skip

    state(chen, **new)

    source = Source.objects.get(url="https://www.zviazda.by/1")
    assert (source.key, source.title, source.publisher, source.language) == (
        "zviazda-by-2025-10-05",
        "Итоги",
        "Звязда",
        "be",
    )
    assert Claim.objects.get(source=source).value == "530"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"value": "about 500"}, "value"),
        ({"value": "1,000"}, "value"),
        ({"value": ""}, "value"),
        ({"property": "fair-dates-begin", "value": "29.09.2025"}, "value"),
        ({"property": "fair-place", "value": "Atlantis"}, "value"),
        ({"subject": "instrument:gomel-yekaterinburg-2025", "property": "act", "value": "painted"}, "value"),
        ({"property": "plenary-title", "value": "A title", "comparator": "more_than"}, "comparator"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"part": "Atlantis"}, "part"),
        ({"source": ""}, "source"),
        ({"source": "nobody"}, "source"),
        ({"source_is": "new"}, "source_kind"),
        ({"source_is": "new", "source_kind": "press"}, "source_title"),
        ({"source_is": "new", "source_kind": "editor", "source_title": "x"}, "source_kind"),
        (
            {
                "source_is": "new", "source_kind": "press", "source_title": "Again",
                "source_url": "https://www.kommersant.ru/doc/8078406",
            },
            "source_url",
        ),
        ({"quotation": "verbatim"}, "language"),
        ({"language": "German"}, "language"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_said_at_its_field(
    words: dict[str, str], field: str, chen: Client, founding: Fair
) -> None:
    before = Claim.objects.count()

    answer = ask(chen, "state", **words)

    assert next(iter(errors(answer))) == field
    assert f'href="#id_{field}"' in answer.content.decode()
    assert Claim.objects.count() == before


def test_a_part_of_several_places_is_one_reference(chen: Client, founding: Fair) -> None:
    state(chen, part="Kazakhstan [place:kazakhstan] + place:uzbekistan")

    assert Claim.objects.order_by("-pk")[0].part == "place:kazakhstan+place:uzbekistan"


def test_the_same_source_is_not_made_to_say_the_same_twice(chen: Client, founding: Fair) -> None:
    state(chen)

    answer = ask(chen)

    assert errors(answer) == {
        "__all__": ["This source already states the same for that day: innoprom-belarus-2025-exhibitors-530."]
    }


def test_a_rival_that_came_in_meanwhile_is_shown_before_anything_is_written(chen: Client, founding: Fair) -> None:
    seen = ask(chen).context["prospect"].seen
    a_claim("meanwhile", "777", subject=FAIR, about=a_property("exhibitors"))

    answer = ask(chen, "state", seen=seen)

    assert "Meanwhile the record has changed." in answer.content.decode()
    assert not Claim.objects.filter(value="530").exists()


def test_going_back_keeps_what_was_written(chen: Client, founding: Fair) -> None:
    html = ask(chen, "change", note="Half written").content.decode()

    assert ("Half written" in html, 'value="530"' in html) == (True, True)


def test_a_similar_claim_begins_with_what_the_other_says(chen: Client, founding: Fair) -> None:
    answer = chen.get("/new/claim/", {"like": "exhibitors-510"})

    initial = answer.context["form"].initial
    assert (initial["value"], initial["comparator"], initial["source"]) == ("510", "more_than", "belta-de")


def test_a_claim_about_an_unknown_answers_it(chen: Client, founding: Fair) -> None:
    Unknown.objects.create(key="visits", subject=FAIR, matter="visitors", noted_on="2026-01-01")
    begun = chen.get("/new/claim/", {"unknown": "visits"}).context["form"]

    state(chen, property="visitors", value="15000", unknown="visits", answers="on")

    answer = Unknown.objects.get(key="visits").answered_by
    assert ((begun.subject, begun.about.key), answer and answer.value) == ((FAIR, "visitors"), "15000")


def test_a_claim_about_an_unknown_may_leave_it_open(chen: Client, founding: Fair) -> None:
    Unknown.objects.create(key="visits", subject=FAIR, matter="visitors", noted_on="2026-01-01")

    state(chen, property="visitors", value="15000", unknown="visits")

    assert Unknown.objects.get(key="visits").closed_on is None


def test_lines_of_a_text_end_as_the_folder_wants_them(chen: Client, founding: Fair) -> None:
    state(chen, note="first\r\nsecond\x07\tthird", counted_by="who\x07 ever")

    claim = Claim.objects.order_by("-pk")[0]
    assert (claim.note, claim.counted_by) == ("first\nsecond third", "who ever")


def test_the_definition_is_shown_in_the_reader_s_language(chen: Client, founding: Fair) -> None:
    chen.post("/language/", {"language": "de", "next": "/"})

    html = chen.get("/new/claim/", {"subject": FAIR, "property": "exhibitors"}).content.decode()

    assert "Unternehmen, die mit einem Stand teilnahmen" in html


def test_sources_that_the_product_makes_are_not_offered(chen: Client, founding: Fair) -> None:
    a_source("counted", kind="own-count")

    form = chen.get("/new/claim/", {"subject": FAIR, "property": "exhibitors"}).context["form"]

    assert {"counted", "kirmash-editors"} & set(form.sources) == set()
