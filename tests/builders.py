"""Builders: what a test needs in one line, with keyword overrides and nothing surprising."""

import datetime
from typing import Any

from kirmash.base.models import Account, SiteRole
from kirmash.record.models import Cardinality, Claim, Comparator, Datatype, Property, Source, SourceKind

DAY = datetime.date(2025, 9, 29)


def an_account(
    email: str = "chen@kirmash.example", role: SiteRole = SiteRole.READER, *, has_password: bool = True
) -> Account:
    """Make an account; without a password it is made much faster."""
    password = "correct-horse-battery" if has_password else None
    return Account.objects.create_user(email, password, role=role)


def a_source(key: str = "a-paper", **values: Any) -> Source:
    """Make a source."""
    defaults = {"kind": SourceKind.PRESS, "title": "A report", "publisher": "A paper", "url": "https://example.org/1"}
    return Source.objects.get_or_create(key=key, defaults={**defaults, **values})[0]


def a_property(key: str = "exhibitors", **values: Any) -> Property:
    """Make a property."""
    defaults = {"datatype": Datatype.NUMBER, "cardinality": Cardinality.ONE, "unit": "companies"}
    return Property.objects.get_or_create(key=key, defaults={**defaults, "labels": {"en": key}, **values})[0]


def a_claim(key: str, value: str, **values: Any) -> Claim:
    """Make a claim."""
    defaults = {
        "subject": "fair:a-fair",
        "about": values.pop("about", None) or a_property(),
        "source": values.pop("source", None) or a_source(),
        "comparator": Comparator.EXACTLY,
        "as_of": DAY,
    }
    return Claim.objects.create(key=key, value=value, **{**defaults, **values})
