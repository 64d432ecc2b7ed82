"""Giving a consent and withdrawing it."""

import datetime

from django.db import transaction
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.consent.models import Consent, How, Wording
from kirmash.consent.queries import consents_of
from kirmash.consent.wording import Purpose, digest_of, words_of


@transaction.atomic
def give_consent(
    *,
    purpose: Purpose,
    language: str,
    seen: str = "",
    person: str = "",
    account: Account | None = None,
    how: How = How.SITE,
    given_on: datetime.date | None = None,
    evidence: str = "",
    recorded_by: Account | None = None,
) -> Consent:
    """Keep that somebody agrees, with the very words; ``seen`` is the hash of the words that stood on the page.

    A consent in words that count no longer is closed by the new one.
    """
    words = words_of(purpose, language)
    if seen and seen != digest_of(words):
        raise Refused("consent-words-changed")
    _must_be_asked(purpose, person, account)
    _must_be_proved(how, given_on, evidence)
    earlier = consents_of(person=person, account=account).filter(purpose=purpose.key, withdrawn_at=None)
    if earlier.filter(wording__version__gte=purpose.holds_since).exists():
        raise Refused("consent-stands-already", purpose=purpose.title)
    now = timezone.now()
    earlier.update(withdrawn_at=now, withdrawn_how=how)
    given_at = datetime.datetime.combine(given_on, datetime.time(12), datetime.UTC) if given_on else now
    consent = Consent.objects.create(
        person=person or (account.person if account else ""),
        account=account,
        wording=_wording(purpose, language, words),
        purpose=purpose.key,
        given_at=min(given_at, now),
        how=how,
        evidence=evidence.strip(),
        recorded_by=recorded_by,
    )
    _remember("give", consent, recorded_by or account)
    return consent


@transaction.atomic
def withdraw_consent(
    *,
    purpose: Purpose,
    person: str = "",
    account: Account | None = None,
    how: How = How.SITE,
    recorded_by: Account | None = None,
) -> list[Consent]:
    """End every standing consent of somebody to a purpose; the rows stay, with the time."""
    found = list(
        consents_of(person=person, account=account)
        .filter(purpose=purpose.key, withdrawn_at=None)
        .select_related("account")
    )
    if not found:
        raise Refused("no-consent-stands", purpose=purpose.title)
    for consent in found:
        consent.withdrawn_at, consent.withdrawn_how = timezone.now(), how
        consent.save(update_fields=["withdrawn_at", "withdrawn_how"])
        _remember("withdraw", consent, recorded_by or account)
    return found


def _must_be_asked(purpose: Purpose, person: str, account: Account | None) -> None:
    if purpose.needs_person and not (person or (account and account.person)):
        raise Refused("consent-needs-person", purpose=purpose.title)
    if purpose.needs_account and account is None:
        raise Refused("consent-needs-account", purpose=purpose.title)


def _must_be_proved(how: How, given_on: datetime.date | None, evidence: str) -> None:
    if how != How.SITE and not evidence.strip():
        raise Refused("consent-without-evidence")
    if given_on and given_on > timezone.localdate():
        raise Refused("consent-in-future")


def _wording(purpose: Purpose, language: str, words: str) -> Wording:
    values = {"purpose": purpose.key, "version": purpose.version, "language": language, "digest": digest_of(words)}
    return Wording.objects.get_or_create(**values, defaults={"text": words})[0]


def _remember(verb: str, consent: Consent, account: Account | None) -> None:
    values = {"purpose": consent.purpose}
    Change.objects.create(account=account, verb=verb, table="consent", record=str(consent.pk), values=values)
