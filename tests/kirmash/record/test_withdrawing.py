"""What was stated in error is withdrawn, never deleted; what rested on it opens again."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from builders import DAY, a_claim, a_property, a_source
from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.record.actions import (
    answer_unknown,
    reinstate_claim,
    reopen_conflict,
    resolve_conflict,
    withdraw_claim,
)
from kirmash.record.models import Claim, Resolution, Unknown, Verdict, Withdrawal, WithdrawalAct
from kirmash.record.queries import State, conflicts, holding, states_of

pytestmark = pytest.mark.django_db
LATER = datetime.date(2025, 10, 2)


def resolve(upheld: list[Claim], verdict: Verdict = Verdict.ONE) -> Resolution:
    return resolve_conflict(
        subject="fair:a-fair", about=a_property(), upheld=upheld, verdict=verdict, reason="two sources say so",
        decided_by="Aigerim", decided_on=LATER,
    )  # fmt: skip


def withdraw(claim: Claim, reason: str = "misread") -> Withdrawal:
    return withdraw_claim(claim=claim, reason=reason, done_by="Chen", done_on=LATER)


def reinstate(claim: Claim) -> Withdrawal:
    return reinstate_claim(claim=claim, reason="read again", done_by="Chen", done_on=LATER)


def held() -> set[str]:
    return {c.key for c in holding(list(Claim.objects.exclude(about__key="resolution")), Resolution.objects.all())}


def test_a_withdrawn_claim_keeps_its_row_with_who_when_and_why() -> None:
    claim = a_claim("one", "510")
    before = Claim.objects.values().exclude(is_withdrawn=True).get(key="one")

    withdrawal = withdraw(claim)

    assert Claim.objects.values().get(key="one") == before | {"is_withdrawn": True}
    assert (withdrawal.act, withdrawal.number, withdrawal.reason, withdrawal.done_by, withdrawal.done_on) == (
        WithdrawalAct.WITHDRAWN,
        1,
        "misread",
        "Chen",
        LATER,
    )


def test_a_withdrawn_claim_neither_holds_nor_contradicts() -> None:
    a_claim("one", "510")
    wrong = a_claim("two", "520")

    withdraw(wrong)

    assert (held(), conflicts()) == ({"one"}, [])


def test_a_claim_that_is_alone_and_withdrawn_leaves_nothing_that_holds() -> None:
    withdraw(a_claim("one", "510"))

    assert held() == set()


def test_a_reinstated_claim_contradicts_again() -> None:
    a_claim("one", "510")
    claim = a_claim("two", "520")
    withdraw(claim)

    withdrawal = reinstate(claim)

    assert (held(), len(conflicts()), withdrawal.number) == (set(), 1, 2)


def test_every_step_leaves_a_line_of_history_with_its_reason() -> None:
    claim = a_claim("one", "510")

    withdraw(claim)
    reinstate(claim)

    lines = [(c.verb, c.table, c.record, c.values) for c in Change.objects.order_by("pk")]
    assert lines == [
        ("withdraw", "claim", "one", {"reason": "misread"}),
        ("reinstate", "claim", "one", {"reason": "read again"}),
    ]


def test_withdrawing_what_a_decision_upholds_opens_the_conflict_again() -> None:
    upheld = a_claim("one", "510")
    a_claim("two", "520")
    a_claim("three", "530")
    resolution = resolve([upheld])

    withdraw(upheld)

    resolution.refresh_from_db()
    assert (resolution.is_withdrawn, resolution.claim.is_withdrawn, held()) == (True, True, set())
    assert [c.is_open for c in conflicts()] == [True]


def test_withdrawing_what_a_decision_left_out_leaves_the_decision() -> None:
    upheld, wrong = a_claim("one", "510"), a_claim("two", "520")
    resolve([upheld])

    withdraw(wrong)

    assert (held(), conflicts()[0].is_open) == ({"one"}, False)


def test_withdrawing_the_answer_of_an_unknown_watches_it_again() -> None:
    claim = a_claim("one", "510")
    unknown = Unknown.objects.create(key="u", subject="fair:a-fair", matter="exhibitors", noted_on=DAY)
    answer_unknown(unknown=unknown, claim=claim, closed_by="Chen", closed_on=LATER)

    withdraw(claim)

    unknown.refresh_from_db()
    assert (unknown.closed_on, unknown.answered_by) == (None, None)


def test_an_earlier_decision_stays_and_the_conflict_is_decided_anew() -> None:
    one, two = a_claim("one", "510"), a_claim("two", "520")
    first = resolve([one])

    reopen_conflict(resolution=first, reason="a third source", done_by="Chen", done_on=LATER)
    second = resolve([two])

    assert list(Resolution.objects.order_by("pk").values_list("pk", "is_withdrawn")) == [
        (first.pk, True),
        (second.pk, False),
    ]
    assert (held(), first.claim.key != second.claim.key) == ({"two"}, True)
    assert list(first.claim.withdrawals.values_list("reason", flat=True)) == ["a third source"]


def test_one_conflict_has_one_decision_in_force() -> None:
    one = a_claim("one", "510")
    a_claim("two", "520")
    resolution = resolve([one])
    claim = a_claim("three", "1", about=a_property("resolution"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.create(
            key="again", claim=claim, subject="fair:a-fair", about=resolution.about, verdict="none", reason="r",
            decided_by="x", decided_on=LATER,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        (lambda claim: withdraw(claim, reason="  "), "why-missing"),
        (lambda claim: (withdraw(claim), withdraw(claim)), "withdrawn-already"),
        (reinstate, "not-withdrawn"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(steps: object, code: str) -> None:
    claim = a_claim("one", "510")

    with pytest.raises(Refused) as refused:
        steps(claim)  # type: ignore[operator]  # one of the functions above

    assert refused.value.code == code


@pytest.mark.parametrize(("step", "code"), [(withdraw, "decision-is-reopened"), (reinstate, "decision-is-made-anew")])
def test_a_decision_is_taken_back_through_its_conflict_only(step: object, code: str) -> None:
    one = a_claim("one", "510")
    a_claim("two", "520")
    claim = resolve([one]).claim

    with pytest.raises(Refused) as refused:
        step(claim)  # type: ignore[operator]  # one of the two functions above

    assert refused.value.code == code


def test_a_withdrawn_claim_cannot_be_upheld() -> None:
    one = a_claim("one", "510")
    a_claim("two", "520")
    a_claim("three", "530")
    withdraw(one)

    with pytest.raises(Refused) as refused:
        resolve([one])

    assert refused.value.code == "one-claim-to-uphold"


def test_a_decision_that_upholds_more_than_it_can_hold_is_refused() -> None:
    claims = [a_claim(f"{'long-' * 15}{number}", str(number)) for number in range(9)]

    with pytest.raises(Refused) as refused:
        resolve(claims, Verdict.SIDE_BY_SIDE)

    assert refused.value.code == "too-much-upheld"


def test_each_claim_says_how_it_stands() -> None:
    upheld = a_claim("upheld", "510")
    a_claim("against", "520")
    resolve([upheld])
    open_ = a_property("visitors")
    a_claim("open-a", "1", about=open_)
    a_claim("open-b", "2", about=open_)
    withdraw(a_claim("withdrawn", "3", about=open_, source=a_source("another")))

    states = states_of(Claim.objects.exclude(about__key="resolution").select_related("about"))

    assert {Claim.objects.get(pk=pk).key: state for pk, state in states.items()} == {
        "upheld": State.HOLDS,
        "against": State.DECIDED_AGAINST,
        "open-a": State.IN_CONFLICT,
        "open-b": State.IN_CONFLICT,
        "withdrawn": State.WITHDRAWN,
    }


def test_a_claim_stated_after_the_decision_is_told_apart() -> None:
    upheld = a_claim("one", "510")
    a_claim("two", "520")
    resolve([upheld])

    late = a_claim("late", "530")

    assert conflicts()[0].newer == {late.pk}
