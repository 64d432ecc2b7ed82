"""What the tests of the sign-in arrange: people who come in by themselves, and what they carry."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from builders import an_account
from kirmash.base.models import Account, SiteRole
from provider import CLIENT, SECRET, Provider, running_provider

CHEN, CORRECT = "chen@kirmash.example", "correct-horse-battery"
Enter = Callable[..., Any]  # Any: a response with Django's test extras


@pytest.fixture
def account(db: None) -> Account:
    """Chen's account, with a password; nobody has tried to enter yet."""
    cache.clear()
    return an_account(CHEN, SiteRole.ORGANISER)


@pytest.fixture
def enter() -> Enter:
    """Sign in with mail address and password."""

    def sign_in(client: Client, email: str = CHEN, password: str = CORRECT, **more: str) -> Any:  # Any: as above
        return client.post(reverse("account_login"), {"login": email, "password": password, **more})

    return sign_in


@pytest.fixture
def app(account: Account) -> str:
    """The secret of Chen's authenticator app; recovery codes come with it."""
    secret = str(generate_totp_secret())
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


@pytest.fixture(scope="session")
def provider_running() -> Iterator[Provider]:
    """The provider, started once."""
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(provider_running: Provider, settings: Settings) -> Provider:
    """The provider, known to the site; nobody is signed in there yet."""
    provider_running.person, provider_running.token_says = {}, {}
    app = {
        "provider_id": "oidc",
        "name": "Trade House",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider_running.issuer},
    }
    settings.OIDC_APP = app
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return provider_running
