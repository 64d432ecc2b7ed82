"""Pages of the jobs, for administrators."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.jobs.actions import cancel_job, replay_job
from kirmash.jobs.models import OVER, Job, State
from kirmash.jobs.queries import (
    LONGEST_SEARCH,
    arguments_of,
    count_states,
    count_workers,
    find_jobs,
    is_anyone_late,
    label_of,
    schedule,
    sentence_of,
    show,
    workers,
)
from kirmash.jobs.terms import terms_of

PAGE = 50


@requires(ADMINISTER)
def jobs(request: HttpRequest) -> HttpResponse:
    """List jobs by state, searched by the name of the task."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    asked = request.GET.get("state", "")
    state = State(asked) if asked in State.values else None
    counts, alive = count_states(text), count_workers()
    page = Paginator(find_jobs(text, state or ""), PAGE).get_page(request.GET.get("page"))
    words = {name: value for name, value in (("state", state), ("q", text)) if value}
    tabs = [("", _("all"), sum(counts.values())), *((each, each.label, counts.get(each, 0)) for each in State)]
    values = {
        "tabs": [(each, label, count, urlencode({"state": each, "q": text})) for each, label, count in tabs],
        "state": state or "",
        "text": text,
        "page": page,
        "rows": show(page.object_list),
        "alive": alive,
        "is_late": not alive and is_anyone_late(),
        "address": "?" + urlencode(words),
    }
    return render(request, "jobs/jobs.html", values)


@requires(ADMINISTER)
def job(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one job: how it stands, its attempts, its arguments; the part that changes may be asked for alone."""
    found = get_object_or_404(Job.objects.select_related("replay_of"), pk=key)
    attempts = [(attempt, sentence_of(attempt.error)) for attempt in found.attempts.order_by("-number")]
    values = {
        "shown": show([found])[0],
        "attempts": attempts,
        "most": terms_of(found.task).attempts,
        "arguments": arguments_of(found),
        "replays": found.replays.order_by("-enqueued"),
        "may_cancel": found.state not in OVER and not found.is_cancel_asked,
        "may_replay": found.state in (State.FAILED, State.CANCELLED),
    }
    if "HX-Request" not in request.headers:
        return render(request, "jobs/job.html", values)
    answer = render(request, "jobs/live.html", values)
    if found.state in OVER:
        answer["HX-Refresh"] = "true"  # the buttons above have changed too
    return answer


@requires(ADMINISTER)
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask whether a job is to be cancelled, and cancel it."""
    return _confirm(request, key, "jobs/cancel.html", lambda account: cancel_job(job_id=key, account=account))


@requires(ADMINISTER)
def replay(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask whether a job is to be done again, and put it into the queue anew."""
    return _confirm(request, key, "jobs/replay.html", lambda account: replay_job(job_id=key, account=account))


@requires(ADMINISTER)
def staff(request: HttpRequest) -> HttpResponse:
    """Show who works, and what is due by itself."""
    return render(request, "jobs/workers.html", {"workers": workers(), "schedule": schedule()})


def _confirm(request: HttpRequest, key: UUID, template: str, action: Callable[[Account | None], Job]) -> HttpResponse:
    found = get_object_or_404(Job, pk=key)
    if request.method != "POST":
        return render(request, template, {"shown": show([found])[0], "arguments": arguments_of(found)})
    try:
        made = action(request.user if isinstance(request.user, Account) else None)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("job", key)
    messages.success(request, _said(made, is_new=made.pk != key))
    return redirect("job", made.pk)


def _said(made: Job, *, is_new: bool) -> str:
    if is_new:
        return _("“%(task)s” is in the queue again.") % {"task": label_of(made.task)}
    if made.state == State.CANCELLED:
        return _("The job is cancelled.")
    return _("The job is asked to end. It ends at its next report.")
