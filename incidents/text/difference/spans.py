"""What changed between two flows of text, to the word: spans that are equal, deleted, inserted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple

from incidents.text.body.nodes import Run, runs_html
from incidents.text.body.settling import merged, settle
from incidents.text.body.words import WORD
from incidents.text.difference.matching import Effort, Match, common, joined
from incidents.text.difference.trimming import trimmed

_TOKEN = re.compile(rf"({WORD}|\S)(\s*)")
_SENTENCE_ENDS = frozenset(".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964")
_CLAUSE_ENDS = frozenset(",;:)]\u201d\u2019\u00bb\uff0c\uff1b\u3001\u060c")

_ONE_SENTENCE = 2
"""A text with so many ends, the start among them, has no more than one sentence."""

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
    """A word or sign of a run, and the white space behind it; the keys are what is compared."""

    key: str
    text: str
    space: str
    run: Run


def spans(old: Sequence[Run], new: Sequence[Run], effort: Effort) -> tuple[Span, ...]:
    """Compare two flows of text: sentences first, then the words of sentences that differ.

    The equal and deleted spans together are the old text, the equal and inserted ones the new.
    """
    flows = trimmed(old, new)
    a, b = _tokens(flows.old), _tokens(flows.new)
    matches = _slid(_without_confetti(_matches(a, b, effort), a, b), a, b)
    writer = _Writer(equal=[*flows.start])
    last_old = last_new = 0
    for match in (*matches, Match(len(a), len(b), 0)):
        writer.add(a[last_old : match.old], b[last_new : match.new])
        last_old, last_new = match.old + match.size, match.new + match.size
        writer.add_equal(a[match.old : last_old], b[match.new : last_new])
    return writer.finish(flows.end)


def patched(runs: Iterable[Span]) -> tuple[Run, ...]:
    """Give the new text out of spans, in canonical form."""
    kept = [run for span in runs if span.kind != "deleted" for run in span.runs]
    return next(iter(settle(kept)), ())


def _tokens(runs: Iterable[Run]) -> list[_Token]:
    tokens: list[_Token] = []
    for run in runs:
        marks = f"\0{run.href}\0{run.strong:d}{run.em:d}"
        marks = "" if marks == "\0\0" + "00" else marks
        space = run.text[: len(run.text) - len(run.text.lstrip())]
        if space:
            last = tokens.pop() if tokens else _Token("", "", "", run)
            tokens.append(last._replace(space=last.space + space))
        found = _TOKEN.findall(run.text, len(space))
        tokens += [_Token(word + marks, word, behind, run) for word, behind in found]
    return tokens


def _matches(a: Sequence[_Token], b: Sequence[_Token], effort: Effort) -> list[Match]:
    """Match whole sentences, then words in the stretches between matched sentences."""
    keys_a, keys_b = [token.key for token in a], [token.key for token in b]
    ends_a, ends_b = _sentence_ends(a), _sentence_ends(b)
    if len(ends_a) == len(ends_b) == _ONE_SENTENCE:
        return common(keys_a, keys_b, effort)
    whole = common(
        [tuple(keys_a[start:end]) for start, end in pairwise(ends_a)],
        [tuple(keys_b[start:end]) for start, end in pairwise(ends_b)],
        effort,
    )
    found: list[Match] = []
    last_a = last_b = 0
    for match in (*whole, Match(len(ends_a) - 1, len(ends_b) - 1, 0)):
        at_a, at_b = ends_a[match.old], ends_b[match.new]
        between = common(keys_a[last_a:at_a], keys_b[last_b:at_b], effort)
        found += [Match(last_a + one.old, last_b + one.new, one.size) for one in between]
        last_a, last_b = ends_a[match.old + match.size], ends_b[match.new + match.size]
        found.append(Match(at_a, at_b, last_a - at_a))
    return joined(found)


def _sentence_ends(tokens: Sequence[_Token]) -> list[int]:
    """Give 0 and every place after a full stop that white space or a CJK text follows."""
    ends = [
        place
        for place, token in enumerate(tokens, start=1)
        if token.text in _SENTENCE_ENDS and (token.space or token.text > "\u2fff")
    ]
    return [0, *ends, *([] if ends and ends[-1] == len(tokens) else [len(tokens)])]


def _without_confetti(
    matches: Iterable[Match], a: Sequence[_Token], b: Sequence[_Token]
) -> list[Match]:
    """Drop equal islands that are shorter than the changes on both sides of them."""
    lengths_a, lengths_b = (
        [0, *accumulate(len(token.text) + len(token.space) for token in side)] for side in (a, b)
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
        last = side[start + shift - 1].text if start + shift else "."
        rank = 2 if last in _SENTENCE_ENDS else 1 if last in _CLAUSE_ENDS else 0
        return rank, -abs(shift)

    return max(range(lowest, highest + 1), key=worth)


@dataclass(slots=True)
class _Writer:
    """Gathers words into spans; where text is replaced, what went stands before what came."""

    spans: list[Span] = field(default_factory=list)
    equal: list[Run] = field(default_factory=list)
    deleted: list[Run] = field(default_factory=list)
    inserted: list[Run] = field(default_factory=list)

    def add(self, went: Sequence[_Token], came: Sequence[_Token]) -> None:
        """Add the words that went and those that came in their place."""
        if went or came:
            self._write("equal", self.equal)
            self.deleted += _runs(went)
            self.inserted += _runs(came)

    def add_equal(self, old: Sequence[_Token], new: Sequence[_Token]) -> None:
        """Add words that stayed; the white space behind any may still have changed."""
        self._end_change()
        start = 0
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            if one.space != other.space:
                self._end_change()
                self.equal += _runs([*old[start:place], one._replace(space="")])
                blank = one._replace(text="")
                self.add([blank] * bool(one.space), [blank._replace(space=other.space)])
                start = place + 1
        if start < len(old):
            self._end_change()
            self.equal += _runs(old[start:])

    def finish(self, end: Sequence[Run]) -> tuple[Span, ...]:
        """Give all spans, with the runs that both texts end with."""
        if end:
            self._end_change()
            self.equal += end
        self._write("equal", self.equal)
        self._write("deleted", self.deleted)
        self._write("inserted", self.inserted)
        return tuple(self.spans)

    def _end_change(self) -> None:
        if self.deleted or self.inserted:
            shared = self._shared_space()
            self._write("deleted", self.deleted)
            self._write("inserted", self.inserted)
            self.equal += [Run(shared)] if shared else []

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

    def _write(self, kind: SpanKind, runs: list[Run]) -> None:
        kept = tuple(run for run in merged(runs) if run.text)
        if kept:
            self.spans.append(Span(kind, kept))
        runs.clear()


def _runs(tokens: Sequence[_Token]) -> Iterable[Run]:
    """Put words of the same run together again."""
    for _, group in groupby(tokens, lambda token: id(token.run)):
        words = list(group)
        run = words[0].run
        text = "".join([part for word in words for part in (word.text, word.space)])
        yield Run(text, run.href, run.strong, run.em)
