"""What the tests of the API arrange."""

from pathlib import Path

import pytest

from builders import an_account
from kirmash.base.models import Account, SiteRole
from kirmash.bulletin.actions import write_releases
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.loading import import_folder
from kirmash.scenarios.invented import write_invented


@pytest.fixture
def demo_fair(db: None, tmp_path: Path) -> Fair:
    """The founding fair with its 510 invented exhibitors and its bulletins."""
    fair = import_folder(write_invented(tmp_path / "fair"))[0]
    write_releases(fair=fair)
    return fair


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
