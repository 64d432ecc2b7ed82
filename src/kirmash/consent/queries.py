"""Reads of the consents: whether one stands, and all that were given."""

from django.db.models import Q, QuerySet

from kirmash.base.models import Account
from kirmash.consent.models import Consent
from kirmash.consent.wording import Purpose


def has_consent(*, purpose: Purpose, person: str = "", account: Account | None = None) -> bool:
    """Say whether a person (by key) or an account agrees to a purpose today, in words that still count."""
    return standing(purpose=purpose, person=person, account=account).exists()


def standing(*, purpose: Purpose, person: str = "", account: Account | None = None) -> QuerySet[Consent]:
    """Return the consents that stand for a purpose."""
    return consents_of(person=person, account=account).filter(
        purpose=purpose.key, withdrawn_at=None, wording__version__gte=purpose.holds_since
    )


def consents_of(*, person: str = "", account: Account | None = None) -> QuerySet[Consent]:
    """Return all consents of somebody, as a person and as the account that is linked to the person."""
    whose = Q(pk__in=[])
    if person:
        whose |= Q(person=person) | Q(account__person=person)
    if account is not None:
        whose |= Q(account=account)
        if account.person:
            whose |= Q(person=account.person)
    return Consent.objects.filter(whose)
