"""History in words, filtered; what concerns accounts is for administrators."""

import pytest
from django.test import Client

from builders import DAY, a_claim, a_property, an_account
from kirmash.base.actions import give_account
from kirmash.base.models import Change, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import note_unknown, reopen_conflict, resolve_conflict, withdraw_claim
from kirmash.record.models import Resolution, Verdict
from kirmash.record.queries.history import SENTENCES, lines_of

pytestmark = pytest.mark.django_db


def said() -> list[tuple[str, str, str]]:
    return [(f"{x.before}{x.what}{x.after}", x.url, x.why) for x in lines_of(Change.objects.order_by("pk"))]


def a_decision() -> Resolution:
    upheld = a_claim("one", "510")
    a_claim("two", "520")
    return resolve_conflict(
        subject="fair:a-fair", about=a_property(), upheld=[upheld], verdict=Verdict.ONE, reason="two sources",
        decided_by="Chen", decided_on=DAY,
    )  # fmt: skip


def test_each_line_is_a_sentence_with_its_record_and_its_reason() -> None:
    resolution = a_decision()
    reopen_conflict(resolution=resolution, reason="a third source", done_by="Chen", done_on=DAY)
    withdraw_claim(claim=a_claim("three", "530"), reason="misread", done_by="Chen", done_on=DAY)
    note_unknown(subject="fair:a-fair", matter="term", texts={"en": "its term"}, noted_on=DAY)

    conflict = "/conflicts/fair:a-fair/exhibitors/whole/"
    assert said() == [
        (
            "stated: a-fair: editor's decision (exhibitors) – one claim holds: 510 (A paper)",
            "/claims/resolution-a-fair-exhibitors/",
            "",
        ),
        ("decided the conflict: a-fair: exhibitors", conflict, "two sources"),
        ("opened the conflict again: a-fair: exhibitors", conflict, "a third source"),
        ("withdrew: a-fair: exhibitors – 530", "/claims/three/", "misread"),
        ("put on the watch list: its term", "/unknown/a-fair-term/", ""),
    ]


def test_what_was_withdrawn_is_struck_through(chen: Client) -> None:
    withdraw_claim(claim=a_claim("one", "510"), reason="misread", done_by="Chen", done_on=DAY)

    html = chen.get("/history/").content.decode()

    assert 'withdrew: <a href="/claims/one/"><s>a-fair: exhibitors – 510</s></a>' in html


def test_a_line_that_nobody_foresaw_is_still_said() -> None:
    Change.objects.create(verb="paint", table="stand", record="a-1", values={"colour": "red"})

    assert said() == [("paint (stand): a-1", "", "")]


def test_every_sentence_names_its_record_once() -> None:
    assert [str(sentence).count("%(what)s") for sentence in SENTENCES.values()] == [1] * len(SENTENCES)


def test_accounts_are_for_administrators_only(aigerim: Client, chen: Client) -> None:
    give_account(email="new@kirmash.example", role=SiteRole.AUDITOR)

    pages = [client.get("/history/").content.decode() for client in (aigerim, chen)]

    assert ["new@kirmash.example" in page for page in pages] == [True, False]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"verb": "resolve"}, ["r"]),
        ({"table": "claim"}, ["c"]),
        ({"record": "R"}, ["r"]),
        ({"who": "none"}, ["c"]),
        ({"since": "2999-01-01"}, []),
        ({"until": "2999-01-01"}, ["r", "c"]),
        ({"since": "never"}, ["r", "c"]),
    ],
)
def test_each_filter_keeps_what_fits(question: dict[str, str], found: list[str], aigerim: Client) -> None:
    Change.objects.create(verb="state", table="claim", record="c")
    account = an_account("erased@kirmash.example")
    Change.objects.create(verb="resolve", table="conflict", record="r", account=account)

    answer = aigerim.get("/history/", question)

    assert [line.change.record for line in answer.context["lines"]] == found


def test_who_did_it_can_be_asked(aigerim: Client) -> None:
    account = an_account("someone@kirmash.example")
    Change.objects.create(verb="state", table="claim", record="c", account=account)
    Change.objects.create(verb="state", table="claim", record="d")

    answer = aigerim.get("/history/", {"who": str(account.pk)})

    assert [line.change.record for line in answer.context["lines"]] == ["c"]


def test_a_claim_shows_its_own_history_to_editors_only(chen: Client, bruno: Client, founding: Fair) -> None:
    pages = [client.get("/claims/exhibitors-510/").content.decode() for client in (chen, bruno)]

    assert ["decided the conflict" in page for page in pages] == [True, False]


def test_the_organiser_of_one_fair_sees_the_history_of_that_fair_only(db: None) -> None:
    a_claim("mine", "1", subject="fair:mine")
    a_claim("other", "2", subject="fair:other")
    for key in ("mine", "other"):
        Change.objects.create(verb="state", table="claim", record=key)
        Change.objects.create(verb="import", table="fair", record=key)
    client = Client()
    client.force_login(an_account("o@kirmash.example", SiteRole.ORGANISER, "fair:mine", has_password=False))

    html = client.get("/history/").content.decode()

    assert (html.count('<ol class="lines">'), html.count("<time"), "/claims/mine/" in html) == (1, 2, True)
