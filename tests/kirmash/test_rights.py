"""Every address × every role: what the running site answers, compared with the committed table.

The columns are asked for in parts, so that processes share them. After a change of
rights run this once with ``KIRMASH_REWRITE=1`` in one process (``-p no:xdist``); what differs in ``rights.csv`` is
what changed. What no table may allow stands below as tests of their own.
"""

import csv
import io
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders import DAY, a_delegation, a_published_catalogue, an_account, an_engagement, an_exhibitor
from kirmash.accounts.actions.inviting import Wish, invite
from kirmash.accounts.queries.links import MAILED, ticket_of
from kirmash.agreements.actions.asking import Answer, AskingWords, note_refused_rows, take_answers
from kirmash.agreements.actions.asking import ask as ask_partner
from kirmash.agreements.actions.custody import lend_original
from kirmash.agreements.actions.dealing import DealWords, begin_deal, state_link
from kirmash.agreements.actions.desk import set_rules
from kirmash.agreements.actions.enquiries import enquire
from kirmash.agreements.actions.following import CommitmentWords, add_commitment, write_news
from kirmash.agreements.actions.group import plan_session, seat_member, set_up_group
from kirmash.agreements.actions.keeping import Upload
from kirmash.agreements.actions.reconciling import compare_list
from kirmash.agreements.actions.scanning import keep_scan
from kirmash.agreements.actions.uploading import begin_upload
from kirmash.agreements.models.commitment import Way
from kirmash.agreements.models.desk import SlotRequest
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.reconciling import end_of
from kirmash.agreements.reconciling import Listed, Scope
from kirmash.agreements.reconciling.reading import read_pasted
from kirmash.base.models import HELD_FOR, SITE, Account, SiteRole
from kirmash.bulletin.actions import write_releases
from kirmash.exhibition.actions import note_exhibitor, offer_price
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.folder.loading import import_folder
from kirmash.mail.actions import write
from kirmash.mail.kinds import TEST
from kirmash.privacy.actions import run_retention
from kirmash.protocol.actions import add_member
from kirmash.record.actions import withdraw_claim
from kirmash.record.models import Claim
from kirmash.registry.models.place import Place
from kirmash.scenarios import FOUNDING_FAIR
from letting import let_out
from papers import a_pdf
from rights import PAGE, Address, addresses, written
from walking import bare_refusals

TABLE = Path(__file__).with_name("rights.csv")
FAIR = "innoprom-belarus-2025"
MATTER = {"subject": f"fair:{FAIR}", "about": "exhibitors", "part": ""}
#: The own thing and another's, by the kind of thing that a role is held for. The addresses below are about the own.
OWN = {"fair": f"fair:{FAIR}", "organisation": "organisation:maker", "pavilion": f"pavilion:{FAIR}/own",
       "delegation": f"delegation:{FAIR}/own", "place": "place:gomel"}  # fmt: skip
OTHER = {"fair": "fair:another-fair", "organisation": "organisation:rival", "pavilion": "pavilion:another-fair/own",
         "delegation": "delegation:another-fair/own", "place": "place:yekaterinburg"}  # fmt: skip
#: What stands in for the words of an address: by its name, or else by the beginning of its route.
NO_JOB = {"key": "00000000-0000-0000-0000-000000000000"}
BY_NAME: dict[str, Mapping[str, object]] = {
    "exhibitors-file": {"key": FAIR, "kind": "csv"},
    "bulletin-approve": {"key": FAIR, "style": "de", "number": 1},
    "bulletin-answer-open": {"ticket": "x"},
    "mail-unsubscribe": {"token": "x"},
    "signed-file": {"key": FAIR, "kind": "csv"},
    "signed-figures": {"key": FAIR, "kind": "csv"},
    "agreement-print": {"key": "gomel-yekaterinburg-2025", "what": "all", "language": "en"},
    "sign_in_link": {"code": "x"},
    "openid_connect_login": {"provider_id": "oidc"},
    "openid_connect_callback": {"provider_id": "oidc"},
    "session_end": {"number": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "privacy-link": {"number": 1},
    "privacy-give": {"purpose": "contact"},
    "privacy-withdraw": {"purpose": "contact"},
    "catalogue-any": {"rest": FAIR},
    "catalogue-sitemap": {"section": "catalogues"},
    "feed": {"tongue": "de", "kind": "xml"},
    "feed-fair": {"key": FAIR, "tongue": "de", "kind": "json"},
    "press-any": {"rest": FAIR},
    "press-release": {"language": "en", "key": FAIR, "style": "de"},
    "press-number": {"language": "en", "key": FAIR, "style": "de", "number": 1},
    "press-card": {"language": "en", "key": FAIR, "style": "de"},
    "press-file": {"language": "en", "key": FAIR, "style": "de", "kind": "md"},
    "press-chart": {"language": "en", "key": FAIR, "kind": "svg"},
    "closing-report-file": {"key": FAIR, "language": "en"},
    "claim-reinstate": {"key": "exhibitors-520"},
    "reconciliation-add": {"key": "gomel"},
    "city-yearly-file": {"key": "gomel", "year": 2025, "lang": "en", "kind": "xlsx"},
    "account_confirm_email": {"key": "x"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
}
BY_ROUTE: dict[str, Mapping[str, object]] = {
    "<language:language>/": {"language": "en", "key": FAIR, "exhibitor": "maker"},
    "jobs/": NO_JOB,
    "account/tokens/": {"pk": 999_999},
    "connections/": {"pk": 999_999},
    "api/v1/webhooks/": {"id": 999_999},
    "api/v1/deliveries/": {"id": 999_999},
    "api/v1/problems/": {"code": "not-found"},
    "api/v1/(?P<rest>": {"rest": "nowhere"},
    "api/v1/fairs/": {"key": FAIR, "exhibitor": "maker"},
    "api/v1/places/": {"key": "gomel"},
    "api/v1/organisations/": {"key": "maker"},
    "api/v1/claims/": {"key": "exhibitors-510"},
    "api/v1/unknowns/": {"key": "regions"},
    "api/v1/agreements/": {"key": "gomel-yekaterinburg-2025"},
    "api/v1/releases/": {"key": f"{FAIR}-de"},
    "api/v1/": {"subject": f"fair:{FAIR}", "property": "exhibitors", "part": "whole"},
    "mail/kinds/": {"name": "test", "language": "be"},
    "privacy/<subject:subject>/": {"subject": "person:privalov", "purpose": "contact"},
    "fairs/": {"key": FAIR, "exhibitor": "maker", "style": "de", "kind": "md", "name": "figures.csv"},
    "organisations/": {"key": "maker"},
    "claims/": {"key": "exhibitors-510"},
    "conflicts/": MATTER,
    "figures/": MATTER,
    "unknown/": {"key": "regions"},
    "agreements/": {
        "key": "gomel-yekaterinburg-2025",
        "number": 1,
        "position": 1,
        "kind": "pdf",
        "route": "belarusian-city",
        "what": "script",
        "language": "en",
    },
    "cities/": {"key": "gomel", "partner": "yekaterinburg", "year": 2025, "lang": "en", "kind": "csv"},
}
#: What an outsider may see: where one signs in, sets a password, and chooses a language.
PUBLIC = {
    "account_login", "account_signup", "account_logout", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_confirm_email", "account_email_verification_sent", "account_request_login_code",
    "account_confirm_login_code", "set_language", "join", "join-open", "sign_in_link", "theme", "offline",
    "answer", "answer-received", "answer-table",
    "service-worker", "privacy", "robots", "mail-unsubscribe",
    "api:docs", "api:console", "api:openapi", "api:root", "api:problem", "api:problems", "api:nothing",
    "catalogues-any", "catalogue-any", "catalogues",
    "catalogue", "catalogue-list", "catalogue-exhibitor", "catalogue-csv", "catalogue-json", "catalogue-pdf",
    "catalogue-print", "presses", "presses-any", "press", "press-any", "press-release", "press-number",
    "press-card", "press-file",
    "bulletin-answer", "bulletin-answer-open",
    "press-chart", "feed", "feed-fair",
    "catalogue-sitemaps", "catalogue-sitemap", "socialaccount_login_cancelled", "socialaccount_login_error",
    "socialaccount_signup", "signed-public", "",
}  # fmt: skip
#: What an account without any role has: itself.
OF_ITSELF = {
    "account_change_password", "account_set_password", "account_email", "account_reauthenticate", "account-seen",
    "impersonation-end", "home", "role", "tour", "account", "privacy-own", "privacy-own-export", "privacy-give",
    "privacy-withdraw", "privacy-register", "privacy-register-file", "usersessions_list", "session_end", "mfa_index",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_signup_webauthn", "mfa_trust",
    "socialaccount_connections", "api:me", "tokens",
}  # fmt: skip
#: Pages of a fair that show everybody, whatever role it is, as much as is theirs.
OF_EVERY_FAIR = {"fairs", "fair", "exhibitors", "exhibitors-file", "delegations", "delegations-file", "delegation",
                 "programme-csv", "programme-ics", "signed-public"}  # fmt: skip
#: What lies open to the departments of all cities.
OF_EVERY_CITY = {"enquiries", "enquiry-add", "agreements", "bulletin", "bulletin-file", "fair-file"}
REFUSED = {"401", "403", "404", "405", "login"}
PARTS = 4
Answers = dict[str, dict[str, str]]


def prepare() -> dict[str, Mapping[str, object]]:
    """Fill the database with the own things, another's and some rows; return the words that need their numbers."""
    fair = import_folder(FOUNDING_FAIR)[0]
    (release,) = write_releases(fair=fair, styles=["de"])
    let_out(release)
    own = Pavilion.objects.create(fair=fair, key="own", kind="national", place=fair.place)
    maker = an_exhibitor("maker", fair=fair, pavilion=own)
    maker.organisation.place = Place.objects.get(key="gomel")
    maker.organisation.save()
    other = Fair.objects.create(**{**Fair.objects.filter(pk=fair.pk).values().get(), "id": None, "key": "another-fair"})
    an_exhibitor("rival", fair=other)
    withdraw_claim(claim=Claim.objects.get(key="exhibitors-520"), reason="x", done_by="x", done_on=fair.begins_on)
    a_published_catalogue(fair)
    root = an_account("root@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)
    wish = Wish(email="staff@kirmash.example", role=SiteRole.PRESS, subject=OWN["fair"], language="en")
    invitation = invite(wish=wish, by=root)
    kept = {"pk": invitation.account_id, "mandate": invitation.account.mandates.get().pk}
    note = note_exhibitor(exhibitor=maker, text="x", account=root)
    offer = offer_price(exhibitor=maker, amount_minor=1, currency="EUR", basis="m2", valid_until=DAY, account=root)
    delegation = a_delegation("own", fair=fair)
    engagement = an_engagement(delegation, "10:00", "11:00")
    member = add_member(
        delegation=delegation, names={"en": "X"}, functions={}, organisation=None, arrives_on=None, leaves_on=None,
        languages=[], needs_interpreter=False,
    )  # fmt: skip
    gomel = Place.objects.get(key="gomel")
    listed = Listed(name="x", scope=Scope.ABOUT, of=end_of(gomel))
    reading = read_pasted("name,country\nX,\nY,Z", listed)
    compared = compare_list(place=gomel, name="x", scope=Scope.ABOUT, reading=reading, now=timezone.now())
    found = {"place": "gomel", "key": compared.key, "number": 1, "kind": "csv"}
    file = prepare_file(gomel)
    exhibitor = {"key": FAIR, "exhibitor": "maker", "note": note.pk, "offer": offer.pk}
    programme = {"key": FAIR, "delegation": "own", "engagement": engagement.key, "member": member.pk}
    followed = _followed(gomel, maker)
    message = write(kind=TEST, to=root, values={"sender": "x"})
    assert message is not None
    run = run_retention(today=DAY)
    set_rules(fair=fair, order_language="", publishes_register=True)
    instrument = Instrument.objects.get(key="gomel-yekaterinburg-2025")
    asked = SlotRequest.objects.create(fair=fair, instrument=instrument)
    enquiry = enquire(
        fair=fair, subject=OWN["organisation"], now=timezone.now(), is_protocol=True, kind="contract", parties="x",
        asker="x", contact_name="x",
    )  # fmt: skip
    desk = {"key": FAIR, "number": asked.pk, "what": "day", "language": "en"}
    return {**followed, **file, "fairs/<slug:key>/exhibitors/": exhibitor, "fairs/<slug:key>/delegations/": programme,
            "fairs/<slug:key>/desk/enquiries/": {"key": FAIR, "number": enquiry.number},
            "fairs/<slug:key>/desk/": desk, "reconciliations/": found, "mail/messages/": {"pk": message.pk},
            "privacy/retention/": {"number": run.pk},
            "accounts/<int:pk>": kept, "join/<str:ticket>": {"ticket": ticket_of(invitation, MAILED)}}  # fmt: skip


def prepare_file(city: Place) -> dict[str, Mapping[str, object]]:
    """Fill the file of an agreement: a lent original, a scan, a working group, a list on its way into the register."""
    agreement = Instrument.objects.get(key="gomel-yekaterinburg-2025")
    party = agreement.parties.order_by("position")[0]
    loan = lend_original(party=party, lent_to="x", purpose="", lent_on=DAY, due_on=DAY)
    scan = keep_scan(instrument=agreement, content=a_pdf(), file_name="x.pdf", kind="original")
    group = set_up_group(instrument=agreement, name="x", task="", language="en")
    seat = seat_member(group=group, party=party, who="Somebody")
    plan_session(group=group, number=1, planned_on=DAY, place="", mode="video", agenda="")
    upload = begin_upload(place=city, file=io.BytesIO(b"Partner\nX"), file_name="x.csv")
    words = {"key": agreement.key, "position": party.position, "number": scan.number, "which": "original",
             "style": "de", "kind": "pdf", "route": "belarusian-city", "what": "script", "language": "en"}  # fmt: skip
    start = "agreements/<slug:key>/"
    return {f"{start}custody/back/": {**words, "number": loan.pk},
            f"{start}group/members/<": {**words, "number": seat.pk},
            start: words, "cities/<slug:key>/": {"key": city.key, "number": upload.number,
                                    "partner": "yekaterinburg", "year": 2025, "lang": "en", "kind": "csv"}}  # fmt: skip


def _followed(gomel: Place, maker: Exhibitor) -> dict[str, Mapping[str, object]]:
    """Follow an agreement of the own city up; return the words of what came of it."""
    instrument = Instrument.objects.get(key="gomel-yekaterinburg-2025")
    commitment = add_commitment(instrument=instrument, words=CommitmentWords(names={"en": "X"}, field="formal"))
    pdf = Upload("x.pdf", b"%PDF-1.4\n%%EOF\n")
    words = {"commitment": commitment, "heard_on": DAY, "is_done": True, "today": DAY}
    evidence = write_news(**words, upload=pdf).evidence.get()  # type: ignore[arg-type]  # as named above
    partner = Place.objects.get(key="yekaterinburg")
    asked = AskingWords(partner_place=partner, partner_organisation=None, commitments=[commitment], deals=[],
                        language="en")  # fmt: skip
    asking, secret = ask_partner(place=gomel, words=asked, today=timezone.localdate())
    answer = Answer(commitment=commitment, progress="done", on=DAY)
    taken = {"way": Way.LINK, "given_by": "x", "today": timezone.localdate()}
    (news,) = take_answers(asking=asking, answers=[answer], **taken)  # type: ignore[arg-type]  # as named above
    note_refused_rows(asking=asking, rows=[{"row": "1", "text": "x", "why": "x"}])
    deal = begin_deal(words=DealWords(first=maker.organisation, second=None, place=gomel, names={}))
    ends = {"source": f"instrument:{instrument.key}", "target": f"commitment:{commitment.key}"}
    link = state_link(**ends, stated_by="x", today=DAY)  # type: ignore[arg-type]  # two references
    return {"commitments/": {"key": commitment.key, "number": news.number}, "evidence/": {"number": evidence.pk},
            "askings/": {"key": asking.key, "kind": "docx"}, "answer/": {"secret": secret, "kind": "docx"},
            "deals/": {"key": deal.key}, "links/": {"number": link.pk}}  # fmt: skip


def actors() -> dict[str, Callable[[], Account | AnonymousUser]]:
    """Return who asks, each to be made: an outsider, an account without a role, each role for what it is held for."""
    found: dict[str, Callable[[], Account | AnonymousUser]] = {
        "an outsider": AnonymousUser,
        "without a role": partial(an_account, "nobody@kirmash.example", role=None, has_password=False),
    }
    for role in SiteRole:
        for kind in HELD_FOR[role]:
            for whose, things in (("own", OWN), ("another", OTHER)) if kind != SITE else (("", {SITE: SITE}),):
                email = f"{role}-{whose}-{kind}@kirmash.example"
                label = f"{role} of {whose} {kind}" if whose else f"{role}"
                found[label] = partial(an_account, email, role, things[kind], has_password=False)
    return found


def path_of(address: Address, numbered: Mapping[str, Mapping[str, object]]) -> str:
    """Return an address with its words filled in; fail where nobody said what to fill in."""
    known: Mapping[str, object] = BY_NAME.get(address.name, {})
    for start, words in (*numbered.items(), *BY_ROUTE.items()):
        if not known and address.route.startswith(start):
            known = words
    missing = set(address.words) - set(known)
    if missing:
        pytest.fail(f"{address.route!r} cannot be asked for: add {missing} to BY_NAME or BY_ROUTE")
    if not address.name.rpartition(":")[2] and not address.words:
        return f"/{address.route}"
    return reverse(address.name, kwargs={word: known[word] for word in address.words})


def answer_of(client: Client, method: str, path: str) -> str:
    """Return the answer in a word: the sign-in, or the status; what it did to the database is taken back."""
    with transaction.atomic():
        answer = client.generic(method, path)
        transaction.set_rollback(True)
    to_sign_in = answer.status_code == 302 and answer["Location"].partition("?")[0] == reverse("account_login")
    return "login" if to_sign_in else str(answer.status_code)


def ask(person: Account | AnonymousUser, numbered: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Return what the site answers somebody, by method and address."""
    found = {}
    client = Client(raise_request_exception=False)
    if isinstance(person, Account):
        client.force_login(person)
    cookies = client.cookies.output(header="", sep=";")
    for address in addresses():
        path = path_of(address, numbered)
        for method in ("GET", "POST"):
            client.cookies.load(cookies)
            found[f"{method} /{address.route}"] = answer_of(client, method, path)
    return found


def read_table() -> Answers:
    """Return the committed table: by method and address, and by who asks."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("address"): row for row in csv.DictReader(file)}


def rewrite_column(label: str, column: Mapping[str, str]) -> None:
    """Write what somebody is answered into the table."""
    kept = read_table()
    table = {address: {**kept.get(address, {}), label: status} for address, status in column.items()}
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, ["address", *actors()], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {"address": address, **{who: row.get(who, "") for who in actors()}} for address, row in table.items()
    )
    TABLE.write_text(buffer.getvalue(), encoding="utf-8")


@pytest.fixture
def answers() -> Answers:
    """The committed table, which the site was compared with."""
    return read_table()


def names() -> dict[str, str]:
    """Return the name of each address by how it is written."""
    return {f"{method} /{a.route}": a.name for a in addresses() for method in ("GET", "POST")}


def open_to(answers: Answers, label: str) -> set[str]:
    """Return the names of the addresses that answer somebody with more than a refusal."""
    return {names()[address] for address, row in answers.items() if row[label] not in REFUSED}


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_the_site_answers_as_the_table_says(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    bare_refusals(monkeypatch)
    numbered, asking = prepare(), dict(list(actors().items())[part::PARTS])

    columns = {label: ask(somebody(), numbered) for label, somebody in asking.items()}

    if os.environ.get("KIRMASH_REWRITE"):
        for label, column in columns.items():
            rewrite_column(label, column)
    table = read_table()
    assert list(next(iter(table.values()))) == list(actors()), "a column is missing or too many: KIRMASH_REWRITE=1"
    assert columns == {label: {address: row[label] for address, row in table.items()} for label in columns}, (
        "see what changed: KIRMASH_REWRITE=1"
    )


def test_nothing_breaks_for_anybody(answers: Answers) -> None:
    assert {(a, label): s for a, row in answers.items() for label, s in row.items() if s.startswith("5")} == {}


def test_an_outsider_reaches_the_sign_in_and_little_else(answers: Answers) -> None:
    assert open_to(answers, "an outsider") - PUBLIC == set()


def test_an_account_without_a_role_reaches_itself_only(answers: Answers) -> None:
    assert open_to(answers, "without a role") - PUBLIC - OF_ITSELF == set()


def test_accounts_are_kept_by_administrators_and_organisers_only(answers: Answers) -> None:
    kept = {address for address in answers if address.split()[1].startswith(("/accounts/<", "/accounts/invite/"))}
    people = {who for address in kept for who, status in answers[address].items() if status not in REFUSED}

    assert (len(kept) > 10, people) == (True, {"administrator", "organiser", "organiser of own fair",
                                               "organiser of another fair"})  # fmt: skip


def test_another_organiser_reaches_no_account_of_this_fair(answers: Answers) -> None:
    found = {row["organiser of another fair"] for address, row in answers.items() if "/accounts/<int:pk>/" in address}

    assert found == {"404", "403"}


def test_only_administrators_look_at_the_site_as_another(answers: Answers) -> None:
    rows = [row for address, row in answers.items() if address.endswith("<int:pk>/look/")]

    assert {who for row in rows for who, status in row.items() if status not in REFUSED} == {"administrator"}


@pytest.mark.parametrize("role", [role for role in SiteRole if HELD_FOR[role] != (SITE,)])
def test_whoever_holds_another_thing_reaches_nothing_that_only_the_own_gives(role: SiteRole, answers: Answers) -> None:
    """Of the exhibitor's own page each sees it or not by the thing that is held."""
    own = {a: row for a, row in answers.items() if "/<slug:exhibitor>/" in a and names()[a] not in PUBLIC}
    for kind in HELD_FOR[role]:
        if kind == SITE:
            continue
        assert [row[f"{role} of another {kind}"] in REFUSED for row in own.values()] == [True] * len(own)


def test_whoever_holds_another_fair_finds_the_pages_of_this_one_closed(answers: Answers) -> None:
    people = [who for who in next(iter(answers.values())) if "of another" in who]
    inner = {names()[a] for a in answers if a.split()[1].startswith("/fairs/")} - OF_EVERY_FAIR

    found = {who: open_to(answers, who) & inner for who in people}
    assert found == {who: OF_EVERY_CITY if who.startswith("city") else set() for who in people}


def test_another_thing_never_opens_more_than_the_own(answers: Answers) -> None:
    people = list(next(iter(answers.values())))
    pairs = [(who, who.replace("of another", "of own")) for who in people if "of another" in who]

    more = {(a, other) for a, row in answers.items() for other, own in pairs
            if row[other] not in REFUSED and row[own] in REFUSED}  # fmt: skip

    assert more == set()


def test_the_page_of_the_rights_says_what_holds() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "write it anew: python tests/rights.py"
