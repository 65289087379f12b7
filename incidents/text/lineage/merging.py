"""Three-way merge of bodies, sentence by sentence: two editors who started from the same text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from incidents.text.body.nodes import Run
from incidents.text.lineage.aligning import align
from incidents.text.lineage.clashing import Clashes, Edit, Interval, Spot, clashes
from incidents.text.lineage.flow import Break, Sentence, Token, build, flow, flows, phrase

Side = Literal["yours", "theirs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where both sides changed the same sentences; all three are HTML, maybe empty."""

    base: str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What each side says where they cannot be merged."""

    yours: tuple[Token, ...]
    theirs: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text, with its conflicts in the order of the text."""

    conflicts: tuple[Conflict, ...]
    parts: tuple[tuple[Token, ...] | Clash, ...]
    write: Callable[[Sequence[Token]], str] = build

    @property
    def is_clean(self) -> bool:
        """Whether no one needs to choose."""
        return not self.conflicts

    def html(self, choices: Sequence[Side] = ()) -> str:
        """Give the merged text, each conflict settled by a choice.

        Raises ``ValueError`` unless there is one choice for each conflict.
        """
        if len(choices) != len(self.conflicts):
            raise ValueError(f"{len(choices)} choices for {len(self.conflicts)} conflicts")
        tokens: list[Token] = []
        waiting = iter(choices)
        for part in self.parts:
            if isinstance(part, Clash):
                tokens += part.yours if next(waiting) == "yours" else part.theirs
            else:
                tokens += part
        return self.write(tokens)


def merge(base: str, yours: str, theirs: str) -> Merge:
    """Merge two bodies that were both made from ``base``, all in canonical form.

    Changes of different sentences are both taken. Where both sides changed the same sentence, or
    wrote something different in the same place, there is a conflict; so there is wherever taking
    both changes could lose a word or say a thing twice. A sentence that one side moved and the
    other reworded stands reworded in its new place.
    """
    if yours in (base, theirs) or theirs == base:
        return Merge((), (flow(theirs if yours == base else yours),))
    if base and not (yours and theirs):
        return Merge((Conflict(base, yours, theirs),), (Clash(flow(yours), flow(theirs)),))
    tokens, one, other = flows(base, yours, theirs)
    sides = Edit(tokens, align(tokens, one)), Edit(tokens, align(tokens, other))
    found = clashes(*sides)
    conflicts: list[Conflict] = []
    parts: list[tuple[Token, ...] | Clash] = []
    start = 0
    for first, last in (*found.intervals, (2 * len(tokens) + 1, -1)):
        parts.append(tuple(_agreed(sides, found, range(start, first))))
        if last >= 0:
            part = _settled(sides, (first, last))
            parts.append(part)
            conflicts += [_conflict(sides, (first, last))] if isinstance(part, Clash) else []
        start = last + 1
    return Merge(tuple(conflicts), tuple(parts))


def merge_lines(base: str, yours: str, theirs: str) -> Merge:
    """Merge plain texts of one line, such as headlines, as a whole.

    ``Merge.html`` gives the plain line; the fragments of a conflict are HTML as ever.
    """
    if yours in (base, theirs) or theirs == base:
        return Merge((), (_line(theirs if yours == base else yours),), _plain)
    conflict = Conflict(*(escape(line, quote=False) for line in (base, yours, theirs)))
    return Merge((conflict,), (Clash(_line(yours), _line(theirs)),), _plain)


def _line(text: str) -> tuple[Token, ...]:
    return (Sentence((Run(text),)),) if text else ()


def _plain(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _agreed(sides: tuple[Edit, Edit], found: Clashes, places: Iterable[int]) -> Iterator[Token]:
    """Give what stands at places where nobody needs to choose."""
    base = sides[0].base
    for place in places:
        number = place // 2
        if place % 2 == 0:
            yield from _came(sides, found, number)
            continue
        one, other = (edit.side.tokens[number] for edit in sides)
        if one is not None and other is not None:
            yield _three_way(base[number], one, other)


def _came(sides: tuple[Edit, Edit], found: Clashes, gap: int) -> Iterator[Token]:
    side = 0 if sides[0].side.inserted[gap] else 1
    for number, token in enumerate(sides[side].side.inserted[gap]):
        yield found.reworded[side].get(Spot(gap, number), token)


def _three_way(base: Token, yours: Token, theirs: Token) -> Token:
    """Give what two sides made of a token that at most one of them changed."""
    if yours != base or theirs != base:
        return theirs if yours == base else yours
    if isinstance(base, Sentence) and isinstance(yours, Sentence) and yours.lead == base.lead:
        return theirs
    return yours


def _settled(sides: tuple[Edit, Edit], interval: Interval) -> tuple[Token, ...] | Clash:
    """Give a clash, unless after all one side says what the other does, or what was there."""
    yours, theirs = (tuple(edit.says(interval)) for edit in sides)
    base = _base_at(sides[0].base, interval)
    if yours in (base, theirs) or theirs == base:
        return theirs if yours == base else yours
    return Clash(yours, theirs)


def _base_at(base: tuple[Token, ...], interval: Interval) -> tuple[Token, ...]:
    return base[interval[0] // 2 : (interval[1] + 1) // 2]


def _conflict(sides: tuple[Edit, Edit], interval: Interval) -> Conflict:
    """Write a clash: as phrasing content inside one block, else as whole blocks."""
    base = sides[0].base
    said = [_base_at(base, interval), *(edit.says(interval) for edit in sides)]
    if not any(isinstance(token, Break) and token.path for side in said for token in side):
        return Conflict(*map(phrase, said))
    before = (token for token in reversed(base[: interval[0] // 2]) if isinstance(token, Break))
    around = next((Break(start.path) for start in before if start.path), Break(("p",)))
    return Conflict(*(build([around, *side]) for side in said))
