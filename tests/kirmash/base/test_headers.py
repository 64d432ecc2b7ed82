"""What every answer tells the browser, and how much the site takes in."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from builders import an_account

pytestmark = pytest.mark.django_db


def test_every_answer_says_what_a_browser_may_do(dana: Client, bruno: Client) -> None:
    answers = [dana.get("/accounts/login/"), dana.get("/claims/"), bruno.get("/claims/"), bruno.get("/nothing/")]

    found = [
        (
            "camera=()" in answer["Permissions-Policy"],
            answer["Cross-Origin-Opener-Policy"],
            answer["Cross-Origin-Resource-Policy"],
            answer["Referrer-Policy"],
            answer["X-Content-Type-Options"],
            "frame-ancestors 'none'" in answer["Content-Security-Policy"],
        )
        for answer in answers
    ]
    assert found == [(True, "same-origin", "same-origin", "same-origin", "nosniff", True)] * 4


def test_what_an_account_sees_is_kept_by_no_browser(dana: Client, bruno: Client) -> None:
    answers = [bruno.get(path)["Cache-Control"] for path in ("/claims/", "/claims.csv", "/nothing/", "/accounts/")]

    assert answers == ["no-store"] * 4
    assert "Cache-Control" not in dana.get("/nothing/").headers


def test_no_script_reads_a_cookie(dana: Client) -> None:
    an_account()
    dana.post("/accounts/login/", {"login": "chen@kirmash.example", "password": "correct-horse-battery"})
    dana.get("/claims/")
    dana.post("/language/", {"language": "de", "next": "/"})

    found = {name: (bool(morsel["httponly"]), morsel["samesite"]) for name, morsel in dana.cookies.items()}

    assert found == dict.fromkeys(("sessionid", "csrftoken", "django_language"), (True, "Lax"))


def test_a_form_that_is_too_large_is_refused(chen: Client) -> None:
    answers = [
        chen.post("/new/unknown/", {"matter": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}).status_code,
        chen.post("/new/unknown/", {str(number): "x" for number in range(1001)}).status_code,
        chen.post("/new/unknown/", {str(n): SimpleUploadedFile("x", b"x") for n in range(11)}).status_code,
    ]

    assert answers == [400, 400, 400]


@override_settings(ALLOWED_HOSTS=["fair.example"])
@pytest.mark.parametrize(("host", "status"), [("fair.example", 302), ("evil.example", 400)])
def test_the_site_answers_to_its_own_names_only(host: str, status: int, dana: Client) -> None:
    assert dana.get("/", headers={"host": host}).status_code == status
