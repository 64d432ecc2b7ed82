"""What the sign-in and Django write goes into the outbox; what is secret in it is shown to nobody."""

import re

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins, send_mail
from django.test import Client
from pytest_django.fixtures import Settings

from builders import an_account
from kirmash.base.errors import Refused
from kirmash.jobs.worker import run_due
from kirmash.mail.kinds import HEADER
from kirmash.mail.models import Message, State
from mailserver import running_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ours(settings: Settings) -> None:
    """Mails go to our outbox, as outside of tests."""
    settings.EMAIL_BACKEND = "kirmash.mail.backend.OutboxBackend"


@pytest.mark.django_db(transaction=True)
def test_a_link_for_a_new_password_arrives_works_and_is_kept_nowhere(settings: Settings) -> None:
    account = an_account("chen@kirmash.example")
    visitor = Client()
    with running_server() as post:
        plain = {"username": "", "password": "", "use_tls": False, "use_ssl": False}
        settings.MAIL_SERVER = {"host": "localhost", "port": post.port, **plain}

        visitor.post("/accounts/password/reset/", {"email": account.email}, headers={"accept-language": "de"})
        run_due()

    (mail,) = post.taken
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]  # it has one
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]  # it has one
    found = re.search(r"Neues Passwort wählen:\n(http://testserver\S+)", text)
    assert found is not None
    url = found.group(1)
    assert (mail["Subject"], mail["To"], mail[HEADER]) == ("Wählen Sie ein neues Passwort", account.email, None)
    assert f'href="{url}"' in html
    stored = Message.objects.values().get()
    assert (stored["kind"], stored["is_secret"], stored["state"]) == ("account-password-reset-key", True, State.SENT)
    assert [name for name, value in stored.items() if "/key/" in str(value)] == []
    assert visitor.get(url, follow=True).status_code == 200


def test_an_administrator_sees_that_a_secret_was_written_and_not_what_it_says(
    aigerim: Client, settings: Settings
) -> None:
    settings.MAIL_SERVER = {"host": "localhost"}
    an_account("chen@kirmash.example")
    Client().post("/accounts/password/reset/", {"email": "chen@kirmash.example"})
    message = Message.objects.get()
    key = re.search(r"/key/(\S+)/", message.text)
    assert key is not None

    pages = [
        aigerim.get(url, follow=True)
        for url in (
            "/mail/",
            "/mail/?q=key",
            f"/mail/messages/{message.pk}/",
            f"/mail/messages/{message.pk}/html/",
            f"/mail/messages/{message.pk}/resend/",
            f"/mail/messages/{message.pk}/cancel/",
            "/history/",
        )
    ]

    assert [page.status_code for page in pages] == [200, 200, 200, 404, 200, 200, 200]
    assert [key.group(1) in page.content.decode() for page in pages] == [False] * 7


def test_a_notice_of_the_sign_in_is_no_secret_and_looks_like_our_mails(aigerim: Client) -> None:
    mail = EmailMessage("Passwort geändert", "Guten Tag,\n\nes ist geändert.", None, ["chen@kirmash.example"])
    mail.extra_headers[HEADER] = "account/email/password_changed"

    mail.send()

    message = Message.objects.get()
    assert (message.kind, message.is_secret, message.state) == ("account-password-changed", False, State.WAITING)
    assert ("<title>Passwort geändert</title>" in message.html, HEADER in message.headers) == (True, False)


def test_a_mail_that_nobody_declared_counts_as_secret() -> None:
    send_mail("1234 is your code", "words", None, ["chen@kirmash.example"])

    assert Message.objects.values_list("kind", "is_secret", "subject", "text").get() == ("other", True, "", "")


def test_the_subject_of_a_secret_is_neither_shown_nor_searched(aigerim: Client, settings: Settings) -> None:
    settings.MAIL_SERVER = {"host": "localhost"}
    send_mail("1234 is your code", "words", None, ["chen@kirmash.example"])
    message = Message.objects.get()

    pages = [aigerim.get(url).content.decode() for url in ("/mail/", f"/mail/messages/{message.pk}/", "/mail/?q=your")]

    assert message.subject == "1234 is your code"
    assert ["1234" in page for page in pages] == [False] * 3
    assert [f"/mail/messages/{message.pk}/" in page for page in pages[::2]] == [True, False]


def test_each_recipient_gets_a_mail_of_their_own() -> None:
    mail = EmailMessage(
        "Hello",
        "words",
        None,
        ["a@kirmash.example"],
        bcc=["b@kirmash.example"],
        cc=["c@kirmash.example"],
        reply_to=["d@x.yz"],
    )

    count = mail.send()

    rows = Message.objects.order_by("recipient").values_list("recipient", "headers")
    assert (count, list(rows)) == (1, [(f"{name}@kirmash.example", {"Reply-To": "d@x.yz"}) for name in "abc"])


def test_html_of_others_is_kept_as_it_is() -> None:
    mail = EmailMultiAlternatives("Hello", "words", None, ["chen@kirmash.example"])
    mail.extra_headers[HEADER] = "account/email/password_changed"
    mail.attach_alternative("<p>words</p>", "text/html")

    mail.send()

    assert Message.objects.get().html == "<p>words</p>"


def test_a_mail_of_html_alone_gets_its_text() -> None:
    mail = EmailMessage("Hello", "<p>a &amp; b</p>", None, ["chen@kirmash.example"])
    mail.extra_headers[HEADER] = "account/email/password_changed"
    mail.content_subtype = "html"

    mail.send()

    assert Message.objects.values_list("text", "html").get() == ("a & b", "<p>a &amp; b</p>")


def test_a_report_to_those_who_run_the_site_goes_the_same_way(settings: Settings) -> None:
    settings.ADMINS, settings.MAIL_SERVER = [("Aigerim", "aigerim@kirmash.example")], {"host": "localhost"}

    mail_admins("Error\nBcc: all@kirmash.example", "words")

    assert Message.objects.values_list("recipient", "subject").get() == (
        "aigerim@kirmash.example", "[Django] Error Bcc: all@kirmash.example",
    )  # fmt: skip


def test_attachments_and_false_addresses_are_refused_or_left_out_on_demand() -> None:
    mail = EmailMessage("Hello", "words", None, ["chen@kirmash.example"])
    mail.attach("a.txt", "words", "text/plain")

    with pytest.raises(Refused) as refused:
        mail.send()
    count = send_mail("Hello", "words", None, ["no address"], fail_silently=True)

    assert (refused.value.code, count, Message.objects.count()) == ("mail-with-attachment", 0, 0)
