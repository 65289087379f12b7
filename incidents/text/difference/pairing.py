"""Finding which paragraph became which: by the words they share, without comparing all to all."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from incidents.text.body.words import words_of

ALIKE = 0.4
"""Two paragraphs sharing this part of their words are the same paragraph, changed."""

MOVED_ALIKE = 0.75
"""A paragraph that changed its place as well must share more."""

_RARE = 6
_CANDIDATES = 3

Pair = tuple[int, int]


Signs = dict[str, frozenset[str]]
"""What texts are known by: a memory that several pairings of the same texts can share."""


def in_order(old: Sequence[str], new: Sequence[str], known: Signs | None = None) -> list[Pair]:
    """Pair old and new texts that are alike, rising on both sides, with the most shared words.

    Gives (old index, new index). Cost grows with the number of words, not with its square.
    """
    known = {} if known is None else known
    signs_old, signs_new = _signs_of(old, known), _signs_of(new, known)
    candidates = _near(len(old), len(new)) | _sharing(signs_old, signs_new)
    weighed = [
        (i, j, shared)
        for i, j in candidates
        if (shared := _shared(signs_old[i], signs_new[j], ALIKE))
    ]
    return _heaviest_rise(weighed)


def moved(
    old: Sequence[str],
    new: Sequence[str],
    known: Signs | None = None,
    *,
    most: int | None = None,
) -> list[Pair]:
    """Pair old and new texts that are alike wherever they stand, each at most once.

    Equal texts come first, then those that share most words, of which so many are weighed.
    """
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for i in reversed(range(len(old))):
        waiting[old[i]].append(i)
    pairs = []
    left_new = []
    for j, text in enumerate(new):
        if waiting.get(text):
            pairs.append((waiting[text].pop(), j))
        else:
            left_new.append(j)
    left_old = sorted(i for places in waiting.values() for i in places)[:most]
    left_new = left_new[:most]
    known = {} if known is None else known
    found = _most_shared(
        _signs_of([old[i] for i in left_old], known), _signs_of([new[j] for j in left_new], known)
    )
    return [*pairs, *((left_old[i], left_new[j]) for i, j in found)]


def _most_shared(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> list[Pair]:
    weighed = [
        (shared, -i, -j)
        for i, j in _sharing(old, new)
        if (shared := _shared(old[i], new[j], MOVED_ALIKE))
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, i, j in sorted(weighed, reverse=True):
        if -i not in taken_old and -j not in taken_new:
            pairs.append((-i, -j))
            taken_old.add(-i)
            taken_new.add(-j)
    return pairs


def _signs_of(texts: Sequence[str], known: Signs) -> list[frozenset[str]]:
    known.update({text: _signs(text) for text in {*texts}.difference(known)})
    return [known[text] for text in texts]


def _signs(text: str) -> frozenset[str]:
    """Give what a text is known by: its words, or for CJK text its pairs of characters."""
    words = words_of(text.lower())
    if len(words) > 1 and sum(len(word) == 1 and word > "\u2fff" for word in words) * 2 > len(
        words
    ):
        return frozenset(map("".join, pairwise(words)))
    return frozenset(words)


def _shared(one: frozenset[str], other: frozenset[str], least: float) -> int:
    """Count shared signs; 0 where they are fewer than the least part of both."""
    shared = len(one & other)
    return shared if shared * 2 >= least * (len(one) + len(other)) else 0


def _near(old: int, new: int) -> set[Pair]:
    """Give the pairs in the same place, counted from the start and from the end."""
    shifts = {-1, 0, 1, new - old - 1, new - old, new - old + 1}
    return {(i, i + shift) for i in range(old) for shift in shifts if 0 <= i + shift < new}


def _sharing(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> set[Pair]:
    """Give for each new text the old ones that share most of its rare words."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, signs in enumerate(old):
        for sign in signs:
            places[sign].append(i)
    pairs: set[Pair] = set()
    for j, signs in enumerate(new):
        rare = [places[sign] for sign in signs if sign in places and len(places[sign]) <= _RARE]
        if not rare:
            continue
        votes = Counter(i for found in rare for i in found)
        best = votes.most_common(_CANDIDATES) if len(votes) > _CANDIDATES else votes.items()
        pairs.update((i, j) for i, _ in best)
    return pairs


def _heaviest_rise(weighed: Iterable[tuple[int, int, int]]) -> list[Pair]:
    """Choose pairs that rise strictly on both sides with the greatest sum of weights."""
    # `best` holds, for rising j, the chains that no shorter-reaching chain outweighs.
    ends: list[int] = []
    best: list[tuple[int, int]] = []
    links: list[tuple[Pair, int]] = []
    for i, j, weight in sorted(weighed, key=lambda pair: (pair[0], -pair[1])):
        place = bisect_left(ends, j)
        below, link = best[place - 1] if place else (0, -1)
        links.append(((i, j), link))
        total = below + weight
        stop = place
        while stop < len(ends) and best[stop][0] <= total:
            stop += 1
        if stop > place or place == len(ends) or ends[place] != j:
            ends[place:stop] = [j]
            best[place:stop] = [(total, len(links) - 1)]
    chain: list[Pair] = []
    link = best[-1][1] if best else -1
    while link >= 0:
        pair, link = links[link]
        chain.append(pair)
    return chain[::-1]
