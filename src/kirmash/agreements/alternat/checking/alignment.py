"""Where two texts go together, word by word, in bounded work however long they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kirmash.agreements.alternat.checking.tokens import Token, is_same

Step = tuple[bool, int, int, int, int]
_SHINGLE = 5
_LARGEST = 1_500_000


def steps_of(one: Sequence[Token], other: Sequence[Token]) -> list[Step]:
    """Return the stretches in which two texts are the same or not, in order: (is_same, from, to, from, to)."""
    steps: list[Step] = []
    done, other_done = 0, 0
    for at, other_at, length in [*_anchors(one, other), (len(one), len(other), 0)]:
        steps += _between(one, other, (done, at), (other_done, other_at))
        if length:
            steps.append((True, at, at + length, other_at, other_at + length))
        done, other_done = at + length, other_at + length
    return _merged([exact for step in steps for exact in _exactly(one, other, step)])


def _between(one: Sequence[Token], other: Sequence[Token], here: tuple[int, int], there: tuple[int, int]) -> list[Step]:
    (start, end), (other_start, other_end) = here, there
    if start == end or other_start == other_end or (end - start) * (other_end - other_start) > _LARGEST:
        return [(False, start, end, other_start, other_end)] if end > start or other_end > other_start else []
    keys, other_keys = [t.key for t in one[start:end]], [t.key for t in other[other_start:other_end]]
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    return [
        (tag == "equal", start + i1, start + i2, other_start + j1, other_start + j2)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]


def _anchors(one: Sequence[Token], other: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Return stretches that stand once in each text, in the order that both have in common."""
    here, there = _once(one), _once(other)
    pairs = sorted((at, there[words]) for words, at in here.items() if words in there)
    anchors: list[tuple[int, int, int]] = []
    for at, other_at in _rising(pairs):
        if anchors and at < anchors[-1][0] + anchors[-1][2]:
            start, other_start, length = anchors[-1]
            if at - start == other_at - other_start:
                anchors[-1] = (start, other_start, max(length, at - start + _SHINGLE))
            continue
        if anchors and other_at < anchors[-1][1] + anchors[-1][2]:
            continue
        anchors.append((at, other_at, _SHINGLE))
    return anchors


def _once(tokens: Sequence[Token]) -> dict[tuple[str, ...], int]:
    shingles = [tuple(t.key for t in tokens[n : n + _SHINGLE]) for n in range(len(tokens) - _SHINGLE + 1)]
    times = Counter(shingles)
    return {words: at for at, words in enumerate(shingles) if times[words] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest series of pairs that rises in both places (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_at, other_at) in enumerate(pairs):
        low, high = 0, len(tops)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tops[middle] < other_at else (low, middle)
        before.append(piles[low - 1] if low else -1)
        if low == len(tops):
            tops.append(other_at)
            piles.append(number)
        else:
            tops[low], piles[low] = other_at, number
    series = []
    number = piles[-1] if piles else -1
    while number >= 0:
        series.append(pairs[number])
        number = before[number]
    return series[::-1]


def _exactly(one: Sequence[Token], other: Sequence[Token], step: Step) -> Iterator[Step]:
    """Yield a step, its equal stretches parted where a word is the same but for a hyphen that is in no doubt."""
    equal, start, end, other_start, _other_end = step
    if not equal:
        yield step
        return
    for n in range(end - start):
        at, other_at = start + n, other_start + n
        yield (is_same(one[at], other[other_at]), at, at + 1, other_at, other_at + 1)


def _merged(steps: Sequence[Step]) -> list[Step]:
    merged: list[Step] = []
    for step in steps:
        if merged and merged[-1][0] == step[0]:
            merged[-1] = (step[0], merged[-1][1], step[2], merged[-1][3], step[4])
        else:
            merged.append(step)
    return merged
