"""On Mondays everybody reads by mail what waits for them, until they want it no more."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from builders import an_account
from kirmash.base.models import Account, SiteRole
from kirmash.desk.actions import write_digests
from kirmash.exhibition.models.fair import Fair
from kirmash.jobs.worker import run_due
from kirmash.mail.actions import refuse
from kirmash.mail.addresses import digests_of
from kirmash.mail.models import Message
from kirmash.mail.queries import keys
from mailserver import free_port

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime.date(2026, 11, 23)


@pytest.fixture
def post_office(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose mail server is out of reach, so that mails stay in the outbox, on a Monday."""
    settings.MAIL_SERVER = {
        "host": "localhost", "port": free_port(), "username": "", "password": "", "use_tls": False, "use_ssl": False,
    }  # fmt: skip
    settings.SITE_URL = "https://fair.example"
    _on(monkeypatch, MONDAY)


@pytest.fixture
def press(db: None) -> Account:
    """A press officer who has signed in before and reads German."""
    account = an_account("press@kirmash.example", SiteRole.PRESS, has_password=False)
    Account.objects.filter(pk=account.pk).update(language="de", last_login=timezone.now())
    return account


def _on(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    monkeypatch.setattr("kirmash.desk.actions.timezone.localdate", lambda: day)


def work() -> None:
    write_digests.enqueue()
    run_due()


def test_what_waits_is_written_once_a_week_in_the_language_of_the_reader(
    founding: Fair, press: Account, post_office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account("new@kirmash.example", SiteRole.PRESS, has_password=False)

    work()
    work()
    _on(monkeypatch, MONDAY + datetime.timedelta(days=1))
    work()

    mail = Message.objects.get()
    assert (mail.recipient, mail.language, mail.kind) == ("press@kirmash.example", "de", "digest")
    assert "https://fair.example/conflicts/" in mail.text
    assert "List-Unsubscribe" in mail.headers


def test_who_wants_no_more_of_it_gets_none(founding: Fair, press: Account, post_office: None) -> None:
    refuse(digest=digests_of(press.email, keys())[0], kind="digest")

    work()

    assert Message.objects.count() == 0


def test_where_no_mail_leaves_nothing_is_written(
    founding: Fair, press: Account, post_office: None, settings: Settings
) -> None:
    settings.MAIL_SERVER = None

    work()

    assert Message.objects.count() == 0
