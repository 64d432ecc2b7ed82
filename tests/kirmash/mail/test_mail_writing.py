"""Writing into the outbox: once for each occasion, in the reader's language, never to who refused; and tending it."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.db import IntegrityError, transaction
from django.test.utils import override_settings
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from builders import an_account
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, SiteRole
from kirmash.mail.actions import cancel, prune, refuse, resend, take_again, write, write_trial
from kirmash.mail.actions.writing import MOST_TRIALS
from kirmash.mail.kinds import DIGEST, INVITATION, TEST, Kind, Purpose, declare
from kirmash.mail.models import NO_WORDS, Message, Refusal, State
from kirmash.mail.queries import is_refused, subscription_of, token_of

pytestmark = pytest.mark.django_db
DUE = {"period": "this week", "items": [], "url": "https://fair.example/"}
CHEN = "chen@kirmash.example"


def a_mail(**values: Any) -> Message:
    """Write a test mail, then make it what a test needs."""
    message = write(kind=TEST, to=CHEN, values={"sender": "Aigerim"}, language="en")
    assert message is not None
    Message.objects.filter(pk=message.pk).update(**values)
    message.refresh_from_db()
    return message


def aigerim_herself() -> Account:
    return an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)


def test_the_same_occasion_is_written_once() -> None:
    first = write(kind=TEST, to=CHEN, values={"sender": "Aigerim"}, key="meeting-7-tomorrow")

    second = write(kind=TEST, to=CHEN, values={"sender": "Bruno"}, key="meeting-7-tomorrow")

    assert (second, Message.objects.count()) == (first, 1)


def test_a_mail_is_written_in_the_language_of_the_moment_where_none_is_asked_for() -> None:
    with translation.override("be"):
        message = write(kind=TEST, to=CHEN, values={"sender": "Aigerim"})

    assert message is not None
    assert (message.language, message.text.split("\n")[0]) == ("be", "Добры дзень!")


def test_a_language_of_which_we_have_no_words_becomes_that_of_the_site() -> None:
    message = write(kind=TEST, to=CHEN, values={"sender": "Aigerim"}, language="fr")

    assert message is not None
    assert message.language == "en"


def test_a_mail_knows_the_account_it_is_for() -> None:
    account = an_account(CHEN, has_password=False)

    message = write(kind=TEST, to=account, values={"sender": "Aigerim"})

    assert message is not None
    assert (message.account, message.recipient) == (account, CHEN)


def test_nothing_is_written_to_what_is_no_address() -> None:
    with pytest.raises(Refused):
        write(kind=TEST, to="chen@kirmash.example\nBcc: all@kirmash.example", values={"sender": "Aigerim"})

    assert Message.objects.count() == 0


def test_a_refused_kind_is_not_written_to_that_address_in_any_spelling() -> None:
    refuse(digest=str(subscription_of(token_of(CHEN, "digest"))[1]), kind="digest")  # type: ignore[index]  # it is ours

    answers = [write(kind=DIGEST, to=to, values=DUE) for to in (CHEN, "Chen@Kirmash.EXAMPLE", "li@kirmash.example")]

    assert [answer and answer.recipient for answer in answers] == [None, None, "li@kirmash.example"]


def test_a_mail_that_is_necessary_is_written_in_spite_of_a_refusal() -> None:
    refuse(digest=str(subscription_of(token_of(CHEN, "test"))[1]), kind="test")  # type: ignore[index]  # it is ours

    message = write(kind=TEST, to=CHEN, values={"sender": "Aigerim"})

    assert message is not None


def test_a_refusal_keeps_no_address_and_can_be_taken_back() -> None:
    kind, digest = subscription_of(token_of(CHEN, "digest")) or ("", "")
    refuse(digest=digest, kind=kind)
    kept = str(Refusal.objects.values().get()) + str(list(Change.objects.values()))

    taken_back = [take_again(digest=digest, kind=kind), take_again(digest=digest, kind=kind)]

    assert ("chen" in kept, taken_back, is_refused(CHEN, "digest")) == (False, [True, False], False)
    assert list(Change.objects.order_by("pk").values_list("verb", "record")) == [
        ("refuse", "digest"),
        ("take-again", "digest"),
    ]


def test_a_refusal_and_a_link_outlive_a_change_of_the_secret_key() -> None:
    token = token_of(CHEN, "digest")
    kind, digest = subscription_of(token) or ("", "")
    refuse(digest=digest, kind=kind)

    with override_settings(SECRET_KEY="a new key", SECRET_KEY_FALLBACKS=[site.SECRET_KEY]):
        after = (subscription_of(token), is_refused(CHEN, "digest"))

    assert after == (("digest", digest), True)


def test_a_link_that_was_tampered_with_names_nothing() -> None:
    token = token_of(CHEN, "digest")

    found = [subscription_of(word) for word in (token[:-1], token.replace("digest", "test"), "", "digest~abc~def", "~")]

    assert found == [None] * 5


def test_a_subscription_says_in_its_headers_how_it_is_ended(settings: Settings) -> None:
    settings.SITE_URL = "https://fair.example"

    message = write(kind=DIGEST, to=CHEN, values=DUE)

    assert message is not None
    url = f"https://fair.example/mail/stop/{token_of(CHEN, 'digest')}/"
    assert message.headers == {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    assert (url in message.text, "chen" in url) == (True, False)


def test_one_click_is_offered_on_encrypted_sites_only(settings: Settings) -> None:
    settings.SITE_URL = "http://fair.example"

    message = write(kind=DIGEST, to=CHEN, values=DUE)

    assert message is not None
    assert set(message.headers) == {"List-Unsubscribe"}


def test_a_mail_that_is_necessary_offers_no_end() -> None:
    assert a_mail().headers == {}


def test_a_secret_is_not_kept_where_no_mail_leaves() -> None:
    message = write(kind=INVITATION, to=CHEN, values={"url": "https://fair.example/secret-key/"})

    assert message is not None
    assert (message.state, message.trouble, message.text, message.html) == (State.FAILED, "no-server", "", "")


def test_the_database_itself_refuses_a_secret_that_ended_with_its_words() -> None:
    message = a_mail(is_secret=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=State.SENT, ended=timezone.now())

    assert Message.objects.get().state == State.WAITING


def test_a_name_stands_for_one_kind() -> None:
    with pytest.raises(ValueError, match="two kinds of mail are named test"):
        declare(Kind(name="test", label=TEST.label, is_secret=True))


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.CANCELLED])
def test_a_mail_that_ended_is_sent_again_as_the_same_mail(state: State) -> None:
    account = aigerim_herself()
    message = a_mail(state=state, ended=timezone.now(), attempts=9, trouble="given-up", answer="no")
    mark = message.mark

    again = resend(message=message, account=account)

    assert (again.state, again.attempts, again.trouble, again.answer, again.ended) == (State.WAITING, 0, "", "", None)
    assert (again.mark, again.expires > timezone.now() + timedelta(minutes=59)) == (mark, True)
    assert Change.objects.values_list("verb", "table", "record", "account").get() == (
        "resend", "mail", str(message.pk), account.pk,
    )  # fmt: skip


def test_a_mail_that_is_being_sent_is_neither_sent_again_nor_cancelled() -> None:
    message = a_mail(state=State.SENDING, claimed=timezone.now())
    account = aigerim_herself()

    with pytest.raises(Refused, match="being sent"):
        resend(message=message, account=account)
    with pytest.raises(Refused, match="waits"):
        cancel(message=message, account=account)

    assert Change.objects.count() == 0


def test_a_secret_cannot_be_sent_again_once_it_is_gone() -> None:
    message = a_mail(is_secret=True, state=State.SENT, ended=timezone.now(), **NO_WORDS)

    with pytest.raises(Refused) as refused:
        resend(message=message, account=aigerim_herself())

    assert refused.value.code == "mail-is-empty"


def test_a_subscription_is_not_sent_again_to_who_refused_meanwhile() -> None:
    message = write(kind=DIGEST, to=CHEN, values=DUE)
    assert message is not None
    refuse(digest=str(subscription_of(token_of(CHEN, "digest"))[1]), kind="digest")  # type: ignore[index]  # it is ours

    with pytest.raises(Refused) as refused:
        resend(message=message, account=aigerim_herself())

    assert refused.value.code == "mail-is-refused"


def test_what_changed_under_the_hand_is_not_touched() -> None:
    seen = a_mail()
    Message.objects.filter(pk=seen.pk).update(state=State.SENT, ended=timezone.now())

    with pytest.raises(Refused) as refused:
        cancel(message=seen, account=aigerim_herself())

    assert (refused.value.code, Message.objects.get().state) == ("mail-has-moved", State.SENT)


def test_cancelling_a_secret_deletes_what_it_says() -> None:
    message = a_mail(is_secret=True)

    cancel(message=message, account=aigerim_herself())

    assert Message.objects.values_list("state", "text", "html").get() == (State.CANCELLED, "", "")


def test_old_mails_that_ended_are_deleted_and_others_stay() -> None:
    now = timezone.now()
    old = now - timedelta(days=91)
    a_mail(state=State.SENT, ended=old)
    a_mail(state=State.FAILED, ended=old)
    young, waiting = a_mail(state=State.SENT, ended=now), a_mail(created=old)

    count = prune(before=now - timedelta(days=90))

    assert (count, set(Message.objects.all())) == (2, {young, waiting})
    assert Change.objects.get().values["count"] == 2


def test_a_trial_holds_no_secret_and_says_that_it_is_one() -> None:
    account = aigerim_herself()

    message = write_trial(kind=INVITATION, language="ru", account=account)

    assert (message.is_secret, message.purpose, message.recipient) == (False, Purpose.TRANSACTION, account.email)
    assert message.subject == "Проба: Kirmash: учётная запись для вас"


def test_trials_are_not_endless() -> None:
    account = aigerim_herself()
    for _number in range(MOST_TRIALS):
        write_trial(kind=TEST, language="en", account=account)

    with pytest.raises(Refused) as refused:
        write_trial(kind=TEST, language="en", account=account)

    assert (refused.value.code, Message.objects.count()) == ("mail-trials-too-many", MOST_TRIALS)
