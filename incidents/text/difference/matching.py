"""Finding what two sequences have in common, with a bound on the cost.

Small stretches go to ``difflib``, whose longest-block-first order suits prose. Large ones are
first cut at anchors, elements (or pairs, or longer runs of them) that occur exactly once on both
sides, as patience diff does; ``difflib`` alone needs minutes for 20,000 words.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SMALL = 90_000
"""A stretch whose two lengths multiply to no more is compared as a whole."""

ALLOWANCE = 3_000_000
"""So many pairs of equal elements are looked at in one comparison; then stretches count as new."""

_ANCHOR_LENGTHS = (1, 2, 4, 8)
_DEEPEST = 50


class Match(NamedTuple):
    """``size`` elements from ``old`` on equal those from ``new`` on."""

    old: int
    new: int
    size: int


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """Give the equal stretches of two sequences, in order, none touching the next on both sides."""
    return joined(_Matcher(old, new).find(0, len(old), 0, len(new)))


class _Matcher:
    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self._old, self._new = old, new
        self._left = ALLOWANCE
        self._depth = 0

    def find(self, a: int, b: int, c: int, d: int) -> Iterator[Match]:
        """Find what ``old[a:b]`` and ``new[c:d]`` have in common."""
        old, new = self._old, self._new
        start = 0
        while a + start < b and c + start < d and old[a + start] == new[c + start]:
            start += 1
        end = 0
        while b - end > a + start and d - end > c + start and old[b - 1 - end] == new[d - 1 - end]:
            end += 1
        yield Match(a, c, start)
        yield from self._middle(a + start, b - end, c + start, d - end)
        yield Match(b - end, d - end, end)

    def _middle(self, a: int, b: int, c: int, d: int) -> Iterator[Match]:
        if a == b or c == d:
            return
        counts = Counter(self._old[a:b]), Counter(self._new[c:d])
        pairs = sum(count * counts[1][element] for element, count in counts[0].items())
        if not pairs:
            return
        if (b - a) * (d - c) <= SMALL and pairs * 4 <= self._left:
            self._left -= pairs * 4
            yield from self._by_longest(a, b, c, d)
        else:
            yield from self._by_anchors(a, b, c, d)

    def _by_longest(self, a: int, b: int, c: int, d: int) -> Iterator[Match]:
        found = SequenceMatcher(None, self._old[a:b], self._new[c:d], autojunk=False)
        for block in found.get_matching_blocks():
            yield Match(a + block.a, c + block.b, block.size)

    def _by_anchors(self, a: int, b: int, c: int, d: int) -> Iterator[Match]:
        """Take the anchors as they are and look into the stretches between them."""
        tried = (_anchors(self._old[a:b], self._new[c:d], length) for length in _ANCHOR_LENGTHS)
        anchors = next(filter(None, tried), None)
        if anchors is None or self._depth == _DEEPEST:
            return
        self._depth += 1
        last_old, last_new = a, c
        for i, j in anchors:
            yield from self.find(last_old, a + i, last_new, c + j)
            yield Match(a + i, c + j, 1)
            last_old, last_new = a + i + 1, c + j + 1
        yield from self.find(last_old, b, last_new, d)
        self._depth -= 1


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], length: int
) -> list[tuple[int, int]]:
    """Give the places of what occurs once on each side: the longest chain rising on both."""
    places_old, places_new = _once(old, length), _once(new, length)
    pairs = [(i, places_new[run]) for run, i in places_old.items() if run in places_new]
    return [pairs[number] for number in longest_rise([j for _, j in pairs])]


def _once(elements: Sequence[Hashable], length: int) -> dict[Hashable, int]:
    runs: list[Hashable] = list(elements)
    if length > 1:
        runs = list(zip(*(elements[shift:] for shift in range(length)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def longest_rise(values: Sequence[int]) -> list[int]:
    """Give the indexes of a longest strictly rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [number]
    chain: list[int] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(number)
        number = before[number]
    return chain[::-1]


def joined(matches: Iterable[Match]) -> list[Match]:
    """Drop empty matches and make one of those that touch on both sides."""
    kept: list[Match] = []
    for match in matches:
        if not match.size:
            continue
        last = kept[-1] if kept else Match(0, 0, 0)
        if last.size and (last.old + last.size, last.new + last.size) == match[:2]:
            kept[-1] = Match(last.old, last.new, last.size + match.size)
        else:
            kept.append(match)
    return kept
