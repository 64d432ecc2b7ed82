"""Roles given and taken, accounts closed and opened, what is undone; and the list of accounts."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from builders import an_account, an_exhibitor
from kirmash.accounts.actions.keeping import deactivate, give_role, reactivate, take_role
from kirmash.accounts.views import undoing
from kirmash.base.errors import Refused
from kirmash.base.models import SITE, Account, Change, Mandate, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.record.queries.history import lines_of

pytestmark = pytest.mark.django_db
FAIR = "fair:innoprom-belarus-2025"


@pytest.fixture
def administrator(db: None) -> Account:
    return an_account("root@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)


@pytest.fixture
def organiser(founding: Fair) -> Account:
    return an_account("chen@kirmash.example", SiteRole.ORGANISER, FAIR, has_password=False)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_closed_account_has_no_session_left(administrator: Account) -> None:
    dana, bruno = (an_account(f"{name}@kirmash.example", has_password=False) for name in ("dana", "bruno"))
    there, other = signed_in(dana), signed_in(bruno)

    deactivate(account=dana, by=administrator)

    reactivate(account=dana, by=administrator)
    assert (there.get("/")["Location"], other.get("/").status_code) == ("/accounts/login/?next=/", 200)
    assert Session.objects.count() == 1


def test_nobody_closes_the_own_account(administrator: Account) -> None:
    with pytest.raises(Refused) as refused:
        deactivate(account=administrator, by=administrator)

    assert refused.value.code == "not-yourself"


def test_the_last_administrator_is_not_closed(administrator: Account) -> None:
    """One who is deactivated does not count."""
    Account.objects.filter(pk=administrator.pk).update(is_active=False)
    last = an_account("last@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)

    with pytest.raises(Refused) as refused:
        deactivate(account=last, by=administrator)

    assert (refused.value.code, Account.objects.get(pk=last.pk).is_active) == ("last-administrator", True)


@pytest.mark.parametrize(("role", "subject"), [(SiteRole.ADMINISTRATOR, SITE), (SiteRole.PRESS, "fair:another-fair")])
def test_an_organiser_does_not_close_who_holds_more(role: SiteRole, subject: str, organiser: Account) -> None:
    staff = an_account("staff@kirmash.example", SiteRole.PRESS, FAIR, has_password=False)
    Mandate.objects.create(account=staff, role=role, subject=subject)

    with pytest.raises(Refused) as refused:
        deactivate(account=staff, by=organiser)

    assert (refused.value.code, Account.objects.get(pk=staff.pk).is_active) == ("account-out-of-reach", True)


@pytest.mark.parametrize(("role", "subject"), [(SiteRole.AUDITOR, SITE), (SiteRole.PRESS, "fair:another-fair")])
def test_an_organiser_neither_gives_nor_takes_roles_beyond_the_own_fair(
    role: SiteRole, subject: str, organiser: Account
) -> None:
    staff = an_account("staff@kirmash.example", SiteRole.PLANNER, FAIR, has_password=False)
    held = Mandate.objects.create(account=staff, role=role, subject=subject)
    codes = []

    for attempt in (
        lambda: take_role(mandate=held, by=organiser),
        lambda: give_role(account=staff, role=SiteRole.ADMINISTRATOR, subject=SITE, by=organiser),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        codes.append(refused.value.code)

    assert (codes, staff.mandates.count()) == (["role-out-of-reach", "role-out-of-reach"], 2)


def test_an_account_out_of_sight_is_not_there(organiser: Account) -> None:
    hidden = an_account("hidden@kirmash.example", SiteRole.AUDITOR, has_password=False)
    role, client = hidden.mandates.get(), signed_in(organiser)
    paths = ["", "give/", f"take/{role.pk}/", "deactivate/", "reactivate/", "password/", "look/"]

    answers = {p: client.get(f"/accounts/{hidden.pk}/{p}").status_code for p in paths}
    answers |= {
        f"POST {p}": client.post(f"/accounts/{hidden.pk}/{p}", {"language": "en"}).status_code for p in paths[1:]
    }

    wanted = {path: 403 if "look" in path else 404 for path in answers}
    assert (answers, hidden.mandates.count()) == (wanted, 1)


def test_a_role_is_not_taken_through_the_page_of_another_account(aigerim: Client) -> None:
    one = an_account("one@kirmash.example", SiteRole.AUDITOR, has_password=False)
    two = an_account("two@kirmash.example", SiteRole.AUDITOR, has_password=False)

    answer = aigerim.post(f"/accounts/{one.pk}/take/{two.mandates.get().pk}/")

    assert (answer.status_code, two.mandates.count()) == (404, 1)


def test_a_role_taken_is_shown_with_a_button_that_gives_it_back(aigerim: Client) -> None:
    account = an_account("dana@kirmash.example", SiteRole.PRESS, has_password=False)
    page = aigerim.post(f"/accounts/{account.pk}/take/{account.mandates.get().pk}/", follow=True).content.decode()
    taken = Mandate.objects.filter(account=account).count()

    aigerim.post("/accounts/undo/")

    assert ('action="/accounts/undo/"' in page, taken) == (True, 0)
    assert [(m.role, m.subject) for m in Mandate.objects.filter(account=account)] == [("press", "site")]
    assert [c.verb for c in Change.objects.order_by("pk")] == ["take-mandate", "give-mandate"]


def test_a_closed_account_is_opened_again_by_the_button(aigerim: Client) -> None:
    account = an_account("dana@kirmash.example", has_password=False)
    aigerim.post(f"/accounts/{account.pk}/deactivate/")
    closed = Account.objects.get(pk=account.pk).is_active

    answer = aigerim.post("/accounts/undo/")

    assert (closed, Account.objects.get(pk=account.pk).is_active) == (False, True)
    assert answer["Location"] == f"/accounts/{account.pk}/"


def test_after_five_minutes_nothing_is_undone(aigerim: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    account = an_account("dana@kirmash.example", has_password=False)
    aigerim.post(f"/accounts/{account.pk}/deactivate/")
    later = timezone.now() + timedelta(seconds=undoing.SECONDS + 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)  # the clock stands outside

    page = aigerim.post("/accounts/undo/", follow=True).content.decode()

    assert ("too late to undo" in page, Account.objects.get(pk=account.pk).is_active) == (True, False)


def test_undoing_asks_for_the_right_again(organiser: Account) -> None:
    staff = an_account("staff@kirmash.example", SiteRole.PRESS, FAIR, has_password=False)
    Mandate.objects.create(account=organiser, role=SiteRole.ORGANISER, subject="fair:another-fair")
    client = signed_in(organiser)
    client.post(f"/accounts/{staff.pk}/take/{staff.mandates.get().pk}/")
    Mandate.objects.get(account=organiser, subject=FAIR).delete()

    page = client.post("/accounts/undo/", follow=True).content.decode()

    assert ("You cannot give or take" in page, staff.mandates.count()) == (True, 0)


def test_a_number_that_no_database_holds_is_a_page_that_is_not_there(aigerim: Client) -> None:
    assert [aigerim.get(f"/accounts/{10**30}/{path}").status_code for path in ("", "give/", f"take/{10**30}/")] == [
        404,
        404,
        404,
    ]


def listed(client: Client, query: str) -> list[str]:
    lines = client.get(f"/accounts.csv{query}").content.decode().splitlines()[1:]
    return [line.partition("@")[0] for line in lines]


def test_the_list_is_filtered_by_role_state_and_words_and_sorted(aigerim: Client) -> None:
    active = an_account("bea@kirmash.example", SiteRole.PRESS, has_password=False)
    Account.objects.filter(pk=active.pk).update(last_login=timezone.now())
    an_account("carl@kirmash.example", SiteRole.PLANNER, has_password=False)
    Account.objects.create_user("dora@kirmash.example", is_demo=True)
    Account.objects.create_user("emil@kirmash.example", is_active=False)
    Account.objects.filter(email__startswith="aigerim").update(last_login=None)
    queries = ["?q=CARL", "?role=press", "?state=demo", "?state=deactivated", "?state=invited", "?state=active",
               "?sort=-email", "?sort=nonsense&role=nonsense&state=nonsense"]  # fmt: skip

    found = [listed(aigerim, query) for query in queries]

    everybody = ["aigerim", "bea", "carl", "dora", "emil"]
    assert found == [
        ["carl"], ["bea"], ["dora"], ["emil"], ["aigerim", "carl"], ["bea"], everybody[::-1], everybody,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/accounts/", "/accounts/?q=more&sort=-last_login", "/accounts.csv", "/account/seen/"]
)
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_list_of_accounts_costs_the_same_for_one_and_three_rows(
    path: str, is_whole: bool, administrator: Account, organiser: Account
) -> None:
    client = signed_in(administrator if is_whole else organiser)
    fair = Fair.objects.get()

    def one_more(number: int) -> None:
        an_exhibitor(f"more-{number}", fair=fair)
        more = an_account(
            f"more-{number}@a.example", SiteRole.EXHIBITOR, f"organisation:more-{number}", has_password=False
        )
        Mandate.objects.create(account=more, role=SiteRole.PRESS, subject=FAIR)
        now = timezone.now()
        for each in (administrator, organiser):
            each.impersonations.create(
                administrator=administrator, reason="to help", began=now, until=now + timedelta(minutes=1)
            )

    one_more(1)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    one_more(2)
    one_more(3)

    with CaptureQueriesContext(connection) as three:
        client.get(path)

    assert len(three) == len(one)


def test_an_account_costs_the_same_for_one_and_three_roles(administrator: Account, organiser: Account) -> None:
    staff = an_account("staff@kirmash.example", SiteRole.PRESS, FAIR, has_password=False)
    client, counts = signed_in(organiser), []

    for role in (SiteRole.PLANNER, SiteRole.PROTOCOL, SiteRole.ORGANISER):
        Mandate.objects.create(account=staff, role=role, subject=FAIR)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/accounts/{staff.pk}/")
        counts.append(len(queries))

    assert counts == counts[:1] * 3


def test_the_history_of_an_account_is_told_in_words(administrator: Account) -> None:
    account = Account.objects.create_user("dana@kirmash.example", None)
    said = {
        "invite": "invited: ",
        "renew-link": "sent a link for a password to: ",
        "set-password": "set the password of: ",
        "deactivate": "deactivated the account: ",
        "reactivate": "reactivated the account: ",
        "give-mandate": "gave a role to: ",
        "take-mandate": "took a role from: ",
        "begin-impersonation": "began to look at the site as: ",
        "end-impersonation": "ended the look at the site as: ",
    }
    for verb in said:
        Change.objects.create(verb=verb, table="account", record=str(account.pk), values={"reason": "why"})

    lines = lines_of(Change.objects.order_by("pk"))

    assert [(line.before, line.what, line.why) for line in lines] == [
        (words, "dana@kirmash.example", "why") for words in said.values()
    ]


def test_a_formula_in_a_mail_address_is_disarmed_in_the_file(aigerim: Client) -> None:
    Account.objects.create_user("=1+1@kirmash.example")

    assert listed(aigerim, "?q=1%2B1") == ["'=1+1"]
