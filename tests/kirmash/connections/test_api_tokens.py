"""Tokens: made for what they are needed for, shown once, revoked at once."""

import hashlib
import re

import pytest
from django.test import Client
from django.utils import timezone

from builders import an_account
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, SiteRole
from kirmash.connections.actions import make_token, revoke_token, token_of
from kirmash.connections.actions.tokens import MOST_TOKENS
from kirmash.connections.models import ApiToken, Scope
from kirmash.connections.queries import looks_like_a_token

pytestmark = pytest.mark.django_db
WORDS = {"name": "price list", "scopes": ["read:fairs"], "days": "90"}
NEW = "/account/tokens/new/"


@pytest.fixture
def owner() -> Account:
    return an_account("owner@kirmash.example", SiteRole.ORGANISER, has_password=False)


def secret_in(html: str) -> str:
    found = re.findall(r'value="(kirmash_[0-9A-Za-z]{49})"', html)
    return found[0] if found else ""


def test_a_token_is_shown_once_and_kept_as_a_hash_only(bruno: Client) -> None:
    answer = bruno.post(NEW, WORDS)

    secret = secret_in(answer.content.decode())
    token = ApiToken.objects.get()
    kept = " ".join(str(value) for value in ApiToken.objects.values().get().values())
    assert (token.digest, secret in kept, token.prefix) == (
        hashlib.sha256(secret.encode()).hexdigest(),
        False,
        secret[:14],
    )
    assert ("no-store" in answer["Cache-Control"], secret in bruno.get("/account/tokens/").content.decode()) == (
        True,
        False,
    )


def test_two_tokens_are_never_alike(owner: Account) -> None:
    secrets = {make_token(account=owner, name="a", scopes=["read:fairs"], days=1)[1] for _token in range(20)}

    assert (len(secrets), all(map(looks_like_a_token, secrets))) == (20, True)


def test_a_mistyped_token_is_known_by_its_checksum(owner: Account) -> None:
    secret = make_token(account=owner, name="a", scopes=["read:fairs"], days=1)[1]
    other = "a" if secret[20] != "a" else "b"

    assert [looks_like_a_token(word) for word in (secret[:20] + other + secret[21:], secret + "0", "kirmash_")] == [
        False
    ] * 3


def test_a_token_stands_for_its_account(owner: Account) -> None:
    token, secret = make_token(account=owner, name="a", scopes=["read:fairs"], days=1)

    assert token_of(secret=secret) == token


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (SiteRole.AUDITOR, 5),
        (SiteRole.ORGANISER, 6),
        (SiteRole.ADMINISTRATOR, 7),
    ],
)
def test_only_what_the_account_may_do_is_offered(role: SiteRole, offered: int) -> None:
    client = Client()
    client.force_login(an_account("x@kirmash.example", role, has_password=False))

    assert client.get(NEW).content.decode().count('name="scopes"') == offered


def test_a_scope_beyond_the_account_is_refused(owner: Account) -> None:
    with pytest.raises(Refused) as refused:
        make_token(account=owner, name="a", scopes=["webhooks"], days=1)
    assert refused.value.code == "scope-not-allowed"


def test_a_scope_beyond_the_account_is_refused_on_the_page(bruno: Client) -> None:
    html = bruno.post(NEW, {**WORDS, "scopes": ["write:record"]}).content.decode()

    assert (secret_in(html), ApiToken.objects.count(), "write:record is not one of" in html) == ("", 0, True)


def test_a_token_without_a_scope_is_refused(owner: Account) -> None:
    with pytest.raises(Refused) as refused:
        make_token(account=owner, name="a", scopes=[], days=1)
    assert refused.value.code == "no-scope"


def test_there_is_an_end_to_the_number_of_tokens(owner: Account) -> None:
    for _token in range(MOST_TOKENS):
        make_token(account=owner, name="a", scopes=["read:fairs"], days=1)

    with pytest.raises(Refused) as refused:
        make_token(account=owner, name="a", scopes=["read:fairs"], days=1)
    assert refused.value.code == "too-many-tokens"


def test_a_token_ends_within_a_year(owner: Account) -> None:
    token = make_token(account=owner, name="a", scopes=list(Scope)[:1], days=10_000)[0]

    assert (token.expires_at - timezone.now()).days == 365


def test_revoking_asks_first_and_is_remembered(bruno: Client) -> None:
    bruno.post(NEW, WORDS)
    path = f"/account/tokens/{ApiToken.objects.get().pk}/revoke/"
    bruno.get(path)
    before = ApiToken.objects.get().is_valid

    bruno.post(path)

    change = Change.objects.latest("pk")
    assert (before, ApiToken.objects.get().is_valid, change.verb, change.table) == (True, False, "revoke", "token")


def test_a_token_is_revoked_once(owner: Account) -> None:
    token = make_token(account=owner, name="a", scopes=["read:fairs"], days=1)[0]
    revoke_token(token=token)

    with pytest.raises(Refused) as refused:
        revoke_token(token=token)
    assert refused.value.code == "token-revoked-already"


def test_a_token_of_somebody_else_is_not_there(bruno: Client, chen: Client, owner: Account) -> None:
    token = make_token(account=owner, name="not yours", scopes=["read:fairs"], days=1)[0]
    path = f"/account/tokens/{token.pk}/revoke/"

    answers = [client.post(path).status_code for client in (bruno, chen)]

    token.refresh_from_db()
    assert (answers, token.is_valid, "not yours" in bruno.get("/account/tokens/").content.decode()) == (
        [404, 404],
        True,
        False,
    )


def test_an_administrator_sees_and_revokes_every_token(aigerim: Client, owner: Account) -> None:
    token = make_token(account=owner, name="price list", scopes=["read:fairs"], days=1)[0]
    html = aigerim.get("/connections/").content.decode()

    aigerim.post(f"/account/tokens/{token.pk}/revoke/")

    token.refresh_from_db()
    assert ("owner@kirmash.example" in html, token.prefix in html, token.is_valid) == (True, True, False)


def test_the_history_tells_of_tokens(aigerim: Client, bruno: Client) -> None:
    bruno.post(NEW, WORDS)

    html = aigerim.get("/history/?table=token").content.decode()

    assert ("made the API token" in html, "price list" in html) == (True, True)


def test_a_name_of_markup_is_escaped(bruno: Client) -> None:
    bruno.post(NEW, {**WORDS, "name": "<script>alert(1)</script>"})

    assert "<script>alert" not in bruno.get("/account/tokens/").content.decode()
