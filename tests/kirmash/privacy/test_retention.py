"""Retention runs: what has outlived its term goes, nothing else does, and a report says what went."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from builders import DAY, a_claim, a_delegation, a_person, a_signature, an_account, an_exhibitor, an_office
from kirmash.base.models import Account, Change, Impersonation, SiteRole, Viewing
from kirmash.consent.actions import give_consent, withdraw_consent
from kirmash.consent.models import Consent, How
from kirmash.consent.wording import CONTACT
from kirmash.exhibition.models.dealing import ExhibitorNote
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.jobs.actions.ticking import tick
from kirmash.jobs.models import Job
from kirmash.mail.models import Message
from kirmash.privacy.actions import end_terms, link_account, run_retention
from kirmash.privacy.models import Erasure, RetentionRun
from kirmash.protocol.models import Delegation, Member
from kirmash.registry.models.person import Person
from kirmash.search.actions import entry_of, put_entries
from kirmash.search.models import Entry, Kind
from traces import a_message

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
FAIR_ENDED = datetime.date(2025, 10, 1)
THREE_YEARS_ON = FAIR_ENDED + datetime.timedelta(days=3 * 365)


def at_the_stand(fair: Fair, key: str = "anna") -> Person:
    person = a_person(key, en=f"{key.title()} Example")
    exhibitor = an_exhibitor(f"{key}-works", fair=fair)
    Representative.objects.create(exhibitor=exhibitor, person=person)
    Person.objects.filter(pk=person.pk).update(created=LONG_AGO)
    return person


def report(day: datetime.date, *, dry_run: bool = False) -> dict[str, int]:
    return {str(line["table"]): int(line["rows"]) for line in run_retention(today=day, dry_run=dry_run).report}


@pytest.mark.parametrize(("days", "left"), [(0, 1), (1, 0)])
def test_people_at_a_stand_go_three_years_after_the_fair(days: int, left: int, founding: Fair) -> None:
    at_the_stand(founding)
    Fair.objects.update(ends_on=FAIR_ENDED)

    run_retention(today=THREE_YEARS_ON + datetime.timedelta(days=days))

    assert (Representative.objects.count(), Person.objects.filter(key="anna").count()) == (left, left)


def test_with_the_last_stand_goes_the_person_with_names_and_search(founding: Fair) -> None:
    at_the_stand(founding)
    put_entries(entries=[entry_of(kind=Kind.PERSON, key="anna", titles={"en": "Anna Example"})])  # from an office
    others = Person.objects.exclude(key="anna").count()

    found = report(datetime.date(2040, 1, 1))

    assert found["kirmash.Representative"] == 1
    assert (found["kirmash.Person"], found["kirmash.PersonName"], found["kirmash.Entry"]) == (1, 1, 1)
    assert Entry.objects.filter(kind="person", key="anna").count() == 0
    assert Person.objects.count() == others


@pytest.mark.parametrize("need", ["office", "signature", "claim", "named", "consent", "account", "young"])
def test_a_person_whom_something_needs_stays(need: str, founding: Fair) -> None:
    person = at_the_stand(founding)
    match need:
        case "office":
            an_office("anna-chair", person=person)
        case "signature":
            a_signature(an_office("anna-chair", person=person))
        case "claim":
            a_claim("c", "1", subject="person:anna")
        case "named":
            a_claim("c", "place:gomel+person:anna", subject="fair:f")
        case "consent":
            give_consent(
                purpose=CONTACT, language="en", person="anna", how=How.PAPER, given_on=DAY, evidence="folder 3"
            )
        case "account":
            link_account(account=an_account("anna@kirmash.example", SiteRole.ADMINISTRATOR), person="anna")
        case _:
            Person.objects.filter(key="anna").update(created=datetime.datetime(2039, 12, 1, tzinfo=datetime.UTC))

    run_retention(today=datetime.date(2040, 1, 1))

    assert (Representative.objects.count(), Person.objects.filter(key="anna").count()) == (0, 1)


def test_an_account_that_nobody_used_for_three_years_is_emptied_and_others_stay(db: None) -> None:
    sleeper = an_account("sleeper@kirmash.example")
    never = an_account("never@kirmash.example")
    awake = an_account("awake@kirmash.example")
    admin = an_account("admin@kirmash.example", SiteRole.ADMINISTRATOR)
    Account.objects.update(created=LONG_AGO)
    Account.objects.filter(pk__in=[sleeper.pk, admin.pk]).update(last_login=LONG_AGO)
    Account.objects.filter(pk=awake.pk).update(last_login=timezone.now())

    run_retention(today=timezone.localdate())

    assert set(Account.objects.filter(is_active=True).values_list("email", flat=True)) == {awake.email, admin.email}
    assert set(Account.objects.filter(is_active=False).values_list("email", flat=True)) == {
        f"erased-{sleeper.pk}@erased.invalid", f"erased-{never.pk}@erased.invalid",
    }  # fmt: skip


@pytest.mark.parametrize(("days", "left"), [(0, ["anna", "chair"]), (1, ["chair"])])
def test_delegations_are_nameless_a_year_after_the_fair_but_for_heads_in_office(
    days: int, left: list[str], founding: Fair
) -> None:
    anna, chair = a_person("anna", en="Anna Example"), a_person("chair", en="Chair Example")
    by_name = a_delegation("by-name", fair=founding, head=anna)
    a_delegation("by-office", fair=founding, head=chair, office=an_office("chair-chair", person=chair))
    Member.objects.create(delegation=by_name, person=anna)
    Person.objects.update(created=LONG_AGO)
    Fair.objects.update(ends_on=FAIR_ENDED)

    run_retention(today=FAIR_ENDED + datetime.timedelta(days=365 + days))

    found = Delegation.objects.filter(key__in=["by-name", "by-office"]).exclude(head=None).order_by("key")
    assert list(found.values_list("head__key", flat=True)) == left
    assert (Delegation.objects.filter(key="by-name").count(), by_name.members.count()) == (1, len(left) - 1)
    assert sorted(Person.objects.filter(key__in=["anna", "chair"]).values_list("key", flat=True)) == left


def test_a_head_who_is_gone_is_reported_once(founding: Fair) -> None:
    a_delegation("by-name", fair=founding, head=a_person("anna", en="Anna Example"))
    day = datetime.date(2040, 1, 1)

    found, again = report(day), report(day)

    assert (found["kirmash.Delegation"], again) == (1, {})


def test_notes_mails_jobs_and_looks_as_somebody_else_go_when_their_terms_are_over(founding: Fair) -> None:
    chen, root = an_account(), an_account("root@kirmash.example", SiteRole.ADMINISTRATOR)
    ExhibitorNote.objects.create(exhibitor=an_exhibitor("works", fair=founding), text="Calls back.", by=chen)
    a_message("somebody@fair.example")
    a_message("somebody@fair.example", state="waiting", ended=None)
    Job.objects.create(task="a.task", state="failed", finished=LONG_AGO)
    Job.objects.create(task="a.task")
    began = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
    Impersonation.objects.create(
        administrator=root, account=chen, reason="x", began=began, until=began + datetime.timedelta(minutes=30)
    )

    run_retention(today=datetime.date(2040, 1, 1))

    assert (ExhibitorNote.objects.count(), Impersonation.objects.count()) == (0, 0)
    assert list(Message.objects.values_list("state", flat=True)) == ["waiting"]
    assert list(Job.objects.values_list("state", flat=True)) == ["waiting"]


def test_terms_are_ended_every_day_by_themselves(db: None) -> None:
    Viewing.objects.create(at=LONG_AGO, slot=LONG_AGO, page="people", subject="people")
    tick(at=datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.UTC))
    made = tick(at=datetime.datetime(2030, 1, 2, 4, tzinfo=datetime.UTC))
    due = [job.task for job in made if job.task == end_terms.module_path]

    end_terms.call()

    assert (due, Viewing.objects.count()) == (["kirmash.privacy.actions.retention.end_terms"], 0)
    assert [(run.day, run.account) for run in RetentionRun.objects.all()] == [(timezone.localdate(), None)]


def test_the_log_is_pruned_after_a_year(db: None) -> None:
    now = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
    for days in (364, 366):
        at = now - datetime.timedelta(days=days)
        Viewing.objects.create(at=at, slot=at, page="people", subject=f"{days}")

    run_retention(today=now.date())

    assert list(Viewing.objects.values_list("subject", flat=True)) == ["364"]


def test_a_consent_goes_three_years_after_it_was_withdrawn_and_never_before(db: None) -> None:
    for person in ("anna", "boris"):
        give_consent(purpose=CONTACT, language="en", person=person, how=How.PAPER, given_on=DAY, evidence="folder 3")
    withdraw_consent(purpose=CONTACT, person="anna")
    Consent.objects.filter(person="anna").update(withdrawn_at=LONG_AGO)

    run_retention(today=datetime.date(2022, 12, 31))
    before = Consent.objects.count()
    run_retention(today=datetime.date(2023, 1, 1))

    assert (before, list(Consent.objects.values_list("person", flat=True))) == (2, ["boris"])


def test_sessions_that_expired_go(bruno: Client, chen: Client) -> None:
    session = bruno.session
    session.set_expiry(-3 * 24 * 3600)
    session.save()

    found = report(timezone.localdate())

    assert found == {"sessions.Session": 1}
    assert chen.get("/account/privacy/").status_code == 200


def test_a_dry_run_says_the_same_and_changes_nothing(founding: Fair) -> None:
    at_the_stand(founding)
    day = datetime.date(2040, 1, 1)

    rehearsed = report(day, dry_run=True)

    assert (Person.objects.filter(key="anna").count(), RetentionRun.objects.count()) == (1, 0)
    assert rehearsed == report(day)


def test_a_second_run_finds_nothing(founding: Fair) -> None:
    at_the_stand(founding)
    day = datetime.date(2040, 1, 1)
    run_retention(today=day)

    assert report(day) == {}


def test_a_run_bars_nobody_from_the_next_fair(founding: Fair) -> None:
    at_the_stand(founding)

    run_retention(today=datetime.date(2040, 1, 1))

    assert Erasure.objects.count() == 0


def test_a_run_is_kept_with_who_started_it(founding: Fair) -> None:
    chen = an_account()

    run = run_retention(today=datetime.date(2040, 1, 1), account=chen)

    change = Change.objects.get(table="retention")
    assert (change.account, change.record, RetentionRun.objects.get().day) == (chen, str(run.pk), run.day)


def test_many_people_go_in_one_run_with_as_many_queries_as_few(founding: Fair) -> None:
    for number in range(30):
        at_the_stand(founding, f"guest-{number}")

    found = report(datetime.date(2040, 1, 1))

    assert (found["kirmash.Person"], found["kirmash.Representative"]) == (30, 30)


def test_the_command_says_what_would_go_and_what_went(founding: Fair, capsys: pytest.CaptureFixture[str]) -> None:
    viewing = Viewing.objects.create(at=LONG_AGO, slot=LONG_AGO, page="people", subject="people")

    call_command("retention", dry_run=True)
    rehearsed = capsys.readouterr().out
    call_command("retention")
    done = capsys.readouterr().out
    call_command("retention")

    assert ("Viewing" in rehearsed, "this was a dry run" in rehearsed) == (True, True)
    assert ("Viewing" in done, f"Kept as run {RetentionRun.objects.order_by('pk')[0].pk}." in done) == (True, True)
    assert capsys.readouterr().out.endswith("nothing has outlived its term.\n")
    assert Viewing.objects.filter(pk=viewing.pk).count() == 0
