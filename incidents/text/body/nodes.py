"""The body schema as a tree, and the one way to write it.

A body is a list of elements. A leaf (``p h2 h3 footer``) holds runs of text, each run with its
marks; a container (``ul ol blockquote``) holds further elements; ``li`` may hold runs and then
nested lists. In the text of a run ``"\\n"`` stands for ``<br>``; no other line break exists.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

LIST_TAGS = frozenset({"ul", "ol"})
LEAF_TAGS = frozenset({"p", "h2", "h3", "footer"})
CONTAINER_TAGS = frozenset({"ul", "ol", "li", "blockquote"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks; ``href`` is empty where there is no link."""

    text: str
    href: str = ""
    strong: bool = False
    em: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a body: a leaf with runs, a container with children, or a ``li`` with both."""

    tag: str
    runs: tuple[Run, ...] = ()
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block of a body: its tag, its text without marks, its canonical HTML."""

    tag: str
    text: str
    html: str


def block_of(node: Node) -> Block:
    """Give the block that a top-level element stands for."""
    return Block(node.tag, text_of(node), html_of(node))


def write(nodes: Iterable[Node]) -> str:
    """Write elements in canonical form, one top-level element per line."""
    return "\n".join(map(html_of, nodes))


def html_of(node: Node) -> str:
    """Write one element, without line breaks in it."""
    inner = runs_html(node.runs) + "".join(map(html_of, node.children))
    return f"<{node.tag}>{inner}</{node.tag}>"


def text_of(node: Node) -> str:
    """Give the text of an element; the texts of its children stand on lines of their own."""
    own = "".join(run.text for run in node.runs)
    return "\n".join(part for part in (own, *map(text_of, node.children)) if part)


def runs_html(runs: Iterable[Run]) -> str:
    """Write runs with links outermost, then strong, then em."""
    written = []
    for href, linked in groupby(runs, lambda run: run.href):
        inner = "".join(map(_marked, linked)).replace("</strong><strong>", "")
        written.append(f'<a href="{html.escape(href)}">{inner}</a>' if href else inner)
    return "".join(written)


def _marked(run: Run) -> str:
    text = html.escape(run.text, quote=False).replace("\n", "<br>")
    # U+0338 straight after ">" would melt into another character wherever a page is normalised.
    text = "&#824;" + text[1:] if text.startswith("\u0338") else text
    text = f"<em>{text}</em>" if run.em else text
    return f"<strong>{text}</strong>" if run.strong else text
