"""Mails leave for a real mail server on this machine, and what it answers is what the outbox says."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from builders import an_account
from kirmash.jobs.worker import run_due
from kirmash.mail.actions import deliver, deliver_due, refuse, write
from kirmash.mail.actions.delivering import LEFT_BEHIND, PAUSES
from kirmash.mail.addresses import digests_of
from kirmash.mail.kinds import DIGEST, INVITATION, TEST
from kirmash.mail.models import Message, State
from kirmash.mail.queries import keys
from mailserver import DROP, PASSWORD, USER, Post, free_port, running_server

pytestmark = pytest.mark.django_db(transaction=True)


def server_at(port: int, **values: Any) -> dict[str, Any]:
    plain = {"host": "localhost", "port": port, "username": "", "password": "", "use_tls": False, "use_ssl": False}
    return {**plain, **values}


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A mail server to which the site sends."""
    with running_server() as running:
        settings.MAIL_SERVER = server_at(running.port)
        settings.MAIL_TIMEOUT = 10
        yield running


@pytest.fixture
def unsent(settings: Settings) -> Message:
    """A mail that was written while no server was named."""
    settings.MAIL_SERVER = None
    message = write(kind=TEST, to="chen@kirmash.example", values={"sender": "Aigerim"}, language="en", key="one")
    assert message is not None
    return message


def parts_of(mail: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): str(part.get_content()) for part in mail.iter_parts() if part is not mail}


def later(message: Message, **values: Any) -> None:
    Message.objects.filter(pk=message.pk).update(**values)


def told(message: Message) -> tuple[str, str, int]:
    message.refresh_from_db()
    return message.state, message.trouble, message.attempts


WORDS = {
    "en": ("An account at Messe «Ў» for you", "Choose a password"),
    "de": ("Ein Konto bei Messe «Ў» für Sie", "Passwort wählen"),
    "ru": ("Messe «Ў»: учётная запись для вас", "Задать пароль"),
    "be": ("Messe «Ў»: уліковы запіс для вас", "Задаць пароль"),
}


@pytest.mark.parametrize(("language", "words"), WORDS.items())
def test_a_mail_arrives_in_the_language_of_its_reader(
    language: str, words: tuple[str, str], post: Post, settings: Settings
) -> None:
    settings.SITE_NAME = "Messe «Ў»"
    settings.DEFAULT_FROM_EMAIL = "Выстава ў Мінску <fair@example.org>"
    url = "https://fair.example/accounts/password/reset/key/1-abc/"
    values = {"roles": [("Editor", "Messe")], "inviter": "aigerim@fair.example", "url": url}

    message = write(kind=INVITATION, to="Li@kirmash.example", values=values, language=language)
    run_due()

    (mail,) = post.taken
    text, html = parts_of(mail)["text/plain"], parts_of(mail)["text/html"]
    assert message is not None
    assert (mail["Subject"], mail["To"], mail["Content-Language"]) == (words[0], "Li@kirmash.example", language)
    assert mail["From"].addresses[0].display_name == "Выстава ў Мінску"
    assert post.envelopes == [("fair@example.org", ["Li@kirmash.example"])]
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == (message.mark, "auto-generated")
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_charset() for part in mail.iter_parts()] == ["utf-8", "utf-8"]
    assert f"{words[1]}:\n{url}\n" in text.replace("\r\n", "\n")
    assert f'href="{url}"' in html
    assert f">{words[1]}</a>" in html
    assert told(message) == (State.SENT, "", 1)


def test_a_mail_is_sent_only_once_its_transaction_is_committed(post: Post) -> None:
    seen = []
    with transaction.atomic():
        write(kind=TEST, to="chen@kirmash.example", values={"sender": "Aigerim"})
        seen.append(len(post.taken))

    count = run_due()

    seen.append(len(post.taken))
    assert (count, seen) == (1, [0, 1])


def test_a_mail_whose_transaction_is_undone_was_never_written(post: Post) -> None:
    with transaction.atomic():
        write(kind=TEST, to="chen@kirmash.example", values={"sender": "Aigerim"})
        transaction.set_rollback(True)

    count = run_due()

    assert (count, post.taken, Message.objects.count()) == (0, [], 0)


def test_a_mail_goes_encrypted_and_with_the_password_where_the_server_asks_for_it(
    tmp_path: Path, unsent: Message, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_server(folder=tmp_path) as post:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        settings.MAIL_SERVER = server_at(post.port, use_tls=True, username=USER, password=PASSWORD)

        deliver(unsent.pk)

    assert (told(unsent), post.was_encrypted) == ((State.SENT, "", 1), [True])


def test_a_mail_goes_through_a_server_that_is_encrypted_from_the_first_word(
    tmp_path: Path, unsent: Message, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_server(folder=tmp_path, is_tls=True) as post:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        settings.MAIL_SERVER = server_at(post.port, use_ssl=True)

        deliver(unsent.pk)

    assert (told(unsent), post.was_encrypted) == ((State.SENT, "", 1), [True])


def test_nothing_is_said_to_a_server_whose_certificate_is_not_trusted(
    tmp_path: Path, unsent: Message, settings: Settings
) -> None:
    with running_server(folder=tmp_path) as post:
        settings.MAIL_SERVER = server_at(post.port, use_tls=True, username=USER, password=PASSWORD)

        deliver(unsent.pk)

    assert (told(unsent), post.taken) == ((State.WAITING, "certificate", 1), [])


def test_a_wrong_password_is_tried_again_because_the_site_can_mend_it(
    tmp_path: Path, unsent: Message, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_server(folder=tmp_path) as post:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        settings.MAIL_SERVER = server_at(post.port, use_tls=True, username=USER, password="wrong")

        deliver(unsent.pk)

    assert (told(unsent), unsent.answer[:3]) == ((State.WAITING, "sign-in-refused", 1), "535")


def test_a_server_without_encryption_gets_nothing_where_encryption_is_asked_for(
    post: Post, unsent: Message, settings: Settings
) -> None:
    settings.MAIL_SERVER = server_at(post.port, use_tls=True)

    deliver(unsent.pk)

    assert (told(unsent), post.taken) == ((State.WAITING, "not-supported", 1), [])


TEMPORARY = [
    ("at_recipient", "450 4.2.1 mailbox is full", "recipient-later"),
    ("at_sender", "451 4.7.1 greylisted, come back", "sender-later"),
    ("at_content", "452 4.3.1 no space", "content-later"),
    ("at_content", DROP, "dropped"),
]


@pytest.mark.parametrize(("where", "answer", "trouble"), TEMPORARY)
def test_what_fails_for_the_time_being_is_sent_later_as_the_same_mail(
    where: str, answer: str, trouble: str, unsent: Message, settings: Settings
) -> None:
    with running_server() as post:
        settings.MAIL_SERVER = server_at(post.port)
        getattr(post, where).append(answer)
        deliver(unsent.pk)
        first = told(unsent)
        pause = unsent.due - timezone.now()
        later(unsent, due=timezone.now())

        deliver(unsent.pk)

    assert first == (State.WAITING, trouble, 1)
    assert timedelta(seconds=50) < pause <= PAUSES[0]
    assert (told(unsent), [mail["Message-ID"] for mail in post.taken]) == ((State.SENT, "", 2), [unsent.mark])


FINAL = [
    ("at_recipient", "550 5.1.1 no such user here", "recipient-refused"),
    ("at_sender", "553 5.7.1 not your address", "sender-refused"),
    ("at_content", "554 5.6.0 looks like spam", "content-refused"),
]


@pytest.mark.parametrize(("where", "answer", "trouble"), FINAL)
def test_what_is_refused_for_good_fails_at_once_in_the_words_of_the_server(
    where: str, answer: str, trouble: str, unsent: Message, settings: Settings
) -> None:
    with running_server() as post:
        settings.MAIL_SERVER = server_at(post.port)
        getattr(post, where).append(answer)

        deliver(unsent.pk)

    assert (told(unsent), unsent.answer, post.taken) == ((State.FAILED, trouble, 1), answer, [])


def test_a_server_that_does_not_answer_in_time_is_left(unsent: Message, settings: Settings) -> None:
    is_over = threading.Event()
    with running_server() as post:
        post.before_answer = is_over.wait
        settings.MAIL_SERVER, settings.MAIL_TIMEOUT = server_at(post.port), 0.3

        deliver(unsent.pk)

        is_over.set()

    assert told(unsent) == (State.WAITING, "too-slow", 1)


def test_a_server_that_is_not_there_is_tried_again(unsent: Message, settings: Settings) -> None:
    settings.MAIL_SERVER = server_at(free_port())

    deliver(unsent.pk)

    assert told(unsent) == (State.WAITING, "unreachable", 1)


def test_pauses_grow_and_end(unsent: Message, settings: Settings) -> None:
    settings.MAIL_SERVER = server_at(free_port())
    pauses = []
    for _attempt in range(len(PAUSES) + 1):
        now = timezone.now()
        later(unsent, due=now)
        deliver(unsent.pk)
        unsent.refresh_from_db()
        pauses.append(round((unsent.due - now).total_seconds() / 60))

    assert pauses[:-1] == [round(pause.total_seconds() / 60) for pause in PAUSES]
    assert told(unsent) == (State.FAILED, "given-up", len(PAUSES) + 1)


def test_a_crash_after_the_server_took_the_mail_sends_the_same_mail_again(
    post: Post, unsent: Message, settings: Settings
) -> None:
    settings.MAIL_SERVER = server_at(post.port)
    deliver(unsent.pk)
    died = {"state": State.SENDING, "claim": "of-the-dead", "ended": None}
    later(unsent, **died, claimed=timezone.now() - LEFT_BEHIND - timedelta(seconds=1))

    counts = deliver_due()

    first, second = post.raw
    assert (counts, told(unsent)) == ({State.SENT: 1}, (State.SENT, "", 2))
    assert [mail["Message-ID"] for mail in post.taken] == [unsent.mark] * 2
    assert post.taken[0]["Date"] == post.taken[1]["Date"]
    assert len(first) == len(second)


def test_a_mail_that_another_process_is_sending_is_left_to_it(post: Post, unsent: Message) -> None:
    later(unsent, state=State.SENDING, claim="of-another", claimed=timezone.now())

    state = deliver(unsent.pk)

    assert (state, post.taken, told(unsent)) == (None, [], (State.SENDING, "", 0))


def test_two_processes_at_once_send_a_mail_once(post: Post, unsent: Message, settings: Settings) -> None:
    inner: list[State | None] = []
    post.before_answer = lambda: inner.append(in_a_thread(unsent.pk))
    settings.MAIL_SERVER = server_at(post.port)

    outer = deliver(unsent.pk)

    assert (outer, inner, len(post.taken)) == (State.SENT, [None], 1)


def in_a_thread(pk: int) -> State | None:
    try:
        return deliver(pk)
    finally:
        connections.close_all()


def test_a_process_that_was_thought_dead_does_not_overwrite_what_the_next_one_notes(
    post: Post, unsent: Message, settings: Settings
) -> None:
    def taken_over() -> None:
        later(unsent, claim="of-the-next")

    post.before_answer = lambda: in_another(taken_over)
    settings.MAIL_SERVER = server_at(post.port)

    outer = deliver(unsent.pk)

    assert (outer, told(unsent)) == (None, (State.SENDING, "", 1))


def in_another(act: Any) -> None:
    try:
        act()
    finally:
        connections.close_all()


def test_a_secret_is_gone_from_the_outbox_once_it_is_sent(post: Post) -> None:
    values = {"inviter": "Aigerim", "url": "https://fair.example/secret-key/"}

    message = write(kind=INVITATION, to="li@kirmash.example", values=values, language="en")
    run_due()

    assert message is not None
    stored = Message.objects.values().get()
    assert [name for name, value in stored.items() if "secret-key" in str(value)] == []
    assert (stored["state"], stored["subject"], stored["text"], stored["html"]) == (State.SENT, "", "", "")
    assert "secret-key" in post.raw[0].decode()


def test_a_secret_that_is_refused_is_gone_too(post: Post) -> None:
    post.at_recipient.append("550 no such user")

    write(kind=INVITATION, to="li@kirmash.example", values={"url": "https://fair.example/secret-key/"})
    run_due()

    assert Message.objects.values_list("state", "text", "html").get() == (State.FAILED, "", "")


def test_a_secret_that_came_too_late_is_gone_and_not_sent(post: Post) -> None:
    post.at_recipient.append("450 later")
    message = write(kind=INVITATION, to="li@kirmash.example", values={"url": "https://fair.example/secret-key/"})
    assert message is not None
    run_due()
    later(message, expires=timezone.now(), due=timezone.now())

    counts = deliver_due()

    assert (counts, told(message), message.text, post.taken) == (
        {State.FAILED: 1},
        (State.FAILED, "expired", 1),
        "",
        [],
    )


def test_a_subscription_that_was_ended_meanwhile_is_not_sent(post: Post, settings: Settings) -> None:
    settings.MAIL_SERVER = None
    values = {"period": "this week", "items": [], "url": "https://fair.example/"}
    message = write(kind=DIGEST, to="chen@kirmash.example", values=values)
    assert message is not None
    refuse(digest=digests_of("chen@kirmash.example", keys())[0], kind="digest")
    settings.MAIL_SERVER = server_at(post.port)

    deliver_due()

    assert (told(message), post.taken) == ((State.FAILED, "refused-since", 1), [])


def test_a_reader_ends_a_subscription_by_what_arrived(post: Post, settings: Settings, dana: Client) -> None:
    settings.SITE_URL = "https://testserver"
    values = {"period": "this week", "items": [], "url": "https://testserver/"}
    write(kind=DIGEST, to="chen@kirmash.example", values=values, language="en")
    run_due()
    (mail,) = post.taken
    url = str(mail["List-Unsubscribe"]).strip(" <>")
    words, _equals, word = str(mail["List-Unsubscribe-Post"]).partition("=")

    dana.post(url.removeprefix("https://testserver"), {words: word})

    again = write(kind=DIGEST, to="chen@kirmash.example", values=values, language="en")
    run_due()
    assert (words, word, again, len(post.taken)) == ("List-Unsubscribe", "One-Click", None, 1)
    assert f"Take no more of it:\n{url}\n" in parts_of(mail)["text/plain"].replace("\r\n", "\n")


def test_a_site_without_a_mail_server_sends_nothing(unsent: Message) -> None:
    counts = deliver_due()

    assert (counts, deliver(unsent.pk), told(unsent)) == ({}, None, (State.WAITING, "", 0))


def test_the_command_sends_what_is_due_and_deletes_what_is_old(
    post: Post, unsent: Message, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAIL_SERVER = server_at(post.port)
    old = write(kind=TEST, to=an_account("li@kirmash.example", has_password=False), values={"sender": "Aigerim"})
    assert old is not None
    run_due()
    later(old, ended=timezone.now() - timedelta(days=91))

    call_command("mail")

    assert capsys.readouterr().out == "1 sent, 0 failed, 0 waiting, 1 old ones deleted\n"
    assert list(Message.objects.values_list("key", "state")) == [("one", State.SENT)]
