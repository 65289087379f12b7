"""A body as one flow of sentences and breaks, and the body that any such flow makes.

A break says what starts: a block, a list item, a line. Since it is the break that carries the
structure, sentences can be taken out, put in and put elsewhere, and what results is a body.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, groupby

from incidents.text.body.nodes import Node, Run, runs_html, write
from incidents.text.body.reading import read
from incidents.text.body.settling import settle
from incidents.text.sanitise import body
from incidents.text.sentences import split

_WIDE = "\u2fff"
"""Scripts written without spaces lie beyond."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its marks; ``lead`` is the white space before it, None at a start.

    Two sentences are equal whatever white space they follow.
    """

    runs: tuple[Run, ...]
    lead: str | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Break:
    """The start of a block, such as ``("ul", "li")``, or of a line where the path is empty.

    ``shared`` counts the outer elements that it stands in together with the text before it.
    """

    path: tuple[str, ...] = ()
    shared: int = 0

    @property
    def text(self) -> str:
        """A break says nothing."""
        return ""


Token = Sentence | Break

_Place = tuple[tuple[str, int], ...]


def flow(html: str) -> tuple[Token, ...]:
    """Give the flow of a canonical body."""
    return flows(html)[0]


def flows(*bodies: str) -> list[tuple[Token, ...]]:
    """Give the flows of several canonical bodies; a block that they share is read once."""
    written = [html.split("\n") if html else [] for html in bodies]
    known = {block: _block_flow(block) for block in set(chain.from_iterable(written))}
    return [tuple(chain.from_iterable(map(known.__getitem__, each))) for each in written]


def build(tokens: Iterable[Token]) -> str:
    """Give the body of a flow, in canonical form."""
    return body(write(_grown(_placed(tokens), 0)))


def phrase(tokens: Iterable[Token]) -> str:
    """Give the sentences and line breaks of a flow as phrasing content."""
    runs = [run for _, runs in _placed(tokens) for run in runs]
    return "".join(map(runs_html, settle(runs)))


def _block_flow(written: str) -> list[Token]:
    tokens: list[Token] = []
    before: _Place = ()
    for place, runs in _leaves(read(written), ()):
        shared = 0
        while shared < min(len(place), len(before)) and place[shared] == before[shared]:
            shared += 1
        tokens.append(Break(tuple(tag for tag, _ in place), shared))
        tokens += _sentences(runs)
        before = place
    return tokens


def _leaves(nodes: Iterable[Node], above: _Place) -> Iterator[tuple[_Place, tuple[Run, ...]]]:
    """Give every element that holds text, with the elements it stands in, each numbered."""
    for number, node in enumerate(nodes):
        place = (*above, (node.tag, number))
        if node.runs:
            yield place, node.runs
        yield from _leaves(node.children, place)


def _sentences(runs: Sequence[Run]) -> Iterator[Token]:
    """Cut the runs of a leaf into sentences and line breaks."""
    end = 0
    lead: str | None = None
    for said in split("".join(run.text for run in runs)):
        core = said.rstrip()
        if core:
            yield Sentence(tuple(_cut(runs, end, end + len(core))), lead)
        lead = said[len(core) :]
        end += len(said)
        if "\n" in lead:
            yield Break()
            lead = None


def _cut(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield Run(text, run.href, run.strong, run.em)
        at += len(run.text)


def _placed(tokens: Iterable[Token]) -> list[tuple[_Place, list[Run]]]:
    """Put sentences into their elements; what would be empty does not come to be."""
    fresh = count()
    place: _Place = (("p", next(fresh)),)
    placed: list[tuple[_Place, list[Run]]] = []
    new_line = False
    for token in tokens:
        if isinstance(token, Sentence):
            if placed and placed[-1][0] == place:
                placed[-1][1].extend(_joint(placed[-1][1][-1], token, new_line=new_line))
            else:
                placed.append((place, []))
            placed[-1][1].extend(token.runs)
            new_line = False
        elif token.path:
            place = _next_place(place, token, fresh)
            new_line = False
        else:
            new_line = True
    return placed


def _next_place(place: _Place, start: Break, fresh: Iterator[int]) -> _Place:
    kept = 0
    while kept < min(start.shared, len(place)) and place[kept][0] == start.path[kept]:
        kept += 1
    return (*place[:kept], *((tag, next(fresh)) for tag in start.path[kept:]))


def _joint(before: Run, sentence: Sentence, *, new_line: bool) -> list[Run]:
    """Give what stands between two sentences of an element."""
    after = sentence.runs[0]
    space = sentence.lead
    if space is None:
        space = "" if before.text[-1] > _WIDE else " "
    space = "\n" if new_line else space
    alike = (before.href, before.strong, before.em) == (after.href, after.strong, after.em)
    marks = (after.href, after.strong, after.em) if alike else ("", False, False)
    return [Run(space, *marks)] if space else []


def _grown(placed: Iterable[tuple[_Place, list[Run]]], depth: int) -> tuple[Node, ...]:
    """Make the tree of the elements from a depth on."""
    nodes = []
    for (tag, _), group in groupby(placed, lambda one: one[0][depth]):
        inside = list(group)
        own = [run for place, runs in inside if len(place) == depth + 1 for run in runs]
        deeper = [one for one in inside if len(one[0]) > depth + 1]
        nodes.append(Node(tag, tuple(own), _grown(deeper, depth + 1)))
    return tuple(nodes)
