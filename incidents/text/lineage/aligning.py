"""What became of each sentence and break of a text in an edited copy of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.text.difference import pairing
from incidents.text.difference.matching import Match, common
from incidents.text.lineage.flow import Break, Sentence, Token

_MOST_BREAKS = 2_500
"""Beyond so many pairs of breaks in one stretch they are paired from its end only."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each token of the base what it is now, None if it went; for each gap what came there.

    Gap ``n`` stands before token ``n``; the last gap stands behind the last token.
    """

    tokens: tuple[Token | None, ...]
    inserted: tuple[tuple[Token, ...], ...]


def align(base: Sequence[Token], side: Sequence[Token]) -> Alignment:
    """Align an edited flow with its base."""
    tokens: list[Token | None] = [None] * len(base)
    inserted: list[tuple[Token, ...]] = [()] * (len(base) + 1)
    last = 0
    for old, new in (*_pairs(base, side), (len(base), len(side))):
        inserted[old] = tuple(side[last:new])
        if old < len(base):
            tokens[old] = side[new]
        last = new + 1
    return Alignment(tuple(tokens), tuple(inserted))


def _pairs(base: Sequence[Token], side: Sequence[Token]) -> Iterator[Pair]:
    """Pair equal sentences, then alike ones between them, then the breaks between those."""
    said_old, said_new = _said(base), _said(side)
    equal = common([base[place] for place in said_old], [side[place] for place in said_new])
    ends = [(said_old[i], said_new[j]) for i, j in _steps(equal)]
    last_old = last_new = 0
    for old, new in (*ends, (len(base), len(side))):
        for one, other in _between(base[last_old:old], side[last_new:new]):
            yield last_old + one, last_new + other
        if old < len(base):
            yield old, new
        last_old, last_new = old + 1, new + 1


def _said(tokens: Sequence[Token]) -> list[int]:
    """Give the places of the sentences."""
    return [place for place, token in enumerate(tokens) if isinstance(token, Sentence)]


def _steps(matches: Iterable[Match]) -> Iterator[Pair]:
    for match in matches:
        yield from ((match.old + step, match.new + step) for step in range(match.size))


def _between(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Pair]:
    """Pair the tokens of a stretch in which no sentence is the same."""
    if old == new:
        yield from ((place, place) for place in range(len(old)))
        return
    said_old, said_new = _said(old), _said(new)
    found = pairing.in_order(
        [old[place].text for place in said_old], [new[place].text for place in said_new]
    )
    alike = [(said_old[i], said_new[j]) for i, j in found]
    last_old = last_new = 0
    for one, other in (*alike, (len(old), len(new))):
        for i, j in _breaks(old[last_old:one], new[last_new:other]):
            yield last_old + i, last_new + j
        if one < len(old):
            yield one, other
        last_old, last_new = one + 1, other + 1


def _breaks(old: Sequence[Token], new: Sequence[Token]) -> list[Pair]:
    """Pair breaks, late rather than early: a break belongs to the sentence that follows it."""
    all_old, all_new = (
        [(place, token) for place, token in enumerate(side) if isinstance(token, Break)]
        for side in (old, new)
    )
    a, b = [token for _, token in all_old], [token for _, token in all_new]
    if len(a) == len(b) == 1 and bool(a[0].path) == bool(b[0].path):
        return [(all_old[0][0], all_new[0][0])]
    found = _late_pairs(a, b) if len(a) * len(b) <= _MOST_BREAKS else _pairs_from_end(a, b)
    return [(all_old[i][0], all_new[j][0]) for i, j in found]


def _late_pairs(a: Sequence[Token], b: Sequence[Token]) -> list[Pair]:
    """Give a longest common subsequence, each element as late as it can stand."""
    length = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            length[i + 1][j + 1] = (
                length[i][j] + 1 if one == other else max(length[i][j + 1], length[i + 1][j])
            )
    found, i, j = [], len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif length[i - 1][j] >= length[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _pairs_from_end(a: Sequence[Token], b: Sequence[Token]) -> list[Pair]:
    alike = 0
    while alike < min(len(a), len(b)) and a[-1 - alike] == b[-1 - alike]:
        alike += 1
    return [(len(a) - alike + step, len(b) - alike + step) for step in range(alike)]
