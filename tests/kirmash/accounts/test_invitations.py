"""Inviting people, and what they do with their link."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from builders import an_account, an_exhibitor
from kirmash.accounts.actions.inviting import Wish, invite, join, renew_link
from kirmash.accounts.actions.keeping import deactivate
from kirmash.accounts.models import Invitation
from kirmash.accounts.queries.links import MAILED, SALT, SHOWN, read_ticket, ticket_of
from kirmash.base.errors import Refused
from kirmash.base.models import SITE, Account, Change, Mandate, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.mail.models import Message

pytestmark = pytest.mark.django_db
FAIR = "fair:innoprom-belarus-2025"
GOOD = "a-long-enough-secret"


@pytest.fixture
def post_office(settings: Settings) -> None:
    """The site has a mail server; what waits for it stands in the outbox."""
    settings.MAIL_SERVER = {"host": "localhost", "port": 25}


@pytest.fixture
def administrator(db: None) -> Account:
    return an_account("root@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)


def a_wish(email: str = "dana@example.org", role: SiteRole = SiteRole.AUDITOR, subject: str = SITE) -> Wish:
    return Wish(email=email, role=role, subject=subject, language="en")


def refusal_of(ticket: str) -> str:
    with pytest.raises(Refused) as refused:
        read_ticket(ticket)
    return refused.value.code


def link_in(text: str) -> str:
    found = re.search(r"http://\S+/join/\S+/", text)
    assert found
    return urlsplit(found[0]).path


def test_an_invitation_makes_an_account_that_cannot_sign_in_yet(administrator: Account) -> None:
    invitation = invite(wish=a_wish("Dana@Example.org"), by=administrator)

    account = invitation.account
    assert (account.email, account.has_usable_password(), set(account.held)) == (
        "dana@example.org",
        False,
        {("auditor", "site")},
    )
    assert [(c.verb, str(c.account)) for c in Change.objects.filter(record=str(account.pk)).order_by("pk")] == [
        ("invite", "root@kirmash.example"),
        ("give-mandate", "root@kirmash.example"),
    ]


def test_the_mail_speaks_the_language_of_the_invited_and_holds_the_link(aigerim: Client, post_office: None) -> None:
    data = {"email": "dana@example.org", "language": "de", "role": "auditor", "thing": ""}

    page = aigerim.post("/accounts/invite/", data, follow=True).content.decode()

    sent = Message.objects.get()
    assert (sent.kind, sent.recipient, sent.language, sent.is_secret) == ("invitation", "dana@example.org", "de", True)
    assert read_ticket(link_in(sent.text).split("/")[2]).language == "de"
    assert (link_in(page) != link_in(sent.text), "The mail is on its way." in page) == (True, True)


def test_who_was_there_already_is_told_of_the_new_role_without_a_link(aigerim: Client, post_office: None) -> None:
    an_account("dana@example.org")
    data = {"email": "dana@example.org", "language": "en", "role": "auditor", "thing": ""}

    aigerim.post("/accounts/invite/", data)

    sent = Message.objects.get()
    assert (sent.kind, "/join/" in sent.text, "- Auditor: the whole site\n" in sent.text) == ("new-role", False, True)


def test_the_link_is_shown_to_the_inviter_once(aigerim: Client) -> None:
    data = {"email": "dana@example.org", "language": "de", "role": "auditor", "thing": ""}
    first = aigerim.post("/accounts/invite/", data, follow=True)

    second = aigerim.get("/accounts/invite/sent/")

    assert (link_in(first.content.decode())[:6], first["Cache-Control"], second["Location"]) == (
        "/join/",
        "max-age=0, no-cache, no-store, must-revalidate, private",
        "/accounts/",
    )


def test_an_invited_person_sets_a_password_and_signs_in(administrator: Account, dana: Client) -> None:
    ticket = ticket_of(invite(wish=a_wish(), by=administrator), MAILED)
    opened = dana.get(f"/join/{ticket}/")

    joined = dana.post(opened["Location"], {"password": GOOD, "again": GOOD})

    assert (opened["Location"], joined["Location"]) == ("/join/", "/accounts/login/")
    assert (opened["Referrer-Policy"], opened["Cache-Control"].count("no-store")) == ("no-referrer", 1)
    answer = dana.post("/accounts/login/", {"login": "dana@example.org", "password": GOOD})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("short", "short"),
        ("password1234", "password1234"),
        ("Kirmash-2026", "Kirmash-2026"),
        ("INNOPROMfair1", "INNOPROMfair1"),
        (GOOD, "something-else"),
    ],
)
def test_a_bad_password_leaves_the_link_open(password: str, again: str, administrator: Account, dana: Client) -> None:
    invitation = invite(wish=a_wish(), by=administrator)
    dana.get(f"/join/{ticket_of(invitation, MAILED)}/")

    answer = dana.post("/join/", {"password": password, "again": again})

    invitation.refresh_from_db()
    assert (answer.status_code, invitation.closed) == (200, None)


def test_a_link_works_once(administrator: Account) -> None:
    invitation = invite(wish=a_wish(), by=administrator)
    join(invitation=invitation, password=GOOD)

    with pytest.raises(Refused) as refused:
        join(invitation=invitation, password="another-long-secret")

    assert (refused.value.code, refusal_of(ticket_of(invitation, MAILED))) == ("link-used", "link-used")
    assert Account.objects.get(email="dana@example.org").check_password(GOOD)


def test_a_newer_link_ends_the_older_one(administrator: Account) -> None:
    older = invite(wish=a_wish(), by=administrator)
    newer = renew_link(account=older.account, language="en", by=administrator)

    assert (refusal_of(ticket_of(older, MAILED)), read_ticket(ticket_of(newer, MAILED))) == ("link-used", newer)


def test_a_link_ends_after_seven_days(administrator: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = invite(wish=a_wish(), by=administrator)
    now = timezone.now().timestamp()
    codes = []
    for days in (6.9, 7.1):
        monkeypatch.setattr("time.time", lambda: now)  # the clock stands outside
        ticket = ticket_of(invitation, MAILED)
        monkeypatch.setattr("time.time", lambda: now + timedelta(days=days).total_seconds())  # noqa: B023
        try:
            codes.append(str(read_ticket(ticket).pk))
        except Refused as refused:
            codes.append(refused.code)

    assert codes == [str(invitation.pk), "link-too-old"]


def test_a_forged_link_is_refused(administrator: Account, dana: Client) -> None:
    invitation = invite(wish=a_wish(), by=administrator)
    ticket = ticket_of(invitation, MAILED)
    forged = ["x", ticket[:-2] + "xx", signing.dumps([invitation.pk, MAILED]), signing.dumps([10**30, "x"], salt=SALT)]

    codes = [refusal_of(each) for each in forged]

    assert codes == ["link-unknown", "link-unknown", "link-unknown", "link-used"]
    assert dana.get("/join/").status_code == 404


def test_a_link_of_a_closed_account_is_void(administrator: Account) -> None:
    invitation = invite(wish=a_wish(), by=administrator)

    deactivate(account=invitation.account, by=administrator)

    assert refusal_of(ticket_of(invitation, MAILED)) == "link-used"


def test_joining_signs_out_whoever_sits_there(administrator: Account, bruno: Client) -> None:
    bruno.get(f"/join/{ticket_of(invite(wish=a_wish(), by=administrator), MAILED)}/")

    bruno.post("/join/", {"password": GOOD, "again": GOOD})

    assert bruno.get("/")["Location"] == "/accounts/login/?next=/"


def test_whoever_has_signed_in_before_gets_the_role_and_no_link(administrator: Account) -> None:
    known = an_account("dana@example.org", role=None)
    known.last_login = timezone.now()
    known.save()

    invitation = invite(wish=a_wish(), by=administrator)

    assert (invitation.closed is None, set(Account.objects.get(pk=known.pk).held)) == (False, {("auditor", "site")})


def test_a_closed_account_is_not_invited(administrator: Account) -> None:
    Account.objects.create_user("dana@example.org", is_active=False)

    with pytest.raises(Refused) as refused:
        invite(wish=a_wish(), by=administrator)

    assert (refused.value.code, Mandate.objects.filter(account__email="dana@example.org").count()) == (
        "account-closed",
        0,
    )


@pytest.mark.parametrize(
    ("role", "subject"),
    [
        (SiteRole.ADMINISTRATOR, SITE), (SiteRole.AUDITOR, SITE), (SiteRole.PRESS, SITE),
        (SiteRole.PRESS, "fair:another-fair"), (SiteRole.CITY, "place:gomel"),
    ],
)  # fmt: skip
def test_an_organiser_invites_nobody_beyond_the_own_fair(role: SiteRole, subject: str, founding: Fair) -> None:
    organiser = an_account("chen@kirmash.example", SiteRole.ORGANISER, FAIR, has_password=False)

    with pytest.raises(Refused) as refused:
        invite(wish=a_wish(role=role, subject=subject), by=organiser)

    assert (refused.value.code, Account.objects.filter(email="dana@example.org").exists()) == (
        "role-out-of-reach",
        False,
    )


def test_nobody_is_invited_for_what_is_not_there(administrator: Account) -> None:
    with pytest.raises(Refused) as refused:
        invite(wish=a_wish(role=SiteRole.EXHIBITOR, subject="organisation:none"), by=administrator)

    assert refused.value.code == "no-such-thing"


def test_the_link_shown_to_an_organiser_dies_when_the_account_gets_more(founding: Fair) -> None:
    """Else whoever invites a colleague could become an administrator."""
    organiser = an_account("chen@kirmash.example", SiteRole.ORGANISER, FAIR, has_password=False)
    invitation = invite(wish=a_wish(role=SiteRole.PRESS, subject=FAIR), by=organiser)
    before = read_ticket(ticket_of(invitation, SHOWN))
    Mandate.objects.create(account=invitation.account, role=SiteRole.ADMINISTRATOR, subject=SITE)

    codes = (refusal_of(ticket_of(invitation, SHOWN)), read_ticket(ticket_of(invitation, MAILED)))

    assert (before, codes) == (invitation, ("link-used", invitation))


def test_an_organiser_gets_no_link_to_an_account_with_other_roles(administrator: Account, founding: Fair) -> None:
    organiser = an_account("chen@kirmash.example", SiteRole.ORGANISER, FAIR, has_password=False)
    first = invite(wish=a_wish(role=SiteRole.AUDITOR), by=administrator)

    second = invite(wish=a_wish(role=SiteRole.PRESS, subject=FAIR), by=organiser)

    with pytest.raises(Refused) as refused:
        renew_link(account=first.account, language="en", by=organiser)
    assert (second.closed is None, read_ticket(ticket_of(first, MAILED)), refused.value.code) == (
        False,
        first,
        "account-out-of-reach",
    )


def test_a_link_for_a_new_password_is_never_shown(aigerim: Client, post_office: None) -> None:
    account = an_account("dana@example.org")
    account.last_login = timezone.now()
    account.save()

    page = aigerim.post(f"/accounts/{account.pk}/password/", {"language": "en"}, follow=True).content.decode()

    sent = Message.objects.get()
    assert ("/join/" in page, sent.kind, "/join/" in sent.text) == (False, "renewal", True)


def test_where_no_mail_leaves_it_is_said_and_the_link_is_shown(aigerim: Client, settings: Settings) -> None:
    settings.MAIL_SERVER = None
    data = {"email": "dana@example.org", "language": "en", "role": "auditor", "thing": ""}

    page = aigerim.post("/accounts/invite/", data, follow=True).content.decode()

    assert ("no mail server is set" in page, link_in(page).startswith("/join/")) == (True, True)


def test_several_things_of_one_name_are_offered_to_choose_from(aigerim: Client, founding: Fair) -> None:
    from_here = {"email": "dana@example.org", "language": "en", "role": "press", "thing": "2025"}
    Fair.objects.create(**{**Fair.objects.values().get(), "id": None, "key": "second-2025"})
    asked = aigerim.post("/accounts/invite/", from_here).content.decode()

    aigerim.post("/accounts/invite/", {**from_here, "subject": "fair:second-2025"})

    assert (asked.count('type="radio"'), set(Account.objects.get(email="dana@example.org").held)) == (
        2,
        {("press", "fair:second-2025")},
    )


def test_a_thing_that_was_not_offered_is_not_taken(chen: Client, founding: Fair) -> None:
    data = {"email": "d@example.org", "language": "en", "role": "press", "thing": "INNOPROM", "subject": "site"}

    chen.post("/accounts/invite/", data)

    assert [account.held for account in Account.objects.filter(email="d@example.org")] == [{("press", FAIR)}]


FILE = """email,role,of,name,language
a@example.org,auditor,,,de
no-address,auditor,,,
b@example.org,king,,,
c@example.org,exhibitor,,,
d@example.org,exhibitor,organisation:none,,
e@example.org,press,fair:innoprom-belarus-2025,,xx
=cmd()@example.org,auditor
f@example.org,Press,fair:innoprom-belarus-2025,,
"""


def upload(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("people.csv", content)
    return client.post("/accounts/invite/file/", {"file": file}, follow=True).content.decode()


def test_a_file_invites_who_can_be_read_and_gives_the_others_back(aigerim: Client, founding: Fair) -> None:
    page = upload(aigerim, FILE.encode())

    rejected = aigerim.get("/accounts/invite/file/rejected.csv").content.decode()
    assert sorted(Message.objects.values_list("recipient", flat=True)) == ["a@example.org", "f@example.org"]
    assert [line.rsplit(",", 1)[0].partition(",")[0] for line in rejected.splitlines()[1:]] == [
        "no-address", "b@example.org", "c@example.org", "d@example.org", "e@example.org", "'=cmd()@example.org",
    ]  # fmt: skip
    assert "6 rows were refused" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n", "The file is empty."),
        (b"mail,role\nx,y\n", "These columns are missing: email, of."),
        (b"\xff\xfe\x00a", "not written in UTF-8"),
        (b"email,role,of\n\0\n", "This is no CSV file."),
        (b'email,role,of\n"open\n', "This is no CSV file."),
        (b"email,role,of\n" + b"a@b.example,auditor,\n" * 501, "more than 500 rows"),
        (b"x" * 500_001, "larger than 500 kB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content: bytes, sentence: str, aigerim: Client) -> None:
    page = upload(aigerim, content)

    assert (sentence in page, Invitation.objects.count()) == (True, 0)


def test_a_file_of_an_organiser_reaches_no_further_than_the_organiser(founding: Fair) -> None:
    client = Client()
    client.force_login(an_account("chen@kirmash.example", SiteRole.ORGANISER, FAIR, has_password=False))
    an_exhibitor("maker", fair=founding)

    upload(client, b"email;role;of\nx@a.example;administrator;\ny@a.example;exhibitor;organisation:maker\n")

    held = {account.email: account.held for account in Account.objects.filter(email__endswith="a.example")}
    assert held == {"y@a.example": {("exhibitor", "organisation:maker")}}
