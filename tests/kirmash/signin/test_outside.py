"""Sign-in at an OpenID Connect provider: a real one runs beside the tests."""

import os
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from builders import an_account
from codes import code_of
from kirmash.base.models import Account, Change
from provider import Provider

pytestmark = pytest.mark.django_db
CHEN = "chen@kirmash.example"
SOMEBODY = {"sub": "17", "email": CHEN, "email_verified": True, "name": "Chen Li"}


def go_there(client: Client, **more: str) -> str:
    """Press the button; return the provider's address that the site leads to."""
    page = client.post(reverse("openid_connect_login", args=["oidc"]), more)
    assert page.status_code == 200
    return str(page.headers["Refresh"]).removeprefix("0;url=")


def come_back(client: Client, address: str) -> Any:  # Any: a response with Django's test extras
    """Be the browser at the provider and on the way back."""
    answer = requests.get(address, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def who(client: Client) -> str | None:
    answer = client.get(reverse("account"))
    return str(answer.context["user"].email) if answer.status_code == 200 else None


def test_a_verified_address_opens_the_account_that_has_it(
    dana: Client, account: Account, provider: Provider, mailoutbox: list[EmailMessage]
) -> None:
    provider.person = SOMEBODY

    answer = come_back(dana, go_there(dana, next="/claims/"))

    assert (answer["Location"], who(dana)) == ("/claims/", CHEN)
    assert list(SocialAccount.objects.values_list("provider", "uid", "user")) == [("oidc", "17", account.pk)]
    assert list(Change.objects.values_list("verb", flat=True)) == ["connect"]
    assert [mail.to for mail in mailoutbox] == [[CHEN]]


def test_the_question_to_the_provider_is_bound_to_the_browser_and_to_the_code(
    dana: Client, account: Account, provider: Provider
) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(go_there(dana)).query).items()}

    assert (asked["response_type"], asked["code_challenge_method"], asked["redirect_uri"]) == (
        "code", "S256", "http://testserver/accounts/oidc/oidc/login/callback/",
    )  # fmt: skip
    assert (set(asked["scope"].split()), len(asked["state"]) >= 16) == ({"openid", "profile", "email"}, True)


def test_an_answer_for_one_browser_opens_nothing_in_another(account: Account, provider: Provider) -> None:
    provider.person = SOMEBODY
    thief, victim = Client(), Client()

    answer = come_back(victim, go_there(thief))

    assert (who(victim), "did not work" in answer.content.decode()) == (None, True)


def test_an_answer_is_good_once(account: Account, provider: Provider) -> None:
    provider.person = SOMEBODY
    client = Client()
    answer = requests.get(go_there(client), allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    client.get(f"{back.path}?{back.query}")
    client.post(reverse("account_logout"))

    client.get(f"{back.path}?{back.query}")

    assert who(client) is None


@pytest.mark.parametrize("said", [False, None, "false", "False", 0, 1, [], "yes", {}])
def test_an_address_that_the_provider_did_not_verify_opens_nothing(
    said: object, dana: Client, account: Account, provider: Provider
) -> None:
    provider.person = {**SOMEBODY, "email_verified": said}

    answer = come_back(dana, go_there(dana))

    assert (who(dana), "No account here yet" in answer.content.decode(), SocialAccount.objects.count()) == (
        None,
        True,
        0,
    )


def test_a_provider_that_says_nothing_about_verification_opens_nothing(
    dana: Client, account: Account, provider: Provider
) -> None:
    provider.person = {"sub": "17", "email": CHEN}

    come_back(dana, go_there(dana))

    assert who(dana) is None


def test_an_address_that_is_not_confirmed_here_opens_nothing(
    dana: Client, account: Account, provider: Provider
) -> None:
    EmailAddress.objects.filter(user=account).update(verified=False)
    provider.person = SOMEBODY

    come_back(dana, go_there(dana))

    assert who(dana) is None


def test_another_person_of_the_provider_does_not_follow_by_the_same_address(
    account: Account, provider: Provider
) -> None:
    first, second = Client(), Client()
    provider.person = SOMEBODY
    come_back(first, go_there(first))
    provider.person = {**SOMEBODY, "sub": "18"}

    come_back(second, go_there(second))

    assert (who(first), who(second)) == (CHEN, None)


def test_a_connected_person_comes_in_after_the_address_has_changed_there(account: Account, provider: Provider) -> None:
    first, second = Client(), Client()
    provider.person = SOMEBODY
    come_back(first, go_there(first))
    provider.person = {**SOMEBODY, "email": "chen@elsewhere.example", "email_verified": False}

    come_back(second, go_there(second))

    assert who(second) == CHEN


def test_an_answer_whose_halves_name_two_people_opens_nothing(
    dana: Client, account: Account, provider: Provider
) -> None:
    provider.person, provider.token_says = SOMEBODY, {"sub": "99"}

    come_back(dana, go_there(dana))

    assert who(dana) is None


@pytest.mark.parametrize("wrong", [{"aud": "another-site"}, {"iss": "https://evil.example"}, {"exp": 1}])
def test_a_token_for_another_site_from_another_issuer_or_of_yesterday_opens_nothing(
    wrong: dict[str, object], dana: Client, account: Account, provider: Provider
) -> None:
    provider.person, provider.token_says = SOMEBODY, wrong

    answer = come_back(dana, go_there(dana))

    assert (who(dana), "did not work" in answer.content.decode()) == (None, True)


def test_a_stranger_gets_no_account(dana: Client, account: Account, provider: Provider) -> None:
    provider.person = {**SOMEBODY, "email": "stranger@trade.example"}

    answer = come_back(dana, go_there(dana))

    assert (Account.objects.count(), "No account here yet" in answer.content.decode()) == (1, True)


def test_a_stranger_gets_an_account_without_a_role_where_the_site_wants_it(
    dana: Client, account: Account, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_SIGN_UP = True
    provider.person = {**SOMEBODY, "email": "stranger@trade.example"}

    come_back(dana, go_there(dana))

    made = Account.objects.get(email="stranger@trade.example")
    assert (who(dana), made.held, made.name, made.has_usable_password()) == (
        made.email,
        frozenset(),
        "Chen Li",
        False,
    )
    assert list(Change.objects.values_list("verb", "values")) == [("create", {})]


def test_not_even_then_does_an_unverified_stranger(
    dana: Client, account: Account, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_SIGN_UP = True
    provider.person = {"sub": "3", "email": "stranger@trade.example", "email_verified": "false"}

    come_back(dana, go_there(dana))

    assert (who(dana), Account.objects.count()) == (None, 1)


def test_a_closed_account_stays_closed(dana: Client, account: Account, provider: Provider) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    provider.person = SOMEBODY

    come_back(dana, go_there(dana))

    assert who(dana) is None


def test_the_second_factor_is_asked_for_here_too(dana: Client, account: Account, app: str, provider: Provider) -> None:
    provider.person = SOMEBODY

    answer = come_back(dana, go_there(dana))

    halfway = who(dana)
    dana.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    assert (answer["Location"], halfway, who(dana)) == ("/accounts/2fa/authenticate/", None, CHEN)


def test_someone_who_is_signed_in_connects_and_disconnects(
    dana: Client, account: Account, enter: Any, provider: Provider
) -> None:
    provider.person = {"sub": "55", "email": "chen@elsewhere.example", "email_verified": False}
    enter(dana)
    page = dana.post(reverse("openid_connect_login", args=["oidc"]) + "?process=connect")
    come_back(dana, str(page.headers["Refresh"]).removeprefix("0;url="))
    connected = list(SocialAccount.objects.values_list("uid", "user"))

    dana.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})

    verbs = list(Change.objects.order_by("pk").values_list("verb", flat=True))
    assert (connected, SocialAccount.objects.count(), verbs) == ([("55", account.pk)], 0, ["connect", "disconnect"])


def test_nobody_connects_what_opens_another_account(account: Account, enter: Any, provider: Provider) -> None:
    provider.person = SOMEBODY
    first, second = Client(), Client()
    come_back(first, go_there(first))
    an_account("bruno@kirmash.example")
    enter(second, "bruno@kirmash.example")

    page = second.post(reverse("openid_connect_login", args=["oidc"]) + "?process=connect")
    come_back(second, str(page.headers["Refresh"]).removeprefix("0;url="))

    assert list(SocialAccount.objects.values_list("user", flat=True)) == [account.pk]


def test_the_way_to_the_provider_begins_with_a_form_not_with_a_link(
    dana: Client, account: Account, provider: Provider
) -> None:
    answer = dana.get(reverse("openid_connect_login", args=["oidc"]))

    assert ("Refresh" in answer.headers, "Sign in with Trade House" in answer.content.decode()) == (False, True)


def test_the_sign_in_leads_nowhere_else_by_way_of_the_provider(
    dana: Client, account: Account, provider: Provider
) -> None:
    provider.person = SOMEBODY

    answer = come_back(dana, go_there(dana, next="//evil.example/"))

    assert answer["Location"] == "/"


def test_without_a_provider_there_is_no_button_and_no_way(dana: Client, account: Account) -> None:
    page = dana.get(reverse("account_login")).content.decode()

    assert ("/oidc/" in page, dana.post(reverse("openid_connect_login", args=["oidc"])).status_code) == (False, 404)


@pytest.mark.parametrize(
    ("settings_", "said"),
    [
        ({"URL": "https://id.example"}, "KIRMASH_OIDC_URL, KIRMASH_OIDC_CLIENT and KIRMASH_OIDC_SECRET go together"),
        ({"URL": "http://id.example", "CLIENT": "a", "SECRET": "b"}, "KIRMASH_OIDC_URL is an https address"),
    ],
)
def test_half_a_provider_stops_the_start_with_a_sentence(settings_: dict[str, str], said: str, tmp_path: Any) -> None:
    environment = {**os.environ, "KIRMASH_DATA": str(tmp_path)}
    environment |= {f"KIRMASH_OIDC_{name}": value for name, value in settings_.items()}

    ended = subprocess.run(
        [sys.executable, "-c", "import kirmash.settings"], env=environment, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (2, f"kirmash: {said}\n")
