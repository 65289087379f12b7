"""Which version wrote which sentence of a text.

A sentence is known by its words and signs: links, emphasis and white space may change around
them. It keeps its origin wherever it goes within the text. One that was taken out and brought
back counts from its latest arrival, because that is when the newsroom said it again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from incidents.text.difference.matching import common
from incidents.text.lineage import markup
from incidents.text.sentences import split


@dataclass(frozen=True, slots=True)
class Origin:
    """A sentence of the newest text, its top-level block from 0, the version that wrote it."""

    text: str
    block: int
    version: int


def sentences(html: str) -> tuple[str, ...]:
    """Give the sentences of a body in their order, white space normalised."""
    return tuple(chain.from_iterable(map(_sentences, html.split("\n"))))


def carried(before: Sequence[int], old: str, new: str, version: int) -> tuple[int, ...]:
    """Give the origin of each sentence of ``new``, from those of the sentences of ``old``.

    New and reworded sentences get ``version``; kept and moved ones keep theirs. Raises
    ``ValueError`` unless ``before`` has one origin for each sentence of ``old``.
    """
    blocks_old, blocks_new = old.split("\n"), new.split("\n")
    # Most blocks stay as they are; each is split once.
    known = {written: _sentences(written) for written in {*blocks_old, *blocks_new}}
    said, says = (
        [sentence for written in side for sentence in known[written]]
        for side in (blocks_old, blocks_new)
    )
    return _carried(before, said, says, version)


def origins(states: Sequence[tuple[int, str]]) -> tuple[Origin, ...]:
    """Give the sentences of the newest of (version, body), oldest first, with their origins."""
    if not states:
        return ()
    versions: tuple[int, ...] = ()
    said: tuple[str, ...] = ()
    for version, html in states:
        says = sentences(html)
        versions, said = _carried(versions, said, says, version), says
    blocks = _blocks(states[-1][1])
    return tuple(map(Origin, said, blocks, versions))


def marked(html: str, versions: Sequence[int]) -> str:
    """Give the same body with every sentence in ``<span data-version="N">``.

    A sentence that starts or ends amid a link or emphasis gets a span for each of its parts.
    Raises ``ValueError`` unless there is one version for each sentence.
    """
    places = list(_places(html))
    if len(places) != len(versions):
        raise ValueError(f"{len(versions)} versions for {len(places)} sentences")
    tags = [f'<span data-version="{version}">' for version in versions]
    return markup.wrapped(markup.cut(html, places), tags, "</span>")


def _carried(
    before: Sequence[int], said: Sequence[str], says: Sequence[str], version: int
) -> tuple[int, ...]:
    if len(before) != len(said):
        raise ValueError(f"{len(before)} origins for {len(said)} sentences")
    found: list[int | None] = [None] * len(says)
    gone = dict.fromkeys(range(len(said)))
    for match in common(said, says):
        for step in range(match.size):
            found[match.new + step] = before[match.old + step]
            del gone[match.old + step]
    moved: defaultdict[str, list[int]] = defaultdict(list)
    for place in reversed(gone):
        moved[said[place]].append(before[place])
    for place, origin in enumerate(found):
        if origin is None:
            waiting = moved.get(says[place])
            found[place] = waiting.pop() if waiting else version
    return tuple(origin for origin in found if origin is not None)


def _sentences(written: str) -> list[str]:
    """Give the sentences of one top-level block."""
    return [
        " ".join(sentence.split())
        for line in markup.block_lines(written)
        for sentence in split(line)
    ]


def _blocks(html: str) -> Iterator[int]:
    return (line.block for line in markup.lines(html) for _ in split(line.text))


def _places(html: str) -> Iterator[markup.Place]:
    for line in markup.lines(html):
        start = line.start
        for sentence in split(line.text):
            yield start, start + len(sentence.rstrip())
            start += len(sentence)
