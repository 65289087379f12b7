"""Blocks on their way through a comparison; the tree of each is read only when it is needed."""

from typing import NamedTuple

from incidents.text.body.nodes import LEAF_TAGS, LIST_TAGS, Block, Node, Run, block_of
from incidents.text.body.reading import read


class Item(NamedTuple):
    """A block, and its tree where that is known."""

    block: Block
    tree: Node | None = None

    @classmethod
    def child(cls, node: Node) -> "Item":
        """Give an element that stands in a block."""
        return cls(block_of(node), node)

    @classmethod
    def line(cls, text: str) -> "Item":
        """Give a paragraph of plain text."""
        return cls.child(Node("p", (Run(text),)))

    @property
    def node(self) -> Node:
        """The tree."""
        return self.tree or tree(self.block)

    @property
    def needs_reading(self) -> bool:
        """Whether the tree is not known yet, and costs something to find out."""
        return self.tree is None and _plain_tree(self.block) is None

    @property
    def html(self) -> str:
        """The canonical HTML."""
        return self.block.html

    @property
    def text(self) -> str:
        """The text without marks."""
        return self.block.text

    @property
    def tag(self) -> str:
        """The tag."""
        return self.block.tag


def tree(block: Block) -> Node:
    """Read a block; one that holds nothing but its text needs no reading."""
    return _plain_tree(block) or next(iter(read(block.html)), Node(block.tag))


def _plain_tree(block: Block) -> Node | None:
    """Give the tree of a leaf, or of a list of one level, in which there are no marks."""
    if block.tag in LEAF_TAGS and block.html == f"<{block.tag}>{block.text}</{block.tag}>":
        return Node(block.tag, (Run(block.text),))
    if block.tag in LIST_TAGS:
        items = block.text.split("\n")
        if block.html == f"<{block.tag}><li>{'</li><li>'.join(items)}</li></{block.tag}>":
            return Node(block.tag, (), tuple(Node("li", (Run(item),)) for item in items))
    return None
