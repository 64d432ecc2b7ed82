"""What several tests arrange: the founding fair, the cast, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from builders import an_account
from kept import DEMO, FOUNDING
from kirmash.base import remembering
from kirmash.base.models import SiteRole
from kirmash.base.remembering import forget
from kirmash.exhibition.models.fair import Fair
from machine import lacks

CHROMIUM = Path("/usr/bin/chromium")


def pytest_configure() -> None:
    """Refuse to test the site as it runs in production: it asks administrators for a second factor, and hides pages."""
    if settings.MODE != "test":
        message = "the tests want KIRMASH_MODE=test, as `make test` sets it"
        raise pytest.UsageError(message)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out the tests that ask no database, and those that are run once: they have run already."""
    items.sort(key=lambda one: one.get_closest_marker("once") is None)  # the longest walks first
    if not os.environ.get("KIRMASH_DATABASE_URL"):
        return
    wants = {"db", "transactional_db", "django_db_setup", "live_server"}
    asking = [
        one
        for one in items
        if (one.get_closest_marker("django_db") or wants & set(getattr(one, "fixturenames", ())))
        and not one.get_closest_marker("once")
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(asking)])
    items[:] = asking


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins in English, whichever page the test before it asked for, and remembers nothing of it."""
    forget()
    monkeypatch.setattr(remembering, "LAG", 0.0)  # tests do what others would have done
    with translation.override("en"):
        yield


@pytest.fixture
def founding(db: None) -> Fair:
    """The founding fair, as it is after its import."""
    return FOUNDING.put()


@pytest.fixture
def demo(db: None) -> Fair:
    """The founding fair with its 510 invented exhibitors, as it is after its import."""
    return DEMO.put()


@pytest.fixture
def aigerim(db: None) -> Client:
    """Aigerim, an administrator, signed in."""
    client = Client()
    client.force_login(an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False))
    return client


@pytest.fixture
def chen(db: None) -> Client:
    """Chen, an organiser who keeps the record, signed in."""
    client = Client()
    client.force_login(an_account("chen@kirmash.example", SiteRole.ORGANISER, has_password=False))
    return client


@pytest.fixture
def bruno(db: None) -> Client:
    """Bruno, a floor planner who only reads the record, signed in."""
    client = Client()
    client.force_login(an_account("bruno@kirmash.example", SiteRole.PLANNER, has_password=False))
    return client


@pytest.fixture
def dana() -> Client:
    """Dana, an outsider."""
    return Client()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium; without one its tests are left out, but not in CI."""
    if not CHROMIUM.exists():
        lacks("Chromium", "chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in this thread beside Django
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield browser
        browser.close()
