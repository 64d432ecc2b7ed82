"""The watch list: noted, answered, dropped, watched again."""

import datetime

import pytest

from builders import DAY, a_claim, a_property, a_source
from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.record.actions import answer_unknown, drop_unknown, note_unknown, reopen_unknown, state_claim
from kirmash.record.models import Unknown
from kirmash.record.queries.watch import FILTERS, WatchState, watched

pytestmark = pytest.mark.django_db
LATER = datetime.date(2025, 10, 9)


def an_unknown(matter: str = "exhibitor-list") -> Unknown:
    return note_unknown(subject="fair:a-fair", matter=matter, texts={"en": "the list of exhibitors"}, noted_on=DAY)


def listed(state: WatchState) -> list[str]:
    return [unknown.matter for unknown in Unknown.objects.filter(FILTERS[state])]


def test_what_is_noted_gets_a_readable_key_and_is_open() -> None:
    unknown = an_unknown("Exhibitor list")

    assert (unknown.key, unknown.matter, listed(WatchState.OPEN)) == (
        "a-fair-exhibitor-list",
        "exhibitor-list",
        ["exhibitor-list"],
    )


def test_an_answer_closes_it_and_names_the_claim() -> None:
    unknown, claim = an_unknown(), a_claim("one", "510")

    answer_unknown(unknown=unknown, claim=claim, closed_by="Chen", closed_on=LATER)

    (row,) = watched(Unknown.objects.all(), datetime.date(2026, 1, 1))
    assert (row.state, row.answer and row.answer.claim.key, row.age) == (WatchState.ANSWERED, "one", "10 days")
    assert (listed(WatchState.OPEN), listed(WatchState.ANSWERED)) == ([], ["exhibitor-list"])


def test_a_claim_may_answer_it_while_it_is_stated() -> None:
    unknown = an_unknown()

    claim = state_claim(
        subject="fair:a-fair", property_=a_property(), value="510", source=a_source(), answers=unknown
    )  # fmt: skip

    unknown.refresh_from_db()
    assert unknown.answered_by == claim


def test_it_is_dropped_with_a_reason_and_watched_again() -> None:
    unknown = an_unknown()
    drop_unknown(unknown=unknown, reason="nobody asks", closed_by="Chen", closed_on=LATER)
    dropped = listed(WatchState.DROPPED)

    reopen_unknown(unknown=unknown, reason="a partner asks")

    assert (dropped, listed(WatchState.OPEN)) == (["exhibitor-list"], ["exhibitor-list"])
    assert [(c.verb, c.values) for c in Change.objects.order_by("pk")] == [
        ("note", {}),
        ("drop", {"reason": "nobody asks"}),
        ("reopen", {"reason": "a partner asks"}),
    ]


def test_it_says_for_how_long_it_has_been_open() -> None:
    an_unknown()

    ages = [watched(Unknown.objects.all(), DAY + datetime.timedelta(days))[0].age for days in (0, 1, 40)]

    assert ages == ["less than a day", "1 day", "40 days"]


@pytest.mark.parametrize(
    ("texts", "matter", "code"),
    [({}, "term", "unknown-without-words"), ({"en": "x"}, "!", "unknown-without-words")],
)
def test_what_is_noted_without_words_is_refused(texts: dict[str, str], matter: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        note_unknown(subject="fair:a-fair", matter=matter, texts=texts, noted_on=DAY)

    assert refused.value.code == code


def test_a_matter_is_noted_once_for_each_subject() -> None:
    an_unknown()

    with pytest.raises(Refused) as refused:
        an_unknown()

    assert refused.value.code == "unknown-already-noted"


def test_a_claim_about_something_else_answers_nothing() -> None:
    unknown = an_unknown()

    with pytest.raises(Refused) as refused:
        answer_unknown(
            unknown=unknown, claim=a_claim("x", "1", subject="fair:other"), closed_by="Chen", closed_on=LATER
        )

    assert refused.value.code == "claim-does-not-answer"


def test_what_is_closed_is_opened_again_first() -> None:
    unknown = an_unknown()
    drop_unknown(unknown=unknown, reason="nobody asks", closed_by="Chen", closed_on=LATER)

    with pytest.raises(Refused) as refused:
        answer_unknown(unknown=unknown, claim=a_claim("one", "510"), closed_by="Chen", closed_on=LATER)

    assert refused.value.code == "unknown-is-closed"
