"""A bulletin is let out: embargo, approval by both press services, publication, correction, withdrawal."""

import datetime
import io
import re
import zipfile

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from pytest_django.fixtures import Settings

from api_clients import a_token
from builders import an_account
from kirmash.agreements.models.instrument import LifeEvent
from kirmash.agreements.models.signature import Signature
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.bulletin.actions import (
    Notice,
    answer_approval,
    ask_for_approval,
    keep_finding,
    latest_version,
    publish,
    save_version,
    set_embargo,
    withdraw_publication,
    write_releases,
)
from kirmash.bulletin.models import Answer, Approval, Publication, Release
from kirmash.bulletin.queries import embargo_line, standing_of, text_of
from kirmash.bulletin.queries.public import published
from kirmash.bulletin.queries.publishing import LASTING, ticket_of
from kirmash.exhibition.models.fair import Fair
from kirmash.mail.models import Message
from letting import approve

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def post_office(settings: Settings) -> None:
    """The site has a mail server; what waits for it stands in the outbox."""
    settings.MAIL_SERVER = {"host": "localhost", "port": 25}


@pytest.fixture
def written(founding: Fair) -> Fair:
    """The founding fair with its bulletins."""
    write_releases(fair=founding)
    return founding


def german(fair: Fair) -> Release:
    return fair.releases.get(style="de")


def edited(fair: Fair, more: str) -> str:
    return f"{text_of(german(fair))}\n\n{more}"


def hold(fair: Fair) -> None:
    set_embargo(release=german(fair), until=timezone.now() + HOUR)


def address(fair: Fair, page: str) -> str:
    return f"/fairs/{fair.key}/bulletins/de/{page}"


def city(place: str) -> Client:
    client = Client()
    client.force_login(an_account(f"{place}@kirmash.example", SiteRole.CITY, f"place:{place}", has_password=False))
    return client


def refusal(fair: Fair, **words: object) -> str:
    with pytest.raises(Refused) as refused:
        publish(release=german(fair), **words)  # type: ignore[arg-type]  # as the tests give them
    return refused.value.code


# -- what stands in the way


def test_a_bulletin_is_published_once_both_parties_approved_it(written: Fair) -> None:
    approve(german(written))

    made = publish(release=german(written))

    assert (made.version.number, made.in_spite_of, made.corrects) == (1, "", None)
    assert [text_of(one) for one in published()] == [text_of(german(written))]


def test_one_party_is_not_enough(written: Fair) -> None:
    approve(german(written), sides=1)

    assert refusal(written) == "approval-missing"


def test_a_party_that_asks_for_a_change_holds_the_bulletin_up(written: Fair) -> None:
    approve(german(written))
    approve(german(written), Answer.CHANGE, sides=1)

    assert refusal(written) == "approval-missing"


def test_a_changed_text_needs_approval_anew(written: Fair) -> None:
    approve(german(written))
    save_version(fair=written, style="de", text=edited(written, "Die Messe hatte sechs Bereiche."))

    assert refusal(written) == "approval-missing"


def test_the_embargo_is_waited_for(written: Fair) -> None:
    approve(german(written))
    hold(written)

    assert refusal(written) == "embargo-runs"

    Release.objects.update(embargo_until=timezone.now() - HOUR)
    assert publish(release=german(written)).version.number == 1


def test_open_findings_are_corrected_kept_or_published_in_spite_of_with_a_reason(written: Fair) -> None:
    save_version(fair=written, style="de", text=edited(written, "Die Messe hatte sieben Bereiche."))
    approve(german(written))

    assert refusal(written) == "findings-open"

    made = publish(release=german(written), in_spite_of="The organiser counts otherwise.")
    assert made.in_spite_of == "The organiser counts otherwise."


def test_a_finding_that_was_let_stand_stands_no_more_in_the_way(written: Fair) -> None:
    save_version(fair=written, style="de", text=edited(written, "Die Messe hatte sieben Bereiche."))
    keep_finding(fair=written, style="de", slip="number", said="sieben Bereiche", reason="counted on site")
    approve(german(written))

    assert publish(release=german(written), in_spite_of="not needed").in_spite_of == ""


def test_a_reason_opens_nothing_but_the_findings(written: Fair) -> None:
    assert refusal(written, in_spite_of="We are in a hurry.") == "approval-missing"


@pytest.mark.parametrize("missing", ["signature", "event"])
def test_a_bulletin_about_a_signing_waits_for_the_recorded_signature(missing: str, written: Fair) -> None:
    approve(german(written))
    if missing == "signature":
        Signature.objects.filter(instrument__key="gomel-yekaterinburg-2025").last().delete()  # type: ignore[union-attr]  # there are two
    else:
        LifeEvent.objects.filter(act="signed").delete()

    assert refusal(written) == "signature-not-recorded"


# -- approval


def test_an_approval_is_of_the_very_text_that_was_read(written: Fair) -> None:
    version = latest_version(written, "de")
    party = standing_of(german(written)).parties[0].party

    with pytest.raises(Refused) as refused:
        answer_approval(
            Approval(version=version, party=party, sha256="0" * 64, answer=Answer.APPROVED, given_by="Press")
        )

    assert (refused.value.code, Approval.objects.count()) == ("version-was-overtaken", 0)


def test_a_change_says_what(written: Fair) -> None:
    version = latest_version(written, "de")
    party = standing_of(german(written)).parties[0].party

    with pytest.raises(Refused) as refused:
        answer_approval(
            Approval(version=version, party=party, sha256=version.sha256, answer=Answer.CHANGE, given_by="Press")
        )

    assert refused.value.code == "change-without-words"


def test_a_city_approves_for_itself_and_for_no_other(written: Fair) -> None:
    version = latest_version(written, "de")
    sent = {"sha256": version.sha256, "answer": "approved"}
    gomel, other = city("gomel"), city("minsk")

    answers = [client.post(address(written, f"approve/{number}/"), sent).status_code
               for client, number in ((gomel, 1), (gomel, 2), (other, 1))]  # fmt: skip

    assert answers == [302, 403, 403]
    assert [(a.party.position, a.given_by, a.sha256) for a in Approval.objects.all()] == [
        (1, "gomel@kirmash.example", version.sha256)
    ]


def test_the_frame_of_the_page_still_says_which_kirmash_it_is(written: Fair) -> None:
    latest_version(written, "de")

    page = city("gomel").get(address(written, "approve/1/")).content.decode()

    assert f"Kirmash {settings.VERSION}" in page


def test_even_an_administrator_approves_in_nobodys_name(written: Fair, aigerim: Client) -> None:
    version = latest_version(written, "de")

    answer = aigerim.post(address(written, "approve/1/"), {"sha256": version.sha256, "answer": "approved"})

    assert (answer.status_code, Approval.objects.count()) == (403, 0)


def test_a_press_service_without_an_account_answers_by_its_link(written: Fair, chen: Client, post_office: None) -> None:
    chen.post(address(written, "ask/"), {"party": "2", "email": "press@ekb.example"})
    (link,) = re.findall(r"http://testserver(/bulletins/answer/\S+)", Message.objects.get(kind="approval").text)
    stranger = Client()

    page = stranger.get(link, follow=True).content.decode()
    sent = {"sha256": latest_version(written, "de").sha256, "answer": "approved", "given_by": "Iwanowa, Pressedienst"}
    stranger.post("/bulletins/answer/", sent)

    given = Approval.objects.get()
    assert "Städtepartnerschaft" in page
    assert (given.party.position, given.given_by, given.answer) == (2, "Iwanowa, Pressedienst", "approved")


def test_a_link_is_for_its_version_and_for_its_days_only(
    written: Fair, post_office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = standing_of(german(written)).parties[0].party
    asked = ask_for_approval(release=german(written), party=party, email="p@x.example", site="http://x/")
    ticket = ticket_of(asked)
    save_version(fair=written, style="de", text=edited(written, "Die Messe hatte sechs Bereiche."))
    client = Client()
    client.get(f"/bulletins/answer/{ticket}/")

    sent = {"sha256": asked.version.sha256, "answer": "approved", "given_by": "x"}
    late = client.post("/bulletins/answer/", sent)

    assert (late.status_code, Approval.objects.count()) == (200, 0)
    monkeypatch.setattr("django.core.signing.time.time", (timezone.now() + LASTING + HOUR).timestamp)
    assert client.get("/bulletins/answer/").status_code == 404


def test_a_forged_link_is_refused(written: Fair, dana: Client) -> None:
    answer = dana.get("/bulletins/answer/MQ:1abcde:forged/", follow=True)

    assert (answer.status_code, "Städtepartnerschaft" in answer.content.decode()) == (404, False)


# -- embargo


def test_under_embargo_only_makers_auditors_and_parties_see_the_bulletin(
    written: Fair, chen: Client, bruno: Client, dana: Client
) -> None:
    hold(written)
    auditor = Client()
    auditor.force_login(an_account("auditor@kirmash.example", SiteRole.AUDITOR, has_password=False))
    readers = {"maker": chen, "auditor": auditor, "party": city("gomel"), "other city": city("minsk"),
               "planner": bruno, "outsider": dana}  # fmt: skip

    found = {who: [c.get(address(written, page)).status_code for page in ("", "file.md", "file.pdf")]
             for who, c in readers.items()}  # fmt: skip

    expected = {"maker": 200, "auditor": 200, "party": 200, "other city": 403, "planner": 403, "outsider": 302}
    assert found == {who: [status] * 3 for who, status in expected.items()}


def test_the_embargo_stands_on_every_file_in_its_language(written: Fair, chen: Client) -> None:
    hold(written)
    line = embargo_line(german(written))

    files = {kind: chen.get(address(written, f"file.{kind}")).content for kind in ("md", "html", "docx")}

    with zipfile.ZipFile(io.BytesIO(files["docx"])) as parts:
        document = parts.read("word/document.xml").decode()
    assert [line in text for text in (files["md"].decode(), files["html"].decode(), document)] == [True] * 3
    assert ("Europe/Minsk" in line, embargo_line(written.releases.get(style="en"))) == (True, "")


def test_under_embargo_the_page_of_a_claim_does_not_quote_the_bulletin(
    written: Fair, chen: Client, bruno: Client
) -> None:
    hold(written)
    told = written.releases.get(style="de").sentences.filter(claims__isnull=False).first()
    assert told is not None
    claim = told.claims.all()[0]

    pages = {who: client.get(f"/claims/{claim.key}/").content.decode() for who, client in
             (("maker", chen), ("planner", bruno))}  # fmt: skip

    assert {who: escape(told.text) in page for who, page in pages.items()} == {"maker": True, "planner": False}


def test_under_embargo_the_api_names_and_shows_the_bulletin_to_its_makers_only(written: Fair) -> None:
    hold(written)
    roles = {"maker": SiteRole.ORGANISER, "planner": SiteRole.PLANNER}
    programs = {
        who: a_token(an_account(f"{who}@x.example", role, has_password=False)).client for who, role in roles.items()
    }

    lists = {who: [one["style"] for one in program.get(f"/api/v1/fairs/{written.key}/releases").json()["items"]]
             for who, program in programs.items()}  # fmt: skip
    single = {who: p.get(f"/api/v1/releases/{written.key}-de").status_code for who, p in programs.items()}

    assert {who: "de" in styles for who, styles in lists.items()} == {"maker": True, "planner": False}
    assert (len(lists["planner"]), single) == (3, {"maker": 200, "planner": 403})


def test_an_embargo_in_the_past_is_refused(written: Fair) -> None:
    with pytest.raises(Refused) as refused:
        set_embargo(release=german(written), until=timezone.now() - HOUR)

    assert refused.value.code == "embargo-is-past"


def test_the_time_of_an_embargo_is_that_of_the_fair(written: Fair, chen: Client) -> None:
    chen.post(address(written, "embargo/"), {"until": "2099-09-29T14:00"})

    assert german(written).embargo_until == datetime.datetime(2099, 9, 29, 11, 0, tzinfo=datetime.UTC)


# -- after publication


def test_a_correction_needs_its_public_notice_and_both_are_linked(written: Fair, dana: Client) -> None:
    approve(german(written))
    first = publish(release=german(written))
    save_version(fair=written, style="de", text=edited(written, "Die Messe hatte sechs Bereiche."))
    approve(german(written))

    assert refusal(written) == "correction-without-notice"
    second = publish(release=german(written), notice=Notice(was_wrong="Bereiche fehlten.", is_right="Es waren sechs."))

    pages = [dana.get(f"/en/press/{written.key}/de/{one.version.number}/").content.decode()
             for one in (first, second)]  # fmt: skip
    assert second.corrects == first
    assert [("Bereiche fehlten." in page, "Es waren sechs." in page) for page in pages] == [(True, True)] * 2
    assert [f'/de/{number}/">' in page for page, number in zip(pages, (2, 1), strict=True)] == [True, True]


def test_what_is_withdrawn_stays_readable_with_its_reason(written: Fair, chen: Client, dana: Client) -> None:
    approve(german(written))
    made = publish(release=german(written))

    chen.post(address(written, "withdraw/"), {"why": "It was about another fair."})

    page = dana.get(f"/en/press/{written.key}/de/").content.decode()
    assert ("It was about another fair." in page, made.version.text.split("\n")[0] in page) == (True, True)
    with pytest.raises(Refused) as refused:
        withdraw_publication(publication=made, why="again")
    assert refused.value.code == "publication-is-over"


def test_the_history_says_who_approved_and_published_what(written: Fair) -> None:
    chief = an_account("chief@kirmash.example", SiteRole.PRESS, has_password=False)
    approve(german(written))
    publish(release=german(written), account=chief)

    lines = Change.objects.filter(table="release", verb__in=["approve", "publish"]).order_by("pk")
    assert [(line.verb, line.values["version"], line.account) for line in lines] == [
        ("approve", 1, None), ("approve", 1, None), ("publish", 1, chief)
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["way-out", "embargo", "ask", "publish", "withdraw"])
def test_an_outsider_a_planner_and_a_city_let_nothing_out(
    page: str, written: Fair, dana: Client, bruno: Client
) -> None:
    approve(german(written))

    answers = [client.post(address(written, f"{page}/"), {"why": "x", "party": "1", "email": "x@y.example"}).status_code
               for client in (dana, bruno, city("gomel"))]  # fmt: skip

    assert (answers, Publication.objects.count()) == ([302, 403, 403], 0)


def test_the_way_out_is_shown_with_what_stands_in_it(written: Fair, chen: Client) -> None:
    before = chen.get(address(written, "way-out/")).content.decode()
    approve(german(written))
    after = chen.get(address(written, "way-out/")).content.decode()

    assert ("Not every party has approved" in before, "Nothing stands in the way" in after) == (True, True)
