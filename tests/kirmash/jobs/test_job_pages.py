"""The pages of the jobs: what administrators see and do, and that nobody else does."""

import datetime
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

import labour
from builders import an_account
from kirmash.base.models import Change, SiteRole
from kirmash.jobs.actions.attendance import sign_on
from kirmash.jobs.actions.leasing import claim, reap, renew
from kirmash.jobs.actions.ticking import tick
from kirmash.jobs.models import Attempt, Job, Schedule, State, Worker
from kirmash.jobs.queries import MASK, arguments_of, rule_of, sentence_of
from kirmash.jobs.terms import Terms
from kirmash.jobs.worker import run_due

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def a_waiting_job(name: str = "work") -> Job:
    labour.short.enqueue(name)
    return Job.objects.order_by("-enqueued")[0]


def a_failed_job(text: str = "no such file") -> Job:
    labour.broken.enqueue(text)
    job = Job.objects.order_by("-enqueued")[0]
    for _attempt in range(3):
        with pytest.raises(ValueError, match=text[:5]):
            run_due(at=timezone.now() + timedelta(days=1))
    job.refresh_from_db()
    return job


def a_running_job(worker: str = "here") -> Job:
    labour.slow.enqueue("plan")
    job = claim(worker=worker, lease=LEASE)
    assert job is not None
    renew(job=job, lease=LEASE, progress={"done": 3, "total": 12, "word": "steps"})
    return job


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def addresses(job: Job) -> list[str]:
    of_job = [reverse(name, args=[job.pk]) for name in ("job", "job-cancel", "job-replay")]
    return [reverse("jobs"), reverse("job-workers"), *of_job]


# --- who ---------------------------------------------------------------------------------


def test_an_outsider_is_sent_to_the_sign_in_and_changes_nothing(dana: Client) -> None:
    job = a_waiting_job()

    answers = [answer for url in addresses(job) for answer in (dana.get(url), dana.post(url))]

    assert {(a.status_code, a["Location"].split("?")[0]) for a in answers} == {(302, "/accounts/login/")}
    assert (Job.objects.get().state, Change.objects.count()) == (State.WAITING, 0)


def test_readers_and_editors_are_refused_and_change_nothing(bruno: Client, chen: Client) -> None:
    job = a_waiting_job()

    statuses = {c.post(url).status_code for url in addresses(job) for c in (bruno, chen)}
    statuses |= {c.get(url).status_code for url in addresses(job) for c in (bruno, chen)}

    assert (statuses, Job.objects.get().state) == ({403}, State.WAITING)


def test_cancelling_needs_the_token_of_the_form() -> None:
    job = a_waiting_job()
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_account("a@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False))

    answer = client.post(reverse("job-cancel", args=[job.pk]))

    assert (answer.status_code, Job.objects.get().state) == (403, State.WAITING)


# --- the list ----------------------------------------------------------------------------


def test_an_empty_list_says_that_nothing_was_done_yet(aigerim: Client) -> None:
    pages = [text_of(aigerim, "/jobs/" + question) for question in ("", "?state=failed", "?q=mail")]

    assert [
        "Nothing has been done in the background yet." in pages[0],
        "No job is in this state." in pages[1],
        "No job of a task with “mail” is here." in pages[2],
    ] == [True] * 3


def test_the_list_is_divided_by_state_and_searched_by_task(aigerim: Client) -> None:
    a_failed_job()
    a_waiting_job()

    def rows(question: str) -> tuple[bool, bool]:
        html = text_of(aigerim, "/jobs/" + question).partition("<tbody>")[2]
        return "A short job" in html, "A job that goes wrong" in html

    questions = ("", "?state=waiting", "?state=failed", "?q=wrong", "?q=SHORT+job", "?q=labour.short", "?state=odd")
    assert {question: rows(question) for question in questions} == {
        "": (True, True),
        "?state=waiting": (True, False),
        "?state=failed": (False, True),
        "?q=wrong": (False, True),
        "?q=SHORT+job": (True, False),
        "?q=labour.short": (True, False),
        "?state=odd": (True, True),
    }


def test_the_list_says_when_jobs_wait_and_nobody_works(aigerim: Client) -> None:
    a_waiting_job()
    Job.objects.update(due=timezone.now() - timedelta(minutes=5))

    alone = "no worker is there" in text_of(aigerim, "/jobs/")
    sign_on(key="here", host="machine", pid=7, kind="process")
    helped = "no worker is there" in text_of(aigerim, "/jobs/")

    assert (alone, helped) == (True, False)


def test_a_long_list_has_pages_that_keep_the_question(aigerim: Client) -> None:
    for number in range(51):
        labour.short.enqueue(str(number))

    first, second = (text_of(aigerim, f"/jobs/?q=short&state=waiting&page={page}") for page in (1, 2))

    assert (first.count('href="/jobs/') - second.count('href="/jobs/'), "1 / 2" in first) == (49, True)
    assert 'rel="next" href="?state=waiting&amp;q=short&amp;page=2"' in first


def test_a_list_costs_the_same_for_one_and_three_rows(aigerim: Client) -> None:
    def some() -> None:
        a_failed_job()
        a_running_job()
        a_waiting_job()

    some()
    with CaptureQueriesContext(connection) as one:
        text_of(aigerim, "/jobs/")
    some()
    some()

    with CaptureQueriesContext(connection) as three:
        text_of(aigerim, "/jobs/")

    assert len(three) == len(one)


# --- one job -----------------------------------------------------------------------------


def test_the_page_of_a_failed_job_tells_its_attempts_with_error_and_traceback(aigerim: Client) -> None:
    job = a_failed_job("no <b>such</b> file")

    html = text_of(aigerim, f"/jobs/{job.pk}/")

    words = "The task ended with an error that it does not foresee: ValueError: no &lt;b&gt;such&lt;/b&gt; file"
    assert (html.count(words), html.count("<summary>Traceback</summary>"), "<b>such" in html) == (4, 3, False)
    assert f'href="/jobs/{job.pk}/replay/"' in html
    assert f'href="/jobs/{job.pk}/cancel/"' not in html


def test_the_page_of_a_running_job_tells_how_far_it_is(aigerim: Client) -> None:
    job = a_running_job()

    html = text_of(aigerim, f"/jobs/{job.pk}/")

    assert ('<progress max="100" value="25"' in html, "3 of 12 steps" in html) == (True, True)
    assert f'hx-get="/jobs/{job.pk}/" hx-trigger="every 2s"' in html


def test_the_part_that_changes_is_asked_for_alone_until_the_job_is_over(aigerim: Client) -> None:
    job = a_running_job()
    during = aigerim.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    Job.objects.update(state=State.DONE, lease_until=None, finished=timezone.now())

    after = aigerim.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})

    assert ("<html" in during.content.decode(), "HX-Refresh" in during.headers) == (False, False)
    assert ("hx-get" in after.content.decode(), after.headers.get("HX-Refresh")) == (False, "true")


def test_a_job_and_a_list_of_workers_cost_the_same_for_one_and_three_rows(aigerim: Client) -> None:
    job = a_failed_job()
    sign_on(key="0", host="machine", pid=1, kind="thread")
    a_running_job("0")
    tick(at=timezone.now() - timedelta(days=2))
    tick()
    urls = [f"/jobs/{job.pk}/", "/jobs/workers/"]

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(aigerim, url)
        return len(queries)

    one = [cost(url) for url in urls]
    for number in (1, 2):
        Attempt.objects.create(job=job, number=10 + number, worker="x", outcome="failed", ended=timezone.now())
        Job.objects.create(task=job.task, replay_of=job, arguments=job.arguments)
        sign_on(key=str(number), host="machine", pid=1, kind="thread")
        a_running_job(str(number))

    assert [cost(url) for url in urls] == one


def test_arguments_that_look_like_secrets_are_covered() -> None:
    job = Job(
        task="labour.short",
        arguments={
            "args": ["a", "x" * 400, "too many"],
            "kwargs": {"key": "gomel", "api_key": "k", "mail": {"to": "b@example.org", "Password": "p"}},
        },
    )

    assert arguments_of(job) == [
        ("name", "a"),
        ("seconds", "x" * 300 + "…"),
        ("…", "too many"),
        ("key", "gomel"),
        ("api_key", MASK),
        ("mail", f"{{'to': 'b@example.org', 'Password': '{MASK}'}}"),
    ]


def test_a_refusal_is_shown_in_the_reader_s_language() -> None:
    error = {"code": "reason-missing", "values": {}}

    with translation.override("de"):
        german = sentence_of(error)

    assert (sentence_of(error) == german, sentence_of({})) == (False, "")


def test_a_job_that_is_not_there_is_no_page(aigerim: Client) -> None:
    urls = [f"/jobs/{uuid4()}/{end}" for end in ("", "cancel/", "replay/")] + ["/jobs/1/"]

    assert {aigerim.get(url).status_code for url in urls} == {404}


# --- cancelling and doing again ----------------------------------------------------------


def test_cancelling_is_asked_first_and_then_done(aigerim: Client) -> None:
    job = a_waiting_job()
    url = f"/jobs/{job.pk}/cancel/"

    asked = text_of(aigerim, url)
    before = Job.objects.get().state
    done = aigerim.post(url, follow=True).content.decode()

    assert ("It has not begun and will not be done." in asked, before) == (True, State.WAITING)
    assert ("The job is cancelled." in done, Job.objects.get().state) == (True, State.CANCELLED)
    assert str(Change.objects.get(verb="cancel").account) == "aigerim@kirmash.example"


def test_a_running_job_is_asked_to_end(aigerim: Client) -> None:
    job = a_running_job()

    done = aigerim.post(f"/jobs/{job.pk}/cancel/", follow=True).content.decode()

    assert ("The job is asked to end. It ends at its next report." in done, "is asked to end</p>" in done) == (
        True,
        True,
    )
    assert (Job.objects.get().is_cancel_asked, Job.objects.get().state) == (True, State.RUNNING)


def test_doing_again_leads_to_the_new_job_and_back(aigerim: Client) -> None:
    old = a_failed_job()

    page = aigerim.post(f"/jobs/{old.pk}/replay/", follow=True)

    new = Job.objects.get(replay_of=old)
    assert page.redirect_chain == [(f"/jobs/{new.pk}/", 302)]
    assert "“A job that goes wrong” is in the queue again." in page.content.decode()
    assert (
        f'href="/jobs/{old.pk}/"' in page.content.decode(),
        f"/jobs/{new.pk}/" in text_of(aigerim, f"/jobs/{old.pk}/"),
    ) == (True, True)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("cancel", "This job is over; it can no longer be cancelled."),
        ("replay", "Only a job that failed or was cancelled"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(verb: str, said: str, aigerim: Client) -> None:
    job = a_waiting_job()
    run_due()

    html = aigerim.post(f"/jobs/{job.pk}/{verb}/", follow=True).content.decode()

    assert (said in html, Job.objects.count()) == (True, 1)


def test_the_history_tells_who_cancelled_what_to_administrators_only(aigerim: Client, chen: Client) -> None:
    job = a_waiting_job()
    aigerim.post(f"/jobs/{job.pk}/cancel/")

    seen = [
        f'cancelled the job: <a href="/jobs/{job.pk}/">A short job</a>' in text_of(c, "/history/")
        for c in (aigerim, chen)
    ]

    assert seen == [True, False]


# --- workers and schedule ----------------------------------------------------------------


def test_the_page_of_workers_says_who_is_there_and_does_what(aigerim: Client) -> None:
    empty = text_of(aigerim, "/jobs/workers/")
    sign_on(key="here", host="north", pid=7, kind="thread")
    sign_on(key="gone", host="south", pid=8, kind="process")
    Worker.objects.filter(key="gone").update(seen=timezone.now() - timedelta(hours=1))
    job = a_running_job("here")

    html = text_of(aigerim, "/jobs/workers/")

    assert ("No worker is there." in empty, "No worker has looked at the schedule yet." in empty) == (True, True)
    north, south = html.index("north"), html.index("south")
    assert north < html.index("less than a minute ago") < html.index(f"/jobs/{job.pk}/") < south
    assert south < html.index(">silent<") < html.index("nothing at the moment")


def test_the_page_of_workers_says_what_is_due_by_itself(aigerim: Client) -> None:
    tick(at=timezone.now() - timedelta(days=2))
    (made,) = [job for job in tick() if job.task.endswith(".prune_jobs")]

    html = text_of(aigerim, "/jobs/workers/")

    assert ("Clear away old jobs" in html, "every day at 03:10 UTC" in html, f"/jobs/{made.pk}/" in html) == (
        True,
        True,
        True,
    )
    assert Schedule.objects.get(task=made.task).due > timezone.now()


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"daily_at": datetime.time(6, 5)}, "every day at 06:05 UTC"),
        ({"every": timedelta(minutes=1)}, "every 1 minute"),
        ({"every": timedelta(hours=2)}, "every 120 minutes"),
        ({"every": timedelta(seconds=90)}, "every 90 seconds"),
    ],
)
def test_a_schedule_is_said_in_words(terms: dict[str, timedelta], words: str) -> None:
    assert rule_of(Terms(path="a", **terms)) == words  # type: ignore[arg-type]  # a table of examples


def test_a_lost_job_says_so(aigerim: Client) -> None:
    a_running_job()
    reap(at=timezone.now() + 2 * LEASE)

    assert "The worker fell silent. What it had begun is undone." in text_of(aigerim, "/jobs/")
