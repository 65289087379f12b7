"""Quotations that are not closed or not opened."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.text.hints.hint import LONGEST_QUOTE, Hint, Surroundings
from incidents.text.hints.marks import begins_with
from incidents.text.hints.passages import Line, Passage

_WORDS_SHOWN = 30
_UNCLOSED = "This quotation opens here and is not closed."
_UNOPENED = "This quotation closes here, but nothing shows where it opens."


class _Stood(NamedTuple):
    passage: Passage
    line: Line


def unpaired_marks(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at the first mark of each paragraph that lacks its partner.

    A quotation of several paragraphs opens each of them and closes in the last: that is accepted.
    One that closes paragraphs later without that is pointed at once, where it opens.
    """
    del facts
    for part in ("text", "caption"):
        stood = [
            _Stood(passage, line)
            for passage in passages
            if passage.part == part
            for line in passage.lines
        ]
        yield from _of_part(stood)


def _of_part(stood: list[_Stood]) -> Iterator[Hint]:
    left_open = False
    for number, (passage, line) in enumerate(stood):
        following = stood[number + 1].line.text if number + 1 < len(stood) else ""
        for fault in line.marks.faults:
            if fault.kind == "unopened":
                if not left_open:
                    yield _unopened(passage, line, fault.at)
                    break
                left_open = False
            else:
                if not begins_with(following, line.text[fault.at]):
                    left_open = True
                    yield _unclosed(passage, line, fault.at)
                break


def _unclosed(passage: Passage, line: Line, at: int) -> Hint:
    end = line.text.find(" ", min(at + _WORDS_SHOWN, len(line.text)), at + LONGEST_QUOTE)
    end = end if end > 0 else min(len(line.text), at + LONGEST_QUOTE)
    return passage.hint("quotation", _UNCLOSED, line.start + at, line.start + end)


def _unopened(passage: Passage, line: Line, at: int) -> Hint:
    start = max(0, at - _WORDS_SHOWN)
    if start:
        start = max(line.text.find(" ", start, at) + 1, start)
    return passage.hint("quotation", _UNOPENED, line.start + start, line.start + at + 1)
