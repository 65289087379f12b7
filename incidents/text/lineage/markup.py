"""Finding places in canonical HTML by the characters a reader sees, and wrapping them in tags.

The *flat text* of a body is what is left when tags go and entities are read: the texts of its
blocks one straight after the other. Neither ``<br>`` nor the newline between blocks counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

_PIECE = re.compile(r"<[^>]*>|[^<]+")
_UNIT = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);|[\s\S]")
_INLINE = re.compile(r"</?(?:a|strong|em)\b[^>]*>")
_LINE_END = re.compile(r"<[^>]*>")

Place = tuple[int, int]
"""Start and end of a stretch in the flat text."""


class Chunk(NamedTuple):
    """A tag, or text between tags, as it is written; ``label`` is the place it belongs to or -1."""

    raw: str
    label: int = -1

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag."""
        return self.raw.startswith("<")


class Line(NamedTuple):
    """Text between two block tags or line breaks, the place it starts at, its top-level block."""

    start: int
    text: str
    block: int


def lines(html: str) -> list[Line]:
    """Give the lines of a canonical body, as flat text."""
    found: list[Line] = []
    start = 0
    for block, written in enumerate(html.split("\n")):
        for text in block_lines(written):
            found.append(Line(start, text, block))
            start += len(text)
    return found


def block_lines(written: str) -> list[str]:
    """Give the lines of one top-level block."""
    texts = filter(None, _LINE_END.split(_INLINE.sub("", written)))
    return [unescape(text) if "&" in text else text for text in texts]


def cut(html: str, places: Sequence[Place]) -> list[Chunk]:
    """Cut HTML into tags and texts at the ends of places, which rise and do not overlap.

    An empty place gets no text.
    """
    ends = [end for place in places for end in place]
    chunks: list[Chunk] = []
    at = number = 0
    for raw in _PIECE.findall(html):
        if raw.startswith("<") or raw == "\n":
            chunks.append(Chunk(raw))
            continue
        text: list[str] = []
        for unit, length in _units(raw):
            while number < len(ends) and ends[number] <= at:
                chunks += _labelled(text, number)
                number += 1
            text.append(unit)
            at += length
        chunks += _labelled(text, number)
    return chunks


def each_wrapped(chunks: Iterable[Chunk], tags: Sequence[str], closing: str) -> str:
    """Wrap every text of a place by itself, so that no tag stands inside the wrapping."""
    return "".join(
        f"{tags[chunk.label]}{chunk.raw}{closing}" if chunk.label >= 0 else chunk.raw
        for chunk in chunks
    )


def wrapped(chunks: Sequence[Chunk], tags: Sequence[str], closing: str) -> str:
    """Wrap every place as a whole where the tags inside it allow that, else text by text."""
    written: list[str] = []
    done = 0
    for label, start, end in _stretches(chunks):
        first, last, whole = _balanced(chunks, start, end, done)
        written += [chunk.raw for chunk in chunks[done:first]]
        inside = chunks[first : last + 1]
        if whole:
            written += [tags[label], *(chunk.raw for chunk in inside), closing]
        else:
            written.append(each_wrapped(inside, tags, closing))
        done = last + 1
    return "".join([*written, *(chunk.raw for chunk in chunks[done:])])


def _units(raw: str) -> Iterator[tuple[str, int]]:
    """Give the characters and entities of written text, and how much flat text each is."""
    for unit in _UNIT.findall(raw) if "&" in raw else raw:
        yield unit, 0 if unit == "\n" else len(unescape(unit)) if len(unit) > 1 else 1


def _labelled(text: list[str], number: int) -> Iterable[Chunk]:
    """Hand over gathered text; an odd number of ends behind it means that it is in a place."""
    if text:
        yield Chunk("".join(text), number // 2 if number % 2 else -1)
        text.clear()


def _stretches(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int, int]]:
    """Give each place with the first and the last of its chunks."""
    current = first = last = -1
    for number, chunk in enumerate(chunks):
        if chunk.label < 0:
            continue
        if chunk.label != current:
            if current >= 0:
                yield current, first, last
            current, first = chunk.label, number
        last = number
    if current >= 0:
        yield current, first, last


def _balanced(chunks: Sequence[Chunk], first: int, last: int, done: int) -> tuple[int, int, bool]:
    """Widen a stretch over marks that start or end with it; say whether its tags are balanced."""
    depth = lowest = 0
    for chunk in chunks[first : last + 1]:
        if chunk.is_tag:
            if not _INLINE.match(chunk.raw):
                return first, last, False
            depth += -1 if chunk.raw.startswith("</") else 1
            lowest = min(lowest, depth)
    start, end = first + lowest, last + depth - lowest
    before, after = chunks[max(start, done) : first], chunks[last + 1 : end + 1]
    fits = len(before) == -lowest and len(after) == depth - lowest
    if fits and all(_opens(chunk) for chunk in before) and all(_closes(one) for one in after):
        return start, end, True
    return first, last, False


def _opens(chunk: Chunk) -> bool:
    return bool(_INLINE.match(chunk.raw)) and not chunk.raw.startswith("</")


def _closes(chunk: Chunk) -> bool:
    return bool(_INLINE.match(chunk.raw)) and chunk.raw.startswith("</")
