"""The outbox and the kinds of mail, as administrators see them."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from kirmash.base.models import Change
from kirmash.mail.actions import write
from kirmash.mail.kinds import DIGEST, KINDS, TEST
from kirmash.mail.models import Message, State

pytestmark = pytest.mark.django_db
DUE = {"period": "на этой неделе", "items": [], "url": "https://fair.example/"}


def a_mail(to: str = "chen@kirmash.example", language: str = "en", **values: Any) -> Message:
    """Write a test mail, then make it what a test needs."""
    message = write(kind=TEST, to=to, values={"sender": "Aigerim"}, language=language)
    assert message is not None
    Message.objects.filter(pk=message.pk).update(**values)
    message.refresh_from_db()
    return message


def links_of(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<th scope="row"[^>]*><a href="/mail/messages/(\d+)/"', html)]


def test_an_empty_outbox_says_so_and_where_to_begin(aigerim: Client) -> None:
    html = aigerim.get("/mail/").content.decode()

    assert ("The site has written no mail yet." in html, "send yourself one" in html) == (True, True)


def test_the_outbox_is_filtered_by_state_kind_language_and_words(aigerim: Client) -> None:
    sent = a_mail(state=State.SENT, ended=timezone.now())
    german = a_mail("li@kirmash.example", "de")
    digest = write(kind=DIGEST, to="info@выстава.бел", values=DUE, language="ru")
    assert digest is not None
    asked = {
        "": [digest.pk, german.pk, sent.pk],
        "?state=sent": [sent.pk],
        "?language=de": [german.pk],
        "?kind=digest": [digest.pk],
        "?q=LI@kirmash": [german.pk],
        "?q=СО СРОКОМ": [digest.pk],
        "?q=.*": [],
        "?state=waiting&kind=test": [german.pk],
        "?state=nonsense&kind=nonsense&page=99": [digest.pk, german.pk, sent.pk],
    }

    found = {query: links_of(aigerim.get(f"/mail/{query}").content.decode()) for query in asked}

    assert found == asked


def test_the_outbox_shows_a_domain_in_the_letters_of_its_owner(aigerim: Client) -> None:
    a_mail("info@выстава.бел")

    assert "info@выстава.бел" in aigerim.get("/mail/").content.decode()


@pytest.mark.parametrize("url", ["/mail/", "/mail/?state=waiting&q=chen&kind=test&language=en"])
def test_the_outbox_costs_the_same_for_one_and_three_mails(url: str, aigerim: Client) -> None:
    a_mail()
    with CaptureQueriesContext(connection) as one:
        aigerim.get(url)
    a_mail()
    a_mail()

    with CaptureQueriesContext(connection) as three:
        aigerim.get(url)

    assert len(three) == len(one)


def test_pages_of_the_outbox_keep_the_filter(aigerim: Client) -> None:
    for _number in range(51):
        a_mail()

    first, second = (aigerim.get(f"/mail/?kind=test&page={page}").content.decode() for page in (1, 2))

    assert (len(links_of(first)), len(links_of(second))) == (50, 1)
    assert 'href="?kind=test&amp;page=2"' in first


def test_a_mail_is_shown_with_what_the_server_said_and_the_headers_it_leaves_with(aigerim: Client) -> None:
    message = a_mail(
        language="be",
        state=State.FAILED,
        ended=timezone.now(),
        trouble="recipient-refused",
        answer="550 <b>no such user</b>",
    )

    html = aigerim.get(f"/mail/messages/{message.pk}/").content.decode()

    assert "The mail server does not take mail for this address." in html
    assert "<code>550 &lt;b&gt;no such user&lt;/b&gt;</code>" in html
    assert "<dt>Subject</dt><dd><code>Kirmash: пробны ліст</code></dd>" in html
    assert message.mark.strip("<>") in html


def test_the_frame_of_a_mail_can_run_load_and_send_nothing(aigerim: Client) -> None:
    message = a_mail()

    page, frame = aigerim.get(f"/mail/messages/{message.pk}/"), aigerim.get(f"/mail/messages/{message.pk}/html/")

    rules = dict(rule.strip().partition(" ")[::2] for rule in frame["Content-Security-Policy"].split(";"))
    (style,) = re.findall(r"'sha256-[^']+'", rules.pop("style-src-elem"))
    assert rules == {
        "default-src": "'none'",
        "style-src-attr": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "",
    }
    assert (frame["X-Frame-Options"], frame.content.decode(), len(style)) == ("SAMEORIGIN", message.html, 53)
    assert f'<iframe class="letter" sandbox="" src="/mail/messages/{message.pk}/html/"' in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize(("act", "state"), [("resend", State.WAITING), ("cancel", State.CANCELLED)])
def test_a_mail_is_sent_again_or_cancelled_after_a_confirmation(act: str, state: State, aigerim: Client) -> None:
    before: dict[str, Any] = {"state": State.SENT, "ended": timezone.now()} if act == "resend" else {}
    message = a_mail(**before)
    url = f"/mail/messages/{message.pk}/{act}/"

    asked, done = aigerim.get(url), aigerim.post(url)

    message.refresh_from_db()
    assert (asked.status_code, done["Location"], message.state) == (200, f"/mail/messages/{message.pk}/", state)
    assert Change.objects.values_list("verb", flat=True).get() == act


def test_what_cannot_be_done_is_said_on_the_page(aigerim: Client) -> None:
    message = a_mail(state=State.SENT, ended=timezone.now())

    page = aigerim.post(f"/mail/messages/{message.pk}/cancel/")

    assert (page.status_code, "Only a mail that waits can be cancelled." in page.content.decode()) == (409, True)


def test_a_form_of_another_site_does_nothing(aigerim: Client) -> None:
    message = a_mail()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = aigerim.cookies

    answers = [strict.post(f"/mail/messages/{message.pk}/{act}/").status_code for act in ("resend", "cancel")]
    answers.append(strict.post("/mail/kinds/test/en/").status_code)

    assert (answers, Change.objects.count()) == ([403, 403, 403], 0)


def test_the_site_says_that_no_mail_leaves_it(aigerim: Client, settings: Settings) -> None:
    silent = aigerim.get("/mail/").content.decode()
    settings.MAIL_SERVER = {"host": "localhost"}

    speaking = aigerim.get("/mail/").content.decode()

    words = "No mail leaves this site."
    assert (words in silent, words in speaking) == (True, False)


def test_every_kind_can_be_read_in_every_language(aigerim: Client) -> None:
    overview = aigerim.get("/mail/kinds/").content.decode()

    links = re.findall(r'href="(/mail/kinds/[^"]+)"', overview)
    assert len(links) == 4 * len(KINDS)
    assert {aigerim.get(link).status_code for link in links} == {200}
    assert {aigerim.get(f"{link}html/").status_code for link in links[:8]} == {200}


@pytest.mark.parametrize("path", ["nothing/en/", "test/fr/", "nothing/en/html/"])
def test_a_kind_or_language_that_is_not_there_is_not_shown(path: str, aigerim: Client) -> None:
    assert aigerim.get(f"/mail/kinds/{path}").status_code == 404


def test_who_looks_after_the_words_sends_a_mail_to_themselves(aigerim: Client) -> None:
    answer = aigerim.post("/mail/kinds/digest/de/")

    message = Message.objects.get()
    assert answer["Location"] == f"/mail/messages/{message.pk}/"
    assert (message.recipient, message.subject) == (
        "aigerim@kirmash.example",
        "Probe: Kirmash: 2 Aufgaben diese Woche fällig",
    )


def test_too_many_trials_are_refused_with_a_sentence(aigerim: Client) -> None:
    for _number in range(10):
        aigerim.post("/mail/kinds/test/en/")

    page = aigerim.post("/mail/kinds/test/en/", follow=True)

    assert ("10 test mails in an hour are enough" in page.content.decode(), Message.objects.count()) == (True, 10)
