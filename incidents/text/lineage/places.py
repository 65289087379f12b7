"""Where in a body the words of a change stand, and where they stand after later ones.

A place is a start and an end in the flat text of a body (see ``markup``), so that it does not
depend on how the body is marked up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from incidents.text.body.words import WORD
from incidents.text.difference import Difference, Row, Span, compare
from incidents.text.lineage import markup
from incidents.text.lineage.markup import Place
from incidents.text.sanitise import blocks

__all__ = ["Place", "carried", "changed", "marked"]

_WORD = re.compile(WORD)


def changed(old: str, new: str) -> tuple[Place, ...]:
    """Give the places in ``new`` of the words that came, merged into phrases; none spans blocks.

    Words that only moved with their paragraph, or changed their marks, did not come.
    """
    text = _flat(new)
    came = ((one.new, one.new + one.size) for one in _pieces(old, new) if one.old is None)
    places = (_trimmed(text, place) for place in _by_line(new, _joined(came)))
    return tuple((start, end) for start, end in places if start < end)


def carried(places: Sequence[Place], old: str, new: str) -> tuple[Place, ...]:
    """Give the places in ``new`` that those in ``old`` became; those whose words are gone go.

    A place of which a part is left keeps that part; one that was cut apart becomes several.
    """
    text, before = _flat(new), _flat(old)
    stayed = sorted(
        (one.old, one.new, one.size) for one in _pieces(old, new) if one.old is not None
    )
    found: list[Place] = []
    for start, end in places:
        had_words = _WORD.search(before, start, end) is not None
        for place in _joined(_left(stayed, start, end)):
            whole = _trimmed(text, place)
            if whole[0] < whole[1] and (not had_words or _WORD.search(text, *whole)):
                found.append(whole)
    return tuple(sorted(set(found)))


def marked(html: str, places: Mapping[int, Sequence[Place]]) -> str:
    """Wrap places in ``<mark class="corrected" data-version="N">``, by the version N they are of.

    Where places overlap, the text belongs to the newest version. No mark crosses a tag, so that a
    place may get several; taking the marks away gives ``html`` back, byte for byte.
    """
    covered = _layered(places)
    tags = [f'<mark class="corrected" data-version="{version}">' for *_, version in covered]
    chunks = markup.cut(html, [(start, end) for start, end, _ in covered])
    return markup.each_wrapped(chunks, tags, "</mark>")


class _Piece(NamedTuple):
    """A stretch of the new flat text, and where it stood in the old; None if it came."""

    old: int | None
    new: int
    size: int


def _pieces(old: str, new: str) -> Iterator[_Piece]:
    """Take the new text apart into what stayed and what came, in its order."""
    sides = blocks(old), blocks(new)
    starts = [0]
    for block in sides[0]:
        starts.append(starts[-1] + len(_shown(block.text)))
    difference: Difference = compare(*sides)
    at = 0
    for row in difference.rows:
        if row.new is not None:
            start = 0 if row.old_index is None else starts[row.old_index]
            yield from _of_row(row, start, at)
            at += len(_shown(row.new.text))


def _left(stayed: Sequence[tuple[int, int, int]], start: int, end: int) -> Iterator[Place]:
    """Give what is left of a place of the old text, where it stands in the new."""
    number = max(0, bisect_right(stayed, (start, -1, -1)) - 1)
    while number < len(stayed) and stayed[number][0] < end:
        here, there, size = stayed[number]
        if start < here + size:
            yield there + max(start - here, 0), there + min(end - here, size)
        number += 1


def _of_row(row: Row, old: int, new: int) -> Iterator[_Piece]:
    """Take one block apart; ``old`` and ``new`` are where it starts."""
    if row.new is None:
        return
    size = len(_shown(row.new.text))
    if row.old is None or not row.is_edited:
        yield _Piece(None if row.old is None else old, new, size)
        return
    for number, span in enumerate(row.spans):
        size = len(_shown(span.text))
        if span.kind != "deleted":
            yield _Piece(_source(row.spans, number, old), new, size)
            new += size
        if span.kind != "inserted":
            old += size
    starts = _child_starts(row, old)
    for child in row.rows:
        if child.new is not None:
            start = 0 if child.old_index is None else starts[child.old_index]
            yield from _of_row(child, start, new)
            new += len(_shown(child.new.text))


def _child_starts(row: Row, start: int) -> dict[int, int]:
    olds = sorted(
        (child.old_index, child.old)
        for child in row.rows
        if child.old_index is not None and child.old is not None
    )
    starts = {}
    for index, block in olds:
        starts[index] = start
        start += len(_shown(block.text))
    return starts


def _source(spans: Sequence[Span], number: int, old: int) -> int | None:
    """Say where a span stood; one that came with the words that just went changed only marks."""
    span = spans[number]
    if span.kind == "equal":
        return old
    went = spans[number - 1] if number and spans[number - 1].kind == "deleted" else None
    same = went is not None and _shown(went.text) == _shown(span.text)
    return old - len(_shown(span.text)) if same else None


def _shown(text: str) -> str:
    return text.replace("\n", "")


def _flat(html: str) -> str:
    return "".join(line.text for line in markup.lines(html))


def _by_line(html: str, places: Iterable[Place]) -> Iterator[Place]:
    """Cut places at the ends of lines."""
    lines = markup.lines(html)
    starts = [line.start for line in lines]
    for start, end in places:
        number = bisect_right(starts, start) - 1
        while number < len(lines) and starts[number] < end:
            yield max(start, starts[number]), min(end, starts[number] + len(lines[number].text))
            number += 1


def _trimmed(text: str, place: Place) -> Place:
    said = text[slice(*place)]
    start = place[0] + len(said) - len(said.lstrip())
    return start, max(start, place[1] - len(said) + len(said.rstrip()))


def _joined(places: Iterable[Place]) -> list[Place]:
    """Make one of places that touch or overlap."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _layered(places: Mapping[int, Sequence[Place]]) -> list[tuple[int, int, int]]:
    """Give (start, end, version), rising and not overlapping, newer versions over older ones."""
    ends = sorted({end for each in places.values() for place in each for end in place})
    number = {end: index for index, end in enumerate(ends)}
    newest = [-1] * len(ends)
    for version in sorted(places):
        for start, end in places[version]:
            for index in range(number[start], number[end]):
                newest[index] = version
    layers: list[tuple[int, int, int]] = []
    for index, version in enumerate(newest[:-1]):
        if version >= 0:
            start, end = ends[index], ends[index + 1]
            if layers and layers[-1][1:] == (start, version):
                start = layers.pop()[0]
            layers.append((start, end, version))
    return layers
