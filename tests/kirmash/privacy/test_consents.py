"""Consents: given in words that are kept, withdrawn as easily, asked by other chapters."""

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from builders import a_person, an_account
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.consent.actions import give_consent, withdraw_consent
from kirmash.consent.models import Consent, How, Wording
from kirmash.consent.queries import has_consent
from kirmash.consent.wording import CATALOGUE, CONTACT, DIGESTS, PURPOSES, digest_of, words_of

pytestmark = pytest.mark.django_db
PAST = datetime.date(2025, 9, 29)


def on_paper(person: str = "anna") -> Consent:
    return give_consent(
        purpose=CONTACT, language="de", person=person, how=How.PAPER, given_on=PAST, evidence="folder 3"
    )


def refusal(**values: object) -> str:
    with pytest.raises(Refused) as refused:
        give_consent(**{"purpose": CONTACT, "language": "en", **values})  # type: ignore[arg-type]  # one at a time
    return refused.value.code


#: The words of each version. Whoever changes what a purpose says raises its version and adds a line here.
VERSIONS = {
    ("contact-after-fair", 1): "9860c009b8b8",
    ("named-in-catalogue", 1): "019ec2fe69b2",
    ("mail-digests", 1): "a5f77f76f81c",
}


def test_no_purpose_changes_its_words_without_a_new_version() -> None:
    said = {(purpose.key, purpose.version): digest_of(words_of(purpose, "en"))[:12] for purpose in PURPOSES}

    assert said == {version: VERSIONS[version] for version in said}


def test_a_consent_keeps_the_very_words_in_the_language_shown() -> None:
    consent = give_consent(purpose=DIGESTS, language="en", account=an_account())

    assert consent.wording.text == words_of(DIGESTS, "en")
    assert consent.wording.digest == digest_of(consent.wording.text)
    assert (consent.wording.version, consent.wording.language, consent.how) == (1, "en", How.SITE)


def test_the_same_words_are_kept_once() -> None:
    on_paper("anna")
    on_paper("boris")

    assert Wording.objects.count() == 1


def test_a_consent_stands_until_it_is_withdrawn_and_then_may_be_given_again() -> None:
    account = an_account()
    before = has_consent(purpose=DIGESTS, account=account)
    give_consent(purpose=DIGESTS, language="en", account=account)
    between = has_consent(purpose=DIGESTS, account=account)
    withdraw_consent(purpose=DIGESTS, account=account)
    after = has_consent(purpose=DIGESTS, account=account)

    give_consent(purpose=DIGESTS, language="en", account=account)

    assert (before, between, after, has_consent(purpose=DIGESTS, account=account)) == (False, True, False, True)
    assert Consent.objects.filter(account=account).count() == 2


def test_a_consent_to_one_purpose_is_none_to_another() -> None:
    on_paper()

    assert [has_consent(purpose=purpose, person="anna") for purpose in PURPOSES] == [True, False, False]


def test_an_account_agrees_for_the_person_it_is_linked_to() -> None:
    account = an_account()
    Account.objects.filter(pk=account.pk).update(person="anna")
    account.refresh_from_db()

    give_consent(purpose=CATALOGUE, language="en", account=account)

    assert has_consent(purpose=CATALOGUE, person="anna")


def test_what_a_person_signed_on_paper_is_withdrawn_by_their_account() -> None:
    on_paper()
    account = an_account()
    account.person = "anna"
    account.save()

    withdrawn = withdraw_consent(purpose=CONTACT, account=account)

    assert [consent.how for consent in withdrawn] == [How.PAPER]
    assert has_consent(purpose=CONTACT, person="anna") is False


def test_words_that_no_longer_count_are_asked_for_again() -> None:
    consent = on_paper()
    newer = replace(CONTACT, version=2, holds_since=2)

    stands = has_consent(purpose=newer, person="anna")
    again = give_consent(
        purpose=newer, language="de", person="anna", how=How.PAPER, given_on=timezone.localdate(), evidence="folder 4"
    )

    consent.refresh_from_db()
    assert (stands, consent.withdrawn_at is None, again.wording.version) == (False, False, 2)
    assert has_consent(purpose=newer, person="anna")


def test_a_paper_keeps_its_own_day_and_who_recorded_it() -> None:
    chen = an_account()

    consent = give_consent(
        purpose=CONTACT, language="ru", person="anna", how=How.PAPER, given_on=PAST, evidence=" folder 3 ",
        recorded_by=chen,
    )  # fmt: skip

    assert (consent.given_at.date(), consent.evidence, consent.recorded_by) == (PAST, "folder 3", chen)
    assert Change.objects.get(table="consent").account == chen


def test_what_makes_no_sense_is_refused() -> None:
    on_paper()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    account = an_account()

    said = {
        "twice": refusal(person="anna"),
        "other words": refusal(account=account, seen="0" * 64),
        "no paper": refusal(person="b", how=How.PAPER, given_on=PAST),
        "tomorrow": refusal(person="b", how=How.PAPER, given_on=tomorrow, evidence="x"),
        "no name": refusal(purpose=CATALOGUE, account=account),
        "no address": refusal(purpose=DIGESTS, person="b"),
    }

    assert said == {
        "twice": "consent-stands-already",
        "other words": "consent-words-changed",
        "no paper": "consent-without-evidence",
        "tomorrow": "consent-in-future",
        "no name": "consent-needs-person",
        "no address": "consent-needs-account",
    }


def test_what_was_not_given_cannot_be_withdrawn() -> None:
    with pytest.raises(Refused) as refused:
        withdraw_consent(purpose=DIGESTS, account=an_account())

    assert refused.value.code == "no-consent-stands"


def test_the_database_refuses_a_second_standing_consent() -> None:
    first = on_paper()

    with pytest.raises(IntegrityError):
        Consent.objects.create(
            person="anna", wording=first.wording, purpose=first.purpose, given_at=timezone.now(), how=How.SITE
        )


def test_asking_for_a_consent_costs_one_query() -> None:
    on_paper()

    with CaptureQueriesContext(connection) as asked:
        has_consent(purpose=CONTACT, person="anna")

    assert len(asked) == 1


def test_nothing_is_ticked_beforehand_and_a_box_left_empty_gives_nothing(bruno: Client) -> None:
    html = bruno.get("/account/privacy/").content.decode()

    bruno.post("/account/privacy/mail-digests/give/", {"seen": digest_of(words_of(DIGESTS, "en"))})

    assert (html.count('type="checkbox"'), html.count("checked"), Consent.objects.count()) == (2, 0, 0)


def test_somebody_gives_and_withdraws_on_their_page(bruno: Client) -> None:
    seen = digest_of(words_of(DIGESTS, "en"))
    given = bruno.post("/account/privacy/mail-digests/give/", {"agreed": "yes", "seen": seen}, follow=True)

    withdrawn = bruno.post("/account/privacy/mail-digests/withdraw/", follow=True)

    assert "Thank you. You can withdraw it here at any time." in given.content.decode()
    assert "It is withdrawn." in withdrawn.content.decode()
    assert Consent.objects.filter(withdrawn_at=None).count() == 0


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_a_consent_to_words_that_were_not_shown_is_not_taken(seen: str, bruno: Client) -> None:
    answer = bruno.post("/account/privacy/mail-digests/give/", {"agreed": "yes", "seen": seen}, follow=True)

    assert ("please read them again" in answer.content.decode(), Consent.objects.count()) == (True, 0)


def test_an_administrator_records_what_was_given_on_paper(aigerim: Client) -> None:
    a_person("anna", en="Anna Example")
    words = {"purpose": "named-in-catalogue", "language": "be", "how": "paper", "given_on": "2025-09-29",
             "evidence": "folder 3"}  # fmt: skip

    answer = aigerim.post("/privacy/people/anna/consent/", words, follow=True)

    assert "folder 3" in answer.content.decode()
    assert has_consent(purpose=CATALOGUE, person="anna")


def test_an_administrator_is_told_what_is_missing(aigerim: Client) -> None:
    a_person("anna", en="Anna Example")

    answer = aigerim.post("/privacy/people/anna/consent/", {"purpose": "mail-digests"})

    assert sorted(answer.context["form"].errors) == ["evidence", "given_on", "how", "language", "purpose"]


def test_a_withdrawal_by_an_administrator_is_written_down(aigerim: Client) -> None:
    a_person("anna", en="Anna Example")
    on_paper()

    aigerim.post("/privacy/people/anna/consent/contact-after-fair/withdraw/")

    change = Change.objects.filter(table="consent").order_by("-pk")[0]
    assert (change.verb, str(change.account), has_consent(purpose=CONTACT, person="anna")) == (
        "withdraw", "aigerim@kirmash.example", False,
    )  # fmt: skip
