"""What takes long to find and seldom changes is kept in the process until somebody does something."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

from kirmash.base.models import Change

#: So many answers are kept, and none for longer than so many seconds.
MOST, LONGEST = 256, 60.0
_kept: OrderedDict[tuple[Hashable, ...], tuple[float, object]] = OrderedDict()
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(find: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep what a function of hashable words finds until the history has another line, for a minute at most.

    Whoever asks must not change what they are given.
    """

    @wraps(find)
    def ask(*words: Asked.args, **named: Asked.kwargs) -> Answer:
        latest = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
        question = (find, latest, words, tuple(sorted(named.items())))
        now = time.monotonic()
        at, answer = _kept.get(question, (-LONGEST, None))
        if now - at >= LONGEST:
            answer = find(*words, **named)
            _kept[question] = now, answer
        _kept.move_to_end(question)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return answer  # type: ignore[return-value]  # kept under the function that found it

    return ask


def forget() -> None:
    """Forget everything, as for another database."""
    _kept.clear()
