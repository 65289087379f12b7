"""What changed between two flows of text, to the word: spans that are equal, deleted, inserted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from incidents.text.body.nodes import Run, runs_html
from incidents.text.body.settling import settle
from incidents.text.body.words import WORD
from incidents.text.difference.matching import Match, common, joined

_TOKEN = re.compile(rf"({WORD}|\S)(\s*)|(\s+)")
_SENTENCE_ENDS = frozenset(".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964")
_CLAUSE_ENDS = frozenset(",;:)]\u201d\u2019\u00bb\uff0c\uff1b\u3001\u060c")

SpanKind = Literal["equal", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that stayed, went or came; runs that differ in marks alone go and come."""

    kind: SpanKind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text without marks."""
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> str:
        """The text with its marks."""
        return runs_html(self.runs)


class _Token(NamedTuple):
    """A word or sign with its marks, and the white space behind it, which is not compared."""

    key: str
    run: Run
    space: str


def spans(old: Iterable[Run], new: Iterable[Run]) -> tuple[Span, ...]:
    """Compare two flows of text: sentences first, then the words of sentences that differ.

    The equal and deleted spans together are the old text, the equal and inserted ones the new.
    """
    a, b = _tokens(old), _tokens(new)
    matches = _slid(_without_confetti(_matches(a, b), a, b), a, b)
    writer = _Writer()
    last_old = last_new = 0
    for match in (*matches, Match(len(a), len(b), 0)):
        for token in a[last_old : match.old]:
            writer.add("deleted", token.run, token.space)
        for token in b[last_new : match.new]:
            writer.add("inserted", token.run, token.space)
        last_old, last_new = match.old + match.size, match.new + match.size
        for one, other in zip(a[match.old : last_old], b[match.new : last_new], strict=True):
            writer.add_equal(one, other)
    return writer.finish()


def patched(runs: Iterable[Span]) -> tuple[Run, ...]:
    """Give the new text out of spans, in canonical form."""
    kept = [run for span in runs if span.kind != "deleted" for run in span.runs]
    return next(iter(settle(kept)), ())


def _tokens(runs: Iterable[Run]) -> list[_Token]:
    tokens: list[_Token] = []
    for run in runs:
        plain = not (run.href or run.strong or run.em)
        marks = "" if plain else f"\0{run.href}\0{run.strong:d}{run.em:d}"
        for word, space, loose in _TOKEN.findall(run.text):
            if not loose:
                marked = Run(word, run.href, run.strong, run.em)
                tokens.append(_Token(word + marks, marked, space))
            elif tokens:
                tokens[-1] = tokens[-1]._replace(space=tokens[-1].space + loose)
            else:
                tokens.append(_Token("", Run(""), loose))
    return tokens


def _matches(a: Sequence[_Token], b: Sequence[_Token]) -> list[Match]:
    """Match whole sentences, then words in the stretches between matched sentences."""
    keys_a, keys_b = [token.key for token in a], [token.key for token in b]
    ends_a, ends_b = _sentence_ends(a), _sentence_ends(b)
    whole = common(
        [tuple(keys_a[start:end]) for start, end in pairwise(ends_a)],
        [tuple(keys_b[start:end]) for start, end in pairwise(ends_b)],
    )
    found: list[Match] = []
    last_a = last_b = 0
    for match in (*whole, Match(len(ends_a) - 1, len(ends_b) - 1, 0)):
        at_a, at_b = ends_a[match.old], ends_b[match.new]
        between = common(keys_a[last_a:at_a], keys_b[last_b:at_b])
        found += [Match(last_a + one.old, last_b + one.new, one.size) for one in between]
        last_a, last_b = ends_a[match.old + match.size], ends_b[match.new + match.size]
        found.append(Match(at_a, at_b, last_a - at_a))
    return joined(found)


def _sentence_ends(tokens: Sequence[_Token]) -> list[int]:
    """Give 0 and every place after a full stop that white space or a CJK text follows."""
    ends = [
        place
        for place, token in enumerate(tokens, start=1)
        if token.run.text in _SENTENCE_ENDS and (token.space or token.run.text > "\u2fff")
    ]
    return [0, *ends, *([] if ends and ends[-1] == len(tokens) else [len(tokens)])]


def _without_confetti(
    matches: Iterable[Match], a: Sequence[_Token], b: Sequence[_Token]
) -> list[Match]:
    """Drop equal islands that are shorter than the changes on both sides of them."""
    lengths_a, lengths_b = (
        [0, *accumulate(len(token.run.text) + len(token.space) for token in side)]
        for side in (a, b)
    )

    def changed(before: Match, after: Match) -> int:
        start_a, start_b = before.old + before.size, before.new + before.size
        return max(
            lengths_a[after.old] - lengths_a[start_a], lengths_b[after.new] - lengths_b[start_b]
        )

    kept = [Match(0, 0, 0)]
    for match in (*matches, Match(len(a), len(b), 0)):
        while len(kept) > 1:
            island = kept[-1]
            size = lengths_a[island.old + island.size] - lengths_a[island.old]
            if size > min(changed(kept[-2], island), changed(island, match)):
                break
            kept.pop()
        kept.append(match)
    return kept[1:-1]


def _slid(matches: Sequence[Match], a: Sequence[_Token], b: Sequence[_Token]) -> list[Match]:
    """Move pure insertions and deletions to where a sentence or clause begins, if they can be."""
    placed = list(matches)
    for number in range(1, len(placed)):
        before, after = placed[number - 1], placed[number]
        end_old, end_new = before.old + before.size, before.new + before.size
        if end_old == after.old:
            shift = _best_shift(b, end_new, after.new, before.size, after.size)
        elif end_new == after.new:
            shift = _best_shift(a, end_old, after.old, before.size, after.size)
        else:
            continue
        placed[number - 1] = before._replace(size=before.size + shift)
        placed[number] = Match(after.old + shift, after.new + shift, after.size - shift)
    return placed


def _best_shift(side: Sequence[_Token], start: int, end: int, before: int, after: int) -> int:
    """Say by how many tokens the change ``side[start:end]`` is best moved."""
    lowest = highest = 0
    while -lowest < before - 1 and side[start + lowest - 1].key == side[end + lowest - 1].key:
        lowest -= 1
    while highest < after - 1 and side[start + highest].key == side[end + highest].key:
        highest += 1

    def worth(shift: int) -> tuple[int, int]:
        last = side[start + shift - 1].run.text if start + shift else "."
        rank = 2 if last in _SENTENCE_ENDS else 1 if last in _CLAUSE_ENDS else 0
        return rank, -abs(shift)

    return max(range(lowest, highest + 1), key=worth)


@dataclass(slots=True)
class _Writer:
    """Gathers runs into spans; where text is replaced, what went stands before what came."""

    spans: list[Span] = field(default_factory=list)
    equal: list[Run] = field(default_factory=list)
    deleted: list[Run] = field(default_factory=list)
    inserted: list[Run] = field(default_factory=list)

    def add(self, kind: Literal["deleted", "inserted"], run: Run, space: str) -> None:
        """Add a word that went or came, with the white space behind it."""
        self._write("equal", self.equal)
        side = self.deleted if kind == "deleted" else self.inserted
        if run.text or space:
            side.append(Run(run.text + space, run.href, run.strong, run.em))

    def add_equal(self, old: _Token, new: _Token) -> None:
        """Add a word that stayed; the white space behind it may still have changed."""
        if self.deleted or self.inserted:
            shared = self._shared_space()
            self._write("deleted", self.deleted)
            self._write("inserted", self.inserted)
            self.equal += [Run(shared)] if shared else []
        run, same = old.run, old.space == new.space
        self.equal.append(Run(run.text + (old.space if same else ""), run.href, run.strong, run.em))
        if not same:
            bare = Run("", run.href, run.strong, run.em)
            self.add("deleted", bare, old.space)
            self.add("inserted", bare, new.space)

    def _shared_space(self) -> str:
        """Take off the white space that both what went and what came end with."""
        if not (self.deleted and self.inserted):
            return ""
        went, came = self.deleted[-1].text, self.inserted[-1].text
        space = went[len(went.rstrip()) :]
        if not space or space != came[len(came.rstrip()) :]:
            return ""
        for side in (self.deleted, self.inserted):
            side[-1] = replace(side[-1], text=side[-1].text[: -len(space)])
        return space

    def finish(self) -> tuple[Span, ...]:
        """Give all spans."""
        self._write("equal", self.equal)
        self._write("deleted", self.deleted)
        self._write("inserted", self.inserted)
        return tuple(self.spans)

    def _write(self, kind: SpanKind, runs: list[Run]) -> None:
        merged: list[Run] = []
        for run in runs:
            last = merged[-1] if merged else None
            if last and (last.href, last.strong, last.em) == (run.href, run.strong, run.em):
                merged[-1] = Run(last.text + run.text, run.href, run.strong, run.em)
            else:
                merged.append(run)
        if merged:
            self.spans.append(Span(kind, tuple(merged)))
        runs.clear()
