"""What the tests of the API arrange."""

import pytest

from builders import an_account
from kirmash.base.models import Account, SiteRole
from kirmash.bulletin.actions import write_releases
from kirmash.exhibition.models.fair import Fair


@pytest.fixture
def demo_fair(demo: Fair) -> Fair:
    """The founding fair with its 510 invented exhibitors and its bulletins."""
    write_releases(fair=demo)
    return demo


@pytest.fixture
def aigerim_account(db: None) -> Account:
    """Aigerim, an administrator."""
    return an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)


@pytest.fixture
def chen_account(db: None) -> Account:
    """Chen, an editor."""
    return an_account("chen@kirmash.example", SiteRole.ORGANISER, has_password=False)


@pytest.fixture
def bruno_account(db: None) -> Account:
    """Bruno, a reader."""
    return an_account("bruno@kirmash.example", SiteRole.AUDITOR, has_password=False)
