"""Bodies as CommonMark, and the escaping of plain text for any place in it."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from string import punctuation
from unicodedata import category
from urllib.parse import quote

from incidents.text.body.nodes import LIST_TAGS, Node, Run
from incidents.text.body.reading import read

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|]|&(?=[#\w]))")
_START = re.compile(r"^(\s*)(?:([#+>=-])|(\d{1,9})([.)]))(?=\s|$|[-=#>])")
_HEADINGS = {"h2": "## ", "h3": "### "}


def from_html(body: str) -> str:
    """Write a cleaned body as CommonMark, blocks parted by blank lines, without a last newline.

    The attribution of a quotation becomes its last line, ``> — attribution``; everything else
    comes back as it was when the Markdown is rendered.
    """
    return "\n\n".join(_blocks(read(body)))


def address(url: str) -> str:
    """Write a URL as the target of ``[title](url)``: no space, no parenthesis, nothing unsafe."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", quote(url, safe="/:?#@!$&'*+,;=%~-._[]"))


def _blocks(nodes: Sequence[Node]) -> Iterable[str]:
    """Write blocks; of two lists in a row the second takes another sign, or they would be one."""
    other, before = False, ""
    for node in nodes:
        if node.tag in LIST_TAGS:
            other = not other if before == node.tag else False
            yield _list(node, other_sign=other)
        elif node.tag == "blockquote":
            yield _prefixed("\n\n".join(_blocks(node.children)), "> ", "> ")
        else:
            yield _leaf(node)
        before = node.tag


def _leaf(node: Node) -> str:
    said = _inline(node.runs)
    if node.tag == "footer":
        return f"\u2014 {said}"
    if node.tag in _HEADINGS:
        return _HEADINGS[node.tag] + re.sub(r"(#+)$", r"\\\1", said)
    return _at_start(said)


def _list(node: Node, *, other_sign: bool) -> str:
    items = []
    for number, item in enumerate(node.children, start=1):
        bullet = "*" if other_sign else "-"
        sign = bullet if node.tag == "ul" else f"{number}{')' if other_sign else '.'}"
        inner = [_at_start(_inline(item.runs))] if item.runs else []
        inner += _blocks(item.children)
        items.append(_prefixed("\n".join(inner), f"{sign} ", " " * (len(sign) + 1)))
    return "\n".join(items)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    led = [first + lines[0], *((rest + line) for line in lines[1:])]
    return "\n".join(line.rstrip() for line in led)


def _at_start(text: str) -> str:
    """Escape what would start a list, a heading, a quotation or a rule at the start of a line."""
    return _START.sub(_escaped_start, text)


def _escaped_start(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"


def _inline(runs: Sequence[Run]) -> str:
    written: list[str] = []
    for href, linked in groupby(runs, lambda run: run.href):
        text = _linked(list(linked))
        if href and written and written[-1].endswith("!"):
            written[-1] = written[-1][:-1] + "\\!"
        written.append(f"[{text}]({address(href)})" if href else text)
    return "".join(written)


def _linked(runs: Sequence[Run]) -> str:
    """Write runs under the same link: the strong groups among them."""
    groups = [list(group) for _, group in groupby(runs, lambda run: run.strong)]
    return "".join(
        _marked(
            "".join(map(_em, group, [None, *group[:-1]], [*group[1:], None])),
            "strong" if group[0].strong else "",
            before=_last_sign(groups[number - 1][-1]) if number else "",
            after=_first_sign(groups[number + 1][0]) if number + 1 < len(groups) else "",
        )
        for number, group in enumerate(groups)
    )


def _em(run: Run, before: Run | None, after: Run | None) -> str:
    lines = [_SPECIAL.sub(r"\\\1", line) for line in run.text.split("\n")]
    text = "\\\n".join([lines[0], *map(_at_start, lines[1:])])
    sides = (_last_sign(before) if before else "", _first_sign(after) if after else "")
    return _marked(text, "em" if run.em else "", before=sides[0], after=sides[1])


def _marked(text: str, tag: str, *, before: str, after: str) -> str:
    """Put marks around a text; inside a word, where Markdown has none, those of HTML."""
    if not tag:
        return text
    if _parts_words(before) and _parts_words(after):
        sign = {"strong": "**", "em": "_"}[tag]
        return f"{sign}{text}{sign}"
    return f"<{tag}>{text}</{tag}>"


def _last_sign(run: Run) -> str:
    return "_" if run.em else run.text[-1:]


def _first_sign(run: Run) -> str:
    return "_" if run.em else run.text[:1]


def _parts_words(sign: str) -> bool:
    return not sign or sign.isspace() or sign in punctuation or category(sign)[0] == "P"
