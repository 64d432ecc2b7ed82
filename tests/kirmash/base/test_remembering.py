"""What is remembered is found again once something was done."""

import pytest

from kirmash.base.models import Change
from kirmash.base.remembering import MOST, forget, remembered

pytestmark = pytest.mark.django_db


def test_what_was_found_is_kept_until_the_history_has_another_line() -> None:
    found: list[str] = []

    @remembered
    def find(word: str) -> int:
        found.append(word)
        return len(found)

    answers = [find("a"), find("a"), find("b"), find("a")]
    Change.objects.create(verb="did", table="test", record="x")

    assert (answers, find("a"), found) == ([1, 1, 2, 1], 3, ["a", "b", "a"])


def test_nothing_is_kept_longer_than_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("kirmash.base.remembering.time.monotonic", lambda: clock[0])
    forget()

    @remembered
    def find() -> float:
        return clock[0]

    answers = []
    for at in (0.0, 59.0, 60.0):
        clock[0] = at
        answers.append(find())

    assert answers == [0.0, 0.0, 60.0]


def test_no_more_is_kept_than_has_room() -> None:
    asked: list[int] = []

    @remembered
    def find(number: int) -> int:
        asked.append(number)
        return number

    for number in range(MOST + 1):
        find(number)
    asked.clear()
    find(MOST)
    find(0)

    assert asked == [0]
