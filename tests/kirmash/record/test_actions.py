"""Stating claims and resolving conflicts."""

import datetime

import pytest

from builders import a_claim, a_property, a_source
from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.record.actions import resolve_conflict, state_claim
from kirmash.record.models import Claim, Verdict

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 10, 2)


def resolve(**values: object) -> object:
    defaults: dict[str, object] = {
        "key": "r", "subject": "fair:a-fair", "about": a_property(), "upheld": [], "verdict": Verdict.ONE,
        "reason": "a reason", "decided_by": "Aigerim", "decided_on": DAY,
    }  # fmt: skip
    return resolve_conflict(**{**defaults, **values})  # type: ignore[arg-type]  # a builder


def test_a_resolution_is_itself_a_claim() -> None:
    upheld = a_claim("one", "510")
    a_claim("two", "520")

    resolve(upheld=[upheld])

    claim = Claim.objects.get(about__key="resolution")
    assert (claim.subject, claim.part, claim.value, claim.as_of) == (
        "fair:a-fair",
        "property:exhibitors",
        "one one",
        DAY,
    )


def test_a_resolution_changes_no_claim_and_leaves_a_line_of_history() -> None:
    upheld = a_claim("one", "510")
    a_claim("two", "520")
    before = list(Claim.objects.values())

    resolve(upheld=[upheld])

    assert list(Claim.objects.exclude(about__key="resolution").values()) == before
    assert [(c.verb, c.table) for c in Change.objects.order_by("pk")] == [("state", "claim"), ("resolve", "conflict")]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": " "}, "reason-missing"),
        ({"upheld": []}, "one-claim-to-uphold"),
        ({"verdict": Verdict.SIDE_BY_SIDE}, "one-claim-to-uphold"),
        ({"verdict": Verdict.NONE, "subject": "fair:other"}, "nothing-to-resolve"),
    ],
)
def test_a_resolution_that_says_nothing_is_refused(values: dict[str, object], code: str) -> None:
    a_claim("one", "510")
    a_claim("two", "520")

    with pytest.raises(Refused) as refused:
        resolve(**values)

    assert refused.value.code == code


def test_a_conflict_is_resolved_once() -> None:
    upheld = a_claim("one", "510")
    a_claim("two", "520")
    resolve(upheld=[upheld])

    with pytest.raises(Refused) as refused:
        resolve(upheld=[upheld], key="again")

    assert str(refused.value) == "The conflict about exhibitors of fair:a-fair is resolved already."


def test_without_a_conflict_there_is_nothing_to_resolve() -> None:
    only = a_claim("one", "510")

    with pytest.raises(Refused) as refused:
        resolve(upheld=[only])

    assert refused.value.code == "nothing-to-resolve"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("new", "many", "not-a-number"), ("new", " ", "claim-without-value"), ("taken", "5", "claim-key-taken")],
)
def test_a_claim_that_cannot_stand_is_refused(key: str, value: str, code: str) -> None:
    a_claim("taken", "1")

    with pytest.raises(Refused) as refused:
        state_claim(key=key, subject="fair:a-fair", property_=a_property(), value=value, source=a_source())

    assert (refused.value.code, Claim.objects.count()) == (code, 1)
