"""Reading documents back: what a stranger's parser finds in them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from incidents.formats import Format

_COMMONMARK = MarkdownIt("commonmark")


def text_in(format_: Format, document: str) -> str:
    """All the text a parser finds; a document of an unknown kind is its own text."""
    if format_.media_type.endswith("json"):
        return "\n".join(_values(json.loads(document)))
    if format_.media_type.endswith("xml"):
        return "\n".join(str(text) for text in parsed_xml(document).itertext())
    if format_.media_type == "text/markdown":
        return "\n".join(_texts(_COMMONMARK.parse(document)))
    return document


def parsed_xml(document: str) -> etree._Element:
    return etree.fromstring(document.encode())


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _values(part)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)
    else:
        yield str(value)


def _texts(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline_text(token)
        links = (part for part in token.children or () if "href" in part.attrs)
        yield from (str(part.attrs["href"]) for part in links)


def _inline_text(token: Token) -> str:
    return "".join("\n" if "break" in part.type else part.content for part in token.children or ())


@dataclass(frozen=True)
class Outline:
    """The structure of a Markdown document as CommonMark sees it."""

    headings: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    links: tuple[str, ...]
    kinds: frozenset[str]


def outline(document: str) -> Outline:
    tokens = _COMMONMARK.parse(document)
    headings, items = [], []
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            headings.append((before.tag, _inline_text(token)))
    for opened, _, token in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opened.type == "list_item_open":
            items.append(_inline_text(token))
    inner = [child for token in tokens for child in token.children or ()]
    links = tuple(str(child.attrs["href"]) for child in inner if child.type == "link_open")
    kinds = frozenset(token.type for token in [*tokens, *inner])
    return Outline(tuple(headings), tuple(items), links, kinds)
