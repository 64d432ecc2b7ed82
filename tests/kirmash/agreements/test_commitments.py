"""Commitments: written, dropped, reported and judged; who may see them, and what a page of them costs."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import an_account
from following import SIGNED, Followed, a_commitment, a_followed_pair, an_asking
from kirmash.agreements.actions.asking import Answer, take_answers
from kirmash.agreements.actions.following import (
    CommitmentWords,
    add_commitment,
    change_commitment,
    drop_commitment,
    judge_report,
    take_up_commitment,
    write_news,
)
from kirmash.agreements.deadlines import Execution
from kirmash.agreements.models.asking import Judgement
from kirmash.agreements.models.commitment import Commitment, News, Way
from kirmash.agreements.queries.execution import commitments, stood
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, SiteRole

TODAY = datetime.date(2025, 9, 20)


@pytest.fixture
def pair(db: None) -> Followed:
    return a_followed_pair()


def state(commitment: Commitment, today: datetime.date = TODAY) -> Execution:
    row = commitments().get(pk=commitment.pk)
    return stood(row, row.instrument.events.all(), today).now.state


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def reported(pair: Followed, commitment: Commitment, progress: str = "done") -> News:
    asking, _secret = an_asking(pair, commitment, today=TODAY)
    answer = Answer(commitment=commitment, progress=progress, on=TODAY, text="It was held.")
    (news,) = take_answers(asking=asking, answers=[answer], way=Way.LINK, given_by="Office of Lipovsk", today=TODAY)
    return news


def test_an_officer_adds_a_commitment_on_the_page(pair: Followed) -> None:
    answer = signed_in(pair.officer).post(reverse("commitment-add", args=[pair.instrument.key]), {
        "names_en": "Exchange plans", "names_ru": "Обменяться планами", "field": "formal", "owner": "2",
        "due_on": "2025-12-01", "every_months": "12", "article": "4",
    })  # fmt: skip

    made = Commitment.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/commitments/{made.key}/")
    assert (made.names, made.owner and made.owner.position, made.every_months, made.article, made.position) == (
        {"en": "Exchange plans", "ru": "Обменяться планами"}, 2, 12, "4", 1,
    )  # fmt: skip
    assert Change.objects.filter(verb="add", table="commitment", record=made.key, account=pair.officer).count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"names": {}, "field": "formal"}, "Say in at least one language what it is."),
        ({"names": {"en": "x"}, "field": "formal", "every_months": 6}, "Say when it falls due for the first time."),
    ],
)
def test_a_commitment_without_words_or_first_day_is_refused(
    words: dict[str, object], sentence: str, pair: Followed
) -> None:
    with pytest.raises(Refused, match=sentence):
        add_commitment(instrument=pair.instrument, words=CommitmentWords(**words))  # type: ignore[arg-type]  # as given


def test_a_change_keeps_the_news(pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    write_news(commitment=made, heard_on=TODAY, is_done=False, text="begun", today=TODAY)

    change_commitment(commitment=made, words=CommitmentWords(names={"en": "Other words"}, field="sport"))

    found = Commitment.objects.get()
    assert (found.names, found.field, found.news.count()) == ({"en": "Other words"}, "sport", 1)


def test_it_is_dropped_with_a_reason_and_taken_up_again(pair: Followed) -> None:
    made = a_commitment(pair.instrument, due_on=datetime.date(2025, 10, 1))

    with pytest.raises(Refused, match="Give a reason"):
        drop_commitment(commitment=made, why="", today=TODAY)
    drop_commitment(commitment=made, why="No money in the budget.", today=TODAY)
    dropped = state(made)
    take_up_commitment(commitment=made)

    kept = Change.objects.get(verb="drop", table="commitment").values
    assert (dropped, state(made), kept) == (Execution.DROPPED, Execution.DUE, {"reason": "No money in the budget."})


def test_what_the_other_side_reports_counts_once_it_is_accepted_and_no_more_once_it_is_disputed(
    pair: Followed,
) -> None:
    made = a_commitment(pair.instrument, due_on=datetime.date(2025, 9, 1))
    news = reported(pair, made)

    before = state(made)
    judge_report(news=news, verdict="accepted", today=TODAY)
    accepted = state(made)
    judge_report(news=news, verdict="disputed", why="Nobody was there.", today=TODAY)

    assert (before, accepted, state(made)) == (Execution.LATE, Execution.DONE, Execution.LATE)
    assert [(one.number, one.verdict) for one in Judgement.objects.all()] == [(1, "accepted"), (2, "disputed")]
    assert News.objects.get().text == "It was held."


def test_a_dispute_needs_a_reason_and_own_news_no_judgement(pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    news = reported(pair, made)
    own = write_news(commitment=made, heard_on=TODAY, is_done=True, today=TODAY)

    with pytest.raises(Refused, match="Give a reason"):
        judge_report(news=news, verdict="disputed", today=TODAY)
    with pytest.raises(Refused, match="Only what the other side reports"):
        judge_report(news=own, verdict="accepted", today=TODAY)


def test_the_side_that_reported_does_not_judge_its_own_report(pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    news = reported(pair, made)
    other = an_account("dana@lipovsk.example", SiteRole.CITY, "place:lipovsk", has_password=False)
    url = reverse("news-judge", args=[made.key, news.number])

    refused = signed_in(other).post(url, {"verdict": "accepted"}).status_code
    taken = signed_in(pair.officer).post(url, {"verdict": "accepted"}).status_code

    assert (refused, taken, Judgement.objects.count()) == (403, 302, 1)


@pytest.mark.parametrize("on", ["2025-09-21", "1850-01-01", "soon"])
def test_news_of_a_day_that_cannot_be_are_refused_on_the_page(on: str, pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    with pytest.raises(Refused, match="still to come"):
        write_news(commitment=made, heard_on=datetime.date(2025, 9, 21), is_done=True, today=TODAY)

    answer = signed_in(pair.officer).post(reverse("news-add", args=[made.key]), {
        "heard_on": "2999-01-01" if on == "2025-09-21" else on, "is_done": "on",
    })  # fmt: skip

    assert (answer.status_code, News.objects.count()) == (200, 0)


def test_news_say_something(pair: Followed) -> None:
    with pytest.raises(Refused, match="Say what happened"):
        write_news(commitment=a_commitment(pair.instrument), heard_on=TODAY, is_done=False, today=TODAY)


PAGES = ("commitment", "commitment-change", "commitment-drop", "news-add")


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_a_commitment_are_closed_to_those_it_does_not_concern(name: str, pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    url = reverse(name, args=[made.key])
    elsewhere = an_account("dana@elsewhere.example", SiteRole.CITY, "place:elsewhere", has_password=False)
    press = an_account("press@x.example", SiteRole.PRESS, has_password=False)

    found = [signed_in(one).get(url).status_code for one in (pair.officer, elsewhere, press)]

    assert (found, Client().get(url).status_code) == ([200, 403, 403], 302)


def test_an_auditor_reads_and_does_not_write(pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    auditor = signed_in(an_account("eve@x.example", SiteRole.AUDITOR, has_password=False))

    found = [auditor.get(reverse(name, args=[made.key])).status_code for name in PAGES]

    assert found == [200, 403, 403, 403]


def test_words_of_strangers_are_escaped(pair: Followed) -> None:
    made = a_commitment(pair.instrument, en="<script>alert(1)</script>")
    write_news(commitment=made, heard_on=TODAY, is_done=True, text="<img src=x onerror=alert(2)>", today=TODAY)

    page = signed_in(pair.officer).get(reverse("commitment", args=[made.key])).content.decode()

    assert ("<script>alert" in page, "<img src=x" in page, "&lt;img src=x" in page) == (False, False, True)


def test_the_page_of_an_agreement_costs_the_same_for_one_and_three_commitments(pair: Followed) -> None:
    client = signed_in(pair.officer)
    url = reverse("agreement", args=[pair.instrument.key])
    write_news(commitment=a_commitment(pair.instrument), heard_on=SIGNED, is_done=True, today=TODAY)
    client.get(url)

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _number in range(2):
        made = a_commitment(pair.instrument)
        write_news(commitment=made, heard_on=SIGNED, is_done=True, today=TODAY)
    with CaptureQueriesContext(connection) as three:
        page = client.get(url).content.decode()

    links = page.count('href="/commitments/dubki-lipovsk-')
    assert (len(three), links) == (len(one), 9)  # each in the list, and in the chain with its news
