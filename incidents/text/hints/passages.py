"""The text that is being written, taken apart for reading: paragraphs, sentences, quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from incidents.text import sanitise
from incidents.text.body.nodes import CONTAINER_TAGS
from incidents.text.hints.hint import Hint, Kind, Part, Surroundings, shortened
from incidents.text.hints.marks import Marks, Place, read
from incidents.text.sentences import split

_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])")


class Sentence(NamedTuple):
    """A sentence without the white space around it, and where it starts in its paragraph."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Line(NamedTuple):
    """A paragraph, or one line of a list or a block quotation, with its quotation marks."""

    start: int
    text: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the text or a caption."""

    part: Part
    number: int
    tag: str
    text: str
    html: str
    sentences: tuple[Sentence, ...]
    lines: tuple[Line, ...]
    quoted: tuple[Place, ...]

    @property
    def name(self) -> str:
        """What an editor calls it."""
        return f"{'caption' if self.part == 'caption' else 'paragraph'} {self.number + 1}"

    def hint(self, kind: Kind, message: str, start: int, end: int) -> Hint:
        """Point at a place of this passage."""
        quote = shortened(self.text[start:end])
        return Hint(kind, message, quote, self.number, start, end, self.part)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a place lies in somebody else's words."""
        if self.tag == "blockquote":
            return True
        at = bisect_right(self.quoted, start, key=itemgetter(0)) - 1
        return at >= 0 and end <= self.quoted[at][1]

    def quoted_between(self, start: int, end: int) -> tuple[Place, ...]:
        """Give the quotations that touch a stretch of the text."""
        first = bisect_right(self.quoted, start, key=itemgetter(1))
        return self.quoted[first : bisect_left(self.quoted, end, key=itemgetter(0))]

    def sentence_at(self, place: int) -> Sentence:
        """Give the sentence in which a place lies."""
        return self.sentences[bisect_right(self.sentences, place, key=itemgetter(0)) - 1]


def passages(text_html: str, facts: Surroundings) -> list[Passage]:
    """Take apart the text, then its captions; the text may come from whatever door."""
    blocks = sanitise.blocks(sanitise.body(text_html))
    found = [
        _passage("text", number, (block.tag, block.text, block.html), facts.language)
        for number, block in enumerate(blocks)
    ]
    found += [
        _passage("caption", number, ("p", caption, ""), facts.language)
        for number, caption in enumerate(facts.captions)
    ]
    return found


def sentences(text: str) -> Iterator[Sentence]:
    """Split a text into sentences with their places, also where the space between is missing."""
    start = 0
    for printed in split(text):
        for whole in _GLUED.split(printed):
            bare = whole.strip()
            if bare:
                yield Sentence(start + len(whole) - len(whole.lstrip()), bare)
            start += len(whole)


def _passage(part: Part, number: int, said: tuple[str, str, str], language: str) -> Passage:
    tag, text, html = said
    lines = tuple(_lines(tag, text, language))
    quoted = [
        (line.start + start, line.start + end) for line in lines for start, end in line.marks.closed
    ]
    outer = tuple(_outermost(quoted))
    return Passage(part, number, tag, text, html, tuple(sentences(text)), lines, outer)


def _lines(tag: str, text: str, language: str) -> Iterator[Line]:
    """A line break in a paragraph does not end a quotation; the end of a list item does."""
    start = 0
    for line in text.split("\n") if tag in CONTAINER_TAGS else [text]:
        yield Line(start, line, read(line, language))
        start += len(line) + 1


def _outermost(places: list[Place]) -> Iterator[Place]:
    last = 0
    for start, end in places:
        if start >= last:
            yield start, end
            last = end
