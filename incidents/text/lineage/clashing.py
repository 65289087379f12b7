"""Where two edited copies of a text cannot be merged without somebody's choice.

Places of the base are counted so that gap ``n`` is place ``2n`` and token ``n`` is ``2n + 1``.
What a side changed together is a *hunk*. Where the hunks of both sides meet and do not say the
same, there is a clash, and it takes in all that must be chosen together: whole hunks, and for a
sentence that moved both where it stood and where it went.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from incidents.text.difference import pairing
from incidents.text.lineage.aligning import Alignment
from incidents.text.lineage.flow import Sentence, Token

Interval = tuple[int, int]
"""First and last place."""


class Spot(NamedTuple):
    """One of the sentences that came in a gap."""

    gap: int
    number: int


class Move(NamedTuple):
    """A sentence that a side took out of the base and put elsewhere, as it was or reworded."""

    token: int
    to: Spot
    is_exact: bool

    @property
    def ends(self) -> Interval:
        """The first and the last of the two places."""
        one, other = 2 * self.token + 1, 2 * self.to.gap
        return min(one, other), max(one, other)


@dataclass(frozen=True)
class Edit:
    """What one side did to the base."""

    base: tuple[Token, ...]
    side: Alignment

    @cached_property
    def touched(self) -> list[int]:
        """The places at which the side differs from the base, rising."""
        tokens = zip(self.base, self.side.tokens, strict=True)
        places = [2 * number + 1 for number, (old, new) in enumerate(tokens) if old != new]
        gaps = [2 * number for number, came in enumerate(self.side.inserted) if came]
        return sorted(places + gaps)

    @cached_property
    def hunks(self) -> list[Interval]:
        """The touched places, taken together where one change may reach over several."""
        found: list[Interval] = []
        for place in self.touched:
            last = found[-1][1] if found else -3
            joins = place == last + 1 or (
                place == last + 2 and (self._went(last) or self._went(place))
            )
            if joins:
                found[-1] = found[-1][0], place
            else:
                found.append((place, place))
        return found

    @cached_property
    def moves(self) -> list[Move]:
        """The sentences that stand elsewhere now."""
        gone = [
            number
            for number, (old, new) in enumerate(zip(self.base, self.side.tokens, strict=True))
            if new is None and isinstance(old, Sentence)
        ]
        came = {
            Spot(gap, number): token
            for gap, tokens in enumerate(self.side.inserted)
            for number, token in enumerate(tokens)
            if isinstance(token, Sentence)
        }
        if not gone or not came:
            return []
        return list(self._moves(gone, came))

    def hunk_at(self, place: int) -> Interval:
        """Give the hunk that a touched place belongs to."""
        return self.hunks[bisect_right(self.hunks, (place, len(self.base) * 2 + 1)) - 1]

    @cached_property
    def deletions(self) -> frozenset[Interval]:
        """The hunks of which all is gone and nothing came instead."""
        return frozenset(hunk for hunk in self.hunks if self._only_deletes(hunk))

    def says(self, hunk: Interval) -> list[Token]:
        """Give what the side says at the places of an interval."""
        said: list[Token] = []
        for place in range(hunk[0], hunk[1] + 1):
            token = self.side.tokens[place // 2] if place % 2 else None
            said += self.side.inserted[place // 2] if not place % 2 else [token] if token else []
        return said

    def _only_deletes(self, hunk: Interval) -> bool:
        first, last = hunk
        gone = all(self._went(place) for place in range(first | 1, last + 1, 2))
        return gone and not any(self.side.inserted[first // 2 + first % 2 : last // 2 + 1])

    def _went(self, place: int) -> bool:
        return place % 2 == 1 and self.side.tokens[place // 2] is None

    def _moves(self, gone: Iterable[int], came: Mapping[Spot, Token]) -> Iterator[Move]:
        spots: defaultdict[Token, list[Spot]] = defaultdict(list)
        for spot in sorted(came, reverse=True):
            spots[came[spot]].append(spot)
        lost = []
        for number in gone:
            if spots.get(self.base[number]):
                yield Move(number, spots[self.base[number]].pop(), is_exact=True)
            else:
                lost.append(number)
        left = sorted(spot for each in spots.values() for spot in each)
        alike = pairing.moved(
            [self.base[number].text for number in lost], [came[spot].text for spot in left]
        )
        yield from (Move(lost[i], left[j], is_exact=False) for i, j in alike)


@dataclass(frozen=True, slots=True)
class Clashes:
    """The intervals in which somebody must choose, and edits that go along with a move.

    ``reworded`` gives for a sentence that one side moved what the other made of it.
    """

    intervals: tuple[Interval, ...]
    reworded: tuple[Mapping[Spot, Token], Mapping[Spot, Token]]


def clashes(yours: Edit, theirs: Edit) -> Clashes:
    """Find where the edits of both sides clash."""
    reworded = _reworded(yours, theirs), _reworded(theirs, yours)
    follows = {2 * move.token + 1 for move, _ in (*reworded[0], *reworded[1])}
    seeds = [(place, place) for place in _meeting(yours, theirs) if place not in follows]
    seeds += [*_crowded(yours, theirs), *_crowded(theirs, yours)]
    seeds += [*_moved_apart(yours, theirs), *_moved_apart(theirs, yours), *_twins(yours, theirs)]
    links = [move.ends for edit in (yours, theirs) for move in edit.moves] if seeds else []
    intervals = _closed(_merged(seeds), sorted({*yours.hunks, *theirs.hunks}), links)
    one, other = ({move.to: token for move, token in each} for each in reworded)
    return Clashes(tuple(intervals), (one, other))


def _reworded(mover: Edit, editor: Edit) -> list[tuple[Move, Token]]:
    """Give the moves of one side whose sentence the other side reworded, and nothing else there."""
    if not mover.moves:
        return []
    said = Counter(mover.base)
    found: list[tuple[Move, Token]] = []
    for move in mover.moves:
        old, new = mover.base[move.token], editor.side.tokens[move.token]
        place = 2 * move.token + 1
        is_sure = move.is_exact and said[old] == 1 and new not in (None, old)
        if is_sure and new is not None and editor.hunk_at(place) == (place, place):
            found.append((move, new))
    return found


def _meeting(yours: Edit, theirs: Edit) -> Iterator[int]:
    """Give the places that both sides touched and do not agree on."""
    same = {
        hunk for hunk in {*yours.hunks} & {*theirs.hunks} if yours.says(hunk) == theirs.says(hunk)
    }
    for place in sorted({*yours.touched}.intersection(theirs.touched)):
        one, other = (edit.says((place, place)) for edit in (yours, theirs))
        if one != other:
            yield place
        elif not one:
            hunks = yours.hunk_at(place), theirs.hunk_at(place)
            only_gone = hunks[0] in yours.deletions and hunks[1] in theirs.deletions
            if not only_gone and not (hunks[0] == hunks[1] and hunks[0] in same):
                yield place


def _crowded(edit: Edit, other: Edit) -> Iterator[Interval]:
    """Give where text came at the edge of what the other side took out or rewrote.

    At the edge of a whole block that went there is no doubt; amid a block there is.
    """
    for first, last in edit.hunks:
        gone = any(edit.side.tokens[place // 2] is None for place in range(first | 1, last + 1, 2))
        if not gone:
            continue
        rewritten = (first, last) not in edit.deletions
        for gap, inside, end in ((first - 1, first, -1), (last + 1, last, 0)):
            came = other.side.inserted[gap // 2] if inside % 2 else ()
            if came and (
                rewritten
                or (
                    isinstance(edit.base[inside // 2], Sentence) and isinstance(came[end], Sentence)
                )
            ):
                yield min(gap, inside), max(gap, inside)


def _moved_apart(mover: Edit, other: Edit) -> Iterator[Interval]:
    """Give the sentences that one side moved and the other took out, moved or rewrote."""
    same = {(move.token, move.to) for move in other.moves}
    for move in mover.moves:
        if other.side.tokens[move.token] is not None:
            continue
        gap = move.to.gap
        together = (move.token, move.to) in same and (
            mover.side.inserted[gap] == other.side.inserted[gap]
        )
        if not together:
            yield 2 * move.token + 1, 2 * move.token + 1


def _twins(yours: Edit, theirs: Edit) -> Iterator[Interval]:
    """Give the sentences that both sides wrote at different places: they must not stand twice.

    Nor may one that recurs in the base, when both sides took out or put in some of it: which is
    which nobody can say.
    """
    count = Counter(token for token in yours.base if isinstance(token, Sentence))
    one, other = _places(yours, count), _places(theirs, count)
    for token in one.keys() & other.keys():
        if one[token] != other[token]:
            both = [*one[token], *other[token]]
            yield min(both), max(both)


def _places(edit: Edit, count: Counter[Sentence]) -> dict[Sentence, list[int]]:
    """Give the places at which a side put in or took out a sentence, by sentence."""
    found: defaultdict[Sentence, list[int]] = defaultdict(list)
    for place in edit.touched:
        gone = edit.base[place // 2] if place % 2 else None
        for token in (gone, *edit.says((place, place))):
            if isinstance(token, Sentence) and count[token] != 1:
                found[token].append(place)
    return found


def _closed(
    intervals: list[Interval], hunks: Sequence[Interval], links: Sequence[Interval]
) -> list[Interval]:
    """Widen intervals until no hunk is cut and no move has one end inside and one outside."""
    while True:
        wider = [hunk for hunk in hunks if _meets(intervals, hunk)]
        wider += [link for link in links if any(_meets(intervals, (end, end)) for end in link)]
        closed = _merged([*intervals, *wider])
        if closed == intervals:
            return closed
        intervals = closed


def _meets(intervals: Sequence[Interval], one: Interval) -> bool:
    """Whether one of rising intervals has a place in common with another interval."""
    number = bisect_right(intervals, one[1], key=lambda interval: interval[0]) - 1
    return number >= 0 and intervals[number][1] >= one[0]


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    found: list[Interval] = []
    for first, last in sorted(intervals):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found
