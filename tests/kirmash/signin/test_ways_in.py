"""Password, link, code, recovery code: who comes in, who does not, and what strangers learn."""

import re
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from builders import an_account
from codes import code_of
from kirmash.base.models import Account, Change
from kirmash.mail.models import Message
from kirmash.mail.queries import mail_of
from kirmash.signin.queries import BEGAN

pytestmark = pytest.mark.django_db
CHEN, PASSWORD = "chen@kirmash.example", "correct-horse-battery"


def who(client: Client) -> str | None:
    """Return who is signed in, as the site sees it."""
    answer = client.get(reverse("account"))
    return str(answer.context["user"].email) if answer.status_code == 200 else None


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"http://testserver(/accounts/link/\S+)", str(mail.body))
    assert found
    return found[1]


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^[B-Z]{4}-[B-Z]{4}$", str(mail.body), re.MULTILINE)
    assert found
    return found[0]


def plain(page: str) -> str:
    """Return a page without its code, its address and the tokens of its forms."""
    return re.sub(r"[A-Z]{4}-[A-Z]{4}|name=.csrfmiddlewaretoken. value=.\w+.", "", page)


def ask_for_link(client: Client, email: str = CHEN, **more: str) -> Any:  # Any: a response with test extras
    return client.post(reverse("account_request_login_code"), {"email": email, **more})


def test_a_password_opens_the_account(dana: Client, account: Account, enter: Any) -> None:
    answer = enter(dana)

    assert (answer.status_code, answer["Location"], who(dana)) == (302, "/", CHEN)


def test_a_mail_address_is_one_in_any_case(dana: Client, account: Account, enter: Any) -> None:
    enter(dana, "Chen@Kirmash.Example")

    assert who(dana) == CHEN


def test_passwords_are_hashed_with_argon2_where_the_site_is_not_tested() -> None:
    first = next(name for name in settings.PASSWORD_HASHERS if "MD5" not in name)

    assert first == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_the_session_has_another_key_after_the_sign_in(dana: Client, account: Account, enter: Any) -> None:
    dana.get(reverse("account_login"))
    ask_for_link(dana, "nobody@example.org")
    before = dana.session.session_key
    dana.post(reverse("account_logout"))

    enter(dana)

    assert (before is not None, dana.session.session_key != before, BEGAN in dana.session) == (True, True, True)


def test_a_sign_in_needs_the_token_of_the_form(account: Account, enter: Any) -> None:
    strict = Client(enforce_csrf_checks=True)

    answers = [
        enter(strict).status_code,
        ask_for_link(strict).status_code,
        strict.post(reverse("account_confirm_login_code"), {"code": "x"}).status_code,
        strict.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code,
        strict.post(reverse("set_language"), {"language": "de"}).status_code,
        strict.post(reverse("openid_connect_login", args=["oidc"])).status_code,
        strict.post(reverse("account_logout")).status_code,
    ]

    assert (answers, who(strict)) == ([403] * 7, None)


@pytest.mark.parametrize(
    "next_",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_the_sign_in_leads_nowhere_else(next_: str, dana: Client, account: Account, enter: Any) -> None:
    assert enter(dana, next=next_)["Location"] == "/"


def test_the_sign_in_leads_to_the_page_that_was_asked_for(dana: Client, account: Account, enter: Any) -> None:
    assert enter(dana, next="/claims/?q=x")["Location"] == "/claims/?q=x"


def test_a_wrong_password_and_a_wrong_address_are_answered_alike(dana: Client, account: Account, enter: Any) -> None:
    answers = [enter(dana, CHEN, "wrong"), enter(dana, "nobody@example.org", "wrong")]

    said = [[str(error) for error in answer.context["form"].non_field_errors()] for answer in answers]
    assert said == [["The mail address or the password is wrong."]] * 2


def test_asking_for_a_link_says_nothing_about_who_has_an_account(
    account: Account, mailoutbox: list[EmailMessage]
) -> None:
    answers = [ask_for_link(Client(), email) for email in (CHEN, "nobody@example.org")]

    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/accounts/login/code/confirm/")] * 2
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([CHEN], "Your link to sign in"),
        (["nobody@example.org"], "No account has this address"),
    ]


def test_forgetting_a_password_says_nothing_about_who_has_an_account(
    account: Account, mailoutbox: list[EmailMessage]
) -> None:
    url = reverse("account_reset_password")

    answers = [Client().post(url, {"email": email}) for email in (CHEN, "nobody@example.org")]

    assert {(a.status_code, a["Location"]) for a in answers} == {(302, "/accounts/password/reset/done/")}
    assert [mail.to for mail in mailoutbox] == [[CHEN], ["nobody@example.org"]]


def test_a_link_opens_the_account_in_the_browser_that_asked(
    dana: Client, account: Account, mailoutbox: list[EmailMessage]
) -> None:
    ask_for_link(dana)
    page = dana.get(link_in(mailoutbox[0]))
    code = re.search(r'name="code" value="([^"]+)"', page.content.decode())
    assert code

    dana.post(reverse("account_confirm_login_code"), {"code": code[1]})

    assert who(dana) == CHEN


def test_looking_at_a_link_uses_nothing_up(dana: Client, account: Account, mailoutbox: list[EmailMessage]) -> None:
    ask_for_link(dana)
    link = link_in(mailoutbox[0])

    pages = [Client().get(link), Client().head(link), dana.get(link), dana.get(link)]

    dana.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})
    assert ([page.status_code for page in pages], who(dana)) == ([200] * 4, CHEN)


def test_a_link_in_another_browser_shows_its_code_and_opens_nothing(
    dana: Client, account: Account, mailoutbox: list[EmailMessage]
) -> None:
    ask_for_link(dana)
    thief = Client()

    page = thief.get(link_in(mailoutbox[0])).content.decode()
    thief.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert (code_in(mailoutbox[0]) in page, 'name="code"' in page, who(thief)) == (True, False, None)


def test_a_link_page_says_nothing_about_whether_the_code_is_right(
    dana: Client, account: Account, mailoutbox: list[EmailMessage]
) -> None:
    ask_for_link(dana)
    dana.get("/accounts/link/SEEN-MAIL/")

    right, wrong = (
        dana.get(f"/accounts/link/{code}/").content.decode() for code in (code_in(mailoutbox[0]), "BCDF-GHJK")
    )

    assert plain(right) == plain(wrong)


def test_a_link_works_once(dana: Client, account: Account, mailoutbox: list[EmailMessage]) -> None:
    ask_for_link(dana)
    code = code_in(mailoutbox[0])
    dana.post(reverse("account_confirm_login_code"), {"code": code})
    dana.post(reverse("account_logout"))

    dana.post(reverse("account_confirm_login_code"), {"code": code})

    assert who(dana) is None


def test_a_link_works_for_ten_minutes(dana: Client, account: Account, mailoutbox: list[EmailMessage]) -> None:
    ask_for_link(dana)
    session = dana.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 10 * 60 + 1
    session.save()

    dana.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert who(dana) is None


def test_three_wrong_codes_use_a_link_up(dana: Client, account: Account, mailoutbox: list[EmailMessage]) -> None:
    ask_for_link(dana)
    for _try in range(3):
        dana.post(reverse("account_confirm_login_code"), {"code": "WRNG-WRNG"})

    dana.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert who(dana) is None


def test_links_to_one_address_are_limited(account: Account, mailoutbox: list[EmailMessage]) -> None:
    answers = [ask_for_link(Client()) for _time in range(4)]

    assert ([a.status_code for a in answers], len(mailoutbox)) == ([302, 302, 302, 200], 3)


def test_sign_ins_from_one_address_of_the_network_are_limited(dana: Client, account: Account, enter: Any) -> None:
    for number in range(30):
        enter(dana, f"nobody{number}@example.org", "wrong")

    answer = enter(dana)

    assert (answer.status_code, "Too many attempts" in answer.content.decode(), who(dana)) == (429, True, None)


def test_ten_wrong_passwords_for_many_accounts_stop_one_who_tries(dana: Client, account: Account, enter: Any) -> None:
    for number in range(10):
        enter(dana, f"nobody{number}@example.org", "wrong")

    answer = enter(dana)

    assert ("Too many failed" in answer.content.decode(), who(dana)) == (True, None)


def test_the_network_address_comes_from_the_proxy_only_where_one_is_named(
    account: Account, enter: Any, settings: Settings
) -> None:
    def tries(where: str) -> bool:
        clients = [Client(headers={"x-forwarded-for": f"{where}.{number}"}) for number in range(11)]
        answers = [enter(c, f"no{n}-{where}@example.org", "wrong").content.decode() for n, c in enumerate(clients)]
        return "Too many failed" in answers[-1]

    without = tries("192.0.2")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert (without, tries("198.51.100")) == (True, False)


def test_a_code_of_the_app_is_asked_for_after_the_password(
    dana: Client, account: Account, app: str, enter: Any
) -> None:
    answer = enter(dana, next="/claims/")
    halfway = who(dana)

    done = dana.post(reverse("mfa_authenticate"), {"code": code_of(app)})

    assert (answer["Location"], halfway, done["Location"], who(dana)) == (
        "/accounts/2fa/authenticate/",
        None,
        "/claims/",
        CHEN,
    )


def test_a_code_of_the_app_is_asked_for_after_a_link(
    dana: Client, account: Account, app: str, mailoutbox: list[EmailMessage]
) -> None:
    ask_for_link(dana)

    answer = dana.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert (answer["Location"], who(dana)) == ("/accounts/2fa/authenticate/", None)


def test_a_code_of_the_app_works_once(dana: Client, account: Account, app: str, enter: Any) -> None:
    code = code_of(app)
    enter(dana)
    dana.post(reverse("mfa_authenticate"), {"code": code})
    thief = Client()
    enter(thief)

    thief.post(reverse("mfa_authenticate"), {"code": code})

    assert (who(dana), who(thief)) == (CHEN, None)


def test_a_code_of_the_app_works_once_for_as_long_as_it_is_good(
    dana: Client, account: Account, app: str, enter: Any
) -> None:
    code = code_of(app, steps=1)
    enter(dana)
    dana.post(reverse("mfa_authenticate"), {"code": code})
    thief = Client()
    enter(thief)
    cache.delete(f"allauth.mfa.totp.used?user={account.pk}&code={code}")  # as half a minute later

    thief.post(reverse("mfa_authenticate"), {"code": f" {code[:3]} {code[3:]} "})

    assert (who(dana), who(thief)) == (CHEN, None)


def test_guessing_codes_of_the_app_is_stopped(dana: Client, account: Account, app: str, enter: Any) -> None:
    enter(dana)
    right = code_of(app)
    for number in range(5):
        dana.post(reverse("mfa_authenticate"), {"code": f"{(int(right) + 1 + number) % 1_000_000:06}"})

    answer = dana.post(reverse("mfa_authenticate"), {"code": right})

    assert ("Too many failed" in answer.content.decode(), who(dana)) == (True, None)


def test_a_recovery_code_works_once(dana: Client, account: Account, app: str, enter: Any) -> None:
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    enter(dana)
    dana.post(reverse("mfa_authenticate"), {"code": code})
    thief = Client()
    enter(thief)

    thief.post(reverse("mfa_authenticate"), {"code": code})

    assert (who(dana), who(thief)) == (CHEN, None)


def test_a_forgotten_password_is_set_by_the_link_of_a_mail_and_ends_all_sessions(
    dana: Client, account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    enter(dana)
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": CHEN})
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mailoutbox[0].body))
    assert found
    page = browser.get(found[1], follow=True).redirect_chain[-1][0]

    browser.post(page, {"password1": "another-long-word", "password2": "another-long-word"})

    again = Client().get(found[1]).content.decode()
    enter(browser, CHEN, "another-long-word")
    assert (who(dana), who(browser), "This link is not valid" in again) == (None, CHEN, True)
    assert list(Change.objects.filter(verb="reset-password").values_list("record", flat=True)) == [str(account.pk)]


def test_a_new_password_does_not_go_around_the_second_factor(
    account: Account, app: str, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": CHEN})
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mailoutbox[0].body))
    assert found
    page = browser.get(found[1], follow=True).redirect_chain[-1][0]
    browser.post(page, {"password1": "another-long-word", "password2": "another-long-word"})

    answer = enter(browser, CHEN, "another-long-word")

    assert (answer["Location"], who(browser)) == ("/accounts/2fa/authenticate/", None)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_demo": True}])
def test_a_closed_account_and_one_of_a_demo_come_in_by_no_way(
    change: dict[str, bool], dana: Client, account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    inside = Client()
    enter(inside)
    Account.objects.filter(pk=account.pk).update(**change)

    by_password = enter(dana)
    by_link = Client()
    ask_for_link(by_link)
    if mailoutbox[-1].subject != "No account has this address":
        by_link.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1])})

    assert by_password["Location"] == reverse("account_inactive")
    assert (who(dana), who(by_link), who(inside)) == (None, None, None)


def test_the_demo_has_no_door_here(dana: Client) -> None:
    answer = dana.post("/accounts/demo/", {"email": "administrator@kirmash.example"})

    assert (answer.status_code, "Look around" in dana.get(reverse("account_login")).content.decode()) == (404, False)


def test_every_page_of_the_sign_in_is_closed_to_an_outsider_or_made_for_one(dana: Client, account: Account) -> None:
    closed = [
        "account", "account_email", "account_change_password", "account_set_password", "account_reauthenticate",
        "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "usersessions_list", "socialaccount_connections",
    ]  # fmt: skip
    urls = [reverse(name) for name in closed] + ["/account/sessions/1/end/", "/accounts/2fa/webauthn/keys/1/edit/"]

    answers = {url: (dana.get(url), dana.post(url)) for url in urls}

    where = {url: [a.get("Location", "").split("?")[0] for a in both] for url, both in answers.items()}
    assert where == {url: ["/accounts/login/"] * 2 for url in urls}


def test_one_does_not_see_or_end_the_sessions_of_another(account: Account, enter: Any) -> None:
    mine, theirs = Client(), Client()
    enter(mine)
    an_account("bruno@kirmash.example")
    enter(theirs, "bruno@kirmash.example")
    other = theirs.get(reverse("usersessions_list")).context["stays"][0].session

    answer = mine.post(reverse("session_end", args=[other.pk]))

    assert (answer.status_code, who(theirs)) == (404, "bruno@kirmash.example")


def test_mails_are_plain_text_with_the_same_in_html_from_the_site(account: Account, settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.MAIL_SERVER = "kirmash.mail.backend.OutboxBackend", {"host": "localhost"}

    ask_for_link(Client())

    mail = message_from_bytes(mail_of(Message.objects.get()).message().as_bytes(), policy=default)
    text, html = (str(part.get_content()) for part in mail.iter_parts())
    (link,) = re.findall(r"^http://testserver/accounts/link/\S+$", text, re.MULTILINE)
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert re.findall(r'href="(http://testserver/accounts/link/[^"]+)"', html) == [link]
    assert text.splitlines()[-3:] == ["-- ", "This mail was written by the site of Kirmash.", "http://localhost:8000"]
