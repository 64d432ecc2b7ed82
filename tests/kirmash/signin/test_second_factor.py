"""Who must have a second factor, how it is set up, kept and taken away."""

import json
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from builders import an_account
from codes import code_of
from kirmash.base.models import Account, Change, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.signin.queries import has_second_factor
from kirmash.signin.views import demo

pytestmark = pytest.mark.django_db
#: What follows a new factor happens once the database has it.
COMMITS = pytest.mark.django_db(transaction=True)
CHEN = "chen@kirmash.example"
SETTING_UP = ["/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"]
ELSEWHERE = ["/", "/claims/", "/claims.csv", "/history/", "/account/", "/accounts/email/", "/accounts/sessions/"]


def set_up_app(client: Client) -> str:
    """Set up an authenticator app in the browser; return its secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = str(page.context["form"].secret)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def entered(email: str, role: SiteRole, enter: Any) -> Client:
    an_account(email, role)
    client = Client()
    enter(client, email)
    return client


def where(client: Client, urls: list[str]) -> dict[str, str | int]:
    answers = {url: client.get(url) for url in urls}
    return {url: answer.headers.get("Location", answer.status_code) for url, answer in answers.items()}


@pytest.mark.parametrize(
    ("rule", "role", "is_led"),
    [
        ("administrators", SiteRole.ADMINISTRATOR, True),
        ("administrators", SiteRole.ORGANISER, False),
        ("administrators", SiteRole.AUDITOR, False),
        ("everyone", SiteRole.AUDITOR, True),
        ("optional", SiteRole.ADMINISTRATOR, False),
    ],
)
def test_who_must_have_a_second_factor_is_led_to_it(  # noqa: PLR0917  # fixtures and one row of the table
    rule: str, role: SiteRole, is_led: bool, enter: Any, settings: Settings, founding: Fair
) -> None:
    settings.SECOND_FACTOR = rule
    client = entered("someone@kirmash.example", role, enter)

    assert where(client, ["/", "/claims/"]) == dict.fromkeys(["/", "/claims/"], "/accounts/2fa/" if is_led else 200)


def test_nothing_but_setting_it_up_works_before(enter: Any, settings: Settings, founding: Fair) -> None:
    settings.SECOND_FACTOR = "administrators"
    client = entered("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, enter)

    pages, posts = where(client, SETTING_UP + ELSEWHERE), client.post(f"/fairs/{founding.key}/bulletins/de/write/")

    assert pages == dict.fromkeys(SETTING_UP, 200) | dict.fromkeys(ELSEWHERE, "/accounts/2fa/")
    assert (posts["Location"], Change.objects.filter(verb="write").count()) == ("/accounts/2fa/", 0)


def test_a_program_without_a_second_factor_is_refused(enter: Any, settings: Settings, founding: Fair) -> None:
    settings.SECOND_FACTOR = "everyone"
    client = entered("bruno@kirmash.example", SiteRole.AUDITOR, enter)

    assert client.get("/claims.csv", headers={"accept": "text/csv"}).status_code == 403


@COMMITS
def test_the_page_says_why_and_after_setting_up_all_works(enter: Any, settings: Settings, founding: Fair) -> None:
    settings.SECOND_FACTOR = "administrators"
    client = entered("aigerim@kirmash.example", SiteRole.ADMINISTRATOR, enter)
    said = client.get("/claims/", follow=True).content.decode()

    set_up_app(client)

    again = client.get("/accounts/2fa/").content.decode()
    assert ("Your account needs a second factor." in said, "needs a second factor" in again) == (True, False)
    assert where(client, ["/", "/claims/"]) == {"/": 200, "/claims/": 200}


@COMMITS
def test_the_only_factor_of_an_account_that_must_have_one_stays(
    enter: Any, settings: Settings, account: Account
) -> None:
    settings.SECOND_FACTOR = "everyone"
    client = Client()
    enter(client)
    set_up_app(client)

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert ("cannot do without a second factor" in answer.content.decode(), has_second_factor(account)) == (True, True)


@COMMITS
def test_an_app_is_set_up_and_recovery_codes_come_with_it(
    dana: Client, account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    enter(dana)

    set_up_app(dana)

    codes = dana.get(reverse("mfa_view_recovery_codes"))
    file = dana.get(reverse("mfa_download_recovery_codes"))
    assert len(codes.context["unused_codes"]) == 10
    assert file.content.decode().split() == codes.context["unused_codes"]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([CHEN], "An authenticator app was set up")]


@COMMITS
def test_what_happens_to_factors_is_in_the_history_without_secrets(dana: Client, account: Account, enter: Any) -> None:
    enter(dana)
    secret = set_up_app(dana)
    dana.post(reverse("mfa_generate_recovery_codes"))
    dana.post(reverse("mfa_deactivate_totp"))

    lines = list(Change.objects.filter(table="account").order_by("pk").values_list("verb", "account__email", "values"))

    assert lines == [
        ("add-factor", CHEN, {"factor": "app"}),
        ("renew-codes", CHEN, {}),
        ("remove-factor", CHEN, {"factor": "app"}),
    ]
    assert secret not in json.dumps(list(Change.objects.values_list("values", flat=True)))


@COMMITS
def test_secrets_of_factors_are_stored_so_that_a_copy_of_the_database_does_not_show_them(
    dana: Client, account: Account, enter: Any, settings: Settings
) -> None:
    enter(dana)
    secret = set_up_app(dana)
    stored = Authenticator.objects.get(type="totp")
    old = settings.SECRET_KEY

    settings.SECRET_KEY = "another-key-of-the-site" * 3
    settings.SECRET_KEY_FALLBACKS = []
    under_another = stored.wrap().validate_code(code_of(secret))
    settings.SECRET_KEY_FALLBACKS = [old]

    assert (secret in json.dumps(stored.data), under_another, stored.wrap().validate_code(code_of(secret))) == (
        False,
        False,
        True,
    )


def test_changing_a_factor_later_asks_who_one_is(dana: Client, account: Account, enter: Any) -> None:
    enter(dana)
    pages = [reverse(name) for name in ("mfa_activate_totp", "mfa_add_webauthn")]
    fresh = [dana.get(page).status_code for page in pages]
    session = dana.session
    session["account_authentication_methods"][-1]["at"] -= 3600
    session.save()

    answers = [dana.get(page) for page in pages]

    assert fresh == [200, 200]
    assert [answer["Location"].split("?")[0] for answer in answers] == ["/accounts/reauthenticate/"] * 2


def test_proving_who_one_is_takes_the_password(dana: Client, account: Account, enter: Any) -> None:
    enter(dana)
    session = dana.session
    session["account_authentication_methods"][-1]["at"] -= 3600
    session.save()
    page = reverse("account_reauthenticate") + "?next=" + reverse("mfa_activate_totp")

    wrong = dana.post(page, {"password": "wrong"}).status_code
    right = dana.post(page, {"password": "correct-horse-battery"})

    assert (wrong, right["Location"], dana.get(right["Location"]).status_code) == (
        200,
        "/accounts/2fa/totp/activate/",
        200,
    )


def test_an_administrator_takes_lost_factors_away_and_the_owner_learns_of_it(  # noqa: PLR0917  # fixtures
    dana: Client,
    account: Account,
    app: str,
    enter: Any,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Any,
) -> None:
    enter(dana)
    dana.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    Account.objects.filter(pk=account.pk).update(language="de")
    out = StringIO()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("account", email="Chen@Kirmash.example", reset_factors=True, stdout=out)

    change = Change.objects.get(verb="reset-factors")
    assert "has no second factor any more (there were 1)" in out.getvalue()
    assert (Authenticator.objects.count(), dana.get("/account/").status_code) == (0, 302)
    assert (change.record, change.account) == (str(account.pk), None)
    assert [mail.to for mail in mailoutbox] == [[CHEN]]


def test_taking_factors_changes_neither_the_password_nor_the_role(account: Account) -> None:
    before = (account.password, account.held)

    call_command("account", email=CHEN, reset_factors=True, stdout=StringIO())

    after = Account.objects.get(pk=account.pk)
    assert (after.password, after.held) == before


def test_taking_factors_from_nobody_is_a_sentence(db: None) -> None:
    with pytest.raises(CommandError, match=r"There is no account with the mail address nobody@example\.org\."):
        call_command("account", email="nobody@example.org", reset_factors=True)


def test_the_history_names_what_was_done(account: Account, enter: Any, app: str, aigerim: Client) -> None:
    call_command("account", email=CHEN, reset_factors=True, stdout=StringIO())

    page = aigerim.get("/history/").content.decode()

    assert "took all second factors from the account: " in page


def test_the_door_of_the_demo_refuses_who_is_no_account_of_a_demo(
    account: Account, rf: Any, settings: Settings
) -> None:
    settings.MODE = "demo"
    request = rf.post("/accounts/demo/", {"email": CHEN})

    with pytest.raises(PermissionDenied, match="not open to everybody"):
        demo(request)
