"""An administrator watches a job, cancels it and has it done again: in a browser, with and without JavaScript."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

import labour
from builders import an_account
from kirmash.base.models import SiteRole
from kirmash.jobs.actions.attendance import sign_on
from kirmash.jobs.actions.leasing import claim, halt, renew
from kirmash.jobs.actions.ticking import tick
from kirmash.jobs.models import Job, State
from kirmash.jobs.worker import run_due

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = timedelta(hours=1)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    an_account("aigerim@kirmash.example", SiteRole.ADMINISTRATOR)
    return str(live_server.url).replace("127.0.0.1", "localhost")


def signed_in(context: BrowserContext, site: str) -> Page:
    page = context.new_page()
    page.goto(site)
    page.fill("#id_login", "aigerim@kirmash.example")
    page.fill("#id_password", "correct-horse-battery")
    page.click(".sheet button")
    return page


def a_running_job() -> Job:
    labour.slow.enqueue("plan")
    job = claim(worker="machine:1:a", lease=LEASE)
    assert job is not None
    report(job, 3)
    return job


def report(job: Job, done: int) -> None:
    renew(job=job, lease=LEASE, progress={"done": done, "total": 12, "word": "steps"})


def a_failed_job() -> Job:
    labour.broken.enqueue()
    job = Job.objects.get(task="labour.broken")
    for _attempt in range(3):
        with pytest.raises(ValueError, match="no such file"):
            run_due(at=timezone.now() + timedelta(days=1))
    return job


def test_the_page_follows_a_job_until_it_is_over(chromium: Browser, site: str) -> None:
    job = a_running_job()
    context = chromium.new_context(locale="en-GB")
    page = signed_in(context, site)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site}/jobs/{job.pk}/")
    first = page.inner_text("#live .progress")

    report(job, 9)
    page.wait_for_selector("#live progress[value='75']")
    page.click("text=Cancel this job")
    page.click("button:text-is('Cancel this job')")
    page.wait_for_selector("text=is asked to end >> nth=0")
    halt(job=job, progress={})
    page.wait_for_selector("text=Do it again")

    assert (first.strip(), page.inner_text("#stands + .standing"), complaints) == ("3 of 12 steps", "cancelled", [])
    assert page.locator("text=Cancel this job").count() == 0
    context.close()


def test_a_failed_job_is_done_again_without_javascript(chromium: Browser, site: str) -> None:
    a_failed_job()
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = signed_in(context, site)

    page.goto(f"{site}/jobs/")
    page.click(".tabs >> text=failed")
    page.click("tbody >> text=A job that goes wrong")
    page.click("text=Do it again")
    page.click("button:text-is('Do it again')")
    page.click("text=Show how it stands now")

    assert page.inner_text("#stands + .standing") == "waiting"
    assert Job.objects.get(state=State.WAITING).replay_of == Job.objects.get(state=State.FAILED)
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_pages_have_no_barrier_and_fit(scheme: str, width: int, chromium: Browser, site: str) -> None:
    failed, running = a_failed_job(), a_running_job()
    sign_on(key="machine:1:a", host="machine", pid=1, kind="process")
    tick(at=timezone.now() - timedelta(days=2))
    tick()
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, locale="en-GB"
    )
    page = signed_in(context, site)
    found: list[tuple[str, str]] = []
    paths = ["", "?q=nothing", "workers/", f"{failed.pk}/", f"{running.pk}/", f"{running.pk}/cancel/"]

    for path in [*paths, f"{failed.pk}/replay/"]:
        page.goto(f"{site}/jobs/{path}")
        found += [(path, violation["id"]) for violation in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((path, "wider than the window"))

    assert found == []
    context.close()
