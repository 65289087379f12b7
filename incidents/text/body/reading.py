"""Reading well-nested HTML into the canonical tree of a body."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from incidents.text.body.nodes import LEAF_TAGS, LIST_TAGS, Node, Run
from incidents.text.body.settling import clean_characters, joined, settle

RENAMED_TAGS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
"""Tags that come in under another name than they leave."""

DEEPEST_LIST = 4
"""Lists inside lists are kept up to this depth; deeper items join their outer item."""

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|([^<]+)')
_HREF = re.compile(r'\bhref="([^"]*)"')
_ADDRESS = re.compile(r"https?://[^/?#]|mailto:.", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' "<>`\\^{|}'}
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_INLINE_TAGS = frozenset({"strong", "em", "a", "br"})


def read(body: str) -> list[Node]:
    """Read HTML into canonical top-level elements.

    Takes well-nested HTML as nh3 or ``nodes.write`` give it. It is not itself the guard against
    hostile markup; still, what the schema does not know is not in the tree and cannot be written.
    """
    builder = _Builder()
    for closing, tag, attributes, text in _TOKEN.findall(body):
        name = RENAMED_TAGS.get(tag, tag)
        if text:
            builder.text(html.unescape(text))
        elif name in _INLINE_TAGS:
            builder.mark(name, attributes, closing=bool(closing))
        elif closing:
            builder.close(name)
        else:
            builder.open(name)
    return builder.finish()


@dataclass(slots=True, eq=False)
class _Frame:
    """An open element; one that is not ``kept`` only parts paragraphs where it starts and ends."""

    tag: str
    kept: bool = True
    children: list[Node] = field(default_factory=list)
    runs: list[tuple[Run, ...]] = field(default_factory=list)

    def take_node(self) -> Node | None:
        """Hand over the finished element, or nothing when it is empty, and start afresh."""
        children, runs = tuple(self.children), joined(self.runs, "\n")
        self.children, self.runs = [], []
        if self.tag == "blockquote" and runs:
            children += (Node("footer" if children else "p", runs),)
            runs = ()
        return Node(self.tag, runs, children) if children or runs else None


class _Builder:
    """Takes the tags and texts of one body in order and puts the tree together."""

    def __init__(self) -> None:
        self._frames = [_Frame("body")]
        self._kept = self._frames[:]
        self._leaves: list[str] = []
        self._pieces: list[Run] = []
        self._links: list[str] = []
        self._marks = {"strong": 0, "em": 0}

    def text(self, text: str) -> None:
        """Add text; in text outside any element a blank line ends the paragraph."""
        text = clean_characters(text)
        loose = not self._leaves and len(self._frames) == 1
        flows = _BLANK_LINE.split(text) if loose else [text]
        self._add("\n\n".join(flow.replace("\n", " ") for flow in flows))

    def mark(self, tag: str, attributes: str, *, closing: bool) -> None:
        """Start or end a mark, or add a line break."""
        if tag == "br":
            self._add("" if closing else "\n")
        elif tag != "a":
            self._marks[tag] += -1 if closing else 1
        elif not closing:
            self._links.append(_address(attributes))
        elif self._links:
            self._links.pop()

    def open(self, tag: str) -> None:
        """Start an element; one the schema has no place for here only starts a new paragraph."""
        self._flush()
        if tag in LEAF_TAGS:
            self._leaves.append(tag)
        elif tag != "hr":
            self._frames.append(_Frame(tag, kept=self._has_place(tag)))
            self._kept += self._frames[-1:] if self._frames[-1].kept else []

    def close(self, tag: str) -> None:
        """End an element."""
        self._flush()
        if tag in LEAF_TAGS:
            self._leaves = self._leaves[:-1]
        elif len(self._frames) > 1:
            frame = self._frames.pop()
            if frame.kept:
                self._kept.pop()
                self._place(frame.take_node())

    def finish(self) -> list[Node]:
        """End everything that is open and give the top-level elements."""
        while len(self._frames) > 1:
            self.close(self._frames[-1].tag)
        self._flush()
        return self._frames[0].children

    def _add(self, text: str) -> None:
        href = self._links[-1] if self._links else ""
        self._pieces.append(Run(text, href, self._marks["strong"] > 0, self._marks["em"] > 0))

    def _has_place(self, tag: str) -> bool:
        around = self._kept[-1].tag
        if tag == "li":
            return around in LIST_TAGS
        if tag in LIST_TAGS:
            return sum(frame.tag in LIST_TAGS for frame in self._kept) < DEEPEST_LIST
        return tag == "blockquote" and around == "body"

    def _flush(self) -> None:
        """Place the text gathered so far as paragraphs of the container it stands in."""
        paragraphs = settle(self._pieces)
        self._pieces = []
        if not paragraphs:
            return
        frame, leaf = self._kept[-1], self._leaves[0] if self._leaves else "p"
        if frame.tag == "li" or (frame.tag == "blockquote" and leaf == "footer"):
            self._end_item_with_list(frame)
            frame.runs += paragraphs
        elif frame.tag in LIST_TAGS:
            frame.children.append(Node("li", joined(paragraphs, "\n")))
        elif frame.tag == "body" and leaf in ("h2", "h3"):
            frame.children.append(Node(leaf, joined(_one_line(paragraphs), " ")))
        else:
            frame.children += [Node("p", runs) for runs in paragraphs]

    def _end_item_with_list(self, frame: _Frame) -> None:
        """Text after a nested list starts an item of its own: an item ends with its lists."""
        if frame.tag == "li" and frame.children:
            node = frame.take_node()
            self._kept[-2].children += [node] if node else []

    def _place(self, node: Node | None) -> None:
        """Put a finished element into its container; a list straight in a list gets an item."""
        frame = self._kept[-1]
        if node is not None and frame.tag in LIST_TAGS and node.tag != "li":
            node = Node("li", (), (node,))
        frame.children += [node] if node else []


def _one_line(paragraphs: Iterable[tuple[Run, ...]]) -> list[tuple[Run, ...]]:
    return [
        tuple(Run(run.text.replace("\n", " "), run.href, run.strong, run.em) for run in runs)
        for runs in paragraphs
    ]


def _address(attributes: str) -> str:
    """Read the address of a link; empty when there is none that may stand."""
    found = _HREF.search(attributes)
    if found is None:
        return ""
    address = clean_characters(html.unescape(found.group(1)))
    address = re.sub(r"[\t\n]", "", address).strip().translate(_UNSAFE_IN_ADDRESS)
    return address if _ADDRESS.match(address) else ""
