"""Finding what two sequences have in common, with a bound on the cost.

Small stretches go to ``difflib``, whose longest-block-first order suits prose. Large ones are
first cut at anchors, elements (or pairs, or longer runs of them) that occur exactly once on both
sides, as patience diff does; ``difflib`` alone needs minutes for 20,000 words.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

SMALL = 90_000
"""A stretch whose two lengths multiply to no more is compared as a whole."""

_ANCHOR_LENGTHS = (1, 2, 4, 8)
_DEEPEST = 50


class Match(NamedTuple):
    """``size`` elements from ``old`` on equal those from ``new`` on."""

    old: int
    new: int
    size: int


@dataclass(slots=True)
class Effort:
    """What a comparison may still spend, however many parts it has.

    When the ``steps`` are spent, stretches are only cut at anchors; when the ``texts`` are, no more
    blocks are weighed against others; when the ``pairs`` or the ``tags`` are, blocks that are not
    the same count as gone and come, and are not looked into.
    """

    steps: int = 1_000_000
    texts: int = 6_000
    pairs: int = 1_500
    tags: int = 8_000


def common(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort | None = None
) -> list[Match]:
    """Give the equal stretches of two sequences, in order, none touching the next on both sides."""
    return joined(_Matcher(old, new, effort or Effort()).find(0, len(old), 0, len(new)))


class _Matcher:
    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort) -> None:
        self._old, self._new = old, new
        self._effort = effort
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
        if (b - a) * (d - c) <= SMALL and pairs * 4 <= self._effort.steps:
            yield from self._by_longest(a, b, c, d)
        else:
            yield from self._by_anchors(a, b, c, d)

    def _by_longest(self, a: int, b: int, c: int, d: int) -> Iterator[Match]:
        """Take the longest stretch that both have, then the longest on each side of it."""
        found = SequenceMatcher(None, self._old[a:b], self._new[c:d], autojunk=False)
        places = Counter(self._new[c:d])
        costs = [0, *accumulate(places[one] + 1 for one in self._old[a:b])]
        matches: list[Match] = []
        waiting = [(a, b, c, d)]
        while waiting:
            start, end, first, last = waiting.pop()
            cost = costs[end - a] - costs[start - a]
            if cost > self._effort.steps:
                matches += self._by_anchors(start, end, first, last)
                continue
            self._effort.steps -= cost
            i, j, size = found.find_longest_match(start - a, end - a, first - c, last - c)
            if size:
                match = Match(a + i, c + j, size)
                matches.append(match)
                if start < match.old and first < match.new:
                    waiting.append((start, match.old, first, match.new))
                if match.old + size < end and match.new + size < last:
                    waiting.append((match.old + size, end, match.new + size, last))
        yield from sorted(matches)

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
