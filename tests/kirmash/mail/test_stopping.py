"""Ending a subscription: from the mail, without signing in, by a button and not by looking."""

from collections.abc import Callable

import pytest
from django.test import Client

from kirmash.base.models import Change
from kirmash.mail.models import Refusal
from kirmash.mail.queries import is_refused, token_of

pytestmark = pytest.mark.django_db
CHEN = "chen@kirmash.example"


def stop(kind: str = "digest") -> str:
    return f"/mail/stop/{token_of(CHEN, kind)}/"


def test_looking_at_the_link_ends_nothing(dana: Client) -> None:
    pages = [dana.get(stop()), dana.head(stop()), dana.get(stop())]

    assert ([page.status_code for page in pages], Refusal.objects.count()) == ([200, 200, 200], 0)
    assert "Take no more of them" in pages[0].content.decode()


def test_the_button_ends_it_and_another_takes_it_back(dana: Client) -> None:
    ended = dana.post(stop(), {"act": "refuse"})
    was_refused = is_refused(CHEN, "digest")

    again = dana.post(stop(), {"act": "take-again"})

    assert (was_refused, is_refused(CHEN, "digest")) == (True, False)
    assert "writes no more mails of the kind “What is due”" in ended.content.decode()
    assert "come to your address again" in again.content.decode()


def test_a_mail_program_ends_it_by_one_click_without_cookie_or_token_of_a_form() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(stop(), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, is_refused(CHEN, "digest")) == (200, True)


def test_ending_it_twice_is_ending_it_once(dana: Client) -> None:
    dana.post(stop())

    dana.post(stop())

    assert (Refusal.objects.count(), Change.objects.count()) == (1, 1)


def test_one_kind_is_ended_and_not_another(dana: Client) -> None:
    dana.post(stop())

    assert (is_refused(CHEN, "digest"), is_refused(CHEN, "news"), is_refused("li@kirmash.example", "digest")) == (
        True, False, False,
    )  # fmt: skip


@pytest.mark.parametrize("change", [lambda t: t[:-2] + "xx", lambda t: t.replace("digest", "other"), lambda _t: "x"])
def test_a_link_that_is_not_ours_ends_nothing(change: Callable[[str], str], dana: Client) -> None:
    url = f"/mail/stop/{change(token_of(CHEN, 'digest'))}/"

    answers = (dana.get(url).status_code, dana.post(url).status_code)

    assert (answers, Refusal.objects.count()) == ((404, 404), 0)


def test_the_page_is_neither_stored_nor_indexed_nor_told_to_others(dana: Client) -> None:
    page = dana.get(stop())

    assert (page["Referrer-Policy"], page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == (
        "no-referrer", "noindex", True,
    )  # fmt: skip


def test_other_ways_of_asking_are_refused(dana: Client) -> None:
    assert [dana.put(stop()).status_code, dana.delete(stop()).status_code] == [405, 405]


def test_the_page_speaks_the_language_of_its_reader(dana: Client) -> None:
    page = dana.get(stop(), headers={"accept-language": "be"})

    assert "Больш не атрымліваць" in page.content.decode()
