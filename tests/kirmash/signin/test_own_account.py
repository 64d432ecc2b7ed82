"""One's own account: name, language, colours, address, password, sessions; what is noted and who is told."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from builders import an_account
from kirmash.base.models import Account, Change
from kirmash.signin.queries import BEGAN, SEEN, browser_of

pytestmark = pytest.mark.django_db
CHEN, PASSWORD = "chen@kirmash.example", "correct-horse-battery"
NEW = "chen@trade.example"


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def grow_older(client: Client, key: str, seconds: int) -> None:
    session = client.session
    session[key] -= seconds
    session.save()


def test_the_page_shows_what_the_account_has(dana: Client, account: Account, app: str, enter: Any) -> None:
    dana.force_login(account)

    ways = dana.get(reverse("account")).context["ways"]

    assert (ways.address, ways.has_password, ways.has_app, ways.keys, ways.codes, ways.connections) == (
        CHEN, True, True, 0, 10, 0,
    )  # fmt: skip


def test_a_person_writes_a_name_a_language_and_colours(dana: Client, account: Account, enter: Any) -> None:
    enter(dana)

    answer = dana.post(reverse("account"), {"name": "Chen Li", "language": "de", "theme": "dark"})

    account.refresh_from_db()
    cookie = answer.cookies["theme"]
    assert (account.name, account.language, cookie.value, cookie["httponly"], cookie["samesite"]) == (
        "Chen Li", "de", "dark", True, "Lax",
    )  # fmt: skip
    assert dana.get(reverse("account")).context["theme"] == "dark"
    assert Change.objects.get(verb="describe").values == {}


def test_a_name_with_markup_stays_text(dana: Client, account: Account, enter: Any) -> None:
    enter(dana)

    dana.post(reverse("account"), {"name": "<b>x</b>", "language": "", "theme": "light"})

    assert 'value="&lt;b&gt;x&lt;/b&gt;"' in dana.get(reverse("account")).content.decode()


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"theme": "pink"}, {"name": "x" * 121}])
def test_what_is_not_offered_is_not_kept(wrong: dict[str, str], dana: Client, account: Account, enter: Any) -> None:
    enter(dana)

    dana.post(reverse("account"), {"name": "", "language": "", "theme": "light", **wrong})

    account.refresh_from_db()
    assert (account.name, account.language, "theme" in dana.cookies) == ("", "", False)


def test_a_forged_cookie_of_colours_is_no_colour(dana: Client, account: Account, enter: Any) -> None:
    enter(dana)
    dana.cookies["theme"] = '"><script>'

    assert dana.get(reverse("account")).context["theme"] == "system"


def test_the_chosen_language_follows_the_account_to_another_browser(account: Account, enter: Any) -> None:
    one, other = Client(), Client(headers={"accept-language": "ru"})
    enter(one)
    one.post(reverse("set_language"), {"language": "be", "next": "/"})

    before = other.get(reverse("account_login")).headers["Content-Language"]
    enter(other)

    assert (before, other.get(reverse("account")).headers["Content-Language"]) == ("ru", "be")


def test_a_stranger_chooses_a_language_for_the_browser_only(dana: Client, account: Account) -> None:
    dana.post(reverse("set_language"), {"language": "de", "next": "//evil.example"})

    account.refresh_from_db()
    assert (dana.get(reverse("account_login")).headers["Content-Language"], account.language) == ("de", "")


def test_choosing_a_language_leads_nowhere_else(dana: Client) -> None:
    answer = dana.post(reverse("set_language"), {"language": "de", "next": "//evil.example"})

    assert answer["Location"] == "/"


def test_a_mail_is_in_the_language_of_its_reader(account: Account, mailoutbox: list[EmailMessage]) -> None:
    Account.objects.filter(pk=account.pk).update(language="de")

    Client().post(reverse("account_reset_password"), {"email": CHEN})

    assert mailoutbox[0].subject == "Wählen Sie ein neues Passwort"


def test_a_changed_password_ends_all_other_sessions_and_is_told(
    account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)

    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another-long-word", "password2": "another-long-word"},
    )

    assert (is_in(here), is_in(there), UserSession.objects.count()) == (True, False, 1)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([CHEN], "Your password was changed")]
    assert "IP address: 127.0.0.1" in str(mailoutbox[0].body)
    assert list(Change.objects.values_list("verb", "values")) == [("change-password", {})]


@pytest.mark.parametrize("weak", ["short", "password123", "chen@kirmash.example", "1234567890"])
def test_a_weak_password_is_not_taken(weak: str, dana: Client, account: Account, enter: Any) -> None:
    enter(dana)

    dana.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak})

    account.refresh_from_db()
    assert account.check_password(PASSWORD) is True


def test_a_new_address_counts_once_its_code_is_typed(
    dana: Client, account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    enter(dana)
    dana.post(reverse("account_email"), {"action_add": "", "email": NEW})
    between = Account.objects.get(pk=account.pk).email
    code = re.search(r"^[B-Z]{4}-[B-Z]{4}$", str(mailoutbox[0].body), re.MULTILINE)
    assert code

    dana.post(reverse("account_email_verification_sent"), {"code": code[0]})

    account.refresh_from_db()
    assert (between, account.email, mailoutbox[0].to, mailoutbox[1].to) == (CHEN, NEW, [NEW], [CHEN])
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert list(Change.objects.values_list("verb", flat=True)) == ["change-address"]


def test_an_address_of_another_account_is_not_taken_and_not_given_away(
    dana: Client, account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    an_account("bruno@kirmash.example")
    enter(dana)

    answer = dana.post(reverse("account_email"), {"action_add": "", "email": "bruno@kirmash.example"})

    account.refresh_from_db()
    assert (account.email, "bruno" in answer.content.decode().split("<main")[-1].split("value=")[0]) == (CHEN, False)


def test_the_sessions_are_listed_and_another_one_is_ended(account: Account, enter: Any) -> None:
    here = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"})
    there = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1"})
    enter(here)
    enter(there)
    stays = here.get(reverse("usersessions_list")).context["stays"]

    here.post(reverse("session_end", args=[stays[0].session.pk]))

    assert [stay.browser for stay in stays] == ["Safari, iPhone", "Firefox, Linux"]
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_other_sessions_are_ended_at_once(account: Account, enter: Any) -> None:
    clients = [Client(), Client(), Client()]
    for client in clients:
        enter(client)

    clients[1].post(reverse("usersessions_list"))

    assert [is_in(client) for client in clients] == [False, True, False]


def test_the_list_of_sessions_costs_the_same_for_one_and_three(account: Account, enter: Any) -> None:
    client = Client()
    enter(client)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("usersessions_list"))
    enter(Client())
    enter(Client())

    with CaptureQueriesContext(connection) as three:
        answer = client.get(reverse("usersessions_list"))

    assert (len(answer.context["stays"]), len(three)) == (3, len(one))


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 YaBrowser/25.8 Safari/537.36",
            "Yandex, Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", "curl/8.0"),
    ],
)
def test_a_browser_is_called_as_people_call_it(agent: str, name: str) -> None:
    assert browser_of(agent) == name


def test_an_idle_session_ends(dana: Client, account: Account, enter: Any, settings: Settings) -> None:
    enter(dana)
    grow_older(dana, SEEN, settings.SESSION_IDLE_SECONDS + 1)

    answer = dana.get("/claims/", follow=True)

    assert "Your session has ended." in answer.content.decode()
    assert is_in(dana) is False


def test_a_session_that_is_used_does_not_idle(dana: Client, account: Account, enter: Any, settings: Settings) -> None:
    enter(dana)
    grow_older(dana, SEEN, settings.SESSION_IDLE_SECONDS - 60)
    dana.get("/account/")

    grow_older(dana, SEEN, 120)

    assert is_in(dana) is True


def test_a_session_ends_at_its_age_however_much_it_is_used(
    dana: Client, account: Account, enter: Any, settings: Settings
) -> None:
    enter(dana)

    grow_older(dana, BEGAN, settings.SESSION_SECONDS + 1)

    assert is_in(dana) is False


def test_a_device_on_which_one_stays_signed_in_does_not_idle_but_ends_too(
    dana: Client, account: Account, enter: Any, settings: Settings
) -> None:
    enter(dana, remember="on")
    grow_older(dana, SEEN, settings.SESSION_IDLE_SECONDS + settings.SESSION_SECONDS)
    idle = is_in(dana)

    grow_older(dana, BEGAN, settings.SESSION_COOKIE_AGE + 1)

    assert (idle, is_in(dana)) == (True, False)


def test_the_cookie_ends_with_the_browser_unless_one_stays_signed_in(account: Account, enter: Any) -> None:
    short, long = enter(Client()).cookies["sessionid"], enter(Client(), remember="on").cookies["sessionid"]

    assert (short["max-age"], long["max-age"]) == ("", 14 * 24 * 3600)
    assert (short["httponly"], short["samesite"]) == (True, "Lax")


def test_the_use_of_a_session_is_noted_every_few_minutes_not_at_every_click(
    dana: Client, account: Account, enter: Any
) -> None:
    enter(dana)
    with CaptureQueriesContext(connection) as quiet:
        dana.get(reverse("home"))
    before = UserSession.objects.get().last_seen_at
    grow_older(dana, SEEN, 301)

    dana.get(reverse("home"))

    writes = [query["sql"] for query in quiet if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert (writes, UserSession.objects.get().last_seen_at > before) == ([], True)


def test_the_accounts_of_a_demo_stay_open_to_the_next_visitor(
    dana: Client, account: Account, enter: Any, settings: Settings
) -> None:
    settings.MODE = "demo"
    Account.objects.filter(pk=account.pk).update(is_demo=True)
    enter(dana)

    dana.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another-long-word", "password2": "another-long-word"},
    )
    dana.post(reverse("account_email"), {"action_add": "", "email": NEW})
    dana.post(reverse("account"), {"name": "Somebody", "language": "de", "theme": "dark"})
    dana.post(reverse("set_language"), {"language": "ru", "next": "/"})

    account.refresh_from_db()
    kept = (account.check_password(PASSWORD), account.email, account.name, account.language)
    assert (kept, Change.objects.count()) == ((True, CHEN, "", ""), 0)
