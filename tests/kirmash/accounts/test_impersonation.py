"""An administrator looks at the site as somebody else: read-only, for a while, and never in secret."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from builders import an_account
from kirmash.base import impersonation
from kirmash.base.actions import begin_impersonation
from kirmash.base.errors import Refused
from kirmash.base.models import SITE, Account, Change, Impersonation, Mandate, SiteRole

pytestmark = pytest.mark.django_db
REASON = "Dana cannot find her stand"
BANNER = 'action="/look/end/"'


@pytest.fixture
def root(db: None) -> Account:
    return an_account("root@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)


@pytest.fixture
def auditor(db: None) -> Account:
    return an_account("dana@kirmash.example", SiteRole.AUDITOR, has_password=False)


@pytest.fixture
def client(root: Account) -> Client:
    client = Client()
    client.force_login(root)
    return client


@pytest.fixture
def looking(client: Client, auditor: Account) -> Client:
    """The administrator, while looking at the site as the auditor."""
    client.post(f"/accounts/{auditor.pk}/look/", {"reason": REASON})
    return client


def is_looking(client: Client) -> bool:
    return BANNER in client.get("/").content.decode()


def test_the_site_is_shown_as_the_other_sees_it(looking: Client) -> None:
    html = looking.get("/").content.decode()

    assert ("<b>dana@kirmash.example</b>" in html, "/claims/" in html, 'href="/accounts/"' in html) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "You look at the site as"), ("de", "dana@kirmash.example"), ("ru", "dana@kirmash.example"),
     ("be", "dana@kirmash.example")],
)  # fmt: skip
def test_the_banner_stands_on_every_page_in_every_language(language: str, words: str, looking: Client) -> None:
    paths = ["/", "/claims/", "/search/?q=x", "/conflicts/", "/unknown/", "/nothing/"]

    pages = [looking.get(path, headers={"accept-language": language}).content.decode() for path in paths]

    assert [(BANNER in page, words in page) for page in pages] == [(True, True)] * len(paths)


def test_the_begin_and_the_end_stand_in_the_history(looking: Client, root: Account, auditor: Account) -> None:
    looking.post("/look/end/")

    found = [(c.verb, c.account_id, c.record, c.values["reason"]) for c in Change.objects.filter(table="account")]
    assert found == [
        ("begin-impersonation", root.pk, str(auditor.pk), REASON),
        ("end-impersonation", root.pk, str(auditor.pk), REASON),
    ]
    assert Impersonation.objects.filter(ended=None).count() == 0


def test_the_person_reads_who_looked_and_why(looking: Client, auditor: Account) -> None:
    own = Client()
    own.force_login(auditor)

    html = own.get("/account/seen/").content.decode()

    assert ("root@kirmash.example" in html, REASON in html) == (True, True)


def test_nobody_reads_who_looked_as_somebody_else(looking: Client, bruno: Client) -> None:
    assert REASON not in bruno.get("/account/seen/").content.decode()


#: Pages with forms, pages without, pages that stay closed, and pages that are not there.
PATHS = ["/", "/new/claim/", "/language/", "/accounts/login/", "/fairs/innoprom-belarus-2025/bulletins/de/write/",
         "/account/seen/", "/accounts/undo/", "/join/", "/look/begin/", "/accounts/logout/x"]  # fmt: skip


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_nothing_can_be_changed(method: str, looking: Client) -> None:
    before = Change.objects.count()
    form = ("language=de&next=/", "application/x-www-form-urlencoded")

    answers = [looking.generic(method, path, *form) for path in PATHS]

    assert {(a.status_code, "Nothing was changed" in a.content.decode()) for a in answers} == {(403, True)}
    assert (Change.objects.count(), {"django_language" in a.cookies for a in answers}) == (before, {False})


def test_ending_is_done_by_post_only(looking: Client) -> None:
    answers = [looking.generic(method, "/look/end/").status_code for method in ("GET", "PUT", "DELETE")]

    assert (answers, is_looking(looking)) == ([405, 403, 403], True)


@pytest.mark.parametrize(
    "path", ["/account/", "/account/seen/", "/account/tokens/", "/accounts/", "/accounts/password/change/",
             "/accounts/2fa/", "/connections/", "/privacy/"],
)  # fmt: skip
def test_the_pages_of_the_account_itself_stay_closed(path: str, looking: Client) -> None:
    answer = looking.get(path)

    assert (answer.status_code, "This stays closed" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_api_stays_closed_and_says_so_in_its_own_form(method: str, looking: Client) -> None:
    answer = looking.generic(method, "/api/v1/fairs")

    assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (
        403,
        "application/problem+json",
        403,
    )


def test_no_look_begins_within_a_look(looking: Client, auditor: Account) -> None:
    other = an_account("eva@kirmash.example", SiteRole.PRESS, has_password=False)

    answers = [
        looking.get(f"/accounts/{other.pk}/look/"),
        looking.post(f"/accounts/{other.pk}/look/", {"reason": REASON}),
    ]

    assert ([a.status_code for a in answers], Impersonation.objects.count()) == ([403, 403], 1)


def test_the_session_gets_a_new_key_at_both_ends(client: Client, auditor: Account) -> None:
    keys = [client.session.session_key]

    client.post(f"/accounts/{auditor.pk}/look/", {"reason": REASON})
    keys.append(client.session.session_key)
    client.post("/look/end/")
    keys.append(client.session.session_key)

    assert (len(set(keys)), client.session[SESSION_KEY]) == (3, str(Account.objects.get(email__startswith="root").pk))


def test_a_form_from_before_the_end_cannot_be_sent_after_it(root: Account, auditor: Account) -> None:
    """Else a page that still shows the banner would act with the administrator's rights."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(root)

    def token() -> str:
        client.get("/")
        return client.cookies["csrftoken"].value

    client.post(f"/accounts/{auditor.pk}/look/", {"reason": REASON, "csrfmiddlewaretoken": token()})
    old = token()
    client.post("/look/end/", {"csrfmiddlewaretoken": old})

    answer = client.post("/new/unknown/", {"csrfmiddlewaretoken": old})

    assert (answer.status_code, is_looking(client)) == (403, False)


def test_ending_needs_the_token_of_the_form(root: Account, auditor: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(root)
    client.get("/")
    token = client.cookies["csrftoken"].value
    client.post(f"/accounts/{auditor.pk}/look/", {"reason": REASON, "csrfmiddlewaretoken": token})

    assert (client.post("/look/end/").status_code, is_looking(client)) == (403, True)


def over(looking: Client) -> None:
    Impersonation.objects.update(began=timezone.now() - timedelta(hours=1), until=timezone.now())


def closed(looking: Client) -> None:
    Account.objects.filter(email="dana@kirmash.example").update(is_active=False)


def promoted(looking: Client) -> None:
    dana = Account.objects.get(email="dana@kirmash.example")
    Mandate.objects.create(account=dana, role=SiteRole.ADMINISTRATOR, subject=SITE)


def ended_elsewhere(looking: Client) -> None:
    Impersonation.objects.update(ended=timezone.now())


def gone(looking: Client) -> None:
    Account.objects.filter(email="dana@kirmash.example").delete()


@pytest.mark.parametrize("what", [over, closed, promoted, ended_elsewhere, gone])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_look_that_no_longer_holds_ends_and_does_nothing(
    what: Callable[[Client], None], method: str, looking: Client
) -> None:
    what(looking)
    before = Change.objects.exclude(verb="end-impersonation").count()

    answer = looking.generic(method, "/new/unknown/")

    assert (answer.status_code, answer["Location"], is_looking(looking)) == (302, "/", False)
    assert Change.objects.exclude(verb="end-impersonation").count() == before


def test_an_administrator_who_is_none_any_more_sees_the_site_as_what_is_left(looking: Client, root: Account) -> None:
    Mandate.objects.create(account=root, role=SiteRole.PLANNER, subject=SITE)
    Mandate.objects.filter(account=root, role=SiteRole.ADMINISTRATOR).delete()

    answer = looking.get("/claims/")

    assert (answer["Location"], is_looking(looking), looking.get("/accounts/").status_code) == ("/", False, 403)


def test_an_administrator_who_is_closed_is_an_outsider(looking: Client, root: Account) -> None:
    Account.objects.filter(pk=root.pk).update(is_active=False)

    answers = [looking.get("/claims/")["Location"], looking.get("/claims/")["Location"]]

    assert answers == ["/", "/accounts/login/?next=/claims/"]


def test_a_changed_password_ends_the_look(looking: Client, root: Account) -> None:
    root.set_password("another-long-secret")
    root.save()

    looking.get("/claims/")

    assert looking.get("/claims/")["Location"] == "/accounts/login/?next=/claims/"


def test_signing_out_ends_both(looking: Client, auditor: Account) -> None:
    answer = looking.post("/accounts/logout/")

    assert (answer["Location"], looking.get("/claims/")["Location"]) == (
        "/accounts/login/",
        "/accounts/login/?next=/claims/",
    )
    assert Impersonation.objects.filter(ended=None).count() == 0


def test_the_other_is_not_signed_out_or_in_by_it(looking: Client, auditor: Account) -> None:
    own = Client()
    own.force_login(auditor)
    last = Account.objects.get(pk=auditor.pk).last_login

    looking.post("/look/end/")

    assert (own.get("/").status_code, Account.objects.get(pk=auditor.pk).last_login) == (200, last)


def test_the_mark_in_another_session_shows_nothing(looking: Client, aigerim: Client, bruno: Client) -> None:
    """Only the administrator who began a look has it, whatever stands in a session."""
    for client in (aigerim, bruno):
        session = client.session
        session[impersonation.RUNNING] = Impersonation.objects.get().pk
        session.save()

    shown = [b"dana@kirmash.example" in client.get("/").content for client in (aigerim, bruno)]

    assert shown == [False, False]


def refused_code(account: Account, reason: str, by: Account) -> str:
    with pytest.raises(Refused) as refused:
        begin_impersonation(account=account, reason=reason, by=by)
    return refused.value.code


def test_who_may_not_be_looked_at_or_look(root: Account, auditor: Account) -> None:
    second = an_account("second@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)
    closed_one = Account.objects.create_user("closed@kirmash.example", is_active=False)
    organiser = an_account("chen@kirmash.example", SiteRole.ORGANISER, has_password=False)
    pairs = [(root, root), (second, root), (closed_one, root), (auditor, organiser), (auditor, auditor)]

    codes = [refused_code(account, REASON, by) for account, by in pairs]

    assert codes == ["impersonation-of-this-account"] * 3 + ["impersonation-for-administrators"] * 2


@pytest.mark.parametrize("reason", ["", "too short", "   a       b   "[:12]])
def test_a_look_needs_a_reason(reason: str, client: Client, auditor: Account) -> None:
    answer = client.post(f"/accounts/{auditor.pk}/look/", {"reason": reason})

    assert (answer.status_code, Impersonation.objects.count()) == (200, 0)


@pytest.mark.parametrize("role", [role for role in SiteRole if role != SiteRole.ADMINISTRATOR])
def test_only_administrators_look(role: SiteRole, auditor: Account) -> None:
    client = Client()
    client.force_login(an_account("x@kirmash.example", role, has_password=False))

    answers = [
        client.get(f"/accounts/{auditor.pk}/look/"),
        client.post(f"/accounts/{auditor.pk}/look/", {"reason": REASON}),
    ]

    assert ([a.status_code for a in answers], Impersonation.objects.count()) == ([403, 403], 0)


def test_an_outsider_neither_begins_nor_ends(dana: Client, auditor: Account) -> None:
    paths = [f"/accounts/{auditor.pk}/look/", "/look/end/", "/account/seen/"]

    assert [dana.post(path)["Location"].partition("?")[0] for path in paths] == ["/accounts/login/"] * 3


def test_pages_without_a_look_cost_no_further_query(client: Client) -> None:
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    assert [query["sql"] for query in queries if "impersonation" in query["sql"]] == []
