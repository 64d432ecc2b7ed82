"""Erasing somebody: nothing of them is left in any column of any table, and public acts stay."""

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.utils import timezone

from builders import (
    DAY,
    a_claim,
    a_person,
    a_property,
    a_signature,
    a_source,
    an_account,
    an_exhibitor,
    an_office,
)
from kirmash.accounts.models import Invitation
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, Impersonation, Mandate, SiteRole, Viewing
from kirmash.bulletin.models import Release, Sentence
from kirmash.consent.actions import give_consent
from kirmash.consent.models import Consent, How
from kirmash.consent.wording import CATALOGUE, CONTACT
from kirmash.exhibition.models.dealing import ExhibitorNote
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.folder.loading import FolderRefused, import_folder
from kirmash.mail.models import Message
from kirmash.mail.queries import is_refused
from kirmash.privacy.actions import erase, lift_bar, link_account, note_export
from kirmash.privacy.models import Erasure, Ground, Scope
from kirmash.privacy.queries import barred, digest_of
from kirmash.privacy.queries.dossier import dossier_of
from kirmash.privacy.queries.planning import OFFICE_STAYS, plan_of
from kirmash.protocol.models import Delegation, Member
from kirmash.record.actions import (
    note_unknown,
    put_claims,
    reopen_conflict,
    resolve_conflict,
    state_claim,
    withdraw_claim,
)
from kirmash.record.models import Claim, Datatype, Resolution, Verdict
from kirmash.registry.models.person import Office, Person, PersonName
from kirmash.scenarios.invented import write_invented
from kirmash.search.models import Entry
from traces import REFUSED, leave_traces

pytestmark = pytest.mark.django_db
KEY = "zvanna-plantova"
NAMES = {"en": "Zvanna Plantova", "ru": "Званна Плантова", "de": "Swanna Plantowa"}
MAIL = "zvanna@plantova.example"
#: What stands of the names in the compressed blocks of the index.
FRAGMENTS = [b"lantov"]
PLANTED = [KEY, MAIL, *NAMES.values(), "Плантова Званна"]


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def everything_written() -> dict[str, str]:
    """Return every column of every table as text, by table and column; JSON and sessions as what they say."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # our own tables
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)
                    with suppress(json.JSONDecodeError):
                        text = json.dumps(json.loads(text), ensure_ascii=False)
                    if name == "session_data":
                        text = str(SessionStore().decode(text))
                    found[f"{table}.{name}"] = found.get(f"{table}.{name}", "") + "\n" + text
    return found


def where_planted() -> set[str]:
    written = {place: text.casefold() for place, text in everything_written().items()}
    return {place for place, text in written.items() if any(planted.casefold() in text for planted in PLANTED)}


#: What each database keeps of the tokens: blocks of an index, or a vector beside the row.
INDEX = {
    "sqlite": "SELECT block FROM kirmash_entry_tokens_data ORDER BY id",
    "postgresql": "SELECT convert_to(token_vector::text, 'UTF8') FROM kirmash_entry ORDER BY id",
}


def blocks_of_the_index() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(INDEX[connection.vendor])
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def plant(fair: Fair) -> Person:
    """Let somebody leave traces wherever the site keeps any."""
    person = a_person(KEY, **NAMES)
    exhibitor = an_exhibitor("works", fair=fair)
    Representative.objects.create(exhibitor=exhibitor, person=person, languages=["be"], is_contact=True)
    office = an_office(f"{KEY}-director", person=person, body=exhibitor.organisation)
    account = an_account(MAIL, SiteRole.ORGANISER)
    link_account(account=account, person=KEY)
    Client().force_login(account)
    source = a_source("interview", title="Talk with Zvanna Plantova", publisher="Zvanna Plantova's blog")
    said = a_property("said", datatype=Datatype.TEXT, unit="")
    head = a_property("head-of-delegation", datatype=Datatype.REFERENCE, unit="")
    state_claim(subject=f"person:{KEY}", property_=said, value="one", source=source, account=account)
    state_claim(subject=f"person:{KEY}", property_=said, value="two", source=source, note="NOTE ON ZVANNA PLANTOVA")
    state_claim(subject=f"office:{office.key}", property_=said, value="three", source=source)
    about = Claim.objects.filter(subject=f"person:{KEY}")
    resolve_conflict(
        subject=f"person:{KEY}", about=said, upheld=[about[0]], verdict=Verdict.ONE, reason="Zvanna Plantova said so",
        decided_by="Zvanna Plantova", decided_on=DAY, account=account,
    )  # fmt: skip
    note_unknown(subject=f"person:{KEY}", matter="age", texts={"ru": "возраст Званны"}, noted_on=DAY, account=account)
    state_claim(subject=f"fair:{fair.key}", property_=head, value=f"person:{KEY}", source=a_source(), account=account)
    other = state_claim(
        subject=f"fair:{fair.key}", property_=a_property("guests"), value="12", source=a_source(),
        counted_by="Plantova, Zvanna", quotation="«12 гостей», сказала Плантова Званна", account=account,
    )  # fmt: skip
    withdraw_claim(claim=other, reason="misread", done_by="Z. Plant", done_on=DAY, account=account)
    release = Release.objects.create(
        key="r", fair=fair, style="r", language="ru", headline="Званна Плантова на выставке", dateline="", filed_on=DAY
    )
    Sentence.objects.create(release=release, position=1, paragraph="x", text="Сообщила Званна Плантова.")
    give_consent(purpose=CATALOGUE, language="ru", account=account)
    give_consent(
        purpose=CONTACT, language="ru", person=KEY, how=How.PAPER, given_on=DAY, evidence="folder of Zvanna Plantova"
    )
    now = timezone.now()
    Viewing.objects.create(at=now, slot=now, page="personal-data", subject=f"person:{KEY}")
    Viewing.objects.create(
        at=now, slot=now, page="exhibitor-people", subject="exhibitor:f/works", people=f" a {KEY} b "
    )
    note_export(subject=f"person:{KEY}", account=account)
    leave_traces(account, NAMES["en"], office=office, exhibitor=exhibitor)
    put_claims(keys=Claim.objects.values_list("key", flat=True))
    return person


def erased(key: str = KEY, ground: Ground = Ground.REQUEST) -> Erasure:
    return erase(subject=f"person:{key}", typed=key, ground=ground)


def test_the_plant_is_found_before_it_is_erased(founding: Fair) -> None:
    plant(founding)

    places = where_planted()

    assert {
        "kirmash_person.key", "kirmash_personname.text", "kirmash_office.key", "kirmash_account.email",
        "kirmash_account.person", "kirmash_claim.subject", "kirmash_claim.value", "kirmash_claim.key",
        "kirmash_claim.note", "kirmash_claim.quotation", "kirmash_claim.counted_by", "kirmash_source.title",
        "kirmash_resolution.reason", "kirmash_resolution.decided_by", "kirmash_unknown.subject",
        "kirmash_sentence.text", "kirmash_release.headline", "kirmash_consent.person", "kirmash_consent.evidence",
        "kirmash_viewing.subject", "kirmash_viewing.people", "kirmash_change.record", "kirmash_entry.titles",
        "kirmash_entry.key", "kirmash_account.name", "kirmash_message.recipient", "kirmash_message.subject",
        "kirmash_message.text", "kirmash_message.html", "kirmash_message.headers", "kirmash_message.answer",
        "kirmash_job.arguments", "kirmash_job.word", "kirmash_job.result", "kirmash_attempt.error",
        "kirmash_attempt.traceback", "kirmash_delegation.names", "kirmash_member.functions",
        "kirmash_engagement.titles", "kirmash_engagement.room", "kirmash_engagement.note",
        "kirmash_impersonation.reason", "kirmash_exhibitornote.text", "kirmash_change.values",
        "account_emailaddress.email", "socialaccount_socialaccount.uid", "socialaccount_socialaccount.extra_data",
        "socialaccount_socialtoken.token", "socialaccount_socialtoken.token_secret",
        "kirmash_event.values", "kirmash_delivery.body", "kirmash_apitoken.name", "kirmash_webhook.address",
        "kirmash_keptanswer.body",
    } - places == set()  # fmt: skip


def test_nothing_of_an_erased_person_is_left_in_any_column_of_any_table(founding: Fair) -> None:
    plant(founding)

    erased()

    assert where_planted() == set()


def test_the_names_under_which_the_account_signed_are_struck_out(founding: Fair) -> None:
    plant(founding)

    erased()

    assert "Z. Plant" not in "".join(everything_written().values())


def test_what_is_about_others_stays_and_says_less(founding: Fair) -> None:
    before = Claim.objects.count()
    plant(founding)

    erased()

    guests = Claim.objects.get(about__key="guests")
    head = Claim.objects.get(about__key="head-of-delegation")
    assert (guests.value, guests.counted_by, guests.quotation) == ("12", "[erased]", "«12 гостей», сказала [erased]")
    assert (head.value, head.key) == ("person:erased", f"innoprom-belarus-2025-head-of-delegation-erased-{head.pk}")
    assert Sentence.objects.get(release__key="r").text == "Сообщила [erased]."
    assert Claim.objects.count() == before + 2


def test_of_mails_only_those_to_others_and_the_refusal_stay(founding: Fair) -> None:
    plant(founding)

    erased()

    message = Message.objects.get()
    assert (message.recipient, message.text) == ("somebody@fair.example", "Ask [erased], [erased].")
    assert (message.html, message.headers) == (
        "<p>Ask <b>[erased]</b>, [erased].</p>",
        {"Reply-To": "[erased] <[erased]>"},
    )
    assert is_refused(MAIL, REFUSED) is True


def test_of_delegations_the_head_and_the_member_go_and_others_stay(founding: Fair) -> None:
    plant(founding)

    erased()

    heads = Delegation.objects.filter(key__startswith="by-").order_by("key")
    assert [(one.key, one.head, one.office) for one in heads] == [("by-name", None, None), ("by-office", None, None)]
    members = Member.objects.filter(delegation__key="by-name").values_list("person__key", "functions")
    assert list(members) == [("companion", {"en": "interpreter of [erased]"})]


def test_what_an_account_did_stays_without_a_name_and_what_was_done_for_it_goes(founding: Fair) -> None:
    plant(founding)
    account = Account.objects.get(email=MAIL)

    erased()

    nameless = f"erased-{account.pk}@erased.invalid"
    seen = Impersonation.objects.order_by("pk").values_list("administrator__email", "account__email", "reason")
    assert list(seen) == [
        ("root@fair.example", "guest@fair.example", "asked for by [erased]"),
        (nameless, "guest@fair.example", "a page looks empty"),
    ]
    assert list(Invitation.objects.values_list("by__email", "account__email")) == [(nameless, "guest@fair.example")]
    notes = ExhibitorNote.objects.order_by("pk").values_list("by__email", "text")
    assert list(notes) == [(nameless, "Wants two stands."), (None, "[erased] calls back.")]
    assert (Mandate.objects.filter(account=account).count(), Account.objects.get(pk=account.pk).name) == (0, "")


def test_the_search_is_made_anew_where_it_named_the_person(founding: Fair) -> None:
    plant(founding)

    erased()

    head = Claim.objects.get(about__key="head-of-delegation")
    assert Entry.objects.filter(kind="claim", key=head.key).count() == 1
    assert set(Entry.objects.filter(kind="claim").values_list("key", flat=True)) == set(
        Claim.objects.values_list("key", flat=True)
    )


def test_the_index_of_the_search_keeps_no_token_of_the_person(founding: Fair) -> None:
    plant(founding)
    before = blocks_of_the_index()

    erased()

    after = blocks_of_the_index()
    assert ([f in before for f in FRAGMENTS], [f in after for f in FRAGMENTS]) == ([True], [False])


def test_the_account_goes_with_the_person_and_its_history_points_to_nobody(founding: Fair) -> None:
    plant(founding)
    account = Account.objects.get(email=MAIL)
    changes = Change.objects.filter(account=account).count()

    erased()

    account.refresh_from_db()
    assert (account.email, account.is_active, account.person) == (f"erased-{account.pk}@erased.invalid", False, "")
    assert account.has_usable_password() is False
    assert Change.objects.filter(account=account).count() == changes


def test_whoever_is_erased_is_signed_out_at_once(founding: Fair) -> None:
    client, account = Client(), an_account(MAIL)
    client.force_login(account)

    erase(subject=f"account:{account.pk}", typed=MAIL, ground=Ground.REQUEST)

    assert client.get("/account/privacy/")["Location"].startswith("/accounts/login/")


def test_a_tombstone_proves_it_without_a_name(founding: Fair) -> None:
    plant(founding)
    chen = an_account()

    erasure = erase(subject=f"person:{KEY}", typed=KEY, ground=Ground.OBJECTION, account=chen)

    assert (erasure.scope, erasure.ground, erasure.account) == (Scope.WHOLE, Ground.OBJECTION, chen)
    assert erasure.digest == digest_of(f"person:{KEY}")
    assert erasure.rows["kirmash.Person"] == {"delete": 1}
    assert erasure.rows["kirmash.Account"] == {"blank": 1}
    assert Change.objects.filter(table="erasure", record=str(erasure.pk), account=chen).count() == 1


def test_a_rehearsal_says_what_is_done_afterwards(founding: Fair) -> None:
    plant(founding)
    said: dict[tuple[str, str], int] = {}
    for step in plan_of(dossier_of(f"person:{KEY}")):
        place = (step.data.table, str(step.way))
        said[place] = said.get(place, 0) + step.rows

    erasure = erased()

    exact = ["kirmash.Person", "kirmash.PersonName", "kirmash.Office", "kirmash.Representative", "kirmash.Account",
             "kirmash.Sentence", "kirmash.Release", "kirmash.Source"]  # fmt: skip
    done = {(table, way): rows for table in exact for way, rows in erasure.rows[table].items()}
    assert done == {place: rows for place, rows in said.items() if place[0] in exact}


def test_a_signatory_of_an_instrument_stays_with_name_office_and_signature(founding: Fair) -> None:
    person = plant(founding)
    signature = a_signature(an_office(f"{KEY}-mayor", person=person))

    erasure = erased()

    assert erasure.scope == Scope.PART
    assert set(person.names.values_list("text", flat=True)) == set(NAMES.values())
    signature.refresh_from_db()
    assert (signature.office.person_id, Office.objects.filter(person=person).count()) == (person.pk, 2)
    assert Sentence.objects.get(release__key="r").text == "Сообщила Званна Плантова."
    assert Claim.objects.filter(subject=f"person:{KEY}").count() == 3
    assert (person.stands.count(), Consent.objects.count(), Account.objects.filter(email=MAIL).count()) == (0, 0, 0)
    heads = Delegation.objects.filter(key__startswith="by-").values_list("key", "head__key", "office__key")
    assert list(heads.order_by("key")) == [("by-name", None, None), ("by-office", KEY, f"{KEY}-director")]


def test_a_rehearsal_says_why_a_signatory_stays(founding: Fair) -> None:
    a_signature(an_office(f"{KEY}-mayor", person=plant(founding)))

    steps = {(step.data.table, str(step.way)): str(step.why) for step in plan_of(dossier_of(f"person:{KEY}"))}

    assert steps["kirmash.PersonName", "keep"] == str(OFFICE_STAYS)
    assert steps["kirmash.Signature", "keep"].startswith("Public interest and archiving")
    assert ("kirmash.PersonName", "delete") not in steps


def test_a_namesake_is_left_alone(founding: Fair) -> None:
    plant(founding)
    a_person(f"{KEY}-2", en="Zvanna Plantova-Other")
    a_claim("other", "1", subject=f"person:{KEY}-2", quotation="Zvanna Plantova-Other")

    erased()

    assert PersonName.objects.filter(text="Zvanna Plantova-Other").count() == 1
    assert Claim.objects.get(key="other").quotation == "[erased]-Other"


@pytest.mark.parametrize(("subject", "typed"), [(f"person:{KEY}", "zvanna"), (f"person:{KEY}", "")])
def test_without_the_confirmation_nothing_is_done(subject: str, typed: str, founding: Fair) -> None:
    plant(founding)
    before = everything_written()

    with pytest.raises(Refused) as refused:
        erase(subject=subject, typed=typed, ground=Ground.REQUEST)

    assert (refused.value.code, everything_written() == before) == ("typed-otherwise", True)


def test_nobody_erases_themselves(founding: Fair) -> None:
    account = an_account(role=SiteRole.ADMINISTRATOR)

    with pytest.raises(Refused) as refused:
        erase(subject=f"account:{account.pk}", typed=account.email, ground=Ground.REQUEST, account=account)

    assert refused.value.code == "not-oneself"


def test_nobody_is_erased_twice(founding: Fair) -> None:
    plant(founding)
    erased()

    with pytest.raises(Refused) as refused:
        erased()

    assert refused.value.code == "nobody-to-erase"


def test_an_old_folder_does_not_bring_an_erased_person_back(tmp_path: Path, db: None) -> None:
    folder = write_invented(tmp_path / "fair")
    fair = import_folder(folder)[0]
    representative = Representative.objects.select_related("person").order_by("pk")[0]
    key = representative.person.key
    row = next(n for n, line in enumerate((folder / "people.csv").read_text().splitlines(), 1) if line.startswith(key))
    erased(key)
    Fair.objects.filter(pk=fair.pk).update(key="renamed")

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    said = [str(problem) for problem in refused.value.problems if "was erased" in str(problem)]
    assert len(said) == 2
    assert said[0].startswith("people.csv") or said[0].startswith("representatives.csv")
    assert any(f"row {row}" in line or f":{row}" in line for line in said)
    assert Person.objects.filter(key=key).count() == 0


def test_the_bar_is_lifted_for_whoever_comes_back(founding: Fair) -> None:
    plant(founding)
    erased()
    before = barred([KEY, "somebody"])

    lifted = lift_bar(key=KEY)

    assert (before, lifted, barred([KEY])) == ({KEY}, 1, set())


def test_no_bar_is_lifted_for_somebody_who_was_never_erased(db: None) -> None:
    with pytest.raises(Refused) as refused:
        lift_bar(key="somebody")

    assert refused.value.code == "nobody-is-barred"


@pytest.fixture
def desk(founding: Fair) -> dict[str, Account]:
    """Two editors: one decided a conflict under a name of her own, the other opened it again under his."""
    accounts = {name: an_account(f"{name}@kirmash.example", SiteRole.ORGANISER) for name in ("decider", "opener")}
    upheld = a_claim("one", "510")
    a_claim("two", "520")
    resolution = resolve_conflict(
        subject="fair:a-fair", about=a_property(), upheld=[upheld], verdict=Verdict.ONE, reason="two sources",
        decided_by="Zvanna of the desk", decided_on=DAY, account=accounts["decider"],
    )  # fmt: skip
    reopen_conflict(
        resolution=resolution, reason="a third", done_by="Boris of the desk", done_on=DAY, account=accounts["opener"]
    )
    return accounts


@pytest.mark.parametrize(
    ("who", "left"), [("decider", ["Boris of the desk"]), ("opener", ["Zvanna of the desk", "Zvanna of the desk"])]
)
def test_the_name_under_which_an_editor_signed_goes_and_the_others_stay(
    who: str, left: list[str], desk: dict[str, Account]
) -> None:
    account = desk[who]

    erase(subject=f"account:{account.pk}", typed=account.email.upper(), ground=Ground.REQUEST)

    written = "".join(everything_written().values())
    assert sorted(re.findall(r"\w+ of the desk", written)) == left
    resolution = Resolution.objects.get(subject="fair:a-fair", about__key="exhibitors")
    assert (resolution.reason, resolution.claim.withdrawals.get().reason) == ("two sources", "a third")


def test_a_new_secret_key_forgets_nobody_as_long_as_the_old_one_is_named(settings: Any, founding: Fair) -> None:
    plant(founding)
    erased()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    known = barred([KEY, "somebody"])

    assert (known, lift_bar(key=KEY), barred([KEY])) == ({KEY}, 1, set())
