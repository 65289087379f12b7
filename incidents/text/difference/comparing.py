"""Comparing two bodies: paragraphs first, then the words inside those that belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from incidents.text.body.nodes import LEAF_TAGS, LIST_TAGS, Block, Node, block_of
from incidents.text.body.reading import read
from incidents.text.body.words import words
from incidents.text.difference import pairing
from incidents.text.difference.items import Item, tree
from incidents.text.difference.matching import Effort, Match, common
from incidents.text.difference.pairing import Pair
from incidents.text.difference.spans import Span, patched, spans
from incidents.text.difference.trimming import differing, plainly_alike

RowKind = Literal["equal", "changed", "inserted", "deleted", "moved"]
FlaggedKind = Literal["inserted", "deleted"]

_FLAGGED: tuple[FlaggedKind, ...] = ("inserted", "deleted")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one block: ``old`` as it was, ``new`` as it is; None if it came or went.

    The indexes count from 0 among the siblings. A changed row holds ``spans`` of its own text and,
    where it has children (lists, quotations), their ``rows``; a moved one holds them too if it
    changed on the way.
    """

    kind: RowKind
    old_index: int | None
    new_index: int | None
    old: Block | None
    new: Block | None
    spans: tuple[Span, ...] = ()
    rows: tuple["Row", ...] = ()

    @property
    def block(self) -> Block:
        """The block as it is, or as it was before it went."""
        return self.new or self.old or Block("p", "", "<p></p>")

    @property
    def is_edited(self) -> bool:
        """Whether text, marks or tag changed, wherever the block stands."""
        return self.old is not None and self.new is not None and self.old.html != self.new.html


@dataclass(frozen=True)
class Difference:
    """The difference of two lists of blocks; rows stand in the new order, deletions in place."""

    rows: tuple[Row, ...]

    @cached_property
    def words_removed(self) -> int:
        """Count the words that went."""
        return max(sum(words(text) for text in _flagged(self.rows, "deleted")), -self._growth)

    @property
    def words_added(self) -> int:
        """Count the words that came; added less removed is always the change in length."""
        return self.words_removed + self._growth

    @cached_property
    def flagged_share(self) -> float:
        """Give the part of both texts, by characters, that is shown as gone or come (0 to 1)."""
        texts = (text for kind in _FLAGGED for text in _flagged(self.rows, kind))
        blocks = (block for row in self.rows for block in (row.old, row.new) if block)
        whole = sum(len(block.text) for block in blocks)
        return min(1.0, sum(map(len, texts)) / whole) if whole else 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return all(row.kind == "equal" for row in self.rows)

    def apply(self, old: Sequence[Block]) -> list[Block]:
        """Turn the old blocks into the new ones; ``old`` must be those that were compared."""
        nodes = [Item(block).node for block in old]
        return [block_of(node) for node in _applied(self.rows, nodes)]

    @cached_property
    def _growth(self) -> int:
        """Count words of the new text less those of the old; equal blocks need not be read."""
        changed = [row for row in self.rows if row.old is None or row.new is None or row.is_edited]
        return sum(map(_grown, changed))


def compare(old: Sequence[Block], new: Sequence[Block]) -> Difference:
    """Compare two bodies, given as ``sanitise.blocks`` gives them."""
    return Difference(_rows([*map(Item, old)], [*map(Item, new)], Effort()))


def compare_lines(old: str, new: str) -> Difference:
    """Compare two plain texts of one line, such as headlines, word by word."""
    return Difference((_pair("changed", (0, 0), Item.line(old), Item.line(new), Effort()),))


def counts(old: str, new: str) -> tuple[int, int]:
    """Count the words (added, removed) between two plain texts with blank lines between blocks.

    Added less removed is always ``words(new) - words(old)``.
    """
    if not old or not new:
        return words(new), words(old)
    before, after = ([*map(Item.line, side.split("\n\n"))] for side in (old, new))
    difference = Difference(_rows(before, after, Effort()))
    return difference.words_added, difference.words_removed


def _rows(old: Sequence[Item], new: Sequence[Item], effort: Effort) -> tuple[Row, ...]:
    """Pair equal blocks, then alike ones between them, then those that moved."""
    pairs: list[Pair] = []
    known: pairing.Signs = {}
    last_old = last_new = 0
    for match in (
        *common([item.html for item in old], [item.html for item in new], effort),
        Match(len(old), len(new), 0),
    ):
        between = range(last_old, match.old), range(last_new, match.new)
        pairs += _afforded(old, new, _alike(old, new, *between, known, effort), effort)
        pairs += [(match.old + step, match.new + step) for step in range(match.size)]
        last_old, last_new = match.old + match.size, match.new + match.size
    moved = {j: i for i, j in _afforded(old, new, _moved(old, new, pairs, known, effort), effort)}
    return tuple(_in_new_order(old, new, pairs, moved, effort))


def _alike(
    old: Sequence[Item],
    new: Sequence[Item],
    place_old: range,
    place_new: range,
    known: pairing.Signs,
    effort: Effort,
) -> list[Pair]:
    place_old, place_new = _weighed(place_old, place_new, effort)
    texts = [old[i].text for i in place_old], [new[j].text for j in place_new]
    if len(place_old) == len(place_new) == 1 and plainly_alike(texts[0][0], texts[1][0]):
        return [(place_old[0], place_new[0])]
    found = pairing.in_order(*texts, known)
    return [(place_old[i], place_new[j]) for i, j in found]


def _weighed(old: range, new: range, effort: Effort) -> tuple[range, range]:
    """Give as many of the blocks on both sides as there is effort left to weigh."""
    if not old or not new:
        return old, new
    most = effort.texts // 2
    effort.texts -= len(old[:most]) + len(new[:most])
    return old[:most], new[:most]


def _moved(
    old: Sequence[Item],
    new: Sequence[Item],
    pairs: Iterable[Pair],
    known: pairing.Signs,
    effort: Effort,
) -> list[Pair]:
    """Pair the blocks that stood elsewhere before."""
    kept_old, kept_new = ({pair[side] for pair in pairs} for side in (0, 1))
    gone = [i for i in range(len(old)) if i not in kept_old]
    come = [j for j in range(len(new)) if j not in kept_new]
    if not gone or not come:
        return []
    texts = [old[i].text for i in gone], [new[j].text for j in come]
    found = pairing.moved(*texts, known, most=effort.texts // 2)
    return [(gone[i], come[j]) for i, j in found]


def _afforded(
    old: Sequence[Item], new: Sequence[Item], pairs: Iterable[Pair], effort: Effort
) -> Iterable[Pair]:
    """Leave out pairs of different families, and those that there is no effort left to compare."""
    for i, j in pairs:
        if old[i].html == new[j].html or _is_afforded(old[i], new[j], effort):
            yield i, j


def _is_afforded(old: Item, new: Item, effort: Effort) -> bool:
    """Say whether two blocks can be compared and there is effort left to do it, and spend it."""
    if _family(old.tag) != _family(new.tag):
        return False
    tags = sum(item.html.count("</") for item in (old, new) if item.needs_reading)
    if not effort.pairs or tags > effort.tags:
        return False
    effort.pairs -= 1
    effort.tags -= tags
    return True


def _family(tag: str) -> str:
    """Blocks can become others of their family: a paragraph a heading, a list another list."""
    return "leaf" if tag in LEAF_TAGS else "list" if tag in LIST_TAGS else tag


def _in_new_order(
    old: Sequence[Item],
    new: Sequence[Item],
    pairs: Iterable[Pair],
    moved: dict[int, int],
    effort: Effort,
) -> Iterable[Row]:
    away = set(moved.values())
    last_old = last_new = 0
    for i, j in (*pairs, (len(old), len(new))):
        for gone in range(last_old, i):
            if gone not in away:
                yield Row("deleted", gone, None, old[gone].block, None)
        for come in range(last_new, j):
            if come in moved:
                away_from = moved[come]
                yield _pair("moved", (away_from, come), old[away_from], new[come], effort)
            else:
                yield Row("inserted", None, come, None, new[come].block)
        if j < len(new):
            yield _pair("changed", (i, j), old[i], new[j], effort)
        last_old, last_new = i + 1, j + 1


def _pair(kind: RowKind, pair: Pair, old: Item, new: Item, effort: Effort) -> Row:
    """Compare two blocks that belong together, down to their words."""
    if old.html == new.html:
        return Row("equal" if kind == "changed" else kind, *pair, old.block, new.block)
    before, after = old.node, new.node
    found = spans(before.runs, after.runs, effort)
    one, other = ([*map(Item.child, side.children)] for side in (before, after))
    rows = _rows(one, other, effort) if one or other else ()
    return Row(kind, *pair, old.block, new.block, found, rows)


def _applied(rows: Iterable[Row], old: Sequence[Node]) -> Iterable[Node]:
    for row in rows:
        if row.old_index is None:
            yield _inserted(row.block)
        elif row.new_index is not None:
            before = old[row.old_index]
            if row.is_edited:
                children = tuple(_applied(row.rows, before.children))
                yield Node(row.block.tag, patched(row.spans), children)
            else:
                yield before


def _inserted(block: Block) -> Node:
    """Read the tree of a block; list items and attributions are read in what they stand in."""
    if block.tag == "li":
        return read(f"<ul>{block.html}</ul>")[0].children[0]
    if block.tag == "footer":
        return read(f"<blockquote><p>-</p>{block.html}</blockquote>")[0].children[-1]
    return tree(block)


def _grown(row: Row) -> int:
    """Count the words that a block has more than before."""
    old, new = row.old.text if row.old else "", row.new.text if row.new else ""
    went, came = differing(old, new)
    return words(came) - words(went)


def _flagged(rows: Iterable[Row], kind: FlaggedKind) -> Iterable[str]:
    for row in rows:
        if row.kind == kind:
            yield row.block.text
        else:
            yield from (span.text for span in row.spans if span.kind == kind)
            yield from _flagged(row.rows, kind)
