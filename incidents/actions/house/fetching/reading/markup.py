"""A page as a tree: what stands in its head, and its paragraphs, with bounds on everything."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from incidents.text.sanitise import line

Element = etree._Element

MOST_EVENTS = 60_000
"""Starts and ends of elements that are looked at; a long page has half of that."""

LONGEST_PAGE = 2_000_000
"""Characters of markup that are parsed: time and memory grow with them."""

MOST_META = 500
LONGEST_PARAGRAPH = 20_000

NOT_PROSE = frozenset(
    {"script", "style", "noscript", "template", "nav", "aside", "footer", "header", "form", "svg"}
    | {"button", "select", "textarea", "iframe", "object", "video", "audio", "figure", "head"}
    | {"math", "canvas", "dialog", "menu"}
)
BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul"}
    | {"ol", "blockquote", "pre", "td", "th", "tr", "table", "dd", "dt", "dl", "br", "hr", "body"}
)


class Page:
    """A page that was parsed; it may be empty."""

    def __init__(self, text: str) -> None:
        self.root = _parsed(text)
        self.metas = self._metas()

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements of these names, in the order of the page."""
        if self.root is not None:
            yield from islice(self.root.iter(*tags), MOST_EVENTS)

    def meta(self, *names: str) -> str:
        """The first of some `meta` elements that says anything."""
        return next((said for name in names for said in self.metas.get(name, ())), "")

    def link(self, relation: str) -> str:
        """The address of a `link` element."""
        for element in self.elements("link"):
            if relation in element.get("rel", "").lower().split():
                return element.get("href", "")
        return ""

    def properties(self, name: str) -> Iterator[Element]:
        """The elements that carry a property of schema.org's."""
        for element in self.elements("*"):
            if name in element.get("itemprop", "").split():
                yield element

    def language(self) -> str:
        """The language that the page says it is in."""
        return "" if self.root is None else self.root.get("lang", "")

    def _metas(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for element in islice(self.elements("meta"), MOST_META):
            said = line(element.get("content", "")[:LONGEST_PARAGRAPH])
            for key in ("property", "name", "itemprop"):
                name = element.get(key, "").strip().lower()
                if name and said:
                    found.setdefault(name, []).append(said)
        return found


def paragraphs(root: Element) -> list[tuple[Element, str]]:
    """The prose below an element: each paragraph with the block it stands in."""
    found: list[tuple[Element, str]] = []
    block, said = root, [""]

    def close() -> None:
        text = in_one_line("".join(said)[:LONGEST_PARAGRAPH])
        if text:
            found.append((block, text))
        said.clear()

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in islice(walk, MOST_EVENTS):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and (tag in NOT_PROSE or not tag) and element is not root:
            walk.skip_subtree()
            continue
        if tag in BLOCKS:
            close()
            block = _surrounding(element, event)
        if event == "start":
            said.append(element.text or "")
        elif element is not root:
            said.append(element.tail or "")
    close()
    return found


def in_one_line(text: str) -> str:
    """The same as `line`, and quicker for plain English, of which there may be a lot."""
    if text.isascii() and text.replace("\n", " ").isprintable():
        return " ".join(text.split())
    return line(text)


def text_of(element: Element) -> str:
    """The words of a small element, in one line."""
    said = islice(element.itertext(), 1000)
    return line("".join(map(str, said))[:LONGEST_PARAGRAPH])


def _surrounding(element: Element, event: str) -> Element:
    parent = element.getparent()
    return element if event == "start" or parent is None else parent


def _parsed(text: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    written = text[:LONGEST_PAGE].replace("\0", "").encode("utf-8", "replace")
    try:
        return etree.fromstring(written, parser)
    except (etree.LxmlError, ValueError):
        return None
