"""What is remembered is found again once something was done."""

import datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from builders import an_account
from kirmash.base import remembering
from kirmash.base.models import Account, Change
from kirmash.base.remembering import MOST, PageMiddleware, forget, remembered

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


class Reader:
    """Somebody who reads pages that count the lines of the history."""

    def __init__(self) -> None:
        self.account = an_account("reader@kirmash.example")
        self.count = remembered(Change.objects.count)

    def reads(self, path: str = "/claims/") -> int:
        """Return what a page shows."""
        return int(PageMiddleware(self._answer)(RequestFactory().get(path)).content)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        request.user = self.account
        return HttpResponse(str(self.count()))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr(remembering, "LAG", 10.0)
    return Reader()


def write(account: Account, seconds_ago: float) -> None:
    """Write a line of the history, so long ago."""
    Change.objects.create(verb="did", table="test", record="x", account=account)
    line = Change.objects.latest("pk")
    Change.objects.filter(pk=line.pk).update(at=line.at - datetime.timedelta(seconds=seconds_ago))


@pytest.mark.parametrize(
    ("path", "does", "seconds", "is_shown"),
    [
        ("/claims/", "another", 3, False),
        ("/claims/", "another", 10, True),
        ("/claims/", "the reader", 0, True),
        ("/api/v1/claims", "another", 0, True),
    ],
)
def test_a_page_lags_a_little_behind_others_and_never_behind_its_reader(
    path: str, does: str, seconds: float, is_shown: bool, reader: Reader
) -> None:
    before = reader.reads(path)

    write(reader.account if does == "the reader" else an_account("another@kirmash.example"), seconds)

    assert reader.reads(path) - before == int(is_shown)


def test_what_one_page_is_finding_anew_others_show_as_it_was(reader: Reader) -> None:
    shown: list[int] = []

    def find() -> int:
        if Change.objects.count() and not shown:
            shown.append(-1)
            shown.append(reader.reads())  # somebody else, meanwhile
        return Change.objects.count()

    reader.count = remembered(find)
    before = reader.reads()
    write(an_account("another@kirmash.example"), 11)
    after = reader.reads()

    assert (after - before, shown) == (1, [-1, before])
