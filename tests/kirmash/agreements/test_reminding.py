"""What departments are reminded of by mail: of each matter once, in one mail, and only what they may see."""

import datetime

import pytest
from django.conf import LazySettings

from builders import a_place, an_account
from following import Followed, a_commitment, a_followed_pair
from kirmash.agreements.actions.following import drop_commitment, write_news
from kirmash.agreements.actions.reminding import Letter, matters_for, remind_of_agreements, send_reminders
from kirmash.agreements.models.asking import Reminder
from kirmash.base.models import Account, SiteRole
from kirmash.base.web import today
from kirmash.jobs.terms import Context, nothing_left
from kirmash.mail.actions import refuse
from kirmash.mail.addresses import digests_of
from kirmash.mail.models import Message
from kirmash.mail.queries import keys
from kirmash.registry.models.person import Person

TODAY = datetime.date(2025, 9, 20)


@pytest.fixture
def pair(db: None) -> Followed:
    return a_followed_pair()


def reminded(account: Account, day: datetime.date = TODAY) -> list[tuple[str, str]]:
    return [(shown.what, one.why) for one, shown in matters_for(account, day)]


def send(account: Account, day: datetime.date = TODAY) -> None:
    found = matters_for(account, day)
    send_reminders(letters=[Letter(account=account, found=found)] if found else [], today=day)


def test_one_mail_holds_what_is_near_late_and_silent(pair: Followed) -> None:
    for name, due in (("Near", "2025-09-25"), ("Late", "2025-09-10"), ("Silent", None), ("Far", "2025-12-01")):
        a_commitment(pair.instrument, en=name, due_on=datetime.date.fromisoformat(due) if due else None)

    send(pair.officer)

    message = Message.objects.get()
    said = [line.split(":")[0].removeprefix("- ") for line in message.text.splitlines() if line.startswith("- ")]
    assert (message.recipient, message.kind, said) == ("chen@dubki.example", "follow-up", [
        "10 September 2025, late", "25 September 2025, due within 7 days",
        "silent",
    ])  # fmt: skip


def test_of_each_step_one_is_reminded_once(pair: Followed) -> None:
    a_commitment(pair.instrument, en="Near", due_on=datetime.date(2025, 9, 25))
    days = [datetime.date(2025, 8, 26) + datetime.timedelta(days=number) for number in range(40)]

    found = []
    for day in days:
        found += [(str(day), why) for _what, why in reminded(pair.officer, day)]
        send(pair.officer, day)

    assert found == [
        ("2025-08-26", "within-30"), ("2025-09-18", "within-7"), ("2025-09-24", "within-1"), ("2025-09-26", "late"),
    ]  # fmt: skip
    assert (Message.objects.count(), Reminder.objects.count()) == (4, 4)


def test_what_is_done_or_dropped_is_not_reminded_of(pair: Followed) -> None:
    done = a_commitment(pair.instrument, en="Done", due_on=datetime.date(2025, 9, 25))
    dropped = a_commitment(pair.instrument, en="Dropped", due_on=datetime.date(2025, 9, 25))
    write_news(commitment=done, heard_on=TODAY, is_done=True, today=TODAY)
    drop_commitment(commitment=dropped, why="x", today=TODAY)

    assert reminded(pair.officer) == []


def test_another_city_is_not_reminded_and_a_responsible_officer_is(pair: Followed) -> None:
    a_commitment(pair.instrument, en="Near", due_on=datetime.date(2025, 9, 25))
    a_place("elsewhere", en="Elsewhere")
    other = an_account("dana@x.example", SiteRole.CITY, "place:elsewhere", has_password=False)
    keeper = an_account("aigerim@x.example", SiteRole.PROTOCOL, has_password=False)
    outsider = an_account("bruno@x.example", SiteRole.BUYER, "organisation:x", has_password=False)
    found = []
    for account, key in ((other, ""), (keeper, "aigerim"), (outsider, "bruno")):
        if key:
            pair.instrument.responsible = Person.objects.create(key=key)
            pair.instrument.save()
            account.person = key
        found.append(reminded(account))

    assert found == [[], [("Near", "within-7")], []]


def test_a_deadline_of_the_instrument_itself_is_reminded_of_too(pair: Followed) -> None:
    pair.instrument.control_on = datetime.date(2025, 9, 21)
    pair.instrument.save()

    assert [why for _what, why in reminded(pair.officer)] == ["within-1"]


def test_whoever_wants_no_such_mail_gets_none(pair: Followed) -> None:
    a_commitment(pair.instrument, en="Near", due_on=datetime.date(2025, 9, 25))
    refuse(digest=digests_of(pair.officer.email, keys())[0], kind="follow-up")

    send(pair.officer)

    assert Message.objects.count() == 0


def test_the_job_writes_where_mail_leaves_the_site_and_is_silent_where_not(
    pair: Followed, settings: LazySettings
) -> None:
    a_commitment(pair.instrument, en="Near", due_on=today() + datetime.timedelta(days=3))
    settings.MAIL_SERVER = None
    silent = remind_of_agreements.func(Context(key="a"))  # type: ignore[call-arg]  # as the worker calls it
    settings.MAIL_SERVER = object()

    remind_of_agreements.func(Context(key="a"))()  # type: ignore[call-arg]  # as the worker calls it

    assert (silent is nothing_left, [one.recipient for one in Message.objects.all()]) == (True, ["chen@dubki.example"])


def test_the_mail_speaks_the_language_of_its_reader(pair: Followed) -> None:
    a_commitment(pair.instrument, en="Near", due_on=datetime.date(2025, 9, 25))
    pair.officer.language = "de"
    pair.officer.save()

    send(pair.officer)

    assert (Message.objects.get().language, "25. September 2025" in Message.objects.get().text) == ("de", True)
