"""Jobs are done: their effects and that they are done come together, or neither."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist

import labour
from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.jobs.actions.queueing import put_job
from kirmash.jobs.models import Attempt, Job, Outcome, State
from kirmash.jobs.terms import Terms
from kirmash.jobs.worker import WroteTooEarly, run_due
from labour import noted

pytestmark = pytest.mark.django_db
LATER = timedelta(days=1)


@task
def plain(text: str) -> str:
    return labour.note(text)


@task
def no_json() -> object:
    labour.note("lost with its result")
    return object()


def only_job() -> Job:
    return Job.objects.get()


def outcomes() -> list[str]:
    return list(Attempt.objects.order_by("number").values_list("outcome", flat=True))


def test_a_short_job_is_done_once_and_keeps_its_result() -> None:
    labour.short.enqueue("one")

    counts = [run_due(), run_due()]

    job = only_job()
    assert (counts, noted(), job.state, job.result, job.fence) == ([1, 0], ["one"], State.DONE, "one", 1)
    assert outcomes() == [Outcome.DONE]


def test_a_long_job_computes_and_then_does_what_it_returns() -> None:
    labour.slow.enqueue("plan", steps=4)

    run_due()

    job = only_job()
    assert (noted(), job.state, job.done, job.total, job.word) == (["plan"], State.DONE, 4, 4, "steps")


def test_the_key_of_a_long_job_is_the_job_s_own() -> None:
    labour.slow.enqueue("plan")

    run_due()

    change = Change.objects.get(table="ledger")
    assert change.values == {"key": str(only_job().pk)}


def test_what_is_enqueued_in_a_transaction_that_is_rolled_back_was_never_there() -> None:
    with transaction.atomic():
        labour.short.enqueue("never")
        transaction.set_rollback(True)

    assert (run_due(), Job.objects.count()) == (0, 0)


def test_a_job_makes_jobs() -> None:
    labour.parent.enqueue("family")

    count = run_due()

    assert (count, noted()) == (3, ["family", "family-0", "family-1"])


def test_a_job_that_is_not_done_makes_no_jobs() -> None:
    labour.parent.enqueue("family", children=None)  # type: ignore[arg-type]  # that is what goes wrong

    with pytest.raises(TypeError):
        run_due()

    assert (noted(), Job.objects.count()) == ([], 1)


def test_a_job_that_raises_leaves_nothing_and_waits_for_its_next_attempt() -> None:
    labour.broken.enqueue()

    with pytest.raises(ValueError, match="no such file"):
        run_due()

    job, attempt = only_job(), Attempt.objects.get()
    assert (noted(), job.state, job.due > timezone.now(), run_due()) == ([], State.WAITING, True, 0)
    assert attempt.error == {"type": "ValueError", "text": "no such file"}
    assert attempt.traceback.splitlines()[-1] == "ValueError: no such file"


def test_after_its_last_attempt_a_job_has_failed() -> None:
    labour.broken.enqueue()

    for _attempt in range(3):
        with pytest.raises(ValueError, match="no such file"):
            run_due(at=timezone.now() + LATER)

    assert (only_job().state, outcomes(), run_due(at=timezone.now() + LATER)) == (State.FAILED, ["failed"] * 3, 0)


def test_a_refusal_is_not_tried_again() -> None:
    labour.refused.enqueue()

    with pytest.raises(Refused):
        run_due()

    assert (only_job().state, Attempt.objects.get().error) == (
        State.FAILED,
        {"code": "claim-key-taken", "values": {"key": "a-key"}},
    )


@pytest.mark.django_db(transaction=True)
def test_a_long_job_that_writes_before_its_end_is_stopped() -> None:
    labour.hasty.enqueue()

    with pytest.raises(WroteTooEarly, match="only in the function that it returns"):
        run_due()

    assert (only_job().state, noted()) == (State.FAILED, [])


def test_a_result_that_cannot_be_kept_undoes_the_job() -> None:
    no_json.enqueue()

    with pytest.raises(TypeError):
        run_due()

    assert (noted(), only_job().state) == ([], State.WAITING)


def test_an_error_may_hold_characters_that_no_database_takes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "kirmash.jobs")  # what pytest passes on between its processes cannot hold them either
    labour.strange.enqueue()

    with pytest.raises(ValueError, match="nul"):
        run_due()

    assert Attempt.objects.get().error["text"] == "nul  and half ?"


def test_a_task_that_says_nothing_of_itself_is_done_on_the_usual_terms() -> None:
    plain.enqueue(text="plain")

    run_due()

    assert noted() == ["plain"]


def test_a_task_that_nobody_knows_any_more_is_an_error_of_the_job() -> None:
    job = put_job(task=plain, kwargs={"text": "x"})
    Job.objects.filter(pk=job.pk).update(task="labour.gone")

    with pytest.raises(Exception, match=r"labour\.gone"):
        run_due()

    assert (only_job().state, Attempt.objects.get().error["type"]) == (State.WAITING, "UnknownTask")


def test_a_path_that_leads_to_something_else_than_a_task_is_not_run() -> None:
    job = put_job(task=plain, kwargs={"text": "x"})
    Job.objects.filter(pk=job.pk).update(task="labour.note")

    with pytest.raises(Exception, match=r"labour\.note"):
        run_due()

    assert noted() == []


def test_the_more_important_goes_first_then_the_earlier() -> None:
    labour.short.enqueue("first")
    labour.short.using(priority=5).enqueue("important")
    labour.short.using(priority=-5).enqueue("whenever")
    labour.short.enqueue("second")

    run_due()

    assert noted() == ["important", "first", "second", "whenever"]


def test_a_job_for_later_waits() -> None:
    labour.short.using(run_after=timezone.now() + LATER).enqueue("tomorrow")

    counts = (run_due(), run_due(at=timezone.now() + LATER))

    assert (counts, noted()) == ((0, 1), ["tomorrow"])


def test_the_result_is_said_in_the_words_of_django_tasks() -> None:
    result = labour.short.enqueue("one")
    before = result.status
    run_due()

    result.refresh()

    assert (before, result.status, result.return_value, result.attempts) == (
        TaskResultStatus.READY,
        TaskResultStatus.SUCCESSFUL,
        "one",
        1,
    )


@pytest.mark.parametrize("key", ["no-key", "00000000-0000-0000-0000-000000000000"])
def test_a_result_that_is_not_there_is_said_so(key: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        labour.short.get_result(key)


def test_pauses_double_up_to_an_hour_and_differ_by_chance() -> None:
    terms = Terms(path="a.task", pause=timedelta(seconds=10))

    pauses = [[terms.pause_after(tries).total_seconds() for _ in range(50)] for tries in (1, 2, 3, 30)]

    assert [(min(p) >= most / 2, max(p) <= most) for p, most in zip(pauses, (10, 20, 40, 3600), strict=True)] == [
        (True, True)
    ] * 4
    assert [len(set(p)) > 1 for p in pauses] == [True] * 4
