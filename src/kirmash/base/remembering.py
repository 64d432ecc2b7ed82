"""What takes long to find and seldom changes is kept in the process until somebody does something."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import NamedTuple, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kirmash.base.models import Change

#: So many answers are kept, and none for longer than so many seconds.
MOST, LONGEST = 256, 60.0
#: Within so many seconds pages need not show what somebody else has just done.
LAG = 10.0
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Question = tuple[Hashable, ...]


class _Kept(NamedTuple):
    line: int  # the last one of the history when it was found
    at: float
    answer: object


_lock = Lock()
_kept: OrderedDict[Question, _Kept] = OrderedDict()
#: What is being found at this moment.
_finding: set[Question] = set()
#: The page that is being answered; whatever else asks, the API and jobs, never lags behind.
_page: ContextVar[HttpRequest | None] = ContextVar("page", default=None)


class PageMiddleware:
    """Lets pages lag a little behind what others do, and not behind what the reader did."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say meanwhile for whom."""
        token = _page.set(None if request.path_info.startswith("/api/") else request)
        try:
            return self.get_response(request)
        finally:
            _page.reset(token)


def remembered(find: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep what a function of hashable words finds until the history has another line, for a minute at most.

    On pages, what somebody else did counts only a few seconds later, and later still while another page finds it.
    Whoever asks must not change what they are given.
    """

    @wraps(find)
    def ask(*words: Asked.args, **named: Asked.kwargs) -> Answer:
        line = _last_line()
        question = (find, words, tuple(sorted(named.items())))
        kept = _take(question)
        lag = LONGEST if question in _finding else LAG * (1 + hash(question) % 64 / 64) / 2  # not all at once
        if kept is None or not _holds(kept, line, lag):
            _finding.add(question)
            at = time.monotonic()
            try:
                kept = _Kept(line, at, find(*words, **named))
            finally:
                _finding.discard(question)
            _keep(question, kept)
        return kept.answer  # type: ignore[return-value]  # kept under the function that found it

    return ask


def forget() -> None:
    """Forget everything, as for another database."""
    _kept.clear()


def _take(question: Question) -> _Kept | None:
    with _lock:
        kept = _kept.get(question)
        if kept is not None:
            _kept.move_to_end(question)
        return kept


def _keep(question: Question, kept: _Kept) -> None:
    with _lock:
        _kept[question] = kept
        _kept.move_to_end(question)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _last_line() -> int:
    """Return the last line of the history; for the reading of a page, as it was when the page began."""
    page = _page.get()
    kept = page.__dict__.get("last_line") if page is not None and page.method == "GET" else None
    if kept is None:
        kept = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if page is not None:
            page.__dict__["last_line"] = kept
    return int(kept)


def _holds(kept: _Kept, line: int, lag: float) -> bool:
    """Say whether an answer may still be given; on a page, so many seconds after others did something."""
    is_young = time.monotonic() - kept.at < LONGEST
    page = _page.get()
    if line == kept.line or page is None or not is_young:
        return is_young and line == kept.line
    since = Change.objects.filter(pk__gt=kept.line)
    first = since.order_by("pk").values_list("at", flat=True).first()
    if first is None or (timezone.now() - first).total_seconds() >= lag:
        return False
    reader = page.user.pk
    return reader is None or not since.filter(account=reader).exists()
