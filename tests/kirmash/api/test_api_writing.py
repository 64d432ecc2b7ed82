"""What editors do by the API goes through the same checks and actions as by the pages."""

import pytest
from django.test import Client

from api_clients import a_token
from kirmash.base.models import Account, Change
from kirmash.connections.models import Webhook
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Resolution, Source, Unknown

pytestmark = pytest.mark.django_db
FAIR = "fair:innoprom-belarus-2025"
CLAIM = {"subject": FAIR, "property": "visitors", "comparator": "about", "value": "15000", "source": "tass-closing"}
MATTER = f"/api/v1/conflicts/{FAIR}/exhibitors/whole"


@pytest.fixture
def program(chen_account: Account) -> Client:
    return a_token(chen_account).client


def post(program: Client, path: str, **words: object) -> tuple[int, dict[str, object]]:
    answer = program.post(f"/api/v1/{path}", words, content_type="application/json")
    return answer.status_code, answer.json()


def wrong(program: Client, path: str, **words: object) -> dict[str, str]:
    status, said = post(program, path, **words)
    assert (status, said["code"]) == (422, "invalid")
    errors = said["errors"]
    assert isinstance(errors, list)
    return {error["field"]: error["code"] for error in reversed(errors)}


def test_a_claim_is_stated_with_a_stored_source(program: Client, founding: Fair) -> None:
    status, said = post(program, "claims", **CLAIM)

    claim = Claim.objects.get(key=said["key"])
    change = Change.objects.latest("pk")
    assert (status, claim.value, claim.comparator, claim.source.key, said["state"]) == (
        201,
        "15000",
        "about",
        "tass-closing",
        "in-conflict",
    )
    assert (change.verb, change.record, str(change.account)) == ("state", claim.key, "chen@kirmash.example")


def test_a_claim_is_stated_with_a_new_source(program: Client, founding: Fair) -> None:
    new = {"kind": "press", "title": "A report", "publisher": "A paper", "url": "https://example.org/a",
           "published_on": "2025-10-01"}  # fmt: skip

    _status, said = post(program, "claims", **{**CLAIM, "source": None}, new_source=new)

    source = Source.objects.get(url="https://example.org/a")
    assert (Claim.objects.get(key=said["key"]).source, source.publisher) == (source, "A paper")


def test_a_claim_closes_what_it_answers(program: Client, founding: Fair) -> None:
    _status, said = post(program, "claims", **CLAIM, answers="regions")

    answered = Unknown.objects.get(key="regions").answered_by
    assert (answered.key if answered else "", said["answers"]) == (said["key"], ["regions"])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"subject": "fair:none"}, {"body.subject": "unknown"}),
        ({"property": "none"}, {"body.property": "invalid_choice"}),
        ({"value": "many"}, {"body.value": "number"}),
        ({"value": " "}, {"body.value": "required"}),
        ({"source": "none"}, {"body.source": "invalid_choice"}),
        ({"source": None}, {"body.source": "invalid"}),
        ({"part": "place:none"}, {"body.part": "unknown"}),
        ({"quotation": "wie gesagt"}, {"body.language": "invalid"}),
        ({"as_of": "2025-02-30"}, {"body.as_of": "date_from_datetime_parsing"}),
        ({"as_of": 0}, {"body.as_of": "day_form"}),
        ({"comparator": "less"}, {"body.comparator": "enum"}),
        ({"note": "a\0b"}, {"body.note": "string_pattern_mismatch"}),
        ({"new_source": {"kind": "press"}}, {"body.new_source.title": "missing"}),
        (
            {"new_source": {"kind": "press", "title": "A", "url": "javascript:alert(1)"}},
            {"body.new_source.url": "invalid"},
        ),
    ],
)
def test_what_the_form_refuses_the_api_refuses(
    change: dict[str, object], expected: dict[str, str], program: Client, founding: Fair
) -> None:
    assert wrong(program, "claims", **{**CLAIM, **change}) == expected


def test_the_same_of_one_source_is_not_stated_twice(program: Client, founding: Fair) -> None:
    post(program, "claims", **CLAIM)

    assert wrong(program, "claims", **CLAIM) == {"body": "invalid"}


def test_a_claim_is_withdrawn_and_reinstated(program: Client, founding: Fair) -> None:
    path = "claims/exhibitors-510"

    withdrawn = post(program, f"{path}/withdraw", reason="misread")[1]
    again = post(program, f"{path}/withdraw", reason="misread")
    back = post(program, f"{path}/reinstate", reason="read well", done_by="Newsroom")[1]

    assert (withdrawn["state"], again[0], again[1]["code"], back["state"] != "withdrawn") == (
        "withdrawn",
        409,
        "withdrawn-already",
        True,
    )
    assert [(w["act"], w["done_by"]) for w in back["withdrawals"]] == [  # type: ignore[attr-defined]  # a list
        ("withdrawn", "chen@kirmash.example"),
        ("reinstated", "Newsroom"),
    ]


def test_a_conflict_is_opened_again_and_decided_anew(program: Client, founding: Fair) -> None:
    path = f"conflicts/{FAIR}/exhibitors/whole"
    too_early = post(program, f"{path}/resolve", verdict="none", reason="x")
    opened = post(program, f"{path}/reopen", reason="a new list")[1]

    said = post(program, f"{path}/resolve", verdict="one", upheld=["exhibitors-520"], reason="counted")[1]

    decision = Resolution.objects.get(subject=FAIR, about__key="exhibitors", part="", is_withdrawn=False)
    assert (too_early[1]["code"], opened["is_open"], said["is_open"], decision.reason) == (
        "resolved-already",
        True,
        False,
        "counted",
    )


def test_a_decision_that_fits_no_claims_is_refused(program: Client, founding: Fair) -> None:
    path = f"conflicts/{FAIR}/exhibitors/whole"
    post(program, f"{path}/reopen", reason="a new list")

    assert wrong(program, f"{path}/resolve", verdict="one", upheld=[], reason="x") == {"body.upheld": "invalid"}
    assert wrong(program, f"{path}/resolve", verdict="one", upheld=["visitors-14000"], reason="x") == {
        "body.upheld": "invalid_choice"
    }


def test_what_was_not_decided_is_not_opened_again(program: Client, founding: Fair) -> None:
    status, said = post(program, f"conflicts/{FAIR}/visitors/whole/reopen", reason="x")

    assert (status, said["code"]) == (409, "nothing-to-reopen")


def test_an_unknown_matter_is_noted_dropped_opened_and_answered(program: Client, founding: Fair) -> None:
    key = post(program, "unknowns", subject=FAIR, matter="parking", texts={"de": "Parkplätze"})[1]["key"]
    dropped = post(program, f"unknowns/{key}/drop", reason="nobody asks")[1]
    opened = post(program, f"unknowns/{key}/reopen", reason="somebody asks")[1]

    answered = post(program, f"unknowns/{key}/answer", claim="visitors-14000")[1]

    assert [said["state"] for said in (dropped, opened, answered)] == ["dropped", "open", "answered"]


def test_an_unknown_matter_is_said_in_some_language(program: Client, founding: Fair) -> None:
    assert wrong(program, "unknowns", subject=FAIR, matter="парковка", texts={}) == {"body.matter": "invalid"}
    assert wrong(program, "unknowns", subject=FAIR, matter="parking", texts={}) == {"body.texts.en": "invalid"}


def test_only_a_claim_about_the_same_answers(program: Client, founding: Fair) -> None:
    status, said = post(program, "unknowns/regions/answer", claim="innoprom-2011-agreements")

    assert (status, said["code"]) == (422, "claim-does-not-answer")


def test_a_webhook_is_made_shown_without_its_secret_and_removed(aigerim_account: Account) -> None:
    program = a_token(aigerim_account).client
    made = post(program, "webhooks", address="https://example.org/", events=["claim.stated"])[1]
    path = f"/api/v1/webhooks/{made['id']}"

    shown = program.get(path).json()
    gone = program.delete(path).status_code

    assert (str(made["secret"])[:6], "secret" in shown, gone, Webhook.objects.count()) == ("whsec_", False, 204, 0)


def test_a_webhook_that_may_not_be_called_is_refused(aigerim_account: Account) -> None:
    program = a_token(aigerim_account).client

    status, said = post(program, "webhooks", address="http://10.0.0.1/", events=["claim.stated"])

    assert (status, said["code"]) == (422, "address-not-allowed")
