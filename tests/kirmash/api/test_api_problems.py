"""Whatever goes wrong, the API says it in one form and in the reader's language."""

import logging

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from ninja import NinjaAPI
from pytest_django.fixtures import Settings

from api_clients import a_token
from kirmash.api import api
from kirmash.base.api.problems import MEDIA_TYPE, PROBLEMS, status_of
from kirmash.base.errors import SENTENCES
from kirmash.base.models import Account
from kirmash.exhibition.models.fair import Fair

pytestmark = pytest.mark.django_db
JSON = "application/json"
CLAIMS = "/api/v1/claims"


@pytest.fixture
def program(aigerim_account: Account) -> Client:
    return a_token(aigerim_account).client


def problem(answer: object) -> tuple[int, str, str]:
    assert isinstance(answer, HttpResponse)
    assert answer["Content-Type"] == MEDIA_TYPE
    words = answer.json()  # type: ignore[attr-defined]  # the test client's
    assert (words["status"], words["type"]) == (answer.status_code, f"/api/v1/problems/{words['code']}")
    return answer.status_code, words["code"], words["instance"]


def test_what_is_not_there_is_a_problem(program: Client) -> None:
    assert problem(program.get("/api/v1/nothing/at/all")) == (404, "not-found", "/api/v1/nothing/at/all")


def test_a_record_that_is_not_there_is_a_problem(program: Client) -> None:
    assert problem(program.get("/api/v1/claims/none")) == (404, "not-found", "/api/v1/claims/none")


def test_a_method_that_is_not_taken_is_a_problem_that_names_those_taken(program: Client) -> None:
    answer = program.put(CLAIMS)

    assert (problem(answer), answer["Allow"]) == ((405, "method-not-allowed", CLAIMS), "GET, HEAD, POST")


def test_a_body_that_is_no_json_is_a_problem(program: Client) -> None:
    assert problem(program.post(CLAIMS, "{", content_type=JSON)) == (400, "malformed", CLAIMS)


def test_json_that_is_too_deep_is_a_problem(program: Client) -> None:
    assert problem(program.post(CLAIMS, "[" * 100_000, content_type=JSON)) == (400, "malformed", CLAIMS)


def test_a_body_of_another_kind_is_a_problem(program: Client) -> None:
    assert problem(program.post(CLAIMS, "a=b", content_type="text/plain")) == (415, "wrong-content-type", CLAIMS)


def test_a_body_that_is_too_large_is_a_problem(program: Client) -> None:
    assert problem(program.post(CLAIMS, "x" * 256_001, content_type=JSON)) == (413, "too-large", CLAIMS)


def test_too_many_questions_in_an_address_are_a_problem(program: Client) -> None:
    assert problem(program.get(CLAIMS + "?" + "a&" * 1001)) == (400, "malformed", CLAIMS)


def test_each_value_that_cannot_be_used_is_named(program: Client) -> None:
    answer = program.get(CLAIMS, {"limit": "201", "page": "x", "since": "29.09.2025", "state": "odd", "q": "a\0"})

    said = {error["field"]: error["code"] for error in answer.json()["errors"]}
    assert (problem(answer), said) == (
        (422, "invalid", CLAIMS),
        {
            "query.limit": "less_than_equal",
            "query.page": "int_parsing",
            "query.since": "day_form",
            "query.state": "enum",
            "query.q": "string_pattern_mismatch",
        },
    )


def test_a_number_too_large_for_a_database_is_a_value_that_cannot_be_used(program: Client) -> None:
    answers = [program.get(CLAIMS, {"page": str(10**30)}), program.get(f"/api/v1/webhooks/{10**30}")]

    assert [problem(answer)[:2] for answer in answers] == [(422, "invalid")] * 2


def test_a_field_that_is_not_known_is_refused(program: Client, founding: Fair) -> None:
    answer = program.post("/api/v1/unknowns/regions/reopen", {"reason": "x", "why": "y"}, content_type=JSON)

    assert answer.json()["errors"] == [
        {"field": "body.why", "code": "extra_forbidden", "detail": "This is not known here."}
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The claim exhibitors-510 is not withdrawn."),
        ("de", "Die Angabe exhibitors-510 ist nicht zurückgezogen."),
    ],
)
def test_a_refusal_is_said_in_the_language_of_the_request(
    language: str, sentence: str, program: Client, founding: Fair
) -> None:
    answer = program.post(
        "/api/v1/claims/exhibitors-510/reinstate", {"reason": "x"}, content_type=JSON,
        headers={"Accept-Language": language},
    )  # fmt: skip

    assert (problem(answer)[:2], answer.json()["detail"], answer["Content-Language"]) == (
        (409, "not-withdrawn"),
        sentence,
        language,
    )


def test_an_internal_error_shows_nothing_of_the_inside_and_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    request: WSGIRequest = RequestFactory().get("/api/v1/claims")
    assert isinstance(api, NinjaAPI)

    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = api.on_exception(request, ZeroDivisionError("the secret of the house"))

    said = answer.content.decode()
    assert (answer.status_code, "secret" in said, "the secret of the house" in caplog.text) == (500, False, True)


def test_who_knocks_too_often_without_a_token_has_to_wait(dana: Client, settings: Settings) -> None:
    settings.API_KNOCKS = 2
    answers = [dana.get(CLAIMS) for _knock in range(3)]

    codes = [problem(answer)[1] for answer in answers]
    assert (codes, answers[-1]["Retry-After"].isdigit()) == (["not-signed-in"] * 2 + ["too-many-requests"], True)


@pytest.mark.parametrize("code", [*PROBLEMS, *SENTENCES])
def test_every_problem_has_a_page_that_explains_it(code: str, dana: Client) -> None:
    html = dana.get(f"/api/v1/problems/{code}").content.decode()

    assert (f"<h1><code>{code}</code></h1>" in html, f"HTTP {status_of(code)}" in html, "%(" in html) == (
        True,
        True,
        False,
    )


def test_a_problem_that_is_not_known_has_no_page(dana: Client) -> None:
    assert dana.get("/api/v1/problems/none-such").status_code == 404
