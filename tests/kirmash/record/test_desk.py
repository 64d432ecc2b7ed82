"""Deciding, opening again, withdrawing and watching on the pages of an editor."""

from typing import Any

import pytest
from django.test import Client

from builders import DAY, a_claim, a_property, a_source
from kirmash.base.models import Change
from kirmash.bulletin.actions import write_releases
from kirmash.bulletin.queries import stale_sentences
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Comparator, Resolution, Unknown
from kirmash.record.queries import conflicts
from kirmash.record.queries.conflict import explain_together

pytestmark = pytest.mark.django_db
FAIR = "fair:innoprom-belarus-2025"
OPEN = "/conflicts/edition:innoprom-2021/countries/whole/"
DECIDED = f"/conflicts/{FAIR}/exhibitors/whole/"


def keys_of(address: str) -> list[str]:
    subject = address.split("/")[2]
    (found,) = [c for c in conflicts([subject]) if c.about.key == address.split("/")[3]]
    return [claim.key for claim in found.claims]


def decide(client: Client, **words: object) -> Any:  # Any: the test client's answer
    data = {"verdict": "one", "upheld": keys_of(OPEN)[:1], "reason": "Two sources.", "decided_by": "The desk"}
    return client.post(f"{OPEN}decide/", {**data, **words})


def test_open_conflicts_come_first_with_their_number(bruno: Client, founding: Fair) -> None:
    answer = bruno.get("/conflicts/")

    assert (len(answer.context["open"]), len(answer.context["decided"])) == (3, 5)
    html = answer.content.decode()
    assert html.index("countries taking part") < html.index("kind of agreement")


def test_conflicts_can_be_kept_to_one_subject(bruno: Client, founding: Fair) -> None:
    answer = bruno.get("/conflicts/", {"subject": FAIR})

    assert (len(answer.context["open"]), len(answer.context["decided"])) == (0, 2)


def test_a_conflict_shows_its_sides_with_their_sources(bruno: Client, founding: Fair) -> None:
    Claim.objects.filter(key="exhibitors-510").update(quotation="über 510 Unternehmen")

    html = bruno.get(DECIDED).content.decode()

    assert '<blockquote class="quotation" lang="de"><p>über 510 Unternehmen</p>' in html
    assert "Yes: 520 satisfies all of them as worded." in html
    assert "https://tass.ru/ekonomika/25222619" in html
    assert "510 is the figure of the opening day" in html


def test_a_part_has_an_address_of_its_own(bruno: Client, founding: Fair) -> None:
    address = "/conflicts/instrument:gomel-yekaterinburg-2025/signatory-body/person:privalov/"

    html = bruno.get(address).content.decode()

    assert "body of the signatory: Vladimir Privalov" in html


@pytest.mark.parametrize(
    "address",
    [
        "/conflicts/fair:none/exhibitors/whole/",
        f"/conflicts/{FAIR}/nothing/whole/", f"/conflicts/{FAIR}/section/whole/",
        f"/figures/{FAIR}/nothing/whole/", f"/figures/{FAIR}/exhibitors/place:mars/", "/unknown/nothing/",
        f"{OPEN}reopen/", "/new/claim/?like=none", "/new/claim/?unknown=none",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address: str, chen: Client, founding: Fair) -> None:
    assert chen.get(address).status_code == 404


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ([("more_than", "500"), ("exactly", "520")], "Yes: 520 satisfies all of them as worded."),
        ([("more_than", "520"), ("exactly", "520")], "No: 520 is not “more than 520”."),
        ([("exactly", "510"), ("exactly", "520")], "No: 510 and 520 are both stated as exact."),
        (
            [("more_than", "500"), ("at_least", "510")],
            "Yes: any number that is “at least 510” satisfies all of them as worded.",
        ),
        ([("about", "500"), ("forecast", "510")], "Yes: “about” and forecasts bind no number."),
        ([("exactly", "signed"), ("exactly", "initialled")], "No: only one of these can be right."),
    ],
)
def test_whether_all_can_be_true_is_said_in_words(claims: list[tuple[Comparator, str]], sentence: str) -> None:
    made = [a_claim(f"c{i}", value, comparator=comparator) for i, (comparator, value) in enumerate(claims)]

    assert explain_together(made) == sentence


def test_an_editor_decides_with_a_reason_in_several_languages(chen: Client, founding: Fair) -> None:
    answer = decide(chen, reason_de="Zwei Quellen.")

    resolution = Resolution.objects.get(subject="edition:innoprom-2021")
    assert answer["Location"] == OPEN
    assert (resolution.verdict, resolution.reason, resolution.reasons, resolution.decided_by) == (
        "one",
        "Two sources.",
        {"de": "Zwei Quellen."},
        "The desk",
    )
    assert [claim.key for claim in resolution.upheld.all()] == keys_of(OPEN)[:1]
    assert str(Change.objects.order_by("-pk")[0].account) == "chen@kirmash.example"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"verdict": ""}, "verdict"),
        ({"upheld": []}, "upheld"),
        ({"verdict": "side-by-side"}, "upheld"),
        ({"verdict": "none"}, "upheld"),
        ({"upheld": ["exhibitors-510"]}, "upheld"),
        ({"decided_by": ""}, "decided_by"),
    ],
)
def test_a_decision_that_lacks_something_is_asked_again(
    words: dict[str, object], field: str, chen: Client, founding: Fair
) -> None:
    answer = decide(chen, **words)

    assert list(answer.context["form"].errors) == [field]
    assert not Resolution.objects.filter(subject="edition:innoprom-2021").exists()


def test_the_desk_remembers_in_whose_name_it_signs(chen: Client, founding: Fair) -> None:
    decide(chen)

    html = chen.get("/claims/exhibitors-510/withdraw/").content.decode()

    assert 'name="done_by" value="The desk"' in html


def test_a_single_claim_can_be_decided_against(chen: Client, founding: Fair) -> None:
    address = f"/conflicts/{FAIR}/visitors/whole/"

    chen.post(f"{address}decide/", {"verdict": "none", "reason": "No rule is named.", "decided_by": "Chen"})

    assert "decided against" in chen.get("/claims/visitors-14000/").content.decode()


def test_a_decided_conflict_is_opened_again_and_decided_anew(chen: Client, founding: Fair) -> None:
    chen.post(f"{DECIDED}reopen/", {"reason": "A third source.", "done_by": "Chen"})
    words = {"verdict": "one", "upheld": ["exhibitors-520"], "reason": "The final figure.", "decided_by": "Chen"}
    chen.post(f"{DECIDED}decide/", words)

    html = chen.get(DECIDED).content.decode()

    assert [sentence in html for sentence in ("The final figure.", "Earlier decisions", "A third source.")] == [
        True
    ] * 3
    assert "Opened again by Chen on" in html


def test_opening_again_needs_a_reason(chen: Client, founding: Fair) -> None:
    answer = chen.post(f"{DECIDED}reopen/", {"reason": "", "done_by": "Chen"})

    assert list(answer.context["form"].errors) == ["reason"]
    assert not Resolution.objects.filter(is_withdrawn=True).exists()


def test_withdrawing_shows_first_what_rests_on_the_claim(chen: Client, founding: Fair) -> None:
    write_releases(fair=founding, styles=["de"])

    html = chen.get("/claims/exhibitors-510/withdraw/").content.decode()

    assert "A decision upholds it. Its conflict opens again:" in html
    assert "nahmen über 510 Unternehmen teil" in html.replace("\xa0", " ")


def test_a_withdrawn_claim_says_so_wherever_it_stands(chen: Client, founding: Fair) -> None:
    release = write_releases(fair=founding, styles=["de"])[0]
    chen.post("/claims/exhibitors-510/withdraw/", {"reason": "Misread.", "done_by": "Chen"})

    claim = chen.get("/claims/exhibitors-510/").content.decode()
    listed = chen.get("/claims/", {"state": "withdrawn"}).content.decode()
    bulletin = chen.get("/fairs/innoprom-belarus-2025/bulletins/de/").content.decode()

    assert [word in claim for word in ("<s>more than 510</s>", "Misread.", "A bulletin still rests on it:")] == [
        True
    ] * 3
    assert "<s>more than 510</s>" in listed
    assert f"{len(stale_sentences(release))} sentences rest on claims that no longer hold." in bulletin


def test_a_withdrawn_claim_leaves_the_files(chen: Client, founding: Fair) -> None:
    chen.post("/claims/gross-area/withdraw/", {"reason": "Misread.", "done_by": "Chen"})

    figures = chen.get("/fairs/innoprom-belarus-2025/files/figures.csv").content.decode()

    assert [line for line in figures.splitlines() if line.endswith(",gross-area")] == []


def test_a_claim_is_reinstated_with_a_reason(chen: Client, founding: Fair) -> None:
    chen.post("/claims/exhibitors-510/withdraw/", {"reason": "Misread.", "done_by": "Chen"})

    chen.post("/claims/exhibitors-510/reinstate/", {"reason": "Read again.", "done_by": "Chen"})

    html = chen.get("/claims/exhibitors-510/").content.decode()
    assert (Claim.objects.get(key="exhibitors-510").is_withdrawn, "Read again." in html) == (False, True)


def test_a_refusal_is_a_sentence_on_the_form(chen: Client, founding: Fair) -> None:
    answer = chen.post("/claims/exhibitors-510/reinstate/", {"reason": "Why not.", "done_by": "Chen"})

    assert answer.context["form"].non_field_errors() == ["The claim exhibitors-510 is not withdrawn."]


def test_the_watch_list_is_kept_on_its_pages(chen: Client, founding: Fair) -> None:
    words = {
        "subject": FAIR,
        "matter": "Ticket price",
        "text_en": "what a ticket cost",
        "text_de": "der Eintrittspreis",
    }
    chen.post("/new/unknown/", words)
    unknown = Unknown.objects.get(matter="ticket-price")
    address = f"/unknown/{unknown.key}/"

    chen.post(f"{address}drop/", {"reason": "Entry was free.", "done_by": "Chen"})
    dropped = chen.get("/unknown/", {"state": "dropped"}).content.decode()
    chen.post(f"{address}reopen/", {"reason": "It was not."})
    chen.post(f"{address}answer/", {"claim": "visitors-14000"})

    answered = chen.get("/unknown/", {"state": "answered"}).content.decode()
    assert ("Entry was free." in dropped, "visitors: more than 14,000" in answered) == (True, True)
    assert [c.verb for c in Change.objects.filter(table="unknown").order_by("pk")] == [
        "note",
        "drop",
        "reopen",
        "answer",
    ]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"subject": "Atlantis"}, "subject"),
        ({"matter": "цена"}, "matter"),
        ({"matter": "names-of-regions"}, "matter"),
        ({"text_en": ""}, "text_en"),
    ],
)
def test_an_unknown_that_lacks_something_is_asked_again(
    words: dict[str, str], field: str, chen: Client, founding: Fair
) -> None:
    data = {"subject": FAIR, "matter": "ticket-price", "text_en": "what a ticket cost", **words}

    answer = chen.post("/new/unknown/", data)

    assert list(answer.context["form"].errors) == [field]


def test_an_answered_unknown_is_known_to_the_agreement_and_to_the_file(chen: Client, founding: Fair) -> None:
    chen.post("/unknown/agreement-term/drop/", {"reason": "It has none.", "done_by": "Chen"})

    page = chen.get("/agreements/gomel-yekaterinburg-2025/").content.decode()
    file = chen.get("/fairs/innoprom-belarus-2025/files/unknown.csv").content.decode()

    assert ("term and renewal" in page, "term and renewal" in file) == (False, False)


def test_the_fair_leads_to_figures_over_time_and_to_open_conflicts(bruno: Client, founding: Fair) -> None:
    a_claim("rival", "9", subject=FAIR, about=a_property("visitors"), source=a_source(), as_of=DAY)

    html = bruno.get("/fairs/innoprom-belarus-2025/").content.decode()

    assert f'href="/figures/{FAIR}/exhibitors/whole/"' in html
    assert f'href="/figures/{FAIR}/gross-area/whole/"' not in html
    assert "1 conflict about this fair is open" in html
